"""What an addition to an objective would do to its path.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
