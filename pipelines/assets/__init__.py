"""Dagster's assets, a file per layer: each calls a step and hands over the tables it made.

Does not belong here: what a step does (`steps`), and any decision (`rules`).
"""
