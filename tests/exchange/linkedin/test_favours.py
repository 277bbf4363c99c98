from datetime import date
from pathlib import Path

from netkeep.exchange.candidate import Entry, Link, OwnJob
from netkeep.model.dates import PartialDate
from netkeep.model.people import Role
from tests.exchange.linkedin.archives import ADA, HEADER, IN, make, read, said, told

RECOMMENDED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
TWINS = f"Alan,Twin,{IN}alan-1,,Basalt,,12 Mar 2023\nAlan,Twin,{IN}alan-2,,Copper,,12 Mar 2023\n"


def test_recommendation_goes_to_the_one_connection_of_the_name(tmp_path: Path) -> None:
    rows = (
        'Ada,"Example, PhD",Elsewhere,CTO,"Did it. And [[more]].","03/14/24, 09:41 AM",VISIBLE\n'
        'Alan,Twin,"Copper, Inc.",CTO,Good.,"03/15/24, 09:41 AM",HIDDEN\n'
        'Alan,Twin,Delta,CTO,Good.,"03/15/24, 09:41 AM",\n'
        'Nora,Nobody,Delta,CTO,Good.,"03/15/24, 09:41 AM",\n'
        'Olaf,Nobody,Delta,CTO,Good.,"03/15/24, 09:41 AM",PENDING\n'
    )
    files = {"Connections.csv": HEADER + ADA + TWINS, "Recommendations_Received.csv": RECOMMENDED + rows}
    files["Recommendations Given.csv"] = RECOMMENDED + rows.partition("\n")[0]
    found = read(make(tmp_path, files))
    day = date(2024, 3, 14)
    assert said(found.candidates[0])[-2:] == [
        ("log", Entry("gave recommendation 2024-03-14", day, "gave recommendation", "On LinkedIn.")),
        ("log", Entry("received recommendation 2024-03-14", day, "received recommendation", "On LinkedIn.")),
    ]
    next_day = date(2024, 3, 15)
    hidden = Entry("received recommendation 2024-03-15", next_day, "received recommendation", "On LinkedIn, hidden.")
    assert ("log", hidden) not in said(found.candidates[1])
    assert said(found.candidates[2])[-1] == ("log", hidden)
    assert found.candidates[3].uid == "nora nobody|delta"
    assert said(found.candidates[3]) == [
        ("name", "Nora Nobody"),
        ("roles", Role("Delta", "CTO")),
        ("log", Entry("received recommendation 2024-03-15", next_day, "received recommendation", "On LinkedIn.")),
    ]
    assert len(found.candidates) == 4
    assert told(found) == [
        (
            "Recommendations_Received.csv:4",
            "several connections have this name, and the company does not show which is meant; it is left out",
        )
    ]
    assert found.counts == {"connections": 3, "recommendations": 4, "recommendations not published": 1}


def test_first_sentence_of_a_recommendation_if_asked_for(tmp_path: Path) -> None:
    row = 'Ada,Example,,,"Did [[it]]! And more.","03/14/24, 09:41 AM",VISIBLE\n'
    make(tmp_path, {"Connections.csv": HEADER + ADA, "Recommendations_Received.csv": RECOMMENDED + row})
    assert [one.text for one in read(tmp_path, with_text=True).candidates[0].values("log", Entry)] == [
        "",
        "Did [ [it] ]!",
    ]


def test_endorsements_of_a_day_are_one_entry(tmp_path: Path) -> None:
    header = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
    )
    day = "2023/06/10 23:13:46 UTC"
    rows = (
        f"{day},SQL,Ada,Example,www.linkedin.com/in/ada-example,ACCEPTED\n"
        f"{day},Python,Ada,Example,www.linkedin.com/in/ada-example,ACCEPTED\n"
        f"{day},Java,Ada,Example,www.linkedin.com/in/ada-example,PENDING\n"
        f"{day},Java,Nora,Nobody,www.linkedin.com/in/nora,ACCEPTED\n"
        f"some day,Java,Nora,Nobody,www.linkedin.com/in/nora,ACCEPTED\n"
    )
    given = header.replace("Endorser", "Endorsee") + rows.partition("\n")[0] + "\n"
    files = {"Endorsement_Received_Info.csv": header + rows, "Endorsement_Given_Info.csv": given}
    found = read(make(tmp_path, {"Connections.csv": HEADER + ADA, **files}))
    when = date(2023, 6, 10)
    assert [fact for fact in said(found.candidates[0]) if fact[0] == "log"] == [
        ("log", Entry("gave endorsement 2023-06-10", when, "gave endorsement", "SQL")),
        ("log", Entry("received endorsement 2023-06-10", when, "received endorsement", "Python, SQL")),
        ("log", Entry("connected", date(2024, 3, 12), "connected")),
    ]
    assert said(found.candidates[1]) == [
        ("name", "Nora Nobody"),
        ("links", Link("linkedin", f"{IN}nora")),
        ("log", Entry("received endorsement 2023-06-10", when, "received endorsement", "Java")),
    ]
    assert told(found) == [
        (
            "Endorsement_Received_Info.csv:6",
            "an endorsement needs a day in the past, and one person; it is left out",
        )
    ]
    assert found.counts == {"connections": 1, "endorsements": 4, "endorsements not accepted": 1}


def test_positions_are_the_owners_jobs(tmp_path: Path) -> None:
    text = (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        'Acme Corp,Engineer,"Did\nthis",Leeds,Mar 2019,\n'
        "Basalt,,,,2015,Feb 2019\n"
        "Copper,CTO,,,2015,2012\n"
        ",CTO,,,2015,soon\n"
    )
    found = read(make(tmp_path, {"Positions.csv": text}))
    assert found.jobs == (
        OwnJob(Role("Acme Corp", "Engineer", start=PartialDate(2019, 3)), "Positions.csv:2", "Did this"),
        OwnJob(Role("Basalt", start=PartialDate(2015), end=PartialDate(2019, 2)), "Positions.csv:4"),
        OwnJob(Role("Copper", "CTO", start=PartialDate(2015)), "Positions.csv:5"),
    )
    assert told(found) == [
        ("Positions.csv:5", "a position ends before it begins; its end is left out"),
        ("Positions.csv:6", "a position names no company; it is left out"),
    ]
    assert found.counts == {"positions": 3}
