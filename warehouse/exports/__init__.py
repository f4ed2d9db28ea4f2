"""A release as files that others can read: Parquet, CSV, what describes them, and the folder that appears whole or not at all.

Does not belong here: the words around the data (licences, readme), and the guard of spreadsheets, which is handed in.
"""
