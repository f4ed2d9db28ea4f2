"""Headlines and titles of figures: frames and a language in, sentences out.

Does not belong here: drawing (`charts`), and asking a release (`queries`).
"""
