"""Address books in every format that is read, made of plain records."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Record:
    """What one address book says of somebody; addresses and numbers with their label, ``home``, ``work`` or none."""

    given: str = ""
    family: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    birthday: str = ""
    org: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    uid: str = ""
    slug: str = ""
    connected: date = date(2024, 3, 12)

    @property
    def name(self) -> str:
        """Return the whole name."""
        return " ".join(filter(None, (self.prefix, self.given, self.additional, self.family, self.suffix)))


def cards(records: Iterable[Record], version: str = "3.0") -> str:
    """Return vCards of a version."""
    return "".join(_card(record, version) for record in records)


def _card(record: Record, version: str) -> str:
    old = version == "2.1"
    charset = ";CHARSET=UTF-8" if old else ""
    parts = (record.family, record.given, record.additional, record.prefix, record.suffix)
    lines = [
        f"N{charset}:{';'.join(map(_escaped, parts))}",
        f"FN{charset}:{_escaped(record.name)}",
        *(f"EMAIL{_type(label, old=old)}:{address}" for address, label in record.emails),
        *(f"TEL{_type(label, old=old)}:{number}" for number, label in record.phones),
    ]
    lines += [f"ORG{charset}:{_escaped(record.org)}"] if record.org else []
    lines += [f"TITLE{charset}:{_escaped(record.title)}"] if record.org and record.title else []
    lines += [f"BDAY:{record.birthday}"] if record.birthday else []
    lines += [f"CATEGORIES:{','.join(map(_escaped, record.tags))}"] if record.tags else []
    lines += [f"NICKNAME:{_escaped(record.nickname)}"] if record.nickname else []
    lines += [f"NOTE{charset}:{_escaped(record.note)}"] if record.note else []
    lines += [f"UID:{record.uid}"] if record.uid else []
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def _type(label: str, *, old: bool) -> str:
    return f";{label.upper()}" if label and old else f";TYPE={label}" if label else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def table(records: Iterable[Record]) -> str:
    """Return a table as somebody keeps it by hand."""
    header = ("Name", "E-mail", "Phone", "Company", "Job Title", "Birthday", "Tags", "Nickname", "Notes")
    return _csv(header, (_row(record) for record in records))


def _row(record: Record) -> tuple[str, ...]:
    emails, phones = ("; ".join(value for value, _ in values) for values in (record.emails, record.phones))
    work, tags = (record.org, record.title), "; ".join(record.tags)
    return (record.name, emails, phones, *work, record.birthday, tags, record.nickname, record.note)


def google(records: Sequence[Record]) -> str:
    """Return a table as Google Contacts exports it."""
    emails, phones = (max((len(values) for values in every), default=0) for every in _reach(records))
    header = [
        *("Name Prefix", "First Name", "Middle Name", "Last Name", "Name Suffix", "Nickname", "Organization Name"),
        *("Organization Title", "Birthday", "Notes", "Labels"),
        *(f"E-mail {number} - {what}" for number in range(1, emails + 1) for what in ("Label", "Value")),
        *(f"Phone {number} - {what}" for number in range(1, phones + 1) for what in ("Label", "Value")),
    ]
    rows = []
    for record in records:
        names = (record.prefix, record.given, record.additional, record.family, record.suffix, record.nickname)
        labels = " ::: ".join(["* myContacts", *record.tags])
        row = [*names, record.org, record.title if record.org else "", record.birthday, record.note, labels]
        for values, most in ((record.emails, emails), (record.phones, phones)):
            row += [cell for value, label in values for cell in (label.title(), value)]
            row += ["", ""] * (most - len(values))
        rows.append(row)
    return _csv(header, rows)


def _reach(records: Sequence[Record]) -> Iterable[list[tuple[tuple[str, str], ...]]]:
    return [record.emails for record in records], [record.phones for record in records]


def outlook(records: Iterable[Record]) -> str:
    """Return a table as Outlook exports it, which has room for three addresses and a number of each kind."""
    header = [
        *("Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Job Title", "Business Phone"),
        *("Home Phone", "Mobile Phone", "Birthday", "Categories", "E-mail Address", "E-mail 2 Address"),
        *("E-mail 3 Address", "Notes"),
    ]
    rows = []
    for record in records:
        numbers = {label: number for number, label in reversed(record.phones)}
        addresses = [address for address, _ in record.emails[:3]]
        rows.append(
            [
                *(record.prefix, record.given, record.additional, record.family, record.suffix),
                *(record.org, record.title if record.org else ""),
                *(numbers.get(label, "") for label in ("work", "home", "")),
                *(record.birthday, ";".join(record.tags)),
                *(addresses + [""] * (3 - len(addresses))),
                record.note,
            ]
        )
    return _csv(header, rows)


def vault(records: Iterable[Record]) -> str:
    """Return what ``netkeep export json`` of somebody else's vault might be."""
    people = [
        {
            "id": f"{'-'.join(record.name.lower().replace('.', '').split()) or 'nobody'}-{number}",
            "name": record.name or next((value for value, _ in (*record.emails, *record.phones)), record.org),
            "aliases": [record.nickname] if record.nickname else [],
            "emails": [{"address": address, "label": label or None} for address, label in record.emails],
            "phones": [{"number": number, "label": label or None} for number, label in record.phones],
            "birthday": record.birthday or None,
            "tags": list(record.tags),
            "roles": [{"org": record.org, "title": record.title or None}] if record.org else [],
            "prose": record.note,
        }
        for number, record in enumerate(records)
    ]
    return json.dumps({"format": "netkeep.vault", "version": 1, "people": people, "jobs": [], "organisations": []})


def connections(records: Iterable[Record]) -> str:
    """Return the table of connections in an archive of LinkedIn, which shows few addresses and no numbers."""
    header = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    rows = [
        (
            " ".join(filter(None, (record.prefix, record.given, record.additional))),
            " ".join(filter(None, (record.family, record.suffix))),
            f"https://www.linkedin.com/in/{record.slug}" if record.slug else "",
            next((address for address, _ in record.emails), ""),
            record.org,
            record.title if record.org else "",
            f"{record.connected:%d %b %Y}",
        )
        for record in records
    ]
    return _csv(header, rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


Write = Callable[[Sequence[Record]], str]
KINDS: Mapping[str, tuple[str, str, Write]] = {
    "cards 2.1": ("vcard", "cards.vcf", lambda records: cards(records, "2.1")),
    "cards 3.0": ("vcard", "cards.vcf", lambda records: cards(records, "3.0")),
    "cards 4.0": ("vcard", "cards.vcf", lambda records: cards(records, "4.0")),
    "table": ("csv", "table.csv", table),
    "google": ("google", "google.csv", google),
    "outlook": ("outlook", "outlook.csv", outlook),
    "vault": ("json", "vault.json", vault),
    "linkedin": ("linkedin", "Connections.csv", connections),
}
"""The formats by a name of their own: the word for the command line, the file's name, and what writes it."""


def write(folder: Path, kind: str, records: Sequence[Record]) -> tuple[str, Path]:
    """Write an address book into a folder; return the format's word for the command line, and the file."""
    format_, name, text = KINDS[kind]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text(records), encoding="utf-8", newline="")
    return format_, path
