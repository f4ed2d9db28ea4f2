"""Which agreements stand, and until when?"""

from dashboard.queries import coverage_rows, published
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, figured, tables
from dashboard.rendering.registers.worded import own_names
from dashboard.shell import board_pack, foot, headings, page_foot
from dashboard.shell.here import current

here = current()
words = here.words
by_end = money.by_end(published.table(here.path, "marts.partnerships"))
english, own = (coverage_rows.country_names(here.path, language) for language in ("en", words.language))
partnerships = by_end.assign(country_or_kind=own_names(by_end["country_or_kind"], english, own))
counts = published.table(here.path, "marts.partner_counts")

headings.headline(here, money.partnerships(here.figures, words))
board_pack.offer(here)
here.show(
    tables.register(
        partnerships,
        columns.PARTNERSHIPS,
        words("partnerships.caption"),
        words,
        here.links,
        numbers=figured.PARTNERSHIPS.of(here.figures),
    ),
    "partnerships",
)
foot.foot(here, "partnerships", here.made_from("partnerships"), Listing(partnerships, len(by_end), lambda: by_end))
headings.heading(words("partnerships.partners"))
here.show(
    tables.register(counts, columns.PARTNER_COUNTS, words("partnerships.partners_caption"), words, here.links), "counts"
)
foot.foot(here, "partner_counts", here.made_from("partner_counts"), counts)
page_foot.missing(here, "partnerships")
