"""Which agreements stand, and until when?"""

from dashboard.queries import answers as queries
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.registers.worded import own_names
from dashboard.shell import foot
from dashboard.shell import frame as shell

here = shell.here()
words = here.words
listed = money.by_end(queries.table(here.path, "marts.partnerships"))
english, own = (queries.country_names(here.path, language) for language in ("en", words.language))
partnerships = listed.assign(country_or_kind=own_names(listed["country_or_kind"], english, own))
counts = queries.table(here.path, "marts.partner_counts")

shell.headline(here, money.partnerships(partnerships, words))
here.show(
    tables.register(partnerships, columns.PARTNERSHIPS, words("partnerships.caption"), words, here.links),
    "partnerships",
)
foot.foot(here, "partnerships", words("source.partnerships"), Listing(partnerships, len(listed), lambda: listed))
shell.heading(words("partnerships.partners"))
here.show(
    tables.register(counts, columns.PARTNER_COUNTS, words("partnerships.partners_caption"), words, here.links), "counts"
)
foot.foot(here, "partner_counts", words("source.partner_counts"), counts)
shell.missing(here, words("missing.partnerships"), words("missing.secretariat"))
