#!/usr/bin/python3
"""A 512 x 512 grey image of floats through a kernel, one thread, beside OpenCV and SciPy.

Arguments: bench-filter. Prints the smallest times of alternating rounds and their ratios.
Fails where this program takes more than twice OpenCV's time at 3x3 and 7x7, or is not
faster than it at 15x15, or than SciPy anywhere. WORKINGS_BENCH_SLACK is a factor on the
bounds. Without the peers (Debian: python3-opencv, python3-scipy) ours are printed alone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import time

ROUNDS = 7
REPEATS = 5
SLACK = float(os.environ.get("WORKINGS_BENCH_SLACK", "1"))
AT_MOST = {3: 2.0, 7: 2.0, 15: 1.0}


def best(run):
    """The smallest processor time of some calls in us."""
    times = []
    for _ in range(REPEATS):
        start = time.thread_time()
        run()
        times.append((time.thread_time() - start) * 1e6)
    return min(times)


def peers(side):
    """Name -> function that filters once."""
    found = {}
    try:
        import numpy
    except ImportError:
        return found
    draw = numpy.random.RandomState(1)
    image = draw.randint(0, 256, (512, 512)).astype(numpy.float32)
    kernel = draw.uniform(-1, 1, (side, side)).astype(numpy.float32)
    out = numpy.empty_like(image)
    try:
        import cv2
        cv2.setNumThreads(1)
        found["OpenCV"] = lambda: cv2.filter2D(image, -1, kernel, out,
                                               borderType=cv2.BORDER_REFLECT_101)
    except ImportError:
        pass
    try:
        from scipy import ndimage
        found["SciPy"] = lambda: ndimage.correlate(image, kernel, out, mode="mirror")
    except ImportError:
        pass
    return found


def main():
    ours = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            text=True)

    def ask(side, sort):
        ours.stdin.write(f"{side} {sort}\n")
        ours.stdin.flush()
        return float(ours.stdout.readline())

    failures = []
    for side, bound in AT_MOST.items():
        others = peers(side)
        times = {name: [] for name in ["full", "split", *others]}
        for _ in range(ROUNDS):
            for sort in ("full", "split"):
                times[sort].append(ask(side, sort))
            for name, run in others.items():
                times[name].append(best(run))
        least = {name: min(values) for name, values in times.items()}
        line = f"{side}x{side}: {least['full']:.0f} us, separable {least['split']:.0f} us"
        for name in others:
            ratio = least["full"] / least[name]
            limit = (bound if name == "OpenCV" else 1.0) * SLACK
            line += f"; {name} {least[name]:.0f} us, ratio {ratio:.2f} (at most {limit:g})"
            if ratio > limit:
                failures.append(f"{side}x{side}: {ratio:.2f} times {name}")
        print(line)
    ours.stdin.close()
    ours.wait()
    for failure in failures:
        print("too slow:", failure)
    return 1 if failures else 0


sys.exit(main())
