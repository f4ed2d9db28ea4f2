"""Open records about soils, found by words and facets, and a shortlist of them.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
