"""IATI activity files of any version become rows of our streams, as text with our names.

Does not belong here: other kinds of files (`files`), and which objective an activity serves (`pipelines.rules`).
"""
