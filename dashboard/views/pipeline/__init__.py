"""Projects on their way through the cycle.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
