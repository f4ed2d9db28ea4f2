"""Soil carbon of countries, as context."""

from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column(
        "soil_area_mha", "number", "Soil area", "Area of the map's cells in the country", unit="million ha", least=0
    ),
    Column(
        "soc_mean_t_ha",
        "number",
        "Soil carbon",
        "Mean of 0 to 30 cm in 2010; missing where the map has no value",
        unit="t C/ha",
        least=0,
    ),
    Column("soc_stock_mt", "number", "Stock", "Organic carbon of 0 to 30 cm in 2010", unit="Mt C", least=0),
    Column(
        "soc_stock_no_landuse_mt",
        "number",
        "Stock without land use",
        "The same if land had never been used",
        unit="Mt C",
        least=0,
    ),
    Column(
        "soc_change_mt",
        "number",
        "Change by land use",
        "Stock less stock without land use; below zero is a loss",
        unit="Mt C",
    ),
    Column(
        "soc_debt_mt",
        "number",
        "Soil carbon debt",
        "What land use has taken from the soils; below zero is a gain",
        unit="Mt C",
    ),
    Column("debt_rank", "integer", "Rank of the debt", "1 is the country whose soils lost most", least=1),
    Column(
        "four_per_mille_mt_per_year",
        "number",
        "4 per 1000 of the stock",
        "0.4 % of the stock, each year",
        unit="Mt C per year",
        least=0,
    ),
)
