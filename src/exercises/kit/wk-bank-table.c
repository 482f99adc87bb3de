/* wk-bank-table.c - the four sizes, the orders in which they are written, the counts
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row is a name at the left and a value at the right; where both do not fit one line
 * the value stands below its name. What is not computed yet is a question mark.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-bank-private.h"
#include "model/wk-number.h"

#define COLUMN_GAP 26.0
#define GROUP_GAP 22.0
#define ROW_SPACE 1.55
#define MAX_STRETCH 1.35 /* of the rows, where there is room */

typedef struct
{
  const char *id;
  char *name; /* words */
  char *value;
  const char *edits;
  char *spoken;
  guint step; /* that makes it known */
} Row;

#define MAX_ROWS 9
#define N_SIZES 4
#define N_ORDERS 3

typedef struct
{
  Row rows[MAX_ROWS];
  guint n;
} Table;

static void
add_row (Table *table, const char *id, char *name, char *value, guint step)
{
  table->rows[table->n++] =
      (Row){ .id = id, .name = name, .value = value, .step = step };
}

static char *
four (int a, int b, int c, int d)
{
  return g_strdup_printf ("[%d, %d, %d, %d]", a, b, c, d);
}

static char *
biases_sum (const WkBank *bank, const WkLanguage *language)
{
  g_autofree char *weights = wk_number_to_text (bank->n_weights, language);
  g_autofree char *all = wk_number_to_text (bank->n_parameters, language);

  return g_strdup_printf ("%s + %d = %s", weights, bank->n_out, all);
}

static Table
make_table (const WkBankFigure *figure)
{
  static const char *const edits[N_SIZES] = { "out", "kernel[0]", "kernel[1]", "in" };
  const WkBank *bank = figure->bank;
  const WkLanguage *language = figure->language;
  int out = bank->n_out, in = bank->n_in, h = bank->n_rows, w = bank->n_columns;
  Table table = { .n = 0 };

  add_row (&table, "size-out", g_strdup (_L (language, "filters, out")),
           g_strdup_printf ("%d", out), 2);
  add_row (&table, "size-rows", g_strdup (_L (language, "kernel rows, h")),
           g_strdup_printf ("%d", h), 2);
  add_row (&table, "size-columns", g_strdup (_L (language, "kernel columns, w")),
           g_strdup_printf ("%d", w), 2);
  add_row (&table, "size-in", g_strdup (_L (language, "input maps, in")),
           g_strdup_printf ("%d", in), 2);
  for (guint i = 0; i < N_SIZES; i++)
    table.rows[i].edits = edits[i];
  add_row (&table, "order-exam", g_strdup ("[out, h, w, in]"), four (out, h, w, in), 2);
  add_row (&table, "order-out", g_strdup ("[out, in, h, w]"), four (out, in, h, w), 2);
  add_row (&table, "order-rows", g_strdup ("[h, w, in, out]"), four (h, w, in, out), 2);
  add_row (&table, "count-weights", g_strdup (_L (language, "weights")),
           wk_number_to_text (bank->n_weights, language), 3);
  add_row (&table, "count-biases", g_strdup (_L (language, "with biases")),
           biases_sum (bank, language), 4);
  return table;
}

static void
clear_table (Table *table)
{
  for (guint i = 0; i < table->n; i++)
    {
      g_free (table->rows[i].name);
      g_free (table->rows[i].value);
    }
}

static gboolean
is_beside (const WkBankFigure *figure, const Row *row, double width)
{
  return wk_bank_text_width (figure, WK_TYPE_SECONDARY, row->name) +
             wk_bank_text_width (figure, WK_TYPE_LABEL_STRONG, row->value) +
             COLUMN_GAP <=
         width;
}

static double
row_height (const WkBankFigure *figure, const Row *row, double width)
{
  double line = wk_bank_line_height (figure, WK_TYPE_LABEL_STRONG) * ROW_SPACE / 1.25;

  return is_beside (figure, row, width) ? line : 1.9 * line;
}

double
wk_bank_table_width (const WkBankFigure *figure, gboolean wide)
{
  Table table = make_table (figure);
  double widest = 0;

  for (guint i = 0; i < table.n; i++)
    {
      double name = wk_bank_text_width (figure, WK_TYPE_SECONDARY, table.rows[i].name);
      double value =
          wk_bank_text_width (figure, WK_TYPE_LABEL_STRONG, table.rows[i].value);

      widest = MAX (widest, wide ? name + value + COLUMN_GAP : MAX (name, value));
    }
  clear_table (&table);
  return ceil (widest);
}

/* Sizes and orders belong to step 2. Where there is no room for all, the counts take
 * the place of the orders; where there is less, the sizes go as well: the orders have
 * them.
 */
typedef enum
{
  SHOW_ALL,
  SHOW_SIZES_AND_GROUP,
  SHOW_GROUP,
} Show;

static gboolean
is_shown (const WkBankFigure *figure, guint i, Show show)
{
  gboolean counting = figure->view->position > 2.0 + 1e-9;

  if (show == SHOW_ALL)
    return TRUE;
  if (i < N_SIZES)
    return show == SHOW_SIZES_AND_GROUP;
  return (i < N_SIZES + N_ORDERS) != counting;
}

static gboolean
has_rule_after (guint i, Show show)
{
  return (i == N_SIZES - 1 && show != SHOW_GROUP) ||
         (i == N_SIZES + N_ORDERS - 1 && show == SHOW_ALL);
}

static double
table_height (const WkBankFigure *figure, const Table *table, double width, Show show)
{
  double height = 0;

  for (guint i = 0; i < table->n; i++)
    {
      if (is_shown (figure, i, show))
        height += row_height (figure, &table->rows[i], width);
      if (has_rule_after (i, show))
        height += GROUP_GAP;
    }
  return height;
}

static Show
choose_show (const WkBankFigure *figure, const Table *table, WkRect area)
{
  Show show = SHOW_ALL;

  while (show < SHOW_GROUP &&
         table_height (figure, table, area.width, show) > area.height)
    show++;
  return show;
}

double
wk_bank_table_height (const WkBankFigure *figure, double width)
{
  Table table = make_table (figure);
  double height = table_height (figure, &table, width, SHOW_ALL);

  clear_table (&table);
  return height;
}

static void
speak_row (const WkBankFigure *figure, const Row *row, WkItem *item, gboolean known)
{
  wk_item_set_spoken (item, row->name,
                      known ? row->value : _L (figure->language, "not computed yet"),
                      NULL, row->edits);
}

static void
draw_row (const WkBankFigure *figure, const Row *row, WkRect place, gboolean beside)
{
  WkSceneBuilder *builder = figure->builder;
  double line = beside ? place.height : place.height / 1.9;
  double y = place.y + line / 2, t = figure->t[row->step];
  gboolean known = t >= 0.5;
  gboolean current = wk_view_current_step (figure->view) == row->step;
  WkItem *item;

  if (current && known && row->step > 2)
    {
      item = wk_scene_add_box (
          builder, wk_scene_id (builder, "%s-glow", row->id), WK_ROLE_NONE,
          (WkRect){ place.x - 10, place.y, place.width + 20, place.height }, 8);
      item->fill = WK_ROLE_FOCUS;
      item->tint = 1;
      item->width = 0;
    }
  wk_scene_add_text (builder, wk_scene_id (builder, "%s-name", row->id),
                     current && known && row->step > 2 ? WK_ROLE_INK : WK_ROLE_MUTED,
                     WK_TYPE_SECONDARY, place.x, y, WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                     row->name);
  item = wk_scene_add_text (builder, row->id, known ? WK_ROLE_INK : WK_ROLE_MUTED,
                            WK_TYPE_LABEL_STRONG, place.x + place.width,
                            beside ? y : y + 0.9 * line, WK_ANCHOR_END,
                            WK_VALIGN_MIDDLE, known ? row->value : "?");
  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
  speak_row (figure, row, item, known);
}

static void
draw_rule (const WkBankFigure *figure, guint i, WkRect area, double y)
{
  WkSceneBuilder *builder = figure->builder;
  WkItem *line =
      wk_scene_add_line (builder, wk_scene_id (builder, "rule-%u", i), WK_ROLE_LINE,
                         (WkPoint){ area.x, y }, (WkPoint){ area.x + area.width, y });

  line->width = 2;
}

void
wk_bank_draw_table (const WkBankFigure *figure, WkRect area)
{
  Table table = make_table (figure);
  Show show = choose_show (figure, &table, area);
  double height = table_height (figure, &table, area.width, show);
  double stretch = CLAMP (0.92 * area.height / height, 1.0, MAX_STRETCH);
  double y = area.y + MAX (0.0, (area.height - height * stretch) / 2);

  wk_scene_add_group (figure->builder, "sizes", _L (figure->language, "sizes"));
  wk_scene_set_group (figure->builder, "sizes");
  for (guint i = 0; i < table.n; i++)
    {
      const Row *row = &table.rows[i];
      double each = row_height (figure, row, area.width) * stretch;

      if (is_shown (figure, i, show))
        {
          draw_row (figure, row, (WkRect){ area.x, y, area.width, each },
                    is_beside (figure, row, area.width));
          y += each;
        }
      if (has_rule_after (i, show))
        {
          draw_rule (figure, i, area, y + GROUP_GAP * stretch / 2);
          y += GROUP_GAP * stretch;
        }
    }
  wk_scene_set_group (figure->builder, NULL);
  clear_table (&table);
}
