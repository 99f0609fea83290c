"""What holds for every text: a sound answer, the same each time, whatever was typed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.classify.keywords.classifier import KeywordClassifier
from services.classify.keywords.phrases import check_entry
from services.classify.keywords.priority.rules import PRIORITY_RULES
from services.seed.categories import SEED_CATEGORIES
from services.suggestion import Suggestion, Verdict

CATEGORIES = {key: seed.keywords for key, seed in SEED_CATEGORIES.items()}
SEEDED = KeywordClassifier(CATEGORIES)
# Random text seldom hits a rule, so half of it is made of words that the rules and the grammar know.
TELLING = (
    "refund|REFUNDS|charged twice|not|isn't|don’t need|urgent|very|server|down|log|in|cannot|password"
    "|how do I|?|.|,|\n\n|Straße|e\u0301|no rush|error"
)
TELLING_WORDS = st.sampled_from(TELLING.split("|"))
TEXTS = st.one_of(st.text(), st.lists(TELLING_WORDS | st.text(max_size=8), max_size=30).map(" ".join))


def timeless(answer: Suggestion) -> Suggestion:
    return replace(answer, latency_ms=0.0)


@given(title=TEXTS, description=TEXTS)
def test_any_text_gets_a_sound_answer(title: str, description: str) -> None:
    answer = SEEDED.suggest(title, description)
    assert (answer.source, answer.model) == ("keywords", "keyword rules")
    assert answer.latency_ms >= 0
    for verdict, known in ((answer.category, CATEGORIES), (answer.priority, PRIORITY_RULES)):
        assert_sound(verdict, set(known))
        assert all(words in title or words in description for words in verdict.words)
    assert timeless(SEEDED.suggest(title, description)) == timeless(answer)


def assert_sound(verdict: Verdict, known: set[str]) -> None:
    keys = [key for key, _ in verdict.ranking]
    shares = [share for _, share in verdict.ranking]
    assert set(keys) <= known
    assert len(set(keys)) == len(keys)
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)
    assert sum(shares) < 1
    if verdict.key is None:
        assert (verdict.confidence, verdict.words) == (0.0, ())
    else:
        assert verdict.ranking[0] == (verdict.key, verdict.confidence)
        assert verdict.words
        assert len(set(verdict.words)) == len(verdict.words)


@given(title=TEXTS, description=TEXTS)
def test_a_category_without_keywords_changes_nothing(title: str, description: str) -> None:
    wider = KeywordClassifier({"empty": [], **CATEGORIES})
    assert timeless(wider.suggest(title, description)) == timeless(SEEDED.suggest(title, description))


@given(entry=st.text(max_size=30), text=TEXTS)
def test_any_entry_is_taken_or_refused_and_never_raises(entry: str, text: str) -> None:
    complaint = check_entry(entry)
    answer = KeywordClassifier({"a": [entry]}).suggest(text, f"{text} {entry}").category
    if complaint is not None:
        assert answer == Verdict()
    assert_sound(answer, {"a"})


@given(description=TEXTS)
def test_a_new_category_leaves_the_order_of_the_others(description: str) -> None:
    text = f"{description} refund"
    wider = KeywordClassifier({**CATEGORIES, "added": ["refund^5", "password reset^9"]})
    others = [key for key, _ in wider.suggest("", text).category.ranking if key != "added"]
    assert others == [key for key, _ in SEEDED.suggest("", text).category.ranking]
