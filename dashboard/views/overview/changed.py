"""How many objectives changed class since the last board meeting; of which kind each change is, its own page says."""

from dashboard.queries import change_rows
from dashboard.rendering.headlines import changes
from dashboard.rendering.headlines.headline import Headline
from dashboard.shell.here import Here
from warehouse import history, releases


def since_last_board(here: Here) -> Headline:
    """The headline of the card that leads to what changed."""
    before = history.since(here.held, here.release)
    if before is None:
        return changes.nothing_before(here.words)
    if not releases.opens(before):
        return changes.not_there(before.release_id, here.words)
    since = changes.since_when(before, here.release, here.words)
    return changes.card(change_rows.changed_count(before.path, here.path), since, here.as_of, here.words)
