"""The dashboard shows: pages over one release, in three languages. It borrows rules and computes no figure of its own.

Does not belong here: opening the database, and running or scheduling anything (`warehouse`, `pipelines`).
"""
