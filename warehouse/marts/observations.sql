-- Which values of the indicators were sent, approved or not?
select
    observations.observation_id,
    observations.indicator_code,
    observations.observed_on,
    observations.value,
    observations.numerator,
    observations.denominator,
    observations.country_code,
    observations.region_code,
    observations.status,
    observations.basis,
    observations.evidence,
    observations.note,
    observations.origin,
    observations.source_file,
    observations.source_sheet,
    observations.source_row
from core.observations
order by observations.indicator_code, observations.observed_on, observations.observation_id
