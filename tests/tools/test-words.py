#!/usr/bin/python3
"""Every text the program can show is translated, in every language it speaks.

Arguments: the source tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import yaml  # noqa: E402

import tap  # noqa: E402

SOURCE = os.path.abspath(sys.argv[1])
PO = os.path.join(SOURCE, "data", "po")


def languages():
    with open(os.path.join(PO, "LINGUAS"), encoding="utf-8") as file:
        return file.read().split()


def files(folder, ending):
    found = []
    for place, _, names in os.walk(os.path.join(SOURCE, folder)):
        found += [os.path.join(place, name) for name in names if name.endswith(ending)]
    return sorted(found)


def extract(folder):
    """All marked texts of the source and of the window's templates, as one template."""
    parts = [os.path.join(folder, name) for name in ("c.pot", "ui.pot")]
    keywords = ["--keyword=" + word for word in
                ("_", "N_", "_L:2", "_LN:2,3", "ngettext:1,2")]
    done = tap.call("xgettext", "--language=C", "--from-code=UTF-8", "--keyword", *keywords,
                    "--no-wrap", "-o", parts[0], *files("src", ".c"), *files("src", ".h"))
    tap.equal(done.returncode, 0, tap.text(done.stderr))
    done = tap.call("xgettext", "--from-code=UTF-8", "--no-wrap", "-o", parts[1],
                    *files("ui", ".ui"))
    tap.equal(done.returncode, 0, tap.text(done.stderr))
    whole = os.path.join(folder, "all.pot")
    done = tap.call("msgcat", "--use-first", "--no-wrap", "-o", whole,
                    *filter(os.path.exists, parts))
    tap.equal(done.returncode, 0, tap.text(done.stderr))
    return whole


@tap.test("no text lacks its translation")
def _():
    with tap.folder() as folder:
        template = extract(folder)
        with open(template, encoding="utf-8") as file:
            tap.true(file.read().count("\nmsgid ") > 50, "hardly any text was found")
        for language in languages():
            done = tap.call("msgcmp", os.path.join(PO, language + ".po"), template)
            missing = [line for line in tap.text(done.stderr).splitlines()
                       if "not used" not in line]
            texts = []
            with open(template, encoding="utf-8") as file:
                lines = file.read().splitlines()
            for line in missing:
                place = re.match(re.escape(template) + r":(\d+)", line)
                texts.append(lines[int(place[1]) - 1] if place else line)
            tap.equal((texts, done.returncode), ([], 0), language)


@tap.test("no translation is empty, doubtful, or differs in its place holders")
def _():
    for language in languages():
        path = os.path.join(PO, language + ".po")
        done = tap.call("msgfmt", "--check", "--statistics", "-o", "/dev/null", path)
        tap.equal(done.returncode, 0, tap.text(done.stderr))
        tap.true("fuzzy" not in tap.text(done.stderr) and
                 "untranslated" not in tap.text(done.stderr), tap.text(done.stderr))


@tap.test("no translation has lost its text")
def _():
    with tap.folder() as folder:
        template = extract(folder)
        for language in languages():
            done = tap.call("msgcmp", os.path.join(PO, language + ".po"), template)
            unused = [line for line in tap.text(done.stderr).splitlines()
                      if "not used" in line]
            tap.equal(unused, [], language)


@tap.test("the built-in exam speaks every language")
def _():
    wanted = {"en", *languages()}
    for path in files("data/decks", ".yaml"):
        with open(path, encoding="utf-8") as file:
            deck = yaml.safe_load(file)
        texts = [("title", deck["title"])]
        for exercise in deck["exercises"]:
            for key in ("title", "question", "notes", "remark", "audience", "points"):
                if key in exercise:
                    texts.append((f"{exercise['number']} {key}", exercise[key]))
        for place, value in texts:
            for item in value if isinstance(value, list) else [value]:
                tap.true(isinstance(item, dict) and wanted <= set(item),
                         f"{os.path.basename(path)}: {place} lacks a language")


tap.run()
