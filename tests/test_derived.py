"""Indicators computed from the warehouse: worked cases for every rule, what wins, and an account that adds up."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import admitted, intake
from pipelines.house import STRATEGY
from pipelines.rules import ndc
from pipelines.rules.derived import RULES, Derived, derive, rule_name, value_of
from pipelines.rules.plausibility import plausibility_findings
from sources.reference import load
from sources.tables import read_strategy
from tests.factories import money, rows
from warehouse.contracts import TABLES

AS_OF = date(2026, 11, 22)
READ = (
    "projects", "project_objectives", "project_organisations", "organisations", "activities", "assessments", "calls",
    "partnerships", "partner_counts", "contributions", "observations", "regions", "countries",
)  # fmt: skip
INDICATORS = TABLES["core.indicators"].shape(read_strategy(STRATEGY)["indicators"])
EMPTY = {name: TABLES[f"core.{name}"].empty() for name in READ}
COUNTRIES = rows("core.countries", country_code=["KEN", "IND", "ATA"], region_code=["002", "142", None])
REGIONS = rows("core.regions", region_code=["002", "142", "150", "019"])


def derived_of(code: str, as_of: date = AS_OF, **frames: pd.DataFrame) -> Derived:
    chosen = INDICATORS[INDICATORS["indicator_code"] == code]
    return derive({**EMPTY, "regions": REGIONS, "countries": COUNTRIES, **frames}, chosen, as_of)


def values(made: Derived) -> dict[str, float]:
    return {f"{row.observed_on:%Y-%m-%d}": row.value for row in made.observations.itertuples()}


def whys(made: Derived) -> dict[str, str]:
    return {row.row_key: row.why for row in made.account.itertuples() if not row.is_counted}


def activities(kind: str, **columns: object) -> pd.DataFrame:
    return rows("core.activities", activity_type=kind, **columns)


def assert_the_account_adds_up(made: Derived) -> None:
    kinds = INDICATORS.set_index("indicator_code")["kind"]
    for seen in made.observations.itertuples():
        counted = made.account[(made.account["observation_id"] == seen.observation_id) & made.account["is_counted"]]
        above = counted.loc[counted["part"] == "numerator", "counted_value"].sum()
        below = counted.loc[counted["part"] == "denominator", "counted_value"].sum()
        assert seen.value == pytest.approx(value_of(kinds[seen.indicator_code], above, below))
    assert made.account.loc[~made.account["is_counted"], "counted_value"].isna().all()
    assert made.account["why"].str.len().gt(0).all()


def test_every_rule_named_in_the_strategy_exists_and_says_what_it_counts():
    named = {rule_name(source) for source in INDICATORS["source_of_values"]} - {""}
    assert named == set(RULES)
    assert all(len(rule.__doc__) > 60 for rule in RULES.values())


@pytest.mark.parametrize("code", ["A2.1", "A2.2", "C1.1", "C3.1", "D2.1", "D4.1", "F2.1", "F2.2"])
def test_an_empty_warehouse_derives_nothing_because_missing_is_not_zero(code):
    made = derived_of(code)
    assert made.observations.empty and made.account.empty


def test_a_project_is_supported_when_it_is_in_line_and_was_given_a_letter_or_published():
    sent = rows(
        "core.assessments",
        project_id=["P1", "P2", "P3", "P4", "P1", "P5", "P6"],
        call_code=["5", "5", "5", "5", "6", "6", "6"],
        assessment_result=["in_line", "in_line", "in_line", "recommendations", "in_line", "in_line", "in_line"],
        assessed_on=["2023-02-01", "2023-02-01", "2023-02-01", "2023-02-01", "2023-09-01", None, "2027-01-01"],
        has_letter_of_support=[True, False, None, True, True, True, True],
        is_published_opportunity=[None, True, False, True, True, True, True],
    )
    made = derived_of("A2.1", assessments=sent)
    # P1 by its letter and P2 by its publication; P1 again in call 6 of the same year counts once.
    assert values(made) == {"2023-12-31": 2.0}
    assert whys(made) == {
        "P3|5": "in line, but neither a letter of support nor a publication is recorded",
        "P4|5": "not judged in line: recommendations",
        "P1|6": "the project is already counted in this year",
        "P5|6": "it has no date",
        "P6|6": "it is dated after the day of the run",
    }
    assert_the_account_adds_up(made)


def test_a_year_of_assessments_without_support_is_a_real_zero():
    sent = rows("core.assessments", assessment_result="recommendations", assessed_on="2024-05-01")
    assert values(derived_of("A2.1", assessments=sent)) == {"2024-12-31": 0.0}


def test_a_call_that_reports_more_projects_in_line_than_are_listed_makes_a_draft():
    sent = rows(
        "core.assessments",
        call_code="7",
        assessment_result="in_line",
        assessed_on="2024-05-01",
        has_letter_of_support=True,
    )
    calls = rows("core.calls", call_code=["7", "8"], in_line_count=[4, None])
    made = derived_of("A2.1", assessments=sent, calls=calls)
    assert made.observations["status"].tolist() == ["draft"]
    assert "Call 7 reports 4 projects in line and 1 are listed" in made.observations["note"].iloc[0]
    assert "does not say which projects" in whys(made)["7"]


def test_a_result_in_the_row_of_a_project_is_left_out_because_nobody_dated_it():
    projects = rows("core.projects", project_id="P9", is_current=True, assessment_result="in_line")
    made = derived_of("A2.1", projects=projects)
    assert made.observations.empty and "no dated assessment" in whys(made)["P9"]


def test_awareness_events_count_in_their_own_year_and_the_running_year_says_so_far():
    events = activities(
        "awareness_event",
        activity_id=["a", "b", "c", "d", "e"],
        title=["Soil Day", "soil  day!", "Soil Day", None, "Field day"],
        happened_on=["2024-12-05", "2024-12-05", "2025-12-05", "2025-12-05", "2026-03-01"],
    )
    made = derived_of("C1.1", activities=events)
    assert values(made) == {"2024-12-31": 1.0, "2025-12-31": 2.0, "2026-03-01": 1.0}
    assert whys(made) == {"b": "the same event is reported in another row"}
    assert made.observations["note"].str.startswith("So far").tolist() == [False, False, True]
    assert (made.observations["basis"] == "derived").all() and (made.observations["status"] == "approved").all()
    assert_the_account_adds_up(made)


def test_other_activities_are_no_awareness_events_and_no_zero_either():
    assert derived_of("C1.1", activities=activities("meeting", happened_on="2024-05-05")).account.empty


def test_an_institution_counts_once_however_often_it_is_contacted():
    contacts = activities(
        "funder_contact",
        activity_id=["a", "b", "c", "d", "e"],
        organisation_name=["Humus Bank", "Fondation Terre", "humus  bank", None, "Fóndation Terre"],
        happened_on=["2022-01-10", "2022-06-01", "2023-02-02", "2023-03-03", "2023-04-04"],
    )
    made = derived_of("C3.1", activities=contacts)
    assert values(made) == {"2022-06-01": 2.0, "2023-04-04": 2.0}
    assert whys(made)["d"] == "it names no institution"
    # The list names none of the twenty institutions of the baseline: a person must decide.
    assert (made.observations["status"] == "draft").all()
    assert "the baseline counts 20" in made.observations["note"].iloc[0]
    assert_the_account_adds_up(made)


def test_contacts_that_reach_back_to_the_baseline_count_at_once():
    names = [f"Fund {number}" for number in range(22)]
    days = ["2020-06-01"] * 20 + ["2024-06-01"] * 2
    contacts = activities("funder_contact", activity_id=names, organisation_name=names, happened_on=days)
    made = derived_of("C3.1", activities=contacts)
    assert values(made) == {"2020-06-01": 20.0, "2024-06-01": 22.0}
    assert (made.observations["status"] == "approved").all()


def test_a_region_is_active_by_its_own_code_or_that_of_a_country_within_a_year():
    meetings = activities(
        "regional_meeting",
        activity_id=["a", "b", "c", "d", "e"],
        region_code=["150", None, None, "002", None],
        country_code=[None, "KEN", "IND", None, "ATA"],
        happened_on=["2024-01-01", "2025-02-01", "2025-03-01", "2025-11-30", "2025-05-05"],
    )
    made = derived_of("D2.1", activities=meetings)
    # 2024: one of four regions. To 30 November 2025: Africa (twice, counted once) and Asia; Europe met too long ago.
    assert values(made) == {"2024-01-01": 25.0, "2025-11-30": 50.0}
    assert whys(made) == {
        "b": "a later meeting in the same region is counted",
        "e": "it names no region of the scheme in use, nor a country of one",
    }
    assert made.observations[["numerator", "denominator"]].iloc[-1].tolist() == [2.0, 4.0]
    assert_the_account_adds_up(made)


REGISTER = rows(
    "core.organisations",
    organisation_id=["o1", "o2", "o3", "o4", "o5"],
    organisation_name=["Loam Foundation", "Terrace League", "Garden Circle", "Friend of Soil", "Unknown"],
    initiative_status=["partner", "member", "partner", "friend", None],
    joined_on=["2021-01-01", None, None, None, None],
)
AGREEMENTS = rows(
    "core.partnerships",
    partnership_number=[1, 2, 3, 4, 5, 6],
    organisation_name=[
        "LOAM Foundation",
        "Loam Foundation",
        "Terrace League",
        "Garden Circle",
        "Friend of Soil",
        "Loam foundation",
    ],
    starts_on=["2024-01-01", "2025-01-01", "2020-01-01", "2026-01-01", "2026-01-01", "2027-01-01"],
    ends_on=["2027-01-01", "2028-01-01", "2023-01-01", None, "2029-01-01", "2030-01-01"],
)


def test_partners_with_an_agreement_in_force_are_a_share_of_the_register():
    made = derived_of("D4.1", organisations=REGISTER, partnerships=AGREEMENTS)
    assert made.observations[["numerator", "denominator"]].iloc[0].tolist() == [1.0, 3.0]
    # The last change that was not in the future: agreements 4 and 5 of 1 January 2026.
    assert values(made) == {"2026-01-01": pytest.approx(100 / 3)}
    assert whys(made) == {
        "2": "another agreement of the partner is counted",
        "3": "it has ended",
        "4": "no end is stated: nothing says that it is in force",
        "5": "the organisation is not a partner in the register",
        "6": "it has not begun",
        "o4": "it is not a partner; its status: friend",
        "o5": "it is not a partner; its status: not stated",
    }
    assert_the_account_adds_up(made)


def test_without_a_register_of_partners_there_is_no_share_and_the_account_says_why():
    made = derived_of("D4.1", partnerships=AGREEMENTS)
    assert made.observations.empty
    assert set(made.account["why"]) == {"there is no register of partners to take a share of"}


def test_a_register_shorter_than_the_published_number_of_partners_makes_a_draft():
    published = rows("core.partner_counts", as_of=["2022-10-31", None], partners_count=[739, 733])
    made = derived_of("D4.1", organisations=REGISTER, partnerships=AGREEMENTS, partner_counts=published)
    assert made.observations["status"].tolist() == ["draft"]
    assert "names 3 partners, and 739 were published for 2022-10-31" in made.observations["note"].iloc[0]


def test_a_partner_carries_out_a_field_project_that_was_judged_in_line_and_is_under_way():
    projects = rows(
        "core.projects",
        project_id=["P1", "P2", "P3", "P4"],
        is_current=True,
        sic_stage=["implementing", "idea", None, "implementing"],
        activity_status_code=[None, None, "2", None],
        assessment_result=[None, "in_line", "in_line", None],
        updated_on="2025-05-05",
    )
    links = rows(
        "core.project_organisations",
        project_id=["P1", "P1", "P1", "P2", "P3", "P3", "P4"],
        organisation_id=["o1", "o2", "x", "o3", "o1", None, "o3"],
        organisation_name=["Loam", "Terrace", "Stranger", "Garden", "Loam", "terrace league", "Garden"],
        role=["lead", "funder", "partner", "lead", "lead", "implementing", "lead"],
    )
    sent = rows(
        "core.assessments",
        project_id=["P1", "P4", "P4"],
        call_code=["5", "5", "6"],
        assessment_result=["in_line", "in_line", "recommendations"],
        assessed_on=["2024-05-01", "2023-05-01", "2024-05-01"],
    )
    made = derived_of("A2.2", projects=projects, project_organisations=links, assessments=sent, organisations=REGISTER)
    # Loam leads P1 and P3, Terrace League implements P3: two of three partners.
    assert values(made) == {"2025-05-05": pytest.approx(200 / 3)}
    told = whys(made)
    assert told["P1|o2|funder"] == "its role is not to carry out: funder"
    assert told["P1|x|partner"] == "the organisation is not a partner in the register"
    assert told["P2|o3|lead"] == "the project is not known to be under way"
    assert told["P3|o1|lead"] == "another project of the partner is counted"
    assert told["P4|o3|lead"] == "the project is not judged in line: recommendations"
    assert_the_account_adds_up(made)


LINKS = rows(
    "core.project_objectives",
    project_id=["P1", "P2"],
    objective_code="A2",
    objective_share=1.0,
    link_basis=["declared", "inferred"],
)


def test_growth_compares_a_full_year_with_the_year_before_and_counts_only_money_for_the_vision():
    given_money = money(
        contribution_id=["a", "b", "c", "d", "e", "f", "g", "h", "i"],
        project_id=["P1", "P1", "P2", "P2", "P9", None, "P1", "P1", "P1"],
        funder_id=["o9", "o9", "o1", "o9", "o1", "o1", "o9", "o9", "o9"],
        value_on=["2023-05-01", "2024-05-01", "2024-06-01"]
        + ["2024-07-01"] * 3
        + ["2026-02-01", "2024-01-01", "2024-01-01"],
        amount_eur=[100.0, 80.0, 40.0, 500.0, 500.0, 500.0, 60.0, 500.0, 500.0],
        state=["committed"] * 7 + ["disbursed", "committed"],
        money_stream=["ground"] * 8 + ["initiative"],
    )
    made = derived_of("F2.1", contributions=given_money, project_objectives=LINKS, organisations=REGISTER)
    # 80 by a declared link and 40 of a registered partner by a rule, after 100: plus 20 %.
    assert values(made) == {"2024-12-31": pytest.approx(20.0)}
    told = whys(made)
    assert told["d"] == "its project is tied to an objective by a rule only, and the giver is not a registered partner"
    assert told["e"] == told["f"] == "its project is tied to no objective"
    assert told["g"].startswith("no figure of its year") and told["a"].startswith("no figure of its year")
    assert "h" not in told and "i" not in told  # other states and streams of money are no candidates
    assert_the_account_adds_up(made)


def test_growth_with_an_amount_that_could_not_be_converted_is_a_draft():
    given_money = money(
        contribution_id=["a", "b", "c"],
        project_id="P1",
        value_on=["2023-05-01", "2024-05-01", "2024-06-01"],
        amount_eur=[100.0, 110.0, None],
    )
    made = derived_of("F2.1", contributions=given_money, project_objectives=LINKS)
    assert values(made) == {"2024-12-31": pytest.approx(10.0)}
    assert (
        made.observations["status"].tolist() == ["draft"]
        and "1 rows of 2023 and 2024" in made.observations["note"].iloc[0]
    )


def test_the_ratio_begins_when_a_year_after_the_base_year_is_over():
    given_money = money(
        contribution_id=["a", "b"], project_id="P1", value_on=["2030-05-01", "2031-05-01"], amount_eur=[100.0, 150.0]
    )
    frames = {"contributions": given_money, "project_objectives": LINKS}
    assert derived_of("F2.2", as_of=date(2030, 12, 31), **frames).account.empty
    assert derived_of("F2.2", as_of=date(2031, 6, 1), **frames).observations.empty
    made = derived_of("F2.2", as_of=date(2031, 12, 31), **frames)
    assert values(made) == {"2031-12-31": 1.5}
    assert_the_account_adds_up(made)


@pytest.mark.parametrize(("status", "years"), [("approved", {2025}), ("draft", {2024, 2025})])
def test_a_reported_and_approved_value_wins_over_a_derived_one_of_its_year(status, years):
    events = activities("awareness_event", activity_id=["a", "b"], title=None, happened_on=["2024-05-05", "2025-05-05"])
    reported = rows("core.observations", indicator_code="C1.1", observed_on="2024-06-30", value=7.0, status=status)
    made = derived_of("C1.1", activities=events, observations=reported)
    assert set(made.observations["observed_on"].dt.year) == years
    if status == "approved":
        assert whys(made) == {"a": "a value reported and approved for 2024 is used instead"}
        assert pd.isna(made.account.set_index("row_key").loc["a", "observation_id"])


DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
EVENT = st.tuples(
    DAYS | st.none(), st.sampled_from(["Soil Day", "Field day", None]), st.sampled_from(["Humus Bank", "Loam", None])
)
KINDS = {"C1.1": "awareness_event", "C3.1": "funder_contact", "D2.1": "regional_meeting"}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.lists(EVENT, max_size=12), st.randoms(use_true_random=False))
def test_the_account_adds_up_names_every_row_and_does_not_depend_on_the_order_of_rows(code, events, shuffle):
    sent = activities(
        KINDS[code],
        activity_id=[f"a{position}" for position in range(len(events))],
        happened_on=[day for day, _, _ in events],
        title=[title for _, title, _ in events],
        organisation_name=[name for _, _, name in events],
        country_code=[{"Humus Bank": "KEN", "Loam": "IND"}.get(name) for _, _, name in events],
    ) if events else TABLES["core.activities"].empty()  # fmt: skip
    made = derived_of(code, activities=sent)
    assert_the_account_adds_up(made)
    assert set(sent["activity_id"]) <= set(made.account["row_key"])
    assert not TABLES["core.derivations"].shape(made.account).duplicated(list(TABLES["core.derivations"].key)).any()
    seen = TABLES["core.observations"].shape(made.observations)
    assert (seen["observed_on"] <= pd.Timestamp(AS_OF)).all()
    again = derived_of(code, activities=sent.sample(frac=1.0, random_state=shuffle.randrange(2**32)))
    pd.testing.assert_frame_equal(made.observations, again.observations)


def admit(folder, indicators: pd.DataFrame = INDICATORS) -> dict[str, pd.DataFrame]:
    """The admitted tables of one folder of files, without the shipped record."""
    reviewed = read_strategy(STRATEGY)
    strategy = {
        "indicators": indicators,
        "milestone_steps": TABLES["core.milestone_steps"].shape(reviewed["milestones"]),
        "matching_rules": reviewed["matching_rules"],
        "rates": rows("core.rates", currency_code="EUR"),
        "regions": reviewed["regions"],
        "countries": reviewed["countries"],
        "ndc_mentions": ndc.counted(TABLES["core.ndc_mentions"].empty()),
    }
    received = intake.receive(folder / "no record", [("inbox", folder)])
    return admitted.admit(received, strategy, load(STRATEGY), {}, AS_OF)


PLANTED = """indicator,date,value,numerator,denominator,status,evidence
A1.2,2021-12-31,140,,,approved,https://example.org/above-the-whole
A1.2,2022-12-31,-5,,,approved,https://example.org/negative
C3.1,2022-12-31,15,,,approved,https://example.org/other-side
C3.1,2023-12-31,400,,,approved,https://example.org/jump
B3.1,2029-12-31,4,,,approved,https://example.org/future
B2.1,2023-12-31,1e200,,,approved,https://example.org/not-a-number-we-read
A1.2,2023-12-31,,,196,draft,https://example.org/no-value
A1.2,2024-06-30,,40,,draft,https://example.org/no-denominator
A1.2,2024-12-31,50,40,196,draft,https://example.org/disagrees
"""


def test_every_doubtful_observation_reaches_the_problems_with_file_and_row(tmp_path):
    (tmp_path / "planted.csv").write_text(PLANTED, encoding="utf-8")
    problems = admit(tmp_path)["problems"]
    problems = problems[problems["source_file"] == "planted.csv"]
    found = set(zip(problems["rule_id"], problems["source_row"], strict=True))
    assert {
        ("OBS-101", 2), ("OBS-102", 3), ("OBS-103", 4), ("OBS-104", 5), ("OBS-105", 6), ("VAL-002", 7), ("OBS-001", 8),
        ("OBS-001", 9), ("OBS-110", 10),
    } <= found  # fmt: skip


def test_what_admission_would_hold_is_found_by_the_rules_too_and_placed():
    seen = rows(
        "core.observations",
        observation_id=["two", "other two", "infinite", "nothing", "no denominator"],
        indicator_code=["F1.1", "F1.1", "B3.1", "B2.1", "A1.1"],
        observed_on="2024-12-31",
        value=[4.0, 5.0, float("inf"), None, None],
        numerator=[None, None, None, None, 40.0],
        status="approved",
        source_row=[2, 3, 4, 5, 6],
    )
    labelled = INDICATORS.rename(columns={"label_en": "label"})
    placed = admitted.placed(plausibility_findings(labelled, seen, AS_OF), seen)
    assert set(zip(placed["rule_id"], placed["source_row"], strict=True)) == {
        ("OBS-106", 2), ("OBS-106", 3), ("OBS-107", 4), ("OBS-108", 5), ("OBS-109", 6),
    }  # fmt: skip


def test_a_problem_in_the_strategy_is_told_and_stops_nothing(tmp_path):
    broken = INDICATORS.set_index("indicator_code")
    broken.loc["C3.1", "baseline_value"] = float("inf")
    broken.loc["B3.1", "baseline_year"] = 2031
    broken.loc["B2.1", ["target_2030", "target_2050"]] = [2.0, -2.0]
    broken.loc["C1.1", "source_of_values"] = "derived:no_such_rule"
    (tmp_path / "one.csv").write_text("indicator,date,value,status\nF1.1,2023-12-31,4,draft\n", encoding="utf-8")
    tables = admit(tmp_path, broken.reset_index()[INDICATORS.columns])
    told = tables["problems"].query("rule_id.str.startswith('OBS-1')").set_index("rule_id")
    assert set(told.index) == {"OBS-111", "OBS-112", "OBS-114", "OBS-115"}
    assert (told["source_file"] == "strategy/indicators.csv").all()
