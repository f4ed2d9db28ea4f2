"""The headlines of other pages as cards, each leading to its page."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words


def headline_cards(headlines: Sequence[Headline], words: Words, links: Links) -> Markup:
    """Headlines side by side, each leading to its page."""
    cards = [
        {"headline": card.sentence, "text": card.lede, "href": links(card.page), "page": words(f"page.{card.page}")}
        for card in headlines
    ]
    return render("headline_cards", cards=cards)
