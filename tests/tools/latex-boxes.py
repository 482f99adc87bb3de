#!/usr/bin/env python3
# latex-boxes.py - what LaTeX makes of the same formulas with the same font
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes tests/render/latex-boxes.json, the reference of test-math-boxes: every glyph and
# rule as LuaLaTeX with unicode-math places it. It is made once, with
#
#     tests/tools/latex-boxes.py
#
# and kept, since TeX is no part of what the tests need. With --pictures DIR it draws
# instead, for the eye, LaTeX's picture and this program's side by side:
#
#     tests/tools/latex-boxes.py --pictures /tmp/side build/tests/tools/math-sheet
#
# Needs lualatex with unicode-math (Debian: texlive-luatex texlive-latex-extra); for the
# pictures also pdftoppm and ImageMagick.
import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
top = os.path.dirname(os.path.dirname(here))
formulas_path = os.path.join(top, "tests/render/latex-formulas.txt")
result_path = os.path.join(top, "tests/render/latex-boxes.json")

HEAD = r"""\documentclass[10pt]{article}
\usepackage{amsmath}
\usepackage{unicode-math}
\setmainfont[Path=%(fonts)s/]{texgyrepagella-math.otf}
\setmathfont[Path=%(fonts)s/]{texgyrepagella-math.otf}
\directlua{dofile("%(lua)s")}
\pagestyle{empty}
\parindent=0pt
\begin{document}
"""


def read_formulas():
    with open(formulas_path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    return [line for line in lines if line and not line.startswith("#")]


def run_latex(folder, body):
    names = {"fonts": os.path.join(top, "resources/fonts"),
             "lua": os.path.join(here, "latex-boxes.lua")}
    with open(os.path.join(folder, "formulas.tex"), "w", encoding="utf-8") as file:
        file.write(HEAD % names + body + "\\end{document}\n")
    done = subprocess.run(["lualatex", "-interaction=nonstopmode", "formulas.tex"],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.stderr.write(done.stdout.decode("utf-8", "replace")[-3000:])
        sys.exit("lualatex did not take the formulas")


def version():
    text = subprocess.run(["lualatex", "--version"], stdout=subprocess.PIPE, check=True)
    return text.stdout.decode().splitlines()[0].strip()


def measure():
    formulas = read_formulas()
    with tempfile.TemporaryDirectory() as folder:
        boxes = os.path.join(folder, "boxes.json")
        body = ""
        for formula in formulas:
            body += "\\setbox0\\hbox{$\\displaystyle %s$}\n" % formula
            body += '\\directlua{measure(0, "%s")}\n' % boxes
        run_latex(folder, body + "x\n")
        with open(boxes, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    with open(result_path, "w", encoding="utf-8") as file:
        file.write('{"made_with": %s,\n' % json.dumps(version() + ", unicode-math"))
        file.write(' "unit": "em of the formula\'s size; y down from the baseline",\n')
        file.write(' "glyph": ["index in the font", "x", "y", "size"],\n')
        file.write(' "rule": ["x", "y of its top", "width", "height"],\n')
        file.write(' "formulas": [\n')
        for i, (formula, row) in enumerate(zip(formulas, rows)):
            text = json.dumps({"source": formula, **row}, ensure_ascii=False)
            file.write("  " + text + (",\n" if i + 1 < len(rows) else "\n"))
        file.write("]}\n")
    print("%d formulas" % len(rows))


def picture(folder, sheet):
    formulas = read_formulas()
    os.makedirs(folder, exist_ok=True)
    for i, formula in enumerate(formulas):
        ours = os.path.join(folder, "%02d-program.png" % (i + 1))
        one = os.path.join(folder, "one.txt")
        with open(one, "w", encoding="utf-8") as file:
            file.write(formula + "\n")
        subprocess.run([sheet, one, ours, "42"], check=True)
        os.remove(one)
    body = ""
    for formula in formulas:
        body += "\\setbox0\\hbox{$\\displaystyle %s$}\n" % formula
        body += ("\\pdfvariable horigin 0pt\\pdfvariable vorigin 0pt"
                 "\\hoffset 6pt\\voffset 6pt"
                 "\\pagewidth\\dimexpr\\wd0+12pt\\relax"
                 "\\pageheight\\dimexpr\\ht0+\\dp0+12pt\\relax\\shipout\\box0\n")
    with tempfile.TemporaryDirectory() as temporary:
        run_latex(temporary, body)
        # 42 units an em, as the sheet: 10 pt are 42 pixels.
        subprocess.run(["pdftoppm", "-png", "-r", str(42 * 72.27 / 10), "formulas.pdf",
                        os.path.join(folder, "latex")], cwd=temporary, check=True)
    for i, name in enumerate(sorted(n for n in os.listdir(folder)
                                    if n.startswith("latex-"))):
        os.rename(os.path.join(folder, name),
                  os.path.join(folder, "%02d-latex.png" % (i + 1)))
    for i in range(len(formulas)):
        stem = os.path.join(folder, "%02d" % (i + 1))
        subprocess.run(["convert", stem + "-latex.png", stem + "-program.png",
                        "-background", "#dddddd", "-gravity", "west", "-append",
                        stem + "-both.png"], check=True)
    print("%d pictures: LaTeX above, this program below" % len(formulas))


if len(sys.argv) == 4 and sys.argv[1] == "--pictures":
    picture(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]))
elif len(sys.argv) == 1:
    measure()
else:
    sys.exit("usage: latex-boxes.py [--pictures DIR MATH-SHEET]")
