"""Names and codes become canonical identifiers: exactly, through reviewed spellings, or not at all.

Does not belong here: what a row says beside its names (`admission`).
"""
