"""workings - the program workings-cli as tests drive it

The program's path is the first argument of the test.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])

# Not the exam's: other sizes, other activations, and words of its own.
OWN_DECK = r"""
deck: 1
id: own
title: A deck of one's own
language: en
exercises:
  - number: 1a
    kind: dense-forward
    title: {en: "Three layers", nb: "Tre lag"}
    question: Compute $\hat y$.
    parameters:
      x: [1, -2, 0.5]
      layers:
        - W: [[0.5, -1, 2, 0.25], [1, 0, -0.5, 1], [2, 2, -1, 4]]
          b: [0.1, -0.2, 0.3, -0.4]
          g: sigmoid
        - W: [[1, -1, 0.5, 2], [0, 3, 1, -1], [-2, 1, 0, 1], [0.5, 0.5, 0.5, -0.5]]
          b: [0, 0.5, -0.5, 1]
          g: softplus
        - {W: [[1, 2], [-1, 0.5], [0.25, -3], [2, 1]], b: [0.5, -1], g: identity}
  - number: 1b
    kind: dense-forward
    title: The first two layers as ReLU
    question: And with ReLU?
    from: 1a
"""


def cli(*arguments, **more):
    return tap.call(CLI, *arguments, **more)


def good(*arguments, **more):
    """The output of a command that must succeed and must not complain."""
    done = cli(*arguments, **more)
    tap.equal((done.returncode, tap.text(done.stderr)), (0, ""), f"{arguments}")
    return done.stdout


def bad(arguments, status, *words, silent=True, **more):
    """A command that must end with a status and one sentence that holds the words."""
    done = cli(*arguments, **more)
    message = tap.text(done.stderr)
    tap.equal(done.returncode, status, f"{arguments} ended saying {message!r}: status")
    tap.equal(message.count("\n"), 1, f"{arguments} said {message!r}: lines")
    tap.true(message.startswith("workings-cli: "), f"{message!r} does not name the program")
    for word in words:
        tap.true(word in message, f"{arguments}: {message!r} does not say {word!r}")
    if silent:
        tap.equal(done.stdout, b"", f"{arguments}: standard output")
    return message


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()
