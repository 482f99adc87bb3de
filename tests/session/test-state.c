/* test-state.c - what comes back after closing, and decks that are saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "exercises/wk-kinds.h"
#include "session-kinds.h"
#include "session/wk-deck-monitor.h"
#include "session/wk-state.h"

static WkSession *
open_exam (void)
{
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, NULL);

  return wk_session_new (deck);
}

static WkState *
read_back (const WkState *state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = wk_state_to_text (state);
  WkState *copy = wk_state_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return copy;
}

static void
test_round_trip (void)
{
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (WkSession) fresh = open_exam ();
  g_autoptr (WkState) state = wk_state_new ();
  g_autoptr (WkState) again = wk_state_new ();
  g_autoptr (WkState) copy = NULL;
  WkAnswerState answer;
  const WkWindowState window = {
    .width = 1000, .height = 700, .sidebar = 0, .panel = -1, .theme = (char *) "dark"
  };

  g_assert_true (wk_session_new_numbers (session, "blåbær [1]; x=\n", NULL));
  wk_session_set_answer (session, "yhat", "1/4 “?” \\ = ;#");
  wk_session_show_hint (session, "yhat");
  wk_session_reveal (session, "a1_1");
  wk_session_set_position (session, 2.5);
  wk_session_set_exercise (session, 1);
  wk_session_set_language (session, wk_language_get ("nb"));
  wk_session_set_text_scale (session, WK_TEXT_SCALE_PROJECTOR);
  wk_state_store (state, session);
  wk_state_set_window (state, &window);
  wk_state_set_deck (state, "/a/b c/ø.yaml");

  copy = read_back (state);
  g_assert_true (wk_state_equal (state, copy));
  g_assert_cmpint (wk_state_get_window (copy)->width, ==, 1000);
  g_assert_cmpint (wk_state_get_window (copy)->sidebar, ==, 0);
  g_assert_cmpint (wk_state_get_window (copy)->panel, ==, -1);
  g_assert_cmpstr (wk_state_get_window (copy)->theme, ==, "dark");
  g_assert_cmpstr (wk_state_get_deck (copy), ==, "/a/b c/ø.yaml");

  wk_state_restore (copy, fresh);
  g_assert_cmpuint (wk_session_get_exercise (fresh), ==, 1);
  g_assert_true (wk_session_get_language (fresh) == wk_language_get ("nb"));
  g_assert_cmpint (wk_session_get_text_scale (fresh), ==, WK_TEXT_SCALE_PROJECTOR);
  g_assert_null (wk_session_get_undo_name (fresh));
  wk_session_set_exercise (fresh, 0);
  wk_session_set_exercise (session, 0);
  g_assert_true (
      wk_params_equal (wk_session_get_params (fresh), wk_session_get_params (session)));
  g_assert_cmpstr (wk_session_get_seed (fresh), ==, wk_session_get_seed (session));
  g_assert_cmpfloat (wk_session_get_position (fresh), ==, 2.5);
  g_assert_true (wk_session_get_answer (fresh, "yhat", &answer));
  g_assert_cmpstr (answer.typed, ==, "1/4 “?” \\ = ;#");
  g_assert_cmpuint (answer.n_hints, ==, 1);
  g_assert_false (answer.revealed);
  g_assert_true (wk_session_get_answer (fresh, "a1_1", &answer));
  g_assert_true (answer.revealed);

  /* What was restored is stored as it was. */
  wk_session_set_exercise (fresh, 1);
  wk_state_store (again, fresh);
  wk_state_set_window (again, &window);
  wk_state_set_deck (again, "/a/b c/ø.yaml");
  g_assert_true (wk_state_equal (state, again));
}

/* Another deck, other kinds, values out of range, nonsense: left out. */
static void
test_garbage (void)
{
  static const char *const bad[] = {
    "", "garbage", "[state]\nversion=2\n", "\xff\xfe", "{\"json\": 1}",
  };
  static const char odd[] =
      "[state]\nversion=1\n[window]\nwidth=-3\nheight=99999999\nsidebar=7\ntheme=\n"
      "[session]\nid=test\nexercise=17z\nlanguage=tlh\ntext-scale=77\n"
      "[exercise 1a]\nparameters={n: 77, w: [1]}\nposition=nan\nanswers=[1\nhelp={sum: "
      "x}\n"
      "[exercise 2]\nparameters={n: 2}\nposition=1e300\nticks=-4\nanswers={sum: [1], "
      "nothing: \"3\"}\n[exercise 99]\nposition=3\n";
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WkState) state = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (wk_state_parse (bad[i], strlen (bad[i]), &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  state = wk_state_parse (odd, strlen (odd), &error);
  g_assert_no_error (error);
  g_assert_cmpint (wk_state_get_window (state)->width, ==, 0);
  g_assert_cmpint (wk_state_get_window (state)->sidebar, ==, -1);
  g_assert_null (wk_state_get_window (state)->theme);
  wk_state_restore (state, session);
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 4);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  wk_session_set_exercise (session, 2);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 2);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
}

/* Bytes of a real state turned over at random never do harm. */
static void
test_damage (void)
{
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (WkState) state = wk_state_new ();
  g_autofree char *text = NULL;
  gsize length;

  wk_session_new_numbers (session, "oak", NULL);
  wk_session_set_answer (session, "yhat", "36");
  wk_state_store (state, session);
  text = wk_state_to_text (state);
  length = strlen (text);
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *copy = g_memdup2 (text, length + 1);
      g_autoptr (WkState) damaged = NULL;

      for (int k = g_test_rand_int_range (1, 6); k > 0; k--)
        copy[g_test_rand_int_range (0, (int) length)] =
            (char) g_test_rand_int_range (1, 127);
      damaged = wk_state_parse (copy, length, NULL);
      if (damaged != NULL)
        wk_state_restore (damaged, session);
      g_assert_nonnull (wk_session_get_solution (session));
    }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("workings-state-XXXXXX", NULL);
  g_autofree char *sub = g_build_filename (folder, "sub", NULL);
  g_autofree char *path = g_build_filename (sub, "state.ini", NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autofree char *trouble = NULL;
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (WkStateKeeper) keeper = NULL;
  WkState *state = wk_state_load (path, &trouble);

  g_assert_null (trouble);
  wk_state_free (state);
  keeper = wk_state_keeper_new (path, session, NULL, NULL);
  wk_session_set_exercise (session, 1);
  /* By itself, without anyone asking. */
  for (int i = 0; i < 600 && !g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (50 * 1000);
    }
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  wk_session_set_position (session, 3);
  wk_state_keeper_close (keeper);
  {
    g_autoptr (WkSession) fresh = open_exam ();

    state = wk_state_load (path, &trouble);
    g_assert_null (trouble);
    wk_state_restore (state, fresh);
    wk_state_free (state);
    g_assert_cmpuint (wk_session_get_exercise (fresh), ==, 1);
    g_assert_cmpfloat (wk_session_get_position (fresh), ==, 3);
  }
  /* Garbage is told once and set aside. */
  g_assert_true (g_file_set_contents (path, "garbage", -1, NULL));
  wk_state_free (wk_state_load (path, &trouble));
  g_assert_nonnull (trouble);
  g_clear_pointer (&trouble, g_free);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  wk_state_free (wk_state_load (path, &trouble));
  g_assert_null (trouble);
  g_remove (aside);
  g_rmdir (sub);
  g_rmdir (folder);
}

/* --- decks --- */

static WkDeck *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkDeck *deck =
      wk_deck_parse (text, strlen (text), "saved", wk_exercise_kinds, NULL, &error);

  if (error != NULL)
    g_test_message ("%s\n%s", error->message, text);
  g_assert_no_error (error);
  return deck;
}

static void
assert_same_texts (const WkExercise *a, const WkExercise *b)
{
  const char *(*const texts[]) (const WkExercise *, const WkLanguage *) = {
    wk_exercise_get_title,  wk_exercise_get_question, wk_exercise_get_notes,
    wk_exercise_get_remark, wk_exercise_get_audience,
  };

  for (const char *const *tag = wk_language_list (); *tag != NULL; tag++)
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      g_assert_cmpstr (texts[i](a, wk_language_get (*tag)), ==,
                       texts[i](b, wk_language_get (*tag)));
}

/* Every figure is the same: parameters, texts and language are all it depends on. */
static void
test_save_deck (void)
{
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (GError) error = NULL;
  WkDeck *own = wk_session_get_deck (session);

  for (int round = 0; round < 3; round++)
    {
      g_autofree char *text = NULL;
      g_autoptr (WkDeck) deck = NULL;

      if (round == 1)
        g_assert_true (wk_session_new_numbers (session, "1e3", NULL));
      if (round == 2)
        g_assert_true (set_number (session, "x[0]", -1.5, NULL));
      text = wk_session_dup_deck (session, TRUE, &error);
      g_assert_no_error (error);
      deck = parse (text);
      g_assert_cmpstr (wk_deck_get_id (deck), ==, wk_deck_get_id (own));
      g_assert_cmpuint (wk_deck_get_n_exercises (deck), ==,
                        wk_deck_get_n_exercises (own));
      for (guint i = 0; i < wk_deck_get_n_exercises (own); i++)
        {
          const WkExercise *saved = wk_deck_get_exercise (deck, i);
          const WkExercise *original = wk_deck_get_exercise (own, i);

          wk_session_set_exercise (session, i);
          g_assert_true (wk_params_equal (wk_exercise_get_params (saved),
                                          wk_session_get_params (session)));
          g_assert_cmpstr (wk_exercise_get_seed (saved), ==,
                           wk_session_get_seed (session));
          g_assert_cmpuint (wk_exercise_get_generator (saved), ==,
                            wk_session_get_seed (session) != NULL ? WK_DECK_GENERATOR
                                                                  : 0);
          assert_same_texts (saved, original);
          /* What guards the answers stays with the deck's own numbers only. */
          if (!wk_params_equal (wk_exercise_get_params (saved),
                                wk_exercise_get_params (original)))
            g_assert_null (wk_exercise_get_check (saved));
          else
            g_assert_true (wk_exercise_get_check (original) == NULL ||
                           wk_value_equal (wk_exercise_get_check (saved),
                                           wk_exercise_get_check (original)));
        }
      wk_session_set_exercise (session, 0);
    }
}

static void
test_save_exercise (void)
{
  g_autoptr (WkSession) session = open_exam ();
  g_autofree char *text = NULL;
  g_autoptr (WkDeck) deck = NULL;

  wk_session_set_exercise (session, 1);
  text = wk_session_dup_deck (session, FALSE, NULL);
  deck = parse (text);
  g_assert_cmpuint (wk_deck_get_n_exercises (deck), ==, 1);
  g_assert_true (
      wk_params_equal (wk_exercise_get_params (wk_deck_get_exercise (deck, 0)),
                       wk_session_get_params (session)));
}

/* Words that YAML would take for something else, and texts of every shape. */
static void
test_odd_texts (void)
{
  static const char source[] =
      "deck: 1\nid: '7'\ntitle: 'true'\nexercises:\n"
      "  - {number: '1', kind: dense-forward, seed: '0x10', title: '1e3',\n"
      "     question: \"  two\\n\\n lines: # no\\n\", notes: '- [a] {b} & * ! | > % @ "
      "`',\n"
      "     remark: \"tab\\there\", points: {nb: ['~', 'null'], en: ['a: b', \"'\"]},\n"
      "     audience: \"\\u00e9\\U0001F600\"}\n"
      "  - {number: 2, kind: dense-forward, from: 1, title: 'Ja'}\n";
  g_autoptr (WkDeck) deck = parse (source);
  g_autofree char *text = wk_deck_to_yaml (deck, NULL, -1);
  g_autoptr (WkDeck) saved = parse (text);

  g_assert_cmpstr (wk_deck_get_id (saved), ==, "7");
  g_assert_cmpstr (wk_deck_get_title (saved, NULL), ==, "true");
  for (guint i = 0; i < 2; i++)
    {
      const WkExercise *a = wk_deck_get_exercise (deck, i);
      const WkExercise *b = wk_deck_get_exercise (saved, i);
      g_autofree const char **points = wk_exercise_dup_points (b, NULL);

      assert_same_texts (a, b);
      g_assert_cmpstr (wk_exercise_get_number (a), ==, wk_exercise_get_number (b));
      g_assert_cmpstr (wk_exercise_get_seed (b), ==, "0x10");
      g_assert_cmpstr (wk_exercise_get_from (a), ==, wk_exercise_get_from (b));
      if (i == 0)
        g_assert_cmpstr (points[0], ==, "a: b");
    }
}

static void
count_changed_cb (WkDeckMonitor *monitor, guint *count)
{
  ++*count;
}

/* Saved over itself and opened again: where one was is where one is. */
static void
test_replaced (void)
{
  g_autofree char *folder = g_dir_make_tmp ("workings-deck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deck.yaml", NULL);
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (WkDeckMonitor) monitor = NULL;
  g_autoptr (WkDeck) deck = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  g_assert_true (wk_session_save_deck (session, path, TRUE, &error));
  g_assert_no_error (error);
  monitor = wk_deck_monitor_new (path);
  g_signal_connect (monitor, "changed", G_CALLBACK (count_changed_cb), &n_changes);
  wk_session_set_exercise (session, 1);
  wk_session_set_position (session, 2);
  g_assert_true (set_number (session, "x[0]", 2, NULL));
  g_assert_true (wk_session_save_deck (session, path, TRUE, &error));
  for (int i = 0; i < 1000 && n_changes == 0; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (30 * 1000);
    }
  g_assert_cmpuint (n_changes, ==, 1);
  deck = wk_deck_load (path, wk_exercise_kinds, NULL, &error);
  g_assert_no_error (error);
  wk_session_replace_deck (session, deck);
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "x[0]"), ==,
                     2);
  g_assert_true (wk_session_is_deck_own (session));

  g_assert_false (wk_session_save_deck (session, folder, TRUE, &error));
  g_assert_nonnull (error);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_copy (void)
{
  g_autoptr (WkSession) session = open_exam ();
  g_autofree char *values = wk_session_dup_values (session, TRUE);
  g_autofree char *bare = wk_session_dup_values (session, FALSE);
  g_autofree char *none = wk_session_dup_latex (session);
  g_autofree char *latex = NULL;

  g_assert_cmpstr (bare, ==,
                   "x\t1\t3\n"
                   "layers[0].W\t2\t1\t3\n\t2\t-1\t1\n"
                   "layers[0].b\t1\t0\t-1\n"
                   "layers[0].g\tidentity\n"
                   "layers[0].slope\t0.01\n"
                   "layers[1].W\t3\n\t1\n\t2\n"
                   "layers[1].b\t1\n"
                   "layers[1].g\tidentity\n"
                   "layers[1].slope\t0.01\n"
                   "y\t32\n");
  g_assert_true (g_str_has_prefix (values, bare));
  g_assert_cmpstr (values + strlen (bare), ==,
                   "a1_1\t9\na1_2\t-2\na1_3\t5\nyhat\t36\n");
  g_assert_cmpstr (none, ==, "");
  wk_session_set_position (session, 1);
  latex = wk_session_dup_latex (session);
  g_assert_true (g_str_has_prefix (latex, "\\[ "));
  g_assert_nonnull (strstr (latex, "9"));
  g_assert_null (strstr (latex, "focus"));
}

/* What one chose for lectures comes back; the projector's text scale does not. */
static void
test_present (void)
{
  static const char odd[] =
      "[state]\nversion=1\n[present]\ntheme=\nmonitor=\nat-once=7\npace=-4\n";
  const WkPresentState chosen = {
    .theme = (char *) "light",
    .monitor = (char *) "HDMI-1|ACME; [1]|P=300 ø",
    .at_once = TRUE,
    .pace = 3000,
  };
  g_autoptr (WkSession) session = open_exam ();
  g_autoptr (WkSession) fresh = open_exam ();
  g_autoptr (WkState) state = wk_state_new ();
  g_autoptr (WkState) copy = NULL;
  g_autoptr (WkState) other = NULL;
  const WkPresentState *back;

  g_assert_null (wk_state_get_present (state)->monitor);
  wk_session_set_text_scale (session, WK_TEXT_SCALE_PROJECTOR);
  wk_state_store (state, session);
  wk_state_set_present (state, &chosen);
  wk_state_set_text_scale (state, WK_TEXT_SCALE_1);
  copy = read_back (state);
  back = wk_state_get_present (copy);
  g_assert_cmpstr (back->theme, ==, chosen.theme);
  g_assert_cmpstr (back->monitor, ==, chosen.monitor);
  g_assert_true (back->at_once);
  g_assert_cmpuint (back->pace, ==, 3000);
  wk_state_restore (copy, fresh);
  g_assert_cmpint (wk_session_get_text_scale (fresh), ==, WK_TEXT_SCALE_1);

  other = wk_state_parse (odd, strlen (odd), NULL);
  g_assert_nonnull (other);
  back = wk_state_get_present (other);
  g_assert_null (back->theme);
  g_assert_null (back->monitor);
  g_assert_false (back->at_once);
  g_assert_cmpuint (back->pace, ==, 0);
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/session/state/round-trip", test_round_trip);
  g_test_add_func ("/session/state/present", test_present);
  g_test_add_func ("/session/state/garbage", test_garbage);
  g_test_add_func ("/session/state/damage", test_damage);
  g_test_add_func ("/session/state/files", test_files);
  g_test_add_func ("/session/save/deck", test_save_deck);
  g_test_add_func ("/session/save/exercise", test_save_exercise);
  g_test_add_func ("/session/save/odd-texts", test_odd_texts);
  g_test_add_func ("/session/save/replaced", test_replaced);
  g_test_add_func ("/session/copy", test_copy);
  return g_test_run ();
}
