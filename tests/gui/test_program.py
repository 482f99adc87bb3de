"""test_program - the real program, as an assistive tool and a keyboard see it

    test_program.py WORKINGS

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import time

from window import (FOLDER, PATIENCE, PROGRAM, Atspi, Window, children, focus_window,
                    focusable, focused, has, is_bad, look, nodes, run, tap, wait)

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


def fills_screen():
    """Whether the window with the keyboard is as large as the screen."""
    told = [subprocess.run(["xdotool", *what], check=True, capture_output=True).stdout
            for what in (["getactivewindow", "getwindowgeometry", "--shell"],
                         ["getdisplaygeometry", "--shell"])]
    sizes = [[line for line in tap.text(one).splitlines()
              if line.startswith(("WIDTH=", "HEIGHT="))] for one in told]
    tap.equal(len(sizes[1]), 2)
    return sizes[0] == sizes[1]


@tap.test("F11: all of the screen, which is no lecture, and back")
def _():
    window = Window()
    try:
        focus_window(window)
        window.wait_for("panel", "1a Network output, identity activations")
        for _ in range(2):
            window.key("F11")
            wait("full screen", fills_screen)
            tap.true(window.find("panel", "Audience") is None, "it is a lecture")
            tap.true(window.find("push button", "Next Step") is not None,
                     "the window's own buttons are gone")
            window.key("Right")
            window.key("Left")
            tap.equal(window.value("output"), "not computed yet")
            window.key("F11")
            wait("an ordinary window", lambda: not fills_screen())
        # Where a lecture begins in full screen it ends in full screen.
        window.key("F11")
        wait("full screen", fills_screen)
        window.key("F5")
        window.wait_for("panel", "Audience")
        window.key("Escape")
        window.wait_for_none("panel", "Audience")
        tap.true(fills_screen(), "full screen has gone")
        window.key("F11")
        wait("an ordinary window", lambda: not fills_screen())
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
            # Where one types, keys move the cursor.
            time.sleep(0.1)
            if focused(window, "text"):
                continue
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
        found = focusable(window)
        tap.equal([one for one in found if is_bad(one[1])], [])
        tap.true(len(found) > 25, f"only {len(found)} found")
    finally:
        window.close()


@tap.test("Tab enters the figure, arrows walk its parts, Esc leaves")
def _():
    window = Window()
    try:
        focus_window(window)

        def focused_part():
            part = focused(window, "image")
            return look(part.get_name) if part is not None else None

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
        window.wait_for("push button", "Search the keys")
        tap.equal([one for one in focusable(window) if is_bad(one[1])], [])
        window.key("Escape")
        window.wait_for_none("frame", "Keyboard Shortcuts")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("in dialogs, too, what takes the focus has a name of its own")
def _():
    window = Window()
    try:
        focus_window(window)
        window.wait_for_step(0)
        before = len(focusable(window))

        def windows():
            return look(lambda: [one.get_name() for one in children(window.root)])
        for key, title in (("ctrl+comma", "Preferences"), ("ctrl+e", "Export"),
                           ("ctrl+question", "Keyboard Shortcuts")):
            window.key(key)
            wait(title, lambda title=title: title in windows())
            wait("what is in it", lambda: len(focusable(window)) > before)
            wait("its names", lambda: not any(is_bad(one[1]) for one in focusable(window)))
            window.key("Escape")
            wait("it to go", lambda: len(windows()) == 1)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


def export(window, path):
    """Through the two dialogs, as a user does."""
    window.key("ctrl+e")
    wait("the dialog", lambda: any(
        node.get_role_name() == "push button" and has(node, Atspi.StateType.FOCUSED)
        and node.get_name().endswith("Export…") for node in nodes(window.root)))
    window.key("Return")
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
    run()
