"""The six goals: number of objectives per status.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
