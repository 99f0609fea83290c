"""``python -m services.jobs``: a worker, until it is told to stop."""

from __future__ import annotations

import os

from services.jobs.worker import main
from services.settings import ROOT

os.chdir(ROOT)
main()
