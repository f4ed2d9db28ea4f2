-- How many partners, members and countries were published, and when?
select
    partner_counts.as_of,
    partner_counts.partners_count,
    partner_counts.initiative_members_count,
    partner_counts.countries_count,
    partner_counts.note,
    partner_counts.source,
    partner_counts.origin,
    partner_counts.source_file,
    partner_counts.source_sheet,
    partner_counts.source_row
from core.partner_counts
order by partner_counts.as_of, partner_counts.partners_count, partner_counts.source
