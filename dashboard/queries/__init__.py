"""What the pages ask of a release: one cached function per question, keyed by the path of the release.

Does not belong here: Streamlit, and what an answer looks like (`rendering`, `views`).
"""
