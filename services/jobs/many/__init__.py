"""Classify many tickets with one source: try it on some of them, then apply it to all.

``starting`` enqueues both, ``trying`` is the dry run and ``expectation`` what it says of accuracy and cost; ``sources``
answers on this machine, ``asking`` asks a language model; ``parts`` shares the tickets out among the workers and
``writing`` writes the answers of a part; ``labels`` says in words by what a ticket was classified.
"""
