/* wk-latent-more.c - several dimensions: each has its divergence, and they add up
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define N_COLUMNS 4
#define BAR 26.0

typedef struct
{
  const WkLatentFigure *figure;
  WkRect rect;
  double line;
} Table;

/* Right ends of the columns, as shares of the width. */
static double
column_x (const Table *table, guint column)
{
  static const double shares[N_COLUMNS] = { 0.2, 0.4, 0.62, 1 };

  return table->rect.x + shares[column] * table->rect.width;
}

/* How many rows the step has come to, the sum being one more. */
static gboolean
is_known (const Table *table, guint row)
{
  const WkLatentFigure *figure = table->figure;
  double t = figure->step > WK_LATENT_STEP_MORE ? 1 : figure->t[WK_LATENT_STEP_MORE];

  return t * (figure->work->n_more + 1) >= row + 1 - 1e-9;
}

static void
add_cell (const Table *table,
          guint row,
          guint column,
          double y,
          WkTypeRole type,
          const char *text,
          gboolean known)
{
  WkItem *item = wk_scene_add_text (
      table->figure->builder,
      wk_scene_id (table->figure->builder, "more-%u-%u", row, column),
      known ? WK_ROLE_INK : WK_ROLE_MUTED, type, column_x (table, column), y,
      WK_ANCHOR_END, WK_VALIGN_MIDDLE, text);

  if (!known)
    item->emphasis = WK_EMPHASIS_NOT_YET;
}

static void
draw_head (const Table *table)
{
  static const char *const symbols[N_COLUMNS] = { NULL, "\\mu", "\\sigma",
                                                  "D_{\\mathrm{KL}}" };

  for (guint i = 1; i < N_COLUMNS; i++)
    wk_scene_add_formula (
        table->figure->builder, wk_scene_id (table->figure->builder, "more-head-%u", i),
        WK_ROLE_MUTED, WK_TYPE_SYMBOL_SMALL, column_x (table, i),
        table->rect.y + table->line / 2, WK_ANCHOR_END, WK_VALIGN_MIDDLE, symbols[i]);
}

/* Of large letters three digits have room. */
static char *
given_text (const Table *table, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (table->figure->projector)
    value =
        g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, "%.3g", value), NULL);
  return wk_number_to_text (value, table->figure->language);
}

static void
draw_row (const Table *table, guint row)
{
  const WkLatentFigure *figure = table->figure;
  const WkLatentWork *work = figure->work;
  double y = table->rect.y + (row + 1.5) * table->line;
  gboolean known = is_known (table, row);
  WkTypeRole value = figure->projector ? WK_TYPE_NODE_VALUE : WK_TYPE_GRID_VALUE;
  g_autofree char *mu = given_text (table, work->more_mu[row]);
  g_autofree char *sigma = given_text (table, work->more_sigma[row]);
  g_autofree char *kl =
      known ? wk_number_to_text (work->more_kl[row], figure->language) : g_strdup ("?");
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "divergence of dimension %u"), row + 1);
  g_autofree char *symbol = g_strdup_printf ("z_%u", row + 1);
  WkItem *item = wk_scene_add_box (
      figure->builder, wk_scene_id (figure->builder, "more-%u", row), WK_ROLE_NONE,
      (WkRect){ table->rect.x - 8, y - table->line / 2 + 2, table->rect.width + 16,
                table->line - 4 },
      8);

  item->width = 0;
  wk_item_set_spoken (
      item, label, known ? kl : _L (figure->language, "not computed yet"), NULL, NULL);
  wk_scene_add_formula (figure->builder,
                        wk_scene_id (figure->builder, "more-%u-0", row), WK_ROLE_INK,
                        WK_TYPE_SYMBOL_SMALL, table->rect.x, y, WK_ANCHOR_START,
                        WK_VALIGN_MIDDLE, symbol);
  add_cell (table, row, 1, y, WK_TYPE_GRID_VALUE, mu, TRUE);
  add_cell (table, row, 2, y, WK_TYPE_GRID_VALUE, sigma, TRUE);
  add_cell (table, row, 3, y, value, kl, known);
}

static void
draw_sum (const Table *table)
{
  const WkLatentFigure *figure = table->figure;
  const WkLatentWork *work = figure->work;
  gboolean known = is_known (table, work->n_more);
  double y = table->rect.y + (work->n_more + 1.6) * table->line;
  double rule = table->rect.y + (work->n_more + 1.02) * table->line;
  g_autofree char *sum =
      known ? wk_number_to_text (work->more_sum, figure->language) : g_strdup ("?");
  WkItem *item = wk_scene_add_box (figure->builder, "more-sum", WK_ROLE_NONE,
                                   (WkRect){ table->rect.x - 8, y - table->line / 2 + 2,
                                             table->rect.width + 16, table->line - 4 },
                                   8);

  item->width = 0;
  if (known)
    {
      item->fill = WK_ROLE_FOCUS;
      item->tint = 1;
    }
  wk_item_set_spoken (item, _L (figure->language, "sum of the divergences"),
                      known ? sum : _L (figure->language, "not computed yet"), NULL,
                      NULL);
  item = wk_scene_add_line (figure->builder, "more-rule", WK_ROLE_MUTED,
                            (WkPoint){ table->rect.x, rule },
                            (WkPoint){ table->rect.x + table->rect.width, rule });
  item->width = 2;
  wk_scene_add_text (figure->builder, "more-sum-name", WK_ROLE_INK, WK_TYPE_LABEL,
                     table->rect.x, y, WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                     _L (figure->language, "sum"));
  add_cell (table, work->n_more, 3, y, WK_TYPE_NODE_VALUE, sum, known);
}

/* What each dimension gives to the sum. */
static void
draw_shares (const Table *table, double y)
{
  const WkLatentFigure *figure = table->figure;
  const WkLatentWork *work = figure->work;
  double x = table->rect.x;

  if (!(work->more_sum > 0))
    return;
  for (guint i = 0; i < work->n_more && is_known (table, i); i++)
    {
      double width = table->rect.width * work->more_kl[i] / work->more_sum;
      WkItem *bar;

      if (width < 1)
        continue;
      bar = wk_scene_add_box (figure->builder,
                              wk_scene_id (figure->builder, "more-bar-%u", i),
                              WK_ROLE_PAPER, (WkRect){ x, y, width, BAR }, 0);
      bar->fill = i % 2 == 0 ? WK_ROLE_POSITIVE : WK_ROLE_NEGATIVE;
      bar->tint = 1;
      bar->width = 2;
      x += width;
    }
}

void
wk_latent_more_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  double line = MIN ((rect.height - 2 * BAR) / (work->n_more + 2.4),
                     2.1 * wk_type_size (WK_TYPE_NODE_VALUE, figure->view->text_scale));
  double width = MIN (rect.width, figure->projector ? 640 : 560);
  double height = (work->n_more + 2.2) * line + 2 * BAR;
  Table table = { .figure = figure,
                  .line = line,
                  .rect = { rect.x + (rect.width - width) / 2,
                            rect.y + MAX (0, (rect.height - height) / 2), width,
                            height } };

  draw_head (&table);
  for (guint i = 0; i < work->n_more; i++)
    draw_row (&table, i);
  draw_sum (&table);
  draw_shares (&table, table.rect.y + (work->n_more + 2.2) * line + 0.4 * BAR);
}
