"""One country: what its soils need, the open records about them, their money by year.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
