"""The only writers of tables: a frame passes its contract and replaces its table in one transaction.

Does not belong here: what a table is (`contracts`), and publishing (`releases.py`).
"""
