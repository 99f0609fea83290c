"""Parts of priority rules that tell whom a problem hinders: an important person, somebody without a machine."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: Mapping[str, str] = {
    "person": """
        1  chief executive, ceo, cfo, cto, coo, managing director, director, minister, president, board, executive
        1  vice president, delegation, vip, biggest client, biggest customer, largest customer, largest client
        1  key account, most important customer, top customer, important client, chairman, chairwoman, partner, mayor
        1  ambassador, head of, investor, investors, auditor, auditors, general manager, big boss, the boss, the client
        1  keynote professor, judge, dean, headmaster, surgeon, sponsor, ministry, press, journalist, senator, governor
        1  inspector, our ceo, top management, board member, founder, owner, secretary of state, state secretary
        1  prime minister, lord mayor, prince, princess, archbishop, bishop, rector, vice-chancellor, chancellor
        1  provost, principal, consul, deputy mayor, councillor, commissioner, colonel, admiral, patron, donor
        1  guest of honour, celebrity, journalists, tv crew, film crew, shareholder, shareholders, trustee, trustees
        1  chief surgeon, chief physician, chief doctor, consultant surgeon, the md, head teacher, headteacher
        1  key customer, key client, major client, major customer, our largest, our biggest, our top, vip customer
        1  vip guest, ceos, board members, board meeting, supervisory board, jury, royal, embassy, conductor, the pope
        1  first lady, star guest, big customer, anchor customer, managing partner, senior partner, executive team
        1  leadership team, prefect, governor's, secretary mps, foundation, the general, guest speaker, our speaker
        1  the king, the queen
        [de]
        1  Kunde, Richter, Ministerium, Presse, Chefarzt, Inhaber, Vorstandsmitglied, Geschäftsleitung, Geschäftsführer
        1  Geschäftsführerin, Vorstand, Direktor, Chefin, Chef, Großkunde, Aufsichtsrat, Bürgermeister, größter Kunde
        1  wichtigster Kunde, Präsidentin, Staatssekretär, Staatssekretärin, Ministerin, Ministerpräsident
        1  Oberbürgermeister, Oberbürgermeisterin, Bürgermeisterin, Landrat, Landrätin, Bischof, Rektor, Rektorin
        1  Dekan, Kanzler, Präsident, Konsul, Botschafter, Oberst, Ehrengast, Redner, Rednerin, Aktionäre
        1  Gesellschafter, Stiftungsrat, Chefärztin, Oberarzt, Schulleiter, Schulleiterin, Investoren, Großkunden
        1  Schlüsselkunde, Fernsehteam, Journalisten, Vorsitzende, Vorsitzender, Geschäftsführung, Vorstandssitzung
        1  Aufsichtsratssitzung, Werksleiter, Direktorin, Intendant, Kunde Nr
        [fr]
        1  le client, professeur, juge, ministère, investisseur, fondateur, directrice, directeur, directrice générale
        1  directeur général, ministre, président, PDG, patronne, plus gros client, conseil d'administration
        1  client important, maire, préfet, préfète, sous-préfet, secrétaire d'État, maire adjoint, évêque, recteur
        1  rectrice, doyen, ambassadeur, ambassadrice, général, invité d'honneur, journalistes, équipe de télévision
        1  actionnaires, actionnaire, chef de service, proviseur, investisseurs, délégation, gros client
        1  principal client, DG, présidente, notaire, sénateur, députée, député, la direction, comité de direction
        [es]
        1  el cliente, profesor, juez, prensa, ministerio, inversor, fundador, director directora, ministro, presidente
        1  gerente, directora, jefe, jefa, cliente más importante, cuenta más grande, mayor cliente, consejo, alcalde
        1  rectora, secretario de Estado, alcaldesa, obispo, decano, decana, cónsul, embajador, embajadora, coronel
        1  invitado de honor, periodistas, accionistas, cirujano, jefe de servicio, inversores, delegación
        1  principal cliente, presidenta, consejero, consejera, concejal, directivo, directivos, la dirección, ministra
        1  senador, diputado, comité de dirección
        [it]
        1  direttore, direttrice, amministratore delegato, cliente più importante, sindaco, sindaca, prefetto, vescovo
        1  rettore, rettrice, preside, console, ambasciatore, azionisti, investitori, primario, dirigente
        1  direttore generale, la direzione, consiglio di amministrazione, ospite d'onore, giornalisti
        [pt]
        1  diretor, diretora, maior cliente, reitor, reitora, presidente da câmara, bispo, cônsul, embaixador
        1  acionistas, investidores, cirurgião, administrador, convidado de honra, jornalistas, diretor-geral
        1  a direção
        [nl]
        1  grootste klant, burgemeester, wethouder, bisschop, aandeelhouders, investeerders, chirurg, bestuur
        1  minister-president, eregast, raad van bestuur, algemeen directeur
        [pl]
        1  dyrektor, prezes, największy klient, burmistrz, wojewoda, biskup, ambasador, inwestorzy, akcjonariusze
        1  ordynator, zarząd, dziennikarze, kluczowy klient, starosta
        """,
    "hindered": """
        1  can not, no access, no signal, not open, not work, shows nothing, not share, locked out, waits, waiting
        1  stuck, third time, fourth time, furious, angry, upset, threatens, lawyer, cancel, leaving us, complain
        1  asks again, blocked, not connect, down, dead, before he calls, before she calls, stranded, no picture
        1  no sound, not start, is asking, expects, demands, complained, not happy, unhappy, disappointed, on the phone
        1  on hold, can not hear, can not see, no answer, not get in, going elsewhere, go elsewhere, leave us
        1  impatient
        [de]
        1  fragt, erwartet, beschwert, unzufrieden, enttäuscht, am Telefon, ungeduldig, kommt nicht, kann nicht
        1  kein Zugriff, geht nicht, wartet, kein Bild, kein Ton, verärgert, droht, Anwalt, sauer, keinen Zugriff
        1  gesperrt, droht mit Abwanderung, Abwanderung, droht zu gehen
        [fr]
        1  demande, exige, se plaint, déçu, au téléphone, ne peut, ne peut plus, n'a pas accès, ne fonctionne pas
        1  attend, bloqué, bloquée, furieux, furieuse, menace, mécontent, n'arrive pas
        [es]
        1  se queja, decepcionado, al teléfono, impaciente, reclama, no puede, sin acceso, no funciona, espera
        1  esperando, molesto, molesta, enfadado, amenaza, bloqueado, presupuesto a la competencia
        [it]
        1  non riesce, non può, aspetta, non funziona, arrabbiato, minaccia
        [pt]
        1  não consegue, furioso, ameaça, sem acesso
        [nl]
        1  kan niet, wacht, boos, werkt niet, dreigt
        [pl]
        1  nie może, czeka, zły, grozi
        """,
    # The one machine or account that somebody works with.
    "device": """
        1  laptop, pc, computer, notebook, macbook, workstation, desktop, both screens, both monitors, login
        1  user account
        [de]
        1  Rechner, Bildschirm, Benutzer, Benutzerkonto, Arbeitsplatzrechner, mein Bildschirm
        [fr]
        1  ordinateur, portable, poste, session, compte, écran
        [es]
        1  ordenador, portátil, computadora, usuario, pantalla, sesión
        [it]
        1  portatile, utente, schermo
        [pt]
        1  computador, utilizador, ecrã
        [nl]
        1  gebruiker, scherm
        [pl]
        1  komputer, ekran, konto użytkownika
        """,
    "out of use": """
        1  dead, died, not start, not boot, not turn on, not switch on, not come on, not power on, stays black, bricked
        1  will not start, disabled, deactivated, not charge and not, completely black, only a black, stays off
        [de]
        1  geht nicht an, geht nicht mehr an, startet nicht, fährt nicht hoch, bleibt schwarz, tot, deaktiviert
        1  gesperrt, nicht an, bleiben schwarz
        [fr]
        1  ne démarre, ne s'allume, mort, reste noir, désactivé, désactivée, bloqué, écran noir
        [es]
        1  no arranca, no enciende, muerto, deshabilitado, desactivado, bloqueado, en negro
        [it]
        1  non si accende, non parte, non si avvia, morto, disabilitato, nero
        [pt]
        1  não liga, não arranca, desativado, preto
        [nl]
        1  start niet, gaat niet aan, dood, uitgeschakeld, zwart, geblokkeerd
        [pl]
        1  nie włącza, nie uruchamia, martwy, czarny, zablokowane
        """,
}
