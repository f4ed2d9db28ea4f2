"""What is missing on a page and who can supply it, as a block that screen and paper show.

Does not belong here: what is missing (`queries.lacking`).
"""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.missing_facts import Asked, names
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, capitalised


def lacks(asked: Sequence[Asked], words: Words, links: Links) -> Markup:
    """Those who can supply something, each with what that is; objectives lead to their page. Nothing where nothing is missing."""
    if not asked:
        return Markup("")
    groups = [
        {
            "who": one.who,
            "facts": [
                {
                    "text": capitalised(fact.text),
                    "codes": [{"code": code, "href": links("objective", code=code)} for code in fact.codes],
                    "names": names(fact.names, words),
                }
                for fact in one.facts
            ],
        }
        for one in asked
    ]
    return render("missing", words=words, groups=groups)
