"""The map and the list of countries that projects tied to an objective name, as far as they are picked."""

from dashboard.queries import coverage_rows
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels.money_map import on_map
from dashboard.rendering.registers import columns, figured, tables
from dashboard.rendering.selection import Names, Selection
from dashboard.shell import foot, headings, parts
from dashboard.shell.here import Here

SHOWN = 40
IN_ADDRESS = "places"


def show(here: Here, picked: Selection, called: Names) -> None:
    """The title, the map, a part of the countries and all of them in the CSV."""
    words = here.words
    chosen = picked.values("objectives", "regions", "countries")
    rows = coverage_rows.countries(here.path, **chosen)
    title = coverage.countries(here.figures, words)
    if picked:
        title = coverage.chosen_countries(len(rows), picked, called, words)
    headings.heading(title.sentence)
    spoken_of = coverage_rows.codes_of(here.path, **picked.values("regions", "countries"))
    here.show(on_map(rows, called["countries"], words, spoken_of), "world")
    if len(rows):
        part = parts.chosen(IN_ADDRESS, len(rows), SHOWN)
        shown = tables.labelled(part.of(rows), words)
        # What is summed over a few objectives is no figure of the release.
        numbers = None if picked.objectives else figured.COUNTRIES.of(here.figures)
        caption = words("map.table")
        here.show(tables.register(shown, columns.COUNTRIES, caption, words, here.links, numbers=numbers), "countries")
        parts.show(here, IN_ADDRESS, part, len(rows), "coverage")
    foot.foot(here, "country_coverage", here.made_from("iati"), rows)
