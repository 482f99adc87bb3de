/* wk-session.h - one open deck and its current exercise
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canvas, presentation, answer panel and export observe the session, never each other.
 * The session knows no time: what animates sets positions.
 *
 * Properties: deck, exercise (index), position (double), n-steps (read-only), scene
 * (read-only), theme (WkThemeId), text-scale (WkTextScale), page-width (double),
 * language (pointer), playing (boolean), busy (read-only: a solution is being worked
 * out), params and solution (read-only, of the current exercise; either may be NULL),
 * seed (read-only), undo-name and redo-name (read-only, NULL where there is nothing to
 * undo). All notify, and only when they change; notify::scene means that the old scene
 * is stale. The new one is drawn when it is asked for.
 *
 * Signals: answers-changed (what is asked, typed, marked, hinted at or shown changed in
 * the current exercise), attempted (const WkAttempt *: an answer was marked).
 */
#pragma once

#include "render/wk-render.h"
#include "scene/wk-figure.h"
#include "session/wk-ink.h"

G_BEGIN_DECLS

#define WK_SESSION_ERROR (wk_session_error_quark ())
GQuark wk_session_error_quark (void);

typedef enum
{
  WK_SESSION_ERROR_NONE_OPEN,  /* no deck, or a deck without exercises */
  WK_SESSION_ERROR_BUSY,       /* the solution is still being worked out */
  WK_SESSION_ERROR_SOLVE,      /* the kind gave neither solution nor reason */
  WK_SESSION_ERROR_NO_NUMBERS, /* the kind draws none, or not from this seed */
} WkSessionError;

#define WK_TYPE_SESSION (wk_session_get_type ())
G_DECLARE_FINAL_TYPE (WkSession, wk_session, WK, SESSION, GObject)

/* @deck may be NULL. */
WkSession *wk_session_new (WkDeck *deck);

WkDeck *wk_session_get_deck (WkSession *session);
/* Starts anew: first exercise, its question, the deck's language. */
void wk_session_set_deck (WkSession *session, WkDeck *deck);
/* The same deck, changed on disk: exercise, position, numbers changed by hand, answers
 * and language stay as far as they still fit. */
void wk_session_replace_deck (WkSession *session, WkDeck *deck);
guint wk_session_get_exercise (WkSession *session);
/* Keeps each exercise's position: coming back shows it as it was left. An index beyond
 * the last is the last. */
void wk_session_set_exercise (WkSession *session, guint i);
/* The current exercise of the deck; NULL if there is none. */
const WkExercise *wk_session_get_current (WkSession *session);
double wk_session_get_position (WkSession *session);
/* Clamped to 0 and the number of steps. */
void wk_session_set_position (WkSession *session, double position);
/* The next whole position that way, from where the figure is: 1.4 goes to 2 or 1. */
double wk_session_get_stop (WkSession *session, int direction);
/* Goes there at once. TRUE if that changed anything. */
gboolean wk_session_step (WkSession *session, int direction);
guint wk_session_get_n_steps (WkSession *session);
/* Borrowed; valid until the next change. Never NULL: an exercise that cannot be solved
 * has a scene that says why. */
WkScene *wk_session_get_scene (WkSession *session);
WkSolution *wk_session_get_solution (WkSession *session); /* borrowed, or NULL */
const GError *wk_session_get_error (WkSession *session);  /* why there is none */
gboolean wk_session_is_busy (WkSession *session);

/* What was drawn over the figures of the open deck; borrowed, the same object as long
 * as the session lives. */
WkInk *wk_session_get_ink (WkSession *session);
/* Where its ink is now; the exercise's number is NULL if there is none. */
WkInkPlace wk_session_get_ink_place (WkSession *session);

WkParams *wk_session_get_params (WkSession *session);      /* borrowed, or NULL */
WkParams *wk_session_get_deck_params (WkSession *session); /* as the deck has them */
/**
 * wk_session_set_params:
 * @params: (transfer none): of the current exercise's kind
 *
 * What changed is changed in the other exercises of the group, too (those that take
 * their parameters from each other), where they had the same value before.
 *
 * Returns: %FALSE with @error, and nothing changed, if they do not fit the kind
 */
gboolean wk_session_set_params (WkSession *session, WkParams *params, GError **error);
/* One value, such as "layers[0].W[1][2]". */
gboolean wk_session_set_parameter (WkSession *session,
                                   const char *path,
                                   WkValue *value,
                                   GError **error);

/* --- changes that can be undone (wk-session-undo.c, wk-session-edit.c) --- */

/**
 * wk_session_change:
 * @params: (transfer none): of the current exercise's kind
 * @name: (nullable): what the step of undo is called, in the window's language: "Set
 * w₁₂ to 3"; NULL: told from what changed
 * @merge_key: (nullable): changes with the same key right after each other are one step
 *   of undo: a drag, the turns of a wheel, digits typed into one field. See
 *   wk_session_end_merge()
 *
 * wk_session_set_params() with a name. All changes of parameters can be undone, those
 * by the two functions above as well. Answers belong to the numbers they were given
 * for: a change takes them off (undo brings them back), unless only hidden parameters
 * changed, which are picks.
 *
 * Returns: %FALSE with @error, and nothing changed, if they do not fit the kind
 */
gboolean wk_session_change (WkSession *session,
                            WkParams *params,
                            const char *name,
                            const char *merge_key,
                            GError **error);
/* The next change starts a step of its own whatever its key: the key or button was let
 * go, the field left. */
void wk_session_end_merge (WkSession *session);
/**
 * wk_session_edit:
 * @item: (transfer none): of the scene; its id and what it edits count
 *
 * Asks the kind what @edit on @item means, and changes the parameters accordingly.
 * Steps (+, -, wheel) on the same item are one step of undo, and so are nudges. A
 * drag's way and line count from the press: call wk_session_begin_drag() first.
 *
 * Returns: %TRUE if the edit means something and fits; else %FALSE, with @error if
 * there is something to say
 */
gboolean wk_session_edit (WkSession *session,
                          const WkItem *item,
                          const WkEdit *edit,
                          GError **error);
/* Until wk_session_end_drag() all changes are one step of undo, and drags start from
 * the parameters there are now; what else is done goes on from where it has come to. */
void wk_session_begin_drag (WkSession *session);
/* @keep FALSE (Esc): as before the drag. */
void wk_session_end_drag (WkSession *session, gboolean keep);
gboolean wk_session_is_dragging (WkSession *session);

/* What the kind plays along a parameter ("Play Map"): so many places on, %G_MININT the
 * first. One step of undo. FALSE beyond the end, or if there is nothing to play. */
gboolean wk_session_can_walk (WkSession *session);
gboolean wk_session_walk (WkSession *session, int places);

/* Goes to the exercise that the step concerns. FALSE if there is nothing to undo. */
gboolean wk_session_undo (WkSession *session);
gboolean wk_session_redo (WkSession *session);
const char *wk_session_get_undo_name (WkSession *session); /* or NULL */
const char *wk_session_get_redo_name (WkSession *session);
/* Goes up with each step done, undone or redone, and never comes back: for autosave. */
guint wk_session_get_n_changes (WkSession *session);

/* --- fresh numbers (wk-session-numbers.c) --- */

/* Whether the current kind can draw numbers. */
gboolean wk_session_can_vary (WkSession *session);
/* Numbers drawn from @seed, any UTF-8 word; NULL: a fresh short one. The group's
 * exercises change together. One step of undo. */
gboolean wk_session_new_numbers (WkSession *session, const char *seed, GError **error);
/* Of the numbers there are: from the deck or the last draw, NULL if there is none or
 * they were changed by hand since. */
const char *wk_session_get_seed (WkSession *session);
/* TRUE if the numbers were drawn for a shape other than the deck's own: only shape and
 * activations are kept then, and the rules of the exam's part do not hold. */
gboolean wk_session_is_free_variant (WkSession *session);
/* The deck's own numbers, for the exercise and its group. One step of undo. */
gboolean wk_session_reset (WkSession *session, GError **error);
gboolean wk_session_is_deck_own (WkSession *session); /* nothing to reset */
/* A short readable word to draw from: "heron-42". (transfer full) */
char *wk_session_dup_fresh_seed (void);

/* --- answers (wk-session-answers.c) --- */

typedef struct
{
  const WkAnswer *answer; /* what is asked; borrowed from the solution */
  const char *typed;      /* NULL: nothing yet */
  WkVerdict verdict;      /* of what was typed; see @typed */
  const char *feedback;   /* running text with inline $...$, or NULL */
  guint n_hints;          /* shown, 0 to 3 */
  gboolean revealed;      /* its value was shown on request */
} WkAnswerState;

/* What is asked: the answers of the solution, in its order; 0 while there is none. */
guint wk_session_get_n_answers (WkSession *session);
/* FALSE if @i or @id is none of them. @state borrows until the next change. */
gboolean wk_session_get_answer_at (WkSession *session, guint i, WkAnswerState *state);
gboolean wk_session_get_answer (WkSession *session,
                                const char *id,
                                WkAnswerState *state);
/* The answer whose blank is in the scene item @item_id; NULL if there is none. */
const WkAnswer *wk_session_find_blank (WkSession *session, const char *item_id);
/* Its value must not show yet: not right, not revealed, and its step not done. */
gboolean wk_session_is_answer_open (WkSession *session, const char *id);
/* Marks @typed; "" or NULL takes the answer back. Can be undone. The same text again is
 * no attempt. FALSE if nothing with that id is asked. */
gboolean wk_session_set_answer (WkSession *session, const char *id, const char *typed);
/* One hint more, up to three. Returns its text (inline $...$), borrowed; NULL if there
 * is no further one. What was shown stays shown for these numbers, also after undo. */
const char *wk_session_show_hint (WkSession *session, const char *id);
/* Shows the value; @id NULL: of everything asked. */
void wk_session_reveal (WkSession *session, const char *id);
/* Everything asked for (but for values on the way) is right, or all points are ticked.
 */
gboolean wk_session_is_done (WkSession *session);

/* The checklist of a verbal part: the solution's points, else the deck's. At most 64.
 */
guint wk_session_get_n_points (WkSession *session);
const char *wk_session_get_point (WkSession *session, guint i);
/* What a full answer says shows only once it was asked for; stays so for these numbers.
 */
gboolean wk_session_are_points_shown (WkSession *session);
void wk_session_show_points (WkSession *session);
gboolean wk_session_get_tick (WkSession *session, guint i);
/* Can be undone. */
void wk_session_set_tick (WkSession *session, guint i, gboolean ticked);

/* What the signal attempted tells; all borrowed. */
typedef struct
{
  const char *deck;     /* id */
  const char *exercise; /* number */
  const char *answer;   /* id; "points" for the checklist */
  const char *symbol;   /* LaTeX subset, or NULL */
  const char *typed;    /* or NULL: revealed */
  WkVerdict verdict;    /* never unreadable */
  const char *slip;     /* the feedback of a slip, or NULL */
  guint n_hints;        /* used up to now */
  gboolean revealed;
  gboolean done;          /* with this the exercise is done */
  const char *seed;       /* of the numbers, or NULL */
  const char *parameters; /* one line of YAML */
  gint64 when;            /* seconds since 1970, UTC */
} WkAttempt;

/* --- to the clipboard and to files (wk-session-copy.c) --- */

/* A table for spreadsheets: name, tab, value (exact, decimal point), a line each;
 * parameters, then what is asked. @answers FALSE: parameters alone. (transfer full) */
char *wk_session_dup_values (WkSession *session, gboolean answers);
/* Plain LaTeX (amsmath at most) of the steps up to the current one; at the question, of
 * none: "". (transfer full) */
char *wk_session_dup_latex (WkSession *session);
/* The deck as YAML, with the numbers as they are now; @whole FALSE: only the current
 * exercise. What is drawn from a seed is written beside the seed. (transfer full) */
char *wk_session_dup_deck (WkSession *session, gboolean whole, GError **error);
/* Writes it beside and renames. Meant for a small file; blocks. */
gboolean wk_session_save_deck (WkSession *session,
                               const char *path,
                               gboolean whole,
                               GError **error);

/* --- look --- */

void wk_session_set_theme (WkSession *session, WkThemeId theme);
WkThemeId wk_session_get_theme (WkSession *session);
void wk_session_set_text_scale (WkSession *session, WkTextScale scale);
WkTextScale wk_session_get_text_scale (WkSession *session);
/* The page's width for 900 high, 1200 to 1600; tall: 900 x 1200. Other sizes become the
 * nearest of these. */
void wk_session_set_page (WkSession *session, double width, double height);
void wk_session_get_page (WkSession *session, double *width, double *height);
const WkLanguage *wk_session_get_language (WkSession *session);
/* Of the figure. NULL: the deck's. */
void wk_session_set_language (WkSession *session, const WkLanguage *language);
gboolean wk_session_get_playing (WkSession *session);
void wk_session_set_playing (WkSession *session, gboolean playing);

/**
 * wk_session_draw:
 * @changes: (nullable): position and text scale count as they are; a width, height or
 *   language of 0 and %NULL is the session's own; the texts are always the exercise's
 *
 * A scene of the current exercise at another position, page or scale: export, preview.
 *
 * Returns: (transfer full): the scene, or NULL where there is no solution
 */
WkScene *wk_session_draw (WkSession *session, const WkView *changes, GError **error);

G_END_DECLS
