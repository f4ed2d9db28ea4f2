"""Pages of the Collaborative Platform, saved as HTML or copied as text: partnerships line by line, facilities, partner counts.

Does not belong here: other files (`files`), and what a cell means (`admission`). Nothing of a page is kept but what is read
of its lines.
"""
