-- How well do the rules of relevance find what people find who read the records, list by list?
select
    relevance_measures.list_name,
    relevance_measures.class,
    relevance_measures.records_count,
    relevance_measures.readers_count,
    relevance_measures.agreement_kappa,
    relevance_measures.precision,
    relevance_measures.recall,
    relevance_measures.true_count,
    relevance_measures.found_count,
    relevance_measures.hit_count,
    relevance_measures.origin,
    relevance_measures.source_file,
    relevance_measures.source_sheet,
    relevance_measures.source_row
from core.relevance_measures
order by relevance_measures.list_name, relevance_measures.class
