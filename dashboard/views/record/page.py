"""What is known of one open record, why has it its grade, and where does each of it stand?"""

from dashboard.queries import one_record, open_records
from dashboard.rendering.headlines import lists
from dashboard.rendering.pointers import pointer
from dashboard.shell import address, headings, page_foot, record_list
from dashboard.shell.here import current
from dashboard.views.record import figures
from dashboard.views.record.facts import Around, facts

here = current()
words, release = here.words, here.path
project_id = address.text("id")
versions = one_record.versions(release, project_id)

if versions.empty:
    headings.headline(here, lists.no_record(words))
    here.show(pointer("", words("publishers.every"), here.links("funder")), "ways")
else:
    record = versions.to_dict("records")[0]
    listed = one_record.list_of(release, record)
    publisher = one_record.publisher_of(record, listed)
    headings.headline(here, lists.record(record, publisher, words))
    around = Around(
        listed,
        publisher,
        one_record.countries(release, project_id),
        one_record.doubles(release, project_id),
        open_records.names(here.path, here.words.language),
    )
    here.show(facts(record, around, words, here.links), "record")
    figures.amounts(here, project_id)
    figures.places(here, project_id)
    figures.versions(here, project_id)
record_list.credits_of(here)
page_foot.missing(here, "record", project_id)
