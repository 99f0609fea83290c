"""Exports of other help desks and trackers: how their columns and words are recognised."""
