"""Findings in the files behind a release.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
