"""The questions of a sweep, made from the vault and from what was imported beside it."""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.unknown import unknown_names
from netkeep.cli.context import Context
from netkeep.exchange.dismissed import dismissed_keys
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.jobs import Job
from netkeep.network.suggest.unknown import Mention
from netkeep.network.sweeping import Seen, questions
from netkeep.network.sweeping.question import Question
from netkeep.store.index.vault import IndexedVault
from netkeep.store.sweep_state import answered
from netkeep.store.vault import Vault


def todays_questions(context: Context, job: Job) -> tuple[Question, ...]:
    """Return the questions of today's sweep of a job."""
    vault, root = context.vault, context.root
    seen = Seen(load_seen(root), tuple(_mentions(vault)), dismissed_keys(root))
    return questions(vault, job, context.today, seen, answered(root, job.id))


def _mentions(vault: Vault) -> Iterator[Mention]:
    if isinstance(vault, IndexedVault):
        for fact in unknown_names(Facts(vault.connection)):
            yield Mention(fact.note, f"{fact.place.path}:{fact.place.line}")
