"""test_study - answers by keyboard and screen reader, and what comes back after a crash

    test_study.py WORKINGS

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import time

from window import (FOLDER, Atspi, Window, focus_window, focused, has, look, nodes, run,
                    tap, wait)

KEPT = os.path.join(FOLDER.name, "kept")


def start(keep=True):
    os.environ["WORKINGS_STATEDIR"] = KEPT if keep else ""
    return Window()


def field(window, of="y hat"):
    """The text field of an answer: its name is on it or on what is around it."""
    name = f"Your answer for {of}"

    def find():
        for node in nodes(window.root):
            if node.get_name() == name:
                for inner in nodes(node):
                    if has(inner, Atspi.StateType.EDITABLE):
                        return inner
        return None
    return wait(name, find)


def tab_to(window, wanted):
    for _ in range(60):
        node = focused(window)
        if node is not None and look(lambda node=node: wanted(node)):
            return node
        window.key("Tab")
        time.sleep(0.05)
    raise AssertionError("Tab does not lead there")


def path_of(node):
    """The names of a node and of what it is in."""
    names = []
    while node is not None:
        names.append(node.get_name() or "")
        node = node.get_parent()
    return " < ".join(names)


def type_answer(window, *keys):
    """Into the field of the output, reached with Tab."""
    field(window)
    tab_to(window, lambda node: has(node, Atspi.StateType.EDITABLE)
           and "Your answer for y hat" in path_of(node))
    window.key("ctrl+a", *keys, "Return")


def says(window, text):
    wait(f"“{text}”", lambda: any(text in (node.get_name() or "")
                                  for node in nodes(window.root)))


def is_saved(text):
    path = os.path.join(KEPT, "state.ini")

    def look():
        try:
            with open(path, encoding="utf-8") as file:
                return text in file.read()
        except OSError:
            return False
    wait(f"“{text}” in the state file", look)


@tap.test("an answer by keyboard alone: a slip, three hints, the right value, undo")
def _():
    window = start(keep=False)
    try:
        focus_window(window)
        type_answer(window, "3", "4")
        says(window, "Each node adds its own bias after the weighted sum.")
        for i in range(1, 4):
            tab_to(window, lambda node: node.get_name() == f"Hint {i} of 3")
            window.key("space")
            says(window, f"Hint {i}: ")
        type_answer(window, "3", "6")
        says(window, "Right.")
        # In the field undo is the text's own; elsewhere it is the answer's.
        window.key("Tab")
        window.key("ctrl+z")
        says(window, "Each node adds its own bias after the weighted sum.")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("the solution shows after a second press, not after one")
def _():
    window = start(keep=False)
    try:
        focus_window(window)
        field(window)
        # The second press has five seconds, in which there are few looks at all of it.
        output = look(lambda: next(node for node in nodes(window.root)
                                   if (node.get_name() or "").startswith("output: ")))
        window.press("Show Solution")
        button = window.wait_for("push button", "Press Again")
        time.sleep(0.3)
        tap.equal(output.get_name(), "output: not computed yet")
        Atspi.Action.do_action(button, 0)
        says(window, "The value is 36.")
        window.wait_for_value("output", "36")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("after a crash all is as it was: exercise, step, answer, tick")
def _():
    shutil.rmtree(KEPT, ignore_errors=True)
    window = start()
    try:
        focus_window(window)
        type_answer(window, "3", "6")
        says(window, "Right.")
        window.press("Next Step")
        window.wait_for_step(1)
        is_saved("position=1")
        is_saved("36")
    finally:
        window.close()  # kills it
    window = start()
    try:
        window.wait_for_step(1)
        says(window, "Right.")
        wait("the tick", lambda: any("1a" in (node.get_name() or "") and
                                     "done" in (node.get_name() or "")
                                     for node in nodes(window.root)))
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("garbage in the kept files is set aside, and the program goes on")
def _():
    shutil.rmtree(KEPT, ignore_errors=True)
    os.mkdir(KEPT)
    for name in ("state.ini", "progress.db"):
        with open(os.path.join(KEPT, name), "wb") as file:
            file.write(b"\xff garbage\n" * 500)
    window = start()
    try:
        focus_window(window)
        window.wait_for("panel", "1a Network output, identity activations")
        window.key("Right")
        window.wait_for_step(1)
        names = " ".join(os.listdir(KEPT))
        tap.true("state.ini.damaged" in names, names)
        wait("the database to be set aside",
             lambda: any("progress.db-damaged" in name for name in os.listdir(KEPT)))
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("where nothing can be kept, nothing is, and the program goes on")
def _():
    shutil.rmtree(KEPT, ignore_errors=True)
    with open(KEPT, "wb"):
        pass
    window = start()
    try:
        focus_window(window)
        window.key("Right")
        window.wait_for_step(1)
        window.key("ctrl+q")
        tap.equal(window.process.wait(timeout=30), 0, "exit status")
        tap.equal(window.warnings(), "")
        tap.equal(os.path.getsize(KEPT), 0)
    finally:
        window.close()
        os.remove(KEPT)


run()
