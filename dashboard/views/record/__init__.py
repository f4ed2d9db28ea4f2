"""One open record: everything that is known of it, and where each of it comes from.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
