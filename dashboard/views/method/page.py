"""How is a verdict reached? An example in words first; then each section of the method, folded until it is asked for."""

from dashboard.rendering.headlines import record
from dashboard.rendering.panels import method_example
from dashboard.shell import headings
from dashboard.shell.here import current
from dashboard.views.method import sections

here = current()
words = here.words

headings.headline(here, record.method(words))
headings.heading(words("method.example.title"))
here.show(method_example.example(words), "example")
headings.heading(words("method.sections"))
sections.show(here)
