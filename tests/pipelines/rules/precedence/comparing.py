"""Compares what came of a history with what its models say. Does not belong here: either of the two."""

from tests.pipelines.rules.precedence import money_model, observation_model, project_model
from tests.pipelines.rules.precedence.histories import History, Outcome, Tables, answered

MODELS = {model.STREAM: model for model in (money_model, project_model, observation_model)}


def disagreements(history: History) -> list[tuple[str, Outcome, Outcome]]:
    """Each stream of which a history says another thing than its model, with what the model says and what came of it."""
    tables = answered(history)
    return [found for stream in MODELS if (found := _disagreement(history, stream, tables))]


def _disagreement(history: History, stream: str, tables: Tables) -> tuple[str, Outcome, Outcome] | None:
    expected, found = MODELS[stream].expected(history), MODELS[stream].found(tables)
    return None if expected == found else (stream, expected, found)
