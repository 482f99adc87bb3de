#!/usr/bin/python3
"""What `meson install` puts in place works there, without the source tree.

Arguments: workings-cli of the build tree, the build tree, the prefix.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sys
import tempfile

from workings import read, tap

BUILD, PREFIX = sys.argv[2:4]


@tap.test("the installed program finds its fonts and its deck")
def _():
    with tempfile.TemporaryDirectory() as folder:
        done = tap.call("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
                        "--destdir", folder)
        tap.equal(done.returncode, 0, tap.text(done.stderr))
        cli = os.path.join(folder, PREFIX.lstrip("/"), "bin", "workings-cli")
        here = tap.call(sys.argv[1], "export", "1b", "--format", "svg", "-o", "-")
        there = tap.call(cli, "export", "1b", "--format", "svg", "-o", "-")
        tap.equal((there.returncode, tap.text(there.stderr)), (0, ""))
        tap.equal(there.stdout, here.stdout, "the figure of the installed program")


@tap.test("fonts are installed with their licences")
def _():
    with tempfile.TemporaryDirectory() as folder:
        tap.call("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
                 "--destdir", folder)
        fonts = os.path.join(folder, PREFIX.lstrip("/"), "share", "workings", "fonts")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                              "resources", "fonts")
        tap.equal(sorted(os.listdir(fonts)), sorted(os.listdir(source)))
        for name in os.listdir(source):
            tap.equal(read(os.path.join(fonts, name)), read(os.path.join(source, name)))


tap.run()
