/* wk-field-figure.c - the page of a receptive field: drawing, table, what is known
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing and table share their lines where they stand side by side, so that a row of
 * units is read on in the table.
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"

#define GAP 44.0
#define MAX_PITCH 122.0
/* Of the table, in em of its labels. */
#define LEAST_PITCH 1.5
/* The table takes at most this share of a wide page. */
#define TABLE_SHARE 0.46
#define TALL_SHARE 0.5
/* A table that must be wider says less, and then names its layers at more length. */
#define MOST_TABLE_SHARE 0.7
#define TERSE_TABLE_SHARE 0.58

double
wk_field_figure_measure (const WkFieldFigure *figure, const char *text, WkTypeRole type)
{
  WkExtents extents = { 0 };

  figure->view->measure->text (figure->view->measure, text, type,
                               figure->view->text_scale, 0.0, &extents);
  return extents.width;
}

gboolean
wk_field_figure_has_words (const WkFieldFigure *figure)
{
  return figure->drawing.width >=
         6.0 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale);
}

char *
wk_field_figure_fit (const WkFieldFigure *figure,
                     const char *text,
                     WkTypeRole type,
                     double width)
{
  glong n = g_utf8_strlen (text, -1);
  GString *cut;

  if (wk_field_figure_measure (figure, text, type) <= width)
    return g_strdup (text);
  cut = g_string_new (NULL);
  do
    {
      n = n > 24 ? n * 3 / 4 : n - 1;
      g_string_truncate (cut, 0);
      g_string_append_len (cut, text, g_utf8_offset_to_pointer (text, n) - text);
      g_string_append (cut, "…");
    }
  while (n > 1 && wk_field_figure_measure (figure, cut->str, type) > width);
  return g_string_free (cut, FALSE);
}

char *
wk_field_figure_pair (const WkFieldFigure *figure, gint64 rows, gint64 columns)
{
  g_autofree char *first = wk_number_to_text ((double) rows, figure->language);
  g_autofree char *second = wk_number_to_text ((double) columns, figure->language);

  return rows == columns ? g_strdup (first) : g_strdup_printf ("%s×%s", first, second);
}

/* --- cones --- */

static guint8 *
units_of (const WkFieldCone *cone, guint line)
{
  return g_new0 (guint8, (gsize) MAX (cone->n[line], 1));
}

/* The units of layer @layer that those in @from, one layer above, look at. */
static guint8 *
lit_below (const WkField *field, guint layer, const guint8 *from)
{
  const WkWindow *window = wk_field_window (field, layer + 1, field->axis);
  gint64 n_above = wk_field_at (field, layer + 1)->n_units;
  gint64 n = wk_field_at (field, layer)->n_units;
  guint8 *lit = g_new0 (guint8, (gsize) n);

  for (gint64 unit = 0; unit < n_above; unit++)
    for (int k = 0; from[unit] && k < window->kernel; k++)
      {
        gint64 i =
            unit * window->stride - window->pad_begin + (gint64) k * window->dilation;

        if (i >= 0 && i < n)
          lit[i] = 1;
      }
  return lit;
}

static guint8 *
lit_above (const WkField *field, guint layer, const guint8 *from)
{
  const WkWindow *window = wk_field_window (field, layer, field->axis);
  gint64 n_below = wk_field_at (field, layer - 1)->n_units;
  gint64 n = wk_field_at (field, layer)->n_units;
  guint8 *lit = g_new0 (guint8, (gsize) n);

  for (gint64 unit = 0; unit < n; unit++)
    for (int k = 0; k < window->kernel; k++)
      {
        gint64 i =
            unit * window->stride - window->pad_begin + (gint64) k * window->dilation;

        if (i >= 0 && i < n_below && from[i])
          lit[unit] = 1;
      }
  return lit;
}

static int
line_of (const WkField *field, guint layer)
{
  for (guint line = 0; line <= field->n_groups; line++)
    if (wk_field_line_layer (field, line) == layer)
      return (int) line;
  return -1;
}

static void
light_units (const WkField *field, WkFieldCone *cone, guint top)
{
  guint last = wk_field_line_layer (field, top);
  gint64 n = wk_field_at (field, cone->layer)->n_units;

  for (int way = -1; way <= 1; way += 2)
    {
      guint8 *lit = g_new0 (guint8, (gsize) n);

      if (cone->unit >= 0 && cone->unit < n)
        lit[cone->unit] = 1;
      for (guint l = cone->layer;;)
        {
          int line = line_of (field, l);
          guint8 *next;

          if (line >= 0 && cone->lit[line] == NULL)
            {
              cone->lit[line] = units_of (cone, (guint) line);
              memcpy (cone->lit[line], lit, (gsize) cone->n[line]);
            }
          if (way < 0 ? l == 0 : l >= last)
            break;
          next =
              way < 0 ? lit_below (field, l - 1, lit) : lit_above (field, l + 1, lit);
          g_free (lit);
          lit = next;
          l = way < 0 ? l - 1 : l + 1;
        }
      g_free (lit);
    }
}

WkFieldCone *
wk_field_cone_new (const WkField *field,
                   guint layer,
                   gint64 unit,
                   guint top,
                   gboolean exact)
{
  WkFieldCone *cone = g_new0 (WkFieldCone, 1);
  WkSpan own = { unit, unit };

  cone->layer = layer;
  cone->unit = unit;
  for (guint line = 0; line <= field->n_groups; line++)
    {
      guint at = wk_field_line_layer (field, line);

      cone->n[line] = wk_field_at (field, at)->n_units;
      cone->hull[line] = (WkSpan){ 0, -1 };
      if (at <= layer)
        cone->hull[line] = wk_field_down (field, field->axis, layer, own, at);
      else if (line <= top)
        cone->hull[line] = wk_field_up (field, field->axis, layer, own, at);
    }
  if (exact)
    light_units (field, cone, top);
  return cone;
}

void
wk_field_cone_free (WkFieldCone *cone)
{
  for (guint line = 0; cone != NULL && line < WK_FIELD_MAX_LINES; line++)
    g_free (cone->lit[line]);
  g_free (cone);
}

/* --- the page --- */

static double
header_height (const WkFieldFigure *figure)
{
  return 1.5 * wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
}

static double
bracket_height (const WkFieldFigure *figure)
{
  double height =
      24.0 + 1.35 * wk_type_size (WK_TYPE_LABEL_STRONG, figure->view->text_scale);

  if (!figure->field->in_image && figure->field->weights != WK_FIELD_WEIGHTS_OFF)
    height += wk_field_profile_height (figure);
  return height;
}

/* Lines from the bottom of @rect upwards, below a heading and above a bracket. */
static double
place_lines (const WkFieldFigure *figure,
             WkRect rect,
             double header,
             double footer,
             double *y)
{
  double room = rect.height - header - footer;
  double pitch = MIN (room / figure->n_lines, MAX_PITCH);
  double bottom = rect.y + header + (room + pitch * (figure->n_lines - 1)) / 2.0;

  for (guint line = 0; line < figure->n_lines; line++)
    y[line] = bottom - pitch * line;
  return pitch;
}

static void
divide_tall (WkFieldFigure *figure, WkRect body)
{
  double header = header_height (figure), footer = bracket_height (figure);

  figure->drawing = figure->table = body;
  figure->drawing.height = body.height * TALL_SHARE;
  figure->table.y = body.y + figure->drawing.height;
  figure->table.height = body.height - figure->drawing.height;
  figure->drawing_pitch =
      place_lines (figure, figure->drawing, 0.0, footer, figure->drawing_y);
  figure->table_pitch =
      place_lines (figure, figure->table, header, 0.0, figure->table_y);
  wk_field_table_choose (figure, body.width);
  figure->table.width = wk_field_table_width (figure, body.width);
  figure->table.x = body.x + (body.width - figure->table.width) / 2.0;
}

static void
divide_wide (WkFieldFigure *figure, WkRect body)
{
  double header = header_height (figure), footer = bracket_height (figure);
  double width;

  wk_field_table_choose (figure, body.width * MOST_TABLE_SHARE);
  width = wk_field_table_width (
      figure, body.width * (figure->terseness == 0 ? TABLE_SHARE : TERSE_TABLE_SHARE));
  figure->drawing = figure->table = body;
  figure->table.width = width;
  figure->table.x = body.x + body.width - width;
  figure->drawing.width = body.width - width - GAP;
  figure->drawing_pitch = place_lines (figure, body, header, footer, figure->drawing_y);
  memcpy (figure->table_y, figure->drawing_y, sizeof figure->table_y);
  figure->table_pitch = figure->drawing_pitch;
  /* Too little is left beside what stands below the drawing, or nothing to line up. */
  if (figure->table_pitch <
          LEAST_PITCH * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale) ||
      figure->field->in_image)
    figure->table_pitch = place_lines (figure, body, header, 0.0, figure->table_y);
}

static double
eased (double t)
{
  return t * t * (3.0 - 2.0 * t);
}

void
wk_field_figure_draw (const WkField *field, const WkView *view, WkSceneBuilder *builder)
{
  WkFieldFigure figure = {
    .field = field,
    .view = view,
    .language = view->language,
    .builder = builder,
    .n_lines = field->n_groups + 1,
  };
  WkRect body = wk_scene_builder_get_body (builder);

  figure.step = MIN (wk_view_current_step (view), wk_field_get_n_steps (field));
  figure.checking = figure.step > field->n_groups;
  if (figure.step > 0)
    {
      double progress = wk_view_progress (view, figure.step);

      figure.progress = eased (progress);
      figure.known = progress >= 1.0 ? figure.step : figure.step - 1;
      figure.known = MIN (figure.known, field->n_groups);
    }
  if (wk_view_is_tall (view))
    divide_tall (&figure, body);
  else
    divide_wide (&figure, body);
  figure.bracket_y = figure.drawing_y[0] + figure.drawing_pitch / 2.0;
  if (field->in_image)
    wk_field_image_draw (&figure);
  else
    wk_field_section_draw (&figure);
  wk_field_table_draw (&figure);
}
