"""Times of day and short spans of time in a text, as people write them in eight languages."""

from __future__ import annotations

import re

from services.classify.keywords.word_patterns import WordPatterns

_FEW = r"(?:\d{1,2}|an?|one|two|five|ten|half an|einer|zwei|fünf|zehn|une?|deux|cinq|dix|una|dos|cinco|diez|due|een)"
_UNIT = r"(?:min(?:s|ute[sn]?|utos?|uti|uten|ut)?|h(?:rs?|ours?)?|stunden?|heures?|horas?|or[ae]|uur|godzin\w*)"
# "In 10 minutes", "within the hour", "dans une heure".
SOON = re.compile(
    rf"\b(?:in|within|dans|en|em|tra|fra|binnen|over|za|daqui a)\s+(?:the\s+hour|{_FEW}\s*{_UNIT})\b", re.IGNORECASE
)
# "In 2021".
YEAR = re.compile(r"\b(?:in|im|en|em|nel|w)\s+(?:jahr\s+)?(?:19|20)\d\d\b", re.IGNORECASE)
# "By 5 pm", "um 14 Uhr", "ce soir 18h", "a las 17:00", "closes 2pm", "starts at 3".
CLOCK = re.compile(
    r"\b(?:by|until|till|before|closes|starts at|start at|begins at|um|bis|avant|antes de las|a las|às|alle|entro le"
    r"|om|voor|do|o)\s+\d{1,2}(?:[:.h]\d{2})?(?:\s*(?:am|pm|h|uhr|heures|uur))?\b"
    r"|\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|uhr)\b|\b\d{1,2}\s?h(?:\d{2})?\b",
    re.IGNORECASE,
)
# "Closes at two", "starts at 3", "by noon", "um 14 Uhr", "à 15 h": what is still to come.
FIXED = re.compile(
    r"\b(?:by|until|till|before|closes(?: at)?|starts(?: at)?|opens(?: at)?|begins(?: at)?|leaves(?: at)?|ends(?: at)?"
    r"|is at|speaks at|due at|departs(?: at)?|shuts(?: at)?|leaves?(?: at)?"
    r"|bis|um|à|a las|às|alle|entro le|avant|antes de las|ab|om|voor|o)\s+"
    r"(?:\d{1,2}(?:\s?[:.h]\s?\d{0,2})?(?:\s*(?:am|pm|h|uhr|heures|uur))?"
    r"|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!\s*(?:%|percent|euros?|eur|kg|users))",
    re.IGNORECASE,
)
# "The 2022 attack", "our 2021 outage".
OWNING_YEAR = re.compile(r"\b(?:the|our|of|der|die|vom|de|del|la|le)\s+(?:19|20)\d\d\b", re.IGNORECASE)

ANY_TIME = WordPatterns(pattern.pattern for pattern in (SOON, YEAR, CLOCK, FIXED, OWNING_YEAR))
