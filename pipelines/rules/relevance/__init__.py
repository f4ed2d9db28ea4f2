"""What an open record is about: whether it is about soils at all, and which objective it may serve, by reviewed words.

Does not belong here: what partners declare themselves (`sources.admission`), and any indicator: nothing of this feeds one.
"""
