"""What other languages call a column, by the English name that it is compared by."""

from __future__ import annotations

# The English name, and what German, French, Spanish, Italian, Portuguese, Dutch and some other exports call the column.
TRANSLATED = """
subject: betreff, objet, sujet, asunto, oggetto, assunto, onderwerp, gegenstand, betreffzeile, kurzbeschreibung
subject: anliegen, tema, argomento, temat, predmet, тема, 件名, 主题, 主題, 제목, objet du ticket
subject: asunto del ticket
title: titel, titre, titulo, titolo, uberschrift, bezeichnung, intitule, naslov, tytul, nazev, название, заголовок
title: タイトル, 标题, 標題, 題名, ticketname, nombre del ticket, nome del ticket, nome do ticket, ticketnaam
summary: zusammenfassung, resume, resumen, riepilogo, resumo, samenvatting, 要約, 概要, 摘要
description: beschreibung, descripcion, descrizione, descricao, omschrijving, beschrijving, opis, popis, описание
description: 説明, 描述, 설명, 内容, 詳細, langbeschreibung, detailbeschreibung, description du ticket
details: einzelheiten, detalles, dettagli, detalhes, bijzonderheden, подробности
text: texte, texto, testo, tekst, inhalt, contenu, contenido, contenuto, conteudo, inhoud, problembeschreibung
message: nachricht, mensaje, messaggio, mensagem, bericht, сообщение
comment: kommentar, commentaire, comentario, commento, opmerking, komentar, комментарий
status: statut, estado, estatus, stato, situacao, toestand, statuss, статус, stav, ステータス, 状態, 状态, 狀態
status: 상태, ticketstatus, etat, etat du ticket, stato del ticket, estado del ticket, status do ticket, zustand
status: bearbeitungsstatus, stan, stan zgloszenia
priority: prioritat, prioritaet, priorite, prioridad, priorita, prioridade, prioriteit, приоритет, priorytet
priority: 優先度, 优先级, 優先順位, 우선순위
urgency: dringlichkeit, urgence, urgencia, urgenza, urgentie, 緊急度
severity: schweregrad, gravite, severidad, gravedad, gravita, severidade, ernst, 重大度
category: kategorie, categorie, categoria, kategoria, категория, カテゴリ, カテゴリー, 类别, 分類, rubrik
category: ticketkategorie, themenbereich, sachgebiet, thematique, hilfethema, helptopic, rubrique d'aide
category: tema de ayuda
queue: warteschlange, file d'attente, cola, coda, fila, wachtrij, очередь
type: typ, tipo, tickettyp, type de ticket, tipo de ticket, tipo di ticket
requester: anforderer, gemeldet von, erfasst von, eingereicht von, demandé par, reportado por, aangevraagd door
requester: antragsteller, anfragender, anfragesteller, demandeur, solicitante, richiedente, requerente, aanvrager
requester: solicitado por, anfordernder, demande par, zgłaszający, zadavatel, 依頼者, 请求者, заявитель
requester: anforderer anforderer, demandeur demandeur, solicitante solicitante, richiedente richiedente
requester: requerente requerente, antragsteller antragsteller, aanvrager aanvrager, requester requester
requester: anfragesteller anfragesteller, angefragt von, kundenbenutzer, customer user, kundenbenutzer id, gestellt von
requester: zglaszajacy, zamawiajacy, klant naam, nom du demandeur, nombre del solicitante, nome do solicitante
reporter: autor, rapporteur, informador, segnalatore, relator, melder, reporterin, berichterstatter, informante
reporter: 報告者
customer: kunde, client, cliente, klant, klient, zakaznik, клиент, 顧客, 客户
contact: kontakt, contacto, contatto, contato, contactpersoon, ansprechpartner
caller: anrufer, appelant, llamante, chiamante, beller
from: von, de, da, van, absender, expediteur, remitente, mittente, remetente, afzender
email: e mail, mail, courriel, correo, correo electronico, posta elettronica, e mail adresse, emailadresse
email: adresse e mail
assignee: bearbeiter, zustandige person, zugewiesene person, zustandig, assegnatario, persona asignada, responsavel
assignee: destinataire, responsable, assigne, mitarbeiter, behandler, toegewezene, assignatario, 担当者, 处理人
assignee: 經辦人, исполнитель, behandelaar, uitvoerder, bearbeitet von, zustandiger, agente asignado
assignee: agente assegnato, toegewezen agent, verantwortlicher, sachbearbeiter, cessionnaire, assegnato, asignado
assignee: atribuido, solucionador, 담당자
assignedto: zugewiesen an, zugewiesen, assigne a, attribue a, affecte a, asignado a, assegnato a, atribuido a
assignedto: toegewezen aan, zugewiesen an techniker, attribue a technicien, asignado a tecnico, assegnato a tecnico
assignedto: atribuido a tecnico, toegewezen aan technicus, assigned to technician, zugeordnet zu
assignedto: zugewiesen zu techniker, asignada a tecnico, atribuido para tecnico, atribuido para, przypisane do
assignedto: prirazeno
agent: agente, agentin, techniker, technicien, tecnico, technicus, agent attribue, support mitarbeiter
owner: besitzer, proprietaire, propietario, proprietario, eigenaar, inhaber, ticketbesitzer, владелец, eigentumer
owner: case owner
group: gruppe, groupe, grupo, gruppo, groep
created: erstellt, erstellungsdatum, cree, creado, creada, creato, creata, criado, criada, aangemaakt, gemaakt
created: utworzono, vytvoreno, создано, 作成日, 作成日時, 创建时间, 建立日期, 生成日, 생성일, angelegt, creation
created: 作成, 登録日
createdat: erstellt am, cree le, cree a, creado el, creado en, creata il, creato il, criado em, aangemaakt op
createdat: gemaakt op, angelegt am, erstellungszeit, erstellzeit, erstellt um, date de creation, fecha de creacion
createdat: data di creazione, data de criacao, aanmaakdatum, datum erstellt, dato di creazione, erstelldatum
createdat: erstellungszeitpunkt, heure de creation, hora de creacion, ora di creazione, hora de criacao
createdat: datum aangemaakt, data utworzenia, datum vytvoreni
opened: geoffnet, eroffnet, ouvert, abierto, aperto, aberto, geopend, offnungsdatum, открыт, eingegangen, eingang
openedat: geoffnet am, eroffnet am, ouvert le, abierto el, aperto il, aberto em, geopend op, date d'ouverture
openedat: fecha de apertura, data di apertura, data de abertura, openingsdatum, eroffnungsdatum, offnungszeit
openedat: eingangsdatum, date time opened, erfasst am, gemeldet am, eingegangen am, aufgenommen am, ontvangen op
openedat: recu le, recibido el
requested: angefragt, angefordert, demande le, solicitado, richiesto, aangevraagd, angefordert am
date: datum, fecha, дата, meldedatum, 日付, 日期, date du ticket
resolved: gelost, erledigt, resolu, resolue, resuelto, resuelta, risolto, risolta, resolvido, resolvida, opgelost
resolved: решено, 解決日
resolvedat: gelost am, resolu le, resuelto el, risolto il, resolvido em, opgelost op, erledigt am, losungsdatum
resolvedat: date de resolution, fecha de resolucion, data di risoluzione, data de resolucao, oplosdatum
resolvedat: losungszeit, solutiondate, date de solution, fecha de solucion, data di soluzione, data da solucao
resolvedat: solution date, resolve date, 解決日時, heure de resolution
solved: solucionado, date resolu, solutionne, afgehandeld
closed: geschlossen, ferme, fermee, clos, cerrado, cerrada, chiuso, chiusa, fechado, fechada, gesloten, закрыто
closed: beendet
closedat: geschlossen am, ferme le, clos le, cerrado el, chiuso il, fechado em, gesloten op, abschlussdatum
closedat: schliessdatum, date de cloture, date de fermeture, fecha de cierre, data di chiusura, data de fechamento
closedat: sluitingsdatum, abgeschlossen am, closing date, close date, schlusszeit, schliessungsdatum, enddatum
closedat: afgesloten op, ticketclosedtime
closedat: hora de finalizacion, fecha de finalizacion, hora de cierre, hora de fechamento, ora di chiusura, heure de fin
closedat: data zamkniecia, datum uzavreni, дата закрытия, 終了日時, 終了日, クローズ日時, heure de cloture
closedat: date de fin, beendet am, 完了日, 關閉時間, date time closed, abgeschlossen
updated: aktualisiert, mis a jour, actualizado, aggiornato, atualizado, bijgewerkt, geandert
ticketid: ticket nr, ticketnummer, ticket nummer, numero du ticket, numero de ticket, numero del ticket
ticketid: numero ticket, numero do ticket, ticket number, ticketnumber, ticket no, ticketno, id du ticket
ticketid: id de ticket, id del ticket, id ticket, ticket, ticket #, n ticket, n de ticket, id do ticket
ticketid: チケット番号, チケットid, チケット id, お問い合わせ番号, 工单编号, 工单号, 티켓 번호, numer zgloszenia, numer
ticketid: id de solicitud, id de la solicitud, numero de solicitud, id da solicitacao
ticketid: numero da solicitacao, id richiesta
ticketid: id de la demande, numero de la demande, numero de demande, anfrage id, номер заявки, номер обращения
ticketid: vorgangsnummer, fallnummer, anfragenummer, ticketkennung
number: nummer, numero, nr, no, n, num, id nummer, номер, 番号, 编号, #, №, nº, n°, lfd nr, ref nr
reference: referenz, referencia, riferimento, referentie, ref, aktenzeichen, kenntnummer, kennung
issuekey: vorgangsschlussel, cle de ticket, cle de demande, cle, clave de incidencia, clave, chiave ticket, chiave
issuekey: chave do item, chave da item, chave, itemcode, sleutel, issuesleutel, issuecode, issue schlussel
issuekey: schlussel, ключ задачи, ключ, 課題キー, キー
issueid: vorgangs id, id de ticket jira, id de la incidencia, id da item
issuetype: vorgangstyp, type de ticket jira, type de demande, tipo de incidencia, tipo di ticket jira, tipo de item
issuetype: itemtype, 課題タイプ
creator: ersteller, createur, creador, creatore, criador, maker, aangemaakt door, cree par, creado por, creato da
creator: criado por, erstellt von
entity: entitat, entite, entidad, entita, entidade, entiteit
lastupdate: letzte anderung, letzte aktualisierung, derniere modification, derniere mise a jour
lastupdate: ultima modificacion, last modified, ultima actualizacion, ultima modifica, ultimo aggiornamento
lastupdate: ultima atualizacao, laatste wijziging, laatste update
"""
