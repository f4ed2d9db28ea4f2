"""What the commands do: a run with its summary, serving, explaining. `cli.py` reads arguments and prints.

Does not belong here: the steps of a run (`steps`), and its definition for Dagster (`assets`).
"""
