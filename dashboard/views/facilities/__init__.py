"""The 13 facilities, and the objectives under them.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
