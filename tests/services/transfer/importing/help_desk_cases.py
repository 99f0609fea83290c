"""Headers and words of exports as other help desks and trackers write them: what each column and word is taken for."""

# ruff: noqa: E501 - headers as they are written
# fmt: off

from __future__ import annotations

# The system that is recognised, the header, and the columns that are read: title, description, status, priority, created,
# resolved, requester, assignee, id; a dash where there is none.
HEADERS = [
    ("GitLab", "Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,Time Spent,Epic ID,Epic Title", "Title|Description|State|-|Created At (UTC)|Closed At (UTC)|Author|Assignee|URL"),
    ("Bugzilla", "Bug ID,Product,Component,Assignee,Status,Resolution,Summary,Changed", "Summary|-|Status|-|-|-|-|Assignee|Bug ID"),
    ("Bugzilla", "bug_id,bug_severity,priority,op_sys,assigned_to,bug_status,resolution,short_desc,opendate,changeddate,reporter,product,component", "short_desc|-|bug_status|priority|opendate|-|reporter|assigned_to|bug_id"),
    ("Bugzilla", "Bug ID,Severity,Priority,Hardware,Assignee,Status,Resolution,Summary,Opened,Changed,Reporter", "Summary|-|Status|Priority|Opened|-|Reporter|Assignee|Bug ID"),
    ("Redmine", "#,Project,Tracker,Parent task,Status,Priority,Subject,Author,Assignee,Updated,Category,Target version,Start date,Due date,Estimated time,Total estimated time,Spent time,Total spent time,% Done,Created,Closed,Last updated by,Related issues,Files,Private,Description,Last notes", "Subject|Description|Status|Priority|Created|Closed|Author|Assignee|#"),
    ("MantisBT", "Id,Project,Reporter,Assigned To,Priority,Severity,Reproducibility,Product Version,Category,Date Submitted,OS,OS Version,Platform,View Status,Updated,Summary,Status,Resolution,Fixed in Version", "Summary|-|Status|Priority|Date Submitted|-|Reporter|Assigned To|Id"),
    ("Trac", "id,summary,owner,type,status,priority,milestone,component,reporter,time,changetime", "summary|-|status|priority|time|-|reporter|owner|id"),
    ("YouTrack", "Issue Id,Project,Tags,Summary,Reporter,Created,Updated,Resolved,Priority,Type,State,Assignee,Subsystem,Fix versions,Description", "Summary|Description|State|Priority|Created|Resolved|Reporter|Assignee|Issue Id"),
    ("", "ID,Work Item Type,Title,Assigned To,State,Tags,Created Date,Created By,Closed Date,Priority,Description", "Title|Description|State|Priority|Created Date|Closed Date|Created By|Assigned To|ID"),
    ("", "Ticket #,Summary,Description,Assigned To,Created On,Closed On,Due On,Priority,Status,Creator,Category,Organization", "Summary|Description|Status|Priority|Created On|Closed On|Creator|Assigned To|Ticket #"),
    ("", "Request ID,Subject,Requester,Technician,Created Time,Request Status,Completed Time,Priority,Category,Description,Due by date,Site,Group", "Subject|Description|Request Status|Priority|Created Time|Completed Time|Requester|Technician|Request ID"),
    ("", "Case Number,Subject,Status,Priority,Date/Time Opened,Date/Time Closed,Case Owner,Contact Name,Account Name,Description,Age,Open", "Subject|Description|Status|Priority|Date/Time Opened|Date/Time Closed|Contact Name|Case Owner|Case Number"),
    ("", "CaseNumber,Subject,Status,Priority,CreatedDate,ClosedDate,Owner.Name,Contact.Name,Description,SuppliedEmail,IsClosed", "Subject|Description|Status|Priority|CreatedDate|ClosedDate|Contact.Name|Owner.Name|CaseNumber"),
    ("OTRS", "Ticket#,Age,Created,Closed,First Response,State,Priority,Queue,Lock,Owner,UserFirstname,UserLastname,CustomerID,Customer Name,From,Subject,Accounted time", "Subject|-|State|Priority|Created|Closed|Customer Name|Owner|Ticket#"),
    ("", "SR#,Title,Description,Status,Priority,Request user,Request time,Close time,Assigned to,Category", "Title|Description|Status|Priority|Request time|Close time|Request user|Assigned to|SR#"),
    ("", "Ticket #,Summary Description,Company,Contact,Status,Priority,Date Entered,Date Closed,Resource,Board,Type", "Summary Description|-|Status|Priority|Date Entered|Date Closed|Contact|Resource|Ticket #"),
    ("", "Ticket Number,Title,Description,Status,Priority,Contact,Primary Resource,Create Date,Complete Date,Queue,Account", "Title|Description|Status|Priority|Create Date|Complete Date|Contact|Primary Resource|Ticket Number"),
    ("", "Conversation ID,Conversation started at,State,Priority,Assigned teammate,User name,User email,Title,First closed at,Last closed at,Conversation tags", "Title|-|State|Priority|Conversation started at|First closed at|User name|Assigned teammate|Conversation ID"),
    ("", "Conversation ID,Message ID,Subject,Status,Assignee,Inbox,From,To,Message date,Tags,Extract", "Subject|Extract|Status|-|Message date|-|From|Assignee|Conversation ID"),
    ("", "Ticket id,Ticket subject,Channel,Status,Created date,Closed date,Assignee email,Customer email,Customer name,Priority,First message", "Ticket subject|First message|Status|Priority|Created date|Closed date|Customer name|Assignee email|Ticket id"),
    ("", "Case ID,Subject,Status,Priority,Type,Requester,Assigned agent,Assigned team,Created at,Completed at,Channel", "Subject|-|Status|Priority|Created at|Completed at|Requester|Assigned agent|Case ID"),
    ("", "Ticket ID,Subject,Status,Priority,Category,Contact name,Contact email,Assignee,Created At,Last Modified,Message", "Subject|Message|Status|Priority|Created At|-|Contact name|Assignee|Ticket ID"),
    ("", "ID,Ticket Id,Department,Contact Name,Email,Phone,Subject,Description,Status,Ticket Owner,Created Time,Modified Time,Priority,Category,Resolution,Ticket Closed Time", "Subject|Description|Status|Priority|Created Time|Ticket Closed Time|Contact Name|Ticket Owner|Ticket Id"),
    ("", "Meldingnummer,Korte omschrijving,Verzoek,Aanmelder,Behandelaar,Status,Prioriteit,Categorie,Aanmaakdatum,Datum gereed,Datum afgemeld", "Korte omschrijving|Verzoek|Status|Prioriteit|Aanmaakdatum|Datum gereed|Aanmelder|Behandelaar|Meldingnummer"),
    ("", "TicketID,Subject,Priority,Status,From,Tech,Date,Closed,Category,Body,Company", "Subject|Body|Status|Priority|Date|Closed|From|Tech|TicketID"),
    ("", "Number,Name,Description,State,Priority,Category,Requester,Assignee,Created At,Resolved At,Site,Department", "Name|Description|State|Priority|Created At|Resolved At|Requester|Assignee|Number"),
    ("", "Incident ID*+,Summary*,Notes,Status*,Priority*,Submit Date,Last Resolved Date,Customer First Name,Customer Last Name,Assignee+,Assigned Group*+", "Summary*|Notes|Status*|Priority*|Submit Date|Last Resolved Date|-|Assignee+|Incident ID*+"),
    ("", "Incident,Subject,Symptom,Status,Priority,Created On,Resolved On,Closed On,Customer,Owner,Owner Team,Category", "Subject|Symptom|Status|Priority|Created On|Resolved On|Customer|Owner|Incident"),
    ("", "Ticket ID,Ticket Ref,Subject,Status,Urgency,Date Created,Date Resolved,User Name,User Email,Agent,Department", "Subject|-|Status|Urgency|Date Created|Date Resolved|User Name|Agent|Ticket ID"),
    ("", "Title,Content,Creator,Created at,Completed at,Assignees,Status", "Title|Content|Status|-|Created at|Completed at|Creator|Assignees|-"),
    ("Plane", "id,name,type,requester,owners,description,is_completed,created_at,started_at,updated_at,moved_at,completed_at,estimate,external_ticket_count,external_tickets,is_blocked,state,epic_id,epic,project_id,project,iteration_id,iteration,utc_offset,is_a_blocker,due_date,labels,tasks,is_archived,workflow", "name|description|state|-|created_at|completed_at|requester|owners|id"),
    ("", "Id,Title,Labels,Iteration,Type,Estimate,Priority,Current State,Created at,Accepted at,Deadline,Requested By,Description,URL,Owned By", "Title|Description|Current State|Priority|Created at|Accepted at|Requested By|Owned By|Id"),
    ("", "Task ID,Title,Status,Priority,Author,Assigned,Date Created,Date Closed,Description", "Title|Description|Status|Priority|Date Created|Date Closed|Author|Assigned|Task ID"),
    ("", "Bug,Title,Importance,Status,Assigned to,Reporter,Date created,Description", "Title|Description|Status|Importance|Date created|-|Reporter|Assigned to|Bug"),
    ("", "ID,Subject,Assigned to,Customer,Stage,Priority,Created on,Close date,Description,Team,Type", "Subject|Description|Stage|Priority|Created on|Close date|Customer|Assigned to|ID"),
    ("", "Number,Name,Status,Priority,Type,Account,Contact,Description,Created At,Assigned User", "Name|Description|Status|Priority|Created At|-|Contact|Assigned User|Number"),
    ("", "Number,Subject,Priority,Status,Type,Account Name,Description,Resolution,Date Created,Date Modified,Assigned User,Created By", "Subject|Description|Status|Priority|Date Created|-|Created By|Assigned User|Number"),
    ("", "Ticket No,Title,Status,Priority,Severity,Category,Contact Name,Assigned To,Created Time,Modified Time,Description,Solution", "Title|Description|Status|Priority|Created Time|-|Contact Name|Assigned To|Ticket No"),
    ("Help Scout", "Id,Subject,Customer Name,Customer Email,Agent,Status,Priority,Type,Group,Created,Threads", "Subject|-|Status|Priority|Created|-|Customer Name|Agent|Id"),
    ("Help Scout", "#,Subject,Customer,Status,Assigned To,Mailbox,Created,Closed,Last Reply,Preview", "Subject|Preview|Status|-|Created|Closed|Customer|Assigned To|#"),
    ("", "Ticket Number,Subject,Status,Priority,Department,Requester,Assigned Agent,Created At,Closed At,Source", "Subject|-|Status|Priority|Created At|Closed At|Requester|Assigned Agent|Ticket Number"),
    ("", "Incident ID,Short Description,Description,Status,Priority,Customer Display Name,Owned By,Created Date Time,Resolved Date Time,Closed Date Time", "Short Description|Description|Status|Priority|Created Date Time|Resolved Date Time|Customer Display Name|Owned By|Incident ID"),
    ("", "RequestID,Subject,Requester,Technician,CreatedDate,ResolvedDate,RequestStatus,Priority", "Subject|-|RequestStatus|Priority|CreatedDate|ResolvedDate|Requester|Technician|RequestID"),
    ("", "Ticket ID,Subject,Status,Priority,Customer,Agent,Inbox,Type,Created,Resolved,Last Updated", "Subject|-|Status|Priority|Created|Resolved|Customer|Agent|Ticket ID"),
    ("", "ID,Subject,Status,Channel,Customer,Staff,Created,Resolved,Body", "Subject|Body|Status|-|Created|Resolved|Customer|Staff|ID"),
    ("", "Request ID,Customer First,Customer Last,Email,Category,Status,Assigned To,Opened,Closed,Initial Request,Subject,Urgent", "Subject|Initial Request|Status|-|Opened|Closed|Email|Assigned To|Request ID"),
    ("", "Nr.;Datum;Melder;Problem;Beschreibung;Prio;Status;Bearbeiter;Erledigt am;Lösung", "Problem|Beschreibung|Status|Prio|Datum|Erledigt am|Melder|Bearbeiter|Nr."),
    ("", "No.;Date Reported;Reported By;Issue;Details;Severity;Status;Owner;Date Resolved;Comments", "Issue|Details|Status|Severity|Date Reported|Date Resolved|Reported By|Owner|No."),
    ("", "N°;Date de la demande;Demandeur;Objet;Description;Priorité;Statut;Technicien;Date de clôture", "Objet|Description|Statut|Priorité|Date de la demande|Date de clôture|Demandeur|Technicien|N°"),
    ("Plane", "Project Name,Project Identifier,Parent,Identifier,Sequence Id,Name,State Name,Priority,Assignees,Subscribers,Created By Name,Start Date,Target Date,Completed At,Created At,Updated At,Archived At,Estimate,Labels,Cycles,Modules,Links,Relations,Comments,Sub Issues Count,Link Count,Attachment Count,Is Draft", "Name|-|State Name|Priority|Created At|Completed At|Created By Name|Assignees|Identifier"),
    ("", "id_ticket,data_abertura,data_fechamento,cliente,segmento,sistema,tipo_chamado,prioridade,status,analista,tempo_resolucao_horas", "-|-|status|prioridade|data_abertura|data_fechamento|cliente|analista|id_ticket"),
    ("", "numero_ticket,fecha_creacion,fecha_cierre,asunto,descripcion,estado,prioridad,solicitante,asignado", "asunto|descripcion|estado|prioridad|fecha_creacion|fecha_cierre|solicitante|asignado|numero_ticket"),
    ("", "Ticket ID,Subject,Status,Priority,CRM Stage,Website,Visitor Name,Visitor Email,Assigned Agent,Assigned At,Created At,Updated At", "Subject|-|Status|Priority|Created At|-|Visitor Name|Assigned Agent|Ticket ID"),
    ("", "Ticket ID,Description,Status,Priority,Agent ID,Agent Name,Agent Email,Contact ID,Contact Name,Contact Email,Group ID,Comments", "-|Description|Status|Priority|-|-|Contact Name|Agent Name|Ticket ID"),
    ("", "id,ticket_name,user_name,status_name,requesttype_name,entity_name,priority_name,itilcategory_name,location_name,group_name,total_tickets_time,date_creation,close_date,expiration", "ticket_name|-|status_name|priority_name|date_creation|close_date|user_name|-|id"),
    ("OTRS", "Número;Ticket#;Idade;Titulo;Criado;Última Alteração;Hora de Fechamento;Fila;Estado;Prioridade;Usuário Cliente;ID do Cliente;Serviço;SLA;Atendente/Proprietário;Responsável;FirstResponseTime;SolutionTime;First Lock;Bloquear;Solicitante", "Titulo|-|Estado|Prioridade|Criado|Hora de Fechamento|Solicitante|Atendente/Proprietário|Ticket#"),
    ("OTRS", "Number;Ticket#;Age;Title;Created;Changed;Close Time;Queue;State;Priority;Customer User;CustomerID;Service;SLA;Agent/Owner;Responsible;Accounted time;First Response;SolutionTime;First Lock;Lock", "Title|-|State|Priority|Created|Close Time|Customer User|Agent/Owner|Ticket#"),
    ("GLPI", "ID;Título;Entidad;Estado;Última actualización;Fecha de Apertura;Prioridad;Solicitante - Solicitante;Asignado a: - Técnico;Categoría;Fecha de cierre", "Título|-|Estado|Prioridad|Fecha de Apertura|Fecha de cierre|Solicitante - Solicitante|Asignado a: - Técnico|ID"),
    ("GLPI", "ID;Título;Status;Requerente - Requerente;Atribuído - Técnico;Prioridade;Categoria;Tipo;Solução - Solução;Descrição;SLA - SLA Tempo para solução;Data de abertura;Tempo para solução;Data da solução;Última atualização", "Título|Descrição|Status|Prioridade|Data de abertura|Data da solução|Requerente - Requerente|Atribuído - Técnico|ID"),
    ("ServiceNow", "number,service_offering,description,opened_at,business_service,short_description,caller_id,caller_id.u_jobfamily,priority,state,category,assignment_group,assigned_to,sys_updated_on,closed_at,resolved_at,severity,urgency", "short_description|description|state|priority|opened_at|resolved_at|caller_id|assigned_to|number"),
    ("", "id,apiVendorID,assignedResourceID,companyID,completedDate,contactID,createDate,creatorResourceID,description,externalID,issueType,priority,queueID,resolution,resolvedDateTime,resolvedDueDateTime,source,status,ticketNumber,ticketType,title", "title|description|status|priority|createDate|resolvedDateTime|-|-|externalID"),
]

# The columns of a queue in osTicket 1.14: id, created, subject, user, priority, status, closed, assignee.
OSTICKET_COLUMNS = {
    "de": "Ticket #|Erstellungsdatum|Betreff|Benutzername|Priorität|Status|Geschlossen am|Zugewiesen an",
    "fr": "Ticket #|Date de création|Sujet|Nom d'utilisateur|Priorité|État|Date de fermeture|Affecté à",
    "es": "Ticket #|Fecha de creación|Asunto|Nombre de usuario|Prioridad|Estado|Fecha de cierre|Procurador",
    "it": "Ticket #|Dato registrato|Oggetto|Nome Utente|Priorità|Stato|Data di chiusura|Assegnatario",
    "nl": "Ticket #|Aanmaakdatum|Onderwerp|User Name|Prioriteit|Status|Sluitingsdatum|Toegewezene",
    "pt": "Número do Chamado|Data de Criação|Assunto|Nome de Usuário|Prioridade|Status|Data de Conclusão|Designado",
    "sv": "Ärende #|Skapad den|Ämne|Användarnamn|Prioritet|Status|Stängt Datum|Ägare",
    "pl": "Zgłoszenie #|Data utworzenia|Temat|Nazwa użytkownika|Priorytet|Status|Data zakończenia|Przypisany",
    "da": "Sag #|Oprettelsesdato|Emne|Bruger Navn|Prioritet|Status|Lukke dato|Erhververen",
    "tr": "Kayıt #|Oluşturulma Tarihi|Konu|User Name|Öncelik|Durum|Kapanış Tarihi|Atanan",
    "cs": "Požadavek č. |Datum vytvoření|Předmět|Uživatelské jméno|Priorit|Stav|Datum uzavření|Zpracovatel",
    "fi": "Tiketti#|Luontipäivä|Aihe|Käyttäjänimi|Prioriteetti|Tila|Sulkupäiväys|Osoitettu",
    "no": "sak #|Dato opprettet|Emne|User Name|Prioritet|Status|ferdig dato|Tilordnet",
}

# Its statuses (open, resolved, closed, archived; a deleted ticket is asked about) and its priorities.
OSTICKET_STATUSES = {
    "de": "Offen Gelöst Geschlossen Archiviert",
    "fr": "Ouverts Résolu Fermé Archivé",
    "es": "Abrir Resuelto Cerrado Archivado",
    "it": "Apri Risolto Chiuso Archiviato",
    "nl": "Open Opgelost Gesloten Gearchiveerd",
    "pt": "Aberto Resolvido Encerrado Arquivados",
    "sv": "Öppna Åtgärdad Stängd Arkiverade",
    "pl": "Otwarte Rozwiązane Zamknięte Zarchiwizowane",
    "da": "Åbne Løst Lukket Arkiveret",
    "tr": "Aç Çözüldü Kapalı Arşivlenmiş",
    "cs": "Otevřené Vyřešené Uzavřené Archivované",
    "fi": "Avaa Ratkaistu Suljettu Arkistoitu",
    "no": "Åpne Løst Stengt Arkivert",
    "en": "Open Resolved Closed Archived",
}
OSTICKET_PRIORITIES = {
    "de": "Niedrig|Normal|Hoch|Notfall",
    "fr": "Basse|Normale|Haute|Urgence",
    "es": "Baja|Normal|Alta|Urgente",
    "it": "Bassa|Normale|Alta|Emergenza",
    "nl": "Laag|Normaal|Hoog|Spoed",
    "pt": "Baixa|Normal|Alta|Emergência",
    "sv": "Låg|Normal|Hög|Kritisk",
    "pl": "Niski|Normalny|Wysoki|Awaryjny",
    "da": "Lav|Normal|Høj|Kritisk",
    "tr": "Düşük|Normal|Yüksek|Acil",
    "cs": "Nízká|Normální|Vysoká|Stav nouze",
    "fi": "Matala|Normaali|Korkea|Hätätapaus",
    "no": "Lav|Normal|Høy|Nødsituasjon",
}

# Zammad's statuses: new, open, pending reminder, pending close, merged, closed.
ZAMMAD_STATUSES = {
    "fr": "nouveau|ouvert|rappel en attente|clôture en attente|Fusionné|fermé",
    "es": "nuevo|abierto|pendiente recordatorio|Pendiente cerrar|fusionado|cerrado",
    "it": "nuovo|aperto|in sospeso|in attesa di chiusura|unito|chiuso",
    "pt": "novo|aberto|Pendente (Lembrete)|Pendente (Encerrar)|agrupado|fechado",
    "nl": "nieuw|open|verstuur herinnering|wacht op sluiten|samengevoegd|gesloten",
    "de": "neu|offen|warten auf Erinnerung|warten auf Schließen|zusammengeführt|geschlossen",
    "en": "new|open|pending reminder|pending close|merged|closed",
}

# Statuses that teams add, or that other trackers have.
STATUSES = {
    "open": "UNCONFIRMED|CONFIRMED|NEW|REOPENED|confirmed|Submitted|To be discussed|triaged|unstarted|unscheduled|Waiting On Us|Information Provided|Logged|Backlog|Todo|Active|Proposed|Overdue|Unassigned|opened|Not Started|offen nach Rückfrage",
    "in_progress": "ASSIGNED|NEEDINFO|IN_PROGRESS|feedback|acknowledged|assigned|accepted|Feedback|Needs Feedback|pending auto close+|started|planned|Waiting for 3rd party|3rd Party|Onhold|On Hold|Awaiting User Info|Pending Customer Action|Awaiting Customer Response|Waiting on Third Party|Escalated|Researching|Information Requested|Snoozed|In Review|QA|Blocked|Committed|Awaiting Approval|Awaiting your reply|Replied|Hold|In-Progress|WIP|Deferred|Waiting on someone else|Working on it|Stuck|Em atendimento (atribuído)|in Bearbeitung|warten auf Klärung|Wiedervorlage|Warten auf Kunde|pending action|action en suspens|azione pendente|ação pendente|in afwachting van actie|en suspens",
    "resolved": "RESOLVED|VERIFIED|Fixed|Fix Committed|Fix Released|delivered|finished|Completed|Problem Solved|Done",
    "closed": "CLOSED|Can't Reproduce|Won't fix|Obsolete|Rejected|closed successful|closed unsuccessful|removed|Wontfix|Invalid|Expired|Canceled|Closed - Completed|Merged|Closed (resolved)|Duplicate|Duplicated|Removed|Trashed|Fechado com êxito|doppelt|abgelehnt",
}

# Priorities that real exports have: of GLPI in Spanish and Portuguese.
PRIORITIES = {
    "low": "Baja|Muy baja|Baixa",
    "medium": "Mediana|Media|Média",
    "high": "Alta",
    "critical": "Muy urgente|Muy alta|Urgente|Muito alta",
}

# Of systems whose ids count within them, whatever their columns are called.
ID_PREFIXES = {
    "Bugzilla": "bugzilla-",
    "MantisBT": "mantis-",
    "Redmine": "redmine-",
    "Trac": "trac-",
    "YouTrack": "youtrack-",
    "OTRS": "otrs-",
}
