"""A file is checked, and sent when its sender confirms.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
