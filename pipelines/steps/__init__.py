"""What one step of a run does between reading and keeping: it fetches, asks the rules and lays out the tables.

Does not belong here: Dagster (`assets`), and any decision (`rules`).
"""
