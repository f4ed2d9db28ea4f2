"""Pipelines run: they fetch through `sources`, ask `rules` to decide and hand the result to `warehouse`.

This file imports nothing, so that `pipelines.rules` loads without Dagster. What is shown belongs to `dashboard`.
"""
