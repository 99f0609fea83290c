"""The small words of each language: they decide nothing, and they tell which language a text is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from services.classify.stemming import WORD, casefold

LEAST_SHARE = 0.1  # of a text's words, to say which language it is in
READ_WORDS = 300


def _words(text: str) -> frozenset[str]:
    return frozenset(map(casefold, text.split()))


# Politeness is in: mails that were stripped of everything else still say hello and thanks.
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "en": _words(
        """
        a about after again all also am an and any are aren as at be because been before being but by can cannot could
        couldn did didn do does doesn doing don down during each even ever every few for from further get gets
        getting got
        had hadn has hasn have haven having he her here him his how i if in into is isn it its itself just let
        like ll made
        make many may me might more most much must my myself need no nor not now of off on once one only or
        other our out
        over own please put re really s same see she should shouldn since so some still such t than that the
        their them
        then there these they this those though through to today too two under until up us use used using ve
        very want was
        wasn way we well were weren what when where whether which while who whom whose why will with without won would
        wouldn yes yet you your yours hello hi hey dear thanks thank regards kind best ok okay tomorrow yesterday
        nobody somebody someone something anything nothing everyone everything
        """
    ),
    "de": _words(
        """
        aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bitte da damit dann das
        dass dein dem
        den denn der des dich die dies diese diesem diesen dieser dieses dir doch du durch ein eine einem
        einen einer eines
        er es euch etwas fur gegen geht gibt habe haben hallo hat hatte ich ihm ihn ihnen ihr ihre im in ins
        ist ja jede
        jeder jemand kann kein keine keinen keiner konnen mehr mein meine meinem meinen meiner mich mir mit
        muss nach nein
        nicht nichts noch nun nur ob oder ohne schon sehr sein seit sich sie sind so soll uber um und uns unser unsere
        unserem unseren vom von vor wann war waren warum was weil wenn wer werden wie wieder will wir wird wo
        wurde wurden
        zu zum zur danke grusse heute gestern morgen
        """
    ),
    "fr": _words(
        """
        a afin ai alors apres as au aucun aussi autre aux avant avec avez avons bonjour c car ce cela ces cet
        cette chez
        comme comment d dans de depuis des deux donc du elle en encore entre es est et etais etait ete etes
        etre eux faire
        fait faut il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme merci mes moi mon n ne
        ni nos notre
        nous on ont ou par parce pas peu peut plus pour pourquoi pouvez puis qu quand que quel quelle quels
        qui quoi s sa
        sans se sera ses si son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une
        vers voici vos
        votre vous y rien quelqu aujourd hui hier demain
        """
    ),
    "es": _words(
        """
        a al algo alguien ante antes asi aun aunque buenos cada como con contra cual cuando cuanto de del
        desde donde dos
        durante e el ella ellos en entre era es esa ese eso esta estaba estan estar estas este esto estos
        estoy fue gracias
        ha habia hace hacer han hasta hay he hemos hola la las le les lo los mas me mi mis muy nada ni no nos nosotros
        nuestra nuestro o os otra otro para pero poco por porque puede puedo que quien quiero se sea ser si
        sin sobre solo
        son soy su sus tambien tan te tengo tiene todo todos tras tu un una uno unos usted y ya yo hoy ayer
        manana saludos
        """
    ),
    "it": _words(
        """
        a ad agli ai al alla alle allo anche ancora avere c che chi ci ciao come con cosa cui da dal dalla
        dalle dei del
        della delle dello di dopo dove due e ed era essere fa fare fino gli grazie ha hai hanno ho i il in io
        l la le lei
        li lo loro ma me mi mia mie miei mio molto ne negli nei nel nella nelle nessuno niente no noi non
        nostra nostro o
        ogni per perche piu poi prima puo qualcuno quale quando quanto quella quello questa questo qui se sei
        senza si sia
        siamo sono sta sto su sua sul sulla suo te ti tra tu tutta tutti tutto un una uno vi voi buongiorno
        saluti oggi ieri
        domani posso
        """
    ),
    "pt": _words(
        """
        a ao aos as ate bom cada com como da das de depois desde do dos e ela ele eles em entre era essa esse
        esta estamos
        estao estar estava este estou eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha meus
        muito na nada nao
        nas nem nenhum ninguem no nos nosso nossa num numa o obrigado obrigada ola onde os ou para pela pelo
        pelos por porque
        pode posso qual quando que quem se sem ser seu seus sua so sobre tambem te tem tenho ter todo todos
        tudo um uma umas
        uns voce hoje ontem amanha
        """
    ),
    "nl": _words(
        """
        aan al alle als alleen ben bij daar dan dat de deze die dit door een er geen graag haar hallo heb
        hebben heeft hem
        het hier hij hoe hun ik in is ja je jij jullie kan kun kunnen maar meer met mij mijn moet na naar
        niemand niet niets
        nog nu of om omdat onder ons onze ook op over sinds te tegen toch toen tot u uit uw van veel voor waar
        waarom wanneer
        waren was wat we weer wel welke werd wie wij wil word wordt worden ze zich zij zijn zo zonder zou
        bedankt groeten
        vandaag gisteren morgen iemand
        """
    ),
    "pl": _words(
        """
        a ale bardzo bez bo by byc byl byla bylo ci co czy dla do dzien dobry dziekuje gdy gdzie go i ich ja
        jak jako je jego
        jej jest jestem jeszcze jesli juz kiedy kto ktora ktory ktore lub ma mam mi mnie moge moj moja mozna
        mozliwe na nad
        nas nasz nasza nic nie nikt niz o od on ona po pod prosze przed przez przy sa sie sobie ta tak tam te
        tego tej ten
        to tu tutaj tylko tym u w was we wszystko z za ze zeby dzis wczoraj jutro ktos
        """
    ),
}
# Languages whose keywords nobody wrote; a text in one of them is not taken for a neighbour's.
_OTHERS: Mapping[str, frozenset[str]] = {
    "sv": _words("och att det som en jag ar av inte den kan har pa ett till med for om sig min hej tack vi"),
    "da": _words("og at det som en jeg er af ikke den kan har pa et til med for om sig min hej tak vi hvordan"),
    "fi": _words("ja on ei se etta en mina han ole voi kun mutta tai myos joka hei kiitos olen miten"),
    "cs": _words("a je se na v ze to s z jsem ale jak nebo pro ktery neni prosim dobry den muj mi nemohu uz kde"),
    "hu": _words("a az es hogy nem egy van meg de is ha mar csak azt ez kell nekem kerem"),
    "ro": _words("si la in nu o cu este pe care un din mai sunt pentru am ca imi va rog cum unde"),
    "tr": _words("ve bir bu da de ne icin cok ama gibi daha var yok nasil ben lutfen merhaba degil mi"),
    "la": _words("lorem ipsum dolor sit amet et in ad ut sed non elit enim quis nisi sint est qui id"),
    "ca": _words("i la el els les amb per que no es un una del dels al meu meva si us plau aixo on puc"),
    "id": _words("yang dan di ini itu tidak saya untuk dengan dari ada bisa akan ke pada sudah apa"),
}
_ALL = {**FUNCTION_WORDS, **_OTHERS}
_LANGUAGES_OF = {
    word: [code for code, small in _ALL.items() if word in small] for word in frozenset().union(*_ALL.values())
}
# Who is hit says how urgent a ticket is.
_SAYING = _words("nobody everyone everything nothing without niemand alles nichts nadie nessuno ninguem nikt iedereen")
SMALL_WORDS = frozenset().union(*FUNCTION_WORDS.values()) - _SAYING


@lru_cache(maxsize=64)
def language(text: str) -> str | None:
    """The code of the language whose small words a text has most of; None where that is none of FUNCTION_WORDS."""
    words = [casefold(match.group()) for match in islice(WORD.finditer(text), READ_WORDS)]
    counts = Counter(code for word in words for code in _LANGUAGES_OF.get(word, ()))
    most = max(counts.values(), default=0)
    if not most or most < LEAST_SHARE * len(words):
        return None
    return next((code for code in FUNCTION_WORDS if counts[code] == most), None)
