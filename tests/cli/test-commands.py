#!/usr/bin/python3
"""What list, kinds, show, solve and check print.

Expected values of the exam are those of its printed solution; those of the other deck
come from the few lines of plain Python below.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import math

from workings import OWN_DECK, bad, cli, good, write, tap


def answers(*arguments, **more):
    solved = json.loads(good("solve", *arguments, "--json", **more))
    return {answer["id"]: answer["value"] for answer in solved["answers"]}


def forward(x, layers):
    """A dense network, the slow and plain way; all a of all layers."""
    functions = {
        "identity": lambda z: z,
        "relu": lambda z: max(z, 0.0),
        "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "softplus": lambda z: math.log(1 + math.exp(z)),
        "tanh": math.tanh,
    }
    found = []
    for weights, biases, name in layers:
        x = [functions[name](sum(x[j] * weights[j][k] for j in range(len(x))) + biases[k])
             for k in range(len(biases))]
        found.append(x)
    return found


def close(found, expected, what):
    tap.true(math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9),
             f"{what}: found {found}, expected {expected}")


@tap.test("list: number, kind and title, tab separated")
def _():
    lines = tap.text(good("list")).splitlines()
    rows = [line.split("\t") for line in lines]
    tap.true(all(len(row) == 3 for row in rows), f"not three columns: {lines}")
    tap.equal([row[:2] for row in rows[:2]],
              [["1a", "dense-forward"], ["1b", "dense-forward"]])
    tap.true(all(row[2].strip() for row in rows), "a title is missing")


@tap.test("list --deck: the titles of that deck, in its language or another")
def _():
    with tap.folder() as folder:
        deck = write(folder, "own.yaml", OWN_DECK)
        tap.equal(tap.text(good("list", "--deck", deck)).splitlines()[0],
                  "1a\tdense-forward\tThree layers")
        tap.equal(tap.text(good("list", "--deck", deck, "--language", "nb")).splitlines()[0],
                  "1a\tdense-forward\tTre lag")


@tap.test("solve 1a: 9, -2, 5 and 36")
def _():
    tap.equal(answers("1a"), {"a1_1": 9, "a1_2": -2, "a1_3": 5, "yhat": 36})


@tap.test("solve 1b: 9, 0, 5 and 38")
def _():
    tap.equal(answers("1b"), {"a1_1": 9, "a1_2": 0, "a1_3": 5, "yhat": 38})


@tap.test("solve: the case of the exercise's number does not matter")
def _():
    tap.equal(answers("1A"), answers("1a"))


@tap.test("solve --json: the keys and their types")
def _():
    solved = json.loads(good("solve", "1a", "--json"))
    tap.equal(set(solved),
              {"exercise", "kind", "seed", "parameters", "answers", "steps"})
    tap.equal((solved["exercise"], solved["kind"]), ("1a", "dense-forward"))
    tap.equal(solved["seed"], None)
    tap.equal(solved["parameters"]["x"], [1, 3])
    tap.equal(solved["parameters"]["layers"][0]["W"], [[2, 1, 3], [2, -1, 1]])
    for answer in solved["answers"]:
        tap.equal(set(answer), {"id", "symbol", "value", "slips"})
        for slip in answer["slips"]:
            tap.equal(set(slip), {"value", "feedback"})
            tap.true(slip["value"] != answer["value"], f"{answer['id']}: slip is right")
            tap.true(len(slip["feedback"]) > 10, f"{answer['id']}: no feedback")
    tap.equal(len(solved["steps"]), 4)
    for step in solved["steps"]:
        tap.equal(set(step), {"caption", "formula", "spoken"})
        tap.true(step["caption"] and step["formula"] and step["spoken"], f"{step}")
        tap.true("\\" not in step["spoken"], f"spoken holds LaTeX: {step['spoken']}")
    tap.true("36" in solved["steps"][3]["formula"], "the last formula has no 36")
    tap.true(solved["steps"][3]["spoken"].endswith("thirty-six"), "the last sentence")


@tap.test("solve: another network by --set, values as JSON and as YAML")
def _():
    relu = ["--set", "x=[1,3]", "--set",
            "layers=[{W: [[2,1,3],[2,-1,1]], b: [1,0,-1], g: relu}, "
            "{W: [[3],[1],[2]], b: [1], g: relu}]"]
    tap.equal(answers("1a", *relu)["yhat"], 38)
    as_json = ["--set", 'x=[1, 3]', "--set", 'layers[0].g="relu"',
               "--set", 'layers[1]={"W": [[3], [1], [2]], "b": [1], "g": "relu"}']
    tap.equal(answers("1a", *as_json)["yhat"], 38)


@tap.test("solve: one value inside a layer by --set")
def _():
    tap.equal(answers("1a", "--set", "layers[1].b[0]=-1")["yhat"], 34)
    tap.equal(answers("1a", "--set", "layers[0].b=[0, 0, 0]"),
              {"a1_1": 8, "a1_2": -2, "a1_3": 6, "yhat": 35})


@tap.test("solve: the later --set of the same key holds")
def _():
    tap.equal(answers("1a", "--set", "x=[0, 0]", "--set", "x=[1, 3]")["yhat"], 36)


@tap.test("solve: a 3-4-4-2 network of another deck against plain sums")
def _():
    with tap.folder() as folder:
        deck = write(folder, "own.yaml", OWN_DECK)
        solved = json.loads(good("solve", "1a", "--json", "--deck", deck))
        layers = [(layer["W"], layer["b"], layer["g"])
                  for layer in solved["parameters"]["layers"]]
        tap.equal([len(layer[1]) for layer in layers], [4, 4, 2])
        expected = forward([1, -2, 0.5], layers)
        found = {answer["id"]: answer["value"] for answer in solved["answers"]}
        steps = len(solved["steps"])
        tap.equal(steps, 10, "one step a node")
        for k, value in enumerate(expected[0], 1):
            close(found[f"a1_{k}"], value, f"a1_{k}")
        for k, value in enumerate(expected[1], 1):
            close(found[f"a2_{k}"], value, f"a2_{k}")
        outputs = [value for name, value in found.items() if name.startswith("yhat")]
        tap.equal(len(outputs), 2)
        for value, wanted in zip(outputs, expected[2]):
            close(value, wanted, "yhat")


@tap.test("solve --seed: the same word gives the same numbers, another word others")
def _():
    one = good("solve", "1a", "--json", "--seed", "monday")
    tap.equal(one, good("solve", "1a", "--json", "--seed", "monday"))
    tap.equal(json.loads(one)["seed"], "monday")
    other = json.loads(good("solve", "1a", "--json", "--seed", "tuesday"))
    tap.true(other["parameters"] != json.loads(one)["parameters"], "same numbers")


@tap.test("solve --seed: 1a and 1b are one network with other activations")
def _():
    both = [json.loads(good("solve", n, "--json", "--seed", "æøå 1"))["parameters"]
            for n in ("1a", "1b")]
    tap.equal(both[0]["x"], both[1]["x"])
    for first, second in zip(both[0]["layers"], both[1]["layers"]):
        tap.equal((first["W"], first["b"]), (second["W"], second["b"]))
    tap.equal([layer["g"] for layer in both[1]["layers"]][0], "relu")


@tap.test("solve --seed: answers of drawn numbers against plain sums")
def _():
    for seed in range(8):
        solved = json.loads(good("solve", "1b", "--json", "--seed", str(seed)))
        parameters = solved["parameters"]
        found = {answer["id"]: answer["value"] for answer in solved["answers"]}
        expected = forward(parameters["x"], [(layer["W"], layer["b"], layer["g"])
                                             for layer in parameters["layers"]])
        close(found["yhat"], expected[-1][0], f"seed {seed}")


@tap.test("solve: text for people")
def _():
    words = tap.text(good("solve", "1a"))
    for word in ("1a", "yhat = 36", "a1_2 = -2"):
        tap.true(word in words, f"{word!r} is missing in {words!r}")


@tap.test("solve: words in another language, numbers in JSON always with a point")
def _():
    arguments = ["1a", "--json", "--set", "x=[0.5, 3]"]
    english = json.loads(good("solve", *arguments))
    norwegian = json.loads(good("solve", *arguments, "--language", "nb"))
    tap.equal([a["value"] for a in english["answers"]],
              [a["value"] for a in norwegian["answers"]])
    tap.true([s["caption"] for s in english["steps"]] !=
             [s["caption"] for s in norwegian["steps"]], "captions are not translated")


@tap.test("solve: language and numbers do not follow the environment")
def _():
    plain = good("solve", "1a", "--json")
    for locale in ("nb_NO.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "C"):
        env = tap.environment(LC_ALL=locale, LANG=locale, LANGUAGE="nb")
        tap.equal(good("solve", "1a", "--json", env=env), plain, locale)


@tap.test("show: question and all steps in words, without LaTeX")
def _():
    words = tap.text(good("show", "1a"))
    tap.true("two inputs" in words, f"no question in {words!r}")
    for number in ("1.", "2.", "3.", "4."):
        tap.true(f"\n{number} " in words, f"no step {number} in {words!r}")
    tap.true("thirty-six" in words and "yhat = 36" in words and "$" not in words and "\\" not in words, f"{words!r}")


@tap.test("show --step: what the figure shows at that position")
def _():
    at = {step: tap.text(good("show", "1a", "--step", step))
          for step in ("0", "2", "4", "last", "all")}
    tap.true("\n1. " not in at["0"] and "two inputs" in at["0"], at["0"])
    tap.true("\n2. " in at["2"] and "\n3. " not in at["2"], at["2"])
    tap.equal(at["4"], tap.text(good("show", "1a")))
    tap.equal(at["last"], at["4"])
    tap.equal(at["all"], at["4"])


@tap.test("kinds: every kind with its parameters, for people and as JSON")
def _():
    words = tap.text(good("kinds"))
    tap.true("dense-forward" in words and "layers" in words, words)
    kinds = {kind["id"]: kind for kind in json.loads(good("kinds", "--json"))}
    specs = {spec["key"]: spec for spec in kinds["dense-forward"]["parameters"]}
    tap.true({"x", "y", "layers"} <= set(specs), f"{set(specs)}")
    columns = {column["key"]: column for column in specs["layers"]["columns"]}
    tap.true({"W", "b", "g"} <= set(columns), f"{set(columns)}")
    for name in ("identity", "relu", "leaky-relu", "sigmoid", "tanh", "softplus"):
        tap.true(name in columns["g"]["choices"], f"{name} is no choice of g")


@tap.test("check: the exam that ships, and a deck of one's own, have no problem")
def _():
    with tap.folder() as folder:
        deck = write(folder, "own.yaml", OWN_DECK)
        tap.true("2 exercises, no problem" in tap.text(good("check", deck)), "check")


@tap.test("check: a guard that holds, one that does not, one of no answer")
def _():
    with tap.folder() as folder:
        deck = OWN_DECK.replace("    from: 1a\n", "    from: 1a\n    check: {CHECK}\n")
        right = answers("1b", "--deck", write(folder, "a.yaml", OWN_DECK))
        name, value = next(iter(right.items()))
        good("check", write(folder, "b.yaml",
                            deck.replace("CHECK", f"{name}: {value!r}")))
        done = cli("check", write(folder, "c.yaml", deck.replace("CHECK", f"{name}: 77")))
        tap.equal(done.returncode, 1)
        lines = tap.text(done.stderr).splitlines()
        place = deck.splitlines().index("    check: {CHECK}") + 1
        tap.true(lines[0].startswith(f"{folder}/c.yaml:{place}:") and "77" in lines[0] and
                 "error: " in lines[0] and ", expected " in lines[0], lines[0])
        tap.equal(len(lines), 2)
        done = cli("check", write(folder, "d.yaml", deck.replace("CHECK", "a1_9: 7")))
        tap.equal(done.returncode, 1)
        tap.true("a1_9" in tap.text(done.stderr), tap.text(done.stderr))


@tap.test("check: every problem of every deck, with file, line and column")
def _():
    with tap.folder() as folder:
        first = write(folder, "one.yaml", OWN_DECK.replace("g: softplus", "g: softmin")
                      .replace("x: [1, -2, 0.5]", "x: [1, fast, 0.5]")
                      .replace("language: en", "langage: en"))
        second = write(folder, "two.yaml", "deck: [")
        done = cli("check", first, second)
        tap.equal((done.returncode, done.stdout), (1, b""))
        lines = tap.text(done.stderr).splitlines()
        for word in ("langage", "softmin", "fast"):
            tap.true(any(word in line and line.startswith(first + ":") and "error: " in line
                         for line in lines), f"{word} is not told in {lines}")
        tap.true(any(line.startswith(second + ":") for line in lines), f"{lines}")
        tap.true(lines[-1].startswith("workings-cli: "), lines[-1])


@tap.test("messages speak the language of the environment, words of a solution do not")
def _():
    env = tap.environment(LC_ALL="nb_NO.UTF-8", LANG="nb_NO.UTF-8")
    bad(["show", "9z"], 1, "det finnes ingen oppgave", "9z", env=env)
    tap.true("Bruk: " in tap.text(good("--help", env=env)), "the overview is English")
    tap.equal(good("show", "1a", env=env), good("show", "1a"))


@tap.test("--help and --version of the program, --help of each command")
def _():
    overview = tap.text(good("--help"))
    for command in ("list", "kinds", "show", "solve", "export", "check"):
        tap.true(f"\n  {command}" in overview, f"{command} is not in the overview")
        tap.true("--help" in tap.text(good(command, "--help")), command)
        tap.true(command in tap.text(good(command, "-h")), command)
    tap.equal(good("help"), good("--help"))
    tap.true(tap.text(good("--version")).startswith("workings "), "version")


@tap.test("usage: no command, an unknown one, an unknown option, too many arguments")
def _():
    bad([], 2, "command")
    bad(["exprot"], 2, "exprot", "did you mean", "export")
    bad(["frobnicate\n"], 2, "frobnicate")
    bad(["list", "--jason"], 2, "list", "--jason")
    bad(["list", "1a"], 2, "1a")
    bad(["show"], 2, "N")
    bad(["show", "1a", "1b"], 2, "1b")
    bad(["check"], 2, "FILE")
    bad(["solve", "1a", "--set"], 2, "--set")
    bad(["solve", "1a", "--set", "x"], 2, "--set", "x")


tap.run()
