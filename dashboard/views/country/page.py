"""What does one country need, and which open records are about its soils?"""

from dashboard.rendering.headlines.headline import Headline
from dashboard.shell import headings
from dashboard.shell.here import current

here = current()
headings.headline(here, Headline(here.words("headline.country.unknown"), ""))
