"""The report: a release as static pages, one file of HTML each, with the styles, scripts and fonts that they share.

Does not belong here: which pages there are and what stands on them (`papers.report`).
"""
