"""Reports sent again: blanks leave values alone, what changes is told before and after, and a word empties a cell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.feedback.wording import ENGLISH, in_words
from tests.sending_rows import Answer, Files, answered, answered_apart

FULL = {
    "project_id": "MR-1",
    "title": "Moor soils",
    "lead": "Loam Trust",
    "objectives": "A2; C3",
    "countries": "MA; TN",
    "partners": "Marl Union",
    "asked_amount": "500000",
    "currency": "EUR",
    "sic_stage": "presented",
    "start": "2026-01-01",
    "area_ha": "40",
}
BARE = {"project_id": "MR-1", "title": "Moor soils", "objectives": "A2; C3"}
MONEY = {"contribution_id": "C-1", "project": "MR-1", "funder": "Silt Fund", "amount": "10", "currency": "EUR"}
GIFT = MONEY | {"state": "committed", "date": "2025-03-01"}


def versions(*rows: dict[str, str]) -> Files:
    return {f"{number}.csv": {"projects": [row]} for number, row in enumerate(rows, start=1)}


def payments(*rows: dict[str, str]) -> Files:
    return {f"{number}.csv": {"funding": [row]} for number, row in enumerate(rows, start=1)}


def sent(*rows: dict[str, str]) -> Answer:
    return answered(versions(*rows))


def current(answer: Answer) -> dict[str, object]:
    projects = answer.tables["projects"]
    return projects[projects["is_current"].astype(bool)].iloc[0].to_dict()


def linked(answer: Answer, table: str, column: str) -> list[str]:
    return sorted(answer.tables[table][column].dropna())


def message(answer: Answer, rule_id: str) -> str:
    found = answer.findings[answer.findings["rule_id"] == rule_id]
    return in_words(found, ENGLISH)["message"].iloc[0]


def test_a_blank_leaves_every_value_and_every_link_alone() -> None:
    """Rules PRJ-033, PRJ-034 and PRJ-036."""
    first, again = answered_apart(versions(FULL), versions(FULL, BARE))
    kept = {
        name: value for name, value in current(first).items() if name not in ("version", "source_file", "received_at")
    }
    same = {name: value == current(again)[name] or value != value for name, value in kept.items()}
    assert [name for name, is_same in same.items() if not is_same] == ["source_sha256"]
    assert linked(again, "project_countries", "country_code") == ["MAR", "TUN"]
    assert linked(again, "project_organisations", "organisation_name") == ["Loam Trust", "Marl Union"]
    assert again.said("PRJ-033") == [("2.csv", 2)] and again.said("PRJ-034") == [("1.csv", 2)]
    assert again.said("PRJ-036") == [("2.csv", 2)] and not again.said("PRJ-002")


def test_what_a_later_row_changes_is_told_on_both_rows_before_and_after() -> None:
    again = sent(FULL, BARE | {"asked_amount": "400000", "currency": "EUR", "countries": "MA"})
    for rule_id in ("PRJ-033", "PRJ-034"):
        assert "Asked amount: 500000 → 400000" in message(again, rule_id)
        assert "Countries: MAR;TUN → MAR" in message(again, rule_id)


def test_the_word_of_the_template_empties_a_value_and_a_link() -> None:
    emptied = (
        BARE | dict.fromkeys(("sic_stage", "partners", "start"), word) for word in ("(empty)", "(VIDE)", "(vacío)")
    )
    for again in answered_apart(*(versions(FULL, row, BARE) for row in emptied)):
        assert current(again)["sic_stage"] != "presented" and current(again)["asked_amount"] == 500_000
        assert linked(again, "project_organisations", "organisation_name") == ["Loam Trust"]
        assert "Stage: presented → –" in message(again, "PRJ-033")


def test_an_update_may_leave_required_cells_blank() -> None:
    update = {name: "" if name in {"title", "objectives"} else value for name, value in BARE.items()} | {
        "sic_stage": "implementing"
    }
    unled = FULL | {"lead": ""}
    for answer in answered_apart(
        versions(FULL, update),
        versions(FULL, update, update | {"area_ha": "60"}),
        versions(FULL, update | {"lead": "Loam Trust"}),
        versions(unled, update | {"lead": "Loam Trust"}),
    ):
        assert not answer.said("VAL-001")
        assert current(answer)["title"] == "Moor soils" and current(answer)["sic_stage"] == "implementing"
        assert linked(answer, "project_objectives", "objective_code") == ["A2", "C3"]


def test_a_required_cell_that_no_earlier_row_of_the_project_fills_is_held() -> None:
    rock = {"lead": "Rock Union"}
    cases = [
        ([BARE | {"title": ""}, FULL], "1.csv"),  # nobody said it before
        ([FULL | {"objectives": "Z9"}, BARE | {"objectives": ""}], "2.csv"),  # what is held was never said
        ([FULL, BARE | {"project_id": "MR-2", "objectives": ""}], "2.csv"),  # another project said it
        ([FULL, BARE | {"objectives": "", "title": "Rocks"} | rock], "2.csv"),  # of another lead
        ([FULL, BARE | {"title": ""} | rock], "2.csv"),  # of another lead, it seems
        ([FULL, FULL | {"title": "Rocks"} | rock, BARE | {"title": ""}], "3.csv"),  # of either
    ]
    answers = answered_apart(*(versions(*rows) for rows, _ in cases))
    assert [answer.said("VAL-001") for answer in answers] == [[(held, 2)] for _, held in cases]
    assert all("no earlier row says it of this project" in message(answer, "VAL-001") for answer in answers)


def test_a_required_field_cannot_be_emptied() -> None:
    again = sent(FULL, BARE | {"title": "(empty)"})
    assert again.said("VAL-001") == [("2.csv", 2)] and current(again)["title"] == "Moor soils"


def test_a_version_without_a_date_ranks_as_it_was_received() -> None:
    dated, undated = FULL | {"updated_on": "2026-03-01"}, FULL | {"area_ha": "60"}
    earlier = undated | {"updated_on": "2026-02-01"}
    answers = answered_apart(versions(dated, undated), versions(undated, dated), versions(dated, earlier))
    assert [current(answer)["area_ha"] for answer in answers] == [60, 40, 40]


def test_a_contribution_keeps_what_its_giver_leaves_blank() -> None:
    gift = GIFT | {"receiver": "Marl Union", "form": "office", "grant_id": "G-1"}
    answer = answered(payments(gift, GIFT | {"amount": "20"}))
    last = answer.tables["contributions"].set_index("source_file").loc["2.csv"]
    assert last[["receiver_name", "form", "grant_id"]].tolist() == ["Marl Union", "office", "G-1"]
    assert last["amount"] == 20 and answer.tables["contributions"]["not_counted_reason"].tolist() == [
        "updated",
        "not_cash",
    ]


def test_a_row_that_is_held_leaves_nothing_to_later_ones() -> None:
    """Its form and its stream are those of no row that counts: a blank means what is usual, or what counted before."""
    before, cases = GIFT | {"form": "office"}, []
    for held in ({"amount": "much"}, {"form": "secondment"}, {"form": "cash", "amount": ""}):
        wrong = GIFT | {"form": "office", "money_stream": "initiative"} | held
        cases += [payments(wrong, GIFT), payments(before, wrong, GIFT)]
    tables = [answer.tables["contributions"] for answer in answered_apart(*cases)]
    for plain, after in zip(tables[::2], tables[1::2], strict=True):
        assert plain[["form", "money_stream"]].to_numpy().tolist() == [["cash", "ground"]] and plain["is_counted"].all()
        assert after["form"].tolist() == ["office", "office"]


def test_a_repeat_in_a_file_leaves_nothing_to_later_ones() -> None:
    files = {"1.csv": {"funding": [GIFT, GIFT | {"form": "office"}]}, "2.csv": {"funding": [GIFT]}}
    assert answered(files).tables["contributions"]["form"].tolist() == ["cash", "cash"]


def test_a_register_row_keeps_what_a_later_file_leaves_blank() -> None:
    old = {"name": "Loam Trust", "type": "ngo", "country": "KE", "initiative_status": "partner"}
    answer = answered(
        {"1.csv": {"organisations": [old]}, "2.csv": {"organisations": [old | {"type": "", "country": "(empty)"}]}}
    )
    row = answer.tables["organisations"].iloc[0]
    assert row["organisation_type"] == "civil_society" and row["source_file"] == "2.csv"
    assert row["country_code"] != "KEN"


names = st.sampled_from(sorted(set(FULL) - set(BARE) - {"currency"}))


@given(st.lists(st.sets(names), min_size=4, max_size=8))
@settings(max_examples=2, deadline=None)
def test_whatever_is_left_blank_stays_and_whatever_is_named_again_changes_nothing(cases: list[set[str]]) -> None:
    named = [name | {"currency"} if "asked_amount" in name else name for name in cases]
    again = [BARE | {name: FULL[name] for name in each} for each in named]
    for answer in answered_apart(*(versions(FULL, row) for row in again)):
        assert current(answer)["asked_amount"] == 500_000 and current(answer)["area_ha"] == 40
        assert linked(answer, "project_countries", "country_code") == ["MAR", "TUN"]
        found = answer.findings.loc[answer.findings["rule_id"] == "PRJ-033", "parameters"]
        assert '"case": "same"' in found.iloc[0]


def test_two_projects_of_one_sender_are_free_of_such_findings() -> None:
    answer = sent(FULL, FULL | {"project_id": "MR-2", "title": "Fen soils"})
    assert not set(answer.findings["rule_id"]) & {f"PRJ-{number:03}" for number in range(30, 50)}
