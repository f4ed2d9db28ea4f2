-- What was received, how much of it was admitted, and how fresh is it?
select
    sources.origin,
    sources.source_file,
    sources.stream,
    sources.as_of,
    sources.received_at,
    sources.rows_read,
    sources.rows_admitted,
    sources.rows_set_aside,
    sources.rows_held,
    sources.rows_mended,
    sources.transactions_read,
    sources.transactions_admitted,
    sources.transactions_set_aside,
    sources.transactions_held,
    sources.newest_on,
    sources.is_stale,
    sources.status,
    sources.refusal
from core.sources
order by sources.origin, sources.source_file, sources.stream
