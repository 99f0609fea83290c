"""What the embedded server is started with."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PORT = 5432  # only names the socket file: the server listens on no address
_MB = 1 << 20
_CONTAINER_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def _memory() -> int:
    """Bytes of memory of the machine, or of the container; 1 GB where nothing tells."""
    try:
        known = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (ValueError, OSError):
        known = [1024 * _MB]
    for name in _CONTAINER_LIMITS:
        with suppress(OSError, ValueError):  # not in a container, or without a limit ("max")
            known.append(int(Path(name).read_text(encoding="ascii")))
    return min(known)


def shared_buffers() -> str:
    """An eighth of the memory, at least the usual 128 MB, at most 1 GB; what is not used is not taken.

    Indexes of a million tickets do not fit into the usual 128 MB.
    """
    return f"{min(max(_memory() // 8 // _MB, 128), 1024)}MB"


def server_settings() -> dict[str, str]:
    """Given at every start, so that they change with the product and not with the data."""
    sizes = {"shared_buffers": shared_buffers(), "effective_cache_size": f"{max(_memory() // 2 // _MB, 512)}MB"}
    return _ALWAYS | sizes


_ALWAYS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_directories": ".",  # relative to the data directory: follows it when it is moved
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    # An import writes every page of the indexes again after each checkpoint.
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    # The server's own events only: errors and warnings of statements, and every detail, may quote a ticket.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_checkpoints": "off",
}
