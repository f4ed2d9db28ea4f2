"""What is doubtful in observations and in the strategy reaches the problems, with the place it came from."""

import pandas as pd

from pipelines.rules.deciding import problems
from pipelines.rules.derived import ndc
from pipelines.rules.progress.plausibility import plausibility_findings
from pipelines.shipped import STRATEGY
from pipelines.steps import admission, intake
from sources.files.listing import NO_CLOCK
from sources.names.reference import load
from sources.reviewed.tables import read_strategy
from tests.deriving import AS_OF, INDICATORS
from tests.factories import rows
from warehouse.contracts import TABLES


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
    received = intake.receive(folder / "no record", [("inbox", folder)], folder / "nothing said", NO_CLOCK)
    return admission.admit(received, strategy, load(STRATEGY), {}, AS_OF)


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
        ("OBS-101", 2),
        ("OBS-102", 3),
        ("OBS-103", 4),
        ("OBS-104", 5),
        ("OBS-105", 6),
        ("VAL-002", 7),
        ("OBS-001", 8),
        ("OBS-001", 9),
        ("OBS-110", 10),
    } <= found


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
    placed = problems.placed(plausibility_findings(INDICATORS, seen, AS_OF), seen)
    assert set(zip(placed["rule_id"], placed["source_row"], strict=True)) == {
        ("OBS-106", 2),
        ("OBS-106", 3),
        ("OBS-107", 4),
        ("OBS-108", 5),
        ("OBS-109", 6),
    }


def test_a_problem_in_the_strategy_is_told_and_stops_nothing(tmp_path):
    broken = INDICATORS.set_index("indicator_code")
    broken.loc["C3.1", "baseline_value"] = float("inf")
    broken.loc["B3.1", "baseline_year"] = 2031
    broken.loc["B2.1", ["target_2030", "target_2050"]] = [2.0, -2.0]
    broken.loc["C1.1", "source_of_values"] = "derived:no_such_rule"
    (tmp_path / "one.csv").write_text("indicator,date,value,status\nF1.1,2023-12-31,4,draft\n", encoding="utf-8")
    tables = admit(tmp_path, broken.reset_index()[INDICATORS.columns])
    findings = tables["problems"].query("rule_id.str.startswith('OBS-1')").set_index("rule_id")
    assert set(findings.index) == {"OBS-111", "OBS-112", "OBS-114", "OBS-115", "OBS-119"}
    assert (findings.drop("OBS-119")["source_file"] == "strategy/indicators.csv").all()
