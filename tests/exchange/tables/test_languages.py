"""Headers as Outlook and Thunderbird write them in each of their languages, in the encodings that they use."""

from pathlib import Path

import pytest

from netkeep.exchange.candidate import Extra, FactValue, Link
from netkeep.model.dates import Birthday
from netkeep.model.people import Email, Phone, Role
from tests.exchange.tables.reading import read, said

OUTLOOK = {
    "cp1252 de": (
        "Anrede|Vorname|Nachname|Firma|Abteilung|Position|Ort geschäftlich|Telefon geschäftlich|Telefon privat|"
        "Mobiltelefon|E-Mail-Adresse|E-Mail 2: Adresse|Geburtstag|Kategorien|"
        "Notizen|Webseite|E-Mail-Typ|Vertraulichkeit"
    ),
    "cp1252 fr": (
        "Civilité|Prénom|Nom|Société|Service|Titre|Ville (bureau)|"
        "Téléphone (bureau)|Téléphone (domicile)|Tél. mobile|"
        "Adresse de messagerie|Adresse de messagerie 2|Anniversaire|Catégories|Notes|Page Web|Type de messagerie|"
        "Critère de diffusion"
    ),
    "mac_roman es": (
        "Tratamiento|Nombre|Apellidos|Organización|Departamento|Puesto|"
        "Ciudad de trabajo|Teléfono del trabajo|Particular|"
        "Teléfono móvil|Correo electrónico|Dirección del correo electrónico 2|Cumpleaños|Categorías|Notas|Página web|"
        "Nombre de pantalla de correo electrónico|Confidencialidad"
    ),
    "cp1252 it": (
        "Titolo|Nome|Cognome|Società|Reparto|Posizione|Città (uff.)|Ufficio|Abitazione|Cellulare|"
        "Indirizzo posta elettronica|Indirizzo posta elettronica 2|Compleanno|Categorie|Note|Pagina Web|"
        "Tipo posta elettronica|Riservatezza"
    ),
    "cp1252 pt": (
        "Tratamento|Primeiro nome|Sobrenome|Empresa|Departamento|Cargo|Cidade comercial|Telefone comercial|"
        "Telefone residencial|Telefone celular|Endereço de e-mail|Endereço de email 2|Data de nascimento|Categorias|"
        "Anotações|Página da Web|Tipo de email|Sensibilidade"
    ),
    "cp1252 nl": (
        "Titel|Voornaam|Achternaam|Bedrijf|Afdeling|Functie|Werkadres, plaats|Telefoon op werk|Telefoon thuis|"
        "Mobiele telefoon|E-mailadres|E-mailadres 2|Verjaardag|Categorieën|Notities|Webpagina|E-mailtype|Gevoeligheid"
    ),
    "cp1252 sv": (
        "Titel|Förnamn|Efternamn|Företag|Avdelning|Befattning|Ort, arbete|Arbete|Hem|Mobiltelefon|E-postadress|"
        "E-postadress 2|Födelsedag|Kategorier|Anteckningar|Webbsida|E-posttyp|Känslighet"
    ),
    "cp1252 da": (
        "Titel|Fornavn|Efternavn|Firma|Afdeling|Stilling|By (arbejde)|"
        "Telefon (arbejde)|Telefon (privat)|Mobiltelefon|"
        "E-mail-adresse|E-mail 2-adresse|Fødselsdag|Kategorier|Notater|webside|E-mail-type|Følsomhed"
    ),
    "cp1252 nb": (
        "Tittel|Fornavn|Etternavn|Firma|Avdeling|Stilling|Adresse, arb.: Poststed|Telefon, arb.|Telefon, priv.|"
        "Mobiltelefon|E-postadresse|E-postadresse 2|Fødselsdag|Kategorier|Notater|Webside|E-posttype|Følsomhet"
    ),
    "cp1252 fi": (
        "Titteli|Etunimi|Sukunimi|Yritys|Osasto|Tehtävänimike|"
        "Postitoimipaikka (työ)|Työpuhelin|Kotipuhelin|Matkapuhelin|"
        "Sähköpostiosoite|Sähköpostiosoite 2|Syntymäpäivä|Luokat|Muistilaput|"
        "Web-sivu|Sähköpostin laji|Luottamuksellisuus"
    ),
    "cp1250 pl": (
        "Tytuł|Imię|Nazwisko|Firma|Dział|Stanowisko|Adres służbowy - miejscowość|Telefon służbowy|Telefon domowy|"
        "Telefon komórkowy|Adres e-mail|Adres e-mail 2|Urodziny|Kategorie|Notatki|"
        "Strona sieci Web|Typ poczty e-mail|Płeć"
    ),
    "cp1250 cs": (
        "Titul|Jméno|Příjmení|Společnost|Oddělení|Funkce|Město (zam.)|Telefon (zam.)|Telefon domů|Mobilní telefon|"
        "E-mailová adresa|E-mailová adresa 2|Narozeniny|Kategorie|Poznámky|Webová stránka|Typ e-mailu|Utajení"
    ),
    "cp1250 hu": (
        "Cím|Utónév|Vezetéknév|Cég|Osztály|Beosztás|Város (hivatal)|Hivatali telefon|Otthoni telefon|Mobiltelefon|"
        "E-mail cím|2. e-mail cím|Születésnap|Kategóriák|Feljegyzések|Weblap|E-mail típusa|Tartalom"
    ),
    "cp1251 ru": (
        "Обращение|Имя|Фамилия|Организация|Отдел|Должность|Город (раб. адрес)|Рабочий телефон|Домашний телефон|"
        "Телефон переносной|Адрес эл. почты|Адрес 2 эл. почты|День рождения|Категории|Заметки|Веб-страница|"
        "Тип эл. почты|Краткое имя эл. почты"
    ),
    "cp1251 uk": (
        "Звернення|Ім'я|Прізвище|Організація|Відділ|Посада|Місто (роб. адреса)|Робочий телефон|Домашній телефон|"
        "Телефон мобільний|Адреса ел. пошти|Адреса 2 ел. пошти|День народження|Категорії|Нотатки|Веб-сторінка|"
        "Тип ел. пошти|Приватність"
    ),
    "cp1254 tr": (
        "Unvan|İlk Adı|Soyadı|Şirket|Bölüm|İş Unvanı|İş-Şehir|İş Telefon No|Ev Telefonu|Cep Telefonu|"
        "Elektronik Posta Adresi|Elektronik Posta 2 Adres|Doğum günü|Kategoriler|Notlar|Web Sayfası|"
        "Elektronik Posta Türü|Duyarlılık"
    ),
    "cp932 ja": (
        "肩書き|名|姓|会社名|部署|役職|市町村 (会社)|会社電話|自宅電話|携帯電話|電子メール アドレス|"
        "電子メール 2 アドレス|誕生日|分類|メモ|Web ページ|電子メールの種類|秘密度"
    ),
    "gb18030 zh": (
        "英文称谓|名|姓|单位|部门|职务|商务地址 市/县|商务电话|住宅电话|移动电话|电子邮件地址|电子邮件 2 地址|生日|"
        "类别|附注|网页|电子邮件类型|敏感度"
    ),
    "cp950 zh-tw": (
        "頭銜|名字|姓氏|公司|部門|職稱|商務 - 市/鎮|商務電話|住家電話|行動電話|電子郵件地址|電子郵件 2 地址|生日|"
        "類別|記事|網頁|電子郵件類型|優先順序"
    ),
    "cp949 ko": (
        "호칭(영문)|이름|성|회사|부서|직함|근무지 구/군/시|근무처 전화|집 전화 번호|휴대폰|전자 메일 주소|"
        "전자 메일 2 주소|생일|범주 항목|메모|웹 페이지|전자 메일 유형|우편물 종류"
    ),
}
ROW = (
    "Dr.|Ada|Example|Acme|Data|Engineer|Leeds|+44 20 7946 0018|+44 20 7946 0019|+44 7700 900018|a@acme.example|"
    "a@home.example|1979-05-14|mentor|Hello|www.ada.example|SMTP|x"
)
PARTS = {"of": "Dr. Ada Example", "family": "Example", "given": "Ada", "prefix": "Dr."}
FROM_OUTLOOK: list[tuple[str, FactValue]] = [
    ("name", "Dr. Ada Example"),
    ("x", Extra("name_parts", PARTS)),
    ("location", "Leeds"),
    ("roles", Role("Acme", "Engineer", "Data")),
    ("phones", Phone("+44 20 7946 0018", "work")),
    ("phones", Phone("+44 20 7946 0019", "home")),
    ("phones", Phone("+44 7700 900018", "mobile")),
    ("emails", Email("a@acme.example")),
    ("emails", Email("a@home.example")),
    ("birthday", Birthday(5, 14, 1979)),
    ("tags", "mentor"),
    ("note", "Hello"),
    ("links", Link("website", "https://www.ada.example")),
]
THUNDERBIRD = {
    "de": (
        "Vorname|Nachname|Anzeigename|Spitzname|Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|Tel. dienstlich|"
        "Tel. privat|Fax-Nummer|Mobil-Tel.-Nr.|Privat: Ort|Arbeitstitel|Abteilung|"
        "Organisation|Webseite 1|Geburtsjahr|"
        "Geburtsmonat|Geburtstag|Notizen"
    ),
    "fr": (
        "Prénom|Nom de famille|Nom à afficher|Surnom|Adresse e-mail principale|Adresse e-mail secondaire|"
        "Tél. professionnel|Tél. personnel|Fax|Portable|Ville|Profession|Service|"
        "Société|Site web 1|Année de naissance|"
        "Mois|Jour|Notes"
    ),
    "pt-BR": (
        "Primeiro nome|Sobrenome|Nome de exibição|Apelido|Email principal|Email secundário|Telefone comercial|"
        "Telefone residencial|Número do fax|Número do celular|Cidade|Cargo|Setor|Organização|Página web 1|"
        "Ano de nascimento|Mês de nascimento|Data de nascimento|Notas"
    ),
    "sv": (
        "Förnamn|Efternamn|Visa|Smeknamn|E-post|Ytterligare e-post|Telefon arbete|"
        "Telefon privat|Faxnummer|Mobiltelefon|"
        "Stad privat|Titel|Avdelning|Organisation|Webbplats privat|Född år|Född månad|Född dag|Anteckningar"
    ),
    "pl": (
        "Imię|Nazwisko|Wyświetlana nazwa|Pseudonim|Podstawowy e-mail|"
        "Dodatkowy e-mail|Telefonu służbowy|Telefon domowy|"
        "Numer faksu|Numer telefonu komórkowego|Miasto (dom)|Stanowisko|Dział|Firma/Organizacja|Strona WWW 1|"
        "Urodziny – Rok|Urodziny – Miesiąc|Urodziny – Dzień|Notatki"
    ),
    "ru": (
        "Имя|Фамилия|Отображаемое имя|Псевдоним|Адрес электронной почты|Альтернативный адрес электронной почты|"
        "Рабочий телефон|Домашний телефон|Номер факса|Номер мобильного телефона|Город|Должность|Отдел|Организация|"
        "Веб-страница 1|Год рождения|Месяц рождения|День рождения|Заметки|Номер пейджера"
    ),
    "ja": (
        "名|姓|表示名|ニックネーム|メールアドレス|別のメールアドレス|勤務先の電話番号|"
        "自宅の電話番号|FAX 番号|携帯電話番号|"
        "市区町村 (自宅)|役職|部門|組織|ウェブページ 1|誕生年|誕生月|誕生日|メモ"
    ),
    "zh-CN": (
        "名字|姓氏|显示名称|昵称|主要电子邮件|备用电子邮件|工作电话|家庭电话|"
        "传真号码|移动电话号码|城市|职务|部门|公司|"
        "网页 1|出生年份|出生月份|出生日|注释"
    ),
}
CARD = (
    "Ada|Example|Example, Ada|Addie|a@acme.example|a@home.example|+44 20 7946 0018|+44 20 7946 0019|+44 20 7946 0020|"
    "+44 7700 900018|Leeds|Engineer|Data|Acme|www.ada.example|1979|5|14|Hello"
)
FROM_THUNDERBIRD: list[tuple[str, FactValue]] = [
    ("name", "Ada Example"),
    ("birthday", Birthday(5, 14, 1979)),
    ("location", "Leeds"),
    ("roles", Role("Acme", "Engineer", "Data")),
    ("aliases", "Addie"),
    ("emails", Email("a@acme.example")),
    ("emails", Email("a@home.example")),
    ("phones", Phone("+44 20 7946 0018", "work")),
    ("phones", Phone("+44 20 7946 0019", "home")),
    ("phones", Phone("+44 7700 900018", "mobile")),
    ("phones", Phone("+44 20 7946 0020", "fax")),
    ("links", Link("website", "https://www.ada.example")),
    ("note", "Hello"),
]


def table(header: str, row: str) -> str:
    return "\r\n".join(line.replace("|", ";") for line in (header, row)) + "\r\n"


@pytest.mark.parametrize("language", OUTLOOK)
def test_outlook(tmp_path: Path, language: str) -> None:
    encoding, _ = language.split()
    reading = read(tmp_path, table(OUTLOOK[language], ROW).encode(encoding))
    assert [said(candidate) for candidate in reading.candidates] == [FROM_OUTLOOK]
    assert (reading.problems, reading.notes[-1]) == ((), "people.csv: read as Outlook's table.")


@pytest.mark.parametrize("language", THUNDERBIRD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_thunderbird(tmp_path: Path, language: str, encoding: str) -> None:
    reading = read(tmp_path, table(THUNDERBIRD[language], CARD).encode(encoding))
    assert [said(candidate) for candidate in reading.candidates] == [FROM_THUNDERBIRD]
    assert (reading.problems, reading.notes) == ((), ("people.csv: read as Thunderbird's table.",))


@pytest.mark.parametrize(
    ("column", "value", "field", "read_as"),
    [
        ("Ufficio", "+39 02 5550101", "phones", Phone("+39 02 5550101", "work")),
        ("İş Faksı", "+90 212 5550100", "phones", Phone("+90 212 5550100", "fax")),
        ("Mailadresse", "a@b.example", "emails", Email("a@b.example")),
        ("전자 메일", "a@b.example", "emails", Email("a@b.example")),
        ("Město (pracovní)", "Brno", "location", "Brno"),
        ("Firmenname", "Acme", "roles", Role("Acme")),
    ],
)
def test_further_names_of_columns(tmp_path: Path, column: str, value: str, field: str, read_as: FactValue) -> None:
    reading = read(tmp_path, f"Name,{column}\nAda Bell,{value}\n")
    assert (reading.notes, said(reading.candidates[0])) == ((), [("name", "Ada Bell"), (field, read_as)])
