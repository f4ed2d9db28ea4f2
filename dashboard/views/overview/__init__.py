"""The first page: the doors for each person, the roll call, the grid of the 24 objectives, the headlines of other pages.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
