"""A long list in parts: which part the address names, and the line that says what is shown, with links to the other parts."""

import math

from markupsafe import Markup

from dashboard.queries.listing import Part
from dashboard.rendering.blocks import render
from dashboard.rendering.sitemap import PARAMETERS, Links
from dashboard.rendering.words import Words
from dashboard.shell import address
from dashboard.shell.here import Here


def chosen(name: str, count: int, size: int) -> Part:
    """The part the address names; the first one where it names none, the last where there are fewer."""
    asked = int(address.amount(address.text(name)) or 1)
    return Part(min(max(asked, 1), max(math.ceil(count / size), 1)), size)


def show(here: Here, name: str, part: Part, count: int, page: str) -> None:
    """The line under a list of which a part is shown; nothing where all of it is."""
    if count > part.size:
        here.show(line(name, part, count, page, here.words, here.links), f"{name}_of_the_list")


def line(name: str, part: Part, count: int, page: str, words: Words, links: Links) -> Markup:
    """Which rows of how many are shown, and links to the part before and the part after."""
    kept = {key: value for key, value in address.held(*PARAMETERS[page]).items() if key != name}
    ways = [
        {"text": words(f"parts.{way}"), "href": links(page, **kept, **({name: str(number)} if number > 1 else {}))}
        for way, number in (("before", part.number - 1), ("after", part.number + 1))
        if 1 <= number <= math.ceil(count / part.size)
    ]
    text = words("parts.shown", first=part.start + 1, last=min(part.start + part.size, count), total=count)
    return render("parts", text=text, ways=ways)
