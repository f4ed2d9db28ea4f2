-- Which indicators measure each objective, from which baseline to which targets?
select
    indicators.indicator_code,
    indicators.objective_code,
    indicators.label_en,
    indicators.label_fr,
    indicators.label_es,
    indicators.kind,
    indicators.unit,
    indicators.denominator,
    indicators.baseline_year,
    indicators.baseline_value,
    indicators.target_2030,
    indicators.target_2050,
    indicators.source_of_values,
    indicators.certainty,
    indicators.maximum_age_days,
    indicators.caveat,
    indicators.direction
from core.indicators
order by indicators.indicator_code
