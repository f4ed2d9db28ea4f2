"""Seats of the task forces, and reports due.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
