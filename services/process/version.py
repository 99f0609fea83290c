"""The version of Triage Desk: in the log at start, in /healthz, on the Settings page and in ``make doctor``."""

VERSION = "0.1.0"
