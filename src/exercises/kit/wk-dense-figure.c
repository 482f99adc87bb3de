/* wk-dense-figure.c - the network graph of chapter 1: what goes where on the sheet
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The network takes the body; a column at its right (a strip below on the tall page)
 * holds the legend and the plot of the activation, where there is room for them. On the
 * projector the legend is left out, as secondary labels are.
 */
#include "config.h"

#include "exercises/kit/wk-dense-figure-private.h"

#include <math.h>

#include "exercises/kit/wk-activation-plot.h"
#include "model/wk-number.h"

#define LEGEND_SWATCH 60.0
#define LEGEND_GAP 16.0
/* A column of nodes needs this much before anything else gets a place beside it. */
#define MIN_COLUMN_PITCH 150.0
#define MIN_COLUMN_PITCH_PROJECTOR 230.0
#define SIDE_MARGIN 28.0
#define TALL_PLOT_WIDTH 320.0

double
wk_dense_figure_get_fill (const WkDenseFigure *figure, guint layer, guint node)
{
  guint step = wk_dense_find_step (figure->dense, layer, node);
  double progress;

  if (figure->has_loss && layer > 0)
    /* Layer after layer, the loss last. */
    return CLAMP (figure->pass * figure->n_columns - (layer - 1.0), 0.0, 1.0);
  if (step == 0)
    return 1.0;
  progress = wk_view_progress (figure->view, step);
  if (progress >= 1.0)
    return 1.0;
  return MAX (0.0, (progress - WK_DENSE_FLOW_SHARE) / (1.0 - WK_DENSE_FLOW_SHARE));
}

gboolean
wk_dense_figure_is_current (const WkDenseFigure *figure, guint layer, int node)
{
  if (figure->has_loss)
    return node >= 0 && figure->lit[layer][node];
  return figure->step > 0 && layer == figure->layer &&
         (figure->node < 0 || node == figure->node);
}

WkExtents
wk_dense_figure_measure (const WkDenseFigure *figure, const char *text, WkTypeRole type)
{
  WkExtents extents;

  figure->view->measure->text (figure->view->measure, text, type,
                               figure->view->text_scale, 0.0, &extents);
  return extents;
}

WkExtents
wk_dense_figure_measure_formula (const WkDenseFigure *figure,
                                 const char *text,
                                 WkTypeRole type)
{
  WkExtents extents;

  figure->view->measure->formula (figure->view->measure, text, type,
                                  figure->view->text_scale, 0.0, &extents);
  return extents;
}

/* --- column headings --- */

typedef enum
{
  HEADING_ONE_LINE,  /* "hidden 1 · sigmoid" */
  HEADING_TWO_LINES, /* the activation below */
  HEADING_NAME,      /* "hidden 1" */
  HEADING_NONE,
} Heading;

static char *
heading_text (const WkDenseFigure *figure, guint layer, Heading heading, guint line)
{
  g_autofree char *name = wk_dense_layer_words (figure->dense, figure->language, layer);
  const char *g = layer == 0 ? NULL
                             : wk_dense_g_name (wk_dense_g (figure->dense, layer),
                                                figure->language);

  if (line == 1)
    return heading == HEADING_TWO_LINES ? g_strdup (g) : NULL;
  if (heading == HEADING_ONE_LINE && g != NULL)
    return g_strdup_printf ("%s · %s", name, g);
  return g_steal_pointer (&name);
}

/* The fullest form in which no heading is wider than its column. */
guint
wk_dense_figure_choose_heading (const WkDenseFigure *figure, double pitch)
{
  for (Heading heading = HEADING_ONE_LINE; heading < HEADING_NONE; heading++)
    {
      gboolean fits = TRUE;

      /* On the projector height is dear, and the plot says which activation it is. */
      if (heading == HEADING_TWO_LINES &&
          figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR)
        continue;
      for (guint l = 0; l < figure->n_columns; l++)
        for (guint line = 0; line < 2; line++)
          {
            g_autofree char *text = heading_text (figure, l, heading, line);

            if (text != NULL &&
                wk_dense_figure_measure (figure, text, WK_TYPE_SECONDARY).width >
                    pitch - 18.0)
              fits = FALSE;
          }
      if (fits)
        return heading;
    }
  return HEADING_NONE;
}

double
wk_dense_figure_heading_height (const WkDenseFigure *figure, guint heading)
{
  double line = 1.35 * wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);

  return heading == HEADING_NONE        ? 0.0
         : heading == HEADING_TWO_LINES ? 2.0 * line
                                        : line;
}

void
wk_dense_figure_draw_headings (WkDenseFigure *figure, guint heading, double top)
{
  double line = wk_dense_figure_heading_height (figure, HEADING_NAME);

  for (guint l = 0; heading != HEADING_NONE && l < figure->n_columns; l++)
    for (guint i = 0; i < 2; i++)
      {
        g_autofree char *text = heading_text (figure, l, (Heading) heading, i);
        WkItem *item;

        if (text == NULL)
          continue;
        item = wk_scene_add_text (
            figure->builder, wk_scene_id (figure->builder, "heading-%u-%u", l, i + 1),
            WK_ROLE_MUTED, WK_TYPE_SECONDARY,
            wk_network_layout_get_column_x (figure->layout, l), top + (i + 0.5) * line,
            WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
        if (figure->step > 0 && l == figure->layer)
          item->role = WK_ROLE_INK;
      }
}

/* --- legend --- */

static const char *const legend_texts[] = {
  N_ ("positive weight"),
  N_ ("negative weight"),
  N_ ("value known"),
  N_ ("not yet"),
};

static double
legend_width (const WkDenseFigure *figure)
{
  double widest = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (legend_texts); i++)
    widest = MAX (
        widest, wk_dense_figure_measure (figure, _L (figure->language, legend_texts[i]),
                                         WK_TYPE_SECONDARY)
                    .width);
  return LEGEND_SWATCH + LEGEND_GAP + widest;
}

static double
legend_height (const WkDenseFigure *figure)
{
  return 4.0 * 1.9 * wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
}

static void
draw_legend (WkDenseFigure *figure, double x, double y)
{
  double row = legend_height (figure) / 4.0;

  for (guint i = 0; i < G_N_ELEMENTS (legend_texts); i++)
    {
      double middle = y + (i + 0.5) * row;
      const char *id = wk_scene_id (figure->builder, "legend-mark-%u", i + 1);
      WkItem *mark;

      if (i < 2)
        {
          mark = wk_scene_add_line (
              figure->builder, id, i == 0 ? WK_ROLE_POSITIVE : WK_ROLE_NEGATIVE,
              (WkPoint){ x, middle }, (WkPoint){ x + LEGEND_SWATCH, middle });
          mark->width = 7.0;
        }
      else
        {
          mark = wk_scene_add_circle (figure->builder, id,
                                      i == 2 ? WK_ROLE_INK : WK_ROLE_MUTED,
                                      x + LEGEND_SWATCH / 2.0, middle, 15.0);
          mark->fill = i == 2 ? WK_ROLE_POSITIVE : WK_ROLE_PAPER;
          mark->tint = i == 2 ? 0.3 : 1.0;
          mark->width = 2.0;
        }
      wk_scene_add_text (
          figure->builder, wk_scene_id (figure->builder, "legend-text-%u", i + 1),
          WK_ROLE_MUTED, WK_TYPE_SECONDARY, x + LEGEND_SWATCH + LEGEND_GAP, middle,
          WK_ANCHOR_START, WK_VALIGN_MIDDLE, _L (figure->language, legend_texts[i]));
    }
}

/* --- the sheet --- */

typedef struct
{
  WkRect network;
  gboolean has_legend;
  WkRect legend;
  gboolean has_plot;
  WkRect plot;
} Sheet;

static Sheet
divide_tall (const WkDenseFigure *figure, WkRect body, gboolean wants_plot)
{
  double height = wants_plot ? wk_activation_plot_height (TALL_PLOT_WIDTH, figure->view)
                             : legend_height (figure) + 20.0;
  double width = legend_width (figure);
  Sheet sheet = { .network = body, .has_legend = TRUE, .has_plot = wants_plot };

  sheet.network.height -= height + SIDE_MARGIN;
  sheet.legend = (WkRect){ body.x + 24.0, body.y + body.height - legend_height (figure),
                           width, legend_height (figure) };
  sheet.plot = (WkRect){ body.x + body.width - 340.0, body.y + body.height - height,
                         340.0, height };
  return sheet;
}

static Sheet
divide (const WkDenseFigure *figure, WkRect body, gboolean wants_plot)
{
  gboolean projector = figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR;
  double width = MAX (legend_width (figure), 240.0);
  Sheet sheet = { .network = body };

  if (wk_view_is_tall (figure->view))
    return divide_tall (figure, body, wants_plot);
  if (projector)
    width = 300.0;
  sheet.has_legend = !projector;
  sheet.has_plot = wants_plot;
  if ((body.width - width - SIDE_MARGIN) / figure->n_columns <
      (projector ? MIN_COLUMN_PITCH_PROJECTOR : MIN_COLUMN_PITCH))
    sheet.has_legend = sheet.has_plot = FALSE;
  if (!sheet.has_legend && !sheet.has_plot)
    return sheet;
  sheet.network.width -= width + SIDE_MARGIN;
  sheet.legend =
      (WkRect){ body.x + body.width - width, body.y + (sheet.has_plot ? 30.0 : 120.0),
                width, legend_height (figure) };
  sheet.plot = sheet.legend;
  sheet.plot.height =
      MIN (wk_activation_plot_height (width, figure->view), body.height);
  sheet.plot.y = body.y + body.height - sheet.plot.height;
  if (projector)
    sheet.plot.y = body.y + (body.height - sheet.plot.height) / 2.0;
  if (sheet.has_plot && sheet.has_legend &&
      sheet.legend.y + sheet.legend.height + 12.0 > sheet.plot.y)
    sheet.has_legend = FALSE;
  return sheet;
}

/* Of the current step's layer; before the first step, of the first that has one. */
static void
draw_plot (WkDenseFigure *figure, WkRect rect)
{
  const WkDense *dense = figure->dense;
  guint layer = MAX (figure->layer, 1);
  WkActivationPlot plot = { 0 };

  while (figure->layer == 0 && layer < dense->n_layers &&
         wk_dense_g (dense, layer) == WK_ACTIVATION_IDENTITY)
    layer++;
  plot.g = wk_dense_g (dense, layer);
  plot.slope = dense->layer[layer - 1].slope;
  plot.has_point = figure->layer > 0 && (figure->node >= 0 || dense->sizes[layer] == 1);
  if (plot.has_point)
    {
      guint node = (guint) MAX (figure->node, 0);

      plot.z = wk_dense_z (dense, layer, node);
      plot.share = figure->fill;
      /* The range must not tell z before it is computed. */
      plot.has_point = plot.share > 0.0;
    }
  wk_activation_plot_draw (&plot, figure->view, figure->language, figure->builder,
                           rect);
}

static void
find_step (WkDenseFigure *figure)
{
  double progress;

  figure->node = -1;
  figure->step =
      MIN (wk_view_current_step (figure->view), wk_dense_get_n_steps (figure->dense));
  if (figure->step == 0)
    return;
  wk_dense_get_step (figure->dense, figure->step, &figure->layer, &figure->node);
  progress = wk_view_progress (figure->view, figure->step);
  figure->flow = MIN (1.0, progress / WK_DENSE_FLOW_SHARE);
  figure->fill =
      MAX (0.0, (progress - WK_DENSE_FLOW_SHARE) / (1.0 - WK_DENSE_FLOW_SHARE));
}

void
wk_dense_figure_draw (const WkDense *dense, const WkView *view, WkSceneBuilder *builder)
{
  WkDenseFigure figure = {
    .dense = dense,
    .view = view,
    .language = view->language,
    .builder = builder,
    .n_columns = dense->n_layers + 1,
  };
  WkRect body = wk_scene_builder_get_body (builder);
  Sheet sheet;
  guint heading;
  WkRect area;

  find_step (&figure);
  sheet = divide (&figure, body, !dense->is_identity);
  heading =
      wk_dense_figure_choose_heading (&figure, sheet.network.width / figure.n_columns);
  area = sheet.network;
  area.y += wk_dense_figure_heading_height (&figure, heading);
  area.height -= wk_dense_figure_heading_height (&figure, heading);
  figure.layout = wk_network_layout_new (dense->sizes, figure.n_columns, area, view);

  wk_dense_figure_draw_headings (&figure, heading, sheet.network.y);
  wk_dense_figure_plan_values (&figure);
  wk_dense_figure_plan_biases (&figure);
  wk_dense_figure_plan_was (&figure, FALSE);
  wk_dense_figure_draw_edges (&figure);
  wk_dense_figure_plan_was (&figure, TRUE);
  wk_dense_figure_draw_nodes (&figure);
  wk_dense_figure_draw_tags (&figure);
  if (sheet.has_legend)
    draw_legend (&figure, sheet.legend.x, sheet.legend.y);
  if (sheet.has_plot)
    draw_plot (&figure, sheet.plot);
  wk_network_layout_free (figure.layout);
}
