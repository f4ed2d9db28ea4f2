"""The answers to every file of the inbox.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
