"""Where does a word or a code stand?"""

from dashboard.queries.listing import count, listing
from dashboard.rendering.headlines import search
from dashboard.rendering.sitemap import SEARCH
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.here import current
from dashboard.views.search import results, searching

here = current()
words = here.words
text = address.text("q").strip()
asked = searching.asked(text)
number = count(here.path, searching.FOUND, text=asked) if text else 0

headings.headline(here, search.found(text, number, words))
if number:
    part = parts.chosen(address.PART, number, searching.ROWS_SHOWN)
    rows = listing(here.path, searching.FOUND, part, text=asked)
    here.show(results.results(rows.shown, words("search.caption", n=number), words, here.links), "results")
    parts.show(here, address.PART, part, number, SEARCH)
    foot.foot(here, "search", words("source.search"), rows)
