"""Headers of more systems, and in more languages, as their exports write them."""

from __future__ import annotations

import pytest

from services.transfer.importing.other_systems.systems import guess, has_our_names

# Header, system, and the columns that are read: title, description, status, priority, created, resolved, requester,
# assignee, id; a dash where there is none.
HEADERS = [
    # osTicket: the export of a queue, older and newer
    (
        "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,"
        "Last Updated,SLA Due Date,Due Date,Closed Date,Overdue,Merged,Linked,Answered,Agent Assigned,Team Assigned,"
        "Thread Count,Reopen Count,Attachment Count,Task Count",
        "osTicket",
        "Subject|-|Current Status|Priority|Date Created|Closed Date|From|Agent Assigned|Ticket Number",
    ),
    (
        "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,"
        "Last Updated,Due Date,Overdue,Answered,Assigned To,Agent Assigned,Team Assigned,Thread Count,Attachment Count",
        "osTicket",
        "Subject|-|Current Status|Priority|Date Created|-|From|Agent Assigned|Ticket Number",
    ),
    (
        "Ticket #,Date Created,Subject,From,Priority,Department,Current Status,Last Updated,Assigned To",
        "osTicket",
        "Subject|-|Current Status|Priority|Date Created|-|From|Assigned To|Ticket #",
    ),
    # Boards of cards and tasks; what stands in brackets behind a name is a remark
    (
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,"
        "Tags,Notes,Projects,Parent task",
        "Asana",
        "Name|Notes|-|-|Created At|Completed At|-|Assignee|Task ID",
    ),
    (
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Archived",
        "Trello",
        "Card Name|Card Description|-|-|-|-|-|Members|Card ID",
    ),
    (
        "Task ID,Task Custom ID,Task Name,Task Content,Status,Date Created,Date Created Text,Date Closed,Assignees,"
        "Priority",
        "ClickUp",
        "Task Name|Task Content|Status|Priority|Date Created|Date Closed|-|Assignees|Task ID",
    ),
    (
        "Id,Subject,Status (Ticket),Priority (P1-P4),Created Time (UTC),Ticket Closed Time,Contact Name (Ticket)",
        "",
        "Subject|-|Status (Ticket)|Priority (P1-P4)|Created Time (UTC)|Ticket Closed Time|Contact Name (Ticket)|-|Id",
    ),
    (
        "Ticket#;Erstellt;Geschlossen;Status;Priorität;Besitzer;Kundenbenutzer;Titel",
        "",
        "Titel|-|Status|Priorität|Erstellt|Geschlossen|Kundenbenutzer|Besitzer|Ticket#",
    ),
    # Zammad: the report, the detail view, the API
    (
        "#,Title,State,Priority,Group,Owner,Customer,Organization,Create Channel,Sender,Tags,Time Units Total,"
        "Created at,Updated at,Closed at,Close Escalation At,First Response Escalation At",
        "Zammad",
        "Title|-|State|Priority|Created at|Closed at|Customer|Owner|#",
    ),
    (
        "number,title,state,priority,group,owner,customer,organization,created_at,updated_at,close_at,article_count",
        "Zammad",
        "title|-|state|priority|created_at|close_at|customer|owner|number",
    ),
    (
        "#,Titel,Status,Priorität,Gruppe,Besitzer,Kunde,Erstellt am,Geschlossen am,Aktualisiert am",
        "Zammad",
        "Titel|-|Status|Priorität|Erstellt am|Geschlossen am|Kunde|Besitzer|#",
    ),
    # GLPI in its languages, with a semicolon at the end of each line
    (
        "ID;Title;Entity;Status;Last update;Opening date;Priority;Requester - Requester;Assigned to - Technician;"
        "Category;Time to resolve;",
        "GLPI",
        "Title|-|Status|Priority|Opening date|-|Requester - Requester|Assigned to - Technician|ID",
    ),
    (
        "ID;Titre;Entité;Statut;Dernière modification;Date d'ouverture;Priorité;Demandeur - Demandeur;"
        "Attribué à - Technicien;Catégorie;TTR;Date de résolution",
        "GLPI",
        "Titre|-|Statut|Priorité|Date d'ouverture|Date de résolution|Demandeur - Demandeur|Attribué à - Technicien|ID",
    ),
    (
        "ID;Titel;Entität;Status;Letzte Änderung;Eröffnungsdatum;Priorität;Anforderer - Anforderer;"
        "Zugewiesen an - Techniker;Kategorie",
        "GLPI",
        "Titel|-|Status|Priorität|Eröffnungsdatum|-|Anforderer - Anforderer|Zugewiesen an - Techniker|ID",
    ),
    (
        "ID;Título;Entidad;Estado;Última actualización;Fecha de apertura;Prioridad;Solicitante - Solicitante;"
        "Asignado a - Técnico;Categoría",
        "GLPI",
        "Título|-|Estado|Prioridad|Fecha de apertura|-|Solicitante - Solicitante|Asignado a - Técnico|ID",
    ),
    (
        "ID;Título;Entidade;Status;Última atualização;Data de abertura;Prioridade;Requerente - Requerente;"
        "Atribuído para - Técnico;Categoria",
        "GLPI",
        "Título|-|Status|Prioridade|Data de abertura|-|Requerente - Requerente|Atribuído para - Técnico|ID",
    ),
    # Linear
    (
        "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,"
        "Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,"
        "Parent issue,Initiatives,Project Milestone ID,Project Milestone,SLA Status,Roadmaps",
        "Linear",
        "Title|Description|Status|Priority|Created|Completed|Creator|Assignee|ID",
    ),
    # Plane
    (
        "Project,ID,Name,Description,State,Start Date,Target Date,Priority,Created By,Assignee,Labels,Cycle Name,"
        "Cycle Start Date,Cycle End Date,Module Name,Module Start Date,Module Target Date,Created At,Updated At,"
        "Completed At,Archived At",
        "Plane",
        "Name|Description|State|Priority|Created At|Completed At|Created By|Assignee|ID",
    ),
    # Request Tracker: the spreadsheet (TSV) of a search, and its table
    (
        "id\tQueueName\tSubject\tStatus\tPriority\tOwnerName\tRequestors\tCreated\tResolved\tLastUpdated\tTold\tTimeLeft",
        "Request Tracker",
        "Subject|-|Status|Priority|Created|Resolved|Requestors|OwnerName|id",
    ),
    (
        "id\tQueue\tOwner\tSubject\tStatus\tTimeEstimated\tTimeWorked\tTimeLeft\tPriority\tInitialPriority\tFinalPriority\t"
        "Requestors\tCc\tAdminCc\tCreated\tStarted\tDue\tTold\tResolved\tLastUpdated",
        "Request Tracker",
        "Subject|-|Status|Priority|Created|Resolved|Requestors|Owner|id",
    ),
    ("#,Subject,Status,Queue,Owner,Priority,Requestor,Created,Told,Last Updated,Time Left", "Request Tracker",
     "Subject|-|Status|Priority|Created|-|Requestor|Owner|#"),
    # ServiceNow by names and by labels
    (
        "number,opened_at,short_description,caller_id,priority,state,category,assignment_group,assigned_to,"
        "sys_updated_on,sys_updated_by",
        "ServiceNow",
        "short_description|-|state|priority|opened_at|-|caller_id|assigned_to|number",
    ),
    (
        "Number,Opened,Short description,Caller,Priority,State,Category,Assignment group,Assigned to,Updated,"
        "Updated by,Resolved,Closed",
        "ServiceNow",
        "Short description|-|State|Priority|Opened|Resolved|Caller|Assigned to|Number",
    ),
    (
        "Number,Short description,Description,State,Priority,Created,Closed,Opened by,Assigned to,Configuration item",
        "ServiceNow",
        "Short description|Description|State|Priority|Created|Closed|Opened by|Assigned to|Number",
    ),
    # Chatwoot: conversations as the API has them, and a report
    (
        "display_id,status,priority,inbox_name,contact_name,contact_email,assignee_name,first_message,created_at,"
        "last_activity_at,resolved_at",
        "Chatwoot",
        "-|first_message|status|priority|created_at|resolved_at|contact_name|assignee_name|display_id",
    ),
    (
        "Conversation ID,Status,Contact Name,Contact Email,Inbox Name,Assignee Name,Labels,Last Message,Created At",
        "Chatwoot",
        "-|Last Message|Status|-|Created At|-|Contact Name|Assignee Name|Conversation ID",
    ),
    # Freshservice
    (
        "Ticket ID,Subject,Description,Status,Priority,Urgency,Impact,Source,Type,Requester Name,Requester Email,"
        "Requested For Name,Agent Name,Group,Department,Category,Sub-Category,Item,Created Time,Due by Time,"
        "Resolved Time,Closed Time,Last Updated Time,Workspace",
        "Freshservice",
        "Subject|Description|Status|Priority|Created Time|Resolved Time|Requester Name|Agent Name|Ticket ID",
    ),
    (
        "Ticket Id,Subject,Status,Priority,Source,Type,Assigned Agent,Agent Group,Requester Name,Requester Email,"
        "Department,Category,Sub Category,Created Time,Resolved Time,Closed Time,Resolution Note",
        "Freshservice",
        "Subject|-|Status|Priority|Created Time|Resolved Time|Requester Name|Assigned Agent|Ticket Id",
    ),
    # HubSpot: labels, and internal names
    (
        "Ticket ID,Ticket name,Ticket description,Pipeline,Ticket status,Priority,Ticket owner,Source,Create date,"
        "Close date,Last modified date,Associated Contact,Associated Company",
        "HubSpot",
        "Ticket name|Ticket description|Ticket status|Priority|Create date|Close date|Associated Contact|Ticket owner|"
        "Ticket ID",
    ),
    (
        "hs_object_id,subject,content,hs_pipeline,hs_pipeline_stage,hs_ticket_priority,createdate,closed_date,"
        "hubspot_owner_id",
        "HubSpot",
        "subject|content|hs_pipeline_stage|hs_ticket_priority|createdate|closed_date|-|hubspot_owner_id|hs_object_id",
    ),
    # Help Scout
    (
        "Number,Subject,Status,Mailbox,Customer Name,Customer Email,Assignee,Tags,Created At,Closed At,Closed By,"
        "Replies,Preview",
        "Help Scout",
        "Subject|Preview|Status|-|Created At|Closed At|Customer Name|Assignee|Number",
    ),
    (
        "Conversation ID,Conversation,Subject,Status,Inbox,Customer,Assigned To,Created,Closed,Threads",
        "Help Scout",
        "Subject|-|Status|-|Created|Closed|Customer|Assigned To|Conversation",
    ),
    # Jira, localised
    (
        "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Priorität,Autor,Erstellt,Erledigt",
        "Jira Service Management",
        "Zusammenfassung|-|Status|Priorität|Erstellt|Erledigt|Autor|-|Vorgangsschlüssel",
    ),
    (
        "Résumé,Clé de ticket,Type de ticket,État,Priorité,Responsable,Rapporteur,Créé,Résolue,Description",
        "Jira Service Management",
        "Résumé|Description|État|Priorité|Créé|Résolue|Rapporteur|Responsable|Clé de ticket",
    ),
    (
        "Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Prioridad,Persona asignada,Informador,Creada,Resuelta",
        "Jira Service Management",
        "Resumen|-|Estado|Prioridad|Creada|Resuelta|Informador|Persona asignada|Clave de incidencia",
    ),
    (
        "Riepilogo,Chiave ticket,Stato,Priorità,Assegnatario,Segnalatore,Creato,Risolto",
        "Jira Service Management",
        "Riepilogo|-|Stato|Priorità|Creato|Risolto|Segnalatore|Assegnatario|Chiave ticket",
    ),
    (
        "Resumo,Chave da item,Status,Prioridade,Responsável,Relator,Criado,Resolvido",
        "Jira Service Management",
        "Resumo|-|Status|Prioridade|Criado|Resolvido|Relator|Responsável|Chave da item",
    ),
    (
        "Samenvatting,Issuesleutel,Issuetype,Status,Prioriteit,Toegewezen aan,Melder,Gemaakt,Opgelost",
        "Jira Service Management",
        "Samenvatting|-|Status|Prioriteit|Gemaakt|Opgelost|Melder|Toegewezen aan|Issuesleutel",
    ),
    # Nobody's in particular
    ("Ticket-Nr.;Betreff;Beschreibung;Status;Priorität;Erstellt am;Gelöst am;Kunde;Bearbeiter", "",
     "Betreff|Beschreibung|Status|Priorität|Erstellt am|Gelöst am|Kunde|Bearbeiter|Ticket-Nr."),
    ("N°;Objet;Description;Statut;Priorité;Date de création;Date de clôture;Client;Assigné à", "",
     "Objet|Description|Statut|Priorité|Date de création|Date de clôture|Client|Assigné à|N°"),
    ("Número;Asunto;Descripción;Estado;Prioridad;Fecha de creación;Fecha de cierre;Cliente;Asignado a", "",
     "Asunto|Descripción|Estado|Prioridad|Fecha de creación|Fecha de cierre|Cliente|Asignado a|Número"),
    ("Numero;Oggetto;Descrizione;Stato;Priorità;Data di creazione;Data di chiusura;Cliente;Assegnato a", "",
     "Oggetto|Descrizione|Stato|Priorità|Data di creazione|Data di chiusura|Cliente|Assegnato a|Numero"),
    ("Número;Assunto;Descrição;Situação;Prioridade;Data de criação;Data de fechamento;Cliente;Responsável", "",
     "Assunto|Descrição|Situação|Prioridade|Data de criação|Data de fechamento|Cliente|Responsável|Número"),
    ("Nummer;Onderwerp;Omschrijving;Status;Prioriteit;Aangemaakt op;Gesloten op;Klant;Behandelaar", "",
     "Onderwerp|Omschrijving|Status|Prioriteit|Aangemaakt op|Gesloten op|Klant|Behandelaar|Nummer"),
    ("Ticket;Subject;Details;Status", "", "Subject|Details|Status|-|-|-|-|-|Ticket"),
    ("Ref;Issue Summary;Text", "", "Issue Summary|Text|-|-|-|-|-|-|Ref"),
    ("件名;説明;状態", "", "件名|説明|状態|-|-|-|-|-|-"),
    ("Date;From;Subject;Message", "", "Subject|Message|-|-|Date|-|From|-|-"),
    ("Case Number;Subject;Case Owner;Status;Priority;Date/Time Opened;Date/Time Closed;Contact Name", "",
     "Subject|-|Status|Priority|Date/Time Opened|Date/Time Closed|Contact Name|Case Owner|Case Number"),
]  # fmt: skip
FIELDS = (
    "title",
    "description",
    "status",
    "priority",
    "created_at",
    "resolved_at",
    "requester",
    "assignee",
    "external_id",
)


@pytest.mark.parametrize(("header", "system", "columns"), HEADERS, ids=range(len(HEADERS)))
def test_headers(header: str, system: str, columns: str) -> None:
    names = header.split("\t" if "\t" in header else ";" if ";" in header else ",")
    guessed = guess(names)
    found = {field: names[place] for field, place in guessed.columns.items()}
    assert (guessed.system, "|".join(found.get(field, "-") for field in FIELDS)) == (system, columns)
    assert not has_our_names(names)


@pytest.mark.parametrize(
    ("header", "is_strict"),
    [
        ("title,description,status,priority,category,created_at", True),
        ("Title;Description;CATEGORY;Resolved At".replace(";", ","), True),
        ("title", True),
        ("description,requester,external_id", True),
        ("title,mood", True),  # passed over by any guess
        ("id,title,external_id,priority_set_by", True),
        ("import_problem,id,title,external_id", True),
        ("title,created", False),
        ("ID,Title,Status", False),
        ("id,title,body,external_id", False),
        ("title,state", False),
        ("title,description,reporter", False),
        ("Subject,Text", False),
        ("title,Beschreibung", False),
        ("a,b,c", False),
        ("number,title,state,labels,body", False),
    ],
)
def test_a_file_is_read_strictly_where_every_column_that_is_read_has_our_own_name(header: str, is_strict: bool) -> None:
    assert has_our_names(header.split(",")) is is_strict


def test_a_column_that_stands_in_is_used() -> None:
    names = ["Title", "Team", "Completed", "Canceled", "Estimate", "Cycle Name", "Creator"]
    guessed = guess(names)
    assert guessed.fallbacks == {"resolved_at": (3,)}
    assert sorted(guessed.used) == [0, 2, 3, 6]
