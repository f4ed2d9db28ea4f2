-- Do the parts add up to the total, cut by cut, and if not, why?
with money_totals as (
    select
        concat(contributions.money_stream, ' cash, ', contributions.state) as total,
        fsum(contributions.amount_eur) as total_value,
        count(*) filter (contributions.amount_eur is null) as unconverted_count
    from core.contributions
    where contributions.is_counted and contributions.form = 'cash'
    group by all
    union all
    select 'ground cash, asked', fsum(projects.asked_eur), count(*) filter (projects.asked_eur is null)
    from core.projects
    where projects.is_current and projects.asked_amount is not null
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
        contributions.amount_eur, false
    from marts.contributions
    where contributions.is_counted and contributions.form = 'cash'
    union all
    select 'ground cash, asked', 'source file', projects.asked_eur, false
    from marts.projects
    where projects.is_current and projects.asked_amount is not null
),

money_cuts as (
    select
        money_totals.total,
        money_parts.cut,
        'EUR' as unit,
        any_value(money_totals.total_value) as total_value,
        fsum(money_parts.part_eur) as parts_value,
        'parts are missing or counted twice' as if_different,
        concat_ws(
            '; ',
            case when any_value(money_totals.unconverted_count) > 0
                then concat(any_value(money_totals.unconverted_count), ' rows not converted, in no sum') end,
            case when fsum(money_parts.part_eur) filter (money_parts.is_unplaced) <> 0
                then format(
                    'EUR {:,.2f} in rows without {}',
                    fsum(money_parts.part_eur) filter (money_parts.is_unplaced), replace(money_parts.cut, ' and ', ' or ')
                ) end
        ) as remark
    from money_totals
    inner join money_parts on money_parts.total = money_totals.total
    group by money_totals.total, money_parts.cut
),

-- What the rules left out of the totals, and what has no rate.
left_out as (
    select
        concat(contributions.money_stream, ' cash, ', contributions.state, ', as reported') as total,
        'counted once' as cut,
        'EUR' as unit,
        fsum(contributions.amount_eur) as total_value,
        fsum(contributions.amount_eur) filter (contributions.is_counted) as parts_value,
        'money reported more than once' as if_different,
        concat(count(*) filter (not contributions.is_counted), ' rows of ', count(*), ' not counted') as remark
    from core.contributions
    where contributions.form = 'cash' and contributions.state is not null
    group by all
    union all
    select
        concat('cash in ', coalesce(contributions.currency_code, 'no stated currency')),
        'converted',
        coalesce(contributions.currency_code, 'not stated'),
        fsum(contributions.amount),
        coalesce(fsum(contributions.amount) filter (contributions.amount_eur is not null), 0),
        'no rate, date or currency: kept in the currency of the row',
        concat(count(*) filter (contributions.amount_eur is null), ' rows of ', count(*), ' not converted')
    from core.contributions
    where contributions.form = 'cash' and contributions.amount is not null
    group by contributions.currency_code
),

row_cuts as (
    select
        'rows read' as total,
        'admitted and held' as cut,
        'rows' as unit,
        sum(sources.rows_read) as total_value,
        sum(sources.rows_admitted + sources.rows_held) as parts_value,
        'rows were lost between reading and admission' as if_different,
        concat(sum(sources.rows_held), ' rows held with a reason') as remark
    from core.sources
    having count(*) > 0
    union all
    select
        'rows of money admitted',
        'source file',
        'rows',
        (
            select coalesce(sum(coalesce(
                sources.transactions_admitted, case when sources.stream = 'funding' then sources.rows_admitted end
            )), 0)
            from core.sources
        ),
        (select count(*) from marts.contributions),
        'rows of money were lost or made after admission',
        ''
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
    from row_cuts
    union all by name
    select 'current projects' as total, project_parts.cut, 'projects' as unit,
        project_counts.projects_count as total_value, project_parts.parts_value,
        'a project counts in each of its cells' as if_different, '' as remark
    from project_parts
    cross join project_counts
)

select
    cuts.total,
    cuts.cut,
    cuts.unit,
    cuts.total_value::double as total_value,
    cuts.parts_value::double as parts_value,
    (cuts.total_value - cuts.parts_value)::double as difference,
    concat_ws(
        '; ',
        case
            when cuts.total_value is null then 'nothing could be converted'
            when abs(cuts.total_value - coalesce(cuts.parts_value, 0)) < 0.005 then 'zero: the parts add up'
            else cuts.if_different
        end,
        nullif(cuts.remark, '')
    ) as explanation
from cuts
order by cuts.total, cuts.cut
