"""One objective: verdicts, path, what would settle it, projects, who carries it.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
