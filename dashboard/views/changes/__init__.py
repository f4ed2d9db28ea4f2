"""What changed since an earlier release: verdicts, indicators, money, what came and went, and every difference.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
