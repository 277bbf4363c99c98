"""An organisation as a JSON record."""

from datetime import date

from netkeep.network.employers import Employers
from netkeep.network.who import who
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault


def organisation_record(vault: Vault, org: Org, today: date) -> dict[str, object]:
    """Return all that is known of an organisation; dates as YYYY-MM-DD, unknown values as null."""
    record = org.record
    reminders = record.body.reminders if record else ()
    return {
        "id": org.id,
        "path": vault.path(record) if record else None,
        "name": org.name,
        "aliases": list(record.aliases if record else ()),
        "spellings": list(org.spellings),
        "domains": list(record.domains if record else ()),
        "links": dict(record.links if record else {}),
        "tags": list(record.tags if record else ()),
        "target": str(record.target) if record and record.target else None,
        "people": [
            {
                "id": way.contact.id,
                "name": way.contact.name,
                "standing": way.standing,
                "title": next((role.title for role in way.roles if role.title), None),
                "last_contact": way.last.date.isoformat() if way.last else None,
            }
            for way in who(vault, Employers(exact=(org,)), today)
        ],
        "jobs": sorted(job.id for job in vault.jobs.values() if job.org in org.spellings),
        "reminders": [{"on": item.due.isoformat(), "text": item.text, "done": item.done} for item in reminders],
        "prose": record.body.prose.strip() if record else "",
    }
