/* test-dumps.c - figures of chapter 1 as plain text, against files that were looked at
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With a measure that has no fonts, so the files are the same everywhere. After a
 * change that is meant, WORKINGS_NEW_GOLDEN=1 takes over what is drawn: look at the
 * difference.
 */
#include "config.h"

#include <string.h>

#include "exercises/wk-kinds.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

static char *
dump (const char *number, guint step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  const WkLanguage *language = wk_language_get ("en");
  const WkExercise *exercise;
  const WkExerciseKind *kind;
  g_autoptr (WkSolution) solution = NULL;
  g_autoptr (WkScene) scene = NULL;
  WkView view = { .position = step,
                  .width = 1600,
                  .height = 900,
                  .language = language,
                  .measure = &fixed_measure };

  g_assert_no_error (error);
  exercise = wk_deck_get_exercise (deck, (guint) wk_deck_find (deck, number));
  kind = wk_exercise_get_kind (exercise);
  solution = kind->solve (wk_exercise_get_params (exercise), language, NULL, &error);
  g_assert_no_error (error);
  wk_view_set_exercise (&view, exercise);
  scene = wk_figure_draw (kind, solution, &view);
  return wk_scene_dump (scene);
}

/* Tells the first line that differs. */
static void
compare (const char *name, const char *wanted, const char *found)
{
  g_auto (GStrv) a = g_strsplit (wanted, "\n", -1);
  g_auto (GStrv) b = g_strsplit (found, "\n", -1);

  for (guint i = 0; a[i] != NULL || b[i] != NULL; i++)
    if (g_strcmp0 (a[i], b[i]) != 0)
      g_error ("%s, line %u: found “%s”, expected “%s”", name, i + 1,
               b[i] != NULL ? b[i] : "the end", a[i] != NULL ? a[i] : "the end");
}

static void
check (const char *number, guint step)
{
  g_autofree char *name = g_strdup_printf ("%s-%u.txt", number, step);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autofree char *found = dump (number, step);
  g_autofree char *wanted = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("WORKINGS_NEW_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, found, -1, NULL));
  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  compare (name, wanted, found);
}

static void
test_backward (void)
{
  check ("1c", 0);
  check ("1c", 5);
  check ("1c", 6);
}

static void
test_step (void)
{
  check ("1d", 0);
  check ("1d", 5);
  check ("1d", 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dumps/1c", test_backward);
  g_test_add_func ("/dumps/1d", test_step);
  return g_test_run ();
}
