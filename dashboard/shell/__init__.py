"""What every page has: language and release, navigation, the strip, headline, foot, blocks, charts in the reader's mode.

Does not belong here: what one page shows (`views`), and what paper can use too (`rendering`).
"""
