/* wk-cli-words.c - list, show and solve: exercises in words and in JSON
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli/wk-cli-private.h"
#include "model/wk-number.h"
#include "render/wk-math.h"

#define ANY_STEP G_MAXUINT

/* @latex in words; a formula that does not parse is given as it stands. */
static char *
speak (const char *latex, const WkLanguage *language)
{
  g_autoptr (WkMath) math = wk_math_parse (latex, NULL);

  return math != NULL ? wk_math_to_words (math, language) : g_strdup (latex);
}

char *
wk_cli_words (const char *text, const WkLanguage *language)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *rest = text;

  while (TRUE)
    {
      const char *open = strchr (rest, '$');
      const char *close = open != NULL ? strchr (open + 1, '$') : NULL;
      g_autofree char *formula = NULL;
      g_autofree char *spoken = NULL;

      if (close == NULL)
        break;
      formula = g_strndup (open + 1, (gsize) (close - open - 1));
      spoken = speak (formula, language);
      g_string_append_len (words, rest, open - rest);
      g_string_append (words, spoken);
      rest = close + 1;
    }
  g_string_append (words, rest);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
wk_cli_spoken (const WkStep *step, const WkLanguage *language)
{
  if (step->spoken != NULL)
    return g_strdup (step->spoken);
  if (step->formula == NULL)
    return g_strdup ("");
  return speak (step->formula, language);
}

/* A step's formula without what is not LaTeX's own, such as highlights. */
static char *
plain_latex (const WkStep *step)
{
  const char *formula = step->formula != NULL ? step->formula : "";
  g_autoptr (WkMath) math = wk_math_parse (formula, NULL);

  return math != NULL ? wk_math_to_latex (math) : g_strdup (formula);
}

gboolean
wk_cli_list (const WkCliOptions *options, GString *out, GError **error)
{
  g_autoptr (WkDeck) deck = wk_cli_load_deck (options, error);
  const WkLanguage *language =
      deck != NULL ? wk_cli_language (options, deck, error) : NULL;

  if (language == NULL)
    return FALSE;
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);
      g_autofree char *title = g_strdup (wk_exercise_get_title (exercise, language));

      /* One line, three columns, whatever a title holds. */
      g_strdelimit (title, "\t\r\n", ' ');
      g_string_append_printf (out, "%s\t%s\t%s\n", wk_exercise_get_number (exercise),
                              wk_exercise_get_kind (exercise)->id, title);
    }
  return TRUE;
}

/* Deck, exercise and solution of the argument N, as show and solve need them. */
typedef struct
{
  WkCliSource source;
  const WkLanguage *language;
  const WkExercise *exercise;
  WkSolution *solution;
} Opened;

static void
opened_clear (Opened *opened)
{
  g_clear_pointer (&opened->solution, wk_solution_unref);
  wk_cli_source_clear (&opened->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opened, opened_clear)

static gboolean
open_exercise (Opened *opened, const WkCliOptions *options, GError **error)
{
  if (!wk_cli_source_open (&opened->source, options, error))
    return FALSE;
  opened->language = opened->source.language;
  opened->exercise = wk_cli_source_exercise (&opened->source, options, error);
  if (opened->exercise == NULL)
    return FALSE;
  opened->solution =
      wk_cli_solution (options, opened->exercise, opened->language, error);
  return opened->solution != NULL;
}

static void
append_heading (GString *out, const Opened *opened)
{
  const char *title = wk_exercise_get_title (opened->exercise, opened->language);
  const char *audience = wk_exercise_get_audience (opened->exercise, opened->language);
  g_autofree char *words = wk_cli_words (title != NULL ? title : "", opened->language);

  g_string_append_printf (out, "%s  %s", wk_exercise_get_number (opened->exercise),
                          words);
  if (audience != NULL)
    g_string_append_printf (out, " (%s)", audience);
  g_string_append_c (out, '\n');
}

/* What step @step (from 1) answers, in figures: a line each, "yhat = 36". */
static void
append_answers (GString *out,
                const WkSolution *solution,
                guint step,
                const char *indent)
{
  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);
      gboolean is_number =
          answer->type != WK_ANSWER_FRACTION && answer->type != WK_ANSWER_LIST;
      g_autofree char *value = is_number ? wk_number_to_exact (answer->value)
                                         : wk_answer_to_text (answer, NULL);

      if (step != ANY_STEP && answer->step != step)
        continue;
      g_string_append_printf (out, "%s%s = %s\n", indent, answer->id, value);
    }
}

static void
append_paragraph (GString *out, const char *text, const WkLanguage *language)
{
  g_autofree char *words = NULL;

  if (text == NULL || *text == '\0')
    return;
  words = g_strchomp (wk_cli_words (text, language));
  g_string_append_printf (out, "\n%s\n", words);
}

/* The figure at @position, as a screen reader and its files tell it. */
static gboolean
append_figure (GString *out, const Opened *opened, double position, GError **error)
{
  WkView view = { .position = position,
                  .text_scale = WK_TEXT_SCALE_1,
                  .language = opened->language,
                  .measure = wk_render_get_measure () };
  g_autoptr (WkScene) scene = NULL;

  if (!wk_fonts_init (error))
    return FALSE;
  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  wk_view_set_exercise (&view, opened->exercise);
  scene =
      wk_figure_draw (wk_exercise_get_kind (opened->exercise), opened->solution, &view);
  g_string_append_printf (out, "\n%s: %s\n", _L (opened->language, "Figure"),
                          wk_scene_get_description (scene));
  return TRUE;
}

/* The step that --step names, or the one the file of --file stands at. */
static gboolean
last_step (const Opened *opened,
           const WkCliOptions *options,
           guint *last,
           double *position,
           GError **error)
{
  guint n_steps = wk_solution_get_n_steps (opened->solution);
  guint first;

  if (options->step == NULL &&
      wk_cli_source_position (&opened->source, opened->exercise, n_steps, position))
    {
      *last = (guint) ceil (*position);
      return TRUE;
    }
  if (!wk_cli_steps (options->step, n_steps, &first, last, error))
    return FALSE;
  *position = *last;
  return TRUE;
}

gboolean
wk_cli_show (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Opened) opened = { { NULL } };
  double position = 0;
  guint last;

  if (!open_exercise (&opened, options, error) ||
      !last_step (&opened, options, &last, &position, error))
    return FALSE;

  append_heading (out, &opened);
  append_paragraph (out, wk_exercise_get_question (opened.exercise, opened.language),
                    opened.language);
  for (guint i = 0; i < last; i++)
    {
      const WkStep *step = wk_solution_get_step (opened.solution, i);
      g_autofree char *caption = wk_cli_words (step->caption, opened.language);
      g_autofree char *spoken = wk_cli_spoken (step, opened.language);

      g_string_append_printf (out, "\n%u. %s\n", i + 1, caption);
      if (*spoken != '\0')
        g_string_append_printf (out, "   %s\n", spoken);
      append_answers (out, opened.solution, i + 1, "   ");
    }
  append_paragraph (out, wk_exercise_get_remark (opened.exercise, opened.language),
                    opened.language);
  append_paragraph (out, wk_solution_get_note (opened.solution), opened.language);
  return append_figure (out, &opened, position, error);
}

static void
append_solution (GString *out, const Opened *opened)
{
  append_heading (out, opened);
  for (guint i = 0; i < wk_solution_get_n_steps (opened->solution); i++)
    {
      const WkStep *step = wk_solution_get_step (opened->solution, i);
      g_autofree char *caption = wk_cli_words (step->caption, opened->language);
      g_autofree char *formula = plain_latex (step);

      g_string_append_printf (out, "\n%u. %s\n", i + 1, caption);
      if (*formula != '\0')
        g_string_append_printf (out, "   %s\n", formula);
    }
  g_string_append_c (out, '\n');
  append_answers (out, opened->solution, ANY_STEP, "");
}

static WkValue *
answer_value (const WkAnswer *answer)
{
  WkCliMap map = wk_cli_map_new ();
  GPtrArray *slips = g_ptr_array_new ();

  for (guint i = 0; answer->slips != NULL && i < answer->slips->len; i++)
    {
      const WkSlip *slip = &g_array_index (answer->slips, WkSlip, i);
      WkCliMap one = wk_cli_map_new ();

      wk_cli_map_add (&one, "value", wk_value_new_number (slip->value));
      wk_cli_map_add_text (&one, "feedback", slip->feedback);
      g_ptr_array_add (slips, wk_cli_map_end (&one));
    }
  wk_cli_map_add_text (&map, "id", answer->id);
  wk_cli_map_add_text (&map, "symbol", answer->symbol);
  wk_cli_map_add (&map, "value", wk_answer_to_value (answer));
  wk_cli_map_add (&map, "slips", wk_cli_list_end (slips));
  return wk_cli_map_end (&map);
}

static WkValue *
step_value (const WkStep *step, const WkLanguage *language)
{
  WkCliMap map = wk_cli_map_new ();
  g_autofree char *spoken = wk_cli_spoken (step, language);
  g_autofree char *formula = plain_latex (step);

  wk_cli_map_add_text (&map, "caption", step->caption);
  wk_cli_map_add_text (&map, "formula", formula);
  wk_cli_map_add_text (&map, "spoken", spoken);
  return wk_cli_map_end (&map);
}

static void
append_solution_json (GString *out, const Opened *opened, const char *seed)
{
  WkCliMap map = wk_cli_map_new ();
  WkParams *params = wk_solution_get_params (opened->solution);
  GPtrArray *answers = g_ptr_array_new ();
  GPtrArray *steps = g_ptr_array_new ();
  g_autoptr (WkValue) whole = NULL;

  for (guint i = 0; i < wk_solution_get_n_answers (opened->solution); i++)
    g_ptr_array_add (answers,
                     answer_value (wk_solution_get_answer (opened->solution, i)));
  for (guint i = 0; i < wk_solution_get_n_steps (opened->solution); i++)
    g_ptr_array_add (steps, step_value (wk_solution_get_step (opened->solution, i),
                                        opened->language));

  wk_cli_map_add_text (&map, "exercise", wk_exercise_get_number (opened->exercise));
  wk_cli_map_add_text (&map, "kind", wk_exercise_get_kind (opened->exercise)->id);
  wk_cli_map_add_text (&map, "seed",
                       seed != NULL ? seed : wk_exercise_get_seed (opened->exercise));
  wk_cli_map_add (&map, "parameters", wk_value_ref (wk_params_get_values (params)));
  wk_cli_map_add (&map, "answers", wk_cli_list_end (answers));
  wk_cli_map_add (&map, "steps", wk_cli_list_end (steps));
  whole = wk_cli_map_end (&map);
  wk_value_append_json (whole, out);
  g_string_append_c (out, '\n');
}

gboolean
wk_cli_solve (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Opened) opened = { { NULL } };

  if (!open_exercise (&opened, options, error))
    return FALSE;
  if (options->json)
    append_solution_json (out, &opened, options->seed);
  else
    append_solution (out, &opened);
  return TRUE;
}
