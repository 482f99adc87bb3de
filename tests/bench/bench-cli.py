#!/usr/bin/python3
"""How long an export takes, process start included, and what ./run adds to a program.

Arguments: workings-cli, the source tree. Prints medians in milliseconds; fails where
./run, all being up to date, adds more than 200 ms. ./run is measured only where it has
built before.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import statistics
import subprocess
import sys
import time

CLI, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
ROUNDS = 15
RUN_BUDGET = 200


def median(*command):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main():
    for name, width in (("svg", None), ("pdf", None), ("png", "1600"), ("png", "3840")):
        arguments = [CLI, "export", "1a", "--format", name, "-o", "/dev/null"]
        arguments += ["--width", width] if width else []
        print(f"export {name} {width or '':4}  {median(*arguments):6.1f} ms")
    whole = median(CLI, "export", "--all", "--step", "all", "--format", "pdf", "-o", "/dev/null")
    print(f"export all pdf   {whole:6.1f} ms")
    built = os.path.join(SOURCE, "_build", "run", "src", "app", "workings")
    if os.path.exists(built):
        added = median(os.path.join(SOURCE, "run"), "--version") - median(built, "--version")
        print(f"./run adds       {added:6.1f} ms")
        sys.exit(added > RUN_BUDGET)


main()
