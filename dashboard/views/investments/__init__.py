"""Money on the ground by objective, funder, year and state; likely doubles; what is not converted.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
