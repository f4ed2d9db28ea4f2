"""Amounts in euros, each grant counted once, and what may be the same money twice.

Does not belong here: where money is missing (`coverage`).
"""
