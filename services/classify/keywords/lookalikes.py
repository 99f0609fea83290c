"""English words that by another language's rules have the stem of an entry in it: *import* and Spanish *importe*.

They are found by stemming some 15,000 common English words by the rules of every language; a new entry may need
another. Such a word speaks for the entry only in a text of that language.
"""

from __future__ import annotations

_WORDS = """
    access accessible all allen archive archived archives arm armed arms arrive arrives attend attends audience
    aware bat bates batter batteries beam beams bless bomb bombed bombs brand branding brands bruce btw cargo
    clients colon colonies column com come comes command commander commands comment commenter comments commission
    complete computer conference conferences connect connection connections connects consult consulted contact
    contacted continue continues control couteau critic critique curse cursed dad dat data date dated dates declare
    declared defect demand demo deposit dev director document documented don done donna emergence emergencies end
    ends enter entered error etag even event exist expiration expire expires fall fallen false festive film films
    format formation formations formats fraud hack hacked hacker hackers her here hero heroes hum human ide idea
    ideas identifier identities immediate import imported inaccessible incorrect inform informative informed lent
    less lock locker locks lot mail mails male map mapping mappings maps march menace menaces menu merci mess messes
    minister ministers ministries model modification modifications module monte mort nominees opening opens
    ordinance pagan page pages par para pare paris parker part parte past pasta paste person persona persons piano
    pilot pilots pin pinch pine pins pirate pirates plant plants plaza pod post poster posts pot present
    presentation presentations presented presenter presents president presidents press prevent prix pro problem
    problems profile profiles program programme programmer programmes public que qui quota quote rare rat rate rates
    red redeem reserved resolution resolutions resolve resolver retire reunion revenue rob robe robes rot rub
    salaries seminar serve server servers service services sold sour spare stamp start starter starts station
    stations stolen storing sub suspect suspects suspended tax taxes taxi tel telephone telephones tem termini
    travis tree urgent utilize vast vat virus viruses visible visit visited vol voyage were wind won
"""
LOOKALIKES = frozenset(_WORDS.split())

# Those of the priority rules besides.
_PRIORITY_WORDS = """
    accident activation active administration administrator administrators agenda alarm allergen allergens alter
    and attendant bank banks been branch branches broken bulletin bulletins bus cab cable cables cache cad cam came
    camera cameras care career catalog catalogue centre cine client cod code codes communication communications
    compile concurrent console consultant consultants contacting continuation contract copied copier copies
    corrupted debit delegation diagnose diagnostic diagnostics digit direct directed down download downloading
    execute executes extract extracted familiar fast faster firm firma fond force forces four fuse gen gent gift
    glad glass grade grades hat hotel idee impossible incomplete infection infections install installation installs
    introduce introduced invalid journal jug kind kindest licence locked lose loss mailing main maine manner meta
    models mon more non none not note noted notes null off offer offers ole pal panel parties parts pas pass passes
    passing pay period personal personnel photos place placed places plan plans platform platforms port portal
    posted print printing probe probes process produce produced product pus quarter quite ram redirect redo ref
    refuse reg relevant reservation reserve resolves result revenues run sale sales same san sas scala scale
    scanner send senders sends senior sent session sessions signature signatures site sites sits slot slots solve
    spent standard starters stocks store stores stories student sum support supporters supports suspend system
    systems tape tapes tech temperature terminal test these told tot transfers transform transmit transport trojan
    val valid validation video videos vote voyager web wed west yes
"""
PRIORITY_LOOKALIKES = LOOKALIKES | frozenset(_PRIORITY_WORDS.split())
# English words that have the stem of an English entry and are another word: "important" is not "import".
UNHEARD = frozenset(
    [
        "import",
        "imports",
        "imported",
        "importing",
        "importer",
        "spark",
        "execute",
        "executes",
        "executed",
        "execution",
        "executing",
        "executions",
        "delegate",
        "delegates",
        "delegated",
        "custom",
        "customs",
        "customize",
        "customized",
        "customise",
        "customised",
        "customizes",
        "publication",
        "publications",
        "publish",
        "publishes",
        "generally",
        "generalize",
        "warm-up",
        "organize",
        "organised",
        "organization",
        "organisation",
        "universal",
    ]
)
