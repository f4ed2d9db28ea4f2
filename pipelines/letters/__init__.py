"""Letters: after a release, each file of the inbox is answered with what was admitted, held and changed.

Does not belong here: when letters are written (`pipelines.assets`), and how a finding is worded (`sources.feedback`).
"""
