/* test-session.c - the state behind the window: what changes what, and what tells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "render/wk-fonts.h"
#include "session/wk-session.h"

/* --- kinds of the test's own --- */

static const WkParamSpec sum_specs[] = { { .key = "n",
                                           .label = "steps",
                                           .what = "How many steps.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 0,
                                           .max = 9,
                                           .fallback = "3" },
                                         { .key = "w",
                                           .label = "weights",
                                           .what = "What is added.",
                                           .type = WK_PARAM_VECTOR,
                                           .min = -99,
                                           .max = 99,
                                           .min_rows = 1,
                                           .max_rows = 4,
                                           .fallback = "[1, 2]" },
                                         { NULL } };

static guint n_draws;
static guint n_solves;
static GMutex slow_lock; /* held: slow solves wait */

static WkSolution *
solve_sum (WkParams *params,
           const WkLanguage *language,
           GCancellable *cancellable,
           GError **error)
{
  WkSolution *solution;
  int n = wk_params_get_int (params, "n");

  g_atomic_int_inc (&n_solves);
  if (n == 8)
    {
      g_set_error_literal (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
                           "Eight steps cannot be worked out.");
      return NULL;
    }
  if (n == 9)
    return NULL;
  solution = wk_solution_new (params, language);
  for (int i = 0; i < n; i++)
    wk_solution_take_step (solution,
                           g_strdup_printf ("%s %d", wk_language_get_tag (language), i),
                           g_strdup ("1+1=2"), "");
  return solution;
}

static WkSolution *
solve_slowly (WkParams *params,
              const WkLanguage *language,
              GCancellable *cancellable,
              GError **error)
{
  g_mutex_lock (&slow_lock);
  g_mutex_unlock (&slow_lock);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return solve_sum (params, language, cancellable, error);
}

static void
draw_sum (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  n_draws++;
  wk_scene_add_text (builder, "w0", WK_ROLE_INK, WK_TYPE_LABEL, 200, 200,
                     WK_ANCHOR_START, WK_VALIGN_BASELINE, "w");
}

static gboolean
check_sum (const WkParams *params, GError **error)
{
  if (wk_params_get_number (params, "w[0]") != 13)
    return TRUE;
  wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "w", "13 brings bad luck");
  return FALSE;
}

static const WkExerciseKind quick = {
  .id = "sum",
  .title = "Sum",
  .topic = "Test",
  .summary = "Adds.",
  .specs = sum_specs,
  .check = check_sum,
  .solve = solve_sum,
  .draw = draw_sum,
};

static const WkExerciseKind slow = {
  .id = "slow-sum",
  .title = "Slow sum",
  .topic = "Test",
  .summary = "Adds, slowly.",
  .specs = sum_specs,
  .solve = solve_slowly,
  .draw = draw_sum,
  .flags = WK_KIND_SLOW,
};

static const WkExerciseKind *const kinds[] = { &quick, &slow, NULL };

static const char deck_text[] =
    "deck: 1\n"
    "id: test\n"
    "title: Test\n"
    "language: en\n"
    "exercises:\n"
    "  - {number: 1a, kind: sum, title: First, question: What?,\n"
    "     parameters: {n: 4, w: [1, 2, 3]}}\n"
    "  - {number: 1b, kind: sum, title: Second, question: What?, from: 1a,\n"
    "     parameters: {n: 2}}\n"
    "  - {number: 2, kind: sum, title: Alone, question: What?,\n"
    "     parameters: {n: 6, w: [1, 2, 3]}}\n"
    "  - {number: 3, kind: slow-sum, title: Slow, question: What?}\n";

static WkDeck *
parse_deck (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkDeck *deck = wk_deck_parse (text, strlen (text), "test", kinds, NULL, &error);

  g_assert_no_error (error);
  return deck;
}

static WkSession *
open_session (void)
{
  g_autoptr (WkDeck) deck = parse_deck (deck_text);

  return wk_session_new (deck);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer count)
{
  ++*(guint *) count;
}

static void
watch (WkSession *session, const char *property, guint *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = 0;
  g_signal_connect (session, signal, G_CALLBACK (count_cb), count);
}

static void
wait_until_done (WkSession *session)
{
  while (wk_session_is_busy (session))
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- tests --- */

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

static gboolean
set_number (WkSession *session, const char *path, double number, GError **error)
{
  g_autoptr (WkValue) value = wk_value_new_number (number);

  return wk_session_set_parameter (session, path, value, error);
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

/* --- anything, in any order --- */

static void
act (WkSession *session, GRand *rand)
{
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
      set_number (session, g_rand_boolean (rand) ? "w[0]" : "w[2]", number, NULL);
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
test_random_walk (void)
{
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20180611);
  guint scenes, told = 0;
  g_autoptr (WkScene) seen = NULL;

  watch (session, "scene", &scenes);
  for (int i = 0; i < 10000; i++)
    {
      double position;

      act (session, rand);
      position = wk_session_get_position (session);
      g_assert_cmpuint (wk_session_get_exercise (session), <, 4);
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
  g_test_add_func ("/session/random-walk", test_random_walk);
  return g_test_run ();
}
