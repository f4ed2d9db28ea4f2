"""Sources read: files become text tables, text becomes typed rows and findings. One module per kind of input.

Law of the room: pandas, openpyxl, calamine, lxml, rapidfuzz and the standard library; nothing of our other rooms, no
scheduler, no database, no screen. Clock and folders are arguments.
"""
