"""The steps of a run: each takes what was read, asks the rules to decide and lays out the tables.

Does not belong here: Dagster (`assets`), and any decision (`rules`).
"""
