"""Limits that are part of the product's rules: no installation changes them; those of texts the database has too."""

from __future__ import annotations

TITLE_MAX = 200
DESCRIPTION_MAX = 20_000
NOTE_MAX = 20_000
NAME_MAX = 200
SEARCH_MAX = 200
CATEGORY_LABEL_MAX = 60
CATEGORY_DESCRIPTION_MAX = 1_000
KEYWORDS_MAX = 1_000
FILTER_VALUES_MAX = 50  # values of one filter in one call of the API
BODY_MAX = 256 * 1024  # bytes of a request: the longest ticket, each character escaped
IDEMPOTENCY_HOURS = 24
LISTENERS_MAX = 200  # event streams in one process
IMPORT_FILE_MB = 200  # the same as server.maxUploadSize in .streamlit/config.toml
EXPORTS_MAX = 4  # downloads at the same time in one process
PAGE_SIZES = (25, 50, 100)
TRASH_DAYS = 30
SENT_DRAFT_DAYS = 7  # how long the desk knows that a text was sent to one of which there is no ticket yet
SENT_TEXT_DAYS = 90  # how long a ticket shows what a language model was sent of it
BULK_MAX = 200_000  # tickets in one bulk change
BULK_UNDO_DAYS = 7
