"""Registers as tables: which columns, in which words, as the contracts declare them.

Does not belong here: the pages that show them (`views`).
"""
