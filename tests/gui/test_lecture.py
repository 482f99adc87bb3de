"""test_lecture - the real program in front of a class, with clickers and a screen reader

    test_lecture.py WORKINGS

What clickers send was read from three common ones: all of them Page Up and Page Down;
to begin and end F5 and Esc in turn, or Shift+F5; for a black screen a period or b.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import threading
import time

from gi.repository import Gio, GLib

from window import (Atspi, PROGRAM, Window, children, environment, focus_window, focusable,
                    has, is_bad, look, nodes, run, tap, wait)


def is_presenting(window):
    return window.find("panel", "Audience") is not None


def start(window, key="F5"):
    focus_window(window)
    window.key(key)
    wait("the lecture", lambda: is_presenting(window))


def figure(window):
    """The figure that the audience sees."""
    def find():
        audience = next(node for node in nodes(window.root)
                        if node.get_role_name() == "panel"
                        and node.get_name() in ("Audience", "Black screen",
                                                "White screen"))
        return next(node for node in nodes(audience)
                    if any(one.get_role_name() == "image" for one in children(node)))
    return look(find)


def value(window, part):
    start = part + ": "
    return look(lambda: next((
        node.get_name()[len(start):] for node in children(figure(window))
        if node.get_role_name() == "image"
        and (node.get_name() or "").startswith(start)), None))


def wait_value(window, part, expected):
    wait(f"{part} to be {expected}", lambda: value(window, part) == expected)


def wait_left(window):
    wait("the window as it was", lambda: not is_presenting(window)
         and window.find("push button", "Next Step") is not None)


@tap.test("a clicker with Page Up, Page Down, F5, Esc and a period")
def _():
    window = Window()
    try:
        start(window)
        window.key("Next")
        wait_value(window, "hidden node 1", "9")
        window.key("Next")
        wait_value(window, "hidden node 2", "-2")
        window.key("Prior")
        wait_value(window, "hidden node 2", "not computed yet")
        window.key("period")
        window.wait_for("panel", "Black screen")
        window.key("Next")
        window.wait_for_none("panel", "Black screen")
        tap.equal(value(window, "hidden node 2"), "not computed yet")
        window.key("Next")
        wait_value(window, "hidden node 2", "-2")
        window.key("Next")
        wait_value(window, "hidden node 3", "5")
        # What is asked is announced, and comes with the second press.
        window.key("Next")
        window.wait_for("label", "Forward again shows it")
        tap.equal(value(window, "output"), "not computed yet")
        window.key("Next")
        wait_value(window, "output", "36")
        window.key("Next")
        wait_value(window, "output", "not computed yet")
        window.key("Escape")
        wait_left(window)
        window.wait_for("panel", "1b Network output, ReLU activations")
        window.key("Escape")
        time.sleep(0.2)
        tap.equal(window.process.poll(), None, "Esc ended the program")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a clicker whose button sends F5 and Esc in turn, and b")
def _():
    window = Window()
    try:
        focus_window(window)
        for _ in range(3):
            start(window)
            window.key("Next")
            window.key("b")
            window.wait_for("panel", "Black screen")
            window.key("b")
            window.wait_for_none("panel", "Black screen")
            window.key("Escape")
            wait_left(window)
        window.wait_for_step(3)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a clicker that begins with Shift+F5 and ends with F5")
def _():
    window = Window()
    try:
        start(window, "shift+F5")
        window.key("Next", "Next", "Prior", "Next")
        wait_value(window, "hidden node 2", "-2")
        window.key("F5")
        wait_left(window)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("at speed no press is lost")
def _():
    window = Window()
    try:
        start(window)
        window.key("a")
        # 1a has four steps and 1b four: ten presses lead to the question of 1c.
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "12",
                        *["Next"] * 13], check=True)
        window.key("Escape")
        wait_left(window)
        window.wait_for("panel", "1c Partial derivatives")
        window.wait_for_step(3, 6)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("the numbers of exercises, the keys, a click")
def _():
    window = Window()
    try:
        start(window)
        window.key("2", "c")
        wait("2c", lambda: figure(window).get_name().startswith("2c "))
        window.key("question")
        window.wait_for("label", "Exercise 2c")
        window.key("Next")
        window.wait_for_none("label", "Exercise 2c")
        window.key("1", "Return")
        wait("1a", lambda: figure(window).get_name().startswith("1a "))
        subprocess.run(["xdotool", "mousemove", "900", "60", "click", "1"], check=True)
        wait_value(window, "hidden node 1", "9")
        subprocess.run(["xdotool", "click", "3"], check=True)
        wait_value(window, "hidden node 1", "not computed yet")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a field beside the figure keeps the second button, and one Esc")
def _():
    window = Window()
    try:
        start(window)
        window.key("Next", "v")
        wait_value(window, "hidden node 1", "9")
        seed = wait("the seed", lambda: next(
            (node for node in nodes(window.find("panel", "Audience"))
             if node.get_name() == "Seed"), None))

        def place():
            box = Atspi.Component.get_extents(seed, Atspi.CoordType.WINDOW)
            return (box.x + box.width // 2, box.y + box.height // 2) \
                if box.width > 10 else None

        def settled():
            before = place()
            time.sleep(0.3)
            return before if before is not None and before == place() else None
        x, y = wait("its place", settled)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "3"], check=True)
        time.sleep(0.5)
        tap.equal(value(window, "hidden node 1"), "9")
        # GTK does not tell of the menu; Esc closes that and nothing else.
        window.key("Escape")
        time.sleep(0.3)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
        wait("the keyboard in it", lambda: any(
            has(node, Atspi.StateType.FOCUSED) for node in [seed, *children(seed)]))
        window.key("w", "Escape")
        window.key("Next")
        wait_value(window, "hidden node 2", "-2")
        # On the figure it goes back.
        subprocess.run(["xdotool", "mousemove", "500", "60", "click", "3"], check=True)
        wait_value(window, "hidden node 2", "not computed yet")
        window.key("Escape")
        time.sleep(0.3)
        tap.true(is_presenting(window), "the parameters ended the lecture")
        window.key("Escape")
        wait_left(window)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


@tap.test("a screen reader is told each step, and finds everything by name")
def _():
    window = Window()
    try:
        start(window)
        before = figure(window).get_description()
        window.key("Next")
        wait("the words of the step", lambda: "first hidden node" in
             figure(window).get_description().lower())
        tap.true(figure(window).get_description() != before, "the words are the same")
        window.key("v")
        window.wait_for("push button", "Parameters")
        window.key("Escape")
        window.key("Escape")
        wait_left(window)
        # The lecturer's own screen, beside an audience in a window.
        window.key("ctrl+F5")
        window.wait_for("push button", "Swap Screens")
        wait("the next step", lambda: any(
            node.get_name() == "Next step" and "second node" in
            node.get_description().lower() for node in nodes(window.root)))
        tap.equal([one for one in focusable(window) if is_bad(one[1])], [])
        tap.true(window.find("panel", "GtkStackPage") is None, "a page has no name")
        window.press("Forward")
        wait_value(window, "hidden node 2", "-2")
        window.press("End Lecture")
        wait_left(window)
        window.wait_for_step(2)
        tap.equal(window.warnings(), "")
    finally:
        window.close()


# What the desktop's session manager is asked; the part of it that GTK speaks to.
MANAGER = """
<node><interface name="org.gnome.SessionManager">
  <method name="RegisterClient">
    <arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="o" direction="out"/>
  </method>
  <method name="Inhibit">
    <arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface></node>"""
SUSPEND_AND_IDLE = 4 | 8
DECK = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "../../data/decks/exam-2018-06-11.yaml")


def frames(window):
    return [node for node in children(window.root) if node.get_role_name() == "frame"]


def is_active(window, frame):
    """Whether it has the keyboard, which the newest window of the program is given."""
    if has(frame, Atspi.StateType.ACTIVE):
        return True
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                            str(window.process.pid)], capture_output=True, check=False)
    if found.stdout:
        subprocess.run(["xdotool", "windowactivate", max(found.stdout.split(), key=int)],
                       capture_output=True, check=False)
    return False


class Manager(threading.Thread):
    """A session manager that takes notes, and answers while the test waits."""

    def __init__(self):
        super().__init__(daemon=True)
        self.inhibited = {}
        self.ready = threading.Event()

    def run(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(MANAGER).interfaces[0]
        bus.register_object("/org/gnome/SessionManager", interface, self._called, None,
                            None)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                      "org.freedesktop.DBus", "RequestName",
                      GLib.Variant("(su)", ("org.gnome.SessionManager", 0)), None, 0, -1)
        self.ready.set()
        GLib.MainLoop.new(context, False).run()

    def _called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        reply = None
        if method == "Inhibit":
            cookie = len(self.inhibited) + 1
            self.inhibited[cookie] = arguments[3]
            reply = GLib.Variant("(u)", (cookie,))
        elif method == "Uninhibit":
            self.inhibited.pop(arguments[0])
        else:
            reply = GLib.Variant("(o)", ("/org/gnome/SessionManager",))
        invocation.return_value(reply)

    def flags(self):
        return sum(self.inhibited.values())


@tap.test("the screen stays awake as long as the lecture lasts")
def _():
    manager = Manager()
    manager.start()
    tap.true(manager.ready.wait(30), "no session manager")
    window = Window()
    try:
        start(window)
        wait("the screen to stay awake", lambda: manager.flags() == SUSPEND_AND_IDLE)
        window.key("Escape")
        wait("the screen to be let go", lambda: manager.flags() == 0)
        # A second window of the same program, closed in the middle of its lecture.
        first = look(lambda: frames(window))
        subprocess.run([PROGRAM, DECK], check=True, stdin=subprocess.DEVNULL,
                       env=environment())
        wait("a second window", lambda: len(frames(window)) == 2)
        second = next(one for one in look(lambda: frames(window)) if one not in first)
        wait("it to be active", lambda: is_active(window, second))
        window.key("F5")
        wait("the lecture", lambda: is_presenting(window))
        wait("the screen to stay awake", lambda: manager.flags() == SUSPEND_AND_IDLE)
        window.key("ctrl+w")
        wait("the window to close", lambda: len(frames(window)) == 1)
        wait("the screen to be let go", lambda: manager.flags() == 0)
        tap.equal(window.process.poll(), None, "the program ended")
        tap.equal(window.warnings(), "")
    finally:
        window.close()


if __name__ == "__main__":
    run()
