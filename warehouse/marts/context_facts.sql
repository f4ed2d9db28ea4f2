-- Which published facts stand beside the indicators without being them, and why are they not?
-- Nothing else reads this table: no status, no headline and no sum rests on it.
select
    context_facts.fact_id,
    context_facts.objective_code,
    context_facts.indicator_code,
    context_facts.label_en,
    context_facts.label_fr,
    context_facts.label_es,
    context_facts.value,
    context_facts.value_high,
    context_facts.unit,
    context_facts.as_of,
    context_facts.why_en,
    context_facts.why_fr,
    context_facts.why_es,
    context_facts.source,
    context_facts.origin,
    context_facts.source_file,
    context_facts.source_sheet,
    context_facts.source_row
from core.context_facts
order by context_facts.fact_id
