"""What the strip's search finds.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
