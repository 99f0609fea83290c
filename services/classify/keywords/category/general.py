"""The keywords that the category General begins with; keyword_table says how to read a row."""

from __future__ import annotations

KEYWORDS = """
    4  feature request, opening hours, office hours, meeting room, human resources, annual leave, sick leave
    4  which currencies, what currencies, different currencies, other currencies, currencies supported, other currency
    4  general question, would be nice, nice to have, business hours
    3  feedback, suggestion, enquiry, inquiry, holiday, vacation, payslip, timesheet, training, newsletter
    3  survey, parental leave, day off, days off, parking, recruitment, onboarding, new employee, new joiner
    3  job offer, hr, how long, delivery, deliver, shipping, new feature, wish list, complaint, compliment
    3  bank holiday, dress code, time off, feature idea, just a wish, it would be great, would love to, are we allowed
    3  just wanted to tell, kudos, well done, are there plans, will there be, thank you for the, thanks for the
    3  dark mode, dark theme, darker theme, when is the next, party, canteen, keyboard shortcut
    2  suggest, idea, wondering, curious, question, information, how do i, how can i, how does, where can i
    2  what is, where do i, what are, which, can i get, do you offer, do you support, is it possible
    2  order a card, another card, salary, payroll, benefits, contract, interview, candidate, employee
    2  colleague, workshop, course, seminar, conference, event, travel, trip, hotel, office, kitchen, coffee
    2  cleaning, chair, desk, catering, gym, policy, country, countries, limit, eligible, age, arrive
    2  documentation, announcement, organisation chart, recommend, explain, difference between, reserve, may we
    2  overview, theme, excellent, lovely, recorded, bike, beginner, opinion, how far ahead, which days
    1  how to, what, where, when will, can i, do you, could you tell, support, available, meeting, book
    1  room, project, plan, team, document, form, manual, guide, brochure, visit, partner, floor, building

    [de]
    4  Öffnungszeiten, wäre schön, wäre es möglich
    3  Frage, Urlaub, Urlaubsantrag, Vorschlag, Rückmeldung, Schulung, Besprechungsraum, Lohnabrechnung, Parkplatz
    3  Krankmeldung, Feiertag, Beschwerde, Lob, Formular, Lieferung, Versand, Lieferzeit, Betriebsrat, Kantine
    3  Idee, Verbesserungsvorschlag, tolle Arbeit, dunkles Design, Sommerfest
    2  wie kann ich, wo finde ich, wann kommt, wie lange dauert, gibt es, Anregung, Wunsch, Büro, Personalabteilung
    2  Besucher, Veranstaltung, Seminar, Anleitung, Standort, Reise, Vorstellungsgespräch, wann findet

    [fr]
    4  horaires d'ouverture, salle de réunion, fiche de paie, ressources humaines, arrêt maladie
    3  une question, congés, renseignement, livraison, livrer, délai de livraison, stationnement, jour férié
    3  formulaire, réclamation, formation pour, prochaine formation, cantine
    3  idée, suggestion pour, mode sombre, félicitations, ce serait super
    2  comment puis-je, comment faire, où puis-je, où se trouve, est-il possible, serait-il possible, ce serait bien
    2  combien de temps, y a-t-il, visiteurs, suggérer, souhait, événement, séminaire, voyage, recrutement

    [es]
    4  horario de apertura, sala de reuniones, recursos humanos, baja médica
    3  pregunta, una duda, vacaciones, sugerencia, nómina, consulta, aparcamiento, entrega, envío, festivo, curso
    3  formulario, queja, comedor, plazo de entrega, aparcar
    3  idea, modo oscuro, enhorabuena, estaría genial, plantilla
    2  cómo puedo, dónde puedo, dónde está, es posible, sería posible, estaría bien, cuánto tarda, cuándo es, horario
    2  oficina, visitas, evento, seminario, viaje, entrevista, sugerir

    [it]
    4  orari di apertura, sala riunioni, risorse umane, busta paga
    3  domanda, ferie, suggerimento, consegna, spedizione, parcheggio, festivo, corso, modulo, reclamo, mensa
    3  idea, complimenti, tema scuro, sarebbe utile
    2  come posso, dove posso, dove trovo, è possibile, sarebbe possibile, sarebbe bello, quanto tempo
    2  quando si tiene
    2  ufficio, visitatori, evento, seminario, viaggio, colloquio, orario, informazioni

    [pt]
    4  horário de funcionamento, sala de reunião, recursos humanos, folha de pagamento
    3  pergunta, dúvida, férias, sugestão, entrega, envio, estacionamento, feriado, curso, formulário, reclamação
    3  ideia, parabéns, modo escuro, seria ótimo
    2  como posso, onde posso, onde está, é possível, seria possível, seria bom, quanto tempo, quando é
    2  escritório, visitantes, evento, seminário, viagem, entrevista, horário, informações, cantina

    [nl]
    4  openingstijden, vergaderzaal, personeelszaken, loonstrook
    3  een vraag, vakantie, vakantiedagen, suggestie, levering, bezorging, parkeren, feestdag, cursus, formulier
    3  klacht
    3  idee, complimenten, donkere modus, zou handig zijn, zou leuk zijn
    2  hoe kan ik, waar kan ik, waar vind ik, is het mogelijk, zou het mogelijk, zou fijn, hoe lang duurt, wanneer is
    2  kantoor, bezoekers, evenement, training volgen, reis, sollicitatie, informatie, kantine

    [pl]
    4  godziny otwarcia, sala konferencyjna, dział kadr, pasek płacowy
    3  pytanie, urlop, urlopowego, urlopu, sugestia, dostawa, dostawy, wysyłka, parking dla, święto, szkolenie
    3  szkolenia
    3  formularz, wniosek, reklamacja
    3  pomysł, gratulacje, tryb ciemny, planujecie
    2  jak mogę, gdzie mogę, gdzie znajdę, czy jest możliwe, czy można, byłoby miło, jak długo, kiedy odbędzie
    2  biuro, goście, wydarzenie, podróż, rozmowa kwalifikacyjna, informacje, stołówka
    """
