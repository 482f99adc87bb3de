/* wk-ratio-towers.c - the parameters of both models as heights, and in numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-ratio-private.h"
#include "model/wk-number.h"

#define TOWER_GAP 34.0
#define MIN_TOWER 84.0
#define MIN_LINED 5.0 /* a storey lower than this has no outline of its own */
#define TABLE_GAP 30.0
#define ROW_SPACE 1.5

double
wk_ratio_text_width (const WkRatioFigure *figure, WkTypeRole type, const char *text)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->text (measure, text, type, figure->view->text_scale, 0, &extents);
  return extents.width;
}

static double
formula_width (const WkRatioFigure *figure, const char *source)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->formula (measure, source, WK_TYPE_SYMBOL, figure->view->text_scale, 0,
                    &extents);
  return extents.width;
}

/* --- towers --- */

static char *
ratio_words (const WkRatioFigure *figure, gboolean known)
{
  const WkRatio *ratio = figure->ratio;
  g_autofree char *top = wk_number_to_formula ((double) ratio->top, figure->language);
  g_autofree char *low = wk_number_to_formula ((double) ratio->low, figure->language);
  const char *name = ratio->inverse ? "B/A" : "A/B";

  if (!known)
    return g_strdup_printf ("%s=\\text{?}", name);
  return ratio->low == 1 ? g_strdup_printf ("%s=%s", name, top)
                         : g_strdup_printf ("%s=%s/%s", name, top, low);
}

static double
tower_width (const WkRatioFigure *figure)
{
  g_autofree char *a = wk_number_to_text ((double) figure->ratio->a, figure->language);
  g_autofree char *b = wk_number_to_text ((double) figure->ratio->b, figure->language);
  double wide_a = wk_ratio_text_width (figure, WK_TYPE_LABEL_STRONG, a);
  double wide_b = wk_ratio_text_width (figure, WK_TYPE_LABEL_STRONG, b);

  return MAX (MIN_TOWER, MAX (wide_a, wide_b));
}

double
wk_ratio_towers_width (const WkRatioFigure *figure)
{
  g_autofree char *words = ratio_words (figure, TRUE);
  double ratio = formula_width (figure, words);
  double head = wk_ratio_text_width (figure, WK_TYPE_SECONDARY,
                                     _L (figure->language, "parameters"));
  double towers = 2 * tower_width (figure) + TOWER_GAP;

  return MAX (towers, MAX (ratio, head));
}

typedef struct
{
  const WkRatioFigure *figure;
  const char *id, *label;
  gboolean stack;
  WkRole fill;
  double t; /* how far it has grown */
  double x, width, base, room;
} Tower;

static void
draw_storeys (const Tower *tower, double unit)
{
  const WkRatio *ratio = tower->figure->ratio;
  WkSceneBuilder *builder = tower->figure->builder;
  int n = tower->stack ? ratio->n : 1;
  double y = tower->base;

  for (int i = 0; i < n; i++)
    {
      gint64 count = tower->stack ? wk_ratio_layer (ratio, i) : ratio->a;
      double height = MAX (unit * (double) count * tower->t, 1.0);
      WkItem *box = wk_scene_add_box (
          builder, wk_scene_id (builder, "%s-%d", tower->id, i + 1), WK_ROLE_INK,
          (WkRect){ tower->x, y - height, tower->width, height }, 0);

      box->fill = tower->fill;
      box->tint = 0.3;
      box->width = height >= MIN_LINED ? 2 : 0;
      y -= height;
    }
}

static void
draw_tower (const Tower *tower)
{
  const WkRatioFigure *figure = tower->figure;
  const WkRatio *ratio = figure->ratio;
  WkSceneBuilder *builder = figure->builder;
  gint64 count = tower->stack ? ratio->b : ratio->a;
  double unit = tower->room / (double) MAX (ratio->a, ratio->b);
  gboolean known = tower->t >= 0.5;
  double height = tower->t > 0 ? unit * (double) count * tower->t : 0;
  g_autofree char *value = wk_number_to_text ((double) count, figure->language);
  g_autofree char *spoken = wk_number_to_words ((double) count, figure->language);
  WkItem *item;

  if (tower->t > 0)
    draw_storeys (tower, unit);
  item = wk_scene_add_text (builder, tower->id, known ? WK_ROLE_INK : WK_ROLE_MUTED,
                            WK_TYPE_LABEL_STRONG, tower->x + tower->width / 2,
                            tower->base - height - figure->bar_line / 2 - 2,
                            WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, known ? value : "?");
  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
  wk_item_set_spoken (item, tower->label,
                      known ? spoken : _L (figure->language, "not computed yet"), NULL,
                      "channels");
  wk_scene_add_text (builder, wk_scene_id (builder, "%s-name", tower->id),
                     WK_ROLE_MUTED, WK_TYPE_SECONDARY, tower->x + tower->width / 2,
                     tower->base + figure->line / 2 + 4, WK_ANCHOR_MIDDLE,
                     WK_VALIGN_MIDDLE, tower->stack ? "B" : "A");
}

static void
draw_ratio (const WkRatioFigure *figure, double x, double y)
{
  gboolean known = figure->t[4] >= 0.5;
  g_autofree char *words = ratio_words (figure, known);
  WkItem *item = wk_scene_add_formula (
      figure->builder, "ratio", known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SYMBOL, x,
      y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, words);

  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
}

void
wk_ratio_draw_towers (const WkRatioFigure *figure, WkRect area)
{
  WkSceneBuilder *builder = figure->builder;
  double width = tower_width (figure), middle = area.x + area.width / 2;
  double ratio_line = 1.3 * wk_type_size (WK_TYPE_SYMBOL, figure->view->text_scale);
  double base = area.y + area.height - figure->line - ratio_line - 10;
  double top = area.y + figure->line + 8 + figure->bar_line;
  Tower tower = { .figure = figure,
                  .id = "tower-a",
                  .label = _L (figure->language, "parameters of model A"),
                  .fill = WK_ROLE_POSITIVE,
                  .t = figure->t[2],
                  .x = middle - TOWER_GAP / 2 - width,
                  .width = width,
                  .base = base,
                  .room = MAX (base - top, 10.0) };
  WkItem *line;

  wk_scene_add_group (builder, "towers", _L (figure->language, "parameters"));
  wk_scene_set_group (builder, "towers");
  wk_scene_add_text (builder, "towers-heading", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                     middle, area.y + figure->line / 2, WK_ANCHOR_MIDDLE,
                     WK_VALIGN_MIDDLE, _L (figure->language, "parameters"));
  draw_tower (&tower);
  tower.id = "tower-b";
  tower.label = _L (figure->language, "parameters of model B");
  tower.stack = TRUE;
  tower.fill = WK_ROLE_NEGATIVE;
  tower.t = figure->t[3];
  tower.x = middle + TOWER_GAP / 2;
  draw_tower (&tower);
  line = wk_scene_add_line (builder, "towers-base", WK_ROLE_MUTED,
                            (WkPoint){ middle - TOWER_GAP / 2 - width, base },
                            (WkPoint){ middle + TOWER_GAP / 2 + width, base });
  line->width = 2;
  draw_ratio (figure, middle, area.y + area.height - ratio_line / 2);
  wk_scene_set_group (builder, NULL);
}

/* --- the table --- */

typedef struct
{
  const char *id, *name;
  char *a, *b;
  guint step_a, step_b; /* that make them known; 0: given */
} Row;

#define MAX_ROWS 7

typedef struct
{
  Row rows[MAX_ROWS];
  guint n;
  double name_width, value_width;
} Table;

static void
add_row (Table *table,
         const WkRatioFigure *figure,
         const char *id,
         const char *name,
         double a,
         double b,
         guint step_a,
         guint step_b)
{
  table->rows[table->n++] = (Row){ .id = id,
                                   .name = name,
                                   .a = wk_number_to_text (a, figure->language),
                                   .b = wk_number_to_text (b, figure->language),
                                   .step_a = step_a,
                                   .step_b = step_b };
}

static void
measure_table (Table *table, const WkRatioFigure *figure)
{
  for (guint i = 0; i < table->n; i++)
    {
      const Row *row = &table->rows[i];
      double name = wk_ratio_text_width (figure, WK_TYPE_SECONDARY, row->name);
      double a = wk_ratio_text_width (figure, WK_TYPE_LABEL_STRONG, row->a);
      double b = wk_ratio_text_width (figure, WK_TYPE_LABEL_STRONG, row->b);

      table->name_width = MAX (table->name_width, name);
      table->value_width = MAX (table->value_width, MAX (a, b));
    }
}

/* Multiplications and activations are those of one pixel of the output, stride 1. */
static Table
make_table (const WkRatioFigure *figure)
{
  const WkRatio *ratio = figure->ratio;
  const WkLanguage *language = figure->language;
  gint64 bias_a = ratio->bias ? ratio->out : 0;
  gint64 bias_b = ratio->bias ? (gint64) ratio->n * ratio->out : 0;
  Table table = { .n = 0 };

  add_row (&table, figure, "row-layers", _L (language, "layers"), 1, ratio->n, 0, 1);
  add_row (&table, figure, "row-weights", _L (language, "weights"),
           (double) (ratio->a - bias_a), (double) (ratio->b - bias_b), 2, 3);
  if (ratio->bias)
    add_row (&table, figure, "row-biases", _L (language, "biases"), (double) bias_a,
             (double) bias_b, 2, 3);
  add_row (&table, figure, "row-products", _L (language, "multiplications a pixel"),
           (double) (ratio->a - bias_a), (double) (ratio->b - bias_b), 2, 3);
  add_row (&table, figure, "row-activations", _L (language, "activations a pixel"),
           ratio->out, (double) ratio->n * ratio->out, 2, 3);
  add_row (&table, figure, "row-nonlinear", _L (language, "nonlinearities"), 1,
           ratio->n, 2, 3);
  measure_table (&table, figure);
  return table;
}

static void
clear_table (Table *table)
{
  for (guint i = 0; i < table->n; i++)
    {
      g_free (table->rows[i].a);
      g_free (table->rows[i].b);
    }
}

double
wk_ratio_table_width (const WkRatioFigure *figure)
{
  Table table = make_table (figure);

  clear_table (&table);
  return ceil (table.name_width + 2 * (table.value_width + TABLE_GAP));
}

double
wk_ratio_table_height (const WkRatioFigure *figure)
{
  Table table = make_table (figure);

  clear_table (&table);
  return (table.n + 1) * figure->line * ROW_SPACE;
}

static void
draw_value (const WkRatioFigure *figure,
            const Row *row,
            gboolean of_b,
            double x,
            double y)
{
  guint step = of_b ? row->step_b : row->step_a;
  gboolean known = step == 0 || figure->t[step] >= 0.5;
  const char *value = of_b ? row->b : row->a;
  g_autofree char *label = g_strdup_printf (of_b ? _L (figure->language, "%s, model B")
                                                 : _L (figure->language, "%s, model A"),
                                            row->name);
  WkItem *item = wk_scene_add_text (
      figure->builder,
      wk_scene_id (figure->builder, "%s-%s", row->id, of_b ? "b" : "a"),
      known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_LABEL_STRONG, x, y, WK_ANCHOR_END,
      WK_VALIGN_MIDDLE, known ? value : "?");

  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
  wk_item_set_spoken (item, label,
                      known ? value : _L (figure->language, "not computed yet"), NULL,
                      NULL);
}

void
wk_ratio_draw_table (const WkRatioFigure *figure, WkRect area)
{
  Table table = make_table (figure);
  WkSceneBuilder *builder = figure->builder;
  double row = figure->line * ROW_SPACE, right = area.x + area.width;
  double left = right - table.value_width - TABLE_GAP;
  double y = area.y + MAX (0.0, (area.height - row * (table.n + 1)) / 2) + row / 2;
  WkItem *line;

  wk_scene_add_group (builder, "numbers",
                      _L (figure->language, "both models in numbers"));
  wk_scene_set_group (builder, "numbers");
  for (int i = 0; i < 2; i++)
    wk_scene_add_text (builder, i == 0 ? "column-a" : "column-b", WK_ROLE_MUTED,
                       WK_TYPE_SECONDARY, i == 0 ? left : right, y, WK_ANCHOR_END,
                       WK_VALIGN_MIDDLE, i == 0 ? "A" : "B");
  line = wk_scene_add_line (builder, "numbers-rule", WK_ROLE_LINE,
                            (WkPoint){ area.x, y + row / 2 },
                            (WkPoint){ right, y + row / 2 });
  line->width = 2;
  for (guint i = 0; i < table.n; i++)
    {
      y += row;
      wk_scene_add_text (builder, wk_scene_id (builder, "%s-name", table.rows[i].id),
                         WK_ROLE_MUTED, WK_TYPE_SECONDARY, area.x, y, WK_ANCHOR_START,
                         WK_VALIGN_MIDDLE, table.rows[i].name);
      draw_value (figure, &table.rows[i], FALSE, left, y);
      draw_value (figure, &table.rows[i], TRUE, right, y);
    }
  wk_scene_set_group (builder, NULL);
  clear_table (&table);
}
