"""Totals and the sums of their parts.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
