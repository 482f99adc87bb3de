/* test-walk.c - thousands of actions in any order, and what holds after each
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "session-kinds.h"

static void
act (WkSession *session, GRand *rand)
{
  /* Of the test's deck, and of the exam's networks; others are refused. */
  static const char *const paths[] = { "w[0]", "w[2]", "x[0]", "layers[0].W[1][2]",
                                       "layers[1].b[0]" };
  int what = g_rand_int_range (rand, 0, 12);
  double number = g_rand_double_range (rand, -3, 12);

  switch (what)
    {
    case 0:
      wk_session_set_exercise (session, (guint) g_rand_int_range (rand, 0, 7));
      break;
    case 1:
      wk_session_set_position (session, number);
      break;
    case 2:
    case 3:
    case 4:
      wk_session_step (session, g_rand_boolean (rand) ? 1 : -1);
      break;
    case 5:
      set_number (session, "n", floor (number), NULL);
      break;
    case 6:
      set_number (session, paths[g_rand_int_range (rand, 0, G_N_ELEMENTS (paths))],
                  number, NULL);
      break;
    case 7:
      wk_session_set_page (session, g_rand_double_range (rand, 500, 2000), 900);
      break;
    case 8:
      wk_session_set_text_scale (
          session, g_rand_boolean (rand) ? WK_TEXT_SCALE_1 : WK_TEXT_SCALE_PROJECTOR);
      break;
    case 9:
      wk_session_set_language (session,
                               wk_language_get (g_rand_boolean (rand) ? "en" : "nb"));
      break;
    case 10:
      wk_session_set_playing (session, g_rand_boolean (rand));
      break;
    default:
      settle ();
      break;
    }
}

static void
walk (WkSession *session, int n_actions)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20180611);
  guint scenes, told = 0;
  g_autoptr (WkScene) seen = NULL;

  watch (session, "scene", &scenes);
  for (int i = 0; i < n_actions; i++)
    {
      double position;

      act (session, rand);
      position = wk_session_get_position (session);
      g_assert_cmpuint (wk_session_get_exercise (session), <,
                        wk_deck_get_n_exercises (wk_session_get_deck (session)));
      g_assert_cmpfloat (position, >=, 0);
      g_assert_cmpfloat (position, <=, wk_session_get_n_steps (session));
      g_assert_true (wk_session_get_error (session) == NULL ||
                     wk_session_get_solution (session) == NULL);
      /* The scene is another one exactly when that was told. */
      if (i % 7 == 0)
        {
          WkScene *scene = wk_session_get_scene (session);

          g_assert_nonnull (scene);
          if (seen != NULL)
            g_assert_cmpint (scene == seen, ==, scenes == told);
          g_clear_pointer (&seen, wk_scene_unref);
          seen = wk_scene_ref (scene);
          told = scenes;
          g_assert_true (wk_scene_get_language (seen) ==
                         wk_session_get_language (session));
        }
    }
  wait_until_done (session);
}

static void
test_own_deck (void)
{
  g_autoptr (WkSession) session = open_session ();

  walk (session, 10000);
}

static void
test_exam (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  g_autoptr (WkSession) session = NULL;

  g_assert_no_error (error);
  session = wk_session_new (deck);
  walk (session, 2000);
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/session/walk/own-deck", test_own_deck);
  g_test_add_func ("/session/walk/exam", test_exam);
  return g_test_run ();
}
