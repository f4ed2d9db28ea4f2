"""Practice by region in open records about soils: the first grid for funders, one cell opened.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
