"""Findings in words: every rule and case has texts in three languages, each text names what the code gives, none is idle."""

import ast
import json
import re
import string
from pathlib import Path

import pandas as pd
import pytest

from sources.catalogues import LANGUAGES
from sources.feedback import wording
from sources.feedback.checking import check
from sources.feedback.templates import BEGUN, COLUMNS, NOTES
from sources.feedback.wording import ENGLISH, brief, in_one, key_of, message_and_fix, reworded, texts
from sources.files.reading import OTHER_KINDS
from sources.findings import NO_PARAMETERS, Parameter, Refused, cleaned, file_problem, parameters, rules
from tests.places import ROOT
from tests.sources.rows_sent import GOOD

PART = re.compile(r"[A-Z]{3}-\d{3}\.(title|guidance|message|fix)(\.\w+)?")
TWO_WORDS = re.compile(r"[A-Za-z]+ [A-Za-z]+")
PLACES = (
    "sources/files",
    "sources/iati",
    "sources/lists",
    "sources/platform",
    "sources/admission",
    "sources/names",
    "pipelines/rules",
)
CODE = [path for place in PLACES for path in sorted((ROOT / place).rglob("*.py"))]
OPEN, UNSEEN = "ada@planted.example", "\x1b[2J"


def named(text: str) -> set[str]:
    """The parameters that a text names."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def cases_of(rule_id: str) -> set[str]:
    """The cases that the rule has messages for."""
    return {key.rsplit(".", 1)[1] for key in texts(ENGLISH).forms if key.startswith(f"{rule_id}.message.")}


WORDED = tuple(
    f"sources/feedback/{name}.py" for name in ("wording", "templates", "activities")
)  # the code that asks for other texts
MAKERS = {
    "Refused",
    "NotIati",
    "file_problem",
    "parameters",
    "naming",
    "flag",
    "flag_texts",
    "funding_findings",
    "about",
}


def made() -> list[tuple[str, ast.Call]]:
    """Every call that makes a finding or its parameters, with the name of what is called."""
    calls = [node for path in CODE for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    named_calls = [
        (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""), call)
        for call in calls
        if isinstance(call, ast.Call)
    ]
    return [(name, call) for name, call in named_calls if name in MAKERS]


def literals() -> set[str]:
    """Every text that stands alone in the code where findings are made."""
    nodes = [node for path in CODE for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)} | {
        node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_texts_with_the_same_parameters(language: str) -> None:
    own, english = texts(language).forms, texts(ENGLISH).forms
    assert own.keys() == english.keys()
    for key in own:
        assert own[key][0].strip() and named(own[key][0]) == named(english[key][0]), key


@pytest.mark.parametrize("rule_id", rules())
def test_each_rule_has_a_title_a_guidance_and_a_message(rule_id: str) -> None:
    own = texts(ENGLISH)
    assert f"{rule_id}.title" in own and f"{rule_id}.guidance" in own
    assert f"{rule_id}.message" in own or cases_of(rule_id)


def test_no_text_belongs_to_a_rule_or_case_that_no_code_names() -> None:
    literal, shared = literals(), set()
    for key in texts(ENGLISH).forms:
        if not PART.fullmatch(key):
            shared.add(key)
            continue
        rule_id, part, *case = key.split(".")
        assert rule_id in rules(), key
        assert not case or case[0] in literal or case[0] in GOOD, f"{key}: no code names this case"
        assert part != "fix" or not case or case[0] == "near" or case[0] in cases_of(rule_id), key
    code = "".join((ROOT / path).read_text(encoding="utf-8") for path in WORDED)
    template_keys = {f"template.note.{note}" for note in (BEGUN, *NOTES)} | {
        f"template.column.{column}" for column in COLUMNS
    }
    kinds = {f"kind.{kind}" for kind in ("country", "region", "objective", "organisation")}
    assert all(f'"{key}"' in code for key in shared - kinds - template_keys)
    assert kinds | template_keys <= shared


def test_each_refusal_has_a_message_for_its_case() -> None:
    refusals = 0
    for name, call in made():
        rule_ids = [each.value for each in call.args if isinstance(each, ast.Constant)]
        given = {each.arg: each.value for each in call.keywords}
        if name == "NotIati":
            assert f"FIL-019.message.{rule_ids[0]}" in texts(ENGLISH)
        elif name == "Refused" and rule_ids and None not in given:
            case = given.get("case", ast.Constant(None))
            if isinstance(case, ast.Constant):
                refusals += 1
                key = f"{rule_ids[0]}.message" + (f".{case.value}" if case.value else "")
                assert key in texts(ENGLISH), key
    assert refusals > 20
    kinds = {*OTHER_KINDS.values()}
    assert kinds <= cases_of("FIL-011")


def test_no_finding_is_worded_where_it_is_made() -> None:
    for name, call in made():
        for node in ast.walk(call):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not TWO_WORDS.search(node.value), f"{name} is given a sentence: {node.value}"


def test_each_parameter_that_a_text_names_is_one_that_code_gives() -> None:
    literal = literals()
    for key, (text,) in texts(ENGLISH).forms.items():
        if PART.fullmatch(key):
            assert named(text) <= literal, key


def test_a_case_chooses_the_message_and_the_way_out_before_those_of_the_rule() -> None:
    assert key_of("FIL-012", "message", "sheets") == "FIL-012.message.sheets"
    assert key_of("FIL-012", "fix", "sheets") == "FIL-012.fix.sheets"
    assert key_of("FIL-012", "fix", "text_bytes") == "FIL-012.fix"
    assert key_of("VAL-006", "message", "near") == "VAL-006.message"
    assert key_of("VAL-006", "fix", None) == "VAL-006.guidance"


def test_numbers_months_and_names_are_those_of_the_language() -> None:
    limits = parameters(case="json_rows", rows=200_000)
    assert message_and_fix("FIL-012", limits, "en")[0] == "The JSON holds more than 200,000 submissions."
    assert message_and_fix("FIL-012", limits, "fr")[0] == "Le JSON contient plus de 200\u202f000 réponses."
    date = parameters(text="03/04/2025", first=3, second=4, year=2025)
    assert message_and_fix("VAL-005", date, "en")[0].endswith("it can be 3 April or 4 March 2025.")
    assert message_and_fix("VAL-005", date, "fr")[0].endswith("ce peut être le 3 avril ou le 4 mars 2025.")
    field = parameters(field="projects.title")
    assert [message_and_fix("VAL-001", field, language)[0] for language in LANGUAGES] == [
        "'Title' is missing.",
        "«\u202fTitre\u202f» manque.",
        "Falta «Título».",
    ]


def test_the_nearest_names_stand_before_the_way_out_with_their_codes() -> None:
    closest: list[Parameter] = [{"name": "Benin", "code": "BEN"}, {"name": "X1", "code": "X1"}]
    near = parameters(case="near", text="Beniin", closest=closest)
    assert message_and_fix("NAM-002", near, "en")[1].startswith("Closest: Benin (BEN), X1. Correct the cell")
    assert message_and_fix("NAM-002", near, "es")[1].startswith("Lo más parecido: Benin (BEN), X1. Corrija la celda")
    assert message_and_fix("NAM-002", parameters(case="near", text="Q", closest=[]), "en")[1].startswith(
        "Correct the cell"
    )
    assert message_and_fix("NAM-002", parameters(text="Q"), "en")[1].startswith("Use the name or the ISO code")


@pytest.mark.parametrize(
    ("stream", "column", "cell", "names"),
    [
        ("projects", "Countries", "Etats Uni", ("United States", "États-Unis", "Estados Unidos")),
        ("projects", "Countries", "Bolivi", ("Bolivia", "Bolivie", "Bolivia")),
        ("projects", "Regions", "Afriqe", ("Africa", "Afrique", "África")),
    ],
)
def test_what_is_suggested_has_its_name_in_the_language_of_the_reader(
    stream: str, column: str, cell: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(f"Title,Objectives,{column}\nSoils,C2,{cell}\n", encoding="utf-8")
    found = check([tmp_path / "a.csv"]).problems
    near = found[found["parameters"].str.contains("closest")].iloc[0]
    for language, name in zip(LANGUAGES, names, strict=True):
        first = message_and_fix(near["rule_id"], near["parameters"], language)[1].split(",")[0]
        assert name.casefold() in first.casefold(), language


def test_no_parameter_carries_an_address_or_what_cannot_be_seen() -> None:
    made = parameters(text=f"{OPEN}{UNSEEN}", names=[OPEN], closest=[{"name": OPEN, "code": None}])
    elsewhere = cleaned(json.dumps({"value": f"{OPEN}{UNSEEN}", "against": [{"file": OPEN}]}))
    refused = Refused("FIL-014", case="unread", detail=f"{OPEN}{UNSEEN}").parameters
    for text in (made, elsewhere, refused):
        assert "planted" not in text and "\x1b" not in json.dumps(json.loads(text), ensure_ascii=False)
        assert all(shown.isprintable() for shown in re.findall(r'"([^"]*)"', text))
    assert cleaned('{"value": "5"}') == '{"value": "5"}'


def test_a_finding_of_an_older_release_is_said_in_brief_and_an_unknown_rule_as_it_is() -> None:
    old = pd.DataFrame({"rule_id": ["FIL-010", "M-01"], "message": "No rows.", "fix": "Send it again."})
    assert reworded(old, "fr")["message"].tolist() == ["Fichier vide.", "No rows."]
    assert brief("FIL-010", "es") == ("Archivo vacío.", "Compruebe la exportación y reenvíe el archivo.")
    assert reworded(old, ENGLISH)["message"].tolist() == ["No rows.", "No rows."]
    kept = old.assign(parameters=[parameters(case="empty"), None])
    assert reworded(kept, "fr")["message"].tolist() == ["Le fichier est vide.", "No rows."]


def test_each_finding_of_many_is_worded_once_and_keeps_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def counted(*finding: str, language: str) -> tuple[str, ...]:
        asked.append(finding)
        return finding

    monkeypatch.setattr(wording, "message_and_fix", counted)
    found = pd.DataFrame({"rule_id": ["A", "B"] * 50, "parameters": [NO_PARAMETERS] * 100}, index=range(7, 107))
    worded = wording.in_words(found, ENGLISH)
    assert worded["message"].tolist() == ["A", "B"] * 50 and worded.index.equals(found.index)
    assert asked == [("A", NO_PARAMETERS), ("B", NO_PARAMETERS)]
    assert wording.in_words(found.head(0), ENGLISH)["fix"].empty


def test_a_check_gives_the_parameters_beside_the_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Title,Objectives,Countries\nSoils,C2,Beniin\n", encoding="utf-8")
    found = check([tmp_path / "a.csv"]).problems.set_index("rule_id").loc["NAM-002"]
    assert json.loads(found["parameters"])["closest"][0]["code"] == "BEN"
    assert in_one(file_problem("FIL-013", "a.xlsx")).startswith("The workbook is protected")
