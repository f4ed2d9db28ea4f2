"""A sentence that leads to another page of the dashboard.

Does not belong here: which page leads where (`views`).
"""

from markupsafe import Markup

from dashboard.rendering.blocks import render


def pointer(text: str, way: str, href: str) -> Markup:
    """The sentence and the link after it."""
    return render("pointer", text=text, way=way, href=href)
