"""What do others prepare for soils? Open records that their publishers list as not yet approved."""

from functools import partial

from dashboard.queries import open_records
from dashboard.rendering.headlines import lists
from dashboard.rendering.pointers import pointer
from dashboard.rendering.registers import recorded
from dashboard.shell import address, headings, page_foot, record_list
from dashboard.shell.here import current

here = current()
words, links = here.words, here.links

if open_records.has_records(here.path):
    headings.headline(here, lists.preparation(here.figures, words))
    here.show(
        pointer(words("preparation.other"), words("page.opportunities"), links("opportunities")), "other_catalogue"
    )
    ask = partial(open_records.of_publisher, here.path, "", True)
    record_list.show(here, "preparation", address.PART, ask, recorded.IN_PREPARATION)
else:
    headings.headline(here, lists.none_read(words))
    here.show(
        pointer(words("preparation.other"), words("page.opportunities"), links("opportunities")), "other_catalogue"
    )
record_list.credits_of(here)
page_foot.missing(here, "preparation")
