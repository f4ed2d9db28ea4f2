"""Agreements of the Initiative, and what ends when.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
