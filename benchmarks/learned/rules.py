"""Cases of the keyword rules: other languages, no labels, priorities, what they state."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sklearn.metrics import f1_score

from benchmarks.learned.sets import DRAWS, HINTS, RULES, Keys, Set, Task, draw, is_rule, own_rows
from services.classify.linear.features import count, joined
from services.classify.rule_figures import measured


def foreign(tasks: dict[str, Task]) -> Iterator[tuple[str, str, str]]:
    """Two lists of 108 texts; that by others has a title and a description and no guess to be made of Japanese."""
    for name, writer in (("foreign_categories", "our"), ("categories_by_others", "others'")):
        rows = own_rows(name)
        texts = [(row.get("title", ""), row.get("description", row.get("text", ""))) for row in rows]
        said = [RULES.suggest(*text).category for text in texts]
        labels, codes = (np.array([row[field] for row in rows], object) for field in ("category", "language"))
        asked = Task("category", count(joined(*text) for text in texts), labels, said, HINTS["category"])
        for taught, size in (
            ("banking77", 0),
            ("banking77", 200),
            ("banking77", 2_400),
            ("endava-it", 200),
            ("endava-it", 8_000),
        ):
            learned = tasks[taught].taught(draw(len(tasks[taught].labels), size, 0)[0])
            right = asked.answers(learned, np.arange(len(rows)))[0] == labels
            each = " ".join(f"{code} {right[codes == code].mean():.2f}" for code in ("de", "fr", "es"))
            case = f"{writer} 108 texts in 8 languages after {size:,} labels of {taught}"
            yield case, f"{right.mean():.3f}, {each}", ">= .61, each .75"


def no_labels(tasks: dict[str, Task]) -> Iterator[tuple[str, str, str]]:
    for name, target in (("banking77", ">= .78"), ("endava-it", ">= .47")):
        task = tasks[name]
        offered = np.array([verdict.key or "" for verdict in task.said], object)
        rules = task.rules_right(np.arange(len(offered)))
        figure = f"{(offered == task.labels).mean():.3f}, rules alone {rules:.3f}, silent {(offered == '').mean():.3f}"
        yield f"{name}, no labels, what is offered", figure, target


def everyday() -> Iterator[tuple[str, str, str]]:
    """Lists of our own and lists by somebody who had not seen the rules; the later of each were asked at the end."""
    for name in (
        "everyday_priorities",
        "everyday_priorities_later",
        "priorities_by_others",
        "priorities_by_others_later",
        "priorities_blind",
        "priorities_of_many_trades",
    ):
        rows = own_rows(name)
        said = [RULES.suggest(row.get("title", ""), row.get("description", row.get("text", ""))) for row in rows]
        keys = [one.priority.key for one in said]
        right = [(key or "medium") in accepted(row) for key, row in zip(keys, rows, strict=True)]
        missed = sum(key in (None, "low") and is_grave(row) for key, row in zip(keys, rows, strict=True))
        case = f"priority of {len(rows)} texts, {name.replace('_', ' ')}"
        yield case, f"{np.mean(right):.3f}, grave ones missed {missed}", ">= .80, 0"


def is_grave(row: dict[str, str]) -> bool:
    """Whether the text tells of security, safety, data or an outage, and what it says is urgent."""
    kinds = ("security", "safety", "data", "outage", "data loss", "data_loss", "whole-group outage")
    return row["kind"] in kinds and not {"low", "medium"} & accepted(row)


def accepted(row: dict[str, str]) -> set[str]:
    """The priorities that the list's author takes for right."""
    return {*row["priority"].split("|"), *filter(None, [row.get("also_ok")])}


def priority(task: Task) -> Iterator[tuple[str, str, str]]:
    right, served, silent = [], 0, 0
    for seed in range(DRAWS):
        taught, asked = draw(len(task.labels), 600, seed)
        learned = task.taught(taught)
        answers = task.answers(learned, asked)[0]
        silent += bool((answers == "").all())
        answers = np.where(answers == "", "medium", answers)  # what a field is left at where nothing speaks
        truth = task.labels[asked]
        rules = np.array([task.said[row].key or "" for row in asked], object)
        commonest = np.full(len(asked), "medium", object)
        right.append(
            [
                *(float((one == truth).mean()) for one in (answers, rules, commonest)),
                *map(_macro, [(truth, answers), (truth, rules), (truth, commonest)]),
            ]
        )
        served += learned.model is not None
    means = [f"{value:.3f}" for value in np.mean(right, axis=0)]
    yield "hadoop priority, 600 labels: offered / keywords / always medium", " / ".join(means[:3]), "not below the last"
    yield "  macro-F1 of the same", " / ".join(means[3:]), ""
    yield "  learned takes part / everything silent, of 5 draws", f"{served} / {silent}", ""


def _macro(pair: tuple[Keys, Keys]) -> float:
    return float(f1_score(list(pair[0]), list(pair[1]), average="macro", labels=sorted(set(pair[0])), zero_division=0))


def stated(sets: dict[str, Set]) -> Iterator[tuple[str, str, str]]:
    for name, field in (("banking77", "category"), ("endava-it", "category"), ("apache-hadoop-jira", "priority")):
        rows = sets[name]
        task = Task.of(rows, field)
        spoke = [place for place, verdict in enumerate(task.said) if verdict.key and is_rule(verdict)]
        right = np.mean([task.said[place].key == task.labels[place] for place in spoke])
        own = np.mean([task.said[place].confidence for place in spoke])
        before = np.mean([measured(field, task.said[place], None).confidence for place in spoke])
        figures = task.taught(draw(len(task.labels), 300, 0)[0]).report.rules
        after = [verdict.confidence for place in spoke if (verdict := measured(field, task.said[place], figures)).key]
        here = f"{np.mean(after):.3f}" if after else "silent"
        figure = f"own score {own:.3f}, unmeasured {before:.3f}, measured {here}"
        yield f"{name} {field}: the rules are right in {right:.3f}", figure, "as right, or lower"
