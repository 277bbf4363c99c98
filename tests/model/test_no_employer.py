import pytest

from netkeep.model.no_employer import names_no_employer


@pytest.mark.parametrize(
    "name",
    [
        "Freelance",
        "SELF EMPLOYED",
        "Self-employed",
        "Freelance / Self-employed",
        "Freelance, self-employed & independent",
        "Stealth Startup",
        "Stealth",
        "Career Break",
        "Retired",
        "Student",
        "Unemployed",
        "Independent Consultant",
        "Confidential",
        "Between jobs",
        "Parental leave",
        "Sabbatical",
        "-",
        "…",
        "N/A",
        "n.a.",
        "none",
        "Selbständig",
        "selbstaendig",
        "Freiberuflich",
        "Im Ruhestand",
        "Indépendante",
        "Autónomo",
        "Libero professionista",
        "Zelfstandig",
        "ZZP'er",
        "Egenföretagare",
        "Selvstendig næringsdrivende",
        "Eläkkeellä",
        "Działalność gospodarcza",
        "OSVČ",
        "Фрилансер",
        "フリーランス",
        "自由职业",
        "프리랜서",
        "Emekli",
        "#OpenToWork",
        "Rentner/in",
        "Student*in",
        "Retraité(e)",
        "Jubilado/a",
        "Selbständige(r)",
        "Étudiant(e) / Freelance",
    ],
)
def test_words_that_name_no_employer(name: str) -> None:
    assert names_no_employer(name)


@pytest.mark.parametrize(
    "name",
    ["Acme", "Freelance Ltd", "The Independent", "Student Loans Company", "AND Digital", "3", "None Such", "Various"],
)
def test_employers_with_such_words_in_their_name(name: str) -> None:
    assert not names_no_employer(name)


def test_the_owner_s_own_words() -> None:
    assert names_no_employer("VARIOUS.", {"various"})
