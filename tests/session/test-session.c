/* test-session.c - the state behind the window: what changes what, and what tells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session-kinds.h"

static void
test_open (void)
{
  g_autoptr (WkSession) session = open_session ();

  g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 4);
  g_assert_cmpstr (wk_exercise_get_number (wk_session_get_current (session)), ==, "1a");
  g_assert_cmpstr (wk_scene_get_title (wk_session_get_scene (session)), ==, "1a First");
  g_assert_null (wk_session_get_error (session));
}

static void
test_nothing_open (void)
{
  g_autoptr (WkSession) session = wk_session_new (NULL);
  g_autoptr (WkDeck) deck = parse_deck (deck_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) one = wk_value_new_number (1);

  g_assert_null (wk_session_get_solution (session));
  g_assert_null (wk_session_get_current (session));
  g_assert_nonnull (wk_session_get_scene (session));
  wk_session_set_position (session, 3);
  wk_session_set_exercise (session, 2);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  g_assert_false (wk_session_step (session, 1));
  g_assert_null (wk_session_draw (session, NULL, &error));
  g_assert_error (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN);
  g_clear_error (&error);
  g_assert_false (wk_session_set_parameter (session, "n", one, &error));
  g_assert_error (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN);
  wk_session_set_deck (session, deck);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 4);
  wk_session_set_deck (session, NULL);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 0);
}

/* What has not changed is neither told nor drawn. */
static void
test_no_change_no_drawing (void)
{
  g_autoptr (WkSession) session = open_session ();
  guint scenes, positions, draws;
  WkScene *scene;

  scene = wk_session_get_scene (session);
  watch (session, "scene", &scenes);
  watch (session, "position", &positions);
  draws = n_draws;
  wk_session_set_position (session, 0);
  wk_session_set_position (session, -1);
  wk_session_set_position (session, (double) NAN);
  wk_session_set_exercise (session, 0);
  wk_session_set_page (session, 1600, 900);
  wk_session_set_text_scale (session, WK_TEXT_SCALE_1);
  wk_session_set_language (session, wk_language_get ("en"));
  wk_session_set_theme (session, WK_THEME_DARK);
  g_assert_cmpuint (scenes, ==, 0);
  g_assert_cmpuint (positions, ==, 0);
  g_assert_true (wk_session_get_scene (session) == scene);
  g_assert_cmpuint (n_draws, ==, draws);

  /* Five changes, one drawing. */
  for (int i = 1; i <= 5; i++)
    wk_session_set_position (session, i / 10.0);
  g_assert_cmpuint (positions, ==, 5);
  g_assert_cmpuint (scenes, ==, 5);
  wk_session_get_scene (session);
  wk_session_get_scene (session);
  g_assert_cmpuint (n_draws, ==, draws + 1);
}

static void
test_positions (void)
{
  g_autoptr (WkSession) session = open_session ();

  wk_session_set_position (session, 99);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 4);
  g_assert_false (wk_session_step (session, 1));
  wk_session_set_position (session, 1.4);
  g_assert_cmpfloat (wk_session_get_stop (session, 1), ==, 2);
  g_assert_cmpfloat (wk_session_get_stop (session, -1), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 1.4);
  g_assert_true (wk_session_step (session, 1));
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
  g_assert_true (wk_session_step (session, -1));
  g_assert_cmpfloat (wk_session_get_position (session), ==, 1);
  wk_session_set_position (session, 1.9999999);
  g_assert_cmpfloat (wk_session_get_stop (session, 1), ==, 3);
  wk_session_set_position (session, (double) INFINITY);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 4);
}

static void
test_each_keeps_its_position (void)
{
  g_autoptr (WkSession) session = open_session ();
  guint exercises;

  watch (session, "exercise", &exercises);
  wk_session_set_position (session, 3);
  wk_session_set_exercise (session, 2);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  wk_session_set_position (session, 5.5);
  wk_session_set_exercise (session, 0);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 3);
  wk_session_set_exercise (session, 2);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 5.5);
  g_assert_cmpuint (exercises, ==, 3);
}

static void
test_parameters (void)
{
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (GError) error = NULL;
  guint scenes, steps, positions;

  wk_session_set_position (session, 4);
  watch (session, "scene", &scenes);
  watch (session, "n-steps", &steps);
  watch (session, "position", &positions);
  g_assert_true (set_number (session, "n", 2, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 2);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
  g_assert_cmpuint (scenes, ==, 1);
  g_assert_cmpuint (steps, ==, 1);
  g_assert_cmpuint (positions, ==, 1);

  g_assert_true (set_number (session, "n", 2, &error));
  g_assert_cmpuint (scenes, ==, 1);
  g_assert_false (set_number (session, "n", 77, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (set_number (session, "none", 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (set_number (session, "w[0]", 13, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS);
  g_assert_cmpuint (scenes, ==, 1);
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (session), "n"), ==, 2);
}

static double
number_of (WkSession *session, guint exercise, const char *path)
{
  wk_session_set_exercise (session, exercise);
  return wk_params_get_number (wk_session_get_params (session), path);
}

/* 1b has 1a's weights and steps of its own; 2 looks the same and is none of theirs. */
static void
test_group (void)
{
  g_autoptr (WkSession) session = open_session ();

  g_assert_true (set_number (session, "w[1]", 7, NULL));
  g_assert_true (set_number (session, "n", 5, NULL));
  g_assert_cmpfloat (number_of (session, 1, "w[1]"), ==, 7);
  g_assert_cmpfloat (number_of (session, 1, "n"), ==, 2);
  g_assert_cmpfloat (number_of (session, 2, "w[1]"), ==, 2);
  wk_session_set_exercise (session, 1);
  g_assert_true (set_number (session, "w[0]", -1, NULL));
  g_assert_cmpfloat (number_of (session, 0, "w[0]"), ==, -1);
  g_assert_cmpfloat (number_of (session, 0, "w[1]"), ==, 7);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 5);
}

static void
test_errors_are_shown (void)
{
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (GError) error = NULL;

  wk_session_set_position (session, 2);
  g_assert_true (set_number (session, "n", 8, NULL));
  g_assert_null (wk_session_get_solution (session));
  g_assert_cmpstr (wk_session_get_error (session)->message, ==,
                   "Eight steps cannot be worked out.");
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 0);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  g_assert_cmpstr (wk_scene_get_description (wk_session_get_scene (session)), ==,
                   "Eight steps cannot be worked out.");
  g_assert_null (wk_session_draw (session, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Eight steps cannot be worked out.");

  g_assert_true (set_number (session, "n", 9, NULL));
  g_assert_nonnull (wk_session_get_error (session));
  g_assert_true (set_number (session, "n", 4, NULL));
  g_assert_null (wk_session_get_error (session));
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
}

static void
test_slow (void)
{
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (GError) error = NULL;
  guint scenes;

  g_mutex_lock (&slow_lock);
  wk_session_set_exercise (session, 3);
  g_assert_true (wk_session_is_busy (session));
  g_assert_null (wk_session_get_solution (session));
  g_assert_nonnull (wk_scene_find (wk_session_get_scene (session), "sheet-message-0"));
  g_assert_null (wk_session_draw (session, NULL, &error));
  g_assert_error (error, WK_SESSION_ERROR, WK_SESSION_ERROR_BUSY);
  wk_session_set_position (session, 2);
  watch (session, "scene", &scenes);
  g_mutex_unlock (&slow_lock);
  wait_until_done (session);
  g_assert_cmpuint (scenes, ==, 1);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 3);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);

  /* Solved once, kept. */
  wk_session_set_exercise (session, 0);
  wk_session_set_exercise (session, 3);
  g_assert_false (wk_session_is_busy (session));
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 3);
}

/* Three changes while the worker works: only the last is ever shown. */
static void
test_stale_results (void)
{
  g_autoptr (WkSession) session = open_session ();
  guint scenes;

  g_mutex_lock (&slow_lock);
  wk_session_set_exercise (session, 3);
  g_assert_true (set_number (session, "n", 5, NULL));
  g_assert_true (set_number (session, "n", 8, NULL));
  g_assert_true (set_number (session, "n", 7, NULL));
  watch (session, "scene", &scenes);
  g_mutex_unlock (&slow_lock);
  wait_until_done (session);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 7);
  g_assert_cmpuint (scenes, ==, 1);
  settle ();
  g_usleep (20000);
  settle ();
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 7);
  g_assert_cmpuint (scenes, ==, 1);
}

static void
test_session_goes_first (void)
{
  WkSession *session = open_session ();

  g_mutex_lock (&slow_lock);
  wk_session_set_exercise (session, 3);
  g_assert_finalize_object (session);
  g_mutex_unlock (&slow_lock);
  for (int i = 0; i < 20; i++)
    {
      settle ();
      g_usleep (2000);
    }
}

static void
test_language (void)
{
  g_autoptr (WkSession) session = open_session ();
  const WkLanguage *nb = wk_language_get ("nb");
  g_autoptr (WkScene) scene = NULL;
  WkView changes = { .position = 1, .language = nb };

  scene = wk_session_draw (session, &changes, NULL);
  g_assert_true (wk_scene_get_language (scene) == nb);
  g_assert_cmpstr (wk_scene_find (scene, "sheet-caption-0")->text.text, ==, "nb 0");
  g_assert_cmpstr (wk_language_get_tag (wk_session_get_language (session)), ==, "en");
  wk_session_set_language (session, nb);
  wk_session_set_position (session, 2);
  g_assert_cmpstr (
      wk_scene_find (wk_session_get_scene (session), "sheet-caption-0")->text.text, ==,
      "nb 1");
  wk_session_set_language (session, NULL);
  g_assert_cmpstr (wk_language_get_tag (wk_session_get_language (session)), ==, "en");
}

static void
test_page (void)
{
  static const struct
  {
    double width, height, page_width, page_height;
  } rows[] = {
    { 1920, 1080, 1600, 900 },  { 100, 100, 1200, 900 }, { 1333.4, 1000, 1333, 900 },
    { 700, 900, 900, 1200 },    { -1, -2, 1200, 900 },   { 1440, 900, 1440, 900 },
    { INFINITY, 1, 1440, 900 }, { 1, NAN, 1440, 900 },
  };
  g_autoptr (WkSession) session = open_session ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double width, height;

      wk_session_set_page (session, rows[i].width, rows[i].height);
      wk_session_get_page (session, &width, &height);
      g_assert_cmpfloat (width, ==, rows[i].page_width);
      g_assert_cmpfloat (height, ==, rows[i].page_height);
      g_assert_cmpfloat (wk_scene_get_width (wk_session_get_scene (session)), ==,
                         width);
    }
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/session/open", test_open);
  g_test_add_func ("/session/nothing-open", test_nothing_open);
  g_test_add_func ("/session/no-change-no-drawing", test_no_change_no_drawing);
  g_test_add_func ("/session/positions", test_positions);
  g_test_add_func ("/session/each-keeps-its-position", test_each_keeps_its_position);
  g_test_add_func ("/session/parameters", test_parameters);
  g_test_add_func ("/session/group", test_group);
  g_test_add_func ("/session/errors-are-shown", test_errors_are_shown);
  g_test_add_func ("/session/slow", test_slow);
  g_test_add_func ("/session/stale-results", test_stale_results);
  g_test_add_func ("/session/session-goes-first", test_session_goes_first);
  g_test_add_func ("/session/language", test_language);
  g_test_add_func ("/session/page", test_page);
  return g_test_run ();
}
