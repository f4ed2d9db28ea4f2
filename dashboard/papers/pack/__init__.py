"""The board pack: one module per sheet, the sheets in their order, and the three files written together or not at all.

Does not belong here: how a sheet is drawn on paper, as a slide or in a workbook (`rendering.documents.pack`).
"""
