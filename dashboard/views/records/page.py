"""Which open records about soils have these words in their title, in this country, of this practice, funder and time?"""

from dashboard.queries import record_rows
from dashboard.rendering.headlines import search
from dashboard.shell import headings, page_foot
from dashboard.shell.here import current
from dashboard.views.records import finding

here = current()

if record_rows.knows_relevance(here.path) and record_rows.numbers(here.path, record_rows.Selection())[0]:
    finding.show(here)
else:
    headings.headline(here, search.no_records(here.words))
page_foot.missing(here, here.words("missing.records"), here.words("missing.operator"))
