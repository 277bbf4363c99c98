"""Words in place of an employer that name none: self-employed, retired, between jobs."""

import re
from collections.abc import Collection
from functools import lru_cache

from netkeep.model.names import fold

_WORDS = {
    "English": """
        freelance, freelancer, freelancing, freelance work, freelance consultant, freelance designer,
        freelance developer, self-employed, selfemployed, independent, independent consultant,
        independent contractor, independent professional, consultant, contractor, sole trader, sole proprietor,
        stealth, stealth startup, stealth start-up, stealth mode, stealth mode startup, stealth mode start-up,
        stealth ai startup, stealth company, startup in stealth, startup in stealth mode,
        confidential, confidential company, undisclosed, not disclosed, career break, on a career break, career pause,
        sabbatical, on sabbatical, gap year, parental leave, on parental leave, maternity leave, paternity leave,
        family leave, full-time parent, stay-at-home parent, stay-at-home mom, stay-at-home mum, stay-at-home dad,
        homemaker, housewife, retired, semi-retired, retiree, retirement, pensioner, student, pupil, unemployed,
        not employed, not working, between jobs, between roles, between opportunities, in transition, career transition,
        job seeker, jobseeker, looking for work, looking for a job, looking for opportunities,
        looking for new opportunities, seeking opportunities, seeking new opportunities, open to work,
        open to opportunities, opentowork, self-employed consultant, in stealth, in stealth mode, stealth ai,
        stealth mode ai startup, ai stealth startup, stealth venture, on a break, taking a break, medical leave,
        full-time student, phd student, currently unemployed, jobless, full-time mom, full-time dad,
        none, nil, null, n/a, na, no company, no employer, unknown, tbd, tba, not applicable
        """,
    "German": """
        selbständig, selbstständig, selbstaendig, selbststaendig, selbständige, selbstständige, selbstständigkeit,
        selbständigkeit, freiberuflich, selbständiger, selbstständiger, selbständig tätig, selbstständig tätig,
        freiberuflich tätig, karrierepause, privatier, privatière,
        freiberufler, freiberuflerin, freier mitarbeiter, freie mitarbeiterin, freischaffend, freelancerin, elternzeit,
        mutterschutz, auszeit, sabbatjahr, im ruhestand, ruhestand, rentner, rentnerin, pensionär, pensionärin,
        pensioniert, pensionist, pensionistin, in rente, in pension, studentin, studierend, schüler, schülerin,
        arbeitslos, arbeitssuchend, arbeitsuchend, auf jobsuche, auf stellensuche, hausfrau, hausmann, privat,
        privatperson, vertraulich, keine angabe, k. a., keiner, unbekannt
        """,
    "French": """
        indépendant, indépendante, travailleur indépendant, auto-entrepreneur, autoentrepreneur, auto-entrepreneuse,
        micro-entrepreneur, à mon compte, à son compte, profession libérale, consultant indépendant,
        consultante indépendante, congé parental, congé sabbatique, congé maternité, année sabbatique, retraité,
        retraitée, à la retraite, étudiant, étudiante, sans emploi, au chômage, demandeur d'emploi,
        en recherche d'emploi, en transition, mère au foyer, père au foyer, confidentiel, néant, aucun
        """,
    "Spanish": """
        autónomo, autónoma, trabajador autónomo, trabajadora autónoma, independiente, trabajador independiente,
        por cuenta propia, cuenta propia, excedencia, permiso parental, año sabático, sabático, jubilado, jubilada,
        estudiante, desempleado, desempleada, en paro, en búsqueda de empleo, buscando empleo, ama de casa,
        confidencial, ninguno, ninguna
        """,
    "Italian": """
        libero professionista, libera professionista, lavoratore autonomo, lavoratrice autonoma, autonomo, autonoma,
        indipendente, in proprio, congedo parentale, aspettativa, anno sabbatico, pensionato, pensionata, in pensione,
        studente, studentessa, disoccupato, disoccupata, in cerca di lavoro, in cerca di occupazione, casalinga,
        riservato, nessuno
        """,
    "Portuguese": """
        autônomo, autônoma, trabalhador independente, profissional liberal, conta própria, por conta própria,
        licença parental, licença maternidade, ano sabático, aposentado, aposentada, reformado, reformada, estudante,
        desempregado, desempregada, em busca de oportunidades, em transição de carreira, confidencial, nenhum, nenhuma
        """,
    "Dutch": """
        zelfstandig, zelfstandige, zelfstandig ondernemer, zzp, zzp'er, zzper, eigen baas, ouderschapsverlof,
        loopbaanonderbreking, gepensioneerd, met pensioen, studente, scholier, werkloos, werkzoekend, huisvrouw,
        huisman, vertrouwelijk, geen
        """,
    "Swedish": """
        egenföretagare, egen företagare, eget företag, frilans, frilansare, föräldraledig, föräldraledighet,
        tjänstledig, sabbatsår, pensionär, pensionerad, studerande, arbetslös, arbetssökande, hemmafru, konfidentiellt,
        ingen
        """,
    "Danish and Norwegian": """
        selvstændig, selvstændig erhvervsdrivende, selvstendig, selvstendig næringsdrivende, barsel, barselsorlov,
        forældreorlov, foreldrepermisjon, orlov, pensioneret, pensjonist, studerende, arbejdsløs, arbeidsledig,
        jobsøgende, arbeidssøkende, ledig, frilanser, fortrolig
        """,
    "Finnish": """
        itsenäinen ammatinharjoittaja, yksityisyrittäjä, yrittäjä, toiminimi, vanhempainvapaa, vapaalla, eläkkeellä,
        eläkeläinen, opiskelija, työtön, työnhakija, luottamuksellinen, ei mitään
        """,
    "Polish": """
        samozatrudnienie, samozatrudniony, samozatrudniona, własna działalność, własna działalność gospodarcza,
        działalność gospodarcza, wolny strzelec, urlop rodzicielski, urlop macierzyński, emeryt, emerytka, emerytura,
        na emeryturze, studentka, bezrobotny, bezrobotna, poszukuję pracy, szukam pracy, poufne, brak
        """,
    "Czech": """
        osvč, na volné noze, živnostník, rodičovská dovolená, mateřská dovolená, důchodce, důchodkyně, v důchodu,
        nezaměstnaný, nezaměstnaná, hledám práci, důvěrné, žádný
        """,
    "Russian": """
        фриланс, фрилансер, самозанятый, самозанятая, на себя, индивидуальный предприниматель, ип, декрет,
        декретный отпуск, в декрете, на пенсии, пенсионер, пенсионерка, студент, студентка, безработный, безработная,
        в поиске работы, ищу работу, конфиденциально, нет
        """,
    "Slovak and Hungarian": """
        szčo, živnostník, na materskej, na dôchodku, dôchodca, študent, študentka, nezamestnaný, nezamestnaná,
        egyéni vállalkozó, szabadúszó, gyes, nyugdíjas, diák, egyetemi hallgató, munkanélküli, álláskereső
        """,
    "Ukrainian": """
        фоп, фріланс, фрілансер, самозайнятий, самозайнята, на пенсії, пенсіонер, пенсіонерка, безробітний, безробітна,
        декретна відпустка, немає
        """,
    "Turkish": """
        serbest, serbest çalışan, serbest meslek, kendi işim, doğum izni, emekli, öğrenci, işsiz, iş arıyorum,
        ev hanımı, gizli, yok
        """,
    "Japanese": """
        フリーランス, フリー, 個人事業主, 自営業, 育児休業, 育休中, 休職中, 定年退職, 退職, 学生, 大学生,
        無職, 求職中, 非公開, なし
        """,
    "Chinese": """
        自由职业, 自由职业者, 自由職業, 个体户, 自雇, 退休, 已退休, 学生, 大学生, 待业, 无业, 求职中, 保密, 无
        """,
    "Korean": """
        프리랜서, 자영업, 개인사업자, 육아휴직, 은퇴, 퇴직, 학생, 대학생, 무직, 구직 중, 구직중, 주부, 비공개, 없음
        """,
}
_APART = re.compile(r"[/|,;()\u2022\u00b7\u2013\u2014]|\s[-&+]\s|\s(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og)\s")
_ENDING = re.compile(r"(?<=\w)[(/*:_](?:in|innen|e|a|ne|r)(?![\w-])\)?")  # Rentner/in, retraité(e), jubilado/a
_WORD = re.compile(r"\w+")


def key(name: str) -> str:
    """Return the key of such a word: without case, accents and punctuation."""
    return " ".join(_WORD.findall(fold(name)))


NO_EMPLOYER = frozenset(key(word) for words in _WORDS.values() for word in words.split(","))


def names_no_employer(name: str, further: Collection[str] = ()) -> bool:
    """Return whether a name stands for no employer: one of these words, several of them, or no letter at all.

    ``further`` are the owner's own words, by :func:`key`. ``Freelance Ltd`` is a company like any other.
    """
    return _listed(name) or key(name) in further


@lru_cache(maxsize=65536)
def _listed(name: str) -> bool:
    whole = key(name)
    if not whole or whole in NO_EMPLOYER:
        return True
    parts = [part for part in map(key, _APART.split(_ENDING.sub("", fold(name)))) if part]
    return bool(parts) and all(part in NO_EMPLOYER for part in parts)
