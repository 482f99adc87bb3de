#!/usr/bin/python3
"""Every figure of the deck in every format: read again, opened again, torn apart.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import random
import re
import resource
import signal
import struct
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as xml
import zlib

from workings import CLI, OWN_DECK, bad, cli, good, read, write, tap

SVG = "{http://www.w3.org/2000/svg}"
STATE = "{https://workings.github.io/ns/figure}figure"
XLINK = "{http://www.w3.org/1999/xlink}href"
FORMATS = ("svg", "png", "pdf")
TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def deck():
    """Numbers and counts of steps of the deck."""
    lines = tap.text(good("list")).splitlines()
    for number in (line.split("\t")[0] for line in lines):
        yield number, len(json.loads(good("solve", number, "--json"))["steps"])


def plain(text):
    """Without styles of letters, kinds of minus and blanks."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    return re.sub(r"\s+", "", folded)


def svg_text(root):
    words = "".join("".join(node.itertext()) + " " for node in root.iter(SVG + "text"))
    return words + "".join(node.get("aria-label") or "" for node in root.iter())


def formula_numbers(formula):
    """The numbers in a formula, without those in scripts."""
    text = re.sub(r"[_^](\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|\\?\w)", "", formula)
    text = text.replace("{,}", "\x01").replace("\\,", "")
    return [one.replace("\x01", ",") for one in re.findall(r"\d+(?:[.\x01]\d+)?", text)]


def check_svg(data, name):
    root = xml.fromstring(data)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    tap.equal(len(ids), len(set(ids)), f"{name}: an id twice")
    for one in ids:
        tap.true(one.startswith(name), f"{name}: the id {one}")
    for node in root.iter():
        if node.get(XLINK, "").startswith("#"):
            tap.true(node.get(XLINK)[1:] in ids, f"{name}: {node.get(XLINK)} is nowhere")
        clip = re.match(r"url\(#(.*)\)", node.get("clip-path", ""))
        tap.true(clip is None or clip.group(1) in ids, f"{name}: a clip is nowhere")
    tap.equal((root.get("role"), root[0].tag, root[1].tag), ("img", SVG + "title", SVG + "desc"))
    tap.true(root.get("lang") in ("en", "nb") and root[0].text and root[1].text, name)
    return root


@tap.test("every step of every exercise: valid SVG, its ids its own, its values in its text")
def _():
    with tap.folder() as folder:
        good("export", "--all", "--step", "all", "--format", "svg", "-o", folder)
        for number, n_steps in deck():
            solved = json.loads(good("solve", number, "--json"))
            for step in range(1, n_steps + 1):
                name = f"{number}-step{step}"
                data = read(os.path.join(folder, name + ".svg"))
                root = check_svg(data, name)
                words, formula = plain(svg_text(root)), solved["steps"][step - 1]["formula"]
                for value in formula_numbers(formula):
                    tap.true(value in words, f"{name}: {value} of {formula} is not in {words}")
                if root.find(f".//{SVG}image") is None:
                    tap.true(len(data) < 60000, f"{name}: {len(data)} bytes")


@tap.test("the description repeats each number of the step with an ASCII minus")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        for number, n_steps in deck():
            solved = json.loads(good("solve", number, "--json"))
            good("export", number, "-o", path)
            words = xml.fromstring(read(path)).find(SVG + "desc").text
            for value in formula_numbers(solved["steps"][n_steps - 1]["formula"]):
                tap.true(value in words, f"{number}: {value} is not in {words!r}")
        good("export", "1a", "--step", "2", "-o", path)
        root = xml.fromstring(read(path))
        tap.true("-2" in root.find(SVG + "desc").text, "no -2 in the description")
        runs = [node.text for node in root.iter() if node.tag in (SVG + "text", SVG + "tspan")]
        tap.true("\u22122" in runs, f"the value is no run of its own: {runs}")


@tap.test("groups as in the scene; words in both languages")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        for language, word in (("en", "The second node"), ("nb", "Den andre noden")):
            good("export", "1a", "--step", "2", "--language", language, "-o", path)
            root = xml.fromstring(read(path))
            tap.equal(root.get("lang"), language)
            tap.true(word in root.find(SVG + "desc").text, root.find(SVG + "desc").text)
            shown = tap.text(good("show", "1a", "--step", "2", "--language", language))
            tap.true(root.find(SVG + "desc").text in shown, "show tells it otherwise")


@tap.test("--outlines: no text, no font, and the words in labels")
def _():
    for number, _ in deck():
        data = good("export", number, "--format", "svg", "--outlines", "-o", "-")
        root = xml.fromstring(data)
        tap.true(root.find(f".//{SVG}text") is None and b"font-family" not in data, number)
        tap.true(root.get("role") == "img" and len(svg_text(root)) > 20, number)


def png_chunks(data):
    tap.equal(data[:8], b"\x89PNG\r\n\x1a\n", "signature")
    at = 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        tap.equal(zlib.crc32(name + body), struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0],
                  f"checksum of {name}")
        yield name, body
        at += 12 + length


@tap.test("every exercise as PNG: sound, 1920 wide, under 300 kB, 80 ms of processor a file")
def _():
    with tap.folder() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        good("export", "--all", "--step", "all", "--format", "png", "--width", "1920", "-o", folder)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        names = sorted(os.listdir(folder))
        with_images = set()
        for number, _ in deck():
            if b"<image" in good("export", number, "--format", "svg", "-o", "-"):
                with_images.add(number)
        for name in names:
            data = read(os.path.join(folder, name))
            chunks = list(png_chunks(data))
            tap.equal(struct.unpack(">II", chunks[0][1][:8]), (1920, 1080), name)
            tap.equal(chunks[-1][0], b"IEND", name)
            zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
            if name.split("-")[0] not in with_images:
                tap.true(len(data) < 300000, f"{name}: {len(data)} bytes")
        slack = float(os.environ.get("WORKINGS_BENCH_SLACK", "3"))
        tap.true(spent < 0.08 * slack * len(names) + 1, f"{spent} s for {len(names)} files")


@tap.test("a deck as PDF: a page a step, text, bookmarks, no date")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "deck.pdf")
        good("export", "--all", "--step", "all", "-o", path)
        about = tap.text(tap.call("pdfinfo", path).stdout)
        total = sum(n for _, n in deck())
        tap.true(re.search(rf"Pages: +{total}\n", about), about)
        tap.true("Date" not in about, about)
        data = read(path)
        tap.true(b"/Outlines" in data and data.count(b"/First") >= len(list(deck())), "bookmarks")
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("36" in words and "38" in words, "answers are not in the text")


# --- back again ---

@tap.test("a file brings back what it shows: every exercise, every format")
def _():
    with tap.folder() as folder:
        for number, _ in deck():
            for name in FORMATS:
                first = os.path.join(folder, f"a.{name}")
                again = os.path.join(folder, f"b.{name}")
                seed = ["--seed", "heron-42"] if number in ("1a", "1b") else []
                good("export", number, *seed, "--step", "1", "--theme", "dark", "--page", "4:3",
                     "-o", first)
                good("export", "--file", first, "-o", again)
                tap.equal(read(first), read(again), f"{number} {name}")
                one = good("show", "--file", first)
                tap.equal(one, good("show", number, *seed, "--step", "1"), f"{number} {name}")


@tap.test("of a deck of one's own, too; a PDF of all its steps brings all of it")
def _():
    with tap.folder() as folder:
        own = write(folder, "own.yaml", OWN_DECK)
        path = os.path.join(folder, "all.pdf")
        good("export", "--all", "--step", "all", "--deck", own, "-o", path)
        for number in ("1a", "1b"):
            tap.equal(good("solve", "--file", path, number), good("solve", number, "--deck", own))
        picture = os.path.join(folder, "a.png")
        good("export", "1a", "--deck", own, "--set", "x=[3, 1, 2]", "--position", "1.4", "-o", picture)
        tap.equal(good("export", "--file", picture, "--format", "svg", "-o", "-"),
                  good("export", "1a", "--deck", own, "--set", "x=[3, 1, 2]", "--position", "1.4",
                       "--format", "svg", "-o", "-"))


@tap.test("the lecturer's notes and the guards do not leave with a figure")
def _():
    for name in FORMATS:
        data = good("export", "1a", "--format", name, "-o", "-")
        tap.true(b"Ask for the hidden" not in data and b"\"check\"" not in data, name)


@tap.test("foreign and damaged files: status 1, one sentence that names the file")
def _():
    with tap.folder() as folder:
        foreign = {
            "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "b.svg": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
            "a.png": b"\x89PNG\r\n\x1a\n",
            "b.png": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"iTXt") + b"x" * 30,
            "a.pdf": b"%PDF-1.4\n/Keywords (Workings {unfinished",
            "b.pdf": b"%PDF-1.4\n/Keywords (Workings {})",
            "a.txt": b"nothing",
            "empty": b"",
        }
        for name, data in foreign.items():
            bad(["show", "--file", write(folder, name, data)], 1, name)
        bad(["show", "--file", folder], 1, "folder")
        bad(["show", "--file", "/dev/zero"], 1, "/dev/zero")
        bad(["show", "--file", os.path.join(folder, "none.svg")], 1, "none.svg")
        os.mkfifo(os.path.join(folder, "fifo"))
        bad(["show", "--file", os.path.join(folder, "fifo")], 1, "fifo")


def with_state(state):
    return ("<svg xmlns='http://www.w3.org/2000/svg'><metadata><workings:figure xmlns:workings="
            "'https://workings.github.io/ns/figure'>" + state.replace("&", "&amp;").replace("<", "&lt;")
            + "</workings:figure></metadata></svg>")


@tap.test("a state that lies is refused: sizes, numbers, kinds, versions, depth")
def _():
    whole = json.loads(xml.fromstring(good("export", "1a", "--format", "svg", "-o", "-")).find(
        f".//{STATE}").text)

    def changed(**more):
        return json.dumps({**whole, **more})

    exercise = whole["deck"]["exercises"][0]
    wrong = [
        "[]", "{}", "{", "null", "[" * 5000, "a: *b", changed(format=2), changed(format="1"),
        changed(position=-1), changed(position=1e300), changed(position="1"), changed(page=[1600]),
        changed(page=[1e9, 900]), changed(theme="pink"), changed(language="xx"), changed(text_scale=1),
        changed(exercise="9z"), changed(deck=[]), changed(deck={"deck": 1}),
        changed(deck={**whole["deck"], "exercises": []}),
        changed(deck={**whole["deck"], "exercises": [{**exercise, "kind": "nonsense"}]}),
        changed(deck={**whole["deck"], "exercises": [{**exercise, "parameters": {"x": [1e400]}}]}),
        changed(deck={**whole["deck"], "exercises": [exercise] * 600}),
        json.dumps(whole) + "x" * (1024 * 1024),
    ]
    with tap.folder() as folder:
        for state in wrong:
            path = write(folder, "a.svg", with_state(state))
            bad(["show", "--file", path], 1, "a.svg")
        path = write(folder, "a.svg", with_state(json.dumps(whole)))
        good("show", "--file", path)
        # A position beyond the last step is the last step.
        path = write(folder, "a.svg", with_state(changed(position=99)))
        good("show", "--file", path)


@tap.test("files with single bytes changed or cut off: read right, or refused; no crash")
def _():
    draw = random.Random(9)
    with tap.folder() as folder:
        for name in FORMATS:
            whole = good("export", "1a", "--format", name, "--width", "64", "-o", "-") \
                if name == "png" else good("export", "1a", "--format", name, "-o", "-")
            for _ in range(40):
                data = bytearray(whole)
                near = 4000 if name != "pdf" else len(data)
                if draw.random() < 0.3:
                    del data[draw.randrange(len(data)):]
                else:
                    for _ in range(draw.randrange(1, 4)):
                        data[draw.randrange(min(near, len(data)))] = draw.randrange(256)
                done = cli("show", "--file", write(folder, "a", bytes(data)))
                tap.true(done.returncode in (0, 1), f"{name}: status {done.returncode}")
                if done.returncode == 1:
                    tap.equal(tap.text(done.stderr).count("\n"), 1, tap.text(done.stderr))


# --- frames, overviews, sheets ---

@tap.test("--frames: numbered pictures of a step, the last of them the step")
def _():
    with tap.folder() as folder:
        good("export", "1a", "--step", "2", "--frames", "12", "--format", "svg", "-o", folder)
        names = [f"1a-step2-frame{i:02}.svg" for i in range(1, 13)]
        tap.equal(sorted(os.listdir(folder)), names)
        tap.equal(len({read(os.path.join(folder, name)) for name in names}), 12, "alike")
        for name in names:
            check_svg(read(os.path.join(folder, name)), name[:-4])
        last = read(os.path.join(folder, names[-1])).replace(b"1a-step2-frame12", b"1a-step2")
        tap.equal(last, good("export", "1a", "--step", "2", "--format", "svg", "-o", "-"))
    for count in ("0", "x", "99999", "-1"):
        bad(["export", "1a", f"--frames={count}", "-o", "/tmp"], 2)
    bad(["export", "1a", "--frames", "3", "--position", "1.5", "-o", "/tmp"], 2, "--position")


@tap.test("--no-title and --no-band cut off what is above and below, and nothing else")
def _():
    whole = xml.fromstring(good("export", "1a", "--format", "svg", "-o", "-"))
    cut = xml.fromstring(good("export", "1a", "--no-title", "--no-band", "--format", "svg", "-o", "-"))
    heights = [float(root.get("height")) for root in (whole, cut)]
    tap.true(heights[1] < heights[0] - 150, f"{heights}")

    def ids(root):
        return {node.get("id") for node in root.iter() if node.get("id")}

    gone = ids(whole) - ids(cut)
    tap.true(gone and all("sheet-" in one for one in gone), f"{gone}")
    tap.equal(ids(cut) - ids(whole), set())


@tap.test("overview: an exercise or the deck, as PDF, PNG and SVG")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.pdf")
        good("overview", "-o", path)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        for number, _ in deck():
            tap.true(number in words, f"{number} is not on it")
        good("overview", "1a", "--language", "nb", "-o", path)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("36" in words and "4." in words, words)
        list(png_chunks(good("overview", "1a", "-o", os.path.join(folder, "a.png")) or
                        read(os.path.join(folder, "a.png"))))
        good("overview", "1b", "-o", os.path.join(folder, "a.svg"))
        root = xml.fromstring(read(os.path.join(folder, "a.svg")))
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        tap.equal(len(ids), len(set(ids)), "an id twice")
        tap.equal(good("overview", "1a", "-o", "-"), good("overview", "1a", "-o", "-"))
    bad(["overview"], 2, "-o")
    bad(["overview", "9z", "-o", "/tmp/a.pdf"], 1, "9z")


@tap.test("sheet: numbers of each seed; questions without answers, solutions with them")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.pdf")
        good("sheet", "1a", "--seeds", "1..30", "-o", path)
        about = tap.text(tap.call("pdfinfo", path).stdout)
        tap.true(re.search(r"Pages: +30\n", about) and "A4" in about, about)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("Numbers 17" in words, "seed 17 is not on it")
        results = {}
        for seed in ("7", "heron"):
            answers = json.loads(good("solve", "1a", "--seed", seed, "--json"))["answers"]
            results[seed] = plain(f"={answers[-1]['value']:g}").replace("=", "")
        good("sheet", "1a", "--seeds", "7,heron", "--solutions", "-o", path)
        words = plain(tap.text(tap.call("pdftotext", path, "-").stdout))
        for seed, result in results.items():
            tap.true(result in words, f"{result} of seed {seed} is not in the solutions")
        good("sheet", "--solutions", "-o", path)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("NaN" not in words, "an answer is no number")
        good("sheet", "1a", "1b", "--language", "nb", "--seeds", "3", "-o", path)
        tap.true("Navn" in tap.text(tap.call("pdftotext", path, "-").stdout), "not in Norwegian")
    for seeds in ("", "5..1", "1..", "1..2..3", "1..99999", ",", "a..b"):
        bad(["sheet", f"--seeds={seeds}", "-o", "/tmp/a.pdf"], 2, "--seeds")
    bad(["sheet", "-o", "/tmp/a.png"], 2, "PDF")


# --- failing well ---

@tap.test("killed a hundred times in the middle: the old file whole or the new one complete")
def _():
    draw = random.Random(4)
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        whole = {step: good("export", "1a", "--step", step, "--format", "svg", "-o", "-")
                 for step in ("1", "2")}
        good("export", "1a", "--step", "1", "-o", path)
        begun = time.monotonic()
        good("export", "1a", "--step", "1", "-o", path)
        usual = time.monotonic() - begun
        for i in range(100):
            process = subprocess.Popen([CLI, "export", "1a", "--step", "12"[i % 2], "-o", path],
                                       env=tap.environment(), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.2, 1.1) * usual)
            process.send_signal(signal.SIGKILL)
            process.wait()
            tap.true(read(path) in whole.values(), "half a file")
            left = [name for name in os.listdir(folder) if name != "a.svg"]
            tap.true(len(left) <= 1, f"{left}")
            for name in left:  # one of each process may stay, not one of all of them
                os.unlink(os.path.join(folder, name))


@tap.test("what a killed export left is removed by the next one, once it is an hour old")
def _():
    with tap.folder() as folder:
        old = write(folder, ".workings-abcd1234.part", "half")
        fresh = write(folder, ".workings-efgh5678.part", "half")
        other = write(folder, ".workings-note.txt", "mine")
        for path in (old, other):
            os.utime(path, (time.time() - 3700,) * 2)
        good("export", "1a", "-o", os.path.join(folder, "a.svg"))
        tap.equal(sorted(os.listdir(folder)), sorted(
            [os.path.basename(fresh), os.path.basename(other), "a.svg"]))


@tap.test("a path of 4000 characters, a name of 255 bytes, a name that is not UTF-8")
def _():
    with tap.folder() as folder:
        deep = folder
        while len(deep) < 3700:
            deep = os.path.join(deep, "x" * 200)
            os.mkdir(deep)
        name = "y" * (4000 - len(deep) - 5) + ".svg"
        good("export", "1a", "-o", os.path.join(deep, name[-250:]))
        good("export", "1a", "-o", os.path.join(folder, "z" * 251 + ".svg"))
        tap.true(("z" * 251 + ".svg") in os.listdir(folder), "a long name")
        bad(["export", "1a", "-o", os.path.join(folder, "z" * 252 + ".svg")], 3, "too long")
        bad(["export", "1a", "-o", os.path.join(deep, "q" * 200, "q" * 200 + ".svg")], 3)
        strange = os.path.join(os.fsencode(folder), b"\xff\xfe.svg")
        good("export", "1a", "-o", strange)
        tap.true(b"\xff\xfe.svg" in os.listdir(os.fsencode(folder)), "a name that is not UTF-8")
        bad(["export", "1a", "-o", os.path.join(folder, "gone", "a.svg")], 3, "folder")


tap.run()
