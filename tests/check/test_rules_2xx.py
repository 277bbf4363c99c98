"""Fields."""

from pathlib import Path

from tests.check.cases import Case, at, coded, each, fails, passes, person, report

_OWN = "your own keys go below x:"
_DAY = "write a day that the calendar has"
_NO_DAY = "there is no such day in the calendar"
_AS_KNOWN = "write as much of it as you know: the year alone is fine"
_DURATION = "a duration is a whole number and a unit, such as '6 months', or weekly to yearly"
_DURATIONS = "for example: 2 weeks, 90 days, 6 months, 1 year, quarterly"
_ENDS = "it ends before it begins: 'to' is earlier than 'from'"
_EXCHANGE = "swap or correct the two dates"
_EMAIL = "an e-mail address is written name@domain.example"
_ADDRESS = "write the address alone, without a name or <> around it"
_PHONE = "a phone number has 3 to 15 digits, best with its country: +44 20 7946 0000"
_NUMBER = "write the number alone; what it is for goes into label:"
_URL = "a link begins with https:// or http:// and a host name"
_COPY = "copy the address from the browser's address bar"
_RELATIONS = "manager, report, peer, other-team, leadership, vendor, customer, recruiter, other"
_ID = "an id is a file's name without .md: lower-case letters, digits and single hyphens"
_LOOK_UP = "look the id up with 'netkeep find', or add the contact with 'netkeep add'"
_ZONE = "a time zone has an IANA name, such as Europe/London"
_CITY = "the names are continent and city: Asia/Tokyo, America/New_York"
_DOMAIN = "a domain is written as in an e-mail address, after the @"
_BEHIND = "write the part of an e-mail address after the @"
_YEAR = "correct the year, or write --MM-DD if you do not know it"
_UNUSED = "remove the code, or put the comment at the end of the line that it is for"
_COMMENT = "write the codes with commas between them: <!-- netkeep: ignore NK304, NK303 -->"
_CODE = "a rule's code is in the finding itself: NK and three digits"
_LIST = "write it as [one, two], or as '- one' lines below the key"
_SINGLE = "write one value after the colon, without brackets and without '- ' lines"
_ACME = "---\norg: Acme\n---\n"


def _job(front: str) -> str:
    return f"---\norg: Acme\n{front}---\n"


def _org(front: str) -> str:
    return f"---\nname: Acme\n{front}---\n"


_QUOTED_LINK = 'put it in quotes: "[[…]]"'
_APART = "make each of them an item of the list"

CASES = (
    fails(
        "NK201",
        "slip-of-the-finger",
        {"people/ada.md": person("birthdy: 1979-05-14\n")},
        at("people/ada.md:3:1", (3, 8), "unknown key 'birthdy'", f"did you mean 'birthday'? Else: {_OWN}"),
    ),
    fails(
        "NK201",
        "several-in-places",
        {
            "people/ada.md": person(
                "zodiac: a\nroles:\n  - {org: Acme, boss: b}\nemails:\n  - {address: a@b.example, kind: c}\n"
            )
        },
        at("people/ada.md:3:1", (3, 7), "unknown key 'zodiac'", _OWN),
        at("people/ada.md:5:17", (5, 21), "unknown key 'boss' in roles[1]", _OWN),
        at("people/ada.md:7:28", (7, 32), "unknown key 'kind' in emails[1]", _OWN),
    ),
    fails(
        "NK201",
        "address-as-key",
        {"people/ada.md": person("emails:\n  - ada@home.example: home\nName: Ada\n")},
        at("people/ada.md:4:5", (4, 21), "unknown key in emails[1]", _OWN),
        coded(
            "NK202", at("people/ada.md:4:5", (4, 5), "'address' is missing or empty in emails[1]", "add 'address: …'")
        ),
        at("people/ada.md:5:1", (5, 5), "unknown key", f"did you mean 'name'? Else: {_OWN}"),
    ),
    fails(
        "NK201",
        "of-another-kind-of-file",
        {"jobs/acme.md": _job("cadence: yearly\n"), "orgs/initech.md": "---\nname: Initech\nphones: []\n---\n"},
        at("jobs/acme.md:3:1", (3, 8), "unknown key 'cadence'", _OWN),
        at("orgs/initech.md:3:1", (3, 7), "unknown key 'phones'", _OWN),
    ),
    passes(
        "NK201",
        "below-x",
        {"people/ada.md": person("x:\n  birthdy: 1979-05-14\n"), "jobs/acme.md": _job("x: {anything: [goes, 1]}\n")},
    ),
    fails(
        "NK202",
        "no-name",
        {"people/ada.md": "---\ntags: [a]\n---\n"},
        at("people/ada.md:2:1", (2, 1), "'name' is missing or empty", "add 'name: …'"),
    ),
    fails(
        "NK202",
        "empty-name",
        {"orgs/acme.md": "---\r\nname:\r\n---\r\n"},
        at("orgs/acme.md:2:1", (2, 1), "'name' is missing or empty", "add 'name: …'"),
    ),
    fails(
        "NK202",
        "org-of-job-and-role",
        {
            "jobs/acme.md": "---\ntitle: Engineer\n---\n",
            "people/b/ada.md": person("roles:\n  - {org: A}\n  - {title: B}\n"),
        },
        at("jobs/acme.md:2:1", (2, 1), "'org' is missing or empty", "add 'org: …'"),
        at("people/b/ada.md:5:5", (5, 5), "'org' is missing or empty in roles[2]", "add 'org: …'"),
    ),
    passes(
        "NK202",
        "all-there",
        {"people/ada.md": person("roles: [{org: A}]\n"), "orgs/acme.md": _org(""), "jobs/a.md": "---\norg: A\n---\n"},
    ),
    fails(
        "NK203",
        "each-shape",
        {
            "people/ada.md": person(
                "tags: mentor\nlocation: [Leeds]\nlinks: here\nroles: [Acme]\nprivate: maybe\n"
                'pronouns: ""\nemails: [[a@b.example]]\n'
            )
        },
        at("people/ada.md:3:7", (3, 13), "tags: this must be a list, not a single value", _LIST),
        at("people/ada.md:4:11", (4, 18), "location: this must be a single value, not a list", _SINGLE),
        at(
            "people/ada.md:5:8",
            (5, 12),
            "links: this must be a mapping, not a single value",
            "write 'key: value' lines below it, indented",
        ),
        at(
            "people/ada.md:6:9",
            (6, 13),
            "roles[1]: this must be a mapping, not a single value",
            "write 'key: value' lines below it, indented",
        ),
        at("people/ada.md:7:10", (7, 15), "private: this must be true or false", "write true or false, without quotes"),
        at("people/ada.md:8:11", (8, 13), "pronouns: this must not be empty", "write something, or take the key out"),
        at(
            "people/ada.md:9:10",
            (9, 23),
            "emails[1]: this must be text or a mapping, not a list",
            "write the value itself, or 'key: value' lines below it, indented",
        ),
    ),
    fails(
        "NK203",
        "name-of-a-link-is-not-shown",
        {"orgs/acme.md": _org("links: {Ada Example: [a]}\n")},
        at("orgs/acme.md:3:22", (3, 25), "links.…: this must be a single value, not a list", _SINGLE),
    ),
    fails(
        "NK203",
        "link-without-quotes",
        {
            "people/ada.md": person("introduced_by: [[alan]]\nknows: [[alan|Al]]\ntags:\n  - [[Some Note]]\n"),
            "people/alan.md": person(name="Alan"),
        },
        at("people/ada.md:3:16", (3, 24), "introduced_by: [[…]] without quotes is a list in a list", _QUOTED_LINK),
        at("people/ada.md:4:9", (4, 18), "knows[1]: [[…]] without quotes is a list in a list", _QUOTED_LINK),
        at("people/ada.md:6:5", (6, 18), "tags[1]: [[…]] without quotes is a list in a list", _QUOTED_LINK),
    ),
    passes(
        "NK203",
        "empty-keys",
        {"people/ada.md": person("tags:\nlocation:\nprivate: On\nemails: [a@b.example, {address: c@d.example}]\n")},
    ),
    fails(
        "NK204",
        "birthday",
        {"people/ada.md": person("birthday: 1979-02-30\npaused_until: 2024-13-01\n")},
        at("people/ada.md:3:11", (3, 21), f"birthday: {_NO_DAY}", _DAY),
        at("people/ada.md:4:15", (4, 25), f"paused_until: {_NO_DAY}", _DAY),
    ),
    fails(
        "NK204",
        "other-forms",
        {
            "people/ada.md": person("birthday: 14.5.1979\npaused_until: soon\n"),
            "jobs/acme.md": _job("review: 13\n"),
            "jobs/b.md": "---\norg: Beta\nreview: in May\n---\n",
        },
        at("jobs/acme.md:3:9", (3, 11), "review: there is no such month or day in the calendar", _DAY),
        at("jobs/b.md:3:9", (3, 15), "review: a review is a month (1 to 12) or a day of the year (MM-DD)", _DAY),
        at(
            "people/ada.md:3:11",
            (3, 20),
            "birthday: a day is written YYYY-MM-DD, or --MM-DD where the year is unknown",
            _DAY,
        ),
        at("people/ada.md:4:15", (4, 19), "paused_until: a date is written YYYY-MM-DD", _DAY),
    ),
    passes(
        "NK204",
        "leap-days",
        {
            "people/ada.md": person("birthday: --02-29\npaused_until: 2024-02-29\n"),
            "jobs/acme.md": _job("review: 02-29\n"),
        },
    ),
    fails(
        "NK205",
        "words-and-no-such-month",
        {"people/ada.md": person("roles:\n  - {org: Acme, from: May 2021, to: 2021-13}\n")},
        at(
            "people/ada.md:4:23",
            (4, 31),
            "roles[1].from: a date here is written YYYY, YYYY-MM or YYYY-MM-DD",
            _AS_KNOWN,
        ),
        at("people/ada.md:4:37", (4, 44), f"roles[1].to: {_NO_DAY}", _AS_KNOWN),
    ),
    fails(
        "NK205",
        "in-a-job",
        {"jobs/acme.md": _job("to: now\n")},
        at("jobs/acme.md:3:5", (3, 8), "to: a date here is written YYYY, YYYY-MM or YYYY-MM-DD", _AS_KNOWN),
    ),
    passes(
        "NK205",
        "partial",
        {
            "people/ada.md": person("roles: [{org: A, from: 2019, to: 2021-05}]\n"),
            "jobs/b.md": "---\norg: B\nfrom: 2021-05-31\n---\n",
        },
    ),
    fails(
        "NK206",
        "cadence",
        {"people/ada.md": person("cadence: sometimes\n")},
        at("people/ada.md:3:10", (3, 19), f"cadence: {_DURATION}", f"{_DURATIONS}, or none"),
    ),
    fails(
        "NK206",
        "sweep-has-no-none",
        {"jobs/acme.md": _job("sweep: none\n")},
        at("jobs/acme.md:3:8", (3, 12), f"sweep: {_DURATION}", _DURATIONS),
    ),
    passes(
        "NK206",
        "none-and-quarterly",
        {"people/ada.md": person("cadence: none\n"), "jobs/acme.md": _job("sweep: quarterly\n")},
    ),
    fails(
        "NK207",
        "role",
        {"people/ada.md": person("roles:\n  - {org: A, from: 2021-05, to: 2020}\n")},
        at("people/ada.md:4:33", (4, 37), _ENDS, _EXCHANGE),
    ),
    fails(
        "NK207",
        "job-behind-emoji",
        {"jobs/acme.md": "---\r\n{org: 🙂, from: 2024-02, to: 2024-01-31}\r\n---\r\n"},
        at("jobs/acme.md:2:29", (2, 39), _ENDS, _EXCHANGE),
    ),
    passes(
        "NK207",
        "same-year",
        {
            "people/ada.md": person(
                "roles: [{org: A, from: 2021-05, to: 2021}, {org: B, from: 2020-01-31, to: 2020-01}]\n"
            )
        },
    ),
    fails(
        "NK208",
        "short-and-long",
        {
            "people/ada.md": person(
                "emails:\n  - Ada <ada@home.example>\n  - {address: ada at home.example, label: home}\n"
            )
        },
        at("people/ada.md:4:5", (4, 27), f"emails[1].address: {_EMAIL}", _ADDRESS),
        at("people/ada.md:5:15", (5, 34), f"emails[2].address: {_EMAIL}", _ADDRESS),
    ),
    passes(
        "NK208",
        "letters-of-the-world",
        {"people/ada.md": person("emails: [ädä+x@büro.example, a@xn--bro-hoa.example]\n")},
    ),
    fails(
        "NK209",
        "words-and-short",
        {"people/ada.md": person('phones: ["ask at reception", "12"]\n')},
        at("people/ada.md:3:10", (3, 28), f"phones[1].number: {_PHONE}", _NUMBER),
        at("people/ada.md:3:30", (3, 34), f"phones[2].number: {_PHONE}", _NUMBER),
    ),
    fails(
        "NK209",
        "two-in-the-place-of-one",
        {
            "people/ada.md": person(
                'phones: ["+44 20 7946 0000 / +44 20 7946 0001", "794600, 794601",'
                ' {number: "020 7946 0000 or 020 7946 0001"}, {number: "794600, 794601", label: work}]\n'
            )
        },
        at("people/ada.md:3:10", (3, 47), "phones: two numbers in one item", _APART),
        at("people/ada.md:3:49", (3, 65), "phones: two numbers in one item", _APART),
        at("people/ada.md:3:76", (3, 108), "phones: two numbers in one item", _APART),
        at("people/ada.md:3:120", (3, 136), "phones: two numbers in one item", _APART),
    ),
    passes(
        "NK209", "area-code-and-pause", {"people/ada.md": person('phones: ["030/123456", "+44 20 7946 0018,,123"]\n')}
    ),
    passes("NK209", "separators-and-extension", {"people/ada.md": person('phones: ["+44 (20) 7946-0018 x12", 112]\n')}),
    fails(
        "NK210",
        "schemes",
        {
            "people/ada.md": person("links:\n  home: www.example.org\n  chat: javascript:alert(1)\n"),
            "orgs/acme.md": _org("links: {web: 'ftp://acme.example'}\n"),
        },
        at("orgs/acme.md:3:14", (3, 34), f"links.web: {_URL}", _COPY),
        at("people/ada.md:4:9", (4, 24), f"links.home: {_URL}", _COPY),
        at("people/ada.md:5:9", (5, 28), f"links.chat: {_URL}", _COPY),
    ),
    passes(
        "NK210",
        "http-and-https",
        {"people/ada.md": person("links: {home: 'http://example.org', code: 'HTTPS://bücher.example:8080/a?b#c'}\n")},
    ),
    fails(
        "NK211",
        "near",
        {
            "jobs/acme.md": _job("kind: Contract\n"),
            "people/ada.md": person("worked_with:\n  - {job: acme, as: managr}\n  - {job: acme, as: boss}\n"),
        },
        at(
            "jobs/acme.md:3:7",
            (3, 15),
            "kind: not one of the known values",
            "did you mean 'contract'? it is one of: contract, employment, volunteer",
        ),
        at(
            "people/ada.md:4:21",
            (4, 27),
            "worked_with[1].as: not one of the known values",
            f"did you mean 'manager'? it is one of: {_RELATIONS}",
        ),
        at(
            "people/ada.md:5:21",
            (5, 25),
            "worked_with[2].as: not one of the known values",
            f"it is one of: {_RELATIONS}",
        ),
    ),
    passes(
        "NK211",
        "known",
        {
            "jobs/acme.md": _job("kind: volunteer\n"),
            "people/ada.md": person('worked_with: [{job: acme, as: "other-team"}]\n'),
        },
    ),
    fails(
        "NK212",
        "names",
        {
            "jobs/acme.md": _ACME,
            "people/ada.md": person(
                "introduced_by: Alan Sample\nknows: [ada--b, {id: a_b}]\nworked_with: [{job: Acme}]\n"
            ),
        },
        at("people/ada.md:3:16", (3, 27), f"introduced_by: {_ID}", _LOOK_UP),
        at("people/ada.md:4:9", (4, 15), f"knows[1].id: {_ID}", _LOOK_UP),
        at("people/ada.md:4:22", (4, 25), f"knows[2].id: {_ID}", _LOOK_UP),
        at("people/ada.md:5:21", (5, 25), f"worked_with[1].job: {_ID}", _LOOK_UP),
    ),
    passes(
        "NK212",
        "obsidian-link",
        {
            "people/ada.md": person('knows: ["[[alan-2]]", "[[alan-2|Alan]]"]\n'),
            "people/alan-2.md": person(name="Alan"),
        },
    ),
    fails(
        "NK213",
        "no-name",
        {
            "people/ada.md": person("timezone: GMT+1 or so\n"),
            "people/alan.md": person("timezone: ../../etc/passwd\n", name="Alan"),
        },
        at("people/ada.md:3:11", (3, 22), f"timezone: {_ZONE}", _CITY),
        at("people/alan.md:3:11", (3, 27), f"timezone: {_ZONE}", _CITY),
    ),
    passes("NK213", "known", {"people/ada.md": person("timezone: America/Argentina/Buenos_Aires\n")}),
    fails(
        "NK214",
        "url",
        {"orgs/acme.md": _org('domains: ["https://acme.example", acme.example, "@acme.example"]\n')},
        at("orgs/acme.md:3:11", (3, 33), f"domains[1]: {_DOMAIN}", _BEHIND),
        at("orgs/acme.md:3:49", (3, 64), f"domains[3]: {_DOMAIN}", _BEHIND),
    ),
    passes(
        "NK214", "sub-domains", {"orgs/acme.md": _org("domains: [Acme.Example, mail.acme.example, büro.example]\n")}
    ),
    fails(
        "NK215",
        "tomorrow",
        {"people/ada.md": person("birthday: 2024-06-02\n")},
        at("people/ada.md:3:11", (3, 21), "birthday: this day is in the future", _YEAR),
    ),
    passes(
        "NK215",
        "today-and-no-year",
        {
            "people/ada.md": person("birthday: 2024-06-01\n"),
            "people/alan.md": person("birthday: --12-31\n", name="Alan"),
        },
    ),
    fails(
        "NK218",
        "apple",
        {"people/ada.md": person("birthday: '1604-02-29'\n")},
        at(
            "people/ada.md:3:11",
            (3, 23),
            "birthday: 1604 is how Apple writes an unknown year",
            "write --MM-DD where you do not know the year",
        ),
    ),
    passes("NK218", "other-years", {"people/ada.md": person("birthday: 1904-02-29\n")}),
    fails(
        "NK216",
        "unknown",
        {
            "people/ada.md": person("location: NO\ncheck_ignore: [NK116, NK999, log-order]\n"),
            "jobs/acme.md": _job("check_ignore: [nk304]\n"),
        },
        at("jobs/acme.md:3:16", (3, 21), "check_ignore[1]: a rule's code is NK and three digits", _CODE),
        at("people/ada.md:4:23", (4, 28), "check_ignore: there is no such rule", _CODE),
        at("people/ada.md:4:30", (4, 39), "check_ignore[3]: a rule's code is NK and three digits", _CODE),
    ),
    fails(
        "NK216",
        "comment",
        {
            "people/ada.md": person(
                "",
                "<!-- netkeep: ignore NK999 -->\n<!-- netkeep: ignore -->\nWords <!-- netkeep: ignore log-order -->\n"
                "<!-- netkeep: ignore NK998,NK997 --> <!--netkeep: ignore NK996 --> <!-- netkeep: ignored -->\n",
            )
        },
        at("people/ada.md:4:22", (4, 27), "this comment: there is no such rule", _CODE),
        at("people/ada.md:5:1", (5, 25), "this comment accepts nothing: it names no code", _COMMENT),
        at("people/ada.md:6:7", (6, 41), "this comment accepts nothing: it names no code", _COMMENT),
        at("people/ada.md:7:22", (7, 27), "this comment: there is no such rule", _CODE),
        at("people/ada.md:7:28", (7, 33), "this comment: there is no such rule", _CODE),
    ),
    passes("NK216", "known", {"orgs/acme.md": _org("zzz: 1\ncheck_ignore: [NK201]\n")}),
    fails(
        "NK217",
        "finds-nothing",
        {
            "people/ada.md": person("check_ignore: [NK304, NK404]\n", "\n[[ada]] <!-- netkeep: ignore NK402 -->\n"),
            "jobs/acme.md": _job("check_ignore:\n  - NK303\n"),
        },
        at("jobs/acme.md:4:5", (4, 10), "accepts NK303, which finds nothing here", _UNUSED),
        at("people/ada.md:3:16", (3, 21), "accepts NK304, which finds nothing here", _UNUSED),
        at("people/ada.md:3:23", (3, 28), "accepts NK404, which finds nothing here", _UNUSED),
        at("people/ada.md:6:30", (6, 35), "accepts NK402, which finds nothing here", _UNUSED),
    ),
    passes("NK217", "in-the-file", {"people/ada.md": person("location: NO\ncheck_ignore: [NK116]\n")}),
    passes(
        "NK217",
        "across-files",
        {
            "people/ada.md": person("emails: [a@x.example]\ncheck_ignore: [NK404]\n"),
            "people/bob.md": person("emails: [a@x.example] # <!-- netkeep: ignore NK404 -->\n"),
        },
    ),
)


@each(CASES)
def test_fields(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)
