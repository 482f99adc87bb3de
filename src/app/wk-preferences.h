/* wk-preferences.h - what the user has chosen once and for all
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small file of keys in the user's configuration folder, beside nothing else. What is
 * not understood in it counts as not chosen.
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

typedef enum
{
  WK_SPEED_NONE, /* steps change at once */
  WK_SPEED_SLOW,
  WK_SPEED_NORMAL,
  WK_SPEED_FAST,
} WkSpeed;

typedef struct
{
  char *theme;         /* of the figure: "follow" or a theme's name */
  gboolean large_text; /* of the figure */
  WkSpeed speed;       /* of steps */
  char *language;      /* of the window: a tag, or "" for the system's */
} WkPreferences;

/* Read once a process, on whichever thread asks first. */
const WkPreferences *wk_preferences_get (void);
/* WORKINGS_STATEDIR, else the user's configuration folder; NULL if WORKINGS_STATEDIR is
 * empty: nothing is kept. (transfer full) */
char *wk_preferences_default_path (void);

/* What concerns the window is set in it. */
void wk_preferences_apply (WkWindow *window);
/* The dialog; what is changed in it counts at once, and is saved by a worker. */
GtkWidget *wk_preferences_window_new (WkWindow *window);

G_END_DECLS
