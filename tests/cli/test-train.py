#!/usr/bin/python3
"""What train writes: weights, their log, and the log that ships.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import math
import os
import pty
import struct
import subprocess
import sys

from workings import CLI, bad, cli, good, read, tap, write

MODELS = os.path.join(os.path.abspath(sys.argv[3]), "data", "models")

# What the products of other processors' BLAS kernels may move in two epochs. Their last
# bits differ; between six kernels the largest difference seen was 2e-5. Other seeds move
# the same numbers by 0.3 % and more.
KERNELS = 5e-4

SMALL = ("train", "latent-space", "--set", "hidden=16", "--epochs", "1")


def weights(data):
    """Header and numbers, by the description of the format."""
    line = b"workings weights 1\n"
    tap.true(data.startswith(line), "the file does not begin with its name")
    tap.equal(data[-32:], hashlib.sha256(data[:-32]).digest(), "the checksum")
    end = data.index(b"\n", len(line))
    body = data[end + 1:-32]
    return (json.loads(data[len(line):end]),
            struct.unpack(f"<{len(body) // 4}f", body))


def curves(log):
    rows = [line.split("\t") for line in tap.text(log).splitlines() if line[0] != "#"]
    return [[float(number) for number in row] for row in rows]


def compare_with_shipped(name, *more):
    with tap.folder() as folder:
        log = os.path.join(folder, "log")
        good("train", "latent-space", "--seed", "1", "--epochs", "2", *more,
             "-o", os.path.join(folder, "x.wkm"), "--log", log)
        found = curves(read(log))
        shipped = curves(read(os.path.join(MODELS, name + ".log")))[:2]
        tap.equal(len(found), 2)
        for one, other in zip(found, shipped):
            tap.equal(one[0], other[0], "epoch")
            for a, b in zip(one[1:], other[1:]):
                tap.true(math.isclose(a, b, rel_tol=KERNELS, abs_tol=1e-4),
                         f"{name}.log: {other}, trained again: {one}")


@tap.test("two epochs of the recipe give the shipped log")
def _():
    compare_with_shipped("latent-space")


@tap.test("the same for the plain autoencoder")
def _():
    compare_with_shipped("latent-space-autoencoder", "--set", "autoencoder=true")


@tap.test("what ships is what its log tells of, and small")
def _():
    for name, plain in (("latent-space", False), ("latent-space-autoencoder", True)):
        data = read(os.path.join(MODELS, name + ".wkm"))
        header, numbers = weights(data)
        log = curves(read(os.path.join(MODELS, name + ".log")))
        tap.true(len(data) < 2_000_000, f"{name} has {len(data)} bytes")
        tap.equal(header["kind"], "latent-space")
        tap.equal((header["recipe"]["seed"], header["recipe"]["autoencoder"]), (1, plain))
        tap.equal(header["epoch"], len(log))
        # 784-256-(2+2)-256-784, W and b of each.
        tap.equal(len(numbers), 784 * 256 + 256 + 2 * (256 * 2 + 2)
                  + 2 * 256 + 256 + 256 * 784 + 784)
        tap.true(all(map(math.isfinite, numbers)), "a weight is not finite")
        for row, curve in zip(log, header["curves"]):
            for a, b in zip(row[1:], curve):
                tap.true(abs(a - b) < 1e-4, f"{name}: log {row}, file {curve}")
        held_out = [row[3] + row[4] for row in log]
        tap.true(held_out[-1] < min(held_out) * 1.01, f"{name} overfits: {held_out}")


@tap.test("the same training gives the same bytes, another seed others")
def _():
    with tap.folder() as folder:
        made = {}
        for name, seed in (("a", 7), ("b", 7), ("c", 8)):
            path = os.path.join(folder, name)
            tap.equal(good(*SMALL, "--seed", str(seed), "-o", path), b"")
            made[name] = read(path)
        tap.true(made["a"] == made["b"], "the same seed gave other bytes")
        tap.true(made["a"] != made["c"], "another seed gave the same bytes")
        header, numbers = weights(made["a"])
        tap.equal((header["recipe"]["hidden"], header["recipe"]["seed"]), (16, 7))
        tap.equal(len(numbers), 784 * 16 + 16 + 2 * (16 * 2 + 2)
                  + 2 * 16 + 16 + 16 * 784 + 784)
        tap.equal(good(*SMALL, "--seed", "7", "-o", "-"), made["a"], "standard output")


@tap.test("a file that is trained anew is replaced whole, and read as a model")
def _():
    with tap.folder() as folder:
        path = write(folder, "own.wkm", "old")
        good(*SMALL, "-o", path)
        weights(read(path))
        shown = good("solve", "6c", "--set", f"model={path}", "--set", "numbers=digit",
                     "--json")
        tap.true(json.loads(shown)["answers"], "nothing is answered with these weights")


@tap.test("--verbose and --log: a line for each epoch, whatever the locale")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "x.wkm")
        log = os.path.join(folder, "x.log")
        done = cli(*SMALL, "--set", "epochs=2", "--epochs", "2", "-o", path, "--log", log,
                   "--verbose", env={**os.environ, "LANGUAGE": "nb", "LC_ALL": "C.UTF-8"})
        tap.equal(done.returncode, 0)
        tap.equal(done.stderr, read(log))
        lines = tap.text(done.stderr).splitlines()
        tap.equal([line.split("\t")[0] for line in lines],
                  ["# latent-space", "# epoch", "1", "2"])
        tap.equal({len(line.split("\t")) for line in lines[1:]}, {5})


@tap.test("progress is shown on a terminal")
def _():
    with tap.folder() as folder:
        parent, child = pty.openpty()
        done = subprocess.Popen([CLI, *SMALL, "--set", "hidden=512", "-o",
                                 os.path.join(folder, "x.wkm")], stderr=child)
        os.close(child)
        shown = b""
        while True:
            try:
                part = os.read(parent, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(parent)
        tap.equal(done.wait(), 0)
        tap.true(b"epoch 1 of 1, 0:0" in shown, f"{shown!r}")
        tap.true(shown.endswith(b"\r\x1b[K"), f"the line is left there: {shown!r}")


@tap.test("what is wrong is told in a sentence, and writes nothing")
def _():
    with tap.folder() as folder:
        path = os.path.join(folder, "x.wkm")
        bad(("train", "-o", path), 2, "KIND")
        bad(("train", "latent-space"), 2, "-o")
        bad(("train", "latent-spaces", "-o", path), 1, "latent-spaces", "latent-space")
        bad(("train", "dense-forward", "-o", path), 1, "dense-forward", "latent-space")
        bad((*SMALL, "--seed", "monday", "-o", path), 2, "--seed", "monday")
        bad(("train", "latent-space", "--epochs", "1.5", "-o", path), 2, "--epochs", "1.5")
        bad(("train", "latent-space", "--epochs", "501", "-o", path), 1, "epochs", "501")
        bad((*SMALL, "--seed", "4294967295", "-o", path), 1, "training_seed")
        bad((*SMALL, "--set", "hidden=8", "-o", path), 1, "hidden", "8")
        bad((*SMALL, "--set", "hiden=16", "-o", path), 1, "hidden")
        bad((*SMALL, "-o", path, "one", "two"), 2, "one")
        tap.equal(os.listdir(folder), [])
        bad((*SMALL, "-o", os.path.join(folder, "none", "x.wkm")), 3, "x.wkm")


tap.run()
