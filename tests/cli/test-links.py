#!/usr/bin/python3
"""What workings-cli links: no GTK, nothing that needs a display.

SPDX-License-Identifier: GPL-3.0-or-later
"""
from workings import CLI, tap


@tap.test("no library of GTK, of libadwaita, of X or of Wayland")
def _():
    done = tap.call("ldd", CLI)
    tap.equal(done.returncode, 0)
    linked = tap.text(done.stdout)
    tap.true("libcairo.so" in linked, f"ldd tells nothing: {linked}")
    for name in ("libgtk", "libadwaita", "libgdk-", "libwayland-client", "libepoxy"):
        tap.true(name not in linked, f"{name} is linked")


tap.run()
