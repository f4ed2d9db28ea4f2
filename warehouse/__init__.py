"""The warehouse keeps: every table declared once, one writer, immutable releases.

Does not belong here: reading what was sent (`sources`), and any decision (`pipelines.rules`).
"""
