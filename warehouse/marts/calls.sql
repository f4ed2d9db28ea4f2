-- How many projects did each call for projects receive, and how were they assessed?
select
    calls.call_code,
    calls.opened_on,
    calls.closed_on,
    calls.received_count,
    calls.in_line_count,
    calls.recommendations_count,
    calls.source,
    calls.origin,
    calls.source_file,
    calls.source_sheet,
    calls.source_row
from core.calls
order by calls.call_code
