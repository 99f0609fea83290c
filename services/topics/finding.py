"""Find topics among texts, and tell which of them are known already, so that a topic keeps its ID and name.

The rule of a known topic stays as it is, and one that is found later takes no text from it: so its tickets stay its
tickets, and one week compares with another. A group of similar texts is a new topic where less than half of it belongs
to known ones. Only a young topic, found among half as many texts as there are now or fewer, gets the rule of the group
that has half of its texts, or of whose texts it has half; it goes where there is none, unless a person named it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from services.classify.evaluation.groups import Group, find_groups
from services.classify.stemming import casefolded_word
from services.topics.definition import LOOKED_IN_MIN, Changes, Definition, KnownTopic, Texts
from services.topics.learning import learn_rules
from services.topics.rule import Rules, text_terms, words_of

GROUPS_MAX, CLUSTERS_MAX, DIRECTIONS, SHARE_MIN = 80, 80, 144, 0.006
TOPICS_MAX = 100
STEPS = GROUPS_MAX + CLUSTERS_MAX
SAME = 0.5
GROWN = 2  # a topic is young where there are so many times the texts that it was found among


def find_changes(texts: Texts, known: Sequence[KnownTopic], step: Callable[[], None] = lambda: None) -> Changes:
    """Look for topics among (title, description) pairs; what changes. Takes seconds for some thousand texts.

    ``step`` is called STEPS times or less, and may raise.
    """
    if len(texts) < LOOKED_IN_MIN:
        return Changes()
    groups_now = find_groups(
        texts, most=GROUPS_MAX, clusters=CLUSTERS_MAX, least_share=SHARE_MIN, directions=DIRECTIONS, step=step
    )
    groups = [group for group in groups_now if group.words]
    terms = [text_terms(*text) for text in texts]
    rules = Rules((topic.id, topic.round, topic.rule) for topic in known)
    topics = [rules.topic_of(one) or 0 for one in terms]
    young = {topic.id for topic in known if GROWN * topic.read <= len(texts)}
    labels, of_group, seen = _labelled(groups, topics, young)
    definitions = {
        label: Definition(_as_written(groups[of_group[label]], texts), rule)
        for label, rule in learn_rules(terms, labels, list(of_group)).items()
    }
    again = {label: definition for label, definition in definitions.items() if label > 0}
    gone = young - again.keys() - {topic.id for topic in known if topic.named}
    kept = [topic.id for topic in known if topic.id not in gone]
    fresh = [definition for label, definition in definitions.items() if label < 0]
    over = max(0, len(kept) + len(fresh) - TOPICS_MAX)
    number = Counter(topics)
    spare = {topic.id for topic in known if not topic.named} - gone - seen
    weakest = sorted(spare, key=lambda topic: (number[topic], topic))
    gone |= set(weakest[:over])
    room = TOPICS_MAX - len(kept) + len(weakest[:over])
    return Changes(tuple(fresh[: max(0, room)]), again, frozenset(seen - gone), frozenset(gone))


def _labelled(
    groups: Sequence[Group], topics: Sequence[int], young: set[int]
) -> tuple[list[int], dict[int, int], set[int]]:
    """The topic of each text with what was found (new ones have numbers below 0), the group of each topic that gets a
    rule, and the topics that keep theirs and were found again.
    """
    labels, of_group, seen = list(topics), dict[int, int](), set[int]()
    size = Counter(topics)
    for place, group in enumerate(groups):
        known = Counter(topics[text] for text in group.places if topics[text])
        settled = Counter({topic: number for topic, number in known.items() if topic not in young})
        again = _same_topic(known, group.size, size, young - of_group.keys())
        if again:
            labels = [0 if label == again else label for label in labels]
        elif settled.total() >= SAME * group.size:
            seen.add(settled.most_common(1)[0][0])
            continue
        label = again or -1 - place
        of_group[label] = place
        for text in group.places:
            if labels[text] not in settled:
                labels[text] = label
    return labels, of_group, seen


def _same_topic(known: Counter[int], group_size: int, size: Counter[int], young: set[int]) -> int:
    """The young topic that a group is; 0 for none."""
    shared = {topic: number for topic, number in known.items() if topic in young}
    topic = min(shared, key=lambda topic: (-shared[topic], topic), default=0)
    return topic if topic and shared[topic] >= SAME * min(group_size, size[topic]) else 0


def _as_written(group: Group, texts: Texts) -> tuple[str, ...]:
    """The marking words as most of the group's texts write them, with accents and capitals."""
    forms: dict[str, Counter[str]] = {}
    for place in group.places:
        for word in words_of(*texts[place]):
            forms.setdefault(casefolded_word(word), Counter())[word] += 1
    return tuple(" ".join(_form(forms.get(word), word) for word in marking.split()) for marking in group.words)


def _form(forms: Counter[str] | None, word: str) -> str:
    """The commonest form; a capital counts only where it is not that of a sentence."""
    if not forms:
        return word
    small = {form for form in forms if form[:1].islower()}
    return min((form for form in forms if form in small or not small), key=lambda form: (-forms[form], form))
