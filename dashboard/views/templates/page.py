"""Which workbook do I fill in?"""

from dashboard.rendering.headlines import partners
from dashboard.shell import headings
from dashboard.shell.here import current
from dashboard.views.templates import template_files
from sources.catalogues import LANGUAGES

here = current()
words = here.words

headings.headline(here, partners.templates(len(LANGUAGES), words))
template_files.template_files(here)
