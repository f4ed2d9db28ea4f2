"""Soils by country: need beside activity, the map, the ranking, what no list covers.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
