"""The Initiative's own budget, apart from money on the ground.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
