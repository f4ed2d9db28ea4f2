-- What is wrong with what was sent, and what can its sender do?
select
    problems.rule_id,
    problems.severity,
    problems.origin,
    problems.stream,
    problems.source_file,
    problems.source_sheet,
    problems.source_row,
    problems."column",
    problems.value,
    problems.message,
    problems.fix,
    problems.parameters,
    problems.field,
    problems.rows_count,
    problems.is_open,
    problems.closed_in
from core.problems
order by all
