"""test_program - the real program, as an assistive tool and a keyboard see it

    test_program.py WORKINGS

Wants a screen and a session bus of its own (meson.build brings both). Names are read and
buttons pressed through AT-SPI, keys come from xdotool. Everything is polled for: nothing
waits longer than it must.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import time

import gi

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
PATIENCE = 30
FOLDER = tap.folder()
DECK = """\
deck: 1
id: own
title: My Own
exercises:
  - number: 3z
    kind: dense-forward
    title: Small network
    question: What is $\\\\hat y$?
    parameters:
      x: [1, 2, 3]
      layers:
        - {W: [[1, 0], [0, 1], [1, 1]], b: [0, 0], g: sigmoid}
        - {W: [[2], [1]], b: [0.5], g: softplus}
"""


def wait(what, condition):
    """The first true value of the condition; an error after a long time without."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            value = condition()
        except GLib.Error:  # what was looked at has gone meanwhile
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.02)


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def nodes(node):
    yield node
    for child in children(node):
        yield from nodes(child)


def has(node, state):
    return node.get_state_set().contains(state)


class Window:
    """The program, running."""

    def __init__(self, *arguments, name="workings"):
        self.log = open(os.path.join(FOLDER.name, "stderr"), "w+b")
        # Graphics drivers leave memory behind when they are unloaded, which no
        # suppression can name; the picture comes from Cairo anyway.
        self.process = subprocess.Popen(
            [PROGRAM, *arguments], stderr=self.log, stdin=subprocess.DEVNULL,
            env=tap.environment(GTK_A11Y="atspi", NO_AT_BRIDGE=None,
                                G_DEBUG="fatal-warnings", GDK_DEBUG="gl-disable"))
        self.name = name
        self.root = wait("the program", self._find_root)
        wait("the window", lambda: self.find("frame"))

    def _find_root(self):
        for one in children(Atspi.get_desktop(0)):
            if one.get_process_id() == self.process.pid and one.get_child_count():
                return one
        return None

    def find(self, role=None, name=None):
        for node in nodes(self.root):
            if (role is None or node.get_role_name() == role) and (
                    name is None or node.get_name() == name):
                return node
        return None

    def wait_for(self, role, name):
        return wait(f"{role} “{name}”", lambda: self.find(role, name))

    def wait_for_none(self, role, name):
        wait(f"{role} “{name}” to go", lambda: self.find(role, name) is None)

    def press(self, name):
        Atspi.Action.do_action(self.wait_for("push button", name), 0)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def value(self, part):
        """What the figure's part says: "hidden node 1" to "9"."""
        for node in nodes(self.root):
            name = node.get_name() or ""
            if node.get_role_name() == "image" and name.startswith(part + ": "):
                return name[len(part) + 2:]
        return None

    def wait_for_value(self, part, value):
        wait(f"{part} to be {value}", lambda: self.value(part) == value)

    def wait_for_step(self, step, n_steps=4):
        self.wait_for("label", f"Step {step} of {n_steps}")

    def warnings(self):
        self.log.flush()
        self.log.seek(0)
        return tap.text(self.log.read())

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()


def focus_window(window):
    """Keys go where the window manager puts them."""
    def focused():
        found = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"],
                               capture_output=True, check=False)
        return found.stdout.strip() == str(window.process.pid).encode()
    wait("the window to have the keyboard", focused)
    # The X server knows it before the program has heard of it.
    wait("the window to be active",
         lambda: has(window.find("frame"), Atspi.StateType.ACTIVE))


@tap.test("the exam opens at 1a; steps by button, key and slider")
def _():
    window = Window()
    try:
        focus_window(window)
        window.wait_for("frame", "Machine Learning for Image Analysis")
        window.wait_for("panel", "1a Network output, identity activations")
        tap.equal(window.value("output"), "not computed yet")
        window.press("Next Step")
        window.wait_for_value("hidden node 1", "9")
        window.wait_for_step(1)
        window.key("Right")
        window.wait_for_step(2)
        window.wait_for_value("hidden node 2", "-2")
        window.key("space")
        window.wait_for_value("hidden node 3", "5")
        window.key("Right")
        window.wait_for_value("output", "36")
        window.key("Left")
        window.wait_for_value("output", "not computed yet")
        slider = window.wait_for("slider", "Step")
        Atspi.Value.set_current_value(slider, 2)
        window.wait_for_step(2)
        window.key("End")
        window.wait_for_step(4)
        window.key("Home")
        window.wait_for_step(0)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("1b is selected with a key; ReLU cuts; it closes with Ctrl+Q")
def _():
    window = Window()
    try:
        focus_window(window)
        window.key("Down")
        window.wait_for("panel", "1b Network output, ReLU activations")
        window.key("End")
        window.wait_for_value("output", "38")
        tap.equal(window.value("hidden node 2"), "0, was -2")
        # Coming back shows 1a as it was left.
        window.key("Up")
        window.wait_for("panel", "1a Network output, identity activations")
        window.wait_for_step(0)
        window.key("ctrl+q")
        tap.equal(window.process.wait(timeout=PATIENCE), 0, "exit status")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("keys work wherever the focus is")
def _():
    window = Window()
    try:
        focus_window(window)
        for _ in range(14):
            window.key("Tab")
            window.key("End")
            window.wait_for_step(4)
            window.key("Home")
            window.wait_for_step(0)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("everything that takes the focus has a name of its own")
def _():
    window = Window()
    try:
        window.wait_for_step(0)
        bad = []
        count = 0
        for node in nodes(window.root):
            if not has(node, Atspi.StateType.FOCUSABLE):
                continue
            count += 1
            name = node.get_name() or ""
            if name == "" or name.startswith(("Gtk", "Adw", "Wk")):
                bad.append((node.get_role_name(), name))
        tap.equal(bad, [])
        tap.true(count > 25, f"only {count} found")
    finally:
        window.close()


@tap.test("Tab enters the figure, arrows walk its parts, Esc leaves")
def _():
    window = Window()
    try:
        focus_window(window)

        def focused_part():
            for node in nodes(window.root):
                if (node.get_role_name() == "image"
                        and has(node, Atspi.StateType.FOCUSED)):
                    return node.get_name()
            return None

        for _ in range(20):
            window.key("Tab")
            time.sleep(0.05)
            if focused_part():
                break
        first = wait("a part to have the focus", focused_part)
        window.key("Right")
        second = wait("another part", lambda: focused_part() not in (None, first)
                      and focused_part())
        window.key("Left")
        wait("the first part again", lambda: focused_part() == first)
        tap.true(second != first, "the focus did not move")
        window.wait_for_step(0)
        window.key("Escape")
        wait("the parts to be left", lambda: focused_part() is None)
        window.key("Right")
        window.wait_for_step(1)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("F9, Ctrl+?, F10")
def _():
    window = Window()
    try:
        focus_window(window)

        def list_shown():
            return has(window.find("push button", "Exercises"),
                       Atspi.StateType.PRESSED)

        tap.true(list_shown(), "the list is not there")
        window.key("F9")
        wait("the list to go", lambda: not list_shown())
        window.key("F9")
        wait("the list", list_shown)
        window.key("F10")
        window.wait_for("menu item", "Open Deck…")
        window.key("Escape")
        window.wait_for_none("menu item", "Open Deck…")
        window.key("ctrl+question")
        window.wait_for("frame", "Keyboard Shortcuts")
        window.key("Escape")
        window.wait_for_none("frame", "Keyboard Shortcuts")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


def export(window, path):
    """Through the file dialog, as a user does."""
    window.key("ctrl+e")
    window.wait_for("push button", "Export Export")
    wait("the name", lambda: any(
        node.get_role_name() == "text" and has(node, Atspi.StateType.FOCUSED)
        for node in nodes(window.root)))
    window.key("ctrl+a")
    subprocess.run(["xdotool", "type", "--delay", "20", path], check=True)
    window.key("Return")


@tap.test("the figure is exported with the file dialog")
def _():
    window = Window()
    try:
        focus_window(window)
        window.key("Right")
        window.wait_for_step(1)
        path = os.path.join(FOLDER.name, "1a.svg")
        export(window, path)
        wait("the file", lambda: os.path.exists(path))
        window.wait_for("label", "Exported 1a.svg")
        with open(path, "rb") as file:
            svg = tap.text(file.read())
        tap.true("<svg" in svg and "</svg>" in svg, "not a whole SVG")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a deck is opened from the command line")
def _():
    path = os.path.join(FOLDER.name, "own.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(DECK)
    window = Window(path)
    try:
        focus_window(window)
        window.wait_for("frame", "My Own")
        window.wait_for("list item", "3z Small network")
        window.key("End")
        window.wait_for_step(3, 3)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a deck that is wrong is told in a dialog, and the exam stays")
def _():
    path = os.path.join(FOLDER.name, "wrong.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(DECK.replace("kind: dense-forward", "kind: dense-forwart"))
    window = Window(path)
    try:
        window.wait_for("label", "“wrong.yaml” Could Not Be Opened")
        window.wait_for("frame", "Machine Learning for Image Analysis")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("without a display the window says so in one line")
def _():
    env = tap.environment(DISPLAY=None, WAYLAND_DISPLAY=None)
    done = tap.call(PROGRAM, env=env)
    tap.equal(done.returncode, 1)
    tap.equal(done.stdout, b"")
    tap.equal(tap.text(done.stderr).count("\n"), 1)
    tap.true("export" in tap.text(done.stderr), "no way out is named")


@tap.test("commands need no display, and unknown ones are wrong usage")
def _():
    env = tap.environment(DISPLAY=None, WAYLAND_DISPLAY=None)
    done = tap.call(PROGRAM, "list", env=env)
    tap.equal((done.returncode, done.stderr), (0, b""))
    tap.true(tap.text(done.stdout).startswith("1a\tdense-forward\t"), "not the exam")
    done = tap.call(PROGRAM, "export", "1a", "--format", "svg", "-o", "-", env=env)
    tap.equal((done.returncode, done.stderr), (0, b""))
    done = tap.call(PROGRAM, "lisst", env=env)
    tap.equal(done.returncode, 2)
    tap.equal(tap.text(done.stderr).count("\n"), 1)


if __name__ == "__main__":
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        tap.run()
    finally:
        manager.terminate()
        manager.wait()
