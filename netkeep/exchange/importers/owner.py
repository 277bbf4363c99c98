"""The owner's addresses, for sources that identify everyone by address."""

from netkeep.errors import NetkeepError
from netkeep.exchange.importer import Options
from netkeep.model.contact_points import email_key


def owner_keys(options: Options) -> frozenset[str]:
    """Return the owner's own addresses. Raises :class:`NetkeepError` if none is known."""
    keys = frozenset(email_key(address) for address in options.owner_emails if address.strip())
    if not keys:
        raise NetkeepError(
            "which of these addresses are your own? Set them in netkeep.toml:\n"
            "  [owner]\n"
            '  emails = ["you@home.example", "you@work.example"]'
        )
    return keys
