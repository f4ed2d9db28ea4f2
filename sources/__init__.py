"""Sources read: files become text tables, text becomes typed rows and findings, findings become words for their sender.

Does not belong here: storing, deciding, running, showing. Known are pandas, openpyxl, calamine, lxml, rapidfuzz, babel
and the standard library; none of our other rooms, no scheduler, no database, no screen. Clock and folders are arguments.
"""
