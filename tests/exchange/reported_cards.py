"""What the cards of the corpus's folder ``reported/`` should give, as its README says."""

from unittest.mock import ANY

from tests.exchange.reported import Reported

LANDLINE, FAMILY = "home: +49 30 5550 4321", "home: family@landline.example"
JOHN_SAMPLER = """\
> first line; still first
> second line\\nd not new
>
> - a list item
> ## Log
> - 2020-01-01 call: injected"""

CARDS = (
    Reported(
        "c01-org-only.vcf",
        "vcard",
        orgs={"Cafe Sample": ("info@cafe-sample.example", "2025550142", "405 Sample ST NW", "www.cafe-sample.example")},
    ),
    Reported(
        "c05-apple-showas-company.vcf",
        "vcard",
        [
            {
                "name": "Dr. Hans von Beispiel",
                "parts": {"family": "von Beispiel", "given": "Hans", "prefix": "Dr."},
                "emails": ["work: vbeispiel.h@muster.example"],
                "phones": ["work: +49 931 5550 751", "cell: +49 171 5550 095"],
                "links": ANY,  # its label is "$!!$"
                "location": "Würzburg, Germany",
                "tags": ["Personal Address Book"],
                "roles": ["Muster Vertrieb Deutschland GmbH / Vertriebsspezialist Systeme"],
                "x": ("Oberer Musterweg 14",),
            }
        ],
    ),
    Reported("c06-apple-inc.vcf", "vcard", orgs={"Pear Inc.": ("1-800-555-0199", "1 Infinite Sample")}),
    Reported(
        "c12-ablabel-types.vcf",
        "vcard",
        [
            {
                "name": "Label Sample",
                "phones": ["work: +49 1234 556678", "cell: +49 1234 556679", "work: +49 1234 556677"],
            }
        ],
    ),
    Reported(
        "c13-bday-1604.vcf",
        "vcard",
        [
            {"name": "Google Text", "emails": ["gt@bday.example"], "birthday": "--06-26"},
            {"name": "Johanna Sampleman", "phones": ["cell: 0160 5550 395"], "birthday": "--06-26"},
            {"name": "John Sampleman", "phones": ["cell: 0123456789"], "birthday": "--06-26"},
            {"name": "Text Bday", "emails": ["text@bday.example"], "birthday": "--06-26"},
        ],
    ),
    Reported("c13b.vcf", "vcard", [{"name": "Johanna Sampleman", "birthday": "--06-26"}]),
    Reported("c14b-tel-only.vcf", "vcard", [{"name": "+44 7700 900123", "phones": ["cell: +44 7700 900123"]}]),
    Reported(
        "c17-notes.vcf",
        "vcard",
        [
            {
                "name": "Bob Test",
                "phones": ["cell: +441632960001"],
                "note": "Some note, with comma; and semicolon",
            },
            {
                "name": "John Sampler",
                "emails": ["home: johnsampler@mail.example"],
                "phones": ["cell: +1 2025550101", "+44 1632960002"],
                "birthday": "1911-11-11",
                "note": JOHN_SAMPLER,
                "x": ("Street 77\\,12345 Town", "Street 77\\n12345 Town"),
            },
        ],
    ),
    Reported(
        "c18-phone-pause.vcf",
        "vcard",
        [
            {
                "name": "Pause Sample",
                "phones": [
                    "home: +1-202-555-0126;ext=102",
                    "cell: +1 202 555 0123,,456#",
                    "work: +1-202-555-0124;ext=77",
                    "home: +1-202-555-0125;ext=78",
                    "work: (0)20 7946 0018 ext. 12",
                    "cell: +49 171 5550 001",
                    "work fax: 205246;;,;",
                ],
                "x": ("*100#",),
            }
        ],
    ),
    Reported(
        "c20-vaddressbook.vcf",
        "vcard",
        [
            {"name": "Jane Dodo", "emails": ["jane@dodo.example"]},
            {"name": "Joe Dodo", "phones": ["cell: 00123455677"]},
        ],
    ),
    Reported(
        "c21b-same-uid.vcf",
        "vcard",
        [
            {
                "name": "Foo Barson",
                "emails": ["foo@barson.example"],
                "birthday": "1970-01-02",
                "roles": ["Alpha"],
                "note": "note of Foo",
            },
            {
                "name": "Quite Different",
                "emails": ["quite@different.example"],
                "phones": ["+12025550188"],
                "birthday": "1980-03-04",
                "roles": ["Beta"],
                "note": "note of Quite",
            },
        ],
    ),
    Reported(
        "c22-apple-group.vcf",
        "vcard",
        [
            {"name": "Member Eins", "emails": ["eins@group.example"]},
            {"name": "Member Zwei", "emails": ["zwei@group.example"]},
        ],
        told=("1 group",),
    ),
    Reported(
        "c23-kind-group.vcf",
        "vcard",
        [{"name": "Jane Sampleson"}, {"name": "John Sampleson"}],
        told=("2 groups",),
    ),
    Reported(
        "c24-last-name-only.vcf",
        "vcard",
        [
            {"name": "Fore Back", "emails": ["fore@back.example"]},
            {
                "name": "Peter Paul Sample",
                "parts": {"family": "Sample", "given": "Peter", "additional": "Paul"},
                "emails": ["home: pp@trash.example"],
                "phones": ["home: +4317654321"],
            },
            {"name": "Plumber", "parts": {"family": "Plumber"}, "phones": ["cell: +12025550131"]},
            {
                "name": "Z New Kni Bz Rp: Wr.no",
                "parts": {"family": "Rp: Wr.no", "given": "Z New Kni Bz"},
                "phones": ["main: +919999999999"],
            },
        ],
    ),
    Reported(
        "c25-endbegin.vcf",
        "vcard",
        [
            {
                "name": "Les affiches de la Haute-Sample",
                "emails": ["work: email@affiches.example"],
                "phones": ["0633513887"],
                "tags": ["diffusion-presse"],
            },
            {"name": "Vosges Sample", "emails": ["work: email@vosges.example"], "tags": ["diffusion-presse"]},
        ],
    ),
    Reported(
        "c25c-cat.vcf",
        "vcard",
        [
            {"name": "Cat One", "emails": ["one@cat.example"], "note": "private remark about One"},
            {"name": "Cat Two", "emails": ["two@cat.example"], "birthday": "1980-01-01", "roles": ["Other"]},
        ],
    ),
    Reported(
        "c26-org-comma.vcf",
        "vcard",
        [
            {
                "name": "Ines Trailing",
                "emails": ["ines@trailing.example"],
                "roles": ["Ärztin; Chefin @ Trailing GmbH"],
                "x": ("Boss",),
            },
            {
                "name": "Karen Adler",
                "phones": ["cell: +49 (171) 5550112"],
                "location": "Musterstadt",
                "birthday": "1979-03-04",
                "x": ("Musterweg 1",),
            },
            {
                "name": "Olga Comma",
                "emails": ["olga@comma.example"],
                "roles": ["Head, Sales & Ops @ Example, Inc. / North West, Sales"],
            },
        ],
    ),
    Reported(
        "c28b-cp1252-param-utf8-bytes.vcf",
        "vcard",
        [
            {
                "name": "Jöhn Doë",
                "emails": ["home: square@mail.example", "work: inbox@square.example"],
                "phones": ["work: +123456789"],
                "location": "Hometown, Cayman Islands",
                "roles": ["square.example"],
                "note": "The notes...",
                "x": ("The street",),
            }
        ],
    ),
    Reported(
        "c29b-utf16be-nobom.vcf",
        "vcard",
        [
            {"name": "Zażółć Żółć", "emails": ["z@utf16.example"]},
            {"name": "Åse Østgård", "emails": ["aase@utf16.example"]},
        ],
        options=("--encoding", "utf-16-be"),
    ),
    Reported(
        "c34-family.vcf",
        "vcard",
        [
            {"name": "Anna Landline", "emails": [FAMILY], "phones": [LANDLINE, "cell: +49 171 5550 411"]},
            {"name": "Bernd Landline", "emails": [FAMILY], "phones": [LANDLINE, "cell: +49 171 5550 412"]},
        ],
    ),
    Reported(
        "c34b-shared-phone.vcf",
        "vcard",
        [
            {"name": "Anna Landline", "phones": [LANDLINE, "cell: +49 171 5550 411"]},
            {"name": "Bernd Landline", "phones": [LANDLINE, "cell: +49 171 5550 412"]},
            {"name": "Clara Reception", "phones": [LANDLINE]},
        ],
    ),
)
