"""English words that by another language's rules have the stem of an entry in it: *import* and Spanish *importe*.

They are found by stemming some 15,000 common English words by the rules of every language; a new entry may need
another. Such a word speaks for the entry only in a text of that language.
"""

from __future__ import annotations

_WORDS = """
    access accessible accident activation active agenda alarm all allen alter archive archived archives arm armed
    arms arrive arrives attend attendant attends audience aware bat bates batter batteries beam beams been bless
    bomb bombed bombs branch branches brand branding brands broken bruce btw bulletin bulletins cab cable cables cam
    came camera cameras care career cargo catalog catalogue centre client clients cod code codes colon colonies
    column com come comes command commander commands comment commenter comments commission communication
    communications compile complete computer concurrent conference conferences connect connection connections
    connects console consult consultant consultants consulted contact contacted contacting continuation continue
    continues control copied copier copies corrupted couteau critic critique curse cursed dad dat data date dated
    dates debit declare declared defect delegation demand demo deposit dev diagnose diagnostic diagnostics digit
    direct directed director document documented don done donna down download downloading emergence emergencies end
    ends enter entered error etag even event execute executes exist expiration expire expires extract extracted fall
    fallen false familiar festive film films firma fond format formation formations formats four fraud fuse gen gent
    gift glad grade grades hack hacked hacker hackers hat her here hero heroes hotel hum human ide idea ideas idee
    identifier identities immediate import imported inaccessible incomplete incorrect infection infections inform
    informative informed install installation installs introduce introduced invalid journal jug kind kindest lent
    less licence lock locked locker locks lose loss lot mail mailing mails main maine male manner map mapping
    mappings maps march menace menaces menu merci mess messes meta minister ministers ministries model models
    modification modifications module mon monte more mort nominees not note noted notes null off offer offers ole
    opening opens ordinance pagan page pages pal panel par para pare paris parker part parte parties parts pas pass
    passes passing past pasta paste pay period person persona personal personnel persons piano pilot pilots pin
    pinch pine pins pirate pirates place placed places plan plans plant plants platform platforms plaza pod port
    portal post poster posts pot present presentation presentations presented presenter presents president
    presidents press prevent print printing prix pro probe probes problem problems process produce produced product
    profile profiles program programme programmer programmes public pus quarter que qui quota quote ram rare rat
    rate rates red redeem redirect redo ref refuse reg relevant reservation reserve reserved resolution resolutions
    resolve resolver resolves result retire reunion revenue revenues rob robe robes rot rub run salaries sale sales
    same scala scale scanner seminar sent serve server servers service services session sessions site sites sits
    sold solve sour spare stamp standard start starter starters starts station stations stolen store stores stories
    storing student sub sum support supporters supports suspect suspects suspend suspended system systems tape tapes
    tax taxes taxi tech tel telephone telephones tem temperature terminal termini test these told tot transform
    travis tree trojan urgent utilize val valid validation vast vat virus viruses visible visit visited vol vote
    voyage voyager web wed were wind won yes
"""
LOOKALIKES = frozenset(_WORDS.split())
