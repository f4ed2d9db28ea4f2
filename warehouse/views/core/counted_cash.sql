-- Which rows of money enter a sum of cash, and with how much? The rule counts each grant once, and of money that was
-- passed on only what is the row's own (`pipelines/rules/money/counting.py`).
select
    contributions.* replace (contributions.amount_eur - coalesce(contributions.passed_on_eur, 0) as amount_eur)
from core.contributions
where contributions.is_counted and contributions.form = 'cash'
