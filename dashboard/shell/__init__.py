"""What every page has: release and language, navigation, the strip, headings, foot, blocks, charts in the reader's mode.

Does not belong here: what one page shows (`views`), and what paper can use too (`rendering`).
"""
