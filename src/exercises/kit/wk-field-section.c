/* wk-field-section.c - all layers along one axis, and the cone of one unit
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each line holds the units of one layer, each above the middle of what it sees. Where
 * there are too many to draw one by one, a line is a bar as long as its layer reaches.
 * While a step runs, the cone of the layer before widens to that of the next.
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#include <math.h>

#include "model/wk-number.h"

#define MAX_SCALE 66.0
/* Units of the page that a pixel needs to be drawn as a cell of its own. */
#define LEAST_CELL 9.0
#define CELL_SHARE 0.82
#define MAX_BAR 24.0
#define CONE_TINT 0.8
/* Places on a bar that can be picked. */
#define SEGMENTS 16

static double
pixel_x (const WkFieldSection *section, double pixel)
{
  return section->origin + (pixel + 0.5) * section->scale;
}

static double
unit_x (const WkFieldSection *section, guint line, gint64 unit)
{
  const WkField *field = section->figure->field;

  return pixel_x (section, wk_field_centre (field, field->axis,
                                            wk_field_line_layer (field, line), unit));
}

/* --- scale --- */

static void
widen (double *first, double *last, const WkReceptiveField *at, gint64 from, gint64 to)
{
  *first = MIN (*first, (double) (at->start + from * at->jump));
  *last = MAX (*last, (double) (at->start + to * at->jump + at->width - 1));
}

/* The image, and what the unit at the top sees beside it; or what any unit sees, once
 * one is picked: then others will be, too, and nothing shall jump. */
static void
find_range (const WkField *field, double *first, double *last)
{
  *first = 0.0;
  *last = field->n_inputs[field->axis] - 1.0;
  for (guint line = 1; line <= field->n_groups; line++)
    {
      guint layer = wk_field_line_layer (field, line);
      const WkReceptiveField *at = wk_field_at (field, layer);
      gint64 unit = wk_field_unit (field, field->axis, layer);

      widen (first, last, at, unit, unit);
      if (field->picked)
        widen (first, last, at, 0, at->n_units - 1);
    }
}

static void
set_scale (WkFieldSection *section)
{
  const WkFieldFigure *figure = section->figure;
  double first, last, room = figure->drawing.width, width;

  find_range (figure->field, &first, &last);
  section->scale = MIN (room / (last - first + 1.0), MAX_SCALE);
  section->cells = section->scale >= LEAST_CELL;
  width = section->scale * (last - first + 1.0);
  section->origin = figure->drawing.x + (room - width) / 2.0 - first * section->scale;
  section->cell_width = section->cells ? CELL_SHARE * section->scale : section->scale;
  section->cell_height = section->cells ? MIN (MAX (section->cell_width, 14.0),
                                               0.54 * figure->drawing_pitch)
                                        : MIN (MAX_BAR, 0.36 * figure->drawing_pitch);
}

/* --- which cone --- */

static WkFieldCone *
cone_of_line (const WkFieldSection *section, guint line)
{
  const WkField *field = section->figure->field;
  guint layer = wk_field_line_layer (field, line);

  return wk_field_cone_new (field, layer, wk_field_unit (field, field->axis, layer),
                            line, section->cells);
}

static void
find_cones (WkFieldSection *section)
{
  const WkFieldFigure *figure = section->figure;
  const WkField *field = figure->field;
  guint line = MIN (figure->step, field->n_groups);

  section->share = figure->checking ? 1.0 : figure->progress;
  if (figure->step == 0)
    return;
  if (field->picked && field->pick_layer <= wk_field_line_layer (field, figure->known))
    {
      section->now =
          wk_field_cone_new (field, field->pick_layer, field->pick_unit[field->axis],
                             figure->known, section->cells);
      section->now->is_pick = TRUE;
      section->share = 1.0;
      return;
    }
  section->now = cone_of_line (section, line);
  if (section->share < 1.0)
    section->before = cone_of_line (section, line - 1);
}

static gboolean
hull_edges (const WkFieldSection *section,
            const WkFieldCone *cone,
            guint line,
            double *left,
            double *right)
{
  WkSpan hull;
  double half = MAX (section->cell_width, 3.0) / 2.0;

  if (cone == NULL || cone->hull[line].last < cone->hull[line].first)
    return FALSE;
  hull = cone->hull[line];
  *left = unit_x (section, line, hull.first) - half;
  *right = unit_x (section, line, hull.last) + half;
  return TRUE;
}

/* Between the cone before and the cone now. */
gboolean
wk_field_section_edges (const WkFieldSection *section,
                        guint line,
                        double *left,
                        double *right)
{
  double old_left, old_right;

  if (!hull_edges (section, section->now, line, left, right))
    return FALSE;
  if (hull_edges (section, section->before, line, &old_left, &old_right))
    {
      *left = old_left + section->share * (*left - old_left);
      *right = old_right + section->share * (*right - old_right);
    }
  return TRUE;
}

static void
draw_cone (const WkFieldSection *section)
{
  const WkFieldFigure *figure = section->figure;
  double half = section->cell_height / 2.0;

  for (guint line = 1; line < figure->n_lines; line++)
    {
      double left, right, low_left, low_right;
      double high = figure->drawing_y[line] + half;
      double low = figure->drawing_y[line - 1] - half;
      WkItem *area;

      if (!wk_field_section_edges (section, line, &left, &right) ||
          !wk_field_section_edges (section, line - 1, &low_left, &low_right))
        continue;
      {
        const WkPoint points[] = {
          { left, high }, { right, high }, { low_right, low }, { low_left, low }
        };

        area = wk_scene_add_area (
            figure->builder, wk_scene_id (figure->builder, "cone-%u", line),
            WK_ROLE_FOCUS, CONE_TINT, points, G_N_ELEMENTS (points));
        area->width = 0.0;
        if (line == figure->step && section->share < 1.0 && !section->now->is_pick)
          area->opacity = section->share;
      }
    }
}

/* --- units one by one --- */

static gboolean
is_lit (const WkFieldSection *section, guint line, gint64 unit)
{
  const WkFieldCone *now = section->now, *before = section->before;
  double left, right, x;

  if (now == NULL)
    return FALSE;
  if (before != NULL && before->lit[line] != NULL && before->lit[line][unit])
    return TRUE;
  if (now->lit[line] == NULL || !now->lit[line][unit])
    return FALSE;
  if (section->share >= 1.0)
    return TRUE;
  x = unit_x (section, line, unit);
  return wk_field_section_edges (section, line, &left, &right) && x > left && x < right;
}

static gboolean
is_picked (const WkFieldSection *section, guint line, gint64 unit)
{
  const WkField *field = section->figure->field;

  return section->now != NULL && section->now->is_pick &&
         wk_field_line_layer (field, line) == field->pick_layer &&
         unit == field->pick_unit[field->axis];
}

static void
speak_unit (const WkFieldSection *section, WkItem *item, guint line, gint64 unit)
{
  const WkFieldFigure *figure = section->figure;
  const WkField *field = figure->field;
  const WkLanguage *language = figure->language;
  guint layer = wk_field_line_layer (field, line);
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;

  if (layer == 0)
    label = g_strdup_printf (_L (language, "pixel %d"), (int) unit);
  else
    {
      WkSpan span =
          wk_field_down (field, field->axis, layer, (WkSpan){ unit, unit }, 0);

      label = g_strdup_printf (_L (language, "unit %d of layer %u"), (int) unit, layer);
      value = g_strdup_printf (_L (language, "sees pixels %d to %d"), (int) span.first,
                               (int) span.last);
    }
  wk_item_set_spoken (item, label, value, NULL, "pick");
}

static double
unit_tint (const WkFieldSection *section, guint line)
{
  return 0.2 + 0.55 * line / (double) section->figure->field->n_groups;
}

static WkRect
cell_rect (const WkFieldSection *section, guint line, gint64 unit)
{
  return (WkRect){ unit_x (section, line, unit) - section->cell_width / 2.0,
                   section->figure->drawing_y[line] - section->cell_height / 2.0,
                   section->cell_width, section->cell_height };
}

static void
draw_unit (const WkFieldSection *section, guint line, gint64 unit, double opacity)
{
  const WkFieldFigure *figure = section->figure;
  gboolean lit = is_lit (section, line, unit);
  WkRect rect = cell_rect (section, line, unit);
  WkItem *cell = wk_scene_add_box (
      figure->builder,
      wk_scene_id (figure->builder, "unit-%u-%d",
                   wk_field_line_layer (figure->field, line), (int) unit),
      lit ? WK_ROLE_INK : WK_ROLE_LINE, rect, MIN (7.0, 0.16 * section->cell_width));

  cell->width = section->cell_width < 16.0 ? 1.5 : lit ? 2.2 : 1.5;
  cell->fill = lit ? WK_ROLE_POSITIVE : WK_ROLE_PAPER;
  cell->tint = lit ? unit_tint (section, line) : 1.0;
  cell->opacity = opacity;
  if (is_picked (section, line, unit))
    {
      cell->role = WK_ROLE_FOCUS;
      cell->width = 5.0;
    }
  if (line <= figure->known && figure->step > 0)
    speak_unit (section, cell, line, unit);
}

/* What the cone spans beyond the first and the last unit: padding. */
static void
draw_padding (const WkFieldSection *section, guint line, gint64 first, gint64 last)
{
  const WkFieldFigure *figure = section->figure;

  for (gint64 unit = first; unit <= last; unit++)
    {
      double x = unit_x (section, line, unit), left, right;
      WkItem *cell;

      if (!wk_field_section_edges (section, line, &left, &right) || x < left ||
          x > right)
        continue;
      cell = wk_scene_add_box (
          figure->builder,
          wk_scene_id (figure->builder, "padding-%u-%d", line, (int) unit),
          WK_ROLE_LINE, cell_rect (section, line, unit),
          MIN (7.0, 0.16 * section->cell_width));
      cell->width = 1.5;
      cell->fill = WK_ROLE_PAPER;
      cell->tint = 1.0;
      cell->hatched = TRUE;
    }
}

static void
draw_cells (const WkFieldSection *section, guint line, double opacity)
{
  const WkField *field = section->figure->field;
  gint64 n = wk_field_at (field, wk_field_line_layer (field, line))->n_units;

  if (section->now != NULL && section->now->hull[line].last >= 0)
    {
      draw_padding (section, line, section->now->hull[line].first, -1);
      draw_padding (section, line, n, section->now->hull[line].last);
    }
  for (gint64 unit = 0; unit < n; unit++)
    draw_unit (section, line, unit, opacity);
}

/* --- too many: bars --- */

static WkRect
bar_rect (const WkFieldSection *section, guint line, double left, double right)
{
  return (WkRect){ left, section->figure->drawing_y[line] - section->cell_height / 2.0,
                   right - left, section->cell_height };
}

/* Invisible places to pick a unit at. */
static void
draw_segments (const WkFieldSection *section,
               guint line,
               gint64 n,
               double left,
               double right)
{
  const WkFieldFigure *figure = section->figure;
  guint count = (guint) MIN (n, SEGMENTS);

  for (guint i = 0; i < count; i++)
    {
      gint64 unit = (gint64) floor ((i + 0.5) * (double) n / count);
      double from = left + i * (right - left) / count;
      WkItem *place = wk_scene_add_box (
          figure->builder,
          wk_scene_id (figure->builder, "unit-%u-%d",
                       wk_field_line_layer (figure->field, line), (int) unit),
          WK_ROLE_NONE, bar_rect (section, line, from, from + (right - left) / count),
          0.0);

      place->width = 0.0;
      speak_unit (section, place, line, unit);
    }
}

static void
draw_lit_bar (const WkFieldSection *section, guint line, double from, double to)
{
  const WkFieldFigure *figure = section->figure;
  double left, right, in_left, in_right;
  WkItem *bar;

  if (!wk_field_section_edges (section, line, &left, &right))
    return;
  if (right - left < 5.0)
    {
      left = (left + right) / 2.0 - 2.5;
      right = left + 5.0;
    }
  if (left < from - 0.5 || right > to + 0.5)
    {
      bar = wk_scene_add_box (figure->builder,
                              wk_scene_id (figure->builder, "padding-%u", line),
                              WK_ROLE_LINE, bar_rect (section, line, left, right), 3.0);
      bar->hatched = TRUE;
      bar->width = 1.5;
    }
  in_left = MAX (left, from);
  in_right = MIN (right, to);
  if (in_right <= in_left)
    return;
  bar =
      wk_scene_add_box (figure->builder, wk_scene_id (figure->builder, "seen-%u", line),
                        WK_ROLE_INK, bar_rect (section, line, in_left, in_right), 3.0);
  bar->width = 2.2;
  bar->fill = WK_ROLE_POSITIVE;
  bar->tint = unit_tint (section, line);
  if (section->now->is_pick &&
      wk_field_line_layer (figure->field, line) == section->now->layer)
    {
      bar->role = WK_ROLE_FOCUS;
      bar->width = 5.0;
    }
}

static void
draw_bar (const WkFieldSection *section, guint line, double opacity)
{
  const WkFieldFigure *figure = section->figure;
  const WkField *field = figure->field;
  gint64 n = wk_field_at (field, wk_field_line_layer (field, line))->n_units;
  double half = MAX (section->cell_width, 3.0) / 2.0;
  double left = unit_x (section, line, 0) - half;
  double right = unit_x (section, line, n - 1) + half;
  WkItem *bar =
      wk_scene_add_box (figure->builder, wk_scene_id (figure->builder, "bar-%u", line),
                        WK_ROLE_MUTED, bar_rect (section, line, left, right), 3.0);

  bar->width = 1.5;
  bar->fill = WK_ROLE_PAPER;
  bar->tint = 1.0;
  bar->opacity = opacity;
  draw_lit_bar (section, line, left, right);
  if (line <= figure->known && figure->step > 0)
    draw_segments (section, line, n, left, right);
}

/* --- lines that are still to come --- */

static void
draw_unknown (const WkFieldSection *section, guint line, double opacity)
{
  const WkFieldFigure *figure = section->figure;
  double size = wk_type_size (WK_TYPE_GRID_VALUE, figure->view->text_scale);
  double height = MIN (1.5 * size, figure->drawing_pitch - 6.0);
  double width = MAX (height, 1.5 * size);
  double x =
      pixel_x (section, (figure->field->n_inputs[figure->field->axis] - 1) / 2.0);
  double y = figure->drawing_y[line];
  WkItem *item = wk_scene_add_box (
      figure->builder, wk_scene_id (figure->builder, "unknown-%u", line), WK_ROLE_MUTED,
      (WkRect){ x - width / 2.0, y - height / 2.0, width, height }, 8.0);

  item->width = 1.5;
  item->dashed = TRUE;
  item->emphasis = WK_EMPHASIS_NOT_YET;
  item->opacity = opacity;
  item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "unknown-text-%u", line),
      WK_ROLE_MUTED, WK_TYPE_GRID_VALUE, x, y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, "?");
  item->emphasis = WK_EMPHASIS_NOT_YET;
  item->opacity = opacity;
}

static void
draw_line (const WkFieldSection *section, guint line)
{
  const WkFieldFigure *figure = section->figure;
  double opacity = 1.0;

  if (line > figure->known && line > 0)
    {
      gboolean coming = line == figure->step;

      opacity = coming ? CLAMP (2.5 * figure->progress, 0.0, 1.0) : 0.0;
      if (opacity < 1.0)
        draw_unknown (section, line, 1.0 - opacity);
    }
  if (opacity <= 0.0)
    return;
  if (section->cells)
    draw_cells (section, line, opacity);
  else
    draw_bar (section, line, opacity);
}

void
wk_field_section_draw (const WkFieldFigure *figure)
{
  WkFieldSection section = { .figure = figure };

  set_scale (&section);
  find_cones (&section);
  draw_cone (&section);
  for (int line = (int) figure->n_lines - 1; line >= 0; line--)
    {
      const char *group = wk_scene_id (figure->builder, "units-%d", line);

      wk_scene_add_group (figure->builder, group, NULL);
      wk_scene_set_group (figure->builder, group);
      draw_line (&section, (guint) line);
      wk_scene_set_group (figure->builder, NULL);
    }
  wk_field_bracket_draw (&section);
  wk_field_cone_free (section.now);
  wk_field_cone_free (section.before);
}
