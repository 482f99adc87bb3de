#!/usr/bin/python3
"""A minute of coverage-guided fuzzing of the formula parser and typesetter.

Builds the fuzzer with clang in a folder of its own, starts it on the formulas of the
tests, and wants it to end well. Arguments: the source tree, seconds.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import tap  # noqa: E402

SOURCE = os.path.abspath(sys.argv[1])
SECONDS = sys.argv[2]


def words():
    """The commands of the parser's tables, as a dictionary of libFuzzer."""
    found = set()
    for name in ("command", "symbols", "environment"):
        path = os.path.join(SOURCE, "src", "render", f"wk-math-{name}.c")
        with open(path, encoding="utf-8") as file:
            found |= set(re.findall(r'^ *\{ "([A-Za-z]+)",', file.read(), re.M))
    return "".join(f'"\\\\{word}"\n' for word in sorted(found))


def seeds(folder):
    path = os.path.join(SOURCE, "tests", "render", "formulas.txt")
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file):
            with open(os.path.join(folder, f"{number:04}"), "w", encoding="utf-8") as out:
                out.write("0" + line.rstrip("\n"))


@tap.test("no crash, hang, leak or sanitizer finding")
def _():
    if shutil.which("clang") is None:
        raise tap.Skip("there is no clang here")
    with tap.folder() as folder:
        build = os.path.join(folder, "build")
        done = tap.call("meson", "setup", "-Dfuzz=true", "-Dapp=false", build, cwd=SOURCE,
                        env=tap.environment(CC="clang"))
        tap.equal(done.returncode, 0, tap.text(done.stdout)[-2000:])
        done = tap.call("ninja", "-C", build, "tests/fuzz/fuzz-math", timeout=900)
        tap.equal(done.returncode, 0, tap.text(done.stdout)[-2000:])
        corpus = os.path.join(folder, "corpus")
        os.mkdir(corpus)
        seeds(corpus)
        dictionary = os.path.join(folder, "words.dict")
        with open(dictionary, "w", encoding="utf-8") as file:
            file.write(words())
        env = tap.environment(
            LSAN_OPTIONS=f'suppressions="{os.path.join(SOURCE, "tests", "lsan.supp")}"')
        done = tap.call(os.path.join(build, "tests", "fuzz", "fuzz-math"), corpus,
                        f"-max_total_time={SECONDS}", "-seed=20180611",
                        "-max_len=600", "-timeout=10",
                        f"-dict={dictionary}", "-print_final_stats=1", env=env, cwd=folder,
                        timeout=600)
        report = done.stderr.decode("utf-8", "replace")
        for line in report.splitlines():
            if "number_of_executed_units" in line or "new_units_added" in line:
                print("#", line, flush=True)
        tap.equal(done.returncode, 0, report[-3000:])


tap.run()
