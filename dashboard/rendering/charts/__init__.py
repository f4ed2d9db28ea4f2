"""Charts: frames in, Plotly figures out, drawn in the palette of one mode, light or dark.

Does not belong here: elements of a page (`shell`), and asking a release (`queries`).
"""
