"""Text becomes typed rows and findings: every row is admitted or held with a reason, none is lost.

Does not belong here: reading bytes (`files`, `iati`), and rules that need targets, rates or earlier reports
(`pipelines.rules`).
"""
