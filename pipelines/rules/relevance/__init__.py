"""Which objective an activity serves that declares none: found by reviewed text rules and marked as inferred.

Does not belong here: what partners declare themselves (`sources.admission`).
"""
