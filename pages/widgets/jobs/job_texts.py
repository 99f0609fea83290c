"""Jobs in words: how far one is, what came of one, and for how long it will go on."""

from __future__ import annotations

from services.bulk import Undone
from services.jobs import store
from services.jobs.progress import progress_phrase
from services.jobs.store import Job
from services.transfer.importing.rejects import REJECTS_MAX

NAMED = 10  # tickets that an undo left alone
FILE_PATH = "api/jobs/{}/file/"  # relative to the page, which may stand below a base path


def progress_text(job: Job, *, has_worker: bool = True) -> str:
    """ "Importing 4,000 of 13,687, 40 s left"; of one that waits that it waits, and why."""
    what = job.of.doing
    if job.cancel_requested:
        return f"{what}: it is being cancelled"
    if (note := store.note(job, has_worker=has_worker)) is not None:
        return f"{what}: {note[0].lower()}{note[1:]}"
    if job.state == "waiting":
        return f"{what}: {_so_far(job)}waiting for its turn"
    if not job.total:
        return what
    return f"{what}{'' if job.of.unit else ':'} {progress_phrase(job.of, job.done, job.total, job.rate)}"


def started_phrase(job: Job) -> str:
    """ "in the browser", "from a terminal"; "by Mei" where the job knows a person."""
    return _STARTED.get(job.actor) or f"by {job.actor}"


def _so_far(job: Job) -> str:
    return f"{progress_phrase(job.of, job.done, job.total, None)} done, " if job.done and job.total else ""


def result_text(job: Job) -> str:
    """What came of a job that has ended, as plain text."""
    if job.state != "finished":
        return f"{job.of.label}: {job.error or job.state}"
    return _TEXTS.get(job.kind, _done)(job)


def rows_text(job: Job) -> str:
    """ "13,640 rows imported, 47 rejected." """
    done = job.result or {}
    parts = [f"{_counted(done.get('imported', 0), 'row')} imported"]
    if done.get("added"):
        cut = f" ({done['cut']:,} cut at the limit)" if done.get("cut") else ""
        parts.append(f"{done['added']:,} added to another{cut}")
    if done.get("already_there"):
        parts.append(f"{done['already_there']:,} skipped")
    parts.append(f"{done.get('rejected', 0):,} rejected")
    return f"{', '.join(parts)}."


def reason_text(rows: int, line: int, reason: str) -> str:
    """ "30 rows, the first on line 45: created_at 'nonsense' is not a time." """
    return f"Line {line:,}: {reason}." if rows == 1 else f"{rows:,} rows, the first on line {line:,}: {reason}."


def rejects_label(job: Job) -> str:
    """What the button says that gives the rejected rows."""
    rejected = (job.result or {}).get("rejected", 0)
    if rejected == 1:
        return "Download the rejected row with its reason"
    first = "first " if rejected > REJECTS_MAX else ""
    return f"Download the {first}{min(rejected, REJECTS_MAX):,} with the reason for each"


def rejects_name(job: Job) -> str:
    """The name of their file."""
    return f"rejected-{job.title.rsplit('.', 1)[0]}.csv"


def _imported(job: Job) -> str:
    return f"{job.title}: {rows_text(job)}"


def undone_text(job: Job) -> str:
    """ "13,588 tickets moved to the trash. 12 changed since the import and stayed." """
    done = job.result or {}
    said = f"{_counted(done.get('deleted', 0), 'ticket')} moved to the trash."
    changed = done.get("changed", 0)
    return f"{said} {changed:,} changed since the import and stayed." if changed else said


def _undone(job: Job) -> str:
    return f"{job.title}: import undone. {undone_text(job)}"


def _exported(job: Job) -> str:
    return f"Your export of {_counted((job.result or {}).get('rows', 0), 'ticket')} is ready. It is kept for a day."


def _changed(job: Job) -> str:
    done = job.result or {}
    left = f" {done['left_out']:,} had changed and stayed as they are." if done.get("left_out") else ""
    return f"{_counted(done.get('changed', 0), 'ticket')} {job.title}.{left}"


def _classified(job: Job) -> str:
    done = job.result or {}
    if done.get("dry"):
        changed = _counted(done.get("changed", 0), "ticket")
        return f"{job.title[0].upper()}{job.title[1:]}: {changed} would change."
    said = f"{_counted(done.get('changed', 0), 'ticket')} {job.title}."
    if done.get("unanswered"):
        said += f" {done['unanswered']:,} got no answer."
    if left_out := done.get("left_out"):
        said += f" {left_out:,} had changed and stayed as {'it is' if left_out == 1 else 'they are'}."
    return said


def undone_change_text(undone: Undone) -> str:
    """ "Change undone for 12 tickets. 2 changed since and stayed as they are: #3, #8." """
    said = f"Change undone for {_counted(undone.restored, 'ticket')}."
    if not undone.left_alone:
        return said
    named = ", ".join(f"#{number}" for number in undone.left[:NAMED])
    more = f" and {undone.left_alone - NAMED:,} more" if undone.left_alone > NAMED else ""
    return f"{said} {undone.left_alone:,} changed since and stayed as they are: {named}{more}."


def _trained(job: Job) -> str:
    version = (job.result or {}).get("version")
    return (
        f"The classifier is trained: version {version:,} is in use." if version else "There was nothing new to learn."
    )


def _ordered(job: Job) -> str:
    return f"Review has a new order, from {_counted((job.result or {}).get('tickets', 0), 'ticket')}."


def _measured(job: Job) -> str:
    return f"{job.title}: it is measured."


def _backed_up(job: Job) -> str:
    done = job.result or {}
    return f"{_counted(done.get('tickets', 0), 'ticket')} and all else are backed up in {done.get('file')}."


def _removed(job: Job) -> str:
    done = job.result or {}
    lost = "lost their text" if done.get("how") == "text" else "deleted; their counts stay"
    trash = f" {_counted(done['in_trash'], 'ticket')} in the trash went too." if done.get("in_trash") else ""
    file = f" Before that they were written to {done['file']}." if done.get("file") else ""
    return f"Retention: {_counted(done.get('tickets', 0), 'old ticket')} {lost}.{trash}{file}"


def _rebuilt(_: Job) -> str:
    return "Statistics rebuilt."


def _targets_recounted(job: Job) -> str:
    return f"The new targets count for {_counted((job.result or {}).get('tickets', 0), 'ticket')}."


def _topics_found(job: Job) -> str:
    done = job.result or {}
    new = f", {done['new']:,} of them new" if done.get("new") else ""
    return f"Topics: {_counted(done.get('topics', 0), 'topic')}{new}, from {_counted(done.get('texts', 0), 'ticket')}."


def _sampled(job: Job) -> str:
    done = job.result or {}
    return f"{_counted(done.get('tickets', 0), 'sample ticket')} {'removed' if done.get('remove') else 'loaded'}."


def _done(job: Job) -> str:
    return f"{job.of.label}: done."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


_STARTED = {
    "local": "in the browser",
    "api": "through the API",
    "import": "from a terminal",
    "classifier": "automatically",
    "schedule": "automatically",
}
_TEXTS = {
    "import": _imported,
    "undo_import": _undone,
    "export": _exported,
    "bulk": _changed,
    "classify": _classified,
    "training": _trained,
    "evaluation": _measured,
    "margins": _ordered,
    "rebuild": _rebuilt,
    "retention": _removed,
    "targets": _targets_recounted,
    "backup": _backed_up,
    "topics": _topics_found,
    "sample": _sampled,
}
