"""The target of a column, by its name, in any of the languages of ``columns.toml``.

Names are compared without case, accents and punctuation. ``Telefon geschäftlich 2`` is a ``Telefon`` with the label
``work``: words that say whose or where it is are removed, and the rest is looked up.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from netkeep.exchange.importers.table.vocabulary import key, vocabulary, words

__all__ = ["SERVICES", "Target", "key", "rank", "target"]


class Target(NamedTuple):
    """What a column is for: a part of a person, its label, and the group of columns that it belongs to."""

    part: str
    label: str | None = None
    group: str = ""


_SERVICES = """
    linkedin github gitlab codeberg bluesky mastodon twitter facebook instagram threads youtube xing orcid
    stackoverflow telegram meetup
    """
SERVICES: Final = tuple(_SERVICES.split())
_FILLING = """
    de del da di do d o of the op mailing primary main secondary alternate alternative 1 2 3 4 5 6 7 8 9
    principal principale primaria primario primar primare primarer secundaria secundario secondaire secondaria
    secondario premiere deuxieme primera segunda prima seconda eerste tweede sekundar sekundare
    primaer primaert primaere sekundaer
    """
_OF_TYPE = {
    "emails": "address adresse adres adresa adress direccion indirizzo endereco",
    "phones": "number nummer numero numer nr no cislo numarasi",
    "links": "url profile profil perfil profilo profiel address link page",
    "city": "address adresse adresa adres",
}
_LABELS: Final = {
    "work": """business work office company geschaftlich dienstlich beruflich arbeit bureau travail professionnel pro
        trabajo laboral uff ufficio lavoro werk zakelijk comercial trabalho profissional arbete arbejde arbeid arb tyo
        biuro praca sluzbowy zam zamestnani zamestnania prace pracovni раб рабочий робочий роб служебный
        会社 勤務先 商务地址 商務 근무지 근무처 hivatali hivatal munkahelyi munkahely is""",
    "home": """home private privat personal domicile perso personnel particular domicilio casa abitazione privato ab
        personale thuis prive residencial residencia heime pessoal hem hjem priv bostad koti dom domowy domu domov дом
        домашний домашній 自宅 住宅地址 住家 집 otthoni otthon lakas ev""",
    "mobile": """mobile cell cellphone handy mobil mobiltelefon handynummer mobilnummer portable movil cellulare mobiel
        mobieltje mobiele gsm celular telemovel komorkowy komorka mobilni mobilny мобильный сотовый
        переносной мобільний cep""",
    "fax": """fax telefax telecopie faks faksu faksi telefaks faxnummer faxnumber faxovy факс faxszam 传真 傳真 팩스""",
    "pager": "pager пейджер personsokare personsoger personsoker beeper",
    "other": """other weitere weiteres weiterer autre otro otra altro altra andere overig outro outra annan annat anden
        andet annen muu inny jiny jine jina iny ine ina другой інша інший その他 其他地址 其他 기타 egyeb mas
        masik diger""",
}
_LABEL_OF: Final = {word: label for label, names in _LABELS.items() for name in names.split() for word in words(name)}
_STRONGEST = ("fax", "pager", "mobile")  # the kind of a number says more than where it is
_FILLERS: Final = frozenset(_FILLING.split())
_TYPED: Final = {part: frozenset(listed.split()) for part, listed in _OF_TYPE.items()}
_REACH = frozenset({"mobile", "fax", "pager"})
_PLACES = frozenset({"city", "region", "country"})


@lru_cache(maxsize=4096)
def target(header: str) -> Target | None:
    """Return the target of a column, or None."""
    if name := vocabulary().names.get(key(header)):
        return Target(name.part, name.label)
    header_words = words(header)
    rest = [word for word in header_words if word not in _LABEL_OF and word not in _FILLERS]
    if service := next((word for word in rest if word in SERVICES), None):
        typed = [word for word in rest if word != service and word not in _TYPED["links"]]
        return None if typed else Target("links", "x" if service == "twitter" else service)
    return _target_of_rest(rest, _label(header_words))


def rank(header: str) -> int:
    """Return how well a column's name fits its part; the lowest is the best."""
    name = vocabulary().names.get(key(header))
    return name.rank if name else 0


def _label(header_words: list[str]) -> str | None:
    labels = [_LABEL_OF[word] for word in header_words if word in _LABEL_OF]
    return next((label for label in _STRONGEST if label in labels), labels[0] if labels else None)


def _target_of_rest(rest: list[str], label: str | None) -> Target | None:
    if label in _REACH and _TYPED["phones"].issuperset(rest):
        return Target("phones", label)
    names = vocabulary().names
    name = names.get("".join(rest)) or next(
        (
            candidate
            for part, types in _TYPED.items()
            if (candidate := names.get("".join(word for word in rest if word not in types))) and candidate.part == part
        ),
        None,
    )
    if name is None:
        return None
    if name.part in _PLACES:
        return Target(name.part, None, label or "")
    if name.part in {"emails", "phones"}:
        return Target(name.part, label or name.label)
    return Target("links") if name.part == "links" else None
