"""Files to take home: sheets as PDF, the shortlist as workbook and CSV.

Does not belong here: the buttons that offer them (`views`).
"""
