"""Start: the roll call and the grid of the 24 objectives.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
