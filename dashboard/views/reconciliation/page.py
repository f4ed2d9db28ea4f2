"""Do the parts add up to the totals?"""

from dashboard.queries import answers as queries
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell

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
