"""Do the parts add up to the totals?"""

from dashboard import queries, shell
from dashboard.figures import columns, foot, tables
from dashboard.findings import record
from dashboard.listing import Listing

here = shell.here()
words = here.words
totals = queries.table(here.path, "marts.reconciliation")

shell.headline(here, record.reconciliation(totals, words))
told = record.explained(totals, words)
if len(totals):
    here.show(
        tables.register(told, columns.RECONCILIATION, words("reconciliation.caption"), words, here.links), "totals"
    )
foot.foot(here, "reconciliation", words("source.release"), Listing(told, len(told), lambda: totals))
shell.missing(here, words("missing.reconciliation"), words("missing.operator"))
