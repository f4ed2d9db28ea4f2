"""What a sender gets back: templates, a check of a file, marked workbooks, words for a finding.

Does not belong here: deciding what is a fault (`admission`), and letters about a release (`pipelines.letters`).
"""
