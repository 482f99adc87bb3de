/* test-moves.c - nudges, ways and lines as steps of undo
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "moving-kind.h"
#include "render/wk-fonts.h"

static void
do_edit (WkSession *session, const char *id, WkEdit edit)
{
  const WkItem *item = wk_scene_find (wk_session_get_scene (session), id);

  g_assert_true (wk_session_edit (session, item, &edit, NULL));
}

static void
do_nudge (WkSession *session, const char *id, double dx, double dy)
{
  do_edit (session, id,
           (WkEdit){ .type = WK_EDIT_NUDGE, .amount = 1, .dx = dx, .dy = dy });
}

/* One after the other they are one step; what was done between ends it. */
static void
test_nudges (void)
{
  g_autoptr (WkSession) session = open_moving ();

  for (guint i = 0; i < 5; i++)
    do_nudge (session, "plane", 1, 0);
  do_nudge (session, "plane", 0, -1);
  g_assert_cmpfloat (moving_get (session, "z", 0), ==, 305);
  g_assert_cmpfloat (moving_get (session, "z", 1), ==, 399);
  do_nudge (session, "pad", 1, 1);
  do_nudge (session, "plane", 1, 0);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (moving_get (session, "z", 0), ==, 305);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (moving_get (session, "pen", 0), ==, 5);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (moving_get (session, "z", 0), ==, 300);
  g_assert_cmpfloat (moving_get (session, "z", 1), ==, 400);
  g_assert_null (wk_session_get_undo_name (session));
}

/* Held, they go on from each other, and leave as one. */
static void
test_held (void)
{
  g_autoptr (WkSession) session = open_moving ();

  for (guint keep = 0; keep < 2; keep++)
    {
      wk_session_begin_drag (session);
      g_assert_true (wk_session_is_dragging (session));
      for (guint i = 0; i < 3; i++)
        do_nudge (session, "plane", 1, 1);
      g_assert_cmpfloat (moving_get (session, "z", 0), ==, 303);
      wk_session_end_drag (session, keep == 1);
      g_assert_false (wk_session_is_dragging (session));
      g_assert_cmpfloat (moving_get (session, "z", 0), ==, keep == 1 ? 303 : 300);
    }
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (moving_get (session, "z", 0), ==, 300);
  g_assert_null (wk_session_get_undo_name (session));
}

/* A line is told anew each time, and drawn anew from what there was at the press. */
static void
test_line (void)
{
  g_autoptr (WkSession) session = open_moving ();
  const WkPoint line[] = { { 610, 210 }, { 620, 215 }, { 630, 240 } };

  do_edit (session, "pad",
           (WkEdit){ .type = WK_EDIT_NUDGE, .amount = 1, .dx = 1, .pressed = TRUE });
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Draw on pad");
  wk_session_begin_drag (session);
  for (guint n = 1; n <= 3; n++)
    do_edit (session, "pad",
             (WkEdit){ .type = WK_EDIT_DRAG, .points = line, .n_points = n });
  wk_session_end_drag (session, TRUE);
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "ink"), ==,
                     3);
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Draw on pad");
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "ink"), ==,
                     1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  wk_fonts_init (&error);
  g_assert_no_error (error);
  g_test_add_func ("/moves/nudges", test_nudges);
  g_test_add_func ("/moves/held", test_held);
  g_test_add_func ("/moves/line", test_line);
  return g_test_run ();
}
