"""What does each country need, and what do open records do for its soils?"""

from dashboard.rendering.headlines.headline import Headline
from dashboard.shell import headings
from dashboard.shell.here import current

here = current()
headings.headline(here, Headline(here.words("headline.soils.none"), ""))
