"""Which system wrote a file, and what its columns mean."""

from __future__ import annotations

import pytest

from services.transfer.importing.other_systems.systems import OWN, guess

ZENDESK = "Summation column,Id,Requester,Requester id,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Solved at"  # noqa: E501
ZENDESK_VIEW = "ID,Subject,Requester,Requested,Type,Priority,Status,Assignee"
FRESHDESK = "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Full name,Title,Email"  # noqa: E501
JIRA = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Assignee,Reporter,Created,Updated,Resolved,Labels,Labels,Description,Custom field (Request Type)"  # noqa: E501
JIRA_NOW = "Work type,Key,Summary,Assignee,Reporter,Priority,Status,Resolution,Created,Updated"
GITHUB_CLI = "number,title,body,state,labels,assignees,author,createdAt,closedAt,url"
GITHUB_API = "id,number,title,body,state,user.login,created_at,closed_at,milestone"


@pytest.mark.parametrize(
    ("header", "system", "columns", "prefix"),
    [
        (
            ZENDESK,
            "Zendesk",
            "title=Subject priority=Priority status=Status created_at=Created_at resolved_at=Solved_at"
            " requester=Requester assignee=Assignee external_id=Id",
            "zendesk-",
        ),
        (
            ZENDESK_VIEW,
            "Zendesk",
            "title=Subject priority=Priority status=Status created_at=Requested requester=Requester assignee=Assignee"
            " external_id=ID",
            "zendesk-",
        ),
        (
            FRESHDESK,
            "Freshdesk",
            "title=Subject priority=Priority status=Status created_at=Created_time resolved_at=Resolved_time"
            " requester=Full_name assignee=Agent external_id=Ticket_ID",
            "freshdesk-",
        ),
        (
            "Ticket id,Subject,First comment,Ticket status,Created,Solved,Requester name,Assignee name,Submitter",
            "Zendesk",
            "title=Subject description=First_comment status=Ticket_status created_at=Created resolved_at=Solved"
            " requester=Requester_name assignee=Assignee_name external_id=Ticket_id",
            "zendesk-",
        ),
        (
            "Id,Subject,Description text,Created at,Closed time,Contact name,Agent name,Time tracked",
            "Freshdesk",
            "title=Subject description=Description_text created_at=Created_at resolved_at=Closed_time"
            " requester=Contact_name assignee=Agent_name external_id=Id",
            "freshdesk-",
        ),
        (
            "Summary,Work item key,Creator,Resolution date,Work type",
            "Jira Service Management",
            "title=Summary resolved_at=Resolution_date requester=Creator external_id=Work_item_key",
            "",
        ),
        (
            JIRA,
            "Jira Service Management",
            "title=Summary description=Description priority=Priority status=Status created_at=Created"
            " resolved_at=Resolved requester=Reporter assignee=Assignee external_id=Issue_key",
            "",
        ),
        (
            JIRA_NOW,
            "Jira Service Management",
            "title=Summary priority=Priority status=Status created_at=Created requester=Reporter assignee=Assignee"
            " external_id=Key",
            "",
        ),
        (
            GITHUB_CLI,
            "GitHub",
            "title=title description=body status=state created_at=createdAt resolved_at=closedAt requester=author"
            " assignee=assignees external_id=url",
            "",
        ),
        (
            GITHUB_API,
            "GitHub",
            "title=title description=body status=state created_at=created_at resolved_at=closed_at"
            " requester=user.login external_id=number",
            "github-",
        ),
        (
            "id,title,description,category,status,created_at,external_id",
            OWN,
            "title=title description=description category=category status=status created_at=created_at"
            " external_id=external_id",
            "",
        ),
        ("Subject;Text".replace(";", ","), "", "title=Subject description=Text", ""),
        ("title,Category,State", "", "title=title category=Category status=State", ""),
        ("a,b,c", "", "", ""),
        ("title,title", "", "title=title", ""),
    ],
)
def test_headers(header: str, system: str, columns: str, prefix: str) -> None:
    names = header.split(",")
    guessed = guess(names)
    wanted = dict(pair.split("=") for pair in columns.split())
    assert guessed.system == system
    assert {field: names[place].replace(" ", "_") for field, place in guessed.columns.items()} == wanted
    assert guessed.id_prefix == prefix
