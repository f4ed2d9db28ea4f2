"""Blocks of our own HTML that a page and a paper both show: frames and a language in, HTML out.

Does not belong here: asking a release (`queries`), and a block that one page alone shows (`views`).
"""
