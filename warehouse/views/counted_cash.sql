-- Which rows of money enter a sum of cash? The rule counts each grant once (`pipelines/rules/money/counting.py`).
select contributions.*
from core.contributions
where contributions.is_counted and contributions.form = 'cash'
