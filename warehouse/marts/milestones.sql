-- Which dated steps are reached, and which are past their date?
select
    milestones.milestone_code,
    milestones.indicator_code,
    milestones.label_en,
    milestones.label_fr,
    milestones.label_es,
    milestones.due_on,
    milestones.state,
    milestones.reached_on,
    milestones.as_of,
    milestones.source,
    -- A step reported as reached after the as-of date was not reached on it.
    case
        when milestones.due_on < $as_of
            and (coalesce(milestones.state, 'not_reported') <> 'reached' or milestones.reached_on > $as_of)
            then date_diff('day', milestones.due_on, $as_of)
    end as days_overdue,
    milestones.origin,
    milestones.source_file,
    milestones.source_sheet,
    milestones.source_row
from core.milestones
order by milestones.milestone_code
