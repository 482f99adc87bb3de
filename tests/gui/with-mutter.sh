#!/bin/sh
# with-mutter.sh COMMAND... - runs it on two screens that nobody sees
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Wayland compositor without hardware, on a session bus of its own (see with-bus.sh,
# in which this runs). It is started and ended here; what it prints goes to standard
# error, since standard output is TAP. Where it cannot start the test is skipped; where
# it must, CI=true, that is a failure.
folder=$(mktemp -d) || exit 1
chmod 700 "$folder"
XDG_RUNTIME_DIR=$folder
export XDG_RUNTIME_DIR
# Its own warnings are not the program's.
env -u G_DEBUG mutter --headless --wayland --no-x11 --wayland-display=workings-test \
  --virtual-monitor 1280x800 --virtual-monitor 1024x768 >&2 &
mutter=$!
end () {
  kill "$mutter" 2>/dev/null
  wait "$mutter" 2>/dev/null
  rm -rf -- "$folder"
}
trap end EXIT
tries=0
while [ ! -S "$folder/workings-test" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ] || ! kill -0 "$mutter" 2>/dev/null; then
    if [ "${CI:-}" = true ]; then
      echo "Bail out! The display server does not start"
      exit 1
    fi
    echo "1..0 # SKIP the display server does not start"
    exit 0
  fi
  sleep 0.1
done
WAYLAND_DISPLAY=workings-test GDK_BACKEND=wayland "$@"
