"""Coverage gaps: the grid of objectives by regions, one cell opened, the map.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
