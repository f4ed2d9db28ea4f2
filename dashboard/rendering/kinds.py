"""The four kinds of change in the order in which they are shown, and the two ends that they lead between.

Does not belong here: what makes a change one of a kind (`pipelines.rules.changes`).
"""

BEFORE, AFTER = "before", "after"
REAL, CORRECTION, METHOD, COVERAGE = KINDS = ("real", "correction", "method", "coverage")
