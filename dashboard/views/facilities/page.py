"""Which facility carries which objectives, and how do they stand?"""

from dashboard.queries import answers as queries
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell

here = shell.here()
words = here.words
facilities = tables.labelled(queries.table(here.path, "marts.facilities"), words)

shell.headline(here, strategy.facilities(facilities, words))
here.show(tables.register(facilities, columns.FACILITIES, words("facilities.caption"), words, here.links), "facilities")
foot.foot(here, "facilities", words("source.facilities"), facilities)
shell.missing(here, words("missing.facilities"), words("missing.secretariat"))
