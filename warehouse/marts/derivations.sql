-- Which facts did each derived figure count, which did it leave out, and why?
select
    derivations.indicator_code,
    derivations.observation_id,
    derivations.observed_on,
    derivations.part,
    derivations.table_name,
    derivations.row_key,
    derivations.fact_on,
    derivations.counted_value,
    derivations.is_counted,
    derivations.why,
    derivations.parameters,
    derivations.origin,
    derivations.source_file,
    derivations.source_sheet,
    derivations.source_row
from core.derivations
order by
    derivations.indicator_code,
    derivations.observed_on,
    derivations.part desc,
    derivations.is_counted desc,
    derivations.table_name,
    derivations.row_key
