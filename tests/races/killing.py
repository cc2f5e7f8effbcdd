"""A server that is killed at any of its statements: a process of its own that ends itself."""

import os
import signal
from collections.abc import Callable

from django.db import connection


def killed_at(number: int, deed: Callable[[], object]) -> bool:
    """Do ``deed`` in another process that kills itself (SIGKILL) before its statement ``number``;
    whether it was killed, or lived long enough to finish.
    """
    child = os.fork()
    if child == 0:
        inherited = connection.connection  # kept, or its end would end the parent's too
        try:
            connection.connection = None
            _do_until(number, deed)
        finally:  # not one step of the test's own way out is this process's
            os._exit(0 if inherited else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
    return not os.WIFEXITED(status)


def _do_until(number: int, deed: Callable[[], object]) -> None:
    left = [number]

    def count(execute, *asked):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*asked)

    with connection.execute_wrapper(count):
        deed()
