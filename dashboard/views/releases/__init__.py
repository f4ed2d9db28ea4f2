"""What was published, and each table as CSV.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
