"""Words of other systems, in seven languages and some more, for each priority and status; commas between them.

Case, accents, dashes and underscores make no difference (services/transfer/importing/other_systems/vocabulary.py).
"""

LOW = """
lowest, minor, trivial, planning, very low, very minor, cosmetic, nice to have, p low, low priority,
niedrig, gering, sehr niedrig, sehr gering, unwichtig, am niedrigsten, niedrigste, niedrigster, geringfügig, klein,
basse, bas, faible, très basse, très bas, très faible, mineure, mineur, la plus basse, triviale, moins urgente,
baja, bajo, muy baja, muy bajo, menor, mínima, mínimo, la más baja, más baja, secundaria,
bassa, basso, molto bassa, molto basso, minore, minima, minimo, più bassa, bassissima, banale,
baixa, baixo, muito baixa, muito baixo, mais baixa,
laag, lage, zeer laag, erg laag, laagste, onbelangrijk,
低, 최저, 낮음, 最低, низкий, низкая, очень низкий, niski, nízká, nízký
"""
MEDIUM = """
normal, moderate, standard, default, mid, middle, average, regular, routine, medium priority,
mittel, mittlere, mittlerer, durchschnittlich, üblich, mäßig,
moyenne, moyen, normale, modérée, modéré, ordinaire, intermédiaire,
media, medio, moderada, moderado, estándar, ordinaria,
moderata, moderato, ordinario, intermedia,
média, médio, padrão, intermediária,
normaal, normale prioriteit, gemiddeld, gemiddelde, middel, midden, middelmatig, standaard, medium hoog,
中, 普通, 보통, 중간, средний, средняя, обычный, normalny, średni, střední, normální
"""
HIGH = """
important, significant, elevated, high priority, serious, medium high,
hoch, wichtig, hohe, hoher, bedeutend,
haute, haut, élevée, élevé, importante, forte,
alta, alto, elevada, elevado,
elevata, elevato,
hoog, hoge, belangrijk, ernstig,
高, 높음, высокий, высокая, wysoki, vysoká, vysoký
"""
CRITICAL = """
urgent, blocker, highest, immediate, emergency, showstopper, very high, extreme, top, asap, critical priority,
kritisch, dringend, sehr hoch, höchste, höchster, höchst, am höchsten, blockierend, notfall, sofort, eilig,
schwerwiegend, äußerst hoch, dringlich,
critique, urgente, très haute, très haut, très élevée, très élevé, la plus haute, bloquante, bloquant, immédiate,
immédiat, très urgente, très urgent, urgence,
crítica, crítico, muy alta, muy alto, inmediata, inmediato, la más alta, más alta, máxima, máximo, bloqueante,
emergencia, muy urgente,
critica, critico, molto alta, molto alto, altissima, massima, massimo, bloccante, immediata, immediato, emergenza,
più alta, molto urgente,
muito alta, muito alto, imediata, imediato, mais alta, bloqueador, bloqueadora, emergência, muito urgente,
kritiek, kritieke, zeer hoog, erg hoog, hoogste, spoed, onmiddellijk, blokkerend, zeer dringend,
緊急, 紧急, 最高, 긴급, срочный, критический, критичный, очень высокий, krytyczny, pilny, kritická, kritický, urgentní
"""

OPEN = """
new, opened, to do, todo, backlog, reopened, re opened, waiting for support, waiting for agent, waiting on us,
waiting on agent, triage, needs triage, awaiting triage, active, created, submitted, received, registered, logged,
unassigned, not started, unresolved, unread, queued, requested, customer responded, customer replied, updated,
selected for development, ready, unstarted, incoming,
offen, neu, geöffnet, eröffnet, wiedereröffnet, wieder eröffnet, wieder geöffnet, erneut geöffnet, zu erledigen,
eingegangen, erfasst, angelegt, gemeldet, unbearbeitet, nicht begonnen, nicht zugewiesen, nicht gestartet,
warten auf support, warten auf supportmitarbeiter, ungelöst, aufgaben, wartet auf bearbeitung, erstellt, aktiv,
nouveau, nouvelle, ouvert, ouverte, à faire, rouvert, rouverte, réouvert, réouverte, reçu, reçue, créé, créée,
enregistré, enregistrée, non traité, non traitée, à traiter, en attente du support, non commencé, actif, non résolu,
en attente d'assistance, non assigné,
nuevo, nueva, abierto, abierta, por hacer, tareas por hacer, pendiente de asignar, reabierto, reabierta, recibido,
recibida, registrado, registrada, creado, creada, sin empezar, sin iniciar, activo, activa, esperando asistencia,
esperando por ayuda, sin resolver, sin asignar,
nuovo, nuova, aperto, aperta, da fare, da completare, riaperto, riaperta, ricevuto, ricevuta, registrato, registrata,
creato, creata, da gestire, da iniziare, attivo, in attesa di supporto, non risolto, in attesa di assistenza,
novo, nova, aberto, aberta, a fazer, tarefas pendentes, reaberto, reaberta, recebido, recebida, criado, criada,
itens pendentes, não iniciado, ativo, aguardando suporte, aguardando pelo suporte, aguardando atendimento,
nieuw, nieuwe, heropend, te doen, nog te doen, ontvangen, geregistreerd, aangemaakt, niet gestart, actief, geopend,
wachten op support, wachten op ondersteuning, onopgelost, niet toegewezen,
未対応, 新規, 未着手, オープン, 受付, 再オープン, 新建, 待处理, 打开, 未处理, 新增, 열림, 신규,
новый, новая, новое, открыт, открыта, открыто, переоткрыт, nowe, nowy, nowa, otwarte, otwarty, otwarta, nový, nová,
nové, otevřený, otevřeno, otevřená
"""
IN_PROGRESS = """
pending, on hold, hold, waiting, waiting for customer, waiting on customer, waiting on contact, waiting on requester,
waiting on third party, waiting for third party, waiting for vendor, waiting for approval, waiting for reply,
waiting for user, awaiting reply, awaiting response, awaiting customer, awaiting caller, awaiting user, awaiting info,
awaiting user info, awaiting problem, awaiting change, awaiting vendor, awaiting evidence, awaiting approval,
pending customer, pending vendor, pending approval, pending reminder, pending close, pending user, pending response,
work in progress, wip, in process, being processed, processing, processing (assigned), processing (planned), planned,
in review, under review, under investigation, investigating, escalated, escalated to vendor, assigned, started, doing,
blocked, stalled, snoozed, suspended, paused, postponed, scheduled, testing, in testing, in qa, qa, in development,
in analysis, with customer, with vendor, ready for review, ready for release, ongoing, working, acknowledged, accepted,
in behandlung, in bearbeitung, in bearbeitung (zugewiesen), in bearbeitung (geplant), in arbeit, wartend, warten,
wartet, ausstehend, in warteschleife, warteschleife, angehalten, pausiert, zugewiesen, zugeteilt, warten auf erinnerung,
warten auf schließen, warten auf erfolgreich schließen, warten auf erfolglos schließen, warten zur erinnerung,
pending auto close+, pending auto close, warten auf kunden, warten auf kunde, wartet auf kunden, wartet auf kunde,
warten auf antwort,
warten auf rückmeldung, warten auf dritte, warten auf genehmigung, rückfrage, in prüfung, in überprüfung, in klärung,
in analyse, in entwicklung, zurückgestellt, geplant, begonnen, läuft, laufend, eskaliert, in wartestellung, blockiert,
wird bearbeitet, in umsetzung, im test, in test, verschoben, in bearbeitung genommen, schwebend,
en cours, en cours (attribué), en cours (planifié), en cours (assigné), en attente, en cours de traitement,
traitement en cours,
en traitement, en suspens, suspendu, suspendue, attribué, attribuée, assigné, assignée, affecté, planifié, planifiée,
en révision, en pause, en attente du client, en attente client, en attente de rappel, en attente de fermeture,
en attente de réponse, en attente d'approbation, en attente d'un tiers, bloqué, bloquée, en cours de révision, en test,
pris en charge, escaladé, commencé,
en curso, en curso (asignado), en curso (asignada), en curso (planificado), en curso (planificada), en progreso,
en proceso, en tratamiento, pendiente, en espera, asignado, asignada, en revisión, en espera del cliente, en atención,
esperando al cliente, esperando por el cliente, esperando respuesta, pendiente del cliente, bloqueado, bloqueada,
planificado, planificada, suspendido, suspendida, en pausa, en pruebas, escalado, iniciado,
in corso, in corso (assegnato), in corso (pianificato), in lavorazione, in lavorazione (assegnato),
in lavorazione (pianificato), in attesa, in sospeso, assegnato, assegnata, pianificato, pianificata, in revisione,
in elaborazione, in attesa del cliente, in attesa di risposta, in attesa di approvazione, bloccato, bloccata, sospeso,
sospesa, in carico, preso in carico, presa in carico, in pausa, in verifica, in test, iniziato, in esecuzione,
em andamento, em progresso, em curso, pendente, em espera, atribuído, atribuída, em atendimento,
em atendimento (atribuído), em atendimento (planejado), processando, processando (atribuído), processando (planejado),
em processamento, aguardando, aguardando cliente, aguardando o cliente, aguardando pelo cliente, aguardando resposta,
aguardando aprovação, em análise, em revisão, suspenso, suspensa, pausado, em teste, iniciado, em tratamento, planejado,
em execução, em desenvolvimento,
in behandeling, in behandeling (toegewezen), in behandeling (gepland), in uitvoering, bezig, mee bezig, wachtend,
wachtende, in afwachting, in de wacht, in wacht, toegewezen, wachten op klant, wacht op klant, wachten op antwoord,
wachten op reactie, gepland, geblokkeerd, in beoordeling, aangehouden, opgeschort, verwerken, verwerken (toegewezen),
verwerken (gepland), lopend, gestart, wachten op goedkeuring, geëscaleerd, in onderzoek, uitgesteld, in wachtstand,
対応中, 処理中, 進行中, 保留, 保留中, 处理中, 進行中, 进行中, 挂起, 진행 중, 진행중, 보류,
в работе, в процессе, ожидание, ожидает, в ожидании, приостановлено, w toku, w trakcie, w realizacji, oczekujące,
oczekujący, wstrzymane, řeší se, v řešení, probíhá, čeká, čekající, pozastaveno
"""
RESOLVED = """
solved, done, fixed, completed, complete, answered, finished, implemented, verified, released, deployed, delivered,
resolved permanently, resolved by caller, fulfilled,
gelöst, erledigt, fertig, behoben, beantwortet, umgesetzt, abgearbeitet, fertiggestellt, bearbeitet, gefixt,
résolu, résolue, terminé, terminée, terminé(e), fini, finie, traité, traitée, corrigé, corrigée, répondu, fait, faite,
solutionné, achevé, complété,
resuelto, resuelta, solucionado, solucionada, terminado, terminada, finalizado, finalizada, hecho, hecha, completado,
completada, listo, lista, contestado, respondido, corregido,
risolto, risolta, completato, completata, fatto, fatta, terminato, terminata, evaso, evasa, risposto, corretto,
resolvido, resolvida, concluído, concluída, feito, feita, completo, itens concluídos, corrigido, atendido, pronto,
opgelost, gereed, klaar, afgehandeld, voltooid, afgerond, beantwoord, gedaan, verholpen, uitgevoerd,
処理済み, 解決済み, 解決, 完了, 対応済み, 已解决, 已完成, 完成, 해결됨, 해결, 완료,
решен, решена, решено, решён, выполнено, выполнен, готово, rozwiązane, rozwiązany, rozwiązana, zrobione, gotowe,
vyřešeno, vyřešený, vyřešené, hotovo, dokončeno
"""
CLOSED = """
canceled, cancelled, declined, rejected, refused, won't do, wont do, won't fix, wontfix, duplicate, not planned,
archived, merged, spam, abandoned, invalid, obsolete, expired, withdrawn, cannot reproduce, closed complete,
closed successful, closed unsuccessful, closed with workaround,
closed incomplete, closed skipped, closed (resolved), closed unresolved, terminated, ended,
geschlossen, erfolgreich geschlossen, erfolglos geschlossen, mit workaround geschlossen,
abgeschlossen, abgebrochen, abgelehnt, storniert, verworfen, zusammengeführt, zusammengefasst, duplikat,
archiviert, beendet, zurückgezogen, wird nicht behoben, wird nicht erledigt, hinfällig, zu, entfällt,
fermé, fermée, clos, close, clôturé, clôturée, annulé, annulée, rejeté, rejetée, refusé, refusée, archivé, archivée,
doublon, abandonné, abandonnée, fusionné, fusionnée,
cerrado, cerrada, cancelado, cancelada, anulado, anulada, rechazado, rechazada, archivado, archivada, duplicado,
duplicada, descartado, descartada, fusionado, fusionada, desestimado,
chiuso, chiusa, annullato, annullata, rifiutato, rifiutata, respinto, respinta, archiviato, archiviata, duplicato,
unito, concluso, conclusa, scartato,
fechado, fechada, encerrado, encerrada, rejeitado, rejeitada, recusado, recusada, arquivado, arquivada, mesclado,
descartado, abandonado,
gesloten, geannuleerd, afgewezen, geweigerd, gearchiveerd, duplicaat, samengevoegd, afgesloten, vervallen, dicht,
クローズ, 終了, 却下, 取り消し, 已关闭, 关闭, 已取消, 닫힘, 종료, 취소,
закрыт, закрыта, закрыто, отменен, отменено, отклонен, отклонено, zamknięte, zamknięty, zamknięta, anulowane,
odrzucone, uzavřeno, uzavřený, zavřeno, zavřený, zrušeno, zamítnuto
"""
