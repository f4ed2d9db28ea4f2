-- Which practices keep or improve soils, in the order in which they are shown?
select
    practices.practice_code,
    practices.label_en,
    practices.label_fr,
    practices.label_es,
    practices.sequence
from core.practices
order by practices.practice_code
