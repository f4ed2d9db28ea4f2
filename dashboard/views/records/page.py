"""Which open records about soils have these words in their title, in this country, of this practice, funder and time?"""

from dashboard.queries import record_rows
from dashboard.rendering.headlines import lists
from dashboard.shell import headings, page_foot, record_list
from dashboard.shell.here import current
from dashboard.views.records import finding

here = current()
words = here.words

if record_rows.has_any(here.path):
    finding.show(here)
else:
    headings.headline(here, lists.none_read(words))
record_list.credits_of(here)
page_foot.missing(here, "records")
