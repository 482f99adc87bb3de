/* wk-present-private.h - what the files of a lecture share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-present.h"

G_BEGIN_DECLS

/* What a second press would confirm. */
typedef enum
{
  WK_WAIT_NONE,
  WK_WAIT_STEP,
  WK_WAIT_LAST,
} WkWait;

/* What a window was asked to be. */
typedef struct
{
  gboolean is_fullscreen;
  GdkMonitor *monitor; /* NULL: any */
  gint64 frames;       /* counted when it was last looked at */
} WkPlaced;

struct _WkPresent
{
  GObject parent_instance;

  WkWindow *window; /* owns this */
  WkSession *session;
  WkPlayer *player;
  WkPresentState choices;

  gboolean running;
  /* As it was before. */
  WkTextScale text_scale;
  WkThemeId theme;
  gboolean fullscreen;
  GtkWidget *focus; /* weak */

  GtkWidget *audience;
  GtkWindow *audience_window; /* NULL: this window shows it */
  GtkWidget *lecturer;        /* NULL as well */
  gboolean apart;             /* the audience's is an ordinary window */
  gboolean windowed;          /* on one screen, and not all of it */
  gulong monitors;            /* handler */
  guint place_source;
  WkPlaced own_place, audience_place;
  guint rescue_source;
  guint n_looks; /* since the windows were placed */
  GSimpleActionGroup *actions;
  GMenu *menu; /* of screens and colours */
  /* Weak: a window that is being closed has none any more. */
  GtkApplication *application;
  guint cookie; /* of what keeps the screen awake */
  WkPresentTyping typing;
  guint typing_source;
  gboolean quiet;       /* the digit was a colour as well */
  guint held;           /* hardware code of the key that is down, or 0 */
  guint pending;        /* presses forward that wait for a solution */
  gboolean pending_end; /* and End, pressed before them */
  guint pending_source;

  WkWait wait;
  guint wait_step;
  GHashTable *shown; /* exercise to Shown: see wk-present-ask.c */

  gint64 timer_start; /* monotonic, 0: stands */
  gint64 timer_sum;   /* of earlier runs */
  guint timer_source;
};

/* --- wk-present.c --- */

void wk_present_toggle_panel (WkPresent *self);
gboolean wk_present_is_panel_shown (WkPresent *self);
void wk_present_update_status (WkPresent *self);
void wk_present_set_blank (WkPresent *self, WkBlank blank);

/* --- wk-present-go.c --- */

/* At its question. */
void wk_present_go_to_exercise (WkPresent *self, guint i);
void wk_present_forward (WkPresent *self);
void wk_present_back (WkPresent *self);
void wk_present_last_step (WkPresent *self);
/* Steps forward have to wait: the solution is being worked out. */
gboolean wk_present_is_late (WkPresent *self);
/* It may be there now. */
void wk_present_make_up (WkPresent *self);
void wk_present_forget_pending (WkPresent *self);

/* --- wk-present-input.c --- */

/* A few words in the corner, for a while. */
void wk_present_say (WkPresent *self, const char *text);
void wk_present_watch_pointer (WkPresent *self);
/* A button or click that means @command; it uncovers first, as keys do. */
void wk_present_click (WkPresent *self, WkPresentCommand command);

/* --- wk-present-screens.c --- */

void wk_present_watch_screens (WkPresent *self);
void wk_present_unwatch_screens (WkPresent *self);
/* Puts the audience where it belongs. */
void wk_present_place (WkPresent *self);
/* The window has its own again. */
void wk_present_unplace (WkPresent *self);
void wk_present_close_windows (WkPresent *self);
/* The screen that is the audience's, where there are two. */
GdkMonitor *wk_present_get_monitor (WkPresent *self);
void wk_present_swap (WkPresent *self);
void wk_present_toggle_window (WkPresent *self);

/* --- wk-present-place.c --- */

/* Full screen on @monitor (NULL: where it is), or not; that is @placed from now on. */
void wk_present_put (GtkWindow *window,
                     WkPlaced *placed,
                     gboolean fullscreen,
                     GdkMonitor *monitor);
/* Sees to it that both windows come to where they were put. */
void wk_present_watch_places (WkPresent *self);
void wk_present_unwatch_places (WkPresent *self);

/* --- wk-present-actions.c --- */

void wk_present_add_actions (WkPresent *self);
/* Screens, colours and choices are now others. */
void wk_present_update_actions (WkPresent *self);

/* --- wk-present-ask.c --- */

void wk_present_ask_init (WkPresent *self);
void wk_present_ask_clear (WkPresent *self);
/* Whether going to @step shows nothing that would have to be confirmed; else what is
 * asked is told, and the same call again says yes. */
gboolean wk_present_may_go (WkPresent *self, WkWait wait, guint step);
/* Another key was pressed, another exercise shown. */
void wk_present_stop_waiting (WkPresent *self);
/* The figure has come to where it is: that needs no more confirming. */
void wk_present_note_shown (WkPresent *self);
/* Whether any step of that exercise was shown in this lecture. */
gboolean wk_present_was_shown (WkPresent *self, guint exercise);
/* How far playing goes by itself. */
void wk_present_limit_playing (WkPresent *self);

/* --- wk-present-timer.c --- */

void wk_present_timer_toggle (WkPresent *self);
void wk_present_timer_reset (WkPresent *self);
/* Where the timer is to be seen. */
void wk_present_timer_show (WkPresent *self);

G_END_DECLS
