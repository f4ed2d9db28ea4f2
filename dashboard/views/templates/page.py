"""Which workbook do I fill in?"""

from dashboard.rendering.headlines import partners
from dashboard.shell import frame as shell
from dashboard.views.templates import template_files
from sources.streams import LANGUAGES

here = shell.here()
words = here.words

shell.headline(here, partners.templates(len(LANGUAGES), words))
template_files.template_files(here)
shell.missing(here, words("missing.templates"), words("missing.templates_who"))
