"""Work that runs long: a row for each job, a PostgreSQL queue, workers of their own, progress, cancel and retry.

``queue`` enqueues, cancels and retries; ``store`` reads jobs for people, ``listing`` pages of all, ``progress`` says
how far one is; ``run`` is what runs one and ``execution`` how it begins and ends; ``worker`` is the process that works
the queue off and ``supervisor`` starts it beside the server; ``work/`` has a module for each kind. ``requests/``
has what pages and programs ask for, ``terminal_import`` what a terminal does.
"""
