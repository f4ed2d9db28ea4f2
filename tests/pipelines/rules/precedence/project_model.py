"""What should come of projects in a history: whose each row is, and what its versions leave standing.

Does not belong here: the histories, and how they are compared (`test_histories`).
"""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tests.pipelines.rules.precedence.histories import History, Outcome, Place, Row, Tables, held, named_by, places

STREAM = "projects"
GIVES_WAY = "PRJ-034"
EMPTIED = ("(empty)", "(vide)")
FIELDS = ("title", "lead", "objectives", "countries", "partners", "asked_amount", "sic_stage")
CODES = {"KE": ["KEN"], "MA; TN": ["MAR", "TUN"], "A2; C3": ["A2", "C3"]}
LISTED = ("objectives", "countries", "partners")


def expected(history: History) -> Outcome:
    """What should become of each row of a project."""
    model = Model()
    for _, rows in history.sent(STREAM):
        model.receive(rows)
    outcome = Outcome(held=model.held)
    for project in model.projects:
        *earlier, current = project.in_order()
        outcome.counted.append(current[0])
        outcome.aside += [place for place, _ in earlier]
        outcome.says[current[0]] = project.says()
    outcome.aside += [place for name in history.replaced() for place, _ in history.places(name, STREAM)]
    return outcome.sorted()


def found(tables: Tables) -> Outcome:
    """What became of each row of a project."""
    current = tables["projects"][tables["projects"]["is_current"].astype(bool)]
    says = {place: _said(row, tables) for place, row in zip(places(current), _in_places(current), strict=True)}
    return Outcome(places(current), named_by(tables, STREAM, GIVES_WAY), held(tables, STREAM), says).sorted()


def _in_places(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.sort_values(["source_file", "source_row"]).to_dict("records")


def _said(row: dict[Any, Any], tables: Tables) -> dict[str, Any]:
    def linked(table: str, column: str, role: str | None = None) -> list[str]:
        links = tables[table][tables[table]["project_id"] == row["project_id"]]
        return sorted(links.loc[links["role"] == role if role else slice(None), column])

    columns = {"title": "title", "lead": "lead_name", "asked_amount": "asked_eur", "sic_stage": "sic_stage"}
    said = {name: None if pd.isna(row[column]) else row[column] for name, column in columns.items()}
    return said | {
        "objectives": linked("project_objectives", "objective_code"),
        "countries": linked("project_countries", "country_code"),
        "partners": linked("project_organisations", "organisation_name", "partner"),
    }


@dataclass
class Project:
    """A project: the identifier it is sent under, its leads and titles so far, and its versions as they were received."""

    identifier: str
    versions: list[tuple[Place, Row]] = field(default_factory=list)

    def every(self, name: str) -> set[str]:
        """Whatever its versions ever said in a field."""
        return {row[name] for _, row in self.versions if row[name]}

    def in_order(self) -> list[tuple[Place, Row]]:
        """Its versions by the date of their update where every one has a date, else as they were received."""
        is_dated = all(row["updated_on"] for _, row in self.versions)
        return sorted(self.versions, key=lambda version: version[1]["updated_on"]) if is_dated else self.versions

    def says(self) -> dict[str, Any]:
        """What stands in each field: a value replaces, a blank leaves alone, the word of the template empties."""
        standing = dict.fromkeys(FIELDS, "")
        for _, row in self.in_order():
            for name in FIELDS:
                standing[name] = "" if row[name] in EMPTIED else row[name] or standing[name]
        listed = {name: CODES.get(standing[name], [standing[name]] if standing[name] else []) for name in LISTED}
        said = {name: standing[name] or None for name in FIELDS} | listed
        return said | {"asked_amount": float(standing["asked_amount"]) if standing["asked_amount"] else None}


@dataclass
class Model:
    """The projects after each file, and the rows that are held."""

    projects: list[Project] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)

    def receive(self, rows: list[tuple[Place, Row]]) -> None:
        """Take a file: in one file an identifier means one project, and its first row speaks."""
        seen = set()
        for place, row in rows:
            identifier = row["project_id"].lower() or f"{row['title']} of {row['lead']}"
            project = None if identifier in seen else self._whose(identifier, row)
            if project is None:
                self.held.append(place)
                continue
            seen.add(identifier)
            project.versions.append((place, row))
            if project not in self.projects:
                self.projects.append(project)

    def _whose(self, identifier: str, row: Row) -> Project | None:
        """The project a row describes; none where that is not to be told.

        An identifier belongs to its lead; without one on both sides the title tells.
        """
        known = [each for each in self.projects if each.identifier == identifier]
        for each in known:
            if row["lead"] in each.every("lead"):
                return each
        for each in known:
            if row["title"] in each.every("title"):
                return each
        is_unclear = known if not row["lead"] else [each for each in known if not each.every("lead")]
        return None if is_unclear else Project(identifier)
