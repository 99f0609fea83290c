"""Where a label comes from: what may be measured on it, and what it is called.

A figure is only as good as the draw of its test cases. What was picked for Review because a model was unsure of it (by
margin), or because its label looked wrong, is harder than the rest: it teaches, and is never a test case. Random review
answers speak for the desk; labels of imports, programs and people who created tickets are samples of their own.
"""

from __future__ import annotations

RANDOM, IMPORT, API, FILING = "random", "import", "api", "filing"
PICKED, TAUGHT = "picked", "taught"  # always in the training part
# What may be a test case, in the order in which one would rather measure on it, each in words.
TESTABLE = {
    RANDOM: "random review answers",
    IMPORT: "imported labels",
    API: "labels from the API",
    FILING: "labels set by people outside Review",
}
EXPLAINED = {
    RANDOM: "Drawn at random from all tickets that nobody had confirmed: they speak for the whole desk.",
    IMPORT: "As another system labelled them: they speak for the tickets that were imported.",
    API: "As programs labelled them: they speak for what these programs send.",
    FILING: "Set while creating or editing a ticket, most of them where a suggestion was wrong: harder than the rest.",
}
