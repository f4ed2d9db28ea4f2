"""Which open projects seek money, and which of them fit what a funder looks for?"""

from dashboard import opportunity_page, queries, shell

here = shell.here()

if len(queries.opportunities(here.path)):
    opportunity_page.show(here)
else:
    opportunity_page.show_none(here)
