"""Where nobody is active: the state and gap score of a cell, projects that fit a funder, and what an addition would do.

Does not belong here: converting and counting money (`money`).
"""
