"""A sentence that leads to another page of the dashboard, or back to the platform that a fact was published on.

Does not belong here: which page leads where (`views`).
"""

from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard.rendering.blocks import render

PLATFORM = "wiki.afris.org"  # the host of the Collaborative Platform


def on_platform(source: object) -> str:
    """The first address on the Collaborative Platform that a source names; empty where it names none."""
    named = str(source).replace(";", " ").split()
    return next((each for each in named if urlsplit(each).hostname == PLATFORM), "")


def pointer(text: str, way: str, href: str) -> Markup:
    """The sentence and the link after it."""
    return render("pointer", text=text, way=way, href=href)
