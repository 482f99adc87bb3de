"""test_kinds - every kind of exercise by keyboard alone, as a screen reader tells it

    test_kinds.py WORKINGS

Walks the exam's list, and takes the first exercise of each kind: what a further kind
brings is covered without being named here.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import random
import subprocess
import time

from window import (PROGRAM, Atspi, GLib, Window, children, focus_window, focused, has,
                    is_bad, look, nodes, parts, run, tap, wait)

# GTK's own, by the number of the report: none is known.
UPSTREAM = ()
MOST_PARTS = 1500
WALKED = 12
RANDOM_ACTIONS = 200


def exercises():
    """Number and title of the first exercise of each kind, with its place in the list."""
    listed = tap.text(tap.call(PROGRAM, "list").stdout).splitlines()
    rows = [line.split("\t") for line in listed]
    firsts = {}
    for place, (number, kind, title) in enumerate(rows):
        firsts.setdefault(kind, (place, number, title))
    return sorted(firsts.values())


def own_warnings(window):
    return "\n".join(line for line in window.warnings().splitlines()
                     if line.strip() and not any(known in line for known in UPSTREAM))


def check_names(window):
    """Whatever takes the focus or is spoken has a name of its own."""
    def bad(node):
        name = node.get_name() or ""
        return is_bad(name) and (name.strip() != "" or (
            has(node, Atspi.StateType.FOCUSABLE) and has(node, Atspi.StateType.SHOWING)))
    found = look(lambda: [(node.get_role_name(), node.get_name())
                          for node in nodes(window.root) if bad(node)])
    tap.equal(found, [], "bad names")


def part_names(window):
    """In one look: a part that goes meanwhile says that it has no name."""
    def names():
        found = [part.get_name() for part in parts(window)]
        if "" in found:
            raise GLib.Error("a part has gone, or has no name")
        return found
    return look(names)


def check_parts(window):
    found = parts(window)
    tap.true(0 < len(found) <= MOST_PARTS, f"{len(found)} parts")
    tap.true(not any(map(is_bad, part_names(window))), "a part without a name")
    return found


def tab_to(window, role):
    """Presses Tab until something of that role has the focus; first one step back."""
    window.key("shift+Tab")
    for _ in range(150):
        window.key("Tab")
        time.sleep(0.05)
        node = focused(window)
        if node is not None and node.get_role_name() == role:
            return node
    raise AssertionError(f"no {role} is reached with Tab")


def focused_name(window):
    node = focused(window, "image")
    return node.get_name() if node is not None else None


def check_walk(window, found):
    """Tab into the figure, arrows through its parts in reading order, Esc out."""
    names = [part.get_name() for part in found[:WALKED]]
    tab_to(window, "image")
    if focused_name(window) != names[0]:
        # A part that was picked out keeps its place: back to the first.
        for _ in found:
            if focused_name(window) == names[0]:
                break
            window.key("Left")
            time.sleep(0.02)
    wait("the first part", lambda: focused_name(window) == names[0])
    for before, name in zip(names, names[1:]):
        window.key("Right")
        if name != before:
            wait(f"the part “{name}”", lambda name=name: focused_name(window) == name)
    window.key("Escape")
    wait("the parts to be left", lambda: focused_name(window) is None)


def number_of(name):
    try:
        return float(name.rpartition(": ")[2].replace(",", "."))
    except ValueError:
        return None


def check_change(window, found):
    """+ changes a number of the figure, if one of the first parts can be changed."""
    for place in range(min(len(found), 4 * WALKED)):
        if number_of(found[place].get_name()) is None:
            continue
        names = part_names(window)
        Atspi.Action.do_action(found[place], action_index(found[place], "part.increase"))
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            if part_names(window) != names:
                return True
            time.sleep(0.02)
    return False


def action_index(node, name):
    for i in range(node.get_n_actions()):
        if node.get_action_name(i) == name:
            return i
    raise AssertionError(f"no action {name}")


def check_blank(window):
    """A value is typed into the first blank; the verdict is told in words."""
    window.key("Home")
    tab_to(window, "image")
    window.key("Tab")
    time.sleep(0.1)
    field = focused(window, "text")
    if field is None:
        return
    tap.true(not is_bad(field.get_name()), "a blank without a name")
    window.key("1", "7", "Return")

    def told():
        node = focused(window, "text")
        return node is not None and node.get_description()
    words = wait("the verdict", told)
    tap.true(words.startswith(("Not right", "Right", "Cannot", "Carried")), words)
    window.key("Escape")
    wait("the blank to be left", lambda: focused(window, "text") is None)
    window.key("Escape")


def check_working(window):
    """The list of the working reads formulas in words."""
    window.key("End")

    def rows():
        return [node for node in nodes(window.root)
                if node.get_role_name() == "list item"
                and (node.get_name() or "")[:1].isdigit()
                and "=" not in node.get_name()]
    tap.true(look(rows), "no working")
    for name in look(lambda: [node.get_name() or "" for node in nodes(window.root)]):
        tap.true("\\" not in name and "$" not in name and "^{" not in name,
                 f"markup is read out: {name}")


@tap.test("each kind by keyboard alone")
def _():
    window = Window()
    try:
        focus_window(window)
        window.wait_for_step(0)
        at = 0
        for place, number, title in exercises():
            window.key("Escape", "Escape", *["Down"] * (place - at))
            at = place
            window.wait_for("panel", f"{number} {title}")
            wait("parts", lambda: parts(window))
            time.sleep(0.3)
            check_names(window)
            found = check_parts(window)
            check_walk(window, found)
            check_change(window, found)
            check_blank(window)
            check_working(window)
            check_names(window)
            tap.equal(own_warnings(window), "", number)
            print(f"# {number}: {len(found)} parts", flush=True)
    finally:
        window.close()


KEYS = ["Tab", "Tab", "Tab", "shift+Tab", "Right", "Left", "Up", "Down", "Home", "End",
        "space", "Return", "Escape", "plus", "minus", "5", "comma", "BackSpace",
        "Page_Down", "Page_Up", "F9", "F10", "Menu", "shift+F10", "ctrl+z",
        "ctrl+shift+z", "ctrl+question"]
# What would end the test or wait for a person elsewhere.
NOT_PRESSED = ("Close", "Minimize", "Maximize", "Quit", "Open Deck…", "Export", "Export…",
               "Restore")


def press_something(window, chance):
    buttons = [node for node in nodes(window.root)
               if node.get_role_name() in ("push button", "toggle button", "check box")
               and not any(word in (node.get_name() or "") for word in NOT_PRESSED)]
    if buttons:
        button = chance.choice(buttons)
        print('# press', button.get_name(), flush=True)
        if button.get_n_actions() > 0:
            Atspi.Action.do_action(button, 0)


def act_on_part(window, chance):
    found = [node for node in nodes(window.root) if node.get_role_name() == "image"
             and node.get_n_actions() > 0]
    if found:
        part = chance.choice(found)
        print('# part', part.get_name(), flush=True)
        Atspi.Action.do_action(part, chance.randrange(part.get_n_actions()))


def point_somewhere(chance):
    # In the window, which is in the middle of the screen, but not on its edge, where it
    # is closed.
    x, y = chance.randrange(180, 1420), chance.randrange(160, 880)
    print('#  at',x,y); button = chance.choice(["1", "1", "1", "3", "4", "5"])
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", button], check=True)


@tap.test(f"{RANDOM_ACTIONS} random actions leave it running, without a word")
def _():
    seed = 20180611
    window = Window()
    try:
        focus_window(window)
        window.wait_for_step(0)
        for i in range(RANDOM_ACTIONS):
            # How many numbers an action draws depends on what there is to choose from.
            chance = random.Random(f"{seed} {i}")
            which = chance.random()
            if i in (123,124,125,140,143,144): subprocess.run(['import','-window','root',f'/tmp/zz{i}.png'])
            try:
                if which < 0.6:
                    k=chance.choice(KEYS); print('#',i,'key',k,flush=True); window.key(k)
                elif which < 0.8:
                    print('#',i,'point',flush=True); point_somewhere(chance)
                elif which < 0.9:
                    act_on_part(window, chance)
                else:
                    press_something(window, chance)
            except GLib.Error:  # what was to be pressed has gone meanwhile
                pass
            tap.true(window.process.poll() is None, "the program has ended: "
                     + window.warnings())
        # It still answers.
        window.key("Escape", "Escape", "Escape")
        tap.true(len(look(lambda: list(children(window.root)))) > 0, "no window")
        tap.equal(own_warnings(window), "")
    finally:
        window.close()


if __name__ == "__main__":
    run()
