"""Single words that tell of a text what guards need to know, as data: folded, in eight languages."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What is past only where it owns something: "yesterday's outage".
JUST_PAST = (("yesterday",),)
# After these a time has not passed: "since last week".
NOT_PAST = _words(
    """
    dal dalla depuis desde od seit since sinds
    """
)
# Between an urgent word and a room they tell the place: "smoke in the room".
PLACING = _words(
    """
    above am at au aus aux behind bei bij dans en from im in inside into na near nel nella no on op pod sous sur
    this under unser w
    """
)
# What with an urgent word before it is no name: "Urgent Request".
PLAIN_NOUNS = _words(
    """
    access alert assistance attention bug case data down emergency error failure fix help incident issue matter
    need outage please priority problem request server situation support system ticket warning
    """
)
# What makes of "it is fixed" a wish.
NOT_YET = _words(
    """
    after als before bis cuando damit gdy gdyby hasta if jusqu kiedy lorsque make makes once quand quando se si
    sobald till unless until wann wanneer wenn when will wird
    """
)
# What asks for an end, where its past tense would tell of one; French "sort" is neither.
ORDERS = _words("sort sorts solve solves recover recovers sorting solving recovering")
# What a text begins with that asks, with or without a question mark.
INTERROGATIVES = _words(
    """
    combien comment cual cuales cuanto cuantos gdzie hoe hoeveel how ile jak jaka jaki jakie ou quais qual quale
    quali quanti quanto quantos quel quelle quelles quels was welche welcher welches welke wer what where which
    who whom whose wie wieviel wo
    """
)
# What stands before a surname: "Herr Notfall", "Mr. Fire".
TITLES = _words(
    """
    mr mrs ms miss dr prof herr herrn frau familie mme mlle monsieur madame m senor senora sr sra don dona signor
    signora sig senhor senhora pan pani mevrouw meneer dhr mevr
    """
)
# What begins a complaint that means the opposite of what it says.
MOCKERY = _words(
    """
    amazing applaus applause awesome beautiful bellissimo bravo brilliant charming complimenti congrats
    congratulations cudownie delightful enhorabuena estupendo excellent fantastic fantastico felicidades
    felicitations fijn formidable genial geweldig gluckwunsch great grossartig herrlich herzlichen hooray hurra
    hurrah hurray klasse leuk love lovely magnificent magnifique maravilloso marvellous merveilleux mooi nice oh
    otimo ottimo parabens perfect perfekt prima splendid super superb superbe swietnie terrific toll wonderful
    wow wunderbar yay
    """
)
