#!/usr/bin/python3
"""export: what is written, where, and that nobody's settings change it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import os
import shutil
import stat
import struct
import subprocess
import sys
import threading
import xml.etree.ElementTree as xml
import zlib

from workings import OWN_DECK, bad, cli, good, read, write, tap

WORK = os.path.abspath(sys.argv[2])
FORMATS = ("svg", "png", "pdf")


def export(*arguments, **more):
    """The bytes of a figure written to standard output."""
    return good("export", *arguments, "-o", "-", **more)


def png_size(data):
    tap.equal(data[:8], b"\x89PNG\r\n\x1a\n", "signature")
    return struct.unpack(">II", data[16:24])


def png_pixels(data):
    """Rows of raw bytes, whatever the filters, and the colour type."""
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    tap.equal((depth, interlace), (8, 0))
    channels = {2: 3, 6: 4}[colour]
    packed, at = b"", 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    raw, rows, stride = zlib.decompress(packed), [], width * channels
    before = bytearray(stride)
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - channels] if i >= channels else 0
            up, corner = before[i], before[i - channels] if i >= channels else 0
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif kind == 4:
                p = left + up - corner
                near = min((abs(p - left), 0, left), (abs(p - up), 1, up),
                           (abs(p - corner), 2, corner))
                row[i] = (row[i] + near[2]) & 255
        rows.append(bytes(row))
        before = row
    return rows, channels


@tap.test("svg: well-formed, 1600 x 900 units, with a title")
def _():
    root = xml.fromstring(export("1a", "--step", "2", "--format", "svg"))
    tap.equal(root.tag, "{http://www.w3.org/2000/svg}svg")
    tap.equal([float(n) for n in root.get("viewBox").split()], [0, 0, 1600, 900])
    title = root.find("{http://www.w3.org/2000/svg}title")
    tap.true(title is not None and title.text.strip(), "no title")


@tap.test("svg: another program draws it")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        good("export", "1a", "-o", path)
        done = tap.call("rsvg-convert", "-w", "800", path)
        tap.equal((done.returncode, done.stderr), (0, b""))
        tap.equal(png_size(done.stdout), (800, 450))


@tap.test("png: its width is --width, by default 1600; its height that of the page")
def _():
    tap.equal(png_size(export("1a", "--format", "png")), (1600, 900))
    tap.equal(png_size(export("1a", "--format", "png", "--width", "800")), (800, 450))
    tap.equal(png_size(export("1a", "--format", "png", "--page", "16:10")), (1600, 1000))
    tap.equal(png_size(export("1a", "--format", "png", "--page", "4:3")), (1600, 1200))
    tap.equal(png_size(export("1a", "--format", "png", "--page", "tall", "--width", "450")),
              (450, 600))


@tap.test("png: --transparent leaves out the paper, and only then")
def _():
    rows, channels = png_pixels(export("1a", "--format", "png", "--width", "200"))
    opaque = channels == 3 or all(row[i] == 255 for row in rows
                                  for i in range(3, len(row), 4))
    tap.true(opaque, "there is a hole in the paper")
    rows, channels = png_pixels(export("1a", "--format", "png", "--width", "200",
                                       "--transparent"))
    tap.equal(channels, 4)
    alphas = [row[i] for row in rows for i in range(3, len(row), 4)]
    tap.true(alphas.count(0) > len(alphas) // 4 and max(alphas) == 255, "alpha")


@tap.test("png: the three themes differ, dark paper is dark, print is grey")
def _():
    means = {}
    for theme in ("light", "dark", "print"):
        rows, channels = png_pixels(export("1b", "--format", "png", "--width", "200",
                                           "--theme", theme))
        means[theme] = sum(sum(row) for row in rows) / (len(rows) * len(rows[0]))
        if theme == "print":
            tap.true(all(max(row[i:i + 3]) - min(row[i:i + 3]) <= 2 for row in rows
                         for i in range(0, len(row), channels)), "print has colours")
    tap.true(means["dark"] < 100 < 180 < means["light"] <= means["print"] + 20, f"{means}")


@tap.test("pdf: text that can be searched; 36 shows at the last step alone")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.pdf")
        good("export", "1a", "-o", path)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("36" in words, f"no 36 in {words!r}")
        good("export", "1a", "--step", "1", "-o", path)
        words = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("36" not in words and "9" in words, f"{words!r}")


def pages(path):
    done = tap.call("pdfinfo", path)
    tap.equal((done.returncode, done.stderr), (0, b""))
    for line in tap.text(done.stdout).splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    raise AssertionError("no number of pages")


@tap.test("--step all: numbered files in a folder, one page a step for PDF")
def _():
    with tap.folder() as folder:
        good("export", "1a", "--step", "all", "--format", "svg", "-o", folder)
        tap.equal(sorted(os.listdir(folder)), [f"1a-step{k}.svg" for k in (1, 2, 3, 4)])
        tap.equal(read(os.path.join(folder, "1a-step2.svg")),
                  export("1a", "--step", "2", "--format", "svg"))
        path = os.path.join(folder, "a.pdf")
        good("export", "1a", "--step", "all", "-o", path)
        tap.equal(pages(path), 4)


@tap.test("--all: the last step of every exercise, or all steps, or one PDF")
def _():
    numbers = [line.split("\t")[0] for line in tap.text(good("list")).splitlines()]
    with tap.folder() as folder:
        good("export", "--all", "--format", "png", "--width", "160", "-o", folder)
        tap.equal(len(os.listdir(folder)), len(numbers))
        tap.true("1a-step4.png" in os.listdir(folder), f"{os.listdir(folder)}")
    with tap.folder() as folder:
        good("export", "--all", "--step", "all", "--format", "pdf", "-o", folder)
        tap.equal(sorted(os.listdir(folder)), sorted(f"{n}.pdf" for n in numbers))
        tap.equal(pages(os.path.join(folder, "1a.pdf")), 4)
        path = os.path.join(folder, "all.pdf")
        good("export", "--all", "--step", "1", "-o", path)
        tap.equal(pages(path), len(numbers))


@tap.test("--step and --position: the same where they mean the same, else not")
def _():
    at = {p: export("1a", "--position", p, "--format", "svg") for p in ("0", "1", "1.4", "2")}
    tap.equal(at["1"], export("1a", "--step", "1", "--format", "svg"))
    tap.equal(export("1a", "--step", "0", "--format", "svg"), at["0"])
    tap.equal(export("1a", "--step", "last", "--format", "svg"),
              export("1a", "--format", "svg"))
    tap.equal(len(set(at.values())), 4, "different positions")


@tap.test("--language: words and decimal sign of the figure; the deck's by default")
def _():
    arguments = ["1a", "--set", "x=[0.5, 3]", "--format", "pdf"]
    with tap.folder() as folder:
        path = os.path.join(folder, "a.pdf")
        words = {}
        for language in ("en", "nb"):
            write(folder, "a.pdf", export(*arguments, "--language", language))
            words[language] = tap.text(tap.call("pdftotext", path, "-").stdout)
        tap.true("0.5" in words["en"] and "0,5" not in words["en"], words["en"])
        tap.true("0,5" in words["nb"] and "0.5" not in words["nb"], words["nb"])
        deck = write(folder, "nb.yaml", OWN_DECK.replace("language: en", "language: nb"))
        tap.equal(export("1a", "--deck", deck, "--format", "svg"),
                  export("1a", "--deck", deck, "--format", "svg", "--language", "nb"))


@tap.test("a network of another deck: every format, all steps")
def _():
    with tap.folder() as folder:
        deck = write(folder, "own.yaml", OWN_DECK)
        for name in FORMATS:
            good("export", "1a", "--deck", deck, "--format", name, "-o",
                 os.path.join(folder, "a." + name))
        path = os.path.join(folder, "all.pdf")
        good("export", "--all", "--step", "all", "--deck", deck, "-o", path)
        tap.equal(pages(path), 20)


@tap.test("--check-layout: clean, writes nothing, all pages, sizes and themes")
def _():
    with tap.folder() as folder:
        for page in ("16:9", "16:10", "4:3", "tall"):
            for scale in ("1", "1.4") if page != "tall" else ("1",):
                for theme in ("light", "dark", "print"):
                    found = good("export", "--all", "--step", "all", "--page", page,
                                 "--text-scale", scale, "--theme", theme,
                                 "--check-layout", cwd=folder)
                    tap.equal(found, b"", f"{page} {scale} {theme}")
        tap.equal(os.listdir(folder), [])


# --- where it is written ---

@tap.test("a file that is there is replaced, with its permissions")
def _():
    with tap.folder() as folder:
        path = write(folder, "a.svg", "old")
        os.chmod(path, 0o640)
        good("export", "1a", "-o", path)
        tap.equal(read(path), export("1a", "--format", "svg"))
        tap.equal(stat.S_IMODE(os.stat(path).st_mode), 0o640)
        tap.equal(os.listdir(folder), ["a.svg"])


@tap.test("a new file has the permissions the umask leaves")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        good("export", "1a", "-o", path, umask=0o027)
        tap.equal(stat.S_IMODE(os.stat(path).st_mode), 0o640)


@tap.test("a symbolic link is followed, and stays one")
def _():
    with tap.folder() as folder:
        os.mkdir(os.path.join(folder, "there"))
        target = write(folder, "there/a.svg", "old")
        link = os.path.join(folder, "b.svg")
        os.symlink("there/a.svg", link)
        good("export", "1a", "-o", link)
        tap.true(os.path.islink(link), "the link was replaced")
        tap.equal(read(target), export("1a", "--format", "svg"))


@tap.test("a FIFO is written to directly")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "pipe.svg")
        os.mkfifo(path)
        got = []
        reader = threading.Thread(target=lambda: got.append(read(path)), daemon=True)
        reader.start()
        good("export", "1a", "-o", path)
        reader.join(30)
        tap.equal(got, [export("1a", "--format", "svg")])
        tap.true(stat.S_ISFIFO(os.stat(path).st_mode), "the FIFO is gone")


@tap.test("/dev/full: status 3, and still a device afterwards")
def _():
    bad(["export", "1a", "--format", "svg", "-o", "/dev/full"], 3, "/dev/full")
    tap.true(stat.S_ISCHR(os.stat("/dev/full").st_mode), "/dev/full is no device any more")
    with tap.folder() as folder:
        link = os.path.join(folder, "a.png")
        os.symlink("/dev/full", link)
        bad(["export", "1a", "-o", link], 3, "a.png")
        tap.true(os.path.islink(link), "the link is gone")


@tap.test("/dev/null takes everything, and stays a device")
def _():
    for name in FORMATS:
        good("export", "1a", "--format", name, "-o", "/dev/null")
    tap.true(stat.S_ISCHR(os.stat("/dev/null").st_mode), "/dev/null is no device any more")


@tap.test("standard output: full, closed, or a pipe nobody reads: status 3, one sentence")
def _():
    for arguments in (["export", "1a", "--format", "png", "-o", "-"], ["list"],
                      ["kinds", "--json"], ["--help"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([sys.argv[1], *arguments], stdout=full,
                                  stderr=subprocess.PIPE, env=tap.environment(),
                                  stdin=subprocess.DEVNULL, timeout=120, check=False)
            tap.equal((done.returncode, done.stderr.count(b"\n")), (3, 1),
                      f"full, {arguments}, {done.stderr}")
        done = tap.call("bash", "-c", 'exec "$@" >&-', "bash", sys.argv[1], *arguments)
        tap.equal((done.returncode, done.stderr.count(b"\n")), (3, 1),
                  f"closed, {arguments}, {done.stderr}")
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([sys.argv[1], *arguments], stdout=writer,
                              stderr=subprocess.PIPE, env=tap.environment(),
                              stdin=subprocess.DEVNULL, timeout=120, check=False)
        os.close(writer)
        tap.equal((done.returncode, done.stderr.count(b"\n")), (3, 1),
                  f"broken pipe, {arguments}, {done.stderr}")


@tap.test("standard output closed, a file to write: the file holds the figure alone")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "a.svg")
        done = tap.call("bash", "-c", 'exec "$@" <&- >&- 2>&-', "bash", sys.argv[1],
                        "export", "1a", "-o", path)
        tap.equal(done.returncode, 0)
        tap.equal(read(path), export("1a", "--format", "svg"))


@tap.test("a full disk: status 3, the old file stays whole, nothing beside it")
def _():
    if os.geteuid() != 0:
        raise tap.Skip("only root may mount")
    with tap.folder() as folder:
        done = tap.call("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder)
        if done.returncode != 0:
            raise tap.Skip("no file system can be mounted here")
        try:
            path = write(folder, "a.png", "old")
            write(folder, "filler", b"x" * 48 * 1024)
            bad(["export", "1a", "--width", "1600", "-o", path], 3, "a.png")
            tap.equal(read(path), b"old")
            tap.equal(sorted(os.listdir(folder)), ["a.png", "filler"])
            fresh = os.path.join(folder, "b.png")
            bad(["export", "1a", "-o", fresh], 3, "b.png")
            tap.true(not os.path.exists(fresh), "half a file was left")
        finally:
            tap.call("umount", folder)


@tap.test("a file size limit: status 3, the old file stays whole")
def _():
    with tap.folder() as folder:
        path = write(folder, "a.png", "old")
        done = tap.call("bash", "-c", 'ulimit -f 8; exec "$@"', "bash",
                        sys.argv[1], "export", "1a", "-o", path)
        tap.equal((done.returncode, done.stderr.count(b"\n")), (3, 1), f"{done.stderr}")
        tap.equal(read(path), b"old")


# --- the same bytes for everyone ---

def digests(env=None, cwd=None):
    found = []
    for name in FORMATS:
        for arguments in (["1a", "--step", "3"], ["1b", "--theme", "dark"]):
            data = export(*arguments, "--format", name, env=env, cwd=cwd)
            found.append((name, hashlib.sha256(data).hexdigest()))
    return found


@tap.test("two processes write the same bytes")
def _():
    tap.equal(digests(), digests())


def make_locale(name):
    """Builds a locale, since fresh systems have none; a test with none tests nothing."""
    path = os.path.join(WORK, "locales")
    os.makedirs(path, exist_ok=True)
    if not os.path.isdir(os.path.join(path, name)):
        done = tap.call("localedef", "-i", name.split(".")[0], "-f", "UTF-8",
                        "--no-archive", os.path.join(path, name))
        tap.true(os.path.isdir(os.path.join(path, name)), f"localedef: {done.stderr}")
    return path


@tap.test("the locale changes no byte: de_DE, tr_TR, nb_NO, C")
def _():
    plain = digests()
    for name, decimal in (("de_DE.UTF-8", ","), ("tr_TR.UTF-8", ","), ("nb_NO.UTF-8", ",")):
        path = make_locale(name)
        env = tap.environment(LOCPATH=path, LC_ALL=name, LANG=name, LANGUAGE=name[:2])
        probe = "import locale; locale.setlocale(locale.LC_ALL, ''); " \
                "print(locale.localeconv()['decimal_point'])"
        tap.equal(tap.text(tap.call("/usr/bin/python3", "-c", probe, env=env).stdout).strip(),
                  decimal, f"the locale {name} does not work")
        tap.equal(digests(env), plain, name)
    tap.equal(digests(tap.environment(LC_ALL="C", LANG="C")), plain, "C")


@tap.test("time zone, time and folder change no byte")
def _():
    plain = digests()
    with tap.folder() as folder:
        for zone in ("Pacific/Kiritimati", "America/St_Johns"):
            tap.equal(digests(tap.environment(TZ=zone), cwd=folder), plain, zone)
    # A PDF has that date, and else none; the others have none either way.
    epoch = digests(tap.environment(SOURCE_DATE_EPOCH="1000000000"))
    for (name, found), (_, wanted) in zip(epoch, plain):
        tap.equal(found == wanted, name != "pdf", f"{name}: SOURCE_DATE_EPOCH")
    tap.equal(digests(tap.environment(SOURCE_DATE_EPOCH="yesterday")), plain, "no number")


HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Serif</string></edit>
    <edit name="weight" mode="assign"><const>black</const></edit>
  </match>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
    <edit name="rgba" mode="assign"><const>bgr</const></edit>
    <edit name="embolden" mode="assign"><bool>true</bool></edit>
    <edit name="antialias" mode="assign"><bool>false</bool></edit>
  </match>
</fontconfig>
"""


@tap.test("a character that the program's fonts lack is told, and the file is written")
def _():
    with tap.folder() as folder:
        deck = write(folder, "deck.yaml", OWN_DECK.replace("Three layers", "Three 文"))
        path = os.path.join(folder, "out.svg")
        done = cli("export", "1a", "--deck", deck, "-o", path)
        message = tap.text(done.stderr)
        tap.equal((done.returncode, message.count("\n")), (0, 1), message)
        tap.true(message.startswith("workings-cli: note: ") and "“文”" in message, message)
        tap.true(b"<svg" in read(path), "no figure was written")


@tap.test("a user's fontconfig changes no byte")
def _():
    plain = digests()
    with tap.folder() as folder:
        path = write(folder, "fonts.conf", HOSTILE)
        home = os.path.join(folder, "home")
        os.makedirs(os.path.join(home, "fontconfig"))
        shutil.copy(path, os.path.join(home, "fontconfig", "fonts.conf"))
        tap.equal(digests(tap.environment(FONTCONFIG_FILE=path)), plain, "FONTCONFIG_FILE")
        tap.equal(digests(tap.environment(XDG_CONFIG_HOME=home)), plain, "XDG_CONFIG_HOME")


@tap.test("a home that cannot be written, and no home at all, change no byte")
def _():
    plain = digests()
    env = tap.environment(HOME="/nonexistent", XDG_CACHE_HOME="/nonexistent/cache",
                          XDG_RUNTIME_DIR=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    tap.equal(digests(env), plain)


@tap.test("the processor changes no byte: OpenBLAS kernels, glibc without FMA")
def _():
    plain = digests()
    for core in ("Prescott", "Nehalem"):
        tap.equal(digests(tap.environment(OPENBLAS_CORETYPE=core)), plain, core)
    tunables = "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA"
    tap.equal(digests(tap.environment(GLIBC_TUNABLES=tunables)), plain, "without FMA")


tap.run()
