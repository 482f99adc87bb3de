/* wk-dense-backward-ledger.c - the derivatives so far, and what the loss takes for
 * granted
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells are as wide as the widest will be, so that nothing moves from step to step.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-dense-backward-figure.h"
#include "model/wk-number.h"
#include "scene/wk-figure.h"

#define CELL_GAP 30.0
#define ROOMY_GAP 56.0 /* where all fit beside each other with it */
#define MAX_ROWS 2

typedef struct
{
  const WkBackward *backward;
  const WkView *view;
  guint n_cells, columns, rows; /* rows shown at once */
  double cell_width, row_height, line;
  char *notes;    /* conventions, and the targets of several outputs */
  double notes_x; /* beside the cells where they fit the row, else 0: below */
} Ledger;

/* The steps that end with a derivative, in order. */
static guint
cell_step (const WkBackward *backward, guint cell)
{
  guint n = 0;

  for (guint step = 1; step <= backward->steps->len; step++)
    {
      const WkBackwardStep *this = wk_dense_backward_get_step (backward, step);

      if (this->type == WK_BACKWARD_SUM ||
          (this->type == WK_BACKWARD_PATH && this->n_paths == 1))
        if (n++ == cell)
          return step;
    }
  return 0;
}

static char *
cell_text (const Ledger *ledger, guint cell, gboolean known)
{
  const WkBackward *backward = ledger->backward;
  const WkBackwardStep *step =
      wk_dense_backward_get_step (backward, cell_step (backward, cell));
  g_autofree char *symbol = wk_dense_parameter_symbol (backward, step->which);
  g_autofree char *value = wk_number_to_formula (
      wk_dense_trace_get_derivative (backward->trace, step->which),
      ledger->view->language);

  return g_strdup_printf ("\\partial J/\\partial %s=%s", symbol,
                          known ? value : "\\text{?}");
}

/* "by differences 8, off by 2 x 10^-10" */
static char *
difference_text (const Ledger *ledger, guint cell)
{
  const WkBackward *backward = ledger->backward;
  const WkLanguage *language = ledger->view->language;
  const WkBackwardStep *step =
      wk_dense_backward_get_step (backward, cell_step (backward, cell));
  double value = wk_dense_trace_get_derivative (backward->trace, step->which);
  g_autofree char *central = NULL;
  g_autofree char *apart = NULL;

  if (isnan (step->difference))
    return NULL;
  central = wk_number_to_text (step->difference, language);
  apart = wk_number_to_text (fabs (step->difference - value), language);
  return g_strdup_printf (_L (language, "difference %s, off by %s"), central, apart);
}

static double
text_width (const WkView *view, const char *text)
{
  WkExtents extents;

  view->measure->text (view->measure, text, WK_TYPE_SECONDARY, view->text_scale, 0.0,
                       &extents);
  return extents.width;
}

/* What is asked stands out on the projector. */
static WkTypeRole
cell_type (const WkView *view)
{
  return view->text_scale == WK_TEXT_SCALE_PROJECTOR ? WK_TYPE_FORMULA_SMALL
                                                     : WK_TYPE_SYMBOL_SMALL;
}

static double
formula_width (const WkView *view, const char *text)
{
  WkExtents extents;

  view->measure->formula (view->measure, text, cell_type (view), view->text_scale, 0.0,
                          &extents);
  return extents.width;
}

/* Targets have no room at the loss on the projector, nor where they are several. */
static char *
notes_text (const WkBackward *backward, const WkView *view)
{
  const WkDense *dense = backward->dense;
  guint n = dense->sizes[dense->n_layers];
  g_autofree char *conventions =
      wk_dense_backward_conventions (backward, view->language);
  const char *comma = wk_language_get_decimal (view->language)[0] == ',' ? "; " : ", ";
  GString *text = g_string_new (NULL);

  if (n == 1 && view->text_scale == WK_TEXT_SCALE_PROJECTOR)
    {
      g_autofree char *y = wk_number_to_text (dense->y[0], view->language);

      g_string_append_printf (text, _L (view->language, "Target %s."), y);
      g_string_append (text, "  ");
    }
  else if (n > 1)
    {
      g_string_append_printf (text, "%s (", _L (view->language, "Target"));
      for (guint k = 0; k < n; k++)
        {
          g_autofree char *y = wk_number_to_text (dense->y[k], view->language);

          g_string_append_printf (text, "%s%s", k > 0 ? comma : "", y);
          if (n > 5 && k == 2)
            {
              g_string_append_printf (text, "%s…", comma);
              k = n - 2;
            }
        }
      g_string_append (text, ").  ");
    }
  g_string_append (text, conventions);
  return g_string_free (text, FALSE);
}

static Ledger
plan (const WkBackward *backward, const WkView *view, double width)
{
  Ledger ledger = { .backward = backward, .view = view };
  double line = wk_type_size (WK_TYPE_SECONDARY, view->text_scale);

  while (cell_step (backward, ledger.n_cells) != 0)
    ledger.n_cells++;
  for (guint cell = 0; cell < ledger.n_cells; cell++)
    {
      g_autofree char *text = cell_text (&ledger, cell, TRUE);
      g_autofree char *difference = difference_text (&ledger, cell);

      ledger.cell_width = MAX (ledger.cell_width, formula_width (view, text));
      if (difference != NULL)
        ledger.cell_width = MAX (ledger.cell_width, text_width (view, difference));
    }
  ledger.cell_width += CELL_GAP;
  ledger.columns = (guint) CLAMP (floor ((width + CELL_GAP) / ledger.cell_width), 1.0,
                                  (double) ledger.n_cells);
  ledger.rows = MIN ((ledger.n_cells + ledger.columns - 1) / ledger.columns,
                     view->text_scale == WK_TEXT_SCALE_1 ? MAX_ROWS : 1);
  ledger.line = 1.35 * line;
  ledger.row_height = 1.75 * wk_type_size (cell_type (view), view->text_scale) +
                      (backward->differences ? ledger.line : 0.0);
  ledger.notes = notes_text (backward, view);
  if (ledger.n_cells <= ledger.columns)
    {
      double used = text_width (view, ledger.notes) + 2.0, room;

      if (ledger.n_cells * ledger.cell_width + used <= width)
        ledger.notes_x = width - used;
      else
        used = 0.0;
      room = width - used + (used > 0.0 ? 0.0 : CELL_GAP);
      ledger.cell_width =
          MAX (ledger.cell_width, MIN (ledger.cell_width + ROOMY_GAP - CELL_GAP,
                                       room / MAX (ledger.n_cells, 1)));
    }
  return ledger;
}

static double
notes_height (const Ledger *ledger, double width)
{
  return wk_flow_add (NULL, ledger->view, "notes", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                      WK_TYPE_SYMBOL_SMALL, 0.0, 0.0, width, ledger->notes);
}

double
wk_dense_backward_ledger_height (const WkBackward *backward,
                                 const WkView *view,
                                 double width)
{
  Ledger ledger = plan (backward, view, width);
  double height = ledger.rows * ledger.row_height + 6.0;

  if (ledger.notes_x == 0.0)
    height += notes_height (&ledger, width);

  g_free (ledger.notes);
  return height;
}

static void
draw_cell (const Ledger *ledger,
           WkSceneBuilder *builder,
           guint cell,
           double x,
           double y)
{
  guint step = cell_step (ledger->backward, cell);
  const WkView *view = ledger->view;
  gboolean known = wk_view_progress (view, step) >= 1.0;
  gboolean current = wk_view_current_step (view) == step;
  g_autofree char *text = cell_text (ledger, cell, known);
  g_autofree char *difference = difference_text (ledger, cell);
  double middle = y + 0.875 * wk_type_size (cell_type (view), view->text_scale);
  WkItem *item = wk_scene_add_formula (
      builder, wk_scene_id (builder, "ledger-%u", cell + 1),
      current ? WK_ROLE_BACKWARD
      : known ? WK_ROLE_INK
              : WK_ROLE_MUTED,
      cell_type (view), x, middle, WK_ANCHOR_START, WK_VALIGN_MIDDLE, text);

  item->emphasis = known ? WK_EMPHASIS_DONE : WK_EMPHASIS_NOT_YET;
  if (difference != NULL && known)
    wk_scene_add_text (builder, wk_scene_id (builder, "difference-%u", cell + 1),
                       WK_ROLE_MUTED, WK_TYPE_SECONDARY, x,
                       y + ledger->row_height - 0.62 * ledger->line, WK_ANCHOR_START,
                       WK_VALIGN_MIDDLE, difference);
}

void
wk_dense_backward_ledger_draw (const WkBackward *backward,
                               const WkView *view,
                               WkSceneBuilder *builder,
                               WkRect rect)
{
  Ledger ledger = plan (backward, view, rect.width);
  guint page = ledger.columns * ledger.rows, first = 0;

  /* Where they are too many for the rows: those around the current step. */
  for (guint cell = 0; cell < ledger.n_cells; cell++)
    if (cell_step (backward, cell) <= wk_view_current_step (view))
      first = cell / page * page;
  for (guint i = 0; i < page && first + i < ledger.n_cells; i++)
    draw_cell (&ledger, builder, first + i,
               rect.x + i % ledger.columns * ledger.cell_width,
               rect.y + i / ledger.columns * ledger.row_height);
  if (ledger.notes_x > 0.0)
    wk_scene_add_text (
        builder, "notes", WK_ROLE_MUTED, WK_TYPE_SECONDARY, rect.x + rect.width,
        rect.y + 0.875 * wk_type_size (cell_type (view), view->text_scale),
        WK_ANCHOR_END, WK_VALIGN_MIDDLE, ledger.notes);
  else
    wk_flow_add (builder, view, "notes", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                 WK_TYPE_SYMBOL_SMALL, rect.x, rect.y + ledger.rows * ledger.row_height,
                 rect.width, ledger.notes);
  g_free (ledger.notes);
}
