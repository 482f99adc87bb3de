/* wk-dense-figure-tags.c - beside nodes: biases, and what ReLU cut
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Either all nodes of a layer show their bias or only the current one, so that a
 * missing tag never reads as a missing bias.
 */
#include "config.h"

#include "exercises/kit/wk-dense-figure-private.h"

#include <math.h>

#include "model/wk-number.h"

/* Height of a tag in its type's size: neither digits nor the word "was" hang down. */
#define INK 0.84
/* Where strong arrows may pass close by, also a decimal comma counts. */
#define INK_AND_COMMA 0.94

static char *
bias_text (const WkDenseFigure *figure, guint layer, guint node)
{
  double bias = wk_dense_bias (figure->dense, layer, node);
  g_autofree char *number = wk_number_to_text (fabs (bias), figure->language);

  return g_strdup_printf ("%s %s", bias < 0.0 ? "−" : "+", number);
}

static char *
was_text (const WkDenseFigure *figure, guint layer, guint node)
{
  g_autofree char *number =
      wk_number_to_text (wk_dense_z (figure->dense, layer, node), figure->language);

  return g_strdup_printf (_L (figure->language, "was %s"), number);
}

static double
tag_height (const WkDenseFigure *figure, WkTypeRole type)
{
  return (figure->has_loss ? INK_AND_COMMA : INK) *
         wk_type_size (type, figure->view->text_scale);
}

static void
plan_biases (WkDenseFigure *figure, guint layer)
{
  guint n = figure->dense->sizes[layer];
  double widths[WK_DENSE_MAX_NODES];
  double height = tag_height (figure, WK_TYPE_LABEL_STRONG);

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *text = bias_text (figure, layer, k);

      widths[k] = wk_dense_figure_measure (figure, text, WK_TYPE_LABEL_STRONG).width;
    }
  if (n <= WK_NETWORK_MAX_PILLS &&
      wk_network_layout_place_tags (figure->layout, layer, widths, height,
                                    figure->bias[layer]))
    return;
  for (guint k = 0; k < n; k++)
    {
      gboolean current = layer == figure->layer && (int) k == figure->node;

      if (!current ||
          !wk_network_layout_place_tag (figure->layout, layer, k, widths[k], height,
                                        FALSE, TRUE, &figure->bias[layer][k]))
        figure->bias[layer][k].width = 0.0;
    }
}

void
wk_dense_figure_plan_biases (WkDenseFigure *figure)
{
  for (guint l = 1; l < figure->n_columns; l++)
    plan_biases (figure, l);
}

/* "was -2": first, with @over_edges FALSE, where nothing is in the way; what is left,
 * after the pills, which matter more. */
void
wk_dense_figure_plan_was (WkDenseFigure *figure, gboolean over_edges)
{
  double height = tag_height (figure, WK_TYPE_SECONDARY);

  for (guint l = 1; l < figure->n_columns; l++)
    for (guint k = 0; k < figure->dense->sizes[l]; k++)
      {
        g_autofree char *text = was_text (figure, l, k);
        double width = wk_dense_figure_measure (figure, text, WK_TYPE_SECONDARY).width;
        gboolean current = l == figure->layer && (int) k == figure->node;

        if (figure->was[l][k].width > 0.0 || !wk_dense_figure_is_cut (figure, l, k) ||
            (!current && figure->dense->sizes[l] > WK_NETWORK_MAX_PILLS))
          continue;
        wk_network_layout_place_tag (figure->layout, l, k, width, height, TRUE,
                                     over_edges, &figure->was[l][k]);
      }
}

/* On a plate of paper, since edges may pass beneath. */
static WkItem *
draw_tag (WkDenseFigure *figure,
          const char *id,
          const char *text,
          WkRole role,
          WkTypeRole type,
          WkRect rect)
{
  /* Strong arrows may pass there. */
  double more = figure->has_loss ? 2.0 : 0.0;
  WkItem *plate = wk_scene_add_box (
      figure->builder, wk_scene_id (figure->builder, "%s-plate", id), WK_ROLE_NONE,
      (WkRect){ rect.x - 3.0, rect.y - more, rect.width + 6.0,
                rect.height + 2.0 * more },
      6.0);

  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1.0;
  plate->width = 0.0;
  return wk_scene_add_text (figure->builder, id, role, type, rect.x,
                            rect.y + rect.height / 2.0, WK_ANCHOR_START,
                            WK_VALIGN_MIDDLE, text);
}

/* On the glow of a layer's step text is ink only. */
static gboolean
is_lit (const WkDenseFigure *figure, guint l, guint k)
{
  return wk_dense_figure_is_current (figure, l, (int) k) && figure->node < 0;
}

static void
draw_bias (WkDenseFigure *figure, guint l, guint k)
{
  gboolean lit = is_lit (figure, l, k);
  gboolean current =
      wk_dense_figure_is_current (figure, l, (int) k) && figure->node >= 0 &&
      (!figure->has_loss || (l == figure->layer && (int) k == figure->node));
  g_autofree char *text = bias_text (figure, l, k);
  g_autofree char *node = wk_dense_node_words (figure->dense, figure->language, l, k);
  g_autofree char *label = g_strdup_printf (_L (figure->language, "bias of %s"), node);
  g_autofree char *value =
      wk_number_to_words (wk_dense_bias (figure->dense, l, k), figure->language);
  g_autofree char *path = g_strdup_printf ("layers[%u].b[%u]", l - 1, k);
  WkItem *item =
      draw_tag (figure, wk_scene_id (figure->builder, "bias-%u-%u", l, k + 1), text,
                current || lit ? WK_ROLE_INK : WK_ROLE_MUTED,
                current ? WK_TYPE_LABEL_STRONG : WK_TYPE_LABEL, figure->bias[l][k]);

  item->emphasis = current || lit ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DIMMED;
  wk_item_set_spoken (item, label, value, NULL, path);
}

void
wk_dense_figure_draw_tags (WkDenseFigure *figure)
{
  for (guint l = 1; l < figure->n_columns; l++)
    for (guint k = 0; k < figure->dense->sizes[l]; k++)
      {
        if (figure->bias[l][k].width > 0.0)
          draw_bias (figure, l, k);
        if (figure->was[l][k].width > 0.0 &&
            wk_dense_figure_get_fill (figure, l, k) >= 1.0)
          {
            g_autofree char *text = was_text (figure, l, k);

            draw_tag (figure, wk_scene_id (figure->builder, "was-%u-%u", l, k + 1),
                      text, is_lit (figure, l, k) ? WK_ROLE_INK : WK_ROLE_NEGATIVE,
                      WK_TYPE_SECONDARY, figure->was[l][k]);
          }
      }
}
