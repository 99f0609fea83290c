"""What other languages call a column, by the English name that it is compared by."""

from __future__ import annotations

# The English name, and what German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish,
# Turkish, Polish, Czech and some other exports call the column.
TRANSLATED = """
subject: betreff, objet, sujet, asunto, oggetto, assunto, onderwerp, gegenstand, betreffzeile, kurzbeschreibung
subject: anliegen, tema, argomento, temat, predmet, тема, 件名, 主题, 主題, 제목, objet du ticket, asunto del ticket
subject: ämne, ärenderubrik, emne, emnelinje, aihe, konu, konu başlığı, temat zgłoszenia, předmět, předmět tiketu
subject: téma, thema
title: titel, titre, titulo, titolo, uberschrift, bezeichnung, intitule, naslov, tytul, nazev, название, заголовок
title: タイトル, 标题, 標題, 題名, ticketname, nombre del ticket, nome del ticket, nome do ticket, ticketnaam
title: overskrift, tittel, otsikko, nimike, başlık, tytuł, tytuł zgłoszenia, název, název požadavku, nadpis
summary: zusammenfassung, resume, resumen, riepilogo, resumo, samenvatting, 要約, 概要, 摘要, sammanfattning
summary: sammendrag, sammenfatning, oppsummering, yhteenveto, tiivistelmä, özet, podsumowanie, streszczenie, souhrn
summary: shrnutí, opsummering, sommario, sumário, summering
description: beschreibung, descripcion, descrizione, descricao, omschrijving, beschrijving, opis, popis, описание
description: 説明, 描述, 설명, 内容, 詳細, langbeschreibung, detailbeschreibung, description du ticket, beskrivning
description: beskrivelse, ärendebeskrivning, kuvaus, açıklama, tanım, tanımlama, opis zgłoszenia, popis požadavku
description: popis problému, opis problemu, sorun açıklaması
details: einzelheiten, detalles, dettagli, detalhes, bijzonderheden, подробности, detaljer, yksityiskohdat
details: lisätiedot, ayrıntılar, ayrıntı, detaylar, szczegóły, podrobnosti, detaily
text: texte, texto, testo, tekst, inhalt, contenu, contenido, contenuto, conteudo, inhoud, problembeschreibung
text: teksti, metin, treść, innehåll, indhold, innhold, sisältö, içerik, obsah
message: nachricht, mensaje, messaggio, mensagem, bericht, сообщение, meddelande, meddelelse, besked, melding
message: viesti, mesaj, ileti, wiadomość, zpráva
comment: kommentar, commentaire, comentario, commento, opmerking, komentar, комментарий, kommentti, yorum, komentarz
comment: komentář, bemærkning, merknad, anmärkning
status: statut, estado, estatus, stato, situacao, toestand, statuss, статус, stav, ステータス, 状態, 状态, 狀態
status: 상태, ticketstatus, etat, etat du ticket, stato del ticket, estado del ticket, status do ticket, zustand
status: bearbeitungsstatus, stan, stan zgloszenia, tillstånd, tilstand, läge, tila, durum, statü, stav požadavku
status: ärendestatus, sagsstatus, saksstatus, status zgłoszenia, tilanne, andamento
priority: prioritat, prioritaet, priorite, prioridad, priorita, prioridade, prioriteit, приоритет, priorytet, 優先度
priority: 优先级, 優先順位, 우선순위, prioritet, prioriteetti, tärkeys, öncelik, öncelik derecesi, önem
priority: önem derecesi, priorytet zgłoszenia, důležitost, prio
urgency: dringlichkeit, urgence, urgencia, urgenza, urgentie, 緊急度, brådska, angelägenhetsgrad, hastegrad, haster
urgency: kiireellisyys, kiireys, aciliyet, pilność, naléhavost
severity: schweregrad, gravite, severidad, gravedad, gravita, severidade, ernst, 重大度, allvarlighetsgrad
severity: alvorlighed, alvorlighedsgrad, alvorlighetsgrad, vakavuus, şiddet, ważność, závažnost
category: kategorie, categorie, categoria, kategoria, категория, カテゴリ, カテゴリー, 类别, 分類, ticketkategorie
category: themenbereich, sachgebiet, thematique, hilfethema, helptopic, rubrique d'aide, tema de ayuda, kategori
category: ärendekategori, luokka, sınıf, kategoria zgłoszenia, sagskategori, sakskategori, aihealue, hjälpämne
category: hjælpeemne, hjelpeemne, yardım konusu, temat pomocy, téma nápovědy
queue: warteschlange, file d'attente, cola, coda, fila, wachtrij, очередь, kö, kø, jono, kuyruk, kolejka, fronta
type: typ, tipo, tickettyp, type de ticket, tipo de ticket, tipo di ticket, type, tyyppi, tür, tip, rodzaj
requester: anforderer, gemeldet von, erfasst von, eingereicht von, demandé par, reportado por, aangevraagd door
requester: antragsteller, anfragender, anfragesteller, demandeur, solicitante, richiedente, requerente, aanvrager
requester: solicitado por, anfordernder, demande par, zgłaszający, zadavatel, 依頼者, 请求者, заявитель
requester: anforderer anforderer, demandeur demandeur, solicitante solicitante, richiedente richiedente
requester: requerente requerente, antragsteller antragsteller, aanvrager aanvrager, requester requester
requester: anfragesteller anfragesteller, angefragt von, kundenbenutzer, customer user, kundenbenutzer id
requester: gestellt von, zglaszajacy, zamawiajacy, klant naam, nom du demandeur, nombre del solicitante
requester: nome do solicitante, begärande, begärare, begärd av, beställare, anmälare, sökande, anmoder, rekvirent
requester: bestiller, anmodet af, innmelder, forespørrer, pyytäjä, pyynnön esittäjä, tilaaja, hakija, talep eden
requester: talep sahibi, isteyen, istek sahibi, istekte bulunan, talepte bulunan, wnioskodawca, żądający, zlecający
requester: osoba zgłaszająca, zgłoszone przez, žadatel, tazatel, kundanvändare, kundebruker, kundebruger, žadatelé
requester: rekvirenter, auftraggeber, solicitantes, tilaajat, demandeurs, richiedenti, aanvragers, requisitante
requester: requisitantes, requerentes, istekçi, istekçiler, bestillere, wnioskodawcy, pyytäjät, talep edenler
reporter: autor, rapporteur, informador, segnalatore, relator, melder, reporterin, berichterstatter, informante
reporter: 報告者, rapportör, rapportør, indberetter, melder, rapporterad av, rapporteret af, rapportert av
reporter: ilmoittaja, raportoija, raportoinut, bildiren, raporlayan, rapor eden, zgłosił, ohlásil, nahlásil
reporter: oznamovatel, reportér, nahlásil/a, gemeld door, rapporterer, auteur, autore, segnalato da, meldet av
reporter: signalé par
customer: kunde, client, cliente, klant, klient, zakaznik, клиент, 顧客, 客户, kund, asiakas, müşteri, zákazník
contact: kontakt, contacto, contatto, contato, contactpersoon, ansprechpartner, kontaktperson, yhteyshenkilö
contact: irtibat, irtibat kişisi, iletişim, ilgili kişi, osoba kontaktowa, kontaktní osoba
caller: anrufer, appelant, llamante, chiamante, beller, uppringare, opkalder, innringer, soittaja, arayan, dzwoniący
caller: volající
from: von, de, da, van, absender, expediteur, remitente, mittente, remetente, afzender, från, fra, avsändare
from: afsender, avsender, lähettäjä, gönderen, kimden, nadawca, od, odesílatel
email: e mail, mail, courriel, correo, correo electronico, posta elettronica, e mail adresse, emailadresse
email: adresse e mail, e post, epost, e postadress, e postadresse, sähköposti, sähköpostiosoite, e posta
email: e posta adresi, adres e mail, e mailová adresa
assignee: bearbeiter, zustandige person, zugewiesene person, zustandig, assegnatario, persona asignada, responsavel
assignee: destinataire, responsable, assigne, mitarbeiter, behandler, toegewezene, assignatario, 担当者, 处理人
assignee: 經辦人, исполнитель, behandelaar, uitvoerder, bearbeitet von, zustandiger, agente asignado
assignee: agente assegnato, toegewezen agent, verantwortlicher, sachbearbeiter, cessionnaire, assegnato, asignado
assignee: atribuido, solucionador, 담당자, tilldelad, tilldelad person, ansvarig, handläggare, uppdragstagare
assignee: tildelt, ansvarlig, sagsbehandler, saksbehandler, behandler, utfører, vastuuhenkilö, käsittelijä
assignee: delegoitu, atanan, atanan kişi, sorumlu, atanmış, görevli, yetkili, przypisany, przypisana osoba
assignee: osoba przypisana, przydzielony, wykonawca, odpowiedzialny, osoba odpowiedzialna, řešitel, přiřazen
assignee: přiřazená osoba, zpracovatel, odpovědná osoba, zugewiesener benutzer, usuario asignado, dueño
assignee: persona encargada, nimetty, vastuullinen, vastuutettu käyttäjä, vastuutettu, utilisateur assigné
assignee: intervenant, incaricato, utente assegnato, in carico a, toegekende gebruiker, dono, usuário atribuído
assignee: utilizador designado, tilldelad användare, tildelt bruger, tildelt bruker, przypisany użytkownik
assignee: přiřazený uživatel, toegewezen gebruiker, encargado, määrätty käyttäjä
assignedto: zugewiesen an, zugewiesen, assigne a, attribue a, affecte a, asignado a, assegnato a, atribuido a
assignedto: toegewezen aan, zugewiesen an techniker, attribue a technicien, asignado a tecnico, assegnato a tecnico
assignedto: atribuido a tecnico, toegewezen aan technicus, assigned to technician, zugeordnet zu
assignedto: zugewiesen zu techniker, asignada a tecnico, atribuido para tecnico, atribuido para, przypisane do
assignedto: prirazeno, tilldelad till, tilldelat till, tilldelad åt, tildelt til, osoitettu, osoitettu henkilölle
assignedto: määritetty, määritetty henkilölle, atandı, atanan kullanıcı, przypisany do, przypisane do, przypisano do
assignedto: przydzielony do, przydzielono do, přiřazeno, přiřazeno komu, přiřazen k, přiděleno, přidělen
assignedto: delegerad till, delegerat till, delegert til, delegeret til
agent: agente, agentin, techniker, technicien, tecnico, technicus, agent attribue, support mitarbeiter, tekniker
agent: agentti, asiantuntija, teknikko, temsilci, müşteri temsilcisi, teknisyen, technik, operátor
owner: besitzer, proprietaire, propietario, proprietario, eigenaar, inhaber, ticketbesitzer, владелец, eigentumer
owner: case owner, ägare, ejer, eier, omistaja, sahibi, sahip, bilet sahibi, właściciel, vlastník, ärendeägare
owner: sagsejer
group: gruppe, groupe, grupo, gruppo, groep, grupp, ryhmä, grup, grupa, skupina
created: erstellt, erstellungsdatum, cree, creado, creada, creato, creata, criado, criada, aangemaakt, gemaakt
created: utworzono, vytvoreno, создано, 作成日, 作成日時, 创建时间, 建立日期, 生成日, 생성일, angelegt, creation
created: 作成, 登録日, skapad, skapat, skapades, oprettet, opprettet, luotu, oluşturuldu, oluşturulma, utworzony
created: utworzone, dodano, vytvořen, založeno, zadáno, registrerad, registreret, registrert, kirjattu
created: zarejestrowano, gecreëerd, zarejestrowane, yaratılmış, oluşturulmuş
createdat: erstellt am, cree le, cree a, creado el, creado en, creata il, creato il, criado em, aangemaakt op
createdat: gemaakt op, angelegt am, erstellungszeit, erstellzeit, erstellt um, date de creation, fecha de creacion
createdat: data di creazione, data de criacao, aanmaakdatum, datum erstellt, dato di creazione, erstelldatum
createdat: erstellungszeitpunkt, heure de creation, hora de creacion, ora di creazione, hora de criacao
createdat: datum aangemaakt, data utworzenia, datum vytvoreni, skapad den, skapandedatum, skapat datum, datum skapad
createdat: skapelsedatum, skapad datum, oprettelsesdato, oprettet den, oprettet dato, opprettelsesdato
createdat: opprettet dato, opprettet den, dato opprettet, dato oprettet, luontipäivä, luontiaika, luontipvm
createdat: luomispäivä, luomisaika, luontipäivämäärä, oluşturulma tarihi, oluşturma tarihi, oluşturulma zamanı
createdat: oluşturulduğu tarih, kayıt tarihi, talep tarihi, utworzony dnia, data zgłoszenia, data rejestracji
createdat: data dodania, czas utworzenia, datum založení, čas vytvoření, datum zadání, skapad vid
createdat: oprettelsestidspunkt, opprettelsestidspunkt, skapandetid, skapad på, yaratılma tarihi, yaratıldığı tarih
opened: geoffnet, eroffnet, ouvert, abierto, aperto, aberto, geopend, offnungsdatum, открыт, eingegangen, eingang
opened: öppnad, åbnet, åpnet, avattu, açıldı, otwarto, otevřeno, inkommen, modtaget, mottatt, vastaanotettu, přijato
opened: öppnat
openedat: geoffnet am, eroffnet am, ouvert le, abierto el, aperto il, aberto em, geopend op, date d'ouverture
openedat: fecha de apertura, data di apertura, data de abertura, openingsdatum, eroffnungsdatum, offnungszeit
openedat: eingangsdatum, date time opened, erfasst am, gemeldet am, eingegangen am, aufgenommen am, ontvangen op
openedat: recu le, recibido el, öppningsdatum, öppnad den, åbningsdato, åpningsdato, åbnet den, åpnet den
openedat: avauspäivä, avauspäivämäärä, avausaika, açılış tarihi, açılma tarihi, data otwarcia, datum otevření
openedat: öppnat datum
requested: angefragt, angefordert, demande le, solicitado, richiesto, aangevraagd, angefordert am
date: datum, fecha, дата, meldedatum, 日付, 日期, date du ticket, dato, päivämäärä, päiväys, pvm, tarih
resolved: gelost, erledigt, resolu, resolue, resuelto, resuelta, risolto, risolta, resolvido, resolvida, opgelost
resolved: решено, 解決日, löst, åtgärdad, løst, ratkaistu, çözüldü, çözümlendi, rozwiązano, rozwiązane, rozwiązany
resolved: vyřešeno, vyřešen
resolvedat: gelost am, resolu le, resuelto el, risolto il, resolvido em, opgelost op, erledigt am, losungsdatum
resolvedat: date de resolution, fecha de resolucion, data di risoluzione, data de resolucao, oplosdatum, losungszeit
resolvedat: solutiondate, date de solution, fecha de solucion, data di soluzione, data da solucao, solution date
resolvedat: resolve date, 解決日時, heure de resolution, lösningsdatum, löst den, datum löst, løsningsdato, løst den
resolvedat: ratkaisupäivä, ratkaisuaika, ratkaistu pvm, çözüm tarihi, çözülme tarihi, çözümlenme tarihi
resolvedat: çözülme zamanı, data rozwiązania, datum vyřešení, datum řešení, čas vyřešení
solved: solucionado, date resolu, solutionne, afgehandeld
closed: geschlossen, ferme, fermee, clos, cerrado, cerrada, chiuso, chiusa, fechado, fechada, gesloten, закрыто
closed: beendet, stängd, stängt, avslutad, avslutat, lukket, afsluttet, avsluttet, suljettu, päätetty, kapandı
closed: kapatıldı, zamknięto, zamknięte, zamknięty, zakończono, uzavřeno, uzavřen, zavřeno, ukončeno, concluído
closed: concluída, terminé
closedat: geschlossen am, ferme le, clos le, cerrado el, chiuso il, fechado em, gesloten op, abschlussdatum
closedat: schliessdatum, date de cloture, date de fermeture, fecha de cierre, data di chiusura, data de fechamento
closedat: sluitingsdatum, abgeschlossen am, closing date, close date, schlusszeit, schliessungsdatum, enddatum
closedat: afgesloten op, ticketclosedtime, hora de finalizacion, fecha de finalizacion, hora de cierre
closedat: hora de fechamento, ora di chiusura, heure de fin, data zamkniecia, datum uzavreni, дата закрытия
closedat: 終了日時, 終了日, クローズ日時, heure de cloture, date de fin, beendet am, 完了日, 關閉時間
closedat: date time closed, abgeschlossen, stängd den, stängningsdatum, avslutsdatum, avslutningsdatum, datum stängd
closedat: lukkedato, lukket den, lukket dato, afslutningsdato, avslutningsdato, sulkemispäivä, sulkupäivä
closedat: sulkemisaika, sulkemispäivämäärä, kapanış tarihi, kapanma tarihi, kapatılma tarihi, kapatma tarihi
closedat: kapanış zamanı, data zakończenia, czas zamknięcia, datum ukončení, čas uzavření, dato lukket
closedat: suljettu päivä, data chiusura, datum afgesloten, data de encerramento, data de fecho, stängt datum
closedat: data di fine
updated: aktualisiert, mis a jour, actualizado, aggiornato, atualizado, bijgewerkt, geandert, uppdaterad
updated: uppdaterades, opdateret, oppdatert, päivitetty, güncellendi, zaktualizowano, aktualizováno, ändrad, ændret
updated: endret, muokattu, değiştirildi, zmieniono, zmodyfikowano, změněno, upraveno
ticketid: ticket nr, ticketnummer, ticket nummer, numero du ticket, numero de ticket, numero del ticket
ticketid: numero ticket, numero do ticket, ticket number, ticketnumber, ticket no, ticketno, id du ticket
ticketid: id de ticket, id del ticket, id ticket, ticket, ticket #, n ticket, n de ticket, id do ticket
ticketid: チケット番号, チケットid, チケット id, お問い合わせ番号, 工单编号, 工单号, 티켓 번호, numer zgloszenia
ticketid: numer, id de solicitud, id de la solicitud, numero de solicitud, id da solicitacao, numero da solicitacao
ticketid: id richiesta, id de la demande, numero de la demande, numero de demande, anfrage id, номер заявки
ticketid: номер обращения, vorgangsnummer, fallnummer, anfragenummer, ticketkennung, ärendenummer, ärende id
ticketid: ärendenr, ärende, biljettnummer, biljett id, biljett, sagsnummer, sags id, sagsnr, sag, billet id
ticketid: billetnummer, saksnummer, saks id, saksnr, sak, billett id, tiketin numero, tikettinumero, tiketti
ticketid: tikettitunnus, palvelupyynnön numero, pyynnön tunnus, bilet numarası, bilet no, bilet id, bilet kimliği
ticketid: bilet, talep no, talep numarası, talep id, kayıt no, nr zgłoszenia, id zgłoszenia, zgłoszenie
ticketid: numer biletu, identyfikator zgłoszenia, číslo tiketu, číslo požadavku, id požadavku, id tiketu, tiket
ticketid: číslo úlohy, požadavek, çağrı, çağrı no, çağrı numarası, çağrı id
number: nummer, numero, nr, no, n, num, id nummer, номер, 番号, 编号, #, №, nº, n°, lfd nr, ref nr, numara, číslo
reference: referenz, referencia, riferimento, referentie, ref, aktenzeichen, kenntnummer, kennung, referans, viite
issuekey: vorgangsschlussel, cle de ticket, cle de demande, cle, clave de incidencia, clave, chiave ticket, chiave
issuekey: chave do item, chave da item, chave, itemcode, sleutel, issuesleutel, issuecode, issue schlussel
issuekey: schlussel, ключ задачи, ключ, 課題キー, キー, ärendenyckel, nyckel, sagsnøgle, nøgle, saksnøkkel, nøkkel
issuekey: avain, anahtar, kayıt anahtarı, klucz zgłoszenia, klucz, klíč požadavku, klíč, klíč úkolu, pyynnön avain
issueid: vorgangs id, id de ticket jira, id de la incidencia, id da item
issuetype: vorgangstyp, type de ticket jira, type de demande, tipo de incidencia, tipo di ticket jira, tipo de item
issuetype: itemtype, 課題タイプ, ärendetyp, sagstype, sakstype, tapaustyyppi, kayıt türü, typ zgłoszenia
issuetype: typ požadavku, talep türü
creator: ersteller, createur, creador, creatore, criador, maker, aangemaakt door, cree par, creado por, creato da
creator: criado por, erstellt von, skapad av, oprettet af, opprettet av, luonut, luoja, tekijä, oluşturan
creator: utworzone przez, utworzył, vytvořil, skapare, författare, forfatter, yazar
entity: entitat, entite, entidad, entita, entidade, entiteit, enhet, entitet, enhed, yksikkö, entiteetti, birim
entity: varlık, jednostka, podmiot, subjekt
lastupdate: letzte anderung, letzte aktualisierung, derniere modification, derniere mise a jour, ultima modificacion
lastupdate: last modified, ultima actualizacion, ultima modifica, ultimo aggiornamento, ultima atualizacao
lastupdate: laatste wijziging, laatste update, senast uppdaterad, senaste uppdatering, sidst opdateret
lastupdate: seneste opdatering, sist oppdatert, siste oppdatering, viimeksi päivitetty, viimeisin päivitys
lastupdate: son güncelleme, güncelleme tarihi, ostatnia aktualizacja, data aktualizacji, poslední změna
lastupdate: poslední aktualizace, ostatnia zmiana, ostatnia modyfikacja
id: tunnus, identyfikator, tunniste
stage: stufe, etapa, étape, fase, estágio, stadium, vaihe, aşama, etap, fáze, trinn, trin, steg
username: benutzername, nom d'utilisateur, nombre de usuario, nome utente, nome de usuário, nome de utilizador
username: gebruikersnaam, användarnamn, brugernavn, bruger navn, brukernavn, käyttäjänimi, kullanıcı adı
username: nazwa użytkownika, uživatelské jméno
title: korte omschrijving, korte beschrijving
description: verzoek
requester: aanmelder
assignee: designado, tilordnet, procurador, erhververen
priority: priorit
createdat: dato registrato, date de la demande, date du signalement, fecha de solicitud, fecha de la solicitud
createdat: data da solicitação, data richiesta, data della richiesta, aanvraagdatum, anfragedatum, anforderungsdatum
createdat: meldungsdatum, datum der meldung, datum melding, anmälningsdatum, anmeldelsesdato, talep tarihi
closedat: data de conclusão, sulkupäiväys, ferdig dato, ferdigdato, datum gereed, datum afgemeld
ticketid: número do chamado, nº do chamado, chamado, kayıt, požadavek č, meldingnummer, meldingsnummer, incidentnummer
assignee: analista, atendente, técnico responsável, responsável técnico, responsable técnico
"""
