-- Which countries are there, and in which region does each lie?
select
    countries.country_code,
    countries.country_alpha2,
    countries.label_en,
    countries.label_fr,
    countries.label_es,
    countries.region_code
from core.countries
order by countries.country_code
