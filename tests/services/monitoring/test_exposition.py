"""Prometheus' text format: names, labels and values as its documentation has them."""

from __future__ import annotations

import pytest

from services.monitoring.exposition import Family, Histogram, family, number, render


def test_a_family_is_told_with_its_type() -> None:
    told = render([family("jobs", "gauge", "Jobs\nthat \\ wait", ({"kind": 'a"b\\c\nd', "state": "x"}, 2), ({}, 1.5))])
    assert told == (
        "# HELP triage_desk_jobs Jobs\\nthat \\\\ wait\n"
        "# TYPE triage_desk_jobs gauge\n"
        'triage_desk_jobs{kind="a\\"b\\\\c\\nd",state="x"} 2\n'
        "triage_desk_jobs 1.5\n"
    )


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (3.0, "3"), (0.25, "0.25"), (float("inf"), "+Inf"), (float("-inf"), "-Inf")]
)
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written


def test_buckets_hold_those_below_them() -> None:
    kept = Histogram.of((0.1, 1.0))
    for seconds in (0.05, 0.1, 0.5, 7.0):
        kept.observe(seconds)
    assert [
        line.split(" ") for line in render([Family("s", "histogram", "S.", list(kept.samples({})))]).splitlines()[2:]
    ] == [
        ['triage_desk_s_bucket{le="0.1"}', "2"],
        ['triage_desk_s_bucket{le="1"}', "3"],
        ['triage_desk_s_bucket{le="+Inf"}', "4"],
        ["triage_desk_s_sum", "7.65"],
        ["triage_desk_s_count", "4"],
    ]
