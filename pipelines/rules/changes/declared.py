"""What the published tables are made of, as far as telling kinds of change apart needs to know it.

Belongs here: of tables with a row per row somebody sent, what the row itself says and what the rules worked out; of the
others, which rows stand behind one of theirs. Does not: judging a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PLACE = ("origin", "source_file", "source_sheet", "source_row")
ELSEWHERE = frozenset({*PLACE, "received_at"})  # the row stands elsewhere, and says the same
MONEY_ORDER = ("pledged", "committed", "disbursed")
STAGE_ORDER = ("idea", "presented", "feedback_received", "full_proposal", "funded", "implementing", "completed")
ASSESSMENT_ORDER = ("not_submitted", "submitted", "under_assessment", "recommendations", "in_line")
ENDED_STAGES = ("completed", "declined", "withdrawn")
STEP_ORDER = ("not_reported", "not_started", "under_way", "reached")


@dataclass(frozen=True)
class Sent:
    """A table with a row per row somebody sent.

    streams: the streams that feed it; dates: the dates a row gives itself; standing: columns whose codes move on, in that
    order; decided: what the rules work out; pointers: columns with the identifier of another row; row_id: the column
    that such a pointer names; giver: how a row names who gave it; moves: the columns that move what rests on the row,
    all but its place where none is named.
    """

    streams: tuple[str, ...]
    dates: tuple[str, ...] = ()
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()
    pointers: tuple[str, ...] = ()
    row_id: str = ""
    giver: tuple[str, ...] = ()
    moves: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTING = _words(
    "amount_eur is_counted not_counted_reason counted_in also_reported_in passed_on_from passed_on_eur rate rate_on rate_source"
)
SENT: Mapping[str, Sent] = MappingProxyType(
    {
        "marts.contributions": Sent(
            streams=("funding", "iati"),
            dates=("value_on",),
            standing={"state": MONEY_ORDER},
            decided=COUNTING | _words("funder_id receiver_id placed_by money_stream"),
            pointers=("counted_in", "also_reported_in", "passed_on_from"),
            row_id="contribution_id",
            giver=("funder_id", "funder_name"),
            moves=_words(
                "project_id funder_id funder_name money_stream form state amount_eur is_counted passed_on_eur value_on placed_by "
                "transaction_countries transaction_regions transaction_sectors transaction_objectives"
            ),
        ),
        "marts.projects": Sent(
            streams=("projects", "iati", "assessments"),
            dates=("updated_on", "submitted_on"),
            standing={"sic_stage": STAGE_ORDER, "assessment_result": ASSESSMENT_ORDER},
            decided=_words(
                "is_current lead_id objectives link_basis rule_id countries regions asked_eur committed_eur disbursed_eur "
                "assessment_result has_letter_of_support is_published_opportunity practices soil_relevance soil_rules "
                "soil_words soil_places soil_basis soil_reason counted_in_project is_outdated_plan"
            ),
            pointers=("counted_in_project",),
            row_id="project_id",
            giver=("list_name", "lead_id"),
        ),
        "marts.observations": Sent(streams=("observations",), dates=("observed_on",), row_id="observation_id"),
        "marts.milestones": Sent(
            streams=("milestones",),
            dates=("as_of", "reached_on"),
            standing={"state": STEP_ORDER},
            decided=_words("label_en label_fr label_es due_on days_overdue indicator_code"),
            row_id="milestone_code",
        ),
        "marts.partnerships": Sent(
            streams=("partnerships",), dates=("starts_on",), decided=_words("is_end_computed days_to_end standing")
        ),
        "marts.terms": Sent(streams=("terms",), dates=("decided_on",), decided=_words("standing replaced_value")),
        "marts.calls": Sent(streams=("calls",), dates=("closed_on",)),
        "marts.budgets": Sent(streams=("budgets",)),
        "marts.partner_counts": Sent(streams=("partner_counts",), dates=("as_of",)),
        "marts.delphi_activities": Sent(
            streams=("delphi_items",), decided=_words("projects projects_count"), row_id="delphi_item_id"
        ),
        "marts.ndc_mentions": Sent(streams=("context",)),
        "marts.context_facts": Sent(streams=("context",), dates=("as_of",)),
        "marts.relevance_measures": Sent(streams=("context",)),
    }
)
# What the day alone moves, by table.
WITH_THE_DAY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "marts.milestones": _words("days_overdue"),
        "marts.partnerships": _words("days_to_end standing"),
        "marts.coverage_gaps": _words(
            "expiring_agreements_count gap_score staleness_part expiry_part status pace shortfall_part"
        ),
        "marts.concentration": _words("expiring_agreements_count"),
        "marts.pipeline": _words("days_in_stage is_stuck"),
        "marts.sources": _words("is_stale"),
        "marts.task_forces": _words(
            "activities_90_days_count activities_365_days_count reports_due_count reports_sent_count"
        ),
        "marts.facilities": _words("assessed_count worst_objective_code"),
    }
)


@dataclass(frozen=True)
class Behind:
    """What stands behind the rows of a table: changes of these tables, found by these columns; the first that finds any.

    Without tables any change may; `or_any` says so of a table whose rows no link finds anything behind.
    """

    tables: tuple[str, ...]
    links: tuple[tuple[str, ...], ...]
    streams: tuple[str, ...] = ()
    or_any: bool = False


CASH, PROJECTS, OBJECTIVES = "marts.contributions", "marts.projects", "marts.objectives"
FILE_ROW, FILE = ("origin", "source_file", "source_row"), ("origin", "source_file")
OF_PROJECT = Behind((PROJECTS, CASH), (("project_id",),), SENT[PROJECTS].streams)
OF_ALL_MONEY = Behind((CASH, PROJECTS), ((),), ("funding", "iati", "projects"), or_any=True)


def _placed(*columns: str) -> Behind:
    return Behind((CASH, PROJECTS), (columns, *((column,) for column in columns)), ("funding", "iati", "projects"))


BEHIND: Mapping[str, Behind] = MappingProxyType(
    {
        "marts.placements": Behind((PROJECTS,), (("project_id",),), SENT[PROJECTS].streams),
        "marts.project_places": Behind((PROJECTS,), (("project_id",),), SENT[PROJECTS].streams),
        "marts.project_objectives": Behind((PROJECTS,), (("project_id",),), SENT[PROJECTS].streams),
        "marts.project_countries": Behind((PROJECTS,), (("project_id",),), SENT[PROJECTS].streams),
        "marts.money_placements": OF_PROJECT,
        "marts.opportunities": OF_PROJECT,
        "marts.pipeline": OF_PROJECT,
        "marts.soil_records": OF_PROJECT,
        "marts.soil_activity": _placed("country_code", "region_code"),
        "marts.country_need": _placed("country_code"),
        "marts.list_coverage": _placed("country_code"),
        "marts.coverage_gaps": Behind(
            (CASH, PROJECTS, OBJECTIVES),
            (("objective_code", "region_code"), ("objective_code",), ("region_code",)),
            ("funding", "iati", "projects"),
        ),
        "marts.country_coverage": _placed("objective_code", "country_code"),
        "marts.investments": Behind(
            (CASH, PROJECTS),
            (
                ("objective_code", "funder_id", "year", "state"),
                ("objective_code", "year", "state"),
                ("objective_code",),
            ),
            ("funding", "iati", "projects"),
        ),
        "marts.concentration": _placed("objective_code"),
        "marts.likely_doubles": Behind((CASH,), (("project_id", "state"), ("state",)), ("funding", "iati")),
        "marts.support": Behind((CASH,), ((),), ("funding", "iati")),
        "marts.task_forces": Behind(
            (PROJECTS, "marts.delphi_activities"),
            (("objective_code",),),
            ("memberships", "activities", "projects", "iati"),
        ),
        "marts.facilities": Behind((CASH, PROJECTS, OBJECTIVES), ((),), ("funding", "iati", "projects")),
        "marts.lists": Behind((PROJECTS,), ((),), ("projects",)),
        "marts.reconciliation": OF_ALL_MONEY,
        "marts.exclusions": OF_ALL_MONEY,
        "marts.indicators": Behind(("marts.terms",), (("indicator_code",),), ("terms",)),
        "marts.sources": Behind((), (FILE,)),
        "marts.problems": Behind((), (FILE_ROW, FILE)),
        "marts.derivations": Behind((), (FILE_ROW,)),
        "marts.figures": Behind((), (("table_name",),)),
    }
)
# Cells of a table with a row per row sent that are made of the rows of another, found by its columns.
PARTS: Mapping[tuple[str, str], Behind] = MappingProxyType(
    {
        (PROJECTS, "committed_eur"): Behind((CASH,), (("project_id",),), ("funding", "iati")),
        (PROJECTS, "disbursed_eur"): Behind((CASH,), (("project_id",),), ("funding", "iati")),
        ("marts.coverage_gaps", "status"): Behind(
            (OBJECTIVES,), (("objective_code",),), ("observations", "milestones")
        ),
        ("marts.coverage_gaps", "pace"): Behind((OBJECTIVES,), (("objective_code",),), ("observations", "milestones")),
    }
)
