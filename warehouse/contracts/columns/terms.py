"""Terms of indicators: what is set, by whom, since when, and where what is in force comes from."""

from warehouse.contracts.codes import TERM_ITEMS, TERM_ORIGINS, TERM_STANDINGS
from warehouse.contracts.table import Column

_FROM = "published by the strategy, adopted by the Secretariat, or (a baseline) reported or derived for the base year"

COLUMNS: tuple[Column, ...] = (
    # Stands as `item` in terms, as in the stream; of the budget that name is an item of money.
    Column("term_item", "text", "Term", "What is set", values=TERM_ITEMS),
    # Stands as `value` in terms, as in the stream: a number, a code or words, by what is set.
    Column("term_value", "text", "Value", "What it is set to"),
    Column("term_origin", "text", "Comes from", _FROM, values=TERM_ORIGINS),
    # Stands as `standing` in terms; of an agreement that name is about its days.
    Column("term_standing", "text", "Standing", "Is the term in force, or why it is not used", values=TERM_STANDINGS),
    Column("in_force_from", "date", "In force from", "The first day on which the term holds"),
    Column("decided_by", "text", "Decided by", "The body that decided"),
    Column("decided_on", "date", "Decided on", "The day of the decision"),
    Column("replaced_value", "text", "Replaced", "The earlier value of the same term; missing where it is the first"),
    Column("wording", "text", "Adopted wording", "The wording of the target that the Secretariat adopted"),
    Column("baseline_origin", "text", "Baseline comes from", _FROM, values=TERM_ORIGINS),
    Column("baseline_adopted_on", "date", "Baseline adopted", "The day of the decision, where it was adopted"),
    Column("target_origin", "text", "Target comes from", _FROM, values=TERM_ORIGINS),
    Column("target_adopted_on", "date", "Target adopted", "The day of the decision, where it was adopted"),
    Column("target_2030_origin", "text", "Target 2030 comes from", _FROM, values=TERM_ORIGINS),
    Column("target_2030_adopted_on", "date", "Target 2030 adopted", "The day of the decision, where it was adopted"),
    Column("target_2050_origin", "text", "Target 2050 comes from", _FROM, values=TERM_ORIGINS),
    Column("target_2050_adopted_on", "date", "Target 2050 adopted", "The day of the decision, where it was adopted"),
    Column("wording_origin", "text", "Wording comes from", _FROM, values=TERM_ORIGINS),
    Column("wording_adopted_on", "date", "Wording adopted", "The day of the decision, where it was adopted"),
)
