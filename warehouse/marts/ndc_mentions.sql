-- Which parties name soil carbon, peatland or wetland in their NDC content, and under which heading?
select
    ndc_mentions.country_code,
    countries.label_en,
    countries.region_code,
    ndc_mentions.mention,
    ndc_mentions.is_counted,
    ndc_mentions.sub_sectors,
    ndc_mentions.question_codes,
    ndc_mentions.cells_count,
    ndc_mentions.source,
    ndc_mentions.origin,
    ndc_mentions.source_file,
    ndc_mentions.source_sheet,
    ndc_mentions.source_row
from core.ndc_mentions
left join core.countries
    on ndc_mentions.country_code = countries.country_code
-- A party that mentions nothing counts in the denominator of the indicator, and has no row here.
where ndc_mentions.mention is not null
order by ndc_mentions.country_code, ndc_mentions.mention
