#!/bin/sh
# with-bus.sh COMMAND... - runs it with a session bus of its own
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What bus and services print stays off standard output, which is TAP.
exec 3>&1 1>&2
exec dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh "$@"
