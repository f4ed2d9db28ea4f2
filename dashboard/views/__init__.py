"""The pages: a folder each, with the page (`page.py`) and all that serves it alone.

Does not belong here: what two pages share (`shell`, `rendering`, `queries`).
"""
