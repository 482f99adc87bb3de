/* wk-handout-sheet.c - exercises on paper: to be solved, or solved
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A block (heading, question and figure; a step; an answer) is measured first and
 * begins a new page if it does not fit on this one.
 */
#include "config.h"

#include <math.h>

#include "model/wk-number.h"
#include "render/wk-handout-private.h"
#include "render/wk-origin.h"

#define WIDTH (WK_A4_SHORT - 2 * WK_HANDOUT_MARGIN)
#define BOTTOM (WK_A4_LONG - WK_HANDOUT_MARGIN)
#define BLOCK_GAP 22.0
#define EXERCISE_GAP 56.0
/* Of a blank to write an answer on. */
#define BLANK_WIDTH 420.0
#define BLANK_HEIGHT 62.0
#define COLUMN_GAP 40.0
#define COLUMN ((WIDTH - COLUMN_GAP) / 2)
#define ANSWER_GAP 6.0
#define STEP_INDENT 46.0
#define FORMULA_GAP 8.0
/* A figure that is asked about need not fill the page. */
#define MOST_FIGURE 0.42

WkHandout *
wk_handout_new_sheets (const WkDeck *deck, const WkLanguage *language)
{
  WkHandout *self =
      wk_handout_new (WK_A4_SHORT, WK_A4_LONG, WK_A4_SHORT_POINTS, language);

  self->deck = deck;
  return self;
}

/* --- pages --- */

static void
add_line (WkHandout *self, double x, double y, double width)
{
  WkItem *line =
      wk_scene_add_line (self->builder, wk_handout_id (self, "line"), WK_ROLE_MUTED,
                         (WkPoint){ x, y }, (WkPoint){ x + width, y });

  line->width = 1.5;
}

static void
add_text (WkHandout *self, double x, WkAnchor anchor, double y, const char *text)
{
  wk_scene_add_text (self->builder, wk_handout_id (self, "head"), WK_ROLE_MUTED,
                     WK_TYPE_SECONDARY, x, y, anchor, WK_VALIGN_BASELINE, text);
}

/* The deck's title, what the numbers are, and where the student's name goes. */
static void
add_head (WkHandout *self, gboolean first)
{
  const WkLanguage *language = self->view.language;
  g_autofree char *right = NULL;
  double baseline = self->y + 22;

  add_text (self, WK_HANDOUT_MARGIN, WK_ANCHOR_START, baseline,
            wk_deck_get_title (self->deck, language));
  if (self->seed != NULL && self->solutions)
    right = g_strdup_printf (_L (language, "Solutions · numbers %s"), self->seed);
  else if (self->seed != NULL)
    right = g_strdup_printf (_L (language, "Numbers %s"), self->seed);
  else if (self->solutions)
    right = g_strdup (_L (language, "Solutions"));
  if (right != NULL)
    add_text (self, WK_A4_SHORT - WK_HANDOUT_MARGIN, WK_ANCHOR_END, baseline, right);
  self->y = baseline + 14;
  if (first && !self->solutions)
    {
      add_text (self, WK_HANDOUT_MARGIN, WK_ANCHOR_START, self->y + 44,
                _L (language, "Name:"));
      add_line (self, WK_HANDOUT_MARGIN + 90, self->y + 48, 520);
      self->y += 48;
    }
  else
    add_line (self, WK_HANDOUT_MARGIN, self->y, WIDTH);
  self->y += 40;
}

static void
new_page (WkHandout *self, gboolean first)
{
  if (self->builder != NULL)
    wk_handout_end_page (self, 0);
  wk_handout_begin_page (self);
  wk_scene_builder_set_title (self->builder,
                              wk_deck_get_title (self->deck, self->view.language));
  self->section = NULL;
  add_head (self, first);
}

void
wk_handout_begin_sheet (WkHandout *handout, const char *seed, gboolean solutions)
{
  g_autofree char *chapter = NULL;

  /* Before the chapter changes, which is written with the page. */
  if (handout->builder != NULL)
    wk_handout_end_page (handout, 0);
  if (seed != NULL)
    chapter = g_strdup_printf (_L (handout->view.language, "Numbers %s"), seed);
  handout->chapter = wk_handout_keep (handout, chapter);
  handout->seed = wk_handout_keep (handout, seed);
  handout->solutions = solutions;
  new_page (handout, TRUE);
}

void
wk_handout_end (WkHandout *handout)
{
  if (handout->builder != NULL)
    wk_handout_end_page (handout, 0);
}

/* --- blocks --- */

/* Goes on at the next page unless @height fits on this one. */
static void
make_room (WkHandout *self, double height)
{
  if (self->y + height > BOTTOM)
    new_page (self, FALSE);
}

/* Running text; with @place FALSE it is only measured. */
static double
flow (WkHandout *self,
      gboolean place,
      WkTypeRole type,
      double x,
      double y,
      double width,
      const char *text)
{
  WkTypeRole formula = type == WK_TYPE_TITLE ? WK_TYPE_SYMBOL : WK_TYPE_SYMBOL_SMALL;

  if (text == NULL || *text == '\0')
    return 0;
  return wk_flow_add (place ? self->builder : NULL, &self->view,
                      place ? wk_handout_id (self, "text") : "text", WK_ROLE_INK, type,
                      formula, x, y, width, text);
}

static char *
heading (WkHandout *self, const WkExercise *exercise)
{
  return g_strdup_printf ("%s  %s", wk_exercise_get_number (exercise),
                          wk_exercise_get_title (exercise, self->view.language));
}

static WkScene *
draw_figure (WkHandout *self, const WkExercise *exercise, const WkSolution *solution)
{
  WkView view = { .position = self->solutions ? wk_solution_get_n_steps (solution) : 0,
                  .text_scale = WK_TEXT_SCALE_1,
                  .language = self->view.language,
                  .measure = self->view.measure,
                  .hide_title = TRUE,
                  .hide_band = TRUE };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  wk_view_set_exercise (&view, exercise);
  return wk_figure_draw (wk_exercise_get_kind (exercise), solution, &view);
}

static void
add_question (WkHandout *self, const WkExercise *exercise, const WkSolution *solution)
{
  const char *question = wk_exercise_get_question (exercise, self->view.language);
  g_autofree char *title = heading (self, exercise);
  g_autofree char *number = wk_exercise_file_name (exercise);
  g_autofree char *name = g_strdup_printf ("%s-page%u", number, self->pages->len + 1);
  g_autoptr (WkScene) scene = draw_figure (self, exercise, solution);
  double ratio = wk_scene_get_height (scene) / wk_scene_get_width (scene);
  double width = MIN (WIDTH, MOST_FIGURE * WK_A4_LONG / ratio);
  double figure = width * ratio;
  double text = flow (self, FALSE, WK_TYPE_TITLE, 0, 0, WIDTH, title) + 10 +
                flow (self, FALSE, WK_TYPE_SECONDARY, 0, 0, WIDTH, question);

  make_room (self, text + BLOCK_GAP + figure);
  if (self->section == NULL)
    self->section = wk_handout_keep (self, title);
  self->y +=
      flow (self, TRUE, WK_TYPE_TITLE, WK_HANDOUT_MARGIN, self->y, WIDTH, title) + 10;
  self->y += flow (self, TRUE, WK_TYPE_SECONDARY, WK_HANDOUT_MARGIN, self->y, WIDTH,
                   question) +
             BLOCK_GAP;
  wk_handout_place (
      self, scene, (WkRect){ (WK_A4_SHORT - width) / 2, self->y, width, figure }, name);
  self->y += figure + BLOCK_GAP;
}

static void
add_step (WkHandout *self, guint number, const WkStep *step)
{
  g_autofree char *label = g_strdup_printf ("%u.", number);
  g_autofree char *formula =
      step->formula != NULL ? g_strdup_printf ("$%s$", step->formula) : NULL;
  double x = WK_HANDOUT_MARGIN + STEP_INDENT, width = WIDTH - STEP_INDENT;
  double caption = flow (self, FALSE, WK_TYPE_SECONDARY, 0, 0, width, step->caption);
  double height = formula != NULL ? wk_flow_add (NULL, &self->view, "formula",
                                                 WK_ROLE_INK, WK_TYPE_CAPTION,
                                                 WK_TYPE_SYMBOL, 0, 0, width, formula)
                                  : 0;

  make_room (self, caption + FORMULA_GAP + height);
  flow (self, TRUE, WK_TYPE_SECONDARY, WK_HANDOUT_MARGIN, self->y, STEP_INDENT, label);
  flow (self, TRUE, WK_TYPE_SECONDARY, x, self->y, width, step->caption);
  self->y += caption + FORMULA_GAP;
  if (formula != NULL)
    self->y += wk_flow_add (self->builder, &self->view, wk_handout_id (self, "formula"),
                            WK_ROLE_INK, WK_TYPE_CAPTION, WK_TYPE_SYMBOL, x, self->y,
                            width, formula);
  self->y += BLOCK_GAP / 2;
}

/* "a_2 = -2", or in words and lists as they are given. */
static char *
answer_text (WkHandout *self, const WkAnswer *answer)
{
  const WkLanguage *language = self->view.language;
  g_autofree char *value = NULL;

  if (answer->type == WK_ANSWER_FRACTION && answer->denominator != 1)
    value = g_strdup_printf ("\\frac{%" G_GINT64_FORMAT "}{%" G_GINT64_FORMAT "}",
                             answer->numerator, answer->denominator);
  else if (answer->type == WK_ANSWER_NUMBER || answer->type == WK_ANSWER_INTEGER ||
           answer->type == WK_ANSWER_FRACTION)
    value = wk_number_to_formula (answer->value, language);
  if (value != NULL)
    return g_strdup_printf ("$%s = %s$", answer->symbol, value);
  value = wk_answer_to_text (answer, language);
  return g_strdup_printf ("$%s =$ %s", answer->symbol, value != NULL ? value : "");
}

static double
symbol_width (WkHandout *self, const char *symbol)
{
  WkExtents extents;

  self->view.measure->formula (self->view.measure, symbol, WK_TYPE_SYMBOL,
                               WK_TEXT_SCALE_1, 0, &extents);
  return extents.width;
}

/* Returns the height it takes; with @place FALSE it is only measured. */
static double
add_answer (WkHandout *self,
            gboolean place,
            const WkAnswer *answer,
            double x,
            double width)
{
  g_autofree char *text = self->solutions ? answer_text (self, answer)
                                          : g_strdup_printf ("$%s =$", answer->symbol);
  double height = wk_flow_add (NULL, &self->view, "answer", WK_ROLE_INK,
                               WK_TYPE_CAPTION, WK_TYPE_SYMBOL, 0, 0, width, text);
  double shift = self->solutions ? 0 : MAX (BLANK_HEIGHT - height, 0);
  double start;

  if (!place)
    return height + shift + ANSWER_GAP;
  wk_flow_add (self->builder, &self->view, wk_handout_id (self, "answer"), WK_ROLE_INK,
               WK_TYPE_CAPTION, WK_TYPE_SYMBOL, x, self->y + shift, width, text);
  if (!self->solutions)
    {
      start = MIN (symbol_width (self, answer->symbol) + 50, 0.6 * width);
      add_line (self, x + start, self->y + shift + 0.8 * height,
                MIN (BLANK_WIDTH, width - start));
    }
  return height + shift + ANSWER_GAP;
}

/* Numbers stand two in a row, words one. */
static guint
answer_columns (WkHandout *self, const WkSolution *solution)
{
  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      if (answer->type == WK_ANSWER_CHOICE || answer->type == WK_ANSWER_LIST ||
          symbol_width (self, answer->symbol) > 0.35 * COLUMN)
        return 1;
    }
  return 2;
}

static void
add_answers (WkHandout *self, const WkSolution *solution)
{
  guint n = wk_solution_get_n_answers (solution);
  guint columns = answer_columns (self, solution);
  double width = columns == 2 ? COLUMN : WIDTH;

  for (guint i = 0; i < n; i += columns)
    {
      double height = 0;

      for (guint k = i; k < MIN (n, i + columns); k++)
        height =
            MAX (height, add_answer (self, FALSE, wk_solution_get_answer (solution, k),
                                     0, width));
      make_room (self, height);
      for (guint k = i; k < MIN (n, i + columns); k++)
        add_answer (self, TRUE, wk_solution_get_answer (solution, k),
                    WK_HANDOUT_MARGIN + (k - i) * (COLUMN + COLUMN_GAP), width);
      self->y += height;
    }
}

void
wk_handout_add_exercise (WkHandout *handout,
                         const WkExercise *exercise,
                         const WkSolution *solution)
{
  g_return_if_fail (handout->builder != NULL);

  add_question (handout, exercise, solution);
  for (guint i = 0; handout->solutions && i < wk_solution_get_n_steps (solution); i++)
    add_step (handout, i + 1, wk_solution_get_step (solution, i));
  add_answers (handout, solution);
  handout->y += EXERCISE_GAP;
}
