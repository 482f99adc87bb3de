/* wk-dense-step-figure.c - the table of new values and the plot of J along the step
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Side by side where both are legible so; else one above the other; else the table
 * until the step is judged, and the plot then.
 */
#include "config.h"

#include "exercises/kit/wk-dense-step-figure.h"

#include <math.h>

#include "model/wk-number.h"

#define SIDE_GAP 40.0
#define MIN_PLOT_WIDTH 520.0
#define MIN_PLOT_WIDTH_PROJECTOR 600.0
#define MIN_PLOT_HEIGHT 330.0
#define MIN_PLOT_IN_TURN 300.0
#define MIN_LEFT_SHARE 0.42
#define SUMMARY_GAP 20.0
/* Fewer lines beside the table are not worth their place. */
#define MIN_LINES 3.0

gboolean
wk_step_is_projector (const WkStepFigure *figure)
{
  return figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR;
}

WkExtents
wk_step_measure (const WkStepFigure *figure, const char *text, WkTypeRole type)
{
  WkExtents extents;

  figure->view->measure->text (figure->view->measure, text, type,
                               figure->view->text_scale, 0.0, &extents);
  return extents;
}

WkExtents
wk_step_measure_formula (const WkStepFigure *figure, const char *text, WkTypeRole type)
{
  WkExtents extents;

  figure->view->measure->formula (figure->view->measure, text, type,
                                  figure->view->text_scale, 0.0, &extents);
  return extents;
}

/* --- the summary --- */

typedef struct
{
  const char *label, *brief; /* borrowed */
  char *text;
  WkRole role;
} Line;

static void
add_line (GArray *lines, const char *label, const char *brief, char *text, WkRole role)
{
  Line line = { label, brief, text, role };

  g_array_append_val (lines, line);
}

static void
clear_line (gpointer line)
{
  g_free (((Line *) line)->text);
}

static char *
J_text (const WkStepFigure *figure, double J)
{
  if (!isfinite (J))
    return g_strdup (_L (figure->language, "too large"));
  return wk_number_to_text (wk_descent_clean (figure->descent, J), figure->language);
}

static WkRole
role_of (const WkStepFigure *figure, double J)
{
  return J > figure->descent->J   ? WK_ROLE_NEGATIVE
         : J < figure->descent->J ? WK_ROLE_POSITIVE
                                  : WK_ROLE_INK;
}

/* "0.08208 to 0.08604": where J is lower than before, after the first stretch. */
static void
add_stretches (const WkStepFigure *figure, GArray *lines)
{
  const WkLine *line = figure->descent->line;
  const WkLineFeature *rises = wk_line_get_feature (line, WK_LINE_RISES, 0);
  const WkLineFeature *falls;
  const WkLineFeature *again;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (rises == NULL)
    return;
  add_line (lines, _L (figure->language, "loss is lower below rate"),
            _L (figure->language, "lower below"),
            wk_number_to_text (rises->x, figure->language), WK_ROLE_INK);
  falls = wk_line_get_feature (line, WK_LINE_FALLS, 0);
  again = wk_line_get_feature (line, WK_LINE_RISES, 1);
  if (falls == NULL || again == NULL || falls->x > again->x)
    return;
  low = wk_number_to_text (falls->x, figure->language);
  high = wk_number_to_text (again->x, figure->language);
  add_line (lines, _L (figure->language, "and again between"),
            _L (figure->language, "and between"),
            g_strdup_printf (_L (figure->language, "%s and %s"), low, high),
            WK_ROLE_INK);
}

static void
list_judged (const WkStepFigure *figure, GArray *lines)
{
  const WkDescent *descent = figure->descent;
  const WkLineFeature *first = NULL;

  if (descent->n_asked < descent->n_theta)
    add_line (lines,
              _LN (figure->language, "if only the asked one moved",
                   "if only the asked ones moved", descent->n_asked),
              _L (figure->language, "only the asked"),
              J_text (figure, descent->J_asked), role_of (figure, descent->J_asked));
  if (descent->line == NULL)
    return;
  first = wk_line_get_feature (descent->line, WK_LINE_MINIMUM, 0);
  if (first != NULL)
    add_line (lines, _L (figure->language, "first minimum at rate"),
              _L (figure->language, "first minimum"),
              wk_number_to_text (first->x, figure->language), WK_ROLE_POSITIVE);
  add_stretches (figure, lines);
}

/* Most important first: what does not fit is left out from the end. */
static GArray *
list_lines (const WkStepFigure *figure, char **all_moved)
{
  const WkDescent *descent = figure->descent;
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gboolean further = figure->step != NULL && figure->step->type == WK_DESCENT_FURTHER;
  double last = g_array_index (descent->history, double, descent->history->len - 1);

  g_array_set_clear_func (lines, clear_line);
  *all_moved =
      g_strdup_printf (_LN (figure->language, "loss after, all %u moved",
                            "loss after, all %u moved", (gulong) descent->n_theta),
                       (guint) descent->n_theta);
  add_line (lines, _L (figure->language, "loss before"),
            _L (figure->language, "loss before"),
            figure->knows_J ? J_text (figure, descent->J) : g_strdup ("?"),
            figure->knows_J ? WK_ROLE_INK : WK_ROLE_MUTED);
  add_line (lines, *all_moved, _L (figure->language, "loss after"),
            figure->judged ? J_text (figure, descent->J_after) : g_strdup ("?"),
            figure->judged ? role_of (figure, descent->J_after) : WK_ROLE_MUTED);
  if (further)
    add_line (lines, _L (figure->language, "loss at the end"),
              _L (figure->language, "at the end"),
              figure->progress >= 1.0 ? J_text (figure, last) : g_strdup ("?"),
              figure->progress >= 1.0 ? role_of (figure, last) : WK_ROLE_MUTED);
  else if (figure->judged)
    list_judged (figure, lines);
  return lines;
}

static double
line_height (const WkStepFigure *figure)
{
  return 1.5 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale);
}

/* With all lines there will be: nothing moves from step to step. */
static guint
most_lines (const WkStepFigure *figure)
{
  const WkDescent *descent = figure->descent;
  guint n = 2 + (descent->n_asked < descent->n_theta);

  if (descent->line == NULL)
    return n;
  return n + (wk_line_get_feature (descent->line, WK_LINE_MINIMUM, 0) != NULL) +
         (wk_line_get_feature (descent->line, WK_LINE_RISES, 0) != NULL) +
         (wk_line_get_feature (descent->line, WK_LINE_RISES, 1) != NULL);
}

double
wk_step_summary_height (const WkStepFigure *figure, double width)
{
  return most_lines (figure) * line_height (figure);
}

void
wk_step_summary_draw (WkStepFigure *figure, WkRect rect)
{
  g_autofree char *all_moved = NULL;
  g_autoptr (GArray) lines = list_lines (figure, &all_moved);
  double step = line_height (figure), widest = 0.0, values = 0.0;
  gboolean brief = FALSE;

  for (guint pass = 0; pass < 2; pass++)
    {
      widest = values = 0.0;
      brief = pass == 1;
      for (guint i = 0; i < lines->len; i++)
        {
          const Line *line = &g_array_index (lines, Line, i);

          widest =
              MAX (widest, wk_step_measure (figure, brief ? line->brief : line->label,
                                            WK_TYPE_SECONDARY)
                               .width);
          values = MAX (
              values, wk_step_measure (figure, line->text, WK_TYPE_LABEL_STRONG).width);
        }
      if (widest + SUMMARY_GAP + values <= rect.width)
        break;
    }
  for (guint i = 0; i < lines->len && (i + 1) * step <= rect.height + 1.0; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      double y = rect.y + (i + 0.5) * step;
      const char *label = brief ? line->brief : line->label;
      double width = wk_step_measure (figure, line->text, WK_TYPE_LABEL_STRONG).width;
      double x = widest + SUMMARY_GAP;
      WkItem *item;

      /* A long number stands closer to its own words. */
      if (x + width > rect.width)
        x = wk_step_measure (figure, label, WK_TYPE_SECONDARY).width + SUMMARY_GAP;
      if (x + width > rect.width)
        continue;
      wk_scene_add_text (figure->builder,
                         wk_scene_id (figure->builder, "summary-label-%u", i + 1),
                         WK_ROLE_MUTED, WK_TYPE_SECONDARY, rect.x, y, WK_ANCHOR_START,
                         WK_VALIGN_MIDDLE, label);
      item = wk_scene_add_text (figure->builder,
                                wk_scene_id (figure->builder, "summary-%u", i + 1),
                                line->role, WK_TYPE_LABEL_STRONG, rect.x + x, y,
                                WK_ANCHOR_START, WK_VALIGN_MIDDLE, line->text);
      if (g_str_equal (line->text, "?"))
        item->emphasis = WK_EMPHASIS_NOT_YET;
    }
}

/* --- the sheet --- */

static void
find_step (WkStepFigure *figure)
{
  const WkDescent *descent = figure->descent;

  figure->number = MIN (wk_view_current_step (figure->view), descent->steps->len);
  if (figure->number > 0)
    {
      figure->step = wk_descent_get (descent, figure->number);
      figure->progress = wk_view_progress (figure->view, figure->number);
    }
  for (guint step = 1; step <= descent->steps->len; step++)
    if (wk_view_progress (figure->view, step) >= 1.0)
      switch (wk_descent_get (descent, step)->type)
        {
        case WK_DESCENT_WHERE:
          figure->knows_J = TRUE;
          break;
        case WK_DESCENT_GRADIENTS:
          figure->knows_gradients = TRUE;
          break;
        case WK_DESCENT_JUDGE:
          figure->judged = TRUE;
          break;
        case WK_DESCENT_RULE:
        case WK_DESCENT_PARAMETER:
        case WK_DESCENT_FURTHER:
        default:
          break;
        }
}

/* Table above summary, in the middle of @rect. Where there is no room for both: the
 * table until the step is judged, the summary then; but a table of all parameters
 * stays. */
static void
draw_left (WkStepFigure *figure, const WkStepTable *table, WkRect rect)
{
  double line = line_height (figure);
  double summary = wk_step_summary_height (figure, rect.width);
  double height = wk_step_table_height (table), free;
  double rest = floor ((rect.height - height - SUMMARY_GAP) / line) * line;
  gboolean is_judged = figure->step != NULL && figure->step->type >= WK_DESCENT_JUDGE;

  if (rest >= MIN (summary, MIN_LINES * line) - 1e-6)
    summary = MIN (summary, rest);
  else if (is_judged && !figure->descent->all)
    height = 0.0;
  else
    summary = 0.0;
  height = MIN (height, rect.height);
  free = MAX (rect.height - height - summary - SUMMARY_GAP, 0.0);
  if (height > 0.0)
    wk_step_table_draw (table, figure,
                        (WkRect){ rect.x, rect.y + 0.35 * free, rect.width, height });
  if (summary > 0.0)
    wk_step_summary_draw (
        figure,
        (WkRect){ rect.x + 16.0,
                  rect.y + 0.65 * free + (height > 0.0 ? height + SUMMARY_GAP : 0.0),
                  rect.width - 16.0, summary + 1.0 });
}

static void
draw_stacked (WkStepFigure *figure, const WkStepTable *table, WkRect body)
{
  double summary = wk_step_summary_height (figure, body.width);
  double height = MIN (wk_step_table_height (table), 0.4 * body.height);

  wk_step_table_draw (table, figure, (WkRect){ body.x, body.y, body.width, height });
  wk_step_summary_draw (figure, (WkRect){ body.x + 16.0, body.y + height + SUMMARY_GAP,
                                          body.width - 16.0, summary + 1.0 });
  height += summary + 2.0 * SUMMARY_GAP;
  wk_step_plot_draw (
      figure, (WkRect){ body.x, body.y + height, body.width, body.height - height });
}

/* The table until the step is judged, then the plot, with what room there is beside. */
static void
draw_in_turn (WkStepFigure *figure, WkRect body)
{
  gboolean is_table = figure->step == NULL || figure->step->type < WK_DESCENT_JUDGE;
  double summary = wk_step_summary_height (figure, body.width);
  double line = line_height (figure);
  WkStepTable table;
  double height;

  if (is_table)
    {
      summary = 2.0 * line;
      table =
          wk_step_table_plan (figure, body.width, body.height - summary - SUMMARY_GAP);
      height = MIN (wk_step_table_height (&table), body.height - summary - SUMMARY_GAP);
      wk_step_table_draw (&table, figure,
                          (WkRect){ body.x, body.y, body.width, height });
    }
  else
    {
      /* The plot first: of the lines as many as it leaves room for, two at least. */
      summary = MIN (
          summary,
          line *
              MAX (2.0, floor ((body.height - SUMMARY_GAP - MIN_PLOT_IN_TURN) / line)));
      height = body.height - summary - SUMMARY_GAP;
      wk_step_plot_draw (figure, (WkRect){ body.x, body.y, body.width, height });
    }
  wk_step_summary_draw (figure, (WkRect){ body.x + 16.0, body.y + height + SUMMARY_GAP,
                                          body.width - 16.0, summary });
}

void
wk_descent_figure_draw (const WkDescent *descent,
                        const WkView *view,
                        WkSceneBuilder *builder)
{
  WkStepFigure figure = {
    .descent = descent, .view = view, .language = view->language, .builder = builder
  };
  WkRect body = wk_scene_builder_get_body (builder);
  double plot = view->text_scale == WK_TEXT_SCALE_PROJECTOR ? MIN_PLOT_WIDTH_PROJECTOR
                                                            : MIN_PLOT_WIDTH;
  double room, left;
  WkStepTable table;

  find_step (&figure);
  room = body.height;
  if (!descent->all)
    room -= MIN (wk_step_summary_height (&figure, body.width),
                 MIN_LINES * line_height (&figure)) +
            SUMMARY_GAP;
  table = wk_step_table_plan (&figure, body.width - plot - SIDE_GAP, room);
  if (!wk_view_is_tall (view) && table.width <= body.width - plot - SIDE_GAP)
    {
      left = MAX (table.width,
                  MIN (MIN_LEFT_SHARE * body.width, body.width - plot - SIDE_GAP));
      draw_left (&figure, &table, (WkRect){ body.x, body.y, left, body.height });
      wk_step_plot_draw (&figure,
                         (WkRect){ body.x + left + SIDE_GAP, body.y,
                                   body.width - left - SIDE_GAP, body.height });
      return;
    }
  table = wk_step_table_plan (&figure, body.width, 0.4 * body.height);
  room = body.height - MIN (wk_step_table_height (&table), 0.4 * body.height) -
         wk_step_summary_height (&figure, body.width) - 2.0 * SUMMARY_GAP;
  if (room >= MIN_PLOT_HEIGHT && table.width <= body.width)
    draw_stacked (&figure, &table, body);
  else
    draw_in_turn (&figure, body);
}
