"""Puts a finding into words in the language of its reader: what is wrong and the way out.

A finding gives the id of its rule and parameters; the texts are in the catalogues of `sources/locales`:

    RULE.title, RULE.guidance                  the rule in a few words, and the way out where no other text has one
    RULE.message, RULE.message.CASE            what is wrong, by the parameter `case` where a rule has several messages
    RULE.fix, RULE.fix.CASE                    the way out, where it differs from the guidance

A text names parameters in braces. Here each parameter is formed for the language, by its name.
"""

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from babel.dates import get_month_names
from babel.numbers import format_decimal

from sources.catalogues import Catalogue, catalogue
from sources.feedback import activities
from sources.findings import CASE, NO_PARAMETERS, ROWS, Problem, rules
from sources.streams import codes, streams

LOCALES = Path(__file__).parents[1] / "locales"
ENGLISH = "en"
MESSAGE, FIX, GUIDANCE = "message", "fix", "guidance"
CLOSEST = "closest"
UNKNOWN = "–"


@cache
def texts(language: str) -> Catalogue:
    """The texts of findings in a language."""
    return catalogue(LOCALES / f"{language}.po")


@cache
def key_of(rule_id: str, part: str, case: str | None) -> str:
    """The key of a message or way out: that of the case, else of the rule; without a way out, the guidance."""
    of_case = f"{rule_id}.{part}.{case}"
    if case is not None and of_case in texts(ENGLISH):
        return of_case
    of_rule = f"{rule_id}.{part}"
    return of_rule if part == MESSAGE or of_rule in texts(ENGLISH) else f"{rule_id}.{GUIDANCE}"


def message_and_fix(rule_id: str, parameters: str, language: str) -> tuple[str, str]:
    """What is wrong and the way out, in the language; raises UnknownText for a rule without texts."""
    named = json.loads(parameters)
    case, rows, place = (named.pop(name, None) for name in (CASE, ROWS, activities.PLACE))
    own = texts(language)
    message, fix = (own.text(key_of(rule_id, part, case)) for part in (MESSAGE, FIX))
    before, said = activities.named(place, own) if place else "", f" {_rows(rows, language)}" if rows else ""
    if not named:
        return before + message + said, fix
    values = {name: _formed(name, value, language) for name, value in named.items()}
    hint = own.text("hint.closest").format_map(values) if named.get(CLOSEST) else ""
    return before + message.format_map(values) + said, hint + fix.format_map(values)


def in_one(problem: Problem, language: str = ENGLISH) -> str:
    """What is wrong and the way out, one behind the other."""
    return " ".join(message_and_fix(problem.rule_id, problem.parameters, language))


def title(rule_id: str, language: str) -> str | None:
    """The rule in a few words; nothing of one that is no rule any more."""
    key = f"{rule_id}.title"
    return texts(language).text(key) if key in texts(language) else None


def brief(rule_id: str, language: str) -> tuple[str, str]:
    """The title and the guidance of a rule, for findings whose parameters are not known."""
    own = texts(language)
    return f"{own.text(f'{rule_id}.title')}.", own.text(f"{rule_id}.{GUIDANCE}")


def in_words(problems: pd.DataFrame, language: str) -> pd.DataFrame:
    """The findings with `message` and `fix` in the language; each distinct finding is worded once."""
    worded = cache(partial(message_and_fix, language=language))
    parameters = problems["parameters"].fillna(NO_PARAMETERS)
    return _with_words(problems, [worded(*finding) for finding in zip(problems["rule_id"], parameters, strict=True)])


def reworded(problems: pd.DataFrame, language: str) -> pd.DataFrame:
    """Findings of a release, in the language; those without parameters, of an older release, by title and guidance."""
    if language == ENGLISH or problems.empty:
        return problems
    if "parameters" not in problems:
        problems = problems.assign(parameters=None)
    worded = cache(partial(_reworded, language=language))
    findings = zip(*(problems[name] for name in ("rule_id", "parameters", MESSAGE, FIX)), strict=True)
    return _with_words(problems, [worded(*finding) for finding in findings])


def _reworded(rule_id: str, parameters: str | None, message: str, fix: str, language: str) -> tuple[str, str]:
    if rule_id not in rules():
        return message, fix
    return message_and_fix(rule_id, parameters, language) if isinstance(parameters, str) else brief(rule_id, language)


def _with_words(problems: pd.DataFrame, words: list[tuple[str, str]]) -> pd.DataFrame:
    columns = {
        name: pd.Series([pair[place] for pair in words], index=problems.index, dtype="str")
        for place, name in enumerate((MESSAGE, FIX))
    }
    return problems.assign(**columns)


class _Number(float):
    """A number in a text: plain, `{rows:n}` as the language groups digits, `{first:month}` as the name of a month."""

    language: str
    plain: str

    def __format__(self, form: str) -> str:
        if form == "n":
            return format_decimal(int(self) if self.is_integer() else self, locale=self.language)
        if form == "month":
            return get_month_names("wide", locale=self.language)[int(self)]
        return self.plain


class _Code(str):
    """A code in a text: plain, or `{stream:title}` as what it is called in the language."""

    label: str

    def __format__(self, form: str) -> str:
        return self.label if form else str(self)


def _code(text: str, label: str) -> _Code:
    code = _Code(text)
    code.label = label
    return code


def _number(value: float, language: str) -> _Number:
    number = _Number(value)
    number.language, number.plain = language, str(value) if isinstance(value, int) else f"{value:g}"
    return number


def _formed(name: str, value: Any, language: str) -> object:
    """The value of a parameter as a text shows it: by the name of the parameter, else by the type of the value."""
    if name in KINDS:
        return KINDS[name](value, language)
    if isinstance(value, str):
        return value
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _number(value, language)


def _stream(name: str, language: str) -> _Code:
    return _code(name, streams()[name].titles[language])


def _streams(names: list[str], language: str) -> _Code:
    return _code(", ".join(names), _quoted([streams()[name].titles[language] for name in names], language))


def _quoted(names: list[str], language: str, separator: str = ", ") -> str:
    """The names in the quotation marks of the language."""
    quoted = texts(language).text("list.quoted")
    return separator.join(quoted.format(name=name) for name in names)


def _field(reference: str, language: str) -> str:
    """The title of 'stream.field'."""
    stream, _, field = reference.partition(".")
    return streams()[stream].by_name[field].titles[language]


def _missing(groups: list[list[str]], language: str) -> _Code:
    """The headers that are missing, one of each group; `{missing:meaning}` says what a single one means."""
    either = texts(language).text("list.or")
    titles = ", ".join(_quoted([_field(each, language) for each in group], language, either) for group in groups)
    if [len(group) for group in groups] != [1]:
        return _code(titles, titles)
    stream, _, field = groups[0][0].partition(".")
    return _code(titles, f"{titles} ({streams()[stream].by_name[field].meanings[language]})")


def _seen(cells: dict, language: str) -> str:
    """Cells as they were written, in quotation marks, and how many more there are."""
    more = texts(language).text("list.more").format(n=cells["more"]) if cells["more"] else ""
    return _quoted(cells["shown"], language) + more


def _listed(rows: dict, language: str) -> str:
    """Numbers of rows, and how many more there are."""
    more = texts(language).text("list.more").format(n=rows["more"]) if rows["more"] else ""
    return ", ".join(rows["shown"]) + more


def _pairs(pairs: list[list[str]], language: str) -> str:
    both = texts(language).text("list.both")
    return "; ".join(both.format(first=first, second=second) for first, second in pairs)


def _closest(names: list[dict[str, Any]], language: str) -> str:
    """Names in the language where they have one, with the code of each, which is the same in every language."""
    own = [(each.get("names", {}).get(language) or each["name"], each["code"]) for each in names]
    return ", ".join(name if code in (None, name) else f"{name} ({code})" for name, code in own)


def _rows(rows: dict[str, Any], language: str) -> str:
    """How many findings one finding stands for, and in which rows."""
    own = texts(language)
    to = own.text("hint.to")
    numbers = [(_number(first, language), _number(last, language)) for first, last in rows["ranges"]]
    named = ", ".join(f"{a:n}" if a == b else to.format(first=a, last=b) for a, b in numbers)
    more = own.text("list.more").format(n=rows["more"]) if rows["more"] else ""
    return own.text("hint.rows").format(count=_number(rows["count"], language), rows=named + more)


def _readings(pairs: list[list[str]], language: str) -> str:
    """Names that a text may mean, each with its code."""
    return ", ".join(f"{name} ({code})" for name, code in pairs)


def _code_list(name: str, language: str) -> str:
    return ", ".join(member.code for member in codes()[name])


def _against(reports: list[dict], language: str) -> str:
    """Other reports of an observation: figure, file and row of each."""
    own = texts(language)
    return "; ".join(
        own.text("list.report").format(
            figure=_formed("figure", each["figure"], language),
            file=own.text("list.record") if each["file"] is None else each["file"],
            row=own.text("list.unknown") if each["row"] is None else each["row"],
        )
        for each in reports
    )


def _changes(fields: list[dict[str, str | None]], language: str) -> str:
    """What a later report says otherwise: each field with its value before and after."""
    own = texts(language)
    return "; ".join(
        own.text("list.change").format(
            field=_title(each["field"] or "", language),
            before=UNKNOWN if each["before"] is None else each["before"],
            after=UNKNOWN if each["after"] is None else each["after"],
        )
        for each in fields
    )


def _title(reference: str, language: str) -> str:
    """The title of 'stream.field' where the stream has the field, else the field as it is called."""
    stream, _, field = reference.partition(".")
    known = streams()[stream].by_name.get(field) if stream in streams() else None
    return known.titles[language] if known else field


def _label(code: str, language: str, enum: str) -> _Code:
    """A code, shown as `{status}` or, as what it is called, `{status:label}`."""
    labels = {member.code: member.labels[language] for member in codes()[enum]}
    return _code(code, labels.get(code, code))


def _kind(name: str, language: str) -> str:
    return texts(language).text(f"kind.{name}")


# The form of a parameter by its name; what JSON holds under a name (Any) is what the rules put there.
KINDS: dict[str, Callable[[Any, str], object]] = {
    "stream": _stream,
    "streams": _streams,
    "field": _field,
    "missing": _missing,
    "seen": _seen,
    "lacking": _seen,
    "keys": _seen,
    "listed": _listed,
    "pairs": _pairs,
    "closest": _closest,
    "readings": _readings,
    "code_list": _code_list,
    "against": _against,
    "changes": _changes,
    "status": partial(_label, enum="approval"),
    "money_state": partial(_label, enum="money_state"),
    "kind": _kind,
}
