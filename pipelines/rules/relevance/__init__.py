"""Which objective an activity serves that declares none, by reviewed rules that say so.

Does not belong here: what partners declare themselves (`sources.admission`).
"""
