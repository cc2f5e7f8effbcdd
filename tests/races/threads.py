"""Two officers at the same instant: real threads, each with a connection of its own.

No sleeping and no luck: ``overlap`` lets the second begin while the first has written and not yet
committed, and the first commits only when PostgreSQL says that the second waits for it (or the
second has finished without waiting).
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

PATIENCE = 20  # seconds until a hanging test is a failing test


def outcome_of(deed):
    """What a deed returned, or the exception it raised; the thread's connection is closed."""
    try:
        return deed()
    except Exception as error:  # noqa: BLE001 - told to the test, which looks at it
        return error
    finally:
        connection.close()


def overlap(first, second):
    """Run ``second`` inside the open transaction of ``first``; returns both outcomes."""
    written, done = threading.Event(), threading.Event()
    backend = []

    def lead():
        try:
            with transaction.atomic():
                result = first()
                written.set()
                await_waiting(backend, done)
            return result
        finally:
            written.set()

    def follow():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
        assert written.wait(PATIENCE)
        try:
            return second()
        finally:
            done.set()

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(outcome_of, lead), pool.submit(outcome_of, follow)]
        return [future.result(PATIENCE * 2) for future in futures]


def await_waiting(backend, done):
    """Until PostgreSQL says that the one of ``backend`` waits for a lock, or ``done`` is set."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if done.wait(0.02):
            return
        if backend and _waits(backend[0]):
            return
    raise AssertionError("the second neither waited nor finished")


def _waits(pid) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
        return cursor.fetchone()[0]


def together(*deeds):
    """Start all deeds at one signal; returns their outcomes in order."""
    barrier = threading.Barrier(len(deeds))

    def run(deed):
        barrier.wait(PATIENCE)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        futures = [pool.submit(outcome_of, lambda deed=deed: run(deed)) for deed in deeds]
        return [future.result(PATIENCE * 2) for future in futures]
