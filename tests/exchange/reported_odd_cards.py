"""The same, for cards as Apple, Android, Proton and other programs write them, and for cards that belong together."""

from unittest.mock import ANY

from tests.exchange.reported import Reported

GABRIEL = "Dr. Gabriel José de la Concordia Gabo García Márquez Jr. M.D."

ODD_CARDS = (
    Reported(
        "c54-khard38.vcf",
        "vcard",
        [
            {
                "name": GABRIEL,
                "parts": {
                    "family": "García Márquez",
                    "given": "Gabriel",
                    "additional": ["José de la Concordia", "Gabo"],
                    "prefix": "Dr.",
                    "suffix": ["Jr.", "M.D."],
                },
                "emails": ["Agencia: gabo@sample.example"],
                "phones": [
                    "cell: +57 300 5550101",
                    "cell: +57 300 5550102",
                    "work: +57 1 5550103",
                    "work: +57 1 5550104",
                    ANY,  # the type x-voice is a word for "no label" as much as a label of its own
                ],
                "links": {"x": "http://twitter.com/gabo"},
                "location": "Bogotá, Colombia",
                "birthday": "--03-06",
                "roles": ["Autor @ Editorial Sample / Ventas"],
                "note": "Line 1\nLine 2, with comma",
                "x": ("keep me", "Mercedes", "2010-05-06", "Garthia", "door 5", "Calle 2", "Cartagena"),
            }
        ],
    ),
    Reported(
        "c55-android-qp.vcf",
        "vcard",
        [
            {"name": ANY, "aliases": ANY, "parts": ANY, "phones": ["cell: +71234567890"]},
            {"name": "Forrest Sample", "aliases": ANY, "phones": ["cell: +12025550155"], "x": ("Mum",)},
            {"name": "Matěj Ceplz", "emails": ["matej@ceplz.example"], "phones": ANY, "birthday": "--05-20"},
            {
                "name": "Max Musterz",
                "phones": ["cell: +4917111100"],
                "note": "Mobile Groups: Coworkers;",
                "x": ("ef1701",),
            },
            {
                "name": "Ігор Загорскі",
                "parts": {"given": "Ігор Загорскі"},
                "phones": ["cell: +380501110001"],
            },
            {
                "name": "Коммерческий Автобус Москва-Осташков",
                "parts": {"given": "Коммерческий Автобус Москва-Осташков"},
                "phones": ["cell: +70000000000"],
            },
        ],
    ),
    Reported(
        "c56-proton-misc.vcf",
        "vcard",
        [
            {
                "name": "Alice Wonderz",
                "emails": ["alice@wonderz.example"],
                "phones": ["cell: +46 70 555 0100"],
                "birthday": "1980-01-01",
                "tags": ["Friends"],
                "roles": ["Wonder Co"],
                "x": ("2010-02-03", "sv"),
            },
            {
                "name": "Ccjk Kelloggz",
                "emails": ["home: olivier@azz.example"],
                "phones": ["home: +3325"],
                "links": {"website": "http://192.168.1.101:3000/ccjklll"},
                "roles": ["Ghhhgf @ Black"],
            },
            {
                "name": "Derik Stenersonz",
                "emails": ["d@stenersonz.example"],
                "birthday": "1963-09-21",
                "roles": ["Open Text Inc."],
            },
            {
                "name": "Mr Testz",
                "emails": ["home@testz.example", "other@testz.example"],  # TYPE stands within PREF there
                "phones": ["+61 2 5550 1000"],
                "location": "Sydney, Australia",
                "x": ("1 Sample St",),
            },
            {"name": "Sarah Millerz", "emails": ["home: sarah@millerz.example"]},
            {"name": "Zero Bdayz", "emails": ["zero@bdayz.example"], "birthday": "1970-01-01"},
            {
                "name": "山田太郎",
                "aliases": ["Taro Yamadaz"],
                "parts": ANY,
                "pronouns": "he/him",
                "emails": ["taro@yamadaz.example"],
                "links": {"mastodon": "https://example.com/@taro"},
                "timezone": "Asia/Tokyo",
                "roles": ANY,
                "x": ("---12", "Please contact my assistant"),
            },
        ],
    ),
    Reported(
        "c59-titles.vcf",
        "vcard",
        [
            {
                "name": "Dipl.-Ing. Olaf Diplomz",
                "parts": {"family": "Diplomz", "given": "Olaf", "prefix": "Dipl.-Ing."},
                "emails": ["olaf@titelz.example"],
            },
            {
                "name": "Ed Suffixz PhD",
                "parts": {"family": "Suffixz", "given": "Ed", "suffix": "PhD"},
                "aliases": ANY,
                "emails": ["ed@titelz.example"],
            },
            {
                "name": "Jan Anredez",
                "parts": {"family": "Anredez", "given": "Jan", "prefix": "Herr"},
                "aliases": ANY,
                "emails": ["jan@titelz.example"],
            },
            {
                "name": "Maria Anna Zweitz",
                "parts": {"family": "Zweitz", "given": "Maria", "additional": "Anna"},
                "emails": ["ma@titelz.example"],
            },
            {
                "name": "Prof. Dr. Ute Titelz",
                "parts": {"family": "Titelz", "given": "Ute", "prefix": "Prof. Dr."},
                "emails": ["ute@titelz.example"],
            },
        ],
    ),
    Reported(
        "c64-phone.vcf",
        "vcard",
        [
            {
                "name": "Uma Twofilez",
                "emails": ["home: uma@home.example", "work: uma@work.example"],
                "phones": ["cell: +44 7700 900111"],
                "birthday": "1980-02-03",
                "tags": ["friends"],
                "roles": ["Workco"],
                "note": "met at the fair",
            },
            {"name": "Vic Otherz", "emails": ["vic@otherz.example"]},
        ],
    ),
    Reported(
        "c64-businesscard.vcf",
        "vcard",
        [
            {
                "name": "Uma Twofilez",
                "emails": ["uma@work.example"],
                "phones": ["work: +44 20 7946 0999"],
                "roles": ["CTO @ Newco"],
            }
        ],
    ),
    Reported(
        "c66-dups.vcf",
        "vcard",
        [
            {
                "name": "Yara Dupz",
                "emails": ["yara@dupz.example"],
                "phones": ["cell: +44 7700 900131", "work: +44 7700 900132"],
                "roles": ["Dupco"],
            },
            {"name": "Zed Dupz", "emails": ["zed@dupz.example"], "phones": ["+44 7700 900133"]},
        ],
        ordered=False,
    ),
)
