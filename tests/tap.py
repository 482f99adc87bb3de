"""tap - tests in Python that speak TAP, for Meson

    @tap.test("what must hold")
    def _():
        tap.equal(1 + 1, 2)

    tap.run()

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import tempfile
import traceback

TESTS = []


class Skip(Exception):
    """The test cannot be done here; the message says why."""


def test(name):
    def add(function):
        TESTS.append((name, function))
        return function
    return add


def equal(found, expected, what=""):
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def true(condition, what):
    if not condition:
        raise AssertionError(what)


def run():
    """Runs all tests, or those whose names hold the first argument after --only."""
    only = None
    if "--only" in sys.argv:
        only = sys.argv[sys.argv.index("--only") + 1]
    chosen = [one for one in TESTS if only is None or only in one[0]]
    failed = 0
    print(f"1..{len(chosen)}", flush=True)
    for number, (name, function) in enumerate(chosen, 1):
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception:  # any failure is a failed line, and the next test runs
            failed += 1
            print(f"not ok {number} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            sys.stdout.flush()
    sys.exit(1 if failed else 0)


def environment(**changes):
    """This process's environment with changes; None removes a variable."""
    env = dict(os.environ)
    # A sanitizer's report must not pass for one of the program's own statuses.
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        env[name] = ":".join(filter(None, [env.get(name), "exitcode=99"]))
    for name, value in changes.items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env


def call(*command, env=None, cwd=None, stdin=subprocess.DEVNULL, timeout=300, **more):
    """Runs a program and returns the finished process, its output as bytes."""
    return subprocess.run(list(command), stdin=stdin, capture_output=True, cwd=cwd,
                          env=env or environment(), timeout=timeout, check=False, **more)


def text(data):
    return data.decode("utf-8")


def folder():
    """A fresh folder that goes away with the object."""
    return tempfile.TemporaryDirectory(prefix="workings-test-")
