"""The rows of one stream while they are judged: cleaned text, and every finding with the row it belongs to.

The rules are in the other modules of admission; their severities and texts are in the catalogue.
"""

import json
from collections.abc import Iterator, Mapping

import pandas as pd

from sources.addresses import WITHHELD
from sources.admission.activities import with_places
from sources.admission.grouping import grouped
from sources.admission.values import BLANKS
from sources.findings import NO_PARAMETERS, Named, Parameter, parameters, rules
from sources.names.keys import identifiers_apart
from sources.names.placeholders import is_placeholder
from sources.names.reference import Reference
from sources.streams import MEDIUM, OPEN, SURPLUS, UNREAD, XML, Field, Stream
from sources.texts import addressed, distinct, mapped

PROVENANCE = ("origin", "source_file", "source_sheet", "source_row", "source_sha256", "received_at")
PROBLEM_COLUMNS = [
    "rule_id",
    "severity",
    "origin",
    "stream",
    "source_file",
    "source_sheet",
    "source_row",
    "column",
    "value",
    "parameters",
    "rows_count",
]
# Faults that hold an open record too; every other fault there is a warning, so that no money is dropped.
HOLD_IN_OPEN = frozenset({"PRJ-001", "PRJ-010", "PRJ-051", "PRJ-052", "FND-001", "FND-009"})
LONGEST_SHOWN_VALUE = 120
NAMING_FIELDS = frozenset(
    {"project", "title", "name", "organisation", "partners", "funders"}
)  # beside references and `_id`
# Written into a cell to empty it: a blank one leaves the earlier value alone.
EMPTIED = frozenset({"(empty)", "(vide)", "(vacío)", "(vacio)"})
CLEARED = ("stream", "field", "origin", "source_file", "source_sheet", "source_row")
EXAMPLE_MARK = "EXAMPLE"  # begins the cells by which the example row of a template is known
DTYPES = {
    kind: pd.api.types.pandas_dtype(name)
    for kind, name in {
        "text": "str",
        "number": "float64",
        "integer": "Int64",
        "date": "datetime64[us]",
        "boolean": "boolean",
        "instant": "datetime64[us]",
    }.items()
}

PROVENANCE_KINDS = {"source_row": "integer", "received_at": "instant"}


def typed_empty(columns: Mapping[str, str], provenance: tuple[str, ...] = PROVENANCE) -> pd.DataFrame:
    """No rows, every column with its type: `columns` gives name and kind, provenance follows."""
    kinds = {**columns, **{name: PROVENANCE_KINDS.get(name, "text") for name in provenance}}
    return pd.DataFrame({name: pd.Series(dtype=DTYPES[kind]) for name, kind in kinds.items()})


class Docket:
    """The rows of one stream, numbered from 0, and the findings about them."""

    def __init__(
        self,
        stream: Stream,
        rows: pd.DataFrame,
        reference: Reference,
        is_trial: bool = False,
        headers: pd.DataFrame | None = None,
    ) -> None:
        """Keep the raw rows of a stream and the headers of its files as written; absent columns count as empty.

        In a trial nothing is published, and a template with nothing but its example row may pass.
        """
        self.stream = stream
        self._headers = None if headers is None else headers[headers["stream"] == stream.name]
        self.stated: dict[
            str, dict[int, tuple[str, ...]]
        ] = {}  # by amount and row, the currencies that stand beside it
        self.reference = reference
        self.rows = rows.reindex(columns=[*stream.field_names, *PROVENANCE]).reset_index(drop=True)
        self.is_xml = self.rows[MEDIUM].astype("str") == XML
        self.is_open = self.rows[MEDIUM].astype("str").isin(OPEN)
        self._texts: dict[str, pd.Series] = {}
        self._emptied: dict[str, pd.Series] = {}
        self._findings: list[pd.DataFrame] = []
        self.values: Mapping[str, pd.Series] = {}  # every row as it was typed, held ones too, once it is framed
        if rows.empty:
            return
        has_example = self._has_example()
        untouched = self._untouched(has_example)
        if is_trial:  # a template that holds its example row and nothing else is as it should be
            untouched &= self.rows.groupby("source_file", dropna=False)["source_row"].transform("size") > 1
        self.flag("ROW-004", untouched)
        self.flag("ROW-003", has_example & ~untouched)
        surplus = self.rows[SURPLUS].astype("str")
        self.flag("ROW-001", surplus.notna(), value=surplus)
        self._flag_unread()

    def _flag_unread(self) -> None:
        """Record what the reader could not read of a row, cell by cell."""
        rows = self.rows[UNREAD].dropna()
        cells: dict[tuple[str, str, str | None], dict[int, str]] = {}
        for position, text in zip(rows.index.tolist(), rows.tolist(), strict=True):
            for rule_id, case, name, value in json.loads(text):
                cells.setdefault((rule_id, case, name), {})[position] = value
        for (rule_id, case, name), values in cells.items():
            value = pd.Series(values, dtype="str").reindex(self.rows.index)
            self.flag(rule_id, value.notna(), name, parameters(case=case), value)

    def _has_example(self) -> pd.Series:
        """For every row: does it still hold an example that is marked as one?"""
        held = pd.Series(False, index=self.rows.index)
        for field in self.stream.fields:
            if field.example.startswith(EXAMPLE_MARK):
                held |= self.rows[field.name].astype("str").str.strip().eq(field.example).fillna(False)
        return held

    def _untouched(self, has_example: pd.Series) -> pd.Series:
        """Which of these rows are the example row of the template: no cell says another thing."""
        rows = self.rows[has_example]
        untouched = pd.Series(True, index=rows.index)
        for field in self.stream.fields if len(rows) else ():
            cells = rows[field.name].astype("str").str.strip()
            same = cells.isna() | (cells == field.example)
            if field.type in ("number", "integer") and field.example:
                same |= pd.to_numeric(cells, errors="coerce") == float(field.example)
            if field.type == "boolean":  # written in the language of the template
                same |= cells.notna()
            untouched &= same.astype(bool)
        return untouched.reindex(has_example.index, fill_value=False)

    def text(self, name: str) -> pd.Series:
        """A field as clean text: no outer white space, blanks missing, e-mail addresses only in contact fields."""
        if name not in self._texts:
            self._texts[name] = self._cleaned(self.stream.by_name[name])
        return self._texts[name]

    def _cleaned(self, field: Field) -> pd.Series:
        texts = self.rows[field.name].astype("str")
        if texts.isna().all():
            return texts
        texts = texts.str.strip()
        is_emptied = texts.str.lower().isin(EMPTIED)
        if is_emptied.any():
            self._emptied[field.name] = is_emptied
            texts = texts.mask(is_emptied)
        is_blank = texts.str.lower().isin(BLANKS)
        if is_blank.any():
            texts = texts.mask(is_blank)
        if field.role != "private" and (withheld := addressed(texts)):
            self.flag("VAL-012", texts.isin(withheld), field.name, self.naming(field.name))
            if field.name == "project" or field.name.endswith("_id"):
                withheld = identifiers_apart(withheld)
            texts = mapped(texts, withheld).fillna(texts)
        if field.reference == "organisation" or field.name.endswith("_id") or field.name in NAMING_FIELDS:
            texts = self._without_placeholders(field, texts)
        return texts

    def _without_placeholders(self, field: Field, texts: pd.Series) -> pd.Series:
        """The names in a field; words such as 'TBD' stand for none, and are told. So does an address that was withheld."""
        parts = {text: text.split(";") if field.is_list else [text] for text in distinct(texts)}
        parts = {text: each for text, each in parts.items() if any(map(_names_nothing, each))}
        named = {text: ";".join(part for part in parts[text] if not _names_nothing(part)) or None for text in parts}
        lacking = {
            text: {"text": "; ".join(part.strip() for part in parts[text] if is_placeholder(part))}
            for text in parts
            if any(part.strip() and is_placeholder(part) for part in parts[text])
        }
        if lacking:
            details = mapped(texts, lacking, "object")
            self.flag("NAM-010", details.notna(), field.name, details)
        return texts.where(~texts.isin(named), mapped(texts, named)) if named else texts

    def respell(self, name: str, spellings: Mapping[str, str]) -> None:
        """Write the texts of a field otherwise, where they have another spelling."""
        texts = self.text(name)
        self._texts[name] = mapped(texts, spellings).fillna(texts)

    def flag(
        self,
        rule_id: str,
        mask: pd.Series,
        name: str | None = None,
        details: str | pd.Series = NO_PARAMETERS,
        value: pd.Series | None = None,
    ) -> None:
        """Record a finding on every row of the mask; `details` are its parameters: one text for all rows, or one per row.

        Those of a row may be named instead: they are written only where the finding is told by itself.
        """
        mask = mask.fillna(False).astype(bool)
        if not mask.any():
            return
        rule = rules()[rule_id]
        field = self.stream.by_name.get(name or "")
        if value is None and field is not None:
            value = self.rows[field.name]
        found = pd.DataFrame({"position": self.rows.index[mask]}, index=self.rows.index[mask])
        found["rule_id"], found["column"], found["severity"] = rule_id, name, rule.severity
        if rule.severity == "error" and rule_id not in HOLD_IN_OPEN:
            found["severity"] = found["severity"].where(~self.is_open[mask], "warning")
        is_private = field is not None and field.role == "private"
        found["value"] = None if value is None else WITHHELD if is_private else value[mask]
        found["parameters"] = details if isinstance(details, str) else details[mask]
        self._findings.append(found)

    def flag_texts(self, rule_id: str, name: str, faults: Mapping[str, Named]) -> None:
        """Record a finding on every row whose text is one of the faulty ones: the named parameters by text."""
        if not faults:
            return
        details = mapped(self.text(name), faults, "object")
        self.flag(rule_id, details.notna(), name, details)

    def headed(self, name: str) -> Iterator[tuple[str, pd.Series]]:
        """The headers of a field as their senders wrote them, each with the rows that stand under it."""
        if self._headers is None:
            return
        sheets = self.rows["source_sheet"].astype("str").fillna("")
        for each in self._headers[self._headers["field"] == name].fillna("").to_dict("records"):
            under = (self.rows["source_file"] == each["source_file"]) & (sheets == each["source_sheet"])
            if "origin" in each:
                under &= self.rows["origin"] == each["origin"]
            yield str(each["header"]), under & ~self.is_open

    def naming(self, name: str, **named: Parameter) -> str:
        """Parameters that name a field of this stream, and whatever else is given."""
        return parameters(field=f"{self.stream.name}.{name}", **named)

    def missing(self, *names: str, unless: pd.Series | None = None) -> None:
        """Hold rows in which a required field is blank."""
        for name in names:
            blank = self.text(name).isna()
            if unless is not None:
                blank &= ~unless
            self.flag("VAL-001", blank, name, self.naming(name))

    @property
    def held(self) -> pd.Series:
        """Is the row held, by the findings so far?"""
        held = pd.Series(False, index=self.rows.index)
        for found in self._findings:
            held.iloc[found.loc[found["severity"] == "error", "position"]] = True
        return held

    def hold_repeats(self, rule_id: str, key: pd.Series, name: str) -> None:
        """Hold each later row of a file that repeats the key of an earlier one which is not held."""
        standing = ~self.held & key.notna()
        keys = pd.DataFrame({"origin": self.rows["origin"], "file": self.rows["source_file"], "key": key})[standing]
        repeats = keys.duplicated().reindex(self.rows.index, fill_value=False)
        self.flag(rule_id, repeats, name, parameters(case=self.stream.name))

    def problems(self) -> pd.DataFrame:
        """All findings of the stream in the columns of the contract, by row."""
        if not self._findings:
            return pd.DataFrame(columns=PROBLEM_COLUMNS)
        sheets = self.rows.groupby(["origin", "source_file", "source_sheet"], sort=False, dropna=False).ngroup()
        parts = grouped(self._findings, sheets, self.rows["source_row"])
        found = pd.concat(parts, ignore_index=True).sort_values("position", kind="stable")
        place = self.rows.loc[found["position"], ["origin", "source_file", "source_sheet", "source_row"]].reset_index(
            drop=True
        )
        found = pd.concat([found.reset_index(drop=True), place], axis=1).assign(stream=self.stream.name)
        texts = found["value"].astype("str")
        if withheld := addressed(texts):
            texts = mapped(texts, withheld).fillna(texts)
        texts = texts.str.slice(0, LONGEST_SHOWN_VALUE)
        found["value"], found["parameters"] = texts, with_places(found, self.rows, self.is_xml)
        return found[PROBLEM_COLUMNS]

    def frame(self, columns: Mapping[str, str], values: Mapping[str, pd.Series]) -> pd.DataFrame:
        """The admitted rows as a typed table: `columns` gives name and kind, provenance follows."""
        self.values, kept = values, ~self.held
        table = pd.DataFrame({name: values[name][kept].astype(DTYPES[kind]) for name, kind in columns.items()})
        return pd.concat([table, self.provenance()[kept]], axis=1).reset_index(drop=True)

    def emptied(self) -> pd.DataFrame:
        """One row per cell of an admitted row that its sender emptied in so many words: stream, field, and place."""
        place = self.provenance()[list(CLEARED[2:])]
        cells = [
            place[is_emptied & ~self.held].assign(stream=self.stream.name, field=name)
            for name, is_emptied in self._emptied.items()
        ]
        return pd.concat(cells)[list(CLEARED)] if cells else pd.DataFrame(columns=CLEARED)

    def provenance(self) -> pd.DataFrame:
        """Where every row came from, typed."""
        dtypes = {name: DTYPES[PROVENANCE_KINDS.get(name, "text")] for name in PROVENANCE}
        return self.rows[list(PROVENANCE)].astype(dtypes)


def _names_nothing(part: str) -> bool:
    return part.strip() == WITHHELD or is_placeholder(part)
