-- Do the parts add up to the total, cut by cut, and if not, why?
-- What explains a row stands in columns of its own; the explanation says the same in words. The file is long because
-- every kind of total brings its own parts, and they stay together: a view shared with the marts that are checked here
-- would hide the fault that this question is to find.
with split as (
    -- Projects whose parts nobody stated, so that they are equal.
    select project_objectives.project_id, 'objective' as cut
    from core.project_objectives
    where project_objectives.split_basis = 'assumed'
    group by all
    having count(*) > 1
    union all
    select project_countries.project_id, 'place'
    from core.project_countries
    where project_countries.split_basis = 'assumed'
    group by all
    having count(*) > 1
),

cut_in as (
    select * from (values
        ('objective', 'objective'), ('objective and region', 'objective'), ('objective and country', 'objective'),
        ('objective and region', 'place'), ('objective and country', 'place')
    ) as cut_in(cut, split_by)
),

split_in as (
    select distinct cut_in.cut, split.project_id
    from split
    inner join cut_in on cut_in.split_by = split.cut
),

assumed as (
    select
        concat(counted_cash.money_stream, ' cash, ', counted_cash.state) as total,
        split_in.cut,
        fsum(counted_cash.amount_eur) as assumed_eur
    from core.counted_cash
    inner join split_in on split_in.project_id = counted_cash.project_id
    -- What a transaction says of its own place and sectors is not assumed.
    where counted_cash.placed_by is null
    group by all
    union all
    select 'ground cash, asked', split_in.cut, fsum(opportunities.asked_eur)
    from marts.opportunities
    inner join split_in on split_in.project_id = opportunities.project_id
    group by all
),

money_totals as (
    select
        concat(counted_cash.money_stream, ' cash, ', counted_cash.state) as total,
        fsum(counted_cash.amount_eur) as total_value,
        count(*) filter (counted_cash.amount_eur is null) as unconverted_count
    from core.counted_cash
    group by all
    union all
    select 'ground cash, asked', fsum(opportunities.asked_eur), count(*) filter (opportunities.asked_eur is null)
    from marts.opportunities
    having count(*) > 0
),

grids as (
    from (
        select 'objective and region' as cut, coverage_gaps.asked_eur as asked, coverage_gaps.pledged_eur as pledged,
            coverage_gaps.committed_eur as committed, coverage_gaps.disbursed_eur as disbursed,
            coverage_gaps.objective_code is null or coverage_gaps.region_code is null as is_unplaced
        from marts.coverage_gaps
        union all
        select 'objective and country', country_coverage.asked_eur, country_coverage.pledged_eur,
            country_coverage.committed_eur, country_coverage.disbursed_eur,
            country_coverage.objective_code is null or country_coverage.country_code is null
        from marts.country_coverage
    )
    unpivot (part_eur for state in (asked, pledged, committed, disbursed))
),

money_parts as (
    select concat('ground cash, ', grids.state) as total, grids.cut, grids.part_eur, grids.is_unplaced
    from grids
    union all
    select concat(investments.money_stream, ' cash, ', investments.state), cuts.cut, investments.amount_eur,
        case cuts.cut when 'objective' then investments.objective_code is null
            when 'funder' then investments.funder_id is null else investments.year is null end
    from marts.investments
    cross join (values ('objective'), ('funder'), ('year')) as cuts(cut)
    union all
    select concat(contributions.money_stream, ' cash, ', contributions.state), 'source file',
        contributions.amount_eur - coalesce(contributions.passed_on_eur, 0), false
    -- Chosen here once more, and not by the view of counted cash: what the view would lose must show.
    from marts.contributions
    where contributions.is_counted and contributions.form = 'cash'
    union all
    select 'ground cash, asked', 'source file', projects.asked_eur, false
    from marts.projects
    semi join marts.opportunities on opportunities.project_id = projects.project_id
    where projects.is_current
),

money_cuts as (
    select
        money_totals.total,
        money_parts.cut,
        'EUR' as unit,
        any_value(money_totals.total_value) as total_value,
        fsum(money_parts.part_eur) as parts_value,
        'parts_differ' as if_different,
        nullif(any_value(money_totals.unconverted_count), 0) as unconverted_count,
        nullif(fsum(money_parts.part_eur) filter (money_parts.is_unplaced), 0) as unplaced_eur,
        nullif(any_value(assumed.assumed_eur), 0) as assumed_eur
    from money_totals
    inner join money_parts on money_parts.total = money_totals.total
    left join assumed on assumed.total = money_totals.total and assumed.cut = money_parts.cut
    group by money_totals.total, money_parts.cut
),

-- What the rules left out of the totals, and what has no rate.
left_out as (
    select
        concat(contributions.money_stream, ' cash, ', coalesce(contributions.state, 'no state'), ', as reported') as total,
        'counted once' as cut,
        'EUR' as unit,
        fsum(contributions.amount_eur) as total_value,
        coalesce(fsum(contributions.amount_eur - coalesce(contributions.passed_on_eur, 0))
            filter (contributions.is_counted), 0) as parts_value,
        'by_reason' as if_different,
        count(*) filter (not contributions.is_counted) as left_out_count,
        count(*) as of_count
    from core.contributions
    where contributions.form = 'cash'
    group by all
    union all
    select
        concat('cash in ', coalesce(contributions.currency_code, 'no stated currency')),
        'converted',
        coalesce(contributions.currency_code, 'not stated'),
        fsum(contributions.amount),
        coalesce(fsum(contributions.amount) filter (contributions.amount_eur is not null), 0),
        'not_converted',
        count(*) filter (contributions.amount_eur is null),
        count(*)
    from core.contributions
    where contributions.form = 'cash' and contributions.amount is not null
    group by contributions.currency_code
),

-- What projects asked for that ask no more: given up, over or fully funded.
asked_before as (
    select
        'ground cash, asked, as reported' as total,
        'still asked' as cut,
        'EUR' as unit,
        fsum(projects.asked_eur) as total_value,
        coalesce(fsum(projects.asked_eur) filter (opportunities.project_id is not null), 0) as parts_value,
        'no_longer_asked' as if_different,
        count(*) filter (opportunities.project_id is null) as left_out_count,
        count(*) as of_count
    from core.projects
    left join marts.opportunities on opportunities.project_id = projects.project_id
    where projects.is_current and projects.asked_amount is not null
    having count(*) > 0
),

row_cuts as (
    select
        'rows read' as total,
        'admitted and held' as cut,
        'rows' as unit,
        sum(sources.rows_read) as total_value,
        sum(sources.rows_admitted + sources.rows_held) as parts_value,
        'rows_differ' as if_different,
        sum(sources.rows_held) as left_out_count,
        sum(sources.rows_read) as of_count
    from core.sources
    having count(*) > 0
    union all
    select
        'rows of money admitted',
        'source file',
        'rows',
        (
            select coalesce(sum(coalesce(
                sources.transactions_admitted - sources.transactions_set_aside,
                case when sources.stream = 'funding' then sources.rows_admitted - sources.rows_set_aside end
            )), 0)
            from core.sources
        ),
        (select count(*) from marts.contributions),
        'rows_differ',
        null,
        null
),

project_counts as (select count(*) as projects_count from core.projects where projects.is_current),

project_parts as (
    select 'objective' as cut, count(distinct (placements.project_id, placements.objective_code)) as parts_value
    from marts.placements
    union all
    select 'region', count(distinct (placements.project_id, placements.region_code)) from marts.placements
    union all
    select 'country', count(distinct (placements.project_id, placements.region_code, placements.country_code))
    from marts.placements
    union all
    select 'objective and region', sum(coverage_gaps.projects_count) from marts.coverage_gaps
),

cuts as (
    from money_cuts
    union all by name
    from left_out
    union all by name
    from asked_before
    union all by name
    from row_cuts
    union all by name
    select 'current projects' as total, project_parts.cut, 'projects' as unit,
        project_counts.projects_count as total_value, project_parts.parts_value,
        'each_cell' as if_different
    from project_parts
    cross join project_counts
)

select
    cuts.total,
    cuts.cut,
    cuts.unit,
    cuts.total_value::double as total_value,
    cuts.parts_value::double as parts_value,
    -- Numbers are added in no fixed order, which moves their last digits; adding zero takes the sign from minus zero.
    round((cuts.total_value - cuts.parts_value)::double, 6) + 0.0 as difference,
    cuts.reason as difference_reason,
    cuts.left_out_count::bigint as left_out_count,
    cuts.of_count::bigint as of_count,
    cuts.unconverted_count::bigint as unconverted_count,
    cuts.unplaced_eur::double as unplaced_eur,
    cuts.assumed_eur::double as assumed_eur,
    concat_ws(
        '; ',
        case cuts.reason
            when 'nothing_converted' then 'nothing could be converted'
            when 'even' then 'zero: the parts add up'
            when 'parts_differ' then 'parts are missing or counted twice'
            when 'by_reason' then 'left out, each row for its reason (marts.exclusions)'
            when 'no_longer_asked' then 'asked by projects that were given up, are over or are fully funded'
            when 'not_converted' then 'no rate, date or currency: kept in the currency of the row'
            when 'rows_differ' then 'rows were lost or made on the way'
            when 'each_cell' then 'a project counts in each of its cells'
        end,
        nullif(cuts.left_out_count, 0) || ' rows of ' || cuts.of_count || ' left out',
        cuts.unconverted_count || ' rows not converted, in no sum',
        format('EUR {:,.2f} in rows without {}', cuts.unplaced_eur, replace(cuts.cut, ' and ', ' or ')),
        format('EUR {:,.2f} split in equal parts, as no shares are stated', cuts.assumed_eur)
    ) as explanation
from (
    select
        cuts.*,
        case
            when cuts.total_value is null then 'nothing_converted'
            when abs(cuts.total_value - coalesce(cuts.parts_value, 0)) < 0.005 then 'even'
            else cuts.if_different
        end as reason
    from cuts
) as cuts
order by cuts.total, cuts.cut
