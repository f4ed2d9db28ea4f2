"""Do the parts add up to the totals?"""

from dashboard.queries import published
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current

here = current()
words = here.words
totals = published.table(here.path, "marts.reconciliation")
left_out = record.named(published.later_table(here.path, "marts.exclusions"), words)

headings.headline(here, record.reconciliation(here.figures, words))
worded = record.explained(totals, words)
if len(totals):
    here.show(
        tables.register(
            worded,
            columns.RECONCILIATION,
            words("reconciliation.caption"),
            words,
            here.links,
            numbers=figured.RECONCILIATION.of(here.figures),
        ),
        "totals",
    )
foot.foot(here, "reconciliation", here.made_from("release"), Listing(worded, len(worded), lambda: totals))
if len(left_out):
    headings.heading(words("reconciliation.left_out"))
    caption = words("reconciliation.left_out_caption")
    here.show(tables.register(left_out, columns.EXCLUSIONS, caption, words, here.links), "exclusions")
    foot.foot(here, "exclusions", here.made_from("release"), left_out)
page_foot.missing(here, "reconciliation")
