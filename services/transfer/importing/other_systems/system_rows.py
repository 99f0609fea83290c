"""Help desks and trackers whose exports are recognised: the names in their headers, and what they mean.

Headers as documented by Zendesk (views and the exporter), Freshdesk and Freshservice (ticket export), Jira Service
Management (CSV, all and current fields), GitHub (`gh issue list --json`, the REST API), Zammad (reporting), osTicket
(export of a queue), GLPI (export of a search), Linear and Plane (CSV of issues), Request Tracker (spreadsheet of a
search), ServiceNow (list export by names and by labels), Chatwoot (conversations), HubSpot (labels and internal names)
and Help Scout (conversations). Names are compared as headers.py makes them: without case, accents and marks, and what
other languages call them in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.transfer.importing.plan import SUGGESTED

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class System:
    """Has ``every`` name in its header and ``enough`` of ``some``; ``columns``: names by field, best first.

    Where the best column of a field is empty in a row, the next one counts (for texts, people and times). ``words``: by
    field what this system means by a bare word that others mean otherwise; ``scale``: how it numbers priorities.
    ``counts_ids``: its ids are unique in itself only, and get ``id_prefix``.
    """

    name: str
    every: frozenset[str]
    some: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    id_prefix: str = ""
    enough: int = 1
    words: Words = field(default_factory=dict)
    scale: str = ""


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _columns(**listed: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(names.split()) for name, names in listed.items()}


# Numbers that mean the same in Freshdesk and Freshservice.
_FRESH: Words = {
    "status": {"2": OPEN, "3": IN_PROGRESS, "4": RESOLVED, "5": CLOSED},
    "priority": {"1": LOW, "2": MEDIUM, "3": HIGH, "4": CRITICAL},
}

SYSTEMS = (
    System(
        "Zendesk",
        _names("subject"),
        _names(
            "summationcolumn requesterid requesterexternalid requesterdomain submitter solvedat"
            " initiallyassignedat assignedat satisfactionscore ticketform tickettype ticketstatus brand requested"
            " via"
        ),
        _columns(
            title="subject",
            description="description comment firstcomment latestcomment",
            priority="priority",
            status="status ticketstatus",
            created_at="createdat requested created",
            resolved_at="solvedat solved",
            requester="requester requestername requesteremail",
            assignee="assignee assigneename",
            external_id="id ticketid",
        ),
        "zendesk-",
    ),
    System(
        "Freshdesk",
        _names("subject"),
        _names(
            "agent createdtime resolvedtime closedtime duebytime lastupdatetime initialresponsetime timetracked"
            " agentinteractions customerinteractions resolutionstatus firstresponsestatus surveyresults"
        ),
        _columns(
            # "Title" is the job title of the contact.
            title="subject",
            description="description descriptiontext",
            priority="priority",
            status="status",
            created_at="createdtime createdat",
            resolved_at="resolvedtime closedtime",
            requester="fullname requestername contactname email requesteremail",
            assignee="agent agentname",
            external_id="ticketid id",
        ),
        "freshdesk-",
        enough=2,
        words=_FRESH,
    ),
    System(
        "Freshservice",
        _names("subject"),
        _names(
            "agent createdtime resolvedtime closedtime duebytime lastupdatedtime lastupdatetime"
            " initialresponsetime requestername requesteremail requestedfor requestedforname requestedforemail"
            " requesterlocation requestervip department departmentname subcategory itemcategory item impact"
            " urgency approvalstatus workspace workspacename agentgroup assignedagent plannedstartdate"
            " plannedenddate plannedeffort associationtype changereference resolutionnote"
        ),
        _columns(
            title="subject",
            description="description descriptiontext",
            category="category",
            priority="priority",
            status="status",
            created_at="createdtime createdat createddate",
            resolved_at="resolvedtime closedtime resolveddate closeddate",
            requester="requestername requestedforname requestedfor requester requesteremail requestedforemail",
            assignee="agentname agent assignedagent assignedto",
            external_id="ticketid id",
        ),
        "freshservice-",
        enough=5,
        words=_FRESH,
    ),
    System(
        "Jira Service Management",
        _names("summary"),
        _names(
            "issuekey issueid issuetype worktype workitemkey workitemid projectkey projectname reporter"
            " statuscategory customfieldrequesttype lastviewed"
        ),
        _columns(
            title="summary",
            description="description",
            priority="priority",
            status="status",
            created_at="created",
            resolved_at="resolved resolutiondate",
            requester="reporter creator",
            assignee="assignee assignedto",
            external_id="issuekey workitemkey key issueid",
        ),
        "jira-",
    ),
    System(
        "GitHub",
        _names("title"),
        _names(
            "body state statereason number closedat labels htmlurl milestone assignees author authorlogin user"
            " userlogin authorassociation"
        ),
        _columns(
            title="title",
            description="body",
            status="state",
            created_at="createdat created",
            resolved_at="closedat closed",
            requester="authorlogin author userlogin user",
            assignee="assigneelogin assignee assignees",
            external_id="htmlurl url number id",
        ),
        "github-",
        enough=3,
    ),
    System(
        "Zammad",
        _names("title"),
        _names(
            "# number group owner customer organization state closeat closedat escalationat pendingtill"
            " pendingtime createchannel createchanneltype sender timeaccounting timeunitstotal closeescalationat"
            " firstresponseat firstresponseescalationat updateescalationat lastcontactat lastownerupdateat"
            " articlecount"
        ),
        _columns(
            title="title",
            description="body article firstarticle note description",
            priority="priority",
            status="state status",
            created_at="createdat created createtime",
            resolved_at="closeat closedat closed lastcloseat",
            requester="customer createdby",
            assignee="owner",
            external_id="number ticketid id",
        ),
        "zammad-",
        enough=4,
        words={"status": {"pending reminder": IN_PROGRESS, "pending close": IN_PROGRESS, "merged": CLOSED}},
    ),
    System(
        "osTicket",
        _names("subject"),
        _names(
            "ticketid ticketnumber datecreated from fromemail department helptopic category source currentstatus"
            " lastupdated sladuedate overdue answered agentassigned teamassigned threadcount reopencount"
            " attachmentcount taskcount merged linked closeddate isoverdue isanswered"
        ),
        _columns(
            title="subject",
            description="message issuedetails details description lastmessage",
            priority="priority prioritylevel",
            status="currentstatus status",
            category="helptopic category",
            created_at="datecreated createdate created createdat",
            resolved_at="closeddate closedate closedat closed",
            requester="from fromemail user email",
            assignee="agentassigned assignedto assignee teamassigned",
            external_id="ticketid ticketnumber number",
        ),
        "osticket-",
        enough=5,
    ),
    System(
        "GLPI",
        _names("title"),
        _names(
            "entity lastupdate openedat openingdate timetoresolve timetoown internaltimetoresolve ttr tto"
            " requesterrequester assignedtotechnician assignedtotechniciangroup requesterrequestergroup watcher"
            " solutionsolution associateditems timetoresolveexceeded takeintoaccounttime"
        ),
        _columns(
            title="title name",
            description="description content",
            priority="priority",
            status="status",
            category="category",
            created_at="openedat openingdate creationdate createdat date",
            resolved_at="resolvedat solvedat resolutiondate solvedate resolved solved closedat closingdate closed",
            requester="requester writer requesterrequestergroup",
            assignee="assignedto technician assignee assignedtotechniciangroup",
            external_id="id ticketid",
        ),
        "glpi-",
        enough=2,
        words={
            "status": {"1": OPEN, "2": IN_PROGRESS, "3": IN_PROGRESS, "4": IN_PROGRESS, "5": RESOLVED, "6": CLOSED},
            "priority": {
                "1": LOW,
                "2": LOW,
                "3": MEDIUM,
                "4": HIGH,
                "5": CRITICAL,
                "6": CRITICAL,
                "major": CRITICAL,
                "majeure": CRITICAL,
                "mayor": CRITICAL,
                "maggiore": CRITICAL,
                "maior": CRITICAL,
            },
        },
    ),
    System(
        "Linear",
        _names("title team"),
        _names(
            "estimate projectid project creator cyclenumber cyclename cyclestart cycleend started triaged"
            " completed canceled cancelled archived parentissue initiatives projectmilestone projectmilestoneid"
            " slastatus roadmaps"
        ),
        _columns(
            title="title",
            description="description",
            priority="priority",
            status="status state",
            created_at="created createdat",
            resolved_at="completed completedat canceled cancelled canceledat",
            requester="creator createdby",
            assignee="assignee",
            external_id="id identifier",
        ),
        enough=3,
        words={"priority": {"0": SUGGESTED, "1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW}},
    ),
    System(
        "Asana",
        _names("name taskid"),
        _names("completedat lastmodified sectioncolumn parenttask blockedby blocking projects assigneeemail"),
        _columns(
            title="name",
            description="notes",
            priority="priority",
            created_at="createdat",
            resolved_at="completedat",
            assignee="assignee assigneeemail",
            external_id="taskid",
        ),
        "asana-",
        enough=3,
    ),
    System(
        "Trello",
        _names("cardname"),
        _names("cardid cardurl carddescription listname listid boardname boardid"),
        _columns(title="cardname", description="carddescription", assignee="members", external_id="cardid"),
        "trello-",
        enough=2,
    ),
    System(
        "ClickUp",
        _names("taskname taskid"),
        _names("taskcontent taskcustomid datecreatedtext dateupdatedtext spacename listname folderpathname"),
        _columns(
            title="taskname",
            description="taskcontent",
            priority="priority",
            status="status",
            created_at="datecreated datecreatedtext",
            resolved_at="dateclosed datedone",
            assignee="assignees assignee",
            external_id="taskid",
        ),
        "clickup-",
        words={"priority": {"1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW}},
    ),
    System(
        "Plane",
        _names("name"),
        _names(
            "project projectname projectidentifier state statename stategroup sequenceid startdate targetdate"
            " duedate createdby cyclename cyclestartdate cycleenddate modulename modulestartdate moduletargetdate"
            " completedat archivedat labels estimate assignees assignee parent subscribers"
        ),
        _columns(
            title="name",
            description="description descriptionstripped descriptionhtml",
            priority="priority",
            status="state statename stategroup status",
            created_at="createdat created createdon",
            resolved_at="completedat completed completedon",
            requester="createdby creator",
            assignee="assignee assignees",
            external_id="id sequenceid identifier",
        ),
        enough=5,
    ),
    System(
        "Request Tracker",
        _names("subject"),
        _names(
            "queue queuename requestors requestor told lastupdated lastupdatedby initialpriority finalpriority"
            " timeleft timeworked timeestimated ownername lastcontacted lastupdatedrelative createdrelative"
            " started starts admincc effectiveid"
        ),
        _columns(
            title="subject",
            description="content description message",
            priority="priority initialpriority",
            status="status",
            category="queue queuename",
            created_at="created createdat",
            resolved_at="resolved resolvedat",
            requester="requestors requestor requester creator createdby",
            assignee="owner ownername",
            external_id="id number ticketid",
        ),
        "rt-",
        enough=3,
        words={"status": {"stalled": IN_PROGRESS}},
        scale="rt",
    ),
    System(
        "ServiceNow",
        _names("shortdescription"),
        _names(
            "number openedat opened callerid caller openedby openedfor requestedfor assignedto syscreatedon"
            " syscreatedby sysid sysupdatedon incidentstate closecode closenotes resolutioncode resolutionnotes"
            " assignmentgroup cmdbci configurationitem contacttype state closedat closed resolvedat resolved"
            " businessservice taskeffectivenumber activitydue businessduration urgency impact category subcategory"
        ),
        _columns(
            title="shortdescription",
            description="description longdescription comments commentsandworknotes",
            priority="priority urgency",
            status="state incidentstate status",
            category="category",
            created_at="openedat opened syscreatedon created createdat",
            resolved_at="resolvedat resolved closedat closed",
            requester="callerid caller openedfor requestedfor openedby syscreatedby",
            assignee="assignedto assignee",
            external_id="number taskeffectivenumber sysid",
        ),
        enough=3,
        words={
            "status": {
                "1": OPEN,
                "2": IN_PROGRESS,
                "3": IN_PROGRESS,
                "4": IN_PROGRESS,
                "5": IN_PROGRESS,
                "-5": OPEN,
                "6": RESOLVED,
                "7": CLOSED,
                "8": CLOSED,
            },
            "priority": {"1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW, "5": LOW},
        },
    ),
    System(
        "Chatwoot",
        frozenset(),
        _names(
            "displayid conversationid inbox inboxid inboxname contactname contactid contactemail contactphone"
            " lastactivityat assigneename assigneeid snoozeduntil messagescount messagecount firstreplycreatedat"
            " agentlastseenat contactlastseenat waitingsince additionalattributes customattributes campaignid"
            " accountid teamname resolvedat cachedlabellist lastmessage conversationlink"
        ),
        _columns(
            title="subject title mailsubject",
            description="firstmessage message messages lastmessage lastnonactivitymessage content",
            priority="priority",
            status="status conversationstatus",
            created_at="createdat created conversationcreatedat",
            resolved_at="resolvedat resolved",
            requester="contactname contact contactemail customer contactphone contactphonenumber",
            assignee="assigneename assignee agentname agent",
            external_id="displayid conversationid id",
        ),
        "chatwoot-",
        enough=4,
        words={
            "status": {"0": OPEN, "1": RESOLVED, "2": IN_PROGRESS, "3": IN_PROGRESS, "snoozed": IN_PROGRESS},
            "priority": {"0": LOW, "1": MEDIUM, "2": HIGH, "3": CRITICAL},
        },
    ),
    System(
        "HubSpot",
        frozenset(),
        _names(
            "ticketname ticketid ticketdescription ticketstatus ticketowner pipeline createdate closedate"
            " lastmodifieddate lastactivitydate timetoclose timetofirstagentreply hubspotteam associatedcontact"
            " associatedcontactids associatedcompany associatedcompanyids"
        ),
        _columns(
            title="ticketname",
            description="ticketdescription description",
            priority="priority",
            status="ticketstatus status",
            category="category",
            created_at="createdate createdat created",
            resolved_at="closedate closedat",
            requester="associatedcontact contact createdby",
            assignee="ticketowner owner",
            external_id="ticketid recordid id",
        ),
        "hubspot-",
        enough=4,
        words={"status": {"waiting on contact": IN_PROGRESS, "waiting on us": OPEN}},
    ),
    System(
        "HubSpot",
        _names("subject"),
        _names(
            "hspipeline hspipelinestage hsticketpriority hsticketid hsticketcategory hsobjectid hubspotownerid"
            " hslastmodifieddate hscreatedate createdate closeddate content sourcetype"
        ),
        _columns(
            title="subject",
            description="content",
            priority="hsticketpriority",
            status="hspipelinestage",
            category="hsticketcategory",
            created_at="createdate hscreatedate",
            resolved_at="closeddate",
            requester="hscreatedbyuserid",
            assignee="hubspotownerid",
            external_id="hsticketid hsobjectid id",
        ),
        "hubspot-",
        enough=3,
        words={"status": {"1": OPEN, "2": IN_PROGRESS, "3": OPEN, "4": CLOSED}},
    ),
    System(
        "Help Scout",
        _names("subject"),
        _names(
            "conversationid conversation mailbox mailboxid mailboxname inbox customer customername customeremail"
            " primarycustomer primarycustomeremail preview threadcount threads closedby closedat folder"
            " waitingsince happinessrating firstresponsetime resolutiontime handletime repliestoresolve"
            " numberofreplies replies"
        ),
        _columns(
            title="subject",
            description="preview body firstmessage message",
            priority="priority",
            status="status state",
            created_at="createdat created createdon dateCreated datecreated",
            resolved_at="closedat closed dateclosed resolvedat",
            requester="customername customer primarycustomer customeremail primarycustomeremail",
            assignee="assignee assigneename assignedto owner user",
            external_id="number conversation conversationid id",
        ),
        "helpscout-",
        enough=3,
        words={"status": {"active": OPEN, "pending": IN_PROGRESS, "closed": CLOSED, "spam": CLOSED}},
    ),
)
