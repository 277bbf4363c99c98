"""E-mail addresses, phone numbers and links of a card, the preferred ones first."""

import re
from urllib.parse import unquote

from netkeep.exchange.candidate import Link
from netkeep.exchange.importers.vcard.sheet import Sheet
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import APPLE_LABEL, names_service
from netkeep.model.contact_points import email_problem, guess_service, is_fax, phone_problem, url_problem
from netkeep.model.people import Email, Phone

_NO_LABEL = frozenset(
    {"internet", "pref", "voice", "text", "video", "x400", "msg", "textphone", "uri", "x-internet", "isdn", "pcs"}
    | {"dom", "intl", "postal", "parcel"}
)
_TYPES = _NO_LABEL | {"home", "work", "cell", "mobile", "fax", "pager", "main", "other"}
_PLACES = ("home", "work")
_SAME = {"mobile": "cell", "cellular": "cell", "business": "work"}
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_BEFORE_THE_NUMBER = re.compile(r"tel:", re.IGNORECASE)


def reach(sheet: Sheet) -> None:
    """Take the addresses, numbers and links; invalid ones are kept and reported."""
    for line in sheet.take("EMAIL"):
        address = _address(sheet.text(line))
        if problem := address and email_problem(address):
            sheet.keep(line, problem)
        elif address:
            sheet.add("emails", Email(address, label_of(sheet, line)), line)
    numbers: list[tuple[Phone, Line]] = []
    for line in sheet.take("TEL"):
        number = _number(sheet.text(line))
        if problem := number and phone_problem(number):
            sheet.keep(line, problem)
        elif number:
            numbers.append((Phone(number, label_of(sheet, line)), line))
    first = next((place for place, (phone, _) in enumerate(numbers) if not is_fax(phone.label)), 0)
    for phone, line in (*numbers[first : first + 1], *numbers[:first], *numbers[first + 1 :]):  # nobody calls a fax
        sheet.add("phones", phone, line)
    _links(sheet)


def _address(text: str) -> str:
    """Return an e-mail address without the signs that programs put around it; any other text as it is."""
    address = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    bare = address.strip("'\"<> ")
    return address if email_problem(bare) else bare


def _number(text: str) -> str:
    """Return the number of a tel: URI (RFC 3966), with its extension; any other text as it is."""
    if not _BEFORE_THE_NUMBER.match(text):
        return text
    number, *params = unquote(text[4:]).split(";")
    extension = next((param[4:] for param in params if param.casefold().startswith("ext=")), "")
    return f"{number};ext={extension}" if extension else number


def label_of(sheet: Sheet, line: Line) -> str | None:
    """Return the label: the group's own, else TYPE without the words that say nothing (``voice``, ``postal``)."""
    own = sheet.label(line)
    if apple := APPLE_LABEL.fullmatch(own):
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", apple[1]).casefold()
        return _SAME.get(spaced, spaced) or None
    bare = _bare_types(own) if own else ()
    if own and not bare:
        return own
    types = [_SAME.get(word, word) for word in (*bare, *line.types()) if word not in _NO_LABEL]
    ordered = dict.fromkeys((*(place for place in _PLACES if place in types), *types))
    return " ".join(ordered) or None


def _bare_types(label: str) -> tuple[str, ...]:
    """Return the types in a label, as some programs write ``WORK;VOICE;PREF`` there; none for a real label."""
    types = tuple(word.strip().casefold() for word in re.split("[;,]", label) if word.strip())
    all_known = all(word in _TYPES for word in types)
    return types if all_known and (len(types) > 1 or label.isupper()) else ()


def _links(sheet: Sheet) -> None:
    for line in sheet.take("URL"):
        url = _whole(sheet.text(line))
        if problem := url and url_problem(url):
            sheet.keep(line, problem)
        elif url:
            service_type = line.parameter("X-SERVICE-TYPE")
            sheet.add("links", Link(service_type or _service(sheet.label(line), url), url), line)
    for line in sheet.take("X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP"):
        url = sheet.text(line)
        if not url or url_problem(url):
            sheet.keep(line)  # a name at a service, xmpp:… or skype:…: right, but no link
        else:
            named_service = line.parameter("SERVICE-TYPE") or next(iter(line.types()), "")
            sheet.add("links", Link(_service(named_service.casefold(), url, least=True), url), line)


def _whole(url: str) -> str:
    return f"https://{url}" if _HOST.fullmatch(url) else url


def _service(label: str, url: str, *, least: bool = False) -> str:
    """Return the service: by the user's label, else by the host; with ``least``, the host comes first."""
    guessed = guess_service(url)
    if not label or not names_service(label):
        return guessed
    return guessed if least and guessed != "website" else label
