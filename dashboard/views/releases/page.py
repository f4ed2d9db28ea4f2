"""Which releases are kept, and how to take one home."""

from dashboard.queries import answers as queries
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.views.releases import downloads

here = shell.here()
words = here.words
known = shell.release_rows(shell.known_releases())

shell.headline(here, record.releases(len(known), words))
here.show(tables.register(known, columns.RELEASES, words("releases.caption"), words, here.links), "releases")
foot.foot(here, "releases", words("source.release"), known)
shell.heading(words("releases.downloads"))
downloads.downloads(here, queries.row_counts(here.path))
shell.missing(here, words("missing.releases"), words("missing.operator"))
