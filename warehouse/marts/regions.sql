-- Into which regions is the world divided?
select
    regions.region_code,
    regions.label_en,
    regions.label_fr,
    regions.label_es,
    regions.sequence
from core.regions
order by regions.sequence, regions.region_code
