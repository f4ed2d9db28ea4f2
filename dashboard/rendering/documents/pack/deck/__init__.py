"""The pieces of a deck of slides: a slide of its own look, and on it tables, charts, maps and squares that can be edited.

Does not belong here: what the pack says (`content`), and in which order its slides are made (`slides`).
"""
