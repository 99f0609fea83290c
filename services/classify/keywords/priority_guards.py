"""What takes an urgent word back, as data: what is over, long past, the name of something, or mockery."""

from __future__ import annotations

from collections.abc import Mapping

from services.seed.keyword_table import entries, languages

# What says that it is over: nothing before it, or in its sentence, is urgent any more.
RESOLVED = entries(
    """
    5  works again, works now, is over, fine again, has been fixed, was fixed, is fixed, is resolved, been resolved
    5  been dealt with, never mind, solved, runs again
    5  working again, up again, everything runs, stable since, thanks for fixing, thank you for fixing, went well
    5  not any more, found the file, back online, is back, back to normal
    5 it works now, no longer happens, all good now
    """
)
RESOLVED_ABROAD = """
    [de]
    5  ist behoben, inzwischen behoben, hat sich erledigt, läuft wieder, geht wieder, funktioniert wieder
    5  alles wieder gut, wieder da
    [fr]
    5 est réparée, est réparé, est résolu, est résolue, tout fonctionne, fonctionne à nouveau, remarche
    [es]
    5 ya está resuelta, ya está resuelto, está resuelto, todo funciona, ya funciona, funciona de nuevo, solucionado
    [it]
    5 è risolto, risolto, funziona di nuovo, tutto funziona
    [pt]
    5 está resolvido, resolvido, já funciona, voltou a funcionar
    [nl]
    5 is opgelost, opgelost, werkt weer, doet het weer
    [pl]
    5 rozwiązane, naprawione, działa już, znowu działa
    """
# What makes of "it is fixed" a wish.
NOT_YET = frozenset(
    {
        "until",
        "after",
        "before",
        "once",
        "when",
        "if",
        "unless",
        "till",
        "bis",
        "wenn",
        "sobald",
        "quand",
        "jusqu",
        "cuando",
        "hasta",
        "si",
    }
)
# What says that it was long ago: nothing in its sentence is urgent.
PAST = entries(
    """
    1  last year, last month, last week, used to, years ago, months ago, in the past, back then, in January
    1  in February, in March, in April, in June, in July, in August
    1  in September, in October, in November, in December, last Thursday, last Monday, last Friday, last Tuesday
    1  last Wednesday
    """
)
PAST_ABROAD = """
    [de]
    1 letztes Jahr, letzten Monat, letzte Woche, damals
    [fr]
    1 l'année dernière, le mois dernier, la semaine dernière, autrefois
    [es]
    1 el año pasado, el mes pasado, la semana pasada, antes de
    """
# What an urgent word beside it names: a button, a course, a list.
NAMING = entries(
    """
    1  button, label, menu, entry, column, tab, field, string, text, heading, course, training, seminar, webinar
    1  workshop, book, film, movie, band, song, rename, translate
    1  drill, group, distribution list, meeting room, room, contacts, team name, called, titled, detector test
    1  thinking, awareness, basics, wardens, procedure, policy, plan, lesson, class
    """
)
NAMING_ABROAD = """
    [de]
    1 Knopf, Schaltfläche, Menü, Seminar, Kurs, Schulung, Buch, Film, Spalte, Denken
    [fr]
    1 bouton, menu, cours, formation, séminaire, livre, film, colonne
    [es]
    1 botón, menú, curso, seminario, libro, película, columna
    """
# What begins a complaint that means the opposite of what it says.
MOCKERY = frozenset(
    {
        "great",
        "wonderful",
        "lovely",
        "oh",
        "brilliant",
        "fantastic",
        "marvellous",
        "super",
        "awesome",
        "toll",
        "prima",
        "klasse",
        "genial",
        "bravo",
        "perfect",
        "perfekt",
    }
)

GUARDS: Mapping[str, tuple[str, ...]] = {
    "resolved": RESOLVED + entries(RESOLVED_ABROAD),
    "past": PAST + entries(PAST_ABROAD),
    "naming": NAMING + entries(NAMING_ABROAD),
}
# The language of each guard above that is not English.
FOREIGN_GUARDS: Mapping[str, str] = languages("\n[en]\n".join(("", RESOLVED_ABROAD, PAST_ABROAD, NAMING_ABROAD)))
