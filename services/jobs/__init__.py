"""Work that runs long: a row for each job, a PostgreSQL queue, workers of their own, progress, cancel and retry.

``queue`` enqueues, cancels and retries; ``store`` reads jobs for people; ``run`` is what runs one; ``worker`` is the
process that works the queue off and ``supervisor`` starts it beside the server; ``work/`` has a module for each kind.
"""
