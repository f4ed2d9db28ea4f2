"""The board pack as files: its content as a model, and that content as paper, as slides and as a workbook.

Does not belong here: what the sheets hold and where it is read (`papers.pack`).
"""
