/* wk-deck-monitor.h - tells when a deck's file was changed by another program
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal: changed. Editors write a file in several strokes, or write another one beside
 * and rename it; told is once, when it has been quiet for a moment and the content is
 * another.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WK_TYPE_DECK_MONITOR (wk_deck_monitor_get_type ())
G_DECLARE_FINAL_TYPE (WkDeckMonitor, wk_deck_monitor, WK, DECK_MONITOR, GObject)

/* A file that cannot be watched is never told to have changed. */
WkDeckMonitor *wk_deck_monitor_new (const char *path);
const char *wk_deck_monitor_get_path (WkDeckMonitor *monitor);

G_END_DECLS
