"""Who publishes open records about soils; and of one publisher: what, where, which practices, since when, how large?"""

from dashboard.queries import open_records, publisher_rows
from dashboard.rendering.headlines import lists
from dashboard.rendering.registers import figured
from dashboard.shell import address, headings, page_foot, record_list
from dashboard.shell.here import current
from dashboard.views.funder import every_publisher, one_publisher

here = current()
words = here.words
asked = address.text("id")

if not open_records.has_records(here.path):
    headings.headline(here, lists.none_read(words))
elif not asked:
    every_publisher.show(here)
else:
    rows = publisher_rows.publishers(here.path)
    found = rows[rows["publisher"] == asked].to_dict("records")
    if found:
        one_publisher.show(here, found[0])
    else:
        headings.headline(here, lists.no_publisher(words))
        every_publisher.register(here, rows, figured.PUBLISHERS)
record_list.credits_of(here)
page_foot.missing(here, "funder", asked)
