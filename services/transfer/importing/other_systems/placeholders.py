"""What other systems write where there is nothing: NULL, N/A, a dash, (none), Unassigned."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from services.transfer.importing.foreign_cells import visible

LONGEST = 40  # characters; no placeholder has more

# Case, dashes, underscores and brackets around it aside, in every column that holds no text.
_LISTED = """
none, null, nil, nan, nat, undefined, never, invalid date, not yet, still open, not resolved, not closed,
not completed, not set, not specified, not available, not applicable, n/a, n.a, na, blank,
empty,
no value, no data, unknown, unset, tbd, unassigned, not assigned, nobody, no one, no assignee, no owner, no agent,
no priority, not prioritized, no status, no category, #n/a, #null!, #ref!, #value!, #name?, \\n, &nbsp;
k.a, k. a, keine, keiner, keine angabe, kein wert, nicht zugewiesen, nicht zugeordnet, ohne zuweisung, niemand,
leer, ohne,
nicht gesetzt, nicht festgelegt, nicht angegeben, unbekannt, keine prioritat, keine zuweisung, nicht verfugbar
aucun, aucune, non assigne, non attribue, non affecte, non defini, non renseigne, inconnu, vide, personne, neant,
sans, sans objet, non disponible, aucune priorite, sans priorite, non attribuee, non definie
ninguno, ninguna, sin asignar, no asignado, nadie, vacio, no definido, sin definir, desconocido, no disponible,
sin prioridad, no especificado, sin valor
nessuno, nessuna, non assegnato, non assegnata, non definito, non specificato, vuoto, sconosciuto, non disponibile,
nessuna priorita, senza priorita, non impostato
nenhum, nenhuma, nao atribuido, nao atribuida, sem atribuicao, ninguem, vazio, nao definido, nao informado,
desconhecido, nao disponivel, sem prioridade, nao especificado
geen, niet toegewezen, niemand, leeg, onbekend, niet ingesteld, niet gespecificeerd, niet beschikbaar,
geen prioriteit, nvt, n.v.t, niet bekend
ej tilldelad, inte tilldelad, ingen, inget, inga, okand, saknas, ej angivet, ej satt, tomt, ikke tildelt, ikke
angivet, ikke angitt, ukendt, ukjent, ikke satt, ingen prioritet, ikke valgt, ei maaritetty, ei mitaan, ei
asetettu, tyhja, tuntematon, ei vastuuhenkiloa, ei valittu, ei annettu, yok, bos, atanmamis, atanmadi, bilinmiyor,
hicbiri, belirtilmemis, ayarlanmamis, brak, nieprzypisane, nieprzypisany, nie przypisano, nieznany, nieznane,
puste, nie dotyczy, nie ustawiono, nie okreslono, zadny, zadna, zadne, neprirazeno, neprirazeny, neznamy, nezname,
prazdne, nezadano, neurceno, nenastaveno, neuvedeno, нет, не назначен, なし, 未設定, 未割り当て, 无, 未分配, 없음
"""
_NAMES_TOO = frozenset(  # people have such names
    {"Na", "Nil", "Nan", "Nat", "Blank", "Null", "Ohne", "Sans", "Brak", "Inga", "Bos", "Leer", "Vide"}
)


# Letters that are written without their mark, too, and are no accented ones to Unicode; Turkish I has no dot.
_WHOLE = str.maketrans({"’": "'", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "œ": "oe"})


def bare_word(text: str) -> str:
    """Lower-case letters without accents, spacing, dashes, underscores: what two spellings of a word have in common."""
    letters = unicodedata.normalize("NFKD", visible(text).casefold().translate(_WHOLE))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", re.sub(r"[-_\s]+", " ", plain)).split())


NOTHING = frozenset(bare_word(word) for word in re.split(r"[,\n]", _LISTED) if word.strip())
_DIGIT = re.compile(r"[0-9]")  # no placeholder has one; most ids and times do
_MARKS = re.compile(r"[\s\-–—―_.*?/\\~=·•]*")
_BRACKETED = re.compile(r"[(\[<{]+\s*(.*?)\s*[)\]>}]+|(.*?)", re.DOTALL)


def is_nothing(cell: str, *, person: bool = False) -> bool:
    """Whether a cell says that there is nothing; of a ``person`` whole names such as Na or Null are names."""
    if len(cell) > LONGEST or _DIGIT.search(cell):
        return False
    if person and cell.strip() in _NAMES_TOO:
        return False
    return _is_listed(cell)


@lru_cache(maxsize=4_096)
def _is_listed(cell: str) -> bool:
    if _MARKS.fullmatch(cell):
        return True
    match = _BRACKETED.fullmatch(cell.strip())
    inner = (match[1] or match[2] or "") if match else cell
    return bare_word(inner).strip(" .:*'\"") in NOTHING or not inner.strip()
