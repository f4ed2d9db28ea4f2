"""Files to download: sheets as PDF, the shortlist as workbook and CSV, any frame as CSV.

Does not belong here: the buttons that offer them (`views`).
"""
