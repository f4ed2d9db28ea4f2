"""A file becomes text tables: workbooks, CSV and form exports, read as they were written, or refused with the reason.

Does not belong here: what a cell means (`admission`), and IATI (`iati`).
"""
