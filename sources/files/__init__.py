"""A file becomes text tables: workbooks, CSV and form exports are read as they were written, or refused with a reason.

Does not belong here: what a cell means (`admission`), and the elements of IATI (`iati`).
"""
