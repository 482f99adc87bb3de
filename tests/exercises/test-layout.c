/* test-layout.c - no figure of any kind has a text that overlaps, is cut, small or pale
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds x parameters (the exam's, fresh numbers, the whole range of the specs) x steps
 * x pages x text scales x themes x languages. The product is sampled with a fixed seed;
 * `-m thorough` (the suite "exhaustive") takes more of it.
 */
#include "config.h"

#include <string.h>

#include "exercises/hard-params.h"
#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"
#include "model/wk-yaml.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

typedef struct
{
  WkPage page;
  WkTextScale scale;
} Sheet;

static const Sheet sheets[] = {
  { WK_PAGE_16_9, WK_TEXT_SCALE_1 },  { WK_PAGE_16_9, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_16_10, WK_TEXT_SCALE_1 }, { WK_PAGE_16_10, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_4_3, WK_TEXT_SCALE_1 },   { WK_PAGE_4_3, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_TALL, WK_TEXT_SCALE_1 },
};

static const char *const languages[] = { "en", "nb" };

static const char *const titles[] = {
  "Network output",
  "Network output of a rather long name, such as a careful lecturer writes when the "
  "exercise is one of many that look alike",
};

/* More findings than this need no words. */
#define MAX_TOLD 60

static guint n_checks, n_findings;

static void
check (const WkExerciseKind *kind,
       WkSolution *solution,
       const char *what,
       const char *title,
       double position,
       Sheet sheet,
       WkThemeId theme)
{
  WkView view = {
    .position = position,
    .text_scale = sheet.scale,
    .language = wk_solution_get_language (solution),
    .measure = wk_render_get_measure (),
    .number = "12b",
    .title = title,
    .question = "The network below has two inputs, one hidden layer of three nodes and "
                "one output. Compute $\\hat y$ when both layers use the identity.",
  };
  g_autoptr (WkScene) scene = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  wk_page_size (sheet.page, &view.width, &view.height);
  scene = wk_figure_draw (kind, solution, &view);
  findings = wk_layout_check (scene, theme);
  n_checks++;
  for (guint i = 0; i < findings->len && n_findings < MAX_TOLD; i++)
    {
      g_autofree char *text = wk_finding_to_text (findings->pdata[i]);

      g_test_message ("%s, %s, position %g, page %s, text %s, theme %s, %s%s: %s",
                      kind->id, what, position, wk_page_name (sheet.page),
                      sheet.scale == WK_TEXT_SCALE_PROJECTOR ? "1.4" : "1",
                      wk_theme_name (theme), wk_language_get_tag (view.language),
                      title == titles[0] ? "" : ", long title", text);
    }
  n_findings += findings->len;
  if (findings->len > 0)
    g_test_fail ();
}

static WkSolution *
solve (const WkExerciseKind *kind, WkValue *values, guint language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_kind_params (kind, values, NULL, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = kind->solve (params, wk_language_get (languages[language]), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

/* --- the exam, and each kind's default: everything --- */

static void
check_all (const WkExerciseKind *kind, WkValue *values, const char *what)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr (WkSolution) solution = solve (kind, values, l);

      for (guint step = 0; step <= wk_solution_get_n_steps (solution); step++)
        for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
          for (WkThemeId theme = 0; theme < WK_N_THEMES; theme++)
            check (kind, solution, what, titles[s % 2], step, sheets[s], theme);
    }
}

static void
test_exam (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);
      WkParams *params = wk_exercise_get_params (exercise);

      check_all (wk_exercise_get_kind (exercise), wk_params_get_values (params),
                 wk_exercise_get_number (exercise));
    }
}

/* --- fresh numbers --- */

/* Every step on every sheet, theme and language in turn. */
static void
check_in_turn (const WkExerciseKind *kind, WkValue *values, const char *what)
{
  WkSolution *solutions[G_N_ELEMENTS (languages)];
  guint n_steps;

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    solutions[l] = solve (kind, values, l);
  n_steps = wk_solution_get_n_steps (solutions[0]);
  for (guint step = 0; step <= n_steps; step++)
    for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
      check (kind, solutions[n_checks % 2], what, titles[n_checks / 2 % 2], step,
             sheets[s], n_checks / 3 % WK_N_THEMES);
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    wk_solution_unref (solutions[l]);
}

static void
test_fresh (void)
{
  guint n_seeds = g_test_thorough () ? 200 : 20;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);
      const WkExerciseKind *kind = wk_exercise_get_kind (exercise);

      for (guint seed = 0; seed < n_seeds && kind->vary != NULL; seed++)
        {
          g_autofree char *word = g_strdup_printf ("%u", seed);
          g_autofree char *what =
              g_strdup_printf ("%s seed %u", wk_exercise_get_number (exercise), seed);
          g_autoptr (WkValue) values =
              kind->vary (word, wk_exercise_get_params (exercise), &error);

          g_assert_no_error (error);
          check_in_turn (kind, values, what);
        }
    }
}

/* --- the whole range of the specs ---
 *
 * Each draw has a seed of its own, so that what one kind draws does not change what the
 * next one does, and a finding can be looked at again alone:
 * WORKINGS_LAYOUT_DRAWS="receptive-field 250 1" takes one draw, the 250th of that kind;
 * "receptive-field 3000 20000" looks further than the suite does.
 */

typedef struct
{
  char *kind; /* NULL: every kind */
  guint first, n;
} Draws;

static Draws
read_draws (void)
{
  const char *text = g_getenv ("WORKINGS_LAYOUT_DRAWS");
  Draws draws = { .n = g_test_thorough () ? 3000 : 300 };
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return draws;
  words = g_strsplit (text, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  draws.kind = g_strdup (words[0]);
  draws.first = (guint) g_ascii_strtoull (words[1], NULL, 10);
  draws.n = (guint) g_ascii_strtoull (words[2], NULL, 10);
  return draws;
}

static void
check_some (const WkExerciseKind *kind,
            WkValue *values,
            const char *what,
            GRand *random)
{
  g_autoptr (WkSolution) solution =
      solve (kind, values, (guint) g_rand_int_range (random, 0, 2));
  guint n_steps = wk_solution_get_n_steps (solution);

  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    {
      double position = g_rand_int_range (random, 0, (int) n_steps + 1);

      check (kind, solution, what, titles[g_rand_int_range (random, 0, 2)], position,
             sheets[s], (WkThemeId) g_rand_int_range (random, 0, WK_N_THEMES));
    }
}

/* What cannot be, and is refused in one sentence, is drawn anew; few draws are. */
static WkValue *
make_possible (const WkExerciseKind *kind, GRand *random, guint *n_allowed)
{
  while (TRUE)
    {
      g_autoptr (WkValue) values = hard_params_make (kind->id, random);
      g_autoptr (WkParams) params = NULL;
      g_autoptr (GError) error = NULL;

      if (values != NULL)
        params = wk_kind_params (kind, values, NULL, &error);
      if (values == NULL || params != NULL)
        return g_steal_pointer (&values);
      g_assert_cmpuint ((*n_allowed)--, >, 0);
    }
}

static void
check_draw (const WkExerciseKind *kind, guint draw, guint *n_allowed)
{
  const guint32 seed[] = { 20180611, g_str_hash (kind->id), draw };
  g_autoptr (GRand) random = g_rand_new_with_seed_array (seed, G_N_ELEMENTS (seed));
  g_autoptr (WkValue) values = make_possible (kind, random, n_allowed);
  g_autofree char *what = g_strdup_printf ("draw %u", draw);
  guint n_before = n_findings;

  g_assert_nonnull (values);
  check_some (kind, values, what, random);
  if (n_findings > n_before && (n_before == 0 || g_test_verbose ()))
    {
      g_autofree char *text = wk_value_to_text (values);

      g_test_message ("%s: %s", what, text);
    }
}

static void
test_hard (void)
{
  Draws draws = read_draws ();

  for (guint k = 0; wk_exercise_kinds[k] != NULL; k++)
    {
      const WkExerciseKind *kind = wk_exercise_kinds[k];
      guint n_allowed = 10 + draws.n / 50;

      if (draws.kind != NULL && !g_str_equal (draws.kind, kind->id))
        continue;
      for (guint i = 0; i < draws.n; i++)
        check_draw (kind, draws.first + i, &n_allowed);
    }
  g_free (draws.kind);
}

/* A kind without an exercise in the exam yet is looked at as it comes. */
static void
test_defaults (void)
{
  for (guint k = 0; wk_exercise_kinds[k] != NULL; k++)
    check_all (wk_exercise_kinds[k], NULL, "default");
}

/* --- what was wrong once --- */

#define STRIDED "{kernel: [5, 4], stride: [3, 3]}"
#define DILATED "{kernel: [11, 9], dilation: [4, 4]}"

static const struct
{
  const char *kind, *params;
} cases[] = {
  /* An answer in the digits of formulas that is not as texts write it. */
  { "convolution",
    "{image: [[12.5, -9999, 12.5], [0.0625, -9999, 1e-06], [9999, 7, 9999]],"
    " kernel: [[-9999, 0.0625, -9999], [9999, 9999, 0], [0.0625, -9999, 12.5]],"
    " origin: [0, 1], pixel: [0, 0], padding: none, stride: [1, 3],"
    " mode: cross-correlation}" },
  /* Weights of nodes that are not shown. */
  { "dense-backward",
    "{x: [-2], layers: [{W: [[-2, 1, 2, 2, -3]], b: [-2, -1, -3, -2, 3], g: relu,"
    " slope: 0.01}], y: [-1.638731065770732, 1.3989941734060554, 1.4645057640210877,"
    " -1.467207236174937, 1.473182964969379], loss: squared, pick: dw1_14,"
    " differences: true}" },
  /* What is wrong with weights is told in the place of their plane. */
  { "latent-space",
    "{view: pair, model: /WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW.wkm}" },
  { "latent-space",
    "{view: grid, model: WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW}" },
  /* Fields of many digits on both axes leave a drawing its place. */
  { "receptive-field",
    "{preset: own, view: section, layers: [{kernel: [5, 4], stride: [3, 2]}, " STRIDED
    ", " STRIDED ", " STRIDED ", " STRIDED ", " STRIDED
    ", {kernel: [5, 4], stride: [2, 3]}, " DILATED ", " DILATED ", " DILATED
    ", " DILATED ", " DILATED ", " DILATED ", " DILATED ", " DILATED ", " DILATED
    "]}" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values =
          wk_yaml_parse (cases[i].params, strlen (cases[i].params), "case", &error);

      g_assert_no_error (error);
      check_all (wk_kind_find (wk_exercise_kinds, cases[i].kind), values, "case");
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/layout/exam", test_exam);
  g_test_add_func ("/layout/defaults", test_defaults);
  g_test_add_func ("/layout/cases", test_cases);
  g_test_add_func ("/layout/fresh-numbers", test_fresh);
  g_test_add_func ("/layout/whole-range", test_hard);
  return g_test_run ();
}
