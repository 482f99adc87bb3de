#!/usr/bin/python3
"""The flatpak manifest: flatpak-builder reads it without a word, and it fits the program.

Arguments: the source tree, the build tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import tap  # noqa: E402

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
APP = "io.github.workings.Workings"
MANIFEST = os.path.join(SOURCE, "flatpak", APP + ".yaml")


def manifest():
    # It ends with 0 on most mistakes: what it says on standard error is what counts.
    done = tap.call("flatpak-builder", "--show-manifest", MANIFEST, cwd=BUILD)
    tap.equal((done.returncode, tap.text(done.stderr)), (0, ""))
    return json.loads(done.stdout)


@tap.test("flatpak-builder reads it without a word")
def _():
    read = manifest()
    tap.equal((read["id"] if "id" in read else read["app-id"], read["command"]),
              (APP, "workings"))


@tap.test("modules for GSL, OpenBLAS and libyaml, before the program itself")
def _():
    tap.equal([module["name"] for module in manifest()["modules"]],
              ["openblas", "gsl", "libyaml", "workings"])


@tap.test("every archive comes by https with a checksum")
def _():
    for module in manifest()["modules"][:-1]:
        for source in module["sources"]:
            tap.equal(source["type"], "archive", module["name"])
            tap.true(source["url"].startswith("https://"), source["url"])
            tap.true(re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), source["sha256"])


@tap.test("no access to files or network beyond what portals give")
def _():
    for argument in manifest()["finish-args"]:
        tap.true(not argument.startswith(("--filesystem", "--share=network", "--device=all")),
                 argument)


tap.run()
