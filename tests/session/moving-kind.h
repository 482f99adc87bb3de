/* moving-kind.h - a deck of one exercise whose figure is moved and drawn on
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plane with a place z on it, that moves; a pad with a pen, that is drawn on; a text
 * that does neither.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "scene/wk-scene.h"
#include "session/wk-session.h"

#define MOVING_PAIR(name, what_it_is, value)                                       \
  {                                                                                \
    .key = (name), .label = (name), .what = (what_it_is), .type = WK_PARAM_VECTOR, \
    .min = -2000, .max = 2000, .min_rows = 2, .max_rows = 2, .fallback = (value)   \
  }

static const WkParamSpec moving_specs[] = {
  MOVING_PAIR ("z", "A place on the plane.", "[300, 400]"),
  MOVING_PAIR ("pen", "A place on the pad.", "[5, 5]"),
  { .key = "ink",
    .label = "ink",
    .what = "How much was drawn.",
    .type = WK_PARAM_INTEGER,
    .min = 0,
    .max = 5000,
    .fallback = "0" },
  { NULL }
};

/* What the last edit said, its points copied. */
static WkEdit moving_edit;
static GArray *moving_points;
static guint n_moving_edits;

static inline WkParams *
moving_with_pair (WkParams *params, const char *key, double x, double y, GError **error)
{
  g_autoptr (WkValue) value = wk_value_new_vector ((double[]){ x, y }, 2);

  return wk_params_with (params, key, value, error);
}

static inline WkParams *
moving_with_ink (WkParams *params, double ink, GError **error)
{
  g_autoptr (WkValue) value = wk_value_new_number (ink);

  return wk_params_with (params, "ink", value, error);
}

static inline WkParams *
moving_do (const WkSolution *solution,
           const WkItem *item,
           const WkEdit *edit,
           GError **error)
{
  WkParams *params = wk_solution_get_params (solution);
  gboolean pad = strcmp (item->id, "pad") == 0;
  double at[2];

  n_moving_edits++;
  moving_edit = *edit;
  if (moving_points == NULL)
    moving_points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  g_array_set_size (moving_points, 0);
  if (edit->n_points > 0)
    g_array_append_vals (moving_points, edit->points, edit->n_points);
  wk_params_get_pair (params, pad ? "pen" : "z", at);
  if (edit->type == WK_EDIT_NUDGE)
    {
      g_autoptr (WkParams) moved =
          moving_with_pair (params, pad ? "pen" : "z", at[0] + edit->amount * edit->dx,
                            at[1] + edit->amount * edit->dy, error);

      if (moved == NULL || !edit->pressed)
        return g_steal_pointer (&moved);
      return moving_with_ink (moved, wk_params_get_number (params, "ink") + 1, error);
    }
  if (pad && edit->type == WK_EDIT_DRAG)
    return moving_with_ink (params, edit->n_points, error);
  if (!pad && edit->at_point &&
      (edit->type == WK_EDIT_DRAG || edit->type == WK_EDIT_PICK))
    return moving_with_pair (params, "z", edit->x, edit->y, error);
  return NULL;
}

static inline WkSolution *
moving_solve (WkParams *params,
              const WkLanguage *language,
              GCancellable *cancellable,
              GError **error)
{
  WkSolution *solution = wk_solution_new (params, language);

  wk_solution_take_step (solution, g_strdup ("A step."), g_strdup ("1=1"), "");
  return solution;
}

static inline void
moving_draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  WkItem *item = wk_scene_add_box (builder, "plane", WK_ROLE_INK,
                                   (WkRect){ 100, 200, 400, 400 }, 0);

  item->moves = TRUE;
  wk_item_set_spoken (item, "plane", NULL, "A place on it.", "z");
  item =
      wk_scene_add_box (builder, "pad", WK_ROLE_INK, (WkRect){ 600, 200, 400, 400 }, 0);
  item->strokes = TRUE;
  wk_item_set_spoken (item, "pad", NULL, NULL, "ink");
  item = wk_scene_add_text (builder, "still", WK_ROLE_INK, WK_TYPE_LABEL, 1100, 400,
                            WK_ANCHOR_START, WK_VALIGN_BASELINE, "still");
  wk_item_set_spoken (item, "still", NULL, NULL, NULL);
}

static const WkExerciseKind moving_kind = {
  .id = "moving",
  .title = "Moving",
  .topic = "Test",
  .summary = "Moves.",
  .specs = moving_specs,
  .solve = moving_solve,
  .draw = moving_draw,
  .edit = moving_do,
};

static inline WkSession *
open_moving (void)
{
  static const WkExerciseKind *const moving_kinds[] = { &moving_kind, NULL };
  static const char text[] =
      "deck: 1\nid: test\ntitle: Test\nlanguage: en\nexercises:\n"
      "  - {number: 1a, kind: moving, title: A, question: W?}\n"
      "  - {number: 1b, kind: moving, title: B, question: W?}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck =
      wk_deck_parse (text, strlen (text), "test", moving_kinds, NULL, &error);

  g_assert_no_error (error);
  return wk_session_new (deck);
}

static inline double
moving_get (WkSession *session, const char *key, guint axis)
{
  double pair[2];

  wk_params_get_pair (wk_session_get_params (session), key, pair);
  return pair[axis];
}
