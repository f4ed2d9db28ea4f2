-- What does the Initiative itself need and have, per year and item?
select
    budgets.budget_year,
    budgets.item,
    budgets.budget_eur,
    budgets.source,
    budgets.origin,
    budgets.source_file,
    budgets.source_sheet,
    budgets.source_row
from core.budgets
order by budgets.budget_year, budgets.item
