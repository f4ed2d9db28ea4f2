"""Which workbook do I fill in?"""

from dashboard import shell
from dashboard.figures import template_files
from dashboard.findings import partners
from sources.streams import LANGUAGES

here = shell.here()
words = here.words

shell.headline(here, partners.templates(len(LANGUAGES), words))
template_files.template_files(here)
shell.missing(here, words("missing.templates"), words("missing.templates_who"))
