"""What is taken home: contents gathered from the same questions as the pages and handed to `rendering.documents`.

Does not belong here: Streamlit, and how a document is drawn (`rendering`).
"""
