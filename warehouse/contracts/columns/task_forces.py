"""Task forces: seats, activities, Delphi items and projects by stage."""

from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("membership_id", "text", "Seat", "Identifier of the seat"),
    Column(
        "task_force_role",
        "text",
        "Role",
        "leader, regional representative or team member",
        values=("leader", "regional_representative", "team_member"),
    ),
    Column("is_seat_filled", "boolean", "Filled", "Is somebody in the seat on the as-of date?"),
    Column("vacant_since_on", "date", "Vacant since", "Last day of whoever sat there; missing where none is known"),
    Column(
        "latest_report_on", "date", "Latest report", "Day of the newest report on record; missing where there is none"
    ),
    Column(
        "is_report_late",
        "boolean",
        "Report late",
        "Is no report of the last 365 days on record? Missing where the task force reported neither seat nor activity",
    ),
    Column("activity_id", "text", "Activity", "Identifier of the activity"),
    Column(
        "activity_type",
        "text",
        "Type",
        "What kind of activity",
        values=("meeting", "report", "awareness_event", "regional_meeting", "funder_contact", "other"),
    ),
    Column("happened_on", "date", "Date", "When it took place"),
    Column("place", "text", "Place", "Where it took place"),
    Column("delphi_item_id", "text", "Delphi item", "Identifier of the item"),
    Column("category", "text", "Category", "Category given by the Secretariat"),
    Column("projects", "text", "Projects", "Identifiers of the projects that carry it out, separated by ;"),
    Column("delphi_activities_count", "integer", "Delphi activities", "Missing when none was ever reported", least=0),
    Column(
        "delphi_without_project_count",
        "integer",
        "Delphi activities without a project",
        "For which nobody names a project; missing when none was ever reported",
        least=0,
    ),
    Column("leader_seats_count", "integer", "Leader seats filled", "Leaders in office", least=0),
    Column(
        "representative_seats_count", "integer", "Representative seats filled", "Regions with a representative", least=0
    ),
    Column(
        "vacant_leader_seats_count", "integer", "Leader seats vacant", "Missing when no seat was ever reported", least=0
    ),
    Column(
        "vacant_representative_seats_count",
        "integer",
        "Representative seats vacant",
        "Missing when no seat was ever reported",
        least=0,
    ),
    Column("members_count", "integer", "Members", "Members in office; missing when nothing was reported", least=0),
    Column(
        "activities_90_days_count", "integer", "Activity in 90 days", "Missing when nothing was ever reported", least=0
    ),
    Column(
        "activities_365_days_count",
        "integer",
        "Activity in 365 days",
        "Missing when nothing was ever reported",
        least=0,
    ),
    Column("reports_due_count", "integer", "Reports due", "Reports due up to the as-of date", least=0),
    Column("reports_sent_count", "integer", "Reports sent", "Reports received", least=0),
    Column("idea_count", "integer", "Idea", "Projects in this stage", least=0),
    Column("presented_count", "integer", "Presented", "Projects in this stage", least=0),
    Column("feedback_received_count", "integer", "Funder answered", "Projects in this stage", least=0),
    Column("full_proposal_count", "integer", "Full proposal", "Projects in this stage", least=0),
    Column("funded_count", "integer", "Funded", "Projects in this stage", least=0),
    Column("implementing_count", "integer", "Under way", "Projects in this stage", least=0),
    Column("completed_count", "integer", "Completed", "Projects in this stage", least=0),
    Column("side_exit_count", "integer", "Stopped", "Projects declined, withdrawn or on hold", least=0),
    Column("no_stage_count", "integer", "No stage stated", "Projects whose stage nobody stated", least=0),
)
