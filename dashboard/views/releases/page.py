"""Which releases are kept, and how is one downloaded?"""

from dashboard.queries import published
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current, known_releases
from dashboard.views.releases import downloads, kept

here = current()
words = here.words
known = kept.kept(known_releases())

headings.headline(here, record.releases(len(known), words))
here.show(tables.register(known, columns.RELEASES, words("releases.caption"), words, here.links), "releases")
foot.foot(here, "releases", words("source.release"), known)
headings.heading(words("releases.downloads"))
downloads.downloads(here, published.row_counts(here.path))
page_foot.missing(here, words("missing.releases"), words("missing.operator"))
