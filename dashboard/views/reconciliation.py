"""Do the parts add up to the totals?"""

from dashboard import queries, shell
from dashboard.figures import columns, foot, tables
from dashboard.findings import record

here = shell.here()
words = here.words
totals = queries.table(here.path, "marts.reconciliation")

shell.headline(here, record.reconciliation(totals, words))
if len(totals):
    told = record.explained(totals, words)
    here.show(
        tables.register(told, columns.RECONCILIATION, words("reconciliation.caption"), words, here.links), "totals"
    )
foot.foot(here, "reconciliation", words("source.release"), totals)
shell.missing(here, words("missing.reconciliation"), words("missing.operator"))
