from datetime import date
from pathlib import Path

from netkeep.exchange.candidate import Entry, Link, Reading
from tests.exchange.linkedin.archives import ADA, HEADER, IN, make, read, said, told

COLUMNS = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
)
PEOPLE = HEADER + ADA + f"Ruth,Sample,{IN}ruth,,,,12 Mar 2023\n"


def message(  # noqa: PLR0913 (a row has that many columns)
    sender: str,
    to: str,
    day: str,
    conversation: str = "1",
    *,
    content: str = "Hello",
    folder: str = "INBOX",
    draft: str = "No",
) -> str:
    names = ",".join(name.title() for name in to.split())
    urls = ",".join(IN + name for name in to.split())
    return (
        f'{conversation},,{sender.title()},{IN}{sender},"{names}","{urls}",{day} 09:41:53 UTC,,"{content}",{folder},,'
        f"{draft},No\n"
    )


def reading(folder: Path, *messages: str, owner: str | None = "Sam", with_text: bool = False) -> Reading:
    make(folder, {"Connections.csv": PEOPLE, "messages.csv": COLUMNS + "".join(messages)})
    return read(folder, owner=owner, with_text=with_text)


def entries(reading: Reading, name: str) -> list[Entry]:
    one = next(one for one in reading.candidates if one.name == name)
    return [entry for entry in one.values("log", Entry) if entry.kind == "message"]


def test_one_entry_a_person_and_month_on_the_day_of_the_last(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        message("sam", "ada-example", "2024-03-14"),
        message("ada-example", "sam", "2024-03-02"),
        message("ada-example", "sam", "2024-03-20", conversation="2"),
        message("ada-example", "sam", "2024-04-01"),
        message("ruth", "sam", "2024-04-02", conversation="3"),
    )
    assert entries(found, "Ada Example") == [
        Entry("messages 2024-03", date(2024, 3, 20), "message", "3 messages"),
        Entry("messages 2024-04", date(2024, 4, 1), "message", "1 message"),
    ]
    assert entries(found, "Ruth Sample") == [Entry("messages 2024-04", date(2024, 4, 2), "message", "1 message")]
    assert found.counts == {"connections": 2, "messages": 5}
    assert found.problems == ()


def test_words_stay_out_unless_asked_for(tmp_path: Path) -> None:
    content = "<p>See [[ruth]] &amp; me</p>\n<!-- " + "x" * 200
    rows = (message("sam", "ada-example", "2024-03-14", content=content), message("sam", "ruth", "2024-03-14", "2"))
    assert "See" not in repr(reading(tmp_path, *rows))
    entry = entries(reading(tmp_path, *rows, with_text=True), "Ada Example")[0]
    assert entry.text == "1 message; the last: See [ [ruth] ] & me <! -- " + "x" * 133 + "…"


def test_strangers_become_somebody_only_where_the_owner_wrote(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        message("nora", "sam", "2024-03-14"),
        message("sam", "olaf", "2024-03-15", conversation="2"),
        message("sam", "ruth", "2024-03-15", conversation="3"),
    )
    assert [one.name for one in found.candidates] == ["Ada Example", "Ruth Sample", "Olaf"]
    assert said(found.candidates[2]) == [
        ("name", "Olaf"),
        ("links", Link("linkedin", f"{IN}olaf")),
        ("log", Entry("messages 2024-03", date(2024, 3, 15), "message", "1 message")),
    ]
    assert found.counts == {"connections": 2, "messages": 3, "messages never answered": 1}


def test_drafts_spam_closed_accounts_and_pages_are_counted_only(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        message("sam", "ada-example", "2024-03-14", draft="Yes"),
        message("ada-example", "sam", "2024-03-14", conversation="2", folder="SPAM"),
        "3,,LinkedIn Member,,Sam,https://www.linkedin.com/in/sam,2024-03-14 09:41:53 UTC,,Hi,INBOX,,No,No\n",
        "4,,Acme,https://www.linkedin.com/company/acme,Sam,https://www.linkedin.com/in/sam,2024-03-14,,Buy,INBOX,,No,No\n",
    )
    assert entries(found, "Ada Example") == []
    assert found.counts == {
        "connections": 2,
        "drafts": 1,
        "messages in spam": 1,
        "messages with closed accounts or pages": 2,
    }


def test_small_groups_count_for_each_and_crowds_for_nobody(tmp_path: Path) -> None:
    crowd = " ".join(f"p{number}" for number in range(8)) + " ada-example"
    found = reading(
        tmp_path,
        message("sam", "ada-example ruth", "2024-03-14"),
        message("ruth", "sam ada-example", "2024-03-15"),
        message("ruth", "sam ada-example", "2024-05-15", conversation="2"),
        message("sam", crowd, "2024-06-14", conversation="3"),
    )
    assert entries(found, "Ada Example") == [Entry("messages 2024-03", date(2024, 3, 14), "message", "1 message")]
    assert entries(found, "Ruth Sample") == [Entry("messages 2024-03", date(2024, 3, 15), "message", "2 messages")]
    assert found.counts == {"connections": 2, "messages": 3, "messages in large groups": 1}


def test_owner_is_who_is_in_every_message(tmp_path: Path) -> None:
    rows = (message("sam", "ada-example", "2024-03-14"), message("ruth", "sam", "2024-03-15", conversation="2"))
    found = reading(tmp_path, *rows, owner=None)
    assert [one.name for one in found.candidates] == ["Ada Example", "Ruth Sample"]
    assert len(entries(found, "Ada Example")) == 1


def test_owner_may_be_unknown(tmp_path: Path) -> None:
    found = reading(tmp_path, message("sam", "ada-example", "2024-03-14"), owner=None)
    assert entries(found, "Ada Example") == []
    assert told(found) == [
        (
            "messages.csv",
            "it is unclear which of the people in these messages is you; they are left out",
        )
    ]


def test_owner_is_told_by_invitations_and_profile(tmp_path: Path) -> None:
    rows = message("sam", "ada-example", "2024-03-14")
    invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    invitations += f'Sam,Ada,"3/1/24, 3:43 PM",Do you remember?,OUTGOING,{IN}sam,{IN}ada-example\n'
    invitations += f'Nora,Sam,"3/1/24, 3:43 PM",Hello,INCOMING,{IN}nora,{IN}sam\n'
    by_profile = make(tmp_path / "1", {"Profile.csv": "First Name,Last Name,Address\nSam,,Leeds\n"})
    by_invitation = make(tmp_path / "2", {"Invitations.csv": invitations})
    for folder in (by_profile, by_invitation):
        assert len(entries(reading(folder, rows, owner=None), "Ada Example")) == 1
    found = reading(by_invitation, rows, owner=None, with_text=True)
    assert ("log", Entry("connected", date(2024, 3, 12), "connected", "Do you remember?")) in said(found.candidates[0])
    assert found.counts == {"connections": 2, "invited, not connected": 1, "messages": 1}


def test_namesake_of_the_owner_is_somebody(tmp_path: Path) -> None:
    namesake = (
        "2,,Sam,https://www.linkedin.com/in/sam-2,Sam,https://www.linkedin.com/in/sam,2024-03-16,,Hi,INBOX,,No,No\n"
    )
    rows = (message("sam", "ada-example", "2024-03-14"), message("sam", "sam-2", "2024-03-15", "2"), namesake)
    found = reading(tmp_path, *rows)
    assert [one.uid for one in found.candidates][2:] == ["linkedin.com/in/sam-2"]


def test_old_form_goes_by_names(tmp_path: Path) -> None:
    twice = PEOPLE + f"Alan,Twin,{IN}alan-1,,,,12 Mar 2023\nAlan,Twin,{IN}alan-2,,,,12 Mar 2023\n"
    rows = (
        'Sam Owner,Ada Example,"3/12/18, 9:41 AM",,Hello,OUTGOING,INBOX\n'
        'Ada Example,Sam Owner,"3/13/18, 9:41 AM",,Hello,INCOMING,INBOX\n'
        'Sam Owner,"Nora Nobody, PhD","3/13/18, 9:41 AM",,Hello,OUTGOING,INBOX\n'
        'Sam Owner,Alan Twin,"3/13/18, 9:41 AM",,Hello,OUTGOING,INBOX\n'
    )
    text = "From,To,Date,Subject,Content,Direction,Folder\n" + rows
    found = read(make(tmp_path, {"Connections.csv": twice, "Messages.csv": text}))
    assert entries(found, "Ada Example") == [Entry("messages 2018-03", date(2018, 3, 13), "message", "2 messages")]
    assert entries(found, "Nora Nobody") == [Entry("messages 2018-03", date(2018, 3, 13), "message", "1 message")]
    assert [one.uid for one in found.candidates][4:] == ["nora nobody|"]
    assert told(found) == [
        (
            "Messages.csv:5",
            "several connections have this name, and no profile shows which is meant; their messages are left out",
        )
    ]


def test_sender_without_a_profile_is_known_from_other_messages(tmp_path: Path) -> None:
    bare = "1,,Ruth,,Sam,https://www.linkedin.com/in/sam,2024-03-16 09:41:53 UTC,,Hi,INBOX,,No,No\n"
    found = reading(tmp_path, message("ruth", "sam", "2024-03-14"), bare)
    assert entries(found, "Ruth Sample") == [Entry("messages 2024-03", date(2024, 3, 16), "message", "2 messages")]
