/* wk-field-table.c - the layers with what is known of each: r, j, and n from the top
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#include <math.h>

#include "model/wk-number.h"

/* By WkTextScale, and where there is little room. */
static const double column_gaps[] = { 46.0, 30.0 };
#define TERSE_GAP 22.0
#define PAD 16.0
#define FOLD_SIZE 24.0
#define FOLD_GAP 12.0

typedef enum
{
  COLUMN_R,
  COLUMN_J,
  COLUMN_LAST, /* what others have published; n, where that is counted */
  N_COLUMNS,
} Column;

static const char *const symbols[] = { "r", "j", "n" };

/* --- values --- */

/* The fields that others have published, where labels of second rank have a place. */
static gboolean
has_published (const WkFieldFigure *figure)
{
  const WkField *field = figure->field;

  for (guint line = 1; line < figure->n_lines; line++)
    if (figure->view->text_scale != WK_TEXT_SCALE_PROJECTOR &&
        field->layers[wk_field_line_layer (field, line) - 1].published > 0)
      return TRUE;
  return FALSE;
}

/* "" where nothing is published. */
static char *
published_text (const WkFieldFigure *figure, guint line)
{
  guint layer = wk_field_line_layer (figure->field, line);
  int published = layer > 0 && has_published (figure)
                      ? figure->field->layers[layer - 1].published
                      : 0;

  return published > 0 ? wk_number_to_text (published, figure->language)
                       : g_strdup ("");
}

static double
column_gap (const WkFieldFigure *figure)
{
  return figure->terseness > 0 ? TERSE_GAP : column_gaps[figure->view->text_scale];
}

/* Of rows and columns only those that the steps go along. */
static gboolean
is_one_axis (const WkFieldFigure *figure, Column column)
{
  return figure->terseness >= (column == COLUMN_R ? 3 : 2);
}

/* What is written; @whole: rows and columns even where there is room for one. */
static char *
column_text (const WkFieldFigure *figure, Column column, guint line, gboolean whole)
{
  const WkField *field = figure->field;
  guint layer = wk_field_line_layer (field, line);
  gboolean one = !whole && is_one_axis (figure, column);
  guint rows = one ? field->axis : 0, columns = one ? field->axis : 1;

  switch (column)
    {
    case COLUMN_R:
      return wk_field_figure_pair (figure, field->depth[rows][layer].width,
                                   field->depth[columns][layer].width);
    case COLUMN_J:
      return wk_field_figure_pair (figure, field->depth[rows][layer].jump,
                                   field->depth[columns][layer].jump);
    case COLUMN_LAST:
    case N_COLUMNS:
    default:
      return figure->checking ? wk_field_figure_pair (figure, field->count[rows][layer],
                                                      field->count[columns][layer])
                              : published_text (figure, line);
    }
}

/* On the projector what is asked stands out in size, too. */
static WkTypeRole
answer_type (const WkFieldFigure *figure, Column column)
{
  return column == COLUMN_R && figure->terseness == 0 &&
                 figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR
             ? WK_TYPE_NODE_VALUE
             : WK_TYPE_LABEL_STRONG;
}

/* What a column holds, and of which axis where it holds one of two. (transfer full) */
static char *
head_formula (const WkFieldFigure *figure, Column column)
{
  if (!is_one_axis (figure, column))
    return g_strdup (symbols[column]);
  return g_strdup_printf ("%s_\\text{%s}", symbols[column],
                          figure->field->axis == 0 ? _L (figure->language, "rows")
                                                   : _L (figure->language, "columns"));
}

static double
head_width (const WkFieldFigure *figure, Column column)
{
  const WkMeasure *measure = figure->view->measure;
  g_autofree char *formula = head_formula (figure, column);
  WkExtents extents = { 0 };

  measure->formula (measure, formula, WK_TYPE_SYMBOL_SMALL, figure->view->text_scale,
                    0.0, &extents);
  return MAX (extents.width, wk_type_size (WK_TYPE_LABEL, figure->view->text_scale));
}

/* The same at every step: the last column has room for both that it holds. */
static double
column_width (const WkFieldFigure *figure, Column column)
{
  WkFieldFigure other = *figure;
  double widest = head_width (figure, column);

  other.checking = column == COLUMN_LAST;
  if (column == COLUMN_LAST && has_published (figure))
    widest = wk_field_figure_measure (figure, _L (figure->language, "published"),
                                      WK_TYPE_SECONDARY);
  for (guint line = 0; line < figure->n_lines; line++)
    {
      g_autofree char *text = column_text (&other, column, line, FALSE);

      widest = MAX (
          widest, wk_field_figure_measure (figure, text, answer_type (figure, column)));
    }
  return widest;
}

static double
columns_width (const WkFieldFigure *figure)
{
  double width = 0.0;

  for (Column column = COLUMN_R; column < N_COLUMNS; column++)
    width += column_gap (figure) + column_width (figure, column);
  return width;
}

/* --- lines --- */

static gboolean
has_marks (const WkFieldFigure *figure)
{
  return figure->field->folded || figure->field->opened;
}

static double
label_indent (const WkFieldFigure *figure)
{
  return PAD + (has_marks (figure) ? FOLD_SIZE + FOLD_GAP : 0.0);
}

double
wk_field_table_width (const WkFieldFigure *figure, double most)
{
  double others = label_indent (figure) + columns_width (figure) + PAD;
  double least = 3.0 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale);
  double widest;

  if (figure->field->opened)
    least =
        MAX (least,
             PAD - label_indent (figure) +
                 wk_field_figure_measure (figure, _L (figure->language, "‹ all layers"),
                                          WK_TYPE_SECONDARY));
  widest = least;

  for (guint line = 0; line < figure->n_lines; line++)
    widest = MAX (widest, wk_field_label_width (figure, line));
  return others + MAX (MIN (widest, most - others), least);
}

void
wk_field_table_choose (WkFieldFigure *figure, double most)
{
  for (guint terseness = 0; terseness <= WK_FIELD_MAX_TERSENESS; terseness++)
    {
      figure->terseness = terseness;
      if (wk_field_table_width (figure, 0.0) <= most)
        return;
    }
}

/* Where the glow is: it moves up with the steps, and all the way down in the last. */
static double
glow_y (const WkFieldFigure *figure)
{
  const double *y = figure->table_y;
  guint top = figure->field->n_groups, line = MIN (figure->step, top);

  if (figure->checking)
    return y[top] + figure->progress * (y[0] - y[top]);
  return y[line] + (1.0 - figure->progress) * (y[line - 1] - y[line]);
}

static double
glow_height (const WkFieldFigure *figure)
{
  return MIN (figure->table_pitch - 4.0, 64.0);
}

/* Text on a glow is ink. */
static gboolean
is_on_glow (const WkFieldFigure *figure, guint line)
{
  return figure->step > 0 && fabs (glow_y (figure) - figure->table_y[line]) <
                                 0.5 * (glow_height (figure) + figure->table_pitch);
}

static void
draw_glow (const WkFieldFigure *figure)
{
  double height = glow_height (figure);
  WkItem *glow;

  if (figure->step == 0)
    return;
  glow = wk_scene_add_box (figure->builder, "line-glow", WK_ROLE_NONE,
                           (WkRect){ figure->table.x, glow_y (figure) - height / 2.0,
                                     figure->table.width, height },
                           12.0);
  glow->width = 0.0;
  glow->fill = WK_ROLE_FOCUS;
  glow->tint = 1.0;
}

/* A box with a plus: this line can be looked into. */
static void
draw_fold (const WkFieldFigure *figure, guint line, double x)
{
  WkFieldGroup group = figure->field->groups[line - 1];
  double y = figure->table_y[line], arm = 0.28 * FOLD_SIZE;
  g_autofree char *name = wk_field_group_name (figure->field, figure->language, group);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "look into %s"), name);
  WkItem *box = wk_scene_add_box (
      figure->builder, wk_scene_id (figure->builder, "fold-%u", line), WK_ROLE_MUTED,
      (WkRect){ x, y - FOLD_SIZE / 2.0, FOLD_SIZE, FOLD_SIZE }, 5.0);
  WkItem *bar;

  box->width = 2.0;
  wk_item_set_spoken (box, label, NULL, NULL, "open");
  x += FOLD_SIZE / 2.0;
  bar = wk_scene_add_line (
      figure->builder, wk_scene_id (figure->builder, "fold-across-%u", line),
      WK_ROLE_MUTED, (WkPoint){ x - arm, y }, (WkPoint){ x + arm, y });
  bar->width = 2.5;
  bar = wk_scene_add_line (
      figure->builder, wk_scene_id (figure->builder, "fold-up-%u", line), WK_ROLE_MUTED,
      (WkPoint){ x, y - arm }, (WkPoint){ x, y + arm });
  bar->width = 2.5;
}

/* --- lines --- */

/* What the line's value in @column is worth at this position: 0 not known, 1 known. */
static gboolean
is_shown (const WkFieldFigure *figure, Column column, guint line)
{
  if (column == COLUMN_LAST && figure->checking)
    return figure->progress * (figure->n_lines + 0.01) >=
           (double) (figure->n_lines - line);
  if (line <= figure->known)
    return TRUE;
  return figure->step == line && figure->progress >= 0.6;
}

static gboolean
is_current (const WkFieldFigure *figure, Column column, guint line)
{
  if (figure->checking)
    return column == COLUMN_LAST && line == 0;
  return figure->step == line && column == COLUMN_R;
}

static char *
value_words (const WkFieldFigure *figure, Column column, guint layer)
{
  switch (column)
    {
    case COLUMN_R:
      return g_strdup_printf (_L (figure->language, "field after layer %u"), layer);
    case COLUMN_J:
      return g_strdup_printf (_L (figure->language, "jump after layer %u"), layer);
    case COLUMN_LAST:
    case N_COLUMNS:
    default:
      if (!figure->checking)
        return g_strdup_printf (_L (figure->language, "published field of layer %u"),
                                layer);
      return g_strdup_printf (
          _L (figure->language, "units of layer %u that feed the top one"), layer);
    }
}

/* What it is, its value or "not computed yet", and how it came about. */
static void
speak_value (const WkFieldFigure *figure,
             WkItem *item,
             Column column,
             guint line,
             const char *text)
{
  const WkField *field = figure->field;
  guint layer = wk_field_line_layer (field, line);
  g_autofree char *label = NULL;
  g_autofree char *how = NULL;

  if ((line == 0 && (column != COLUMN_LAST || !figure->checking)) ||
      g_strcmp0 (text, "") == 0)
    return;
  label = value_words (figure, column, layer);
  if (text != NULL && column == COLUMN_R && field->groups[line - 1].first == layer)
    {
      const WkReceptiveField *before = wk_field_at (field, layer - 1);
      const WkWindow *window = wk_field_window (field, layer, field->axis);

      how = g_strdup_printf (
          _L (figure->language, "%d before, plus %d times the jump %d"),
          (int) before->width, (window->kernel - 1) * window->dilation,
          (int) before->jump);
    }
  wk_item_set_spoken (item, label,
                      text != NULL ? text : _L (figure->language, "not computed yet"),
                      how, NULL);
}

static WkTypeRole
value_type (const WkFieldFigure *figure, Column column, guint line, gboolean shown)
{
  WkTypeRole large = answer_type (figure, column);
  double size = wk_type_size (large, figure->view->text_scale);

  if (!(shown && column == COLUMN_R) && !is_current (figure, column, line))
    return WK_TYPE_LABEL;
  return shown && figure->table_pitch >= 1.05 * size ? large : WK_TYPE_LABEL_STRONG;
}

static void
draw_values (const WkFieldFigure *figure, guint line)
{
  double x = figure->table.x + figure->table.width - PAD;

  for (int column = N_COLUMNS - 1; column >= 0; column--)
    {
      double width = column_width (figure, (Column) column);
      gboolean shown = is_shown (figure, (Column) column, line);
      g_autofree char *text =
          shown ? column_text (figure, (Column) column, line, FALSE) : NULL;
      g_autofree char *whole =
          shown ? column_text (figure, (Column) column, line, TRUE) : NULL;
      WkItem *item;

      if (shown ? *text != '\0' : column < COLUMN_LAST)
        {
          item = wk_scene_add_text (
              figure->builder,
              wk_scene_id (figure->builder, "value-%s-%u", symbols[column], line),
              WK_ROLE_INK, value_type (figure, (Column) column, line, shown),
              x - width / 2.0, figure->table_y[line], WK_ANCHOR_MIDDLE,
              WK_VALIGN_MIDDLE, shown ? text : "?");
          if (!shown && !is_on_glow (figure, line))
            item->emphasis = WK_EMPHASIS_NOT_YET;
          speak_value (figure, item, (Column) column, line, whole);
        }
      x -= width + column_gap (figure);
    }
}

/* The line as a whole can be picked: its layer's unit then shows its cone. */
static void
draw_target (const WkFieldFigure *figure, guint line)
{
  guint layer = wk_field_line_layer (figure->field, line);
  double height = figure->table_pitch - 2.0;
  g_autofree char *label =
      line == 0 ? g_strdup (_L (figure->language, "input"))
                : g_strdup_printf (_L (figure->language, "layer %u"), layer);
  WkItem *box;

  if (line > figure->known || figure->step == 0)
    return;
  box = wk_scene_add_box (
      figure->builder, wk_scene_id (figure->builder, "line-%u", line), WK_ROLE_NONE,
      (WkRect){ figure->table.x, figure->table_y[line] - height / 2.0,
                figure->table.width, height },
      8.0);
  box->width = 0.0;
  wk_item_set_spoken (box, label, _L (figure->language, "pick to see its cone"), NULL,
                      "pick");
}

static void
draw_head (const WkFieldFigure *figure)
{
  double y = figure->table_y[figure->field->n_groups] - figure->table_pitch / 2.0 -
             0.6 * wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
  double x = figure->table.x + figure->table.width - PAD;

  for (int column = N_COLUMNS - 1; column >= 0; column--)
    {
      double width = column_width (figure, (Column) column);
      g_autofree char *formula = head_formula (figure, (Column) column);

      if (column == COLUMN_LAST && !figure->checking && has_published (figure))
        wk_scene_add_text (figure->builder, "head-published", WK_ROLE_MUTED,
                           WK_TYPE_SECONDARY, x - width / 2.0, y, WK_ANCHOR_MIDDLE,
                           WK_VALIGN_MIDDLE, _L (figure->language, "published"));
      else if (column != COLUMN_LAST || figure->checking)
        wk_scene_add_formula (figure->builder,
                              wk_scene_id (figure->builder, "head-%s", symbols[column]),
                              WK_ROLE_MUTED, WK_TYPE_SYMBOL_SMALL, x - width / 2.0, y,
                              WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, formula);
      x -= width + column_gap (figure);
    }
  if (figure->field->opened)
    {
      WkItem *item = wk_scene_add_text (figure->builder, "unfold", WK_ROLE_MUTED,
                                        WK_TYPE_SECONDARY, figure->table.x + PAD, y,
                                        WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                                        _L (figure->language, "‹ all layers"));

      wk_item_set_spoken (item, _L (figure->language, "back to all layers"), NULL, NULL,
                          "open");
    }
  else
    wk_scene_add_text (figure->builder, "head-layer", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                       figure->table.x + label_indent (figure), y, WK_ANCHOR_START,
                       WK_VALIGN_MIDDLE, _L (figure->language, "layer"));
}

void
wk_field_table_draw (const WkFieldFigure *figure)
{
  double x = figure->table.x + label_indent (figure);
  double room =
      figure->table.width - label_indent (figure) - PAD - columns_width (figure);

  draw_glow (figure);
  draw_head (figure);
  for (int line = (int) figure->n_lines - 1; line >= 0; line--)
    {
      WkFieldGroup group = { 0, 0 };

      wk_scene_add_group (figure->builder,
                          wk_scene_id (figure->builder, "table-%d", line), NULL);
      wk_scene_set_group (figure->builder,
                          wk_scene_id (figure->builder, "table-%d", line));
      if (line > 0)
        group = figure->field->groups[line - 1];
      draw_target (figure, (guint) line);
      if (group.first < group.last)
        draw_fold (figure, (guint) line, figure->table.x + PAD);
      wk_field_label_draw (figure, (guint) line, x, room,
                           is_on_glow (figure, (guint) line));
      draw_values (figure, (guint) line);
      wk_scene_set_group (figure->builder, NULL);
    }
}
