"""Keeping processes running together and ending them together."""

import os
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Event

import click

PATIENCE = 30
"""Seconds that a process has to end what it has in hand."""


def supervise(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> int:
    """Run all commands until told to end or until one ends; return the exit code."""
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: told.set())
    # the commands are our own
    children = [subprocess.Popen(list(one), env=dict(environment)) for one in commands]  # noqa: S603
    while not told.wait(0.2) and all(child.poll() is None for child in children):
        pass
    ended = [child.returncode for child in children if child.poll() is not None]
    _end(children)
    return 0 if told.is_set() or not ended else ended[0] or 1


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def announce_when_ready(host: str, port: int, address: str, browser: bool) -> None:
    """Say where the site is once it answers, and open a browser if that is wished."""
    for _attempt in range(300):
        if _answers(host, port):
            click.echo(f"Matchmaker is ready: {address}/  (Ctrl-C ends it)")
            if browser and _has_screen():
                webbrowser.open(f"{address}/")
            return
        time.sleep(0.2)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=60)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        with suppress(OSError):
            connection.close()


def _has_screen() -> bool:
    """Return whether a browser can open in a window of its own, and not in the terminal."""
    if os.environ.get("CI"):
        return False
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
