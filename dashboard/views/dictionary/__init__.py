"""Every published table and column.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
