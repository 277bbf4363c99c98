"""What a column is for, by its name: in English, German, French, Spanish, Italian, Dutch and Portuguese.

Names are compared without case, accents and punctuation. ``Telefon geschäftlich 2`` is a ``Telefon``, and its label is
``work``: words that say of whom or where are taken away, and what is left is looked up.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from netkeep.model.names import fold


class Target(NamedTuple):
    """What a column says: the part of a person, its label, and what it belongs together with."""

    part: str
    label: str | None = None
    group: str = ""


_NAMES: Final = """
name: name, fullname, displayname, contact, contactname, person, personname, vollstandigername, anzeigename, nomcomplet,
    nombrecompleto, nomecompleto, nomevisualizzato, naam, volledigenaam, weergavenaam, nomedeexibicao
first: firstname, givenname, forename, first, vorname, rufname, prenom, nombre, nome, voornaam, primeironome,
    nomeproprio
middle: middlename, additionalname, middle, weiterevornamen, zweitervorname, deuxiemeprenom, segundonombre,
    secondonome, middelstenaam, tweedevoornaam, segundonome, nomedomeio
last: lastname, surname, familyname, last, nachname, familienname, zuname, nom, nomdefamille, apellido, apellidos,
    cognome, achternaam, sobrenome, apelido, ultimonome
prefix: nameprefix, prefix, salutation, courtesytitle, anrede, titel, civilite, tratamiento, titolo, aanhef, tratamento
suffix: namesuffix, suffix, namenszusatz, suffixe, sufijo, suffisso, achtervoegsel, sufixo
aliases: aliases, alias, nickname, nicknames, aka, alsoknownas, formername, maidenname, spitzname, geburtsname, surnom,
    apodo, soprannome, bijnaam, alcunha
pronouns: pronouns, pronomen, pronoms, pronombres, pronomi, voornaamwoorden, pronomes
emails: emails, email, mail, mails, emailadresse, emailaddress, courriel, messagerie, correo, correoelectronico,
    postaelettronica, emailadres, correioeletronico, correioelectronico
phones: phones, phone, telephone, tel, phonenumber, telefon, telefonnummer, telefono, telefoon, telefoonnummer, telefone
links: links, link, website, websites, web, webpage, homepage, url, urls, site, blog, webseite, siteweb, sitioweb,
    paginaweb, sitoweb, webpagina, paginadaweb, pagina
location: location, place, standort, lieu, ubicacion, luogo, locatie, localizacao
city: city, town, ort, stadt, wohnort, ville, ciudad, localidad, citta, plaats, woonplaats, cidade, localidade
region: state, province, region, county, stateprovince, bundesland, departement, provincia, estado, provincie, regiao
country: country, countryregion, land, landregion, pays, paysregion, pais, paisregion, paese, paeseregione, paisregiao
timezone: timezone, zeitzone, fuseauhoraire, zonahoraria, fusoorario, tijdzone, fusohorario
birthday: birthday, birthdate, dateofbirth, dob, born, geburtstag, geburtsdatum, anniversaire, datedenaissance,
    cumpleanos, fechadenacimiento, compleanno, datadinascita, verjaardag, geboortedatum, aniversario, datadenascimento,
    datadeaniversario
tags: tags, tag, labels, label, categories, category, groups, group, groupmembership, kategorien, kategorie,
    schlagworter,
    gruppen, etiquettes, groupes, categorias, etiquetas, grupos, categorie, etichette, gruppi, categorieen, groepen
note: note, notes, comment, comments, remarks, notizen, notiz, bemerkungen, bemerkung, kommentar, remarques,
    commentaire, commentaires, notas, comentarios, notities, opmerkingen, observacoes, anotacoes
org: org, company, companyname, organization, organisation, organizationname, organisationname, employer, firm,
    currentcompany, firma, unternehmen, arbeitgeber, societe, entreprise, employeur, empresa, compania, organizacion,
    societa, azienda, ditta, organizzazione, bedrijf, organisatie, werkgever, organizacao, companhia
title: title, jobtitle, position, role, occupation, jobrole, organizationtitle, beruf, stelle, funktion,
    berufsbezeichnung,
    titre, fonction, poste, profession, cargo, puesto, posizione, qualifica, mansione, functie, beroep, profissao
team: team, department, organizationdepartment, abteilung, service, departamento, reparto, afdeling
from: from, startdate, rolestart
to: to, enddate, roleend
uid: uid
more_roles: moreroles
worked_with: workedwith
introduced_by: introducedby
knows: knows
cadence: cadence
paused_until: pauseduntil
private: private
archived: archived
check_ignore: checkignore
x: x
log: log
"""
_SERVICES = """
    linkedin github gitlab codeberg bluesky mastodon twitter facebook instagram threads youtube xing orcid
    stackoverflow telegram meetup
    """
SERVICES: Final = tuple(_SERVICES.split())
_FILLING = "de del da di do d o of the op primary main 1 2 3 4 5 6 7 8 9"
_OF_TYPE = {
    "emails": "address adresse adres direccion indirizzo endereco",
    "phones": "number nummer numero nr no",
    "links": "url profile profil perfil profilo profiel address link page",
}
_LABELS: Final = {
    "work": """business work office company geschaftlich dienstlich beruflich arbeit bureau travail professionnel pro
        trabajo laboral uff ufficio lavoro werk zakelijk comercial trabalho""",
    "home": """home private privat personal domicile perso personnel particular domicilio casa abitazione privato ab
        personale thuis prive residencial pessoal""",
    "mobile": """mobile cell cellphone handy mobil mobiltelefon handynummer mobilnummer portable movil cellulare mobiel
        mobieltje mobiele gsm celular telemovel""",
    "fax": "fax telefax telecopie",
    "pager": "pager",
    "other": "other weitere weiteres autre otro otra altro andere overig outro",
}
_LABEL_OF: Final = {word: label for label, words in _LABELS.items() for word in words.split()}
_FILLERS: Final = frozenset(_FILLING.split())
_TYPED: Final = {part: frozenset(words.split()) for part, words in _OF_TYPE.items()}
_REACH = frozenset({"mobile", "fax", "pager"})
_WORD = re.compile(r"[^\W_]+")
PARTS: Final = tuple(line.partition(":")[0] for line in _NAMES.strip().splitlines() if not line.startswith(" "))


def _stems() -> Mapping[str, str]:
    found: dict[str, str] = {}
    part = ""
    for line in _NAMES.strip().splitlines():
        head, colon, words = line.partition(":")
        part, names = (head, words) if colon else (part, line)
        found |= {name.strip(): part for name in names.split(",") if name.strip()}
    return MappingProxyType(found)


STEMS: Final = _stems()
"""Every name of a column that is known -> the part of a person that it says, as :func:`key` gives them."""


def key(header: str) -> str:
    """Give the form in which two names of a column are the same."""
    return "".join(_WORD.findall(fold(header)))


@lru_cache(maxsize=4096)
def target(header: str) -> Target | None:
    """Tell what a column is for, or None."""
    folded = key(header[:200])
    if part := STEMS.get(folded):
        return Target(part)
    words = _WORD.findall(fold(header[:200]))
    label = next((_LABEL_OF[word] for word in words if word in _LABEL_OF), None)
    rest = [word for word in words if word not in _LABEL_OF and word not in _FILLERS]
    if service := next((word for word in rest if word in SERVICES), None):
        typed = [word for word in rest if word != service and word not in _TYPED["links"]]
        return None if typed else Target("links", "x" if service == "twitter" else service)
    return _by_rest(rest, label)


def _by_rest(rest: list[str], label: str | None) -> Target | None:
    if label in _REACH and _TYPED["phones"].issuperset(rest):
        return Target("phones", label)
    part = STEMS.get("".join(rest)) or next(
        (
            kind
            for kind, words in _TYPED.items()
            if STEMS.get("".join(word for word in rest if word not in words)) == kind
        ),
        None,
    )
    if part in {"city", "region", "country"}:
        return Target(part, None, label or "")
    if part in {"emails", "phones"}:
        return Target(part, label)
    return Target("links") if part == "links" else None
