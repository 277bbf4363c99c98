"""The facts that a letter to somebody can use."""

from datetime import date

from netkeep.drafting.draft import Draft, Recipient, draft, form_of_address
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.channels import employer_domains, within
from netkeep.network.employment import shared_jobs
from netkeep.network.hunt import hunt
from netkeep.network.ledger import ENDORSEMENT, INTRODUCTION, REFERRAL, account
from netkeep.store.vault import Vault
from netkeep.words import full_date, month_of, role_line

_SPOKEN = frozenset({"call", "chat", "coffee", "lunch", "dinner", "meeting", "visit"})
"""The kinds of contact of which one can write "our coffee in May"."""
LINKEDIN = "linkedin"


def letter(  # noqa: PLR0913 (the tone besides)
    vault: Vault, kind: str, contact: Contact, today: date, job: Job | None = None, *, tone: str | None = None
) -> Draft:
    """Return a draft to someone, about a job, or about the last one in which they worked with the owner.

    Without a tone, whom only LinkedIn reaches gets a message for it, and everybody else a warm letter. Raises
    :class:`netkeep.drafting.draft.TemplateError` where the owner's template is wrong.
    """
    own = job or _last_job(vault, contact)
    ended = bool(own and own.end and own.end.latest() < today)
    address = _address(vault, contact, ended=ended)
    tone = tone or (LINKEDIN if LINKEDIN in contact.links and not address else "warm")
    facts = {
        "owner": vault.settings.owner_name or "",
        "owner_email": _own_address(vault),
        "name": contact.name,
        "called": form_of_address(contact.name, contact.x),
        "org": own.org if own else "",
        "title": (own.title or "") if own else "",
        "end": full_date(own.end.latest()) if own and own.end else "",
        "ended": ended,
        "relation": _relation(vault, contact, own),
        **_past(vault, contact, today, kind),
        **(_hunted(vault, contact, today) if kind in {REFERRAL, INTRODUCTION} else {}),
    }
    return draft(kind, facts, _recipient(contact, address, tone, today), vault.root, tone)


def _recipient(contact: Contact, address: str | None, tone: str, today: date) -> Recipient:
    role = next((role for role in contact.roles if role.current(today)), None)
    profile = contact.links.get(LINKEDIN) or next(iter(contact.links.values()), None)
    by_profile = tone == LINKEDIN and LINKEDIN in contact.links
    line = ", ".join(filter(None, (contact.name, role_line(role) if role else "")))
    return Recipient(line, None if by_profile else address, profile)


def _hunted(vault: Vault, contact: Contact, today: date) -> dict[str, str]:
    """Return where the owner would like to work and this person can help, and to whom they can introduce the owner."""
    for place in hunt(vault, today):
        for helper in place.helpers:
            if helper.way.contact.id == contact.id and not helper.elsewhere:
                through = helper.through if helper.help == "introduce" else ()
                return {"place": place.target.org.name, "person": through[0].name if through else ""}
    return {}


def _last_job(vault: Vault, contact: Contact) -> Job | None:
    jobs = [shared.job for shared in shared_jobs(vault, contact) if shared.job and shared.certain]
    return max(jobs, key=lambda job: (job.end.latest() if job.end else date.max, job.id), default=None)


def _relation(vault: Vault, contact: Contact, job: Job | None) -> str:
    relations = (shared.relation for shared in shared_jobs(vault, contact) if job and shared.id == job.id)
    return next(relations, None) or ""


def _past(vault: Vault, contact: Contact, today: date, kind: str) -> dict[str, str | bool]:
    """Return the last contact, and the favour that a letter is about: one awaited, or one to give thanks for."""
    last = next((entry for entry in vault.contacts_with(contact.id, today) if entry.kind in _SPOKEN), None)
    books = account(vault, contact.id, today)
    asks = (*books.received(), *books.owed()) if kind == "thanks" else books.waiting()
    ask = asks[-1] if asks else None
    return {
        "last": f"{last.kind} in {month_of(last.date)}" if last else "",
        "gave": any(favour != ENDORSEMENT or kind == ENDORSEMENT for _, favour in books.gave),
        "favour": ask.favour if ask else "recommendation",
        "asked": full_date(ask.asked) if ask and ask.asked else "",
    }


def _address(vault: Vault, contact: Contact, *, ended: bool) -> str | None:
    """Return the preferred address; once a job has ended, preferably not an employer's."""
    domains = employer_domains(vault)
    addresses = [email.address for email in contact.emails]
    own = [email.address for email in contact.emails if email.label != "work" and not within(email.address, domains)]
    return next(iter((own if ended else []) + addresses), None)


def _own_address(vault: Vault) -> str:
    domains = employer_domains(vault)
    return next((address for address in vault.settings.owner_emails if not within(address, domains)), "")
