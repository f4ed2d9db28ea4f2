"""Where does a word or a code stand?"""

from dashboard import address, searching, shell
from dashboard.figures import foot, parts, results
from dashboard.findings import search
from dashboard.listing import count, listing
from dashboard.navigation import SEARCH

here = shell.here()
words = here.words
text = address.held("q").get("q", "").strip()
asked = searching.asked(text)
number = count(here.path, searching.FOUND, asked) if text else 0

shell.headline(here, search.found(text, number, words))
if number:
    part = parts.chosen(address.PART, number, searching.ROWS_SHOWN)
    rows = listing(here.path, searching.FOUND, part, asked)
    here.show(results.results(rows.shown, words("search.caption", n=number), words, here.links), "results")
    parts.show(here, address.PART, part, number, SEARCH)
    foot.foot(here, "search", words("source.search"), rows)
