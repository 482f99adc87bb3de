/* wk-field-bracket.c - what a cone measures at the input
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#include "model/wk-number.h"

/* Of the unit whose cone is drawn; NULL where there is nothing to tell. */
static char *
bracket_text (const WkFieldSection *section, guint level)
{
  const WkField *field = section->figure->field;
  const WkLanguage *language = section->figure->language;
  const WkFieldCone *cone =
      section->before != NULL && section->share < 0.6 ? section->before : section->now;
  WkSpan hull = cone->hull[0];
  gint64 n = field->n_inputs[field->axis];
  gint64 width = hull.last - hull.first + 1;
  gint64 inside = MIN (hull.last, n - 1) - MAX (hull.first, 0) + 1;
  g_autofree char *pixels = wk_number_to_text ((double) width, language);
  g_autofree char *words =
      g_strdup_printf (_LN (language, "%s pixel", "%s pixels", (gulong) width), pixels);

  if (level > 0)
    return g_steal_pointer (&words);
  if (inside < width)
    {
      g_autofree char *count = wk_number_to_text ((double) MAX (inside, 0), language);

      return g_strdup_printf (_L (language, "%s, %s of them inside the image"), words,
                              count);
    }
  if (cone->layer > 0 && cone->is_pick)
    {
      g_autofree char *centre = wk_number_to_text (
          wk_field_centre (field, field->axis, cone->layer, cone->unit), language);

      return g_strdup_printf (_L (language, "%s: %d to %d, centre %s"), words,
                              (int) hull.first, (int) hull.last, centre);
    }
  return g_steal_pointer (&words);
}

/* "pixel 5 is seen by 3 units of layer 4" */
static char *
seen_text (const WkFieldSection *section)
{
  const WkFieldFigure *figure = section->figure;
  const WkLanguage *language = figure->language;
  WkSpan units = section->now->hull[figure->known];
  guint layer = wk_field_line_layer (figure->field, figure->known);
  gint64 n = 0;

  if (section->now->lit[figure->known] != NULL)
    for (gint64 i = 0; i < section->now->n[figure->known]; i++)
      n += section->now->lit[figure->known][i];
  else
    n = MAX (units.last - units.first + 1, 0);
  return g_strdup_printf (_LN (language, "pixel %d is seen by %d unit of layer %u",
                               "pixel %d is seen by %d units of layer %u", (gulong) n),
                          (int) section->now->unit, (int) n, layer);
}

static void
add_bracket_words (const WkFieldSection *section, const char *text, double x, double y)
{
  const WkFieldFigure *figure = section->figure;
  g_autofree char *fitted =
      wk_field_figure_fit (figure, text, WK_TYPE_LABEL_STRONG, figure->drawing.width);
  double half = wk_field_figure_measure (figure, fitted, WK_TYPE_LABEL_STRONG) / 2.0;
  double left = figure->drawing.x + half;
  double right = figure->drawing.x + figure->drawing.width - half;

  if (!wk_field_figure_has_words (figure))
    return;
  wk_scene_add_text (figure->builder, "bracket-text", WK_ROLE_INK, WK_TYPE_LABEL_STRONG,
                     CLAMP (x, left, MAX (left, right)), y, WK_ANCHOR_MIDDLE,
                     WK_VALIGN_MIDDLE, fitted);
}

static void
add_bar (const WkFieldSection *section,
         const char *id,
         double x1,
         double y1,
         double x2,
         double y2)
{
  WkItem *line = wk_scene_add_line (section->figure->builder, id, WK_ROLE_INK,
                                    (WkPoint){ x1, y1 }, (WkPoint){ x2, y2 });

  line->width = 2.5;
}

/* --- the effective field: a curve below the theoretical one --- */

#define PROFILE_HEIGHT 58.0
#define MAX_POINTS 400

double
wk_field_profile_height (const WkFieldFigure *figure)
{
  return PROFILE_HEIGHT + 8.0 +
         1.35 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale);
}

static gboolean
is_weighed (const WkFieldSection *section)
{
  const WkField *field = section->figure->field;
  const WkFieldCone *now = section->now;

  return field->effective.weights != WK_FIELD_WEIGHTS_OFF && section->share >= 1.0 &&
         now->layer == field->effective.layer &&
         now->unit == field->effective.unit[field->axis];
}

/* Steps a pixel wide; where there are many, one for several, as high as the highest. */
static void
draw_profile (const WkFieldSection *section, double top)
{
  const WkFieldFigure *figure = section->figure;
  const WkField *field = figure->field;
  const WkFieldEffective *effective = &field->effective;
  const double *profile = effective->profile[field->axis];
  guint width = effective->width[field->axis], n = MIN (width, MAX_POINTS);
  double base = top + PROFILE_HEIGHT;
  double left =
      section->origin + (double) effective->start[field->axis] * section->scale;
  double step = width * section->scale / n;
  g_autofree WkPoint *points = g_new (WkPoint, 2 * n + 2);
  g_autofree char *words = wk_field_effective_words (field, figure->language, 1);
  g_autofree char *fitted =
      wk_field_figure_fit (figure, words, WK_TYPE_LABEL, figure->drawing.width);
  double half = wk_field_figure_measure (figure, fitted, WK_TYPE_LABEL) / 2.0;
  double lowest = figure->drawing.x + half;
  WkItem *area;

  points[0] = (WkPoint){ left, base };
  for (guint i = 0; i < n; i++)
    {
      double highest = 0.0;

      for (guint k = i * width / n; k < MAX (i * width / n + 1, (i + 1) * width / n);
           k++)
        highest = MAX (highest, profile[k]);
      points[1 + 2 * i] = (WkPoint){ left + i * step, base - highest * PROFILE_HEIGHT };
      points[2 + 2 * i] =
          (WkPoint){ left + (i + 1) * step, base - highest * PROFILE_HEIGHT };
    }
  points[2 * n + 1] = (WkPoint){ left + n * step, base };
  area = wk_scene_add_area (figure->builder, "effective", WK_ROLE_POSITIVE, 0.55,
                            points, 2 * n + 2);
  area->role = WK_ROLE_POSITIVE;
  area->width = 2.0;
  if (!wk_field_figure_has_words (figure))
    return;
  wk_scene_add_text (
      figure->builder, "effective-text", WK_ROLE_INK, WK_TYPE_LABEL,
      CLAMP (left + n * step / 2.0, lowest,
             MAX (lowest, figure->drawing.x + figure->drawing.width - half)),
      base + 8.0 + 0.65 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale),
      WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, fitted);
}

void
wk_field_bracket_draw (const WkFieldSection *section)
{
  const WkFieldFigure *figure = section->figure;
  double em = wk_type_size (WK_TYPE_LABEL_STRONG, figure->view->text_scale);
  double y = figure->drawing_y[0] + section->cell_height / 2.0 + 22.0;
  double left = 0.0, right = 0.0, middle, width = 0.0;
  g_autofree char *text = NULL;

  if (section->now == NULL || !wk_field_section_edges (section, 0, &left, &right))
    return;
  middle = (left + right) / 2.0;
  if (section->now->layer == 0)
    {
      text = seen_text (section);
      add_bracket_words (section, text, middle, y + 0.2 * em);
      return;
    }
  for (guint level = 0; level < 2; level++)
    {
      g_free (text);
      text = bracket_text (section, level);
      width = wk_field_figure_measure (figure, text, WK_TYPE_LABEL_STRONG);
      if (width <= figure->drawing.width)
        break;
    }
  if (is_weighed (section))
    draw_profile (section, y + 24.0 + 1.0 * em);
  add_bar (section, "bracket-left", left, y - 9.0, left, y + 9.0);
  add_bar (section, "bracket-right", right, y - 9.0, right, y + 9.0);
  if (width + 56.0 <= right - left)
    {
      add_bar (section, "bracket-1", left, y, middle - width / 2.0 - 14.0, y);
      add_bar (section, "bracket-2", middle + width / 2.0 + 14.0, y, right, y);
      add_bracket_words (section, text, middle, y);
    }
  else
    {
      add_bar (section, "bracket-1", left, y, right, y);
      add_bracket_words (section, text, middle, y + 14.0 + 0.5 * em);
    }
}
