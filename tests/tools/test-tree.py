#!/usr/bin/python3
"""What holds for the files of the tree: style, size, layers, packages, documents.

Arguments: workings-cli, the source tree, clang-format.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shlex
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import tap  # noqa: E402

CLI, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
FORMATTER = sys.argv[3]

MAX_FILE = 600
MAX_FUNCTION = 60


def sources(*folders):
    found = []
    for folder in folders:
        for place, _, names in os.walk(os.path.join(SOURCE, folder)):
            found += [os.path.join(place, name) for name in names
                      if name.endswith((".c", ".h"))]
    tap.true(found, f"no sources in {folders}")
    return sorted(found)


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


def short(path):
    return os.path.relpath(path, SOURCE)


def without_comments(text):
    """C without comments and strings, the lines kept."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
                         re.S)
    return pattern.sub(lambda match: "\n" * match[0].count("\n") or '""', text)


@tap.test("clang-format has nothing to change")
def _():
    done = tap.call(FORMATTER, "--dry-run", "-Werror", "--style=file",
                    *sources("src", "tests"), cwd=SOURCE)
    tap.equal(done.returncode, 0, tap.text(done.stderr)[:4000])


@tap.test("every source opens with its name, its purpose and the licence")
def _():
    for path in sources("src", "tests"):
        head = read(path)[:400]
        name = os.path.basename(path)
        tap.true(re.match(r"/\* " + re.escape(name), head), f"{short(path)}: first line")
        tap.true("\n * SPDX-License-Identifier: GPL-3.0-or-later\n" in head,
                 f"{short(path)}: licence")


@tap.test(f"no file is longer than {MAX_FILE} lines, no function than {MAX_FUNCTION}")
def _():
    found = []
    for path in sources("src", "tests"):
        lines = read(path).splitlines()
        if len(lines) > MAX_FILE:
            found.append(f"{short(path)}: {len(lines)} lines")
        start = None
        for number, line in enumerate(lines, 1):
            if line == "{":
                start = number
            elif line == "}" and start is not None:
                if number - start + 1 > MAX_FUNCTION:
                    found.append(f"{short(path)}:{start}: {number - start + 1} lines")
                start = None
    tap.equal(found, [])


# Layer: words it must not hold, words of what lies above it included.
FORBIDDEN = {
    "cairo_|pango_|hb_(?!face_t)": ["numeric", "model", "scene", "exercises", "session",
                                    "widgets", "app", "cli"],
    "gsl_|cblas_": ["model", "scene", "exercises", "render", "session", "widgets", "app",
                    "cli"],
    "gtk_|Gtk|adw_|Adw|gdk_(?!pixbuf)": ["numeric", "model", "scene", "exercises", "render",
                                         "session", "cli"],
    "yaml_(parser|event|token|document)": ["numeric", "scene", "exercises", "render",
                                           "session", "widgets", "app", "cli"],
}
# GTK hands these a cairo_t, which they pass on and destroy.
MAY_DRAW = {"src/widgets/wk-canvas.c", "src/app/wk-print.c"}
BELOW = {
    "numeric": [],
    "model": ["numeric"],
    "scene": ["numeric", "model"],
    "exercises": ["numeric", "model", "scene"],
    "render": ["numeric", "model", "scene"],
    "session": ["numeric", "model", "scene", "exercises", "render"],
    "widgets": ["numeric", "model", "scene", "exercises", "render", "session"],
    "app": ["numeric", "model", "scene", "exercises", "render", "session", "widgets", "cli"],
    "cli": ["numeric", "model", "scene", "exercises", "render"],
}


@tap.test("no layer names what is not its business")
def _():
    found = []
    for words, layers in FORBIDDEN.items():
        pattern = re.compile(r"\b(" + words + r")\w*")
        for layer in layers:
            if not os.path.isdir(os.path.join(SOURCE, "src", layer)):
                continue
            for path in sources(os.path.join("src", layer)):
                if short(path) in MAY_DRAW and "cairo" in words:
                    continue
                for match in pattern.finditer(without_comments(read(path))):
                    found.append(f"{short(path)}: {match[0]}")
    tap.equal(found, [])


@tap.test("no layer includes one above it, no kind another kind")
def _():
    found = []
    for layer, below in BELOW.items():
        if not os.path.isdir(os.path.join(SOURCE, "src", layer)):
            continue
        for path in sources(os.path.join("src", layer)):
            for name in re.findall(r'#include "([a-z]+)/', read(path)):
                if name in BELOW and name != layer and name not in below:
                    found.append(f"{short(path)} includes {name}/")
            if layer == "exercises":
                for name in re.findall(r'#include "exercises/(wk-[\w-]+)\.h"', read(path)):
                    if name not in ("wk-kinds",) and name not in short(path):
                        found.append(f"{short(path)} includes {name}")
    tap.equal(found, [])


@tap.test("no kind is named outside exercises/")
def _():
    kinds = [line.split()[0] for line in
             tap.text(tap.call(CLI, "kinds").stdout).splitlines()
             if re.match(r"[a-z]+(-[a-z]+)+  ", line)]
    tap.true("dense-forward" in kinds, f"{kinds}")
    found = []
    for path in sources("src"):
        if short(path).startswith("src/exercises/"):
            continue
        code = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
        # The mathematics has the same names as what is asked about it.
        names = not short(path).startswith("src/numeric/")
        found += [f"{short(path)}: {kind}" for kind in kinds
                  if f'"{kind}"' in code or
                  (names and kind.replace("-", "_") + "_" in code)]
    tap.equal(found, [])


@tap.test("no path of a machine, nothing of what lies beside the tree")
def _():
    found = []
    words = re.compile(r"/" + r"work/|/home/[a-z]+/|\.\./" + r"shared")
    for place, folders, names in os.walk(SOURCE):
        folders[:] = [name for name in folders
                      if not name.startswith(("_", "build", ".git"))]
        for name in names:
            path = os.path.join(place, name)
            if os.path.islink(path) or os.path.getsize(path) > 1_000_000 or name == ".git":
                continue
            with open(path, "rb") as file:
                text = file.read().decode("utf-8", "replace")
            found += [f"{short(path)}: {match[0]}" for match in words.finditer(text)]
    tap.equal(found, [])


# --- packages and scripts ---

def packages():
    sections, section = {}, None
    for line in read("packages").splitlines():
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        if word.startswith("["):
            section = sections.setdefault(word.strip("[]"), [])
        else:
            section.append(word)
    return sections


@tap.test("packages: two sections, plain names, none twice")
def _():
    sections = packages()
    tap.equal(sorted(sections), ["build", "test"])
    names = sections["build"] + sections["test"]
    tap.equal(len(names), len(set(names)), "a package is there twice")
    for name in names:
        tap.true(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name), name)


@tap.test("packages: all that the tests need is there; a second look costs little")
def _():
    done = tap.call(os.path.join(SOURCE, "tools/install-packages"), "build", "test")
    tap.equal((done.returncode, done.stdout, done.stderr), (0, b"", b""))


def install(folder, user, **scripts):
    """Runs install-packages where only these programs exist; returns it and apt's log."""
    programs = os.path.join(folder, "bin")
    log = os.path.join(folder, "log")
    os.mkdir(programs)
    for name in ("bash", "cat", "dirname", "env", "mktemp", "rm", "tail"):
        os.symlink(shutil.which(name), os.path.join(programs, name))
    for name, script in {"id": f"echo {user}", **scripts}.items():
        path = os.path.join(programs, name.replace("_", "-"))
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/bash\n" + script + "\n")
        os.chmod(path, 0o755)
    done = tap.call(os.path.join(SOURCE, "tools/install-packages"), "build",
                    env=tap.environment(PATH=programs, LOG=log))
    return done, read(log).splitlines() if os.path.exists(log) else []


ALL_BUT_MESON = 'shift 3; for p; do [ "$p" = meson ] || echo "$p installed"; done'
LOGGING_APT = 'echo "$DEBIAN_FRONTEND $*" >> "$LOG"'


@tap.test("install-packages: asks apt for what is missing and for nothing else")
def _():
    with tap.folder() as folder:
        done, log = install(folder, 0, dpkg_query=ALL_BUT_MESON, apt_get=LOGGING_APT)
        tap.equal((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        tap.equal(len(log), 1, f"{log}")
        tap.true(log[0].startswith("noninteractive ") and log[0].endswith(" meson"), log[0])
        for word in ("--no-install-recommends", "DPkg::Lock::Timeout=400", "install"):
            tap.true(word in log[0].split(), f"{word} is not in {log[0]}")


@tap.test("install-packages: updates the lists where installing failed, then tries again")
def _():
    with tap.folder() as folder:
        apt = LOGGING_APT + '; case "$*" in *update*) exit 0;; esac; ' \
            'n=0; while read -r _; do n=$((n + 1)); done < "$LOG"; [ $n -gt 1 ]'
        done, log = install(folder, 0, dpkg_query=ALL_BUT_MESON, apt_get=apt)
        tap.equal((done.returncode, done.stderr), (0, b""))
        tap.equal([line.split()[-1] for line in log], ["meson", "update", "meson"])


@tap.test("install-packages: an apt that cannot, one message with the names")
def _():
    with tap.folder() as folder:
        done, _ = install(folder, 0, dpkg_query=ALL_BUT_MESON,
                          apt_get="echo no network; exit 100")
        tap.equal((done.returncode, done.stdout), (1, b""))
        tap.true(done.stderr.strip().endswith(b": meson"), f"{done.stderr}")


@tap.test("install-packages: sudo where one is not root; without it, what to do")
def _():
    with tap.folder() as folder:
        done, log = install(folder, 1000, dpkg_query=ALL_BUT_MESON, apt_get=LOGGING_APT,
                            sudo='echo "sudo $1" >> "$LOG"; shift; exec "$@"')
        tap.equal((done.returncode, done.stderr), (0, b""))
        tap.equal((log[0], len(log)), ("sudo -n", 2))
    with tap.folder() as folder:
        done, log = install(folder, 1000, dpkg_query=ALL_BUT_MESON, apt_get=LOGGING_APT)
        tap.equal((done.returncode, log), (1, []))
        tap.true(b"meson" in done.stderr and done.stderr.count(b"\n") == 1,
                 f"{done.stderr}")


# --- documents ---

@tap.test("README.md: every command does what it says")
def _():
    readme = read("README.md")
    commands = [line.strip() for line in re.findall(r"^    (\./run .*)$", readme, re.M)]
    commands = [line.split(" #")[0].strip() for line in commands]
    deck = re.search(r"```yaml\n(.*?)```", readme, re.S)
    tap.true(len(commands) >= 8 and deck, "README.md has no commands or no deck")
    with tap.folder() as folder:
        os.mkdir(os.path.join(folder, "figures"))
        with open(os.path.join(folder, "my-exam.yaml"), "w", encoding="utf-8") as file:
            file.write(deck[1])
        for command in commands:
            arguments = shlex.split(command)[1:]
            if not arguments or arguments[0].endswith(".yaml"):
                continue  # opens the window
            done = tap.call(CLI, *arguments, cwd=folder)
            tap.equal((done.returncode, done.stderr), (0, b""), command)
        tap.equal(sorted(os.listdir(folder)),
                  ["6c.png", "deck.png", "exam.pdf", "figures", "monday.pdf",
                   "my-exam.pdf", "my-exam.yaml", "own.log", "own.wkm", "questions.pdf",
                   "solutions.pdf", "step2.pdf", "step2.svg", "steps.pdf"])
        tap.equal(len(os.listdir(os.path.join(folder, "figures"))), 4)


@tap.test("README.md names the exercises that are there, and their kinds")
def _():
    rows = re.findall(r"^\| (\w+) \|.*\| `([\w-]+)` \|$", read("README.md"), re.M)
    listed = [tuple(line.split("\t")[:2])
              for line in tap.text(tap.call(CLI, "list").stdout).splitlines()]
    tap.equal(rows, listed)


@tap.test("documents name only files and folders that exist")
def _():
    for name in ("README.md", "HACKING.md", "src/DESIGN.md"):
        for path in re.findall(r"(?:src|data|tests|tools|resources|flatpak)/[\w./-]*\w(?!-?<)\b",
                               read(name)):
            if "build/" + path in read(name) or "<" in path:
                continue
            tap.true(any(os.path.exists(os.path.join(SOURCE, base, path))
                         for base in ("", "src")), f"{name}: {path}")


tap.run()
