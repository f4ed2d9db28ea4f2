"""Frames in, Plotly figures out; drawn in the palette of one mode, light or dark. No page element, no query."""
