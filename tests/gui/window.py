"""window - the real program, as an assistive tool and a keyboard see it

Wants a screen and a session bus of its own (meson.build brings both). Names are read and
buttons pressed through AT-SPI, keys come from xdotool. Everything is polled for: nothing
waits longer than it must. The program's path is the script's first argument.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import signal
import subprocess
import sys
import time

import gi

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
APPLICATION = "io.github.workings.Workings"
PATIENCE = 30
# After the 0.8 s it has by itself it would say that there is nothing, not that it does
# not know.
Atspi.set_timeout(1000 * PATIENCE, 1000 * PATIENCE)
FOLDER = tap.folder()


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


def look(at):
    """What is seen, in one look during which nothing of it went or was still to come."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return at()
        except (GLib.Error, StopIteration):
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def children(node):
    n = node.get_child_count()
    if n < 0:  # AT-SPI does not tell it otherwise
        raise GLib.Error("what was looked at has gone")
    for i in range(n):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def nodes(node):
    yield node
    for child in children(node):
        yield from nodes(child)


def has(node, state):
    return node.get_state_set().contains(state)


def has_owner(name):
    """Whether some program has the name on the session bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                         "NameHasOwner", GLib.Variant("(s)", (name,)), None,
                         Gio.DBusCallFlags.NONE, -1).unpack()[0]


def environment():
    """Of the program."""
    # Graphics drivers leave memory behind when they are unloaded, which no suppression
    # can name; the picture comes from Cairo anyway.
    return tap.environment(GTK_A11Y="atspi", NO_AT_BRIDGE=None,
                           G_DEBUG="fatal-warnings", GDK_DEBUG="gl-disable")


class Window:
    """The program, running."""

    def __init__(self, *arguments, name="workings"):
        self.log = open(os.path.join(FOLDER.name, "stderr"), "w+b")
        self.process = subprocess.Popen(
            [PROGRAM, *arguments], stderr=self.log, stdin=subprocess.DEVNULL,
            env=environment())
        self.name = name
        try:
            self.root = wait("the program", self._find_root)
            wait("the window", lambda: self.find("frame"))
        except AssertionError as error:
            raise AssertionError(f"{error}; {self._state()}") from error

    def _state(self):
        """What the program is doing, for the message of a test that waited for it."""
        status = self.process.poll()
        if status is not None:
            return f"it ended with status {status} and said {self.warnings()!r}"
        threads = []
        folder = f"/proc/{self.process.pid}/task"
        for one in sorted(os.listdir(folder)):
            told = []
            for file in ("comm", "wchan", "syscall"):
                try:
                    with open(f"{folder}/{one}/{file}", encoding="utf-8") as text:
                        told.append(text.read().strip())
                except OSError:
                    told.append("?")
            threads.append(" ".join(told))
        # With the sanitizers it tells where its main thread is when this ends it.
        self.process.send_signal(signal.SIGSEGV)
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            threads.append("and it does not end")
        return f"it ran, its threads in {threads}, and said {self.warnings()!r}"

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError("the program ended before it was seen")
        for one in children(Atspi.get_desktop(0)):
            if one.get_process_id() == self.process.pid and one.get_child_count():
                return one
        return None

    def find(self, role=None, name=None):
        return look(lambda: next((
            node for node in nodes(self.root)
            if (role is None or node.get_role_name() == role)
            and (name is None or node.get_name() == name)), None))

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
        start = part + ": "
        return look(lambda: next((
            node.get_name()[len(start):] for node in nodes(self.root)
            if node.get_role_name() == "image"
            and (node.get_name() or "").startswith(start)), None))

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
        # While the bus still gives its name to a program that was killed, the next one
        # would hand its window over to it, and end.
        wait("the bus to forget the program", lambda: not has_owner(APPLICATION))


def focus_window(window):
    """Keys go where the window manager puts them."""
    def focused():
        found = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"],
                               capture_output=True, check=False)
        if found.stdout.strip() == str(window.process.pid).encode():
            return True
        # A window that came before its manager is not made active by it, and may not
        # hear it; the display itself can give it the keyboard, too.
        windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                                  str(window.process.pid)],
                                 capture_output=True, check=False).stdout.split()
        for one in windows:
            for how in ("windowactivate", "windowfocus"):
                subprocess.run(["xdotool", how, one], capture_output=True, check=False)
        return False
    try:
        wait("the window to have the keyboard", focused)
    except AssertionError as error:
        tree = subprocess.run(["xdotool", "search", "--name", "", "getwindowname", "%@"],
                              capture_output=True, check=False)
        raise AssertionError(f"{error}; there are {tree.stdout!r}") from error
    # The X server knows it before the program has heard of it.
    wait("the window to be active",
         lambda: has(window.find("frame"), Atspi.StateType.ACTIVE))


def parts(window):
    """The parts of the figure, in reading order."""
    def find():
        canvas = next(node for node in nodes(window.root)
                      if node.get_role_name() == "panel"
                      and any(one.get_role_name() == "image" for one in children(node)))
        return [one for one in children(canvas) if one.get_role_name() == "image"]
    return look(find)


def focused(window, role=None):
    """What has the keyboard, or None."""
    return look(lambda: next((
        node for node in nodes(window.root)
        if has(node, Atspi.StateType.FOCUSED)
        and (role is None or node.get_role_name() == role)), None))


def is_bad(name):
    """GTK names what has no name after its type."""
    return (name or "").strip() == "" or name.startswith(("Gtk", "Adw", "Wk"))


def focusable(window):
    """Role and name of all that can have the keyboard."""
    return look(lambda: [(node.get_role_name(), node.get_name())
                         for node in nodes(window.root)
                         if has(node, Atspi.StateType.FOCUSABLE)])


def run():
    """Runs the tests of the script under a window manager."""
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL,
                               env=tap.environment(MALLOC_PERTURB_=None))

    def manages():
        if manager.poll() is not None:
            raise AssertionError(f"openbox ended with status {manager.returncode}")
        found = subprocess.run(["xdotool", "getactivewindow"], capture_output=True,
                               check=False)
        return b"not support" not in found.stderr
    wait("the window manager", manages)
    try:
        tap.run()
    finally:
        manager.terminate()
        manager.wait()
