"""Where does a word or a code stand?"""

from dashboard.queries import record_rows, things
from dashboard.queries.folding import asked
from dashboard.queries.listing import count, listing
from dashboard.rendering.headlines import search
from dashboard.rendering.sitemap import SEARCH
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.here import current
from dashboard.views.search import results

ROWS_SHOWN = 100

here = current()
words = here.words
text = address.text("q").strip()
looked_for = asked(text)
number = count(here.path, things.FOUND, text=looked_for) if text else 0
titled = record_rows.titles_with(here.path, text) if text else 0

headings.headline(here, search.found(text, number + titled, words))
if titled:
    here.show(results.records(titled, looked_for, words, here.links), "records")
if number:
    part = parts.chosen(address.PART, number, ROWS_SHOWN)
    rows = listing(here.path, things.FOUND, part, text=looked_for)
    here.show(
        results.results(
            rows.shown, words("search.others" if titled else "search.caption", n=number), words, here.links
        ),
        "results",
    )
    parts.show(here, address.PART, part, number, SEARCH)
    foot.foot(here, "search", here.made_from("search"), rows)
