-- Which rows of counted cash go to projects on the ground, and not to the Secretariat and the core facilities?
select counted_cash.*
from core.counted_cash
where counted_cash.money_stream = 'ground'
