from pathlib import Path

import pytest

from netkeep.exchange.candidate import Extra, FactValue, Link
from netkeep.model.dates import Birthday
from netkeep.model.people import Email, Phone, Role
from tests.exchange.tables.reading import read, said

DESKTOP = """\
"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street",\
"Business City","Business Country/Region","Home City","Business Phone","Business Phone 2","Home Phone","Mobile Phone",\
"Business Fax","Assistant's Phone","Anniversary","Birthday","Categories","E-mail Address","E-mail Type",\
"E-mail Display Name","E-mail 2 Address","Gender","Initials","Notes","Priority","Private","Sensitivity","Web Page"
"Mr.","Bo","","Star","Jr.","Acme","Data","Plumber","1 High St","Leeds","UK","York","+44 20 7946 0018","","",\
"+44 7700 900018","","","0/0/00","14/5/1979","mentor;choir","bo@acme.example","SMTP","Bo Star (bo@acme.example)",\
"bo@home.example","Unspecified","B.S.","Hello","Normal","False","Normal","http://bo.example/a;b"
"","","","","","Acme","","","","","","","","","","","","","0/0/00","0/0/00","","info@acme.example","SMTP","","",\
"Unspecified","","","Normal","False","Normal",""
"""


def test_the_desktop(tmp_path: Path) -> None:
    reading = read(tmp_path, DESKTOP.encode("cp1252"), "outlook")
    assert [said(candidate) for candidate in reading.candidates] == [
        [
            ("name", "Bo Star Jr."),
            (
                "x",
                Extra(
                    "name_parts",
                    {"of": "Bo Star Jr.", "family": "Star", "given": "Bo", "prefix": "Mr.", "suffix": "Jr."},
                ),
            ),
            ("location", "York"),
            ("x", Extra("Business City", "Leeds")),
            ("x", Extra("Business Country/Region", "UK")),
            ("roles", Role("Acme", "Plumber", "Data")),
            ("x", Extra("Business Street", "1 High St")),
            ("phones", Phone("+44 20 7946 0018", "work")),
            ("phones", Phone("+44 7700 900018", "mobile")),
            ("birthday", Birthday(5, 14, 1979)),
            ("tags", "mentor"),
            ("tags", "choir"),
            ("emails", Email("bo@acme.example")),
            ("emails", Email("bo@home.example")),
            ("note", "Hello"),
            ("links", Link("website", "http://bo.example/a;b")),
        ]
    ]
    assert (reading.problems, reading.counts) == ((), {"rows": 2, "organisations": 1})


def test_the_web_has_the_month_first(tmp_path: Path) -> None:
    table = "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Birthday\nBo,,Star,Dr.,,Bobo,3/4/1990\n"
    assert said(read(tmp_path, table, "outlook").candidates[0]) == [
        ("name", "Dr. Bo Star"),
        ("x", Extra("name_parts", {"of": "Dr. Bo Star", "family": "Star", "given": "Bo", "prefix": "Dr."})),
        ("aliases", "Bobo"),
        ("birthday", Birthday(3, 4, 1990)),
    ]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (
            (
                "Anrede;Vorname;Nachname;Firma;Abteilung;Position;Ort geschäftlich;Telefon geschäftlich;Mobiltelefon;"
                "E-Mail-Adresse;E-Mail 2: Adresse;Geburtstag;Kategorien;Notizen;Webseite;Privat"
            ),
            "cp1252",
        ),
        (
            (
                "Titre;Prénom;Nom;Société;Service;Titre1;Ville (bureau);Téléphone (bureau);Tél. mobile;"
                "Adresse de messagerie;Adresse de messagerie 2;Anniversaire;Catégories;Notes;Page Web;Privé"
            ),
            "utf-8-sig",
        ),
        (
            (
                "Tratamiento;Nombre;Apellidos;Organización;Departamento;Puesto;Ciudad de trabajo;Teléfono del trabajo;"
                "Número de móvil;Dirección de correo electrónico;Dirección del correo electrónico 2;Cumpleaños;"
                "Categorías;Notas;Página Web;Privado"
            ),
            "utf-8",
        ),
        (
            (
                "Titolo;Nome;Cognome;Società;Reparto;Posizione;Città (uff.);Ufficio;Cellulare;"
                "Indirizzo posta elettronica;Indirizzo posta elettronica 2;Compleanno;Categorie;Notes;"
                "Pagina Web;Privato"
            ),
            "utf-16",
        ),
        (
            (
                "Titel;Voornaam;Achternaam;Bedrijf;Afdeling;Functie;Plaats (werk);Telefoon op werk;Mobiele telefoon;"
                "E-mailadres;E-mailadres 2;Verjaardag;Categorieën;Notities;Webpagina;Privé"
            ),
            "utf-8",
        ),
        (
            (
                "Título;Nome;Sobrenome;Empresa;Departamento;Cargo;Cidade comercial;Telefone comercial;Telefone celular;"
                "Endereço de e-mail;Endereço de e-mail 2;Aniversário;Categorias;Anotações;Página da Web;Privado"
            ),
            "utf-8",
        ),
    ],
    ids=["German", "French", "Spanish", "Italian", "Dutch", "Portuguese"],
)
def test_other_languages(tmp_path: Path, header: str, encoding: str) -> None:
    row = (
        "Dr.;Åsa;Müller;Acme;Data;Engineer;Leeds;+44 20 7946 0018;+44 7700 900018;a@acme.example;a@home.example;"
        "14.05.1979;mentor;Hello;www.asa.example;x"
    )
    reading = read(tmp_path, f"{header}\r\n{row}\r\n".encode(encoding), "outlook")
    wanted: list[tuple[str, FactValue]] = [
        ("name", "Dr. Åsa Müller"),
        ("x", Extra("name_parts", {"of": "Dr. Åsa Müller", "family": "Müller", "given": "Åsa", "prefix": "Dr."})),
        ("location", "Leeds"),
        ("roles", Role("Acme", "Engineer", "Data")),
        ("phones", Phone("+44 20 7946 0018", "work")),
        ("phones", Phone("+44 7700 900018", "mobile")),
        ("emails", Email("a@acme.example")),
        ("emails", Email("a@home.example")),
        ("birthday", Birthday(5, 14, 1979)),
        ("tags", "mentor"),
        ("note", "Hello"),
        ("links", Link("website", "https://www.asa.example")),
    ]
    assert said(reading.candidates[0]) == wanted
    assert reading.problems == ()
