"""The report: a release as static pages that open from a disk, one module per section of the site, written whole or not at all.

Does not belong here: how a page is drawn (`rendering`), Streamlit.
"""
