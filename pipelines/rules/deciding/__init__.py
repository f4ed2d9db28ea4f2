"""The rules in their order over admitted rows: what a run decides, and what a check of one file can already say.

Does not belong here: any rule of its own, and what a cell means (`sources`).
"""
