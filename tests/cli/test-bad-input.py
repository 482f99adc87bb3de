#!/usr/bin/python3
"""Wrong input: one sentence that names what is wrong, the right status, nothing written.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import resource
import socket

from workings import CLI, OWN_DECK, bad, good, write, tap


def export_bad(arguments, status, *words, **more):
    """The same for export, into a folder that must stay empty."""
    with tap.folder() as out:
        bad(["export", *arguments, "-o", os.path.join(out, "a.svg")], status, *words, **more)
        tap.equal(os.listdir(out), [], f"{arguments} left something behind")


def each(arguments, status, *words):
    """Everything that takes an exercise must refuse it alike."""
    export_bad(arguments, status, *words)
    bad(["solve", *arguments], status, *words)
    bad(["solve", *arguments, "--json"], status, *words)
    bad(["show", *arguments], status, *words)


@tap.test("an unknown exercise")
def _():
    each(["9z"], 1, "9z")
    each([""], 1, "exercise")
    each([b"\xff\xfe"], 1, "exercise")
    each(["1a" * 5000], 1, "exercise")


@tap.test("an unknown key, with the nearest one")
def _():
    each(["1a", "--set", "z=1"], 1, "z")
    each(["1a", "--set", "layer=[]"], 1, "layer", "layers")
    each(["1a", "--set", "layers[0].weights=[[1]]"], 1, "weights")
    each(["1a", "--set", "layers[7].b=[1]"], 1, "layers[7].b")
    each(["1a", "--set", "x[9]=1"], 1, "x[9]")
    each(["1a", "--set", "x[=1"], 1, "x[")


@tap.test("a matrix or list of the wrong shape")
def _():
    each(["1a", "--set", "layers[0].W=[[1, 2], [3, 4]]"], 1, "layers[")
    each(["1a", "--set", "layers[0].W=[[1, 2, 3], [4, 5]]"], 1, "layers[0].W")
    each(["1a", "--set", "layers[0].W=[1, 2, 3]"], 1, "layers[0].W")
    each(["1a", "--set", "layers[0].W=[]"], 1, "layers[0].W")
    each(["1a", "--set", "layers[0].W=[[], []]"], 1, "layers[0].W")
    each(["1a", "--set", "x=[1, 2, 3]"], 1, "x")
    each(["1a", "--set", "x=3"], 1, "x")
    each(["1a", "--set", "layers[1].b=[1, 2]"], 1, "layers[1]")
    each(["1a", "--set", "y=[1, 2]"], 1, "y")
    each(["1a", "--set", "layers=[]"], 1, "layers")


@tap.test("numbers that are none: nan, infinities, 1e999, text, booleans, nothing")
def _():
    for value in ("nan", ".nan", "NaN", ".inf", "-.inf", "1e999", "-1e999", "fast", "true",
                  '"3"', "null", "~", "[1]", "{a: 1}", "1,5", "0x"):
        each(["1a", "--set", f"x=[{value}, 3]"], 1, "x")
    each(["1a", "--set", "layers[0].g=softmaximum"], 1, "g", "softmaximum")
    each(["1a", "--set", "layers[0].slope=steep"], 1, "slope")


@tap.test("numbers whose result is not finite name where it arose")
def _():
    huge = "layers=[{W: [[1e200], [1e200]], b: [0], g: identity}, " \
           "{W: [[1e200]], b: [0], g: identity}]"
    with tap.folder() as out:
        done = tap.call(CLI, "solve", "1a", "--set",
                        huge, "--set", "x=[1e200, 1e200]", cwd=out)
        tap.equal(done.returncode, 1, f"{done}")
        tap.equal(done.stderr.count(b"\n"), 1)


@tap.test("values that are no YAML, or more than a value may be")
def _():
    each(["1a", "--set", "x=[1, 2"], 1, "--set x")
    each(["1a", "--set", "x=*a"], 1, "--set x")
    each(["1a", "--set", "x=!!int 3"], 1, "--set x")
    each(["1a", "--set", "x=[" * 100], 1)
    each(["1a", "--set", "x="], 1, "x")
    each(["1a", "--set", b"x=[\xff]"], 1, "--set", "UTF-8")


@tap.test("a seed that is no word")
def _():
    each(["1a", "--seed", ""], 1, "--seed")
    each(["1a", "--seed", b"\xff"], 1, "--seed")


@tap.test("steps and positions that are not there")
def _():
    export_bad(["1a", "--step", "5"], 1, "--step", "5")
    for step in ("-1", "1.5", "two", "", " 1", "1 ", "+1", "0x1", "99999999999999999999"):
        export_bad(["1a", "--step", step], 2, "--step")
    for position in ("4.1", "-0.1", "nan", "inf", "1e999"):
        export_bad(["1a", "--position", position], 1, "--position")
    for position in ("", "one", "1,4", "1.4x", " 1"):
        export_bad(["1a", "--position", position], 2, "--position")
    export_bad(["1a", "--step", "1", "--position", "1"], 2, "--step", "--position")
    bad(["show", "1a", "--step", "5"], 1, "--step", "5")


@tap.test("words an option does not know")
def _():
    for option, value in (("--format", "gif"), ("--page", "5:3"), ("--theme", "pink"),
                          ("--text-scale", "1.5"), ("--width", "0"), ("--width", "-5"),
                          ("--width", "wide"), ("--width", "99999999"),
                          ("--width", "1600.5"), ("--language", "xx"),
                          ("--language", ""), ("--language", b"\xff")):
        export_bad(["1a", option, value], 2, option)
    export_bad(["1a", "--page", "tall", "--text-scale", "1.4"], 2, "--text-scale", "tall")


@tap.test("an output that says too little, or too much")
def _():
    with tap.folder() as folder:
        bad(["export", "1a"], 2, "-o", cwd=folder)
        bad(["export", "-o", "a.svg"], 2, "N", cwd=folder)
        bad(["export", "1a", "--all", "-o", "a.svg"], 2, "--all", cwd=folder)
        bad(["export", "1a", "-o", "-"], 2, "--format", cwd=folder)
        bad(["export", "1a", "-o", "figure"], 2, "--format", "figure", cwd=folder)
        bad(["export", "1a", "-o", "a.gif"], 2, "--format", "a.gif", cwd=folder)
        bad(["export", "1a", "--step", "all", "--format", "svg", "-o", "-"], 2, "-o",
            cwd=folder)
        tap.equal(os.listdir(folder), [])


@tap.test("an output folder that does not exist, or is none")
def _():
    with tap.folder() as folder:
        for path in ("none/a.svg", "none/deeper/a.png", "none/a.pdf"):
            bad(["export", "1a", "-o", path], 3, "none", cwd=folder)
        bad(["export", "1a", "--step", "all", "--format", "svg", "-o", "none"], 3, "none",
            cwd=folder)
        bad(["export", "--all", "--format", "svg", "-o", "none"], 3, "none", cwd=folder)
        tap.equal(os.listdir(folder), [])
        write(folder, "file", "old")
        bad(["export", "1a", "-o", "file/a.svg"], 3, "file", cwd=folder)
        bad(["export", "--all", "--format", "svg", "-o", "file"], 3, "file", cwd=folder)
        os.mkdir(os.path.join(folder, "a.svg"))
        os.mkdir(os.path.join(folder, "a.svg", "1a-step4.svg"))
        bad(["export", "1a", "-o", "a.svg"], 3, "a.svg", cwd=folder)
        os.symlink("loop.svg", os.path.join(folder, "loop.svg"))
        bad(["export", "1a", "-o", "loop.svg"], 3, "loop.svg", cwd=folder)
        long = "n" * 300 + ".svg"
        bad(["export", "1a", "-o", long], 3, cwd=folder)


@tap.test("decks that are no files: missing, a folder, a FIFO, a socket, a device")
def _():
    with tap.folder() as folder:
        os.mkfifo(os.path.join(folder, "fifo.yaml"))
        os.mkdir(os.path.join(folder, "folder.yaml"))
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(os.path.join(folder, "socket.yaml"))
        os.symlink("loop.yaml", os.path.join(folder, "loop.yaml"))
        for name in ("missing.yaml", "folder.yaml", "fifo.yaml", "socket.yaml", "loop.yaml"):
            path = os.path.join(folder, name)
            export_bad(["1a", "--deck", path], 1, name, timeout=60)
            bad(["list", "--deck", path], 1, name, timeout=60)
            done = tap.call(CLI, "check", path,
                            timeout=60)
            tap.equal(done.returncode, 1, name)
            tap.true(name.encode() in done.stderr, f"{done.stderr}")
        listener.close()
        for device in ("/dev/zero", "/dev/null", "/dev/full"):
            bad(["list", "--deck", device], 1, device, timeout=60)
        bad(["list", "--deck", ""], 1, timeout=60)


@tap.test("a deck that may not be read")
def _():
    with tap.folder() as folder:
        path = write(folder, "closed.yaml", OWN_DECK)
        os.chmod(path, 0)
        # Root may read everything, unless that power is taken away.
        powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        command = powerless if os.geteuid() == 0 else []
        done = tap.call(*command, CLI, "list", "--deck", path)
        tap.equal((done.returncode, done.stdout), (1, b""), f"{done.stderr}")
        tap.true(b"closed.yaml" in done.stderr and done.stderr.count(b"\n") == 1,
                 f"{done.stderr}")


def small():
    """The program may not take a gigabyte to find out that a file is too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@tap.test("decks that are too much: 10 MB of [, deep, long strings, many exercises")
def _():
    with tap.folder() as folder:
        decks = {
            "brackets.yaml": "[" * 10_000_000,
            "deep.yaml": "deck: " + "[" * 3000 + "]" * 3000,
            "long.yaml": OWN_DECK.replace("Three layers", "x" * 70_000),
            "zeros.yaml": b"\0" * 1000,
            "binary.yaml": bytes(range(256)) * 10,
            "latin1.yaml": OWN_DECK.replace("Three", "Tr\xe9s").encode("latin-1"),
            "empty.yaml": "",
            "list.yaml": "[1, 2]",
            "scalar.yaml": "deck",
            "two.yaml": OWN_DECK + "\n---\n" + OWN_DECK,
            "alias.yaml": "deck: &a 1\nid: *a\n",
            "bomb.yaml": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
            "tag.yaml": OWN_DECK.replace("deck: 1", "deck: !!int 1"),
            "twice.yaml": OWN_DECK.replace("deck: 1", "deck: 1\ndeck: 1"),
            "unknown.yaml": OWN_DECK.replace("title: A deck", "titel: A deck"),
            "kind.yaml": OWN_DECK.replace("dense-forward", "dense-forwards"),
            "number.yaml": OWN_DECK.replace("number: 1b", "number: 1a"),
            "from.yaml": OWN_DECK.replace("from: 1a", "from: 1z"),
            "many.yaml": "deck: 1\nid: many\ntitle: Many\nlanguage: en\nexercises:\n" +
                         "".join(f"  - {{number: n{k}, kind: dense-forward, title: T, "
                                 f"question: Q}}\n" for k in range(600)),
        }
        for name, content in decks.items():
            path = write(folder, name, content)
            with tap.folder() as out:
                message = bad(["export", "1a", "--deck", path, "-o",
                               os.path.join(out, "a.svg")], 1, name, preexec_fn=small)
                tap.true(len(message) < 1000, f"{name}: a long sentence")
                tap.equal(os.listdir(out), [], name)


@tap.test("mistakes in a deck are told with line and column")
def _():
    with tap.folder() as folder:
        lines = OWN_DECK.splitlines()
        row = lines.index("      x: [1, -2, 0.5]") + 1
        for value in ("nan", "1e999", "fast", '"3"'):
            path = write(folder, "a.yaml", OWN_DECK.replace("x: [1, -2, 0.5]",
                                                           f"x: [1, {value}, 0.5]"))
            column = lines[row - 1].index("-2") + 1
            bad(["list", "--deck", path], 1, f"a.yaml:{row}:{column}: error: ",
                ", expected ")


TEXTS = r"""deck: 1
id: texts
title: Texts
language: en
exercises:
  - number: 1a
    kind: dense-forward
    title: A title with $\hatt y$ in it
    question:
      en: |
        The first line is fine: $x_1$ and $\frac12$.
        Compute $\hat y$ from $a^{[1]$, please.
      nb: "Regn ut $\\frac{1}$ her."
    remark: 'A price of \$5, and $\left( x$.'
    points:
      - The value $z$
      - "A lone $ here"
  - number: 1b
    kind: dense-forward
    title: Fine
    question: |
      Nothing: $\sum_{i=1}^n x_i$, \$3 and $\text{a \$ sign}$.
"""


@tap.test("formulas that do not parse are told by line, column and what was expected")
def _():
    with tap.folder() as folder:
        path = write(folder, "texts.yaml", TEXTS)
        done = tap.call(CLI, "check", path)
        told = [line.split("texts.yaml:")[1] for line in
                tap.text(done.stderr).splitlines() if ": error: " in line]
        lines = TEXTS.splitlines()
        tap.equal((done.returncode, done.stdout, len(told)), (1, b"", 5), f"{told}")
        for wrong, key, text in zip((r"\hatt", r"a^{[1]$", r"\\frac{1}", r"\left", "$ here"),
                                    ("title", "question", "question", "remark", "points"),
                                    (told[0], told[1], told[2], told[3], told[4])):
            row = next(i for i, line in enumerate(lines) if wrong in line)
            number, column, rest = text.split(":", 2)
            tap.equal(int(number), row + 1, text)
            start = lines[row].index(wrong)
            tap.true(start - 1 <= int(column) - 1 <= start + len(wrong) + 4, text)
            tap.true(rest.startswith(f" error: {key}: ") and ", expected " in rest, text)
        fine = write(folder, "fine.yaml", TEXTS[:TEXTS.index("    title: A title")] +
                     TEXTS[TEXTS.index("    title: Fine"):])
        done = tap.call(CLI, "check", fine)
        tap.equal((done.returncode, done.stderr), (0, b""))


@tap.test("a good deck after all that")
def _():
    with tap.folder() as folder:
        good("list", "--deck", write(folder, "own.yaml", OWN_DECK))


tap.run()
