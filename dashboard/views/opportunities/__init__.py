"""Open projects that fit what a funder looks for.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
