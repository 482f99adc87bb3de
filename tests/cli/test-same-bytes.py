#!/usr/bin/python3
"""Figures from shipped weights are the same bytes whatever the processor can do.

Arguments: workings-cli, the source tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import tap  # noqa: E402

CLI = sys.argv[1]

# What OpenBLAS takes this processor for, and what glibc may use of it.
MACHINES = [
    {"OPENBLAS_CORETYPE": "Haswell"},
    {"OPENBLAS_CORETYPE": "Prescott"},
    {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA"},
]

FIGURES = [
    ["6c", "--step", "7"],
    ["6c", "--step", "5", "--set", "numbers=digit", "--set", "digit=17"],
    ["6c", "--step", "4", "--set", "numbers=digit", "--set", "view=kl"],
    ["6c", "--step", "7", "--set", "view=path", "--set", "to=31"],
    ["6c", "--step", "7", "--set", "view=prior"],
    ["6c", "--step", "7", "--set", "view=pair"],
    ["6c", "--step", "7", "--set", "view=training"],
]


def draw(folder, figure, form, machine):
    path = os.path.join(folder, "figure." + form)
    environment = dict(os.environ)
    for name in ("OPENBLAS_CORETYPE", "GLIBC_TUNABLES"):
        environment.pop(name, None)
    environment.update(machine)
    done = tap.call(CLI, "export", *figure, "--width", "800", "-o", path, env=environment)
    tap.equal(done.returncode, 0, tap.text(done.stderr))
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


for FORM in ("svg", "png"):
    @tap.test("the same " + FORM + " with other kernels and without FMA")
    def _(form=FORM):
        with tap.folder() as folder:
            for figure in FIGURES:
                here = draw(folder, figure, form, {})
                for machine in MACHINES:
                    tap.equal(draw(folder, figure, form, machine), here,
                              " ".join(figure) + " " + str(machine))


tap.run()
