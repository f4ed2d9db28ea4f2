"""The workbooks to fill in.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
