/* wk-state.h - what comes back when the program is started again
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small file: the open deck, each exercise as it was left, and how the window looked.
 * It is written by a worker, beside and renamed, some seconds after a change; so a
 * crash costs seconds. What is not understood in it is left out, and told in one
 * sentence.
 */
#pragma once

#include "session/wk-session.h"

G_BEGIN_DECLS

/* What the window keeps. A size of 0, a pane of -1 and a NULL are not known. */
typedef struct
{
  int width, height;
  gboolean maximized;
  int sidebar, panel; /* shown or not */
  char *theme;        /* of the figure: "follow" or a theme's name */
} WkWindowState;

/* How one presents. A NULL is not known. */
typedef struct
{
  char *theme;      /* on the projector: a theme's name; NULL: the figure's own */
  char *monitor;    /* for the audience, as wk_screens_name() has it */
  gboolean at_once; /* what is asked shows at the first press */
  guint pace;       /* milliseconds a step stands while playing; 0: not known */
} WkPresentState;

typedef struct _WkState WkState;

WkState *wk_state_new (void);
void wk_state_free (WkState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkState, wk_state_free)

/* Where it is kept: WORKINGS_STATEDIR, else the user's state folder. NULL if
 * WORKINGS_STATEDIR is empty: nothing is kept. (transfer full) */
char *wk_state_default_path (void);

/* Never NULL. No file is no trouble; @trouble: (out) (transfer full) (nullable): a
 * sentence for the user. What is no state file is renamed. Blocks on a small file. */
WkState *wk_state_load (const char *path, char **trouble);
WkState *wk_state_parse (const char *text, gsize length, GError **error);
char *wk_state_to_text (const WkState *state); /* (transfer full) */
gboolean wk_state_equal (const WkState *a, const WkState *b);

const WkWindowState *wk_state_get_window (const WkState *state);
void wk_state_set_window (WkState *state, const WkWindowState *window); /* copied */
const WkPresentState *wk_state_get_present (const WkState *state);
void wk_state_set_present (WkState *state, const WkPresentState *present); /* copied */
/* Instead of the session's own, which is the projector's during a lecture. */
void wk_state_set_text_scale (WkState *state, WkTextScale scale);
/* The path of the deck's file; NULL: the exam that comes with the program. */
const char *wk_state_get_deck (const WkState *state);
void wk_state_set_deck (WkState *state, const char *path);

/* Takes down exercise, numbers, seeds, answers, positions, text scale and language. */
void wk_state_store (WkState *state, WkSession *session);
/* Puts them into a session that has just got the deck. What does not fit the deck (it
 * was changed meanwhile) is left out. Nothing of it can be undone. */
void wk_state_restore (const WkState *state, WkSession *session);

/* --- keeping it --- */

#define WK_TYPE_STATE_KEEPER (wk_state_keeper_get_type ())
G_DECLARE_FINAL_TYPE (WkStateKeeper, wk_state_keeper, WK, STATE_KEEPER, GObject)

/* Called when it is time to save: fills in what only the window knows. */
typedef void (*WkStateFill) (WkState *state, gpointer user_data);

/* Saves to @path (NULL: never) a while after each change of @session, and when told. */
WkStateKeeper *wk_state_keeper_new (const char *path,
                                    WkSession *session,
                                    WkStateFill fill,
                                    gpointer user_data);
/* Something else changed: the window's size. */
void wk_state_keeper_touch (WkStateKeeper *keeper);
/* Saves now and waits until it is on disk; @fill is not called afterwards: the window
 * closes. */
void wk_state_keeper_close (WkStateKeeper *keeper);

G_END_DECLS
