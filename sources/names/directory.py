"""Canonical ids of the organisations and projects that the rows of one run name.

Two names mean the same only if their normal forms are equal or a reviewed spelling says so; nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from sources.names.keys import identifier_key
from sources.names.matching import almost, checksum, slug
from sources.names.namesakes import Namesake, qualified
from sources.names.reference import Register
from sources.streams import normal
from sources.texts import cells, distinct, mapped

NAMES_COMPARED_AT_MOST = 500
SHORTEST_WORLDWIDE_NUMBER = 5  # digits of a DAC channel code


@dataclass(frozen=True)
class Organisations:
    """Ids of organisations: by reviewed spelling, by the register, by the reference a file gives beside the same name."""

    register: Register
    registered: dict[str, str] = field(default_factory=dict, repr=False)  # normal form of a name to id
    statuses: dict[str, str] = field(default_factory=dict, repr=False)  # id to status in the Initiative
    references: dict[tuple[str, str], str] = field(
        default_factory=dict, repr=False
    )  # by file and normal form of a name

    def ids(self, names: pd.Series, references: pd.Series, files: pd.Series) -> pd.Series:
        """The id for each row: of the reference, else of the name; missing where both are."""
        keys = list(zip(cells(names), cells(references), cells(files), strict=True))
        ids = {key: self._id(*key) for key in dict.fromkeys(keys)}
        return pd.Series([ids[key] for key in keys], index=names.index, dtype="str")

    def stated_ids(self, names: pd.Series, files: pd.Series) -> pd.Series:
        """The id that somebody gave the organisation of each name; missing where it would only be made of the name."""
        ids = self.ids(names, pd.Series(None, index=names.index, dtype="str"), files)
        return ids.where(ids != mapped(names, {name: slug(name) for name in distinct(names)}))

    def _id(self, name: str, reference: str, file: str) -> str | None:
        if reference and not (name and _is_local(reference)):
            return self.register.spellings.get(normal(reference), reference)
        if not name:
            return None
        form = normal(name)
        known = self.register.spellings.get(form) or self.registered.get(form) or self.references.get((file, form))
        return known or slug(name)

    def resembling(self, names: Iterable[str]) -> dict[str, str]:
        """Names that are nearly, but not quite, the name of a known organisation, and that name."""
        spellings = {**{form: form for form in self.registered}, **self.register.written}
        unknown = [name for name in names if normal(name) not in spellings][:NAMES_COMPARED_AT_MOST]
        return {name: like for name in unknown if spellings and (like := almost(name, spellings)) is not None}


def _is_local(reference: str) -> bool:
    """A short number that a publisher gives in its own system: the same number is another organisation elsewhere."""
    return reference.isdecimal() and len(reference) < SHORTEST_WORLDWIDE_NUMBER


def stated_references(frames: Iterable[pd.DataFrame]) -> dict[tuple[str, str], str]:
    """The one reference each file gives beside a name; frames have file, name and reference."""
    pairs = pd.concat(list(frames), ignore_index=True).dropna().drop_duplicates()
    pairs = pairs[~pairs["reference"].map(_is_local).astype(bool)]
    forms = {name: normal(name) for name in distinct(pairs["name"])}
    pairs = pairs.assign(form=mapped(pairs["name"], forms)).drop_duplicates(["file", "form", "reference"])
    pairs = pairs[~pairs.duplicated(["file", "form"], keep=False)]
    return {
        (file, form): reference
        for file, form, reference in zip(pairs["file"], pairs["form"], pairs["reference"], strict=True)
    }


@dataclass(frozen=True)
class Projects:
    """Ids and exact titles of the projects that were sent, admitted or not."""

    rows: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)  # identifier, title and lead of each row
    namesakes: Mapping[str, list[Namesake]] = field(default_factory=dict, repr=False)  # by the identifier they share

    @cached_property
    def by_key(self) -> dict[str, str]:
        """Identifier by the form in which it is compared, alone and with the lead of the project behind it."""
        led = {identifier_key(qualified(own, lead)): own for own, _, lead in self.rows if own and lead}
        shared = {
            identifier_key(qualified(own, lead)): each.identifier
            for own, projects in self.namesakes.items()
            for each in projects
            for lead in each.leads
        }
        return led | shared | {identifier_key(own): own for own, _, _ in self.rows if own}

    @cached_property
    def by_title(self) -> dict[str, str]:
        """Identifier by the normal form of a title; a title that two projects share means neither."""
        meant: dict[str, set[str]] = {}
        for identifier, title, _ in self.rows:
            if identifier and title:
                meant.setdefault(normal(title), set()).add(identifier)
        return {form: ids.copy().pop() for form, ids in meant.items() if len(ids) == 1}

    def resolved(self, texts: pd.Series) -> tuple[pd.Series, pd.Series]:
        """The project id each text means, the text itself where none does; and which rows those are."""
        found = mapped(texts, {text: self._id(text) for text in distinct(texts)})
        return found.fillna(texts), texts.notna() & found.isna()

    def _id(self, text: str) -> str | None:
        return self.by_key.get(identifier_key(text)) or self.by_title.get(normal(text))

    def among_namesakes(
        self, ids: pd.Series, rows: pd.DataFrame, parties: Sequence[pd.Series] = ()
    ) -> tuple[pd.Series, pd.Series]:
        """The ids, where projects share one that of the project meant; and the rows of which that is not clear.

        It is the project of the same file, else of a party named in the row, else the one that had the identifier when
        the row was received, else the first.
        """
        shared = ids[ids.isin(list(self.namesakes))]
        chosen, is_doubtful = ids.copy(), pd.Series(False, index=ids.index)
        for place, identifier in shared.items():
            known = self.namesakes[identifier]
            named = {each[place] for each in parties}
            file, received_at = rows.at[place, "source_file"], rows.at[place, "received_at"]
            choices = (
                [each for each in known if file in each.files],
                [each for each in known if named & each.leads],
                [each for each in known if each.received_at <= received_at],
            )
            meant = next((each[0] for each in choices if len(each) == 1), None)
            chosen[place], is_doubtful[place] = (meant or known[0]).identifier, meant is None
        return chosen, is_doubtful


def projects_of(
    ids: pd.Series, titles: pd.Series, leads: pd.Series, namesakes: Mapping[str, list[Namesake]]
) -> Projects:
    """The index of the projects that rows describe."""
    return Projects(tuple(zip(cells(ids), cells(titles), cells(leads), strict=True)), namesakes)


def project_id(lead: str, title: str) -> str:
    """A stable id for a project that was sent without one."""
    return f"{slug(title)[:32].rstrip('-')}-{checksum(f'{normal(lead)}|{normal(title)}')}"
