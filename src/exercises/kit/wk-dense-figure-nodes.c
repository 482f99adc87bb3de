/* wk-dense-figure-nodes.c - nodes with their values, symbols and biases
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Not computed yet" is a state of its own: a muted outline with a question mark.
 * Where values go is decided by the widest of the layer, known or not, so that nothing
 * moves from step to step.
 */
#include "config.h"

#include "exercises/kit/wk-dense-figure-private.h"

#include <math.h>

#include "model/wk-number.h"

/* Significant digits of a value on the figure. */
#define MAX_DIGITS 4
#define MIN_DIGITS 2
/* Between the text in a node and its rim. */
#define RIM_GAP 3.0
/* On the projector, where a smaller number is worse than a closer rim. */
#define LEAST_RIM_GAP 0.5
#define SIDE_GAP 6.0
/* What must be left of an edge beside a value. */
#define MIN_EDGE 34.0

static gboolean
is_projector (const WkDenseFigure *figure)
{
  return figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR;
}

static gboolean
fits_circle (const WkDenseFigure *figure, const char *text, WkTypeRole type)
{
  double r = wk_network_layout_get_radius (figure->layout);
  double half = 0.36 * wk_type_size (type, figure->view->text_scale);
  WkExtents extents = wk_dense_figure_measure (figure, text, type);
  double gap =
      figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR ? LEAST_RIM_GAP : RIM_GAP;

  return half < r && extents.width / 2.0 <= sqrt (r * r - half * half) - gap;
}

/* With as many digits as the layer has room for; the working band has them all. */
static char *
value_text (const WkDenseFigure *figure, guint layer, guint node)
{
  double value = wk_dense_a (figure->dense, layer, node);

  if (figure->digits[layer] < MAX_DIGITS && value != rint (value))
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *format = g_strdup_printf ("%%.%ug", figure->digits[layer]);

      value =
          g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, format, value), NULL);
    }
  return wk_number_to_text (value, figure->language);
}

/* The smallest type inside a circle; what is wider goes outside. */
#define SMALLEST WK_TYPE_SECONDARY

static gboolean
fits_inside (const WkDenseFigure *figure, guint layer, guint node)
{
  g_autofree char *text = value_text (figure, layer, node);

  return fits_circle (figure, text, SMALLEST);
}

static gboolean
is_shown (const WkDenseFigure *figure, guint layer, guint node)
{
  return wk_network_layout_get_node (figure->layout, layer, node)->shown;
}

/* Of the values that go outside; 0 if there are none. */
static double
widest_outside (const WkDenseFigure *figure, guint layer, WkTypeRole type)
{
  double widest = 0.0;

  for (guint k = 0; k < figure->dense->sizes[layer]; k++)
    if (is_shown (figure, layer, k) && !fits_inside (figure, layer, k))
      {
        g_autofree char *text = value_text (figure, layer, k);

        widest = MAX (widest, wk_dense_figure_measure (figure, text, type).width);
      }
  return widest;
}

/* The largest type for all values of the layer that fit their circles at all. */
static WkTypeRole
choose_inside_type (const WkDenseFigure *figure, guint layer)
{
  static const WkTypeRole types[] = { WK_TYPE_NODE_VALUE, WK_TYPE_GRID_VALUE,
                                      WK_TYPE_LABEL_STRONG };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gboolean all = TRUE;

      for (guint k = 0; k < figure->dense->sizes[layer] && all; k++)
        {
          g_autofree char *text = value_text (figure, layer, k);

          all = !is_shown (figure, layer, k) || !fits_inside (figure, layer, k) ||
                fits_circle (figure, text, types[i]);
        }
      if (all)
        return types[i];
    }
  return SMALLEST;
}

/* Beside the nodes: outside the first and last column, else to the right. */
static WkDenseValuePlace
side_place (WkDenseFigure *figure, guint layer, WkTypeRole type)
{
  double pitch = wk_network_layout_get_column_pitch (figure->layout);
  double r = wk_network_layout_get_radius (figure->layout);
  double size = wk_type_size (type, figure->view->text_scale);
  double width = widest_outside (figure, layer, type) + 2.0 * SIDE_GAP;
  double row = wk_network_layout_get_row_pitch (figure->layout, layer);

  if (figure->dense->sizes[layer] > 1 && row < 1.3 * size)
    return WK_DENSE_VALUE_NONE;
  if (layer == 0 && width + r <= pitch / 2.0)
    return WK_DENSE_VALUE_LEFT;
  if (layer + 1 == figure->n_columns && width + r <= pitch / 2.0)
    return WK_DENSE_VALUE_RIGHT;
  if (layer + 1 < figure->n_columns && width <= pitch - 2.0 * r - MIN_EDGE &&
      (figure->dense->sizes[layer] == 1 || row > 2.0 * r))
    {
      wk_network_layout_reserve_right (figure->layout, layer, width);
      return WK_DENSE_VALUE_RIGHT;
    }
  return WK_DENSE_VALUE_NONE;
}

static double
symbol_room (const WkDenseFigure *figure, guint layer)
{
  return wk_network_layout_has_symbols (figure->layout, layer)
             ? wk_network_layout_get_symbol_height (figure->layout)
             : WK_NETWORK_RING;
}

static double
outside_height (const WkDenseFigure *figure, guint layer)
{
  return 1.25 * wk_type_size (figure->outside_type[layer], figure->view->text_scale);
}

static gboolean
plan_layer_with (WkDenseFigure *figure, guint layer)
{
  static const WkTypeRole types[] = { WK_TYPE_LABEL_STRONG, WK_TYPE_SECONDARY };
  /* Not into the way of what stands beside the nodes of the column before. */
  double below = 2.0 * wk_network_layout_get_radius (figure->layout) + MIN_EDGE;
  double column = wk_network_layout_get_column_pitch (figure->layout);
  double room = wk_network_layout_get_room_below (figure->layout, layer);
  double used = symbol_room (figure, layer);

  figure->inside_type[layer] = choose_inside_type (figure, layer);
  figure->outside_place[layer] = WK_DENSE_VALUE_INSIDE;
  if (widest_outside (figure, layer, SMALLEST) == 0.0)
    return TRUE;
  /* Beside small numbers outside a large one inside would look important. */
  if (figure->inside_type[layer] != SMALLEST)
    figure->inside_type[layer] = WK_TYPE_LABEL_STRONG;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      figure->outside_type[layer] = types[i];
      if (room >= used + outside_height (figure, layer) &&
          widest_outside (figure, layer, types[i]) <= MIN (below, column))
        figure->outside_place[layer] = WK_DENSE_VALUE_BELOW;
      else
        figure->outside_place[layer] = side_place (figure, layer, types[i]);
      if (figure->outside_place[layer] != WK_DENSE_VALUE_NONE)
        return TRUE;
    }
  return FALSE;
}

/* Values that have more digits than are written anyway lose little by one less. */
static gboolean
may_shorten (const WkDenseFigure *figure, guint layer)
{
  for (guint k = 0; k < figure->dense->sizes[layer]; k++)
    {
      double value = wk_dense_a (figure->dense, layer, k);
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      double written =
          g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.4g", value), NULL);

      if (is_shown (figure, layer, k) && !fits_inside (figure, layer, k) &&
          fabs (written - value) < 1e-9 * fabs (value))
        return FALSE;
    }
  return TRUE;
}

static void
plan_layer (WkDenseFigure *figure, guint layer)
{
  figure->digits[layer] = MAX_DIGITS;
  if (widest_outside (figure, layer, SMALLEST) > 0.0 && may_shorten (figure, layer))
    {
      figure->digits[layer] = MAX_DIGITS - 1;
      if (widest_outside (figure, layer, SMALLEST) == 0.0 &&
          plan_layer_with (figure, layer))
        return;
    }
  for (figure->digits[layer] = MAX_DIGITS; figure->digits[layer] >= MIN_DIGITS;
       figure->digits[layer]--)
    if (plan_layer_with (figure, layer))
      return;
}

static WkDenseValuePlace
place_of (const WkDenseFigure *figure, guint layer, guint node)
{
  if (figure->outside_place[layer] == WK_DENSE_VALUE_NONE)
    return WK_DENSE_VALUE_NONE;
  return fits_inside (figure, layer, node) ? WK_DENSE_VALUE_INSIDE
                                           : figure->outside_place[layer];
}

/* What a value below the node and its symbol takes. */
static double
height_below (const WkDenseFigure *figure, guint layer, guint node)
{
  return place_of (figure, layer, node) == WK_DENSE_VALUE_BELOW
             ? outside_height (figure, layer)
             : 0.0;
}

/* Above 8 nodes only the current layer shows its values on the projector. */
static gboolean
shows_values (const WkDenseFigure *figure, guint layer)
{
  return figure->outside_place[layer] != WK_DENSE_VALUE_NONE &&
         (!is_projector (figure) || figure->dense->sizes[layer] <= 8 ||
          layer == figure->layer || (layer == 0 && figure->layer == 0));
}

static char *
symbol_of (const WkDenseFigure *figure, guint layer, guint node)
{
  return wk_dense_symbol (figure->dense, layer, node);
}

/* The symbol and a value below the node together; a width of 0 if there is neither. */
static WkRect
labels_below (const WkDenseFigure *figure, guint layer, guint k)
{
  const WkNodePlace *node = wk_network_layout_get_node (figure->layout, layer, k);
  double height = height_below (figure, layer, k), width = 0.0;

  if (height > 0.0)
    {
      g_autofree char *text = value_text (figure, layer, k);

      width = wk_dense_figure_measure (figure, text, figure->outside_type[layer]).width;
    }
  if (wk_network_layout_has_symbols (figure->layout, layer))
    {
      g_autofree char *symbol = symbol_of (figure, layer, k);

      width =
          MAX (width,
               wk_dense_figure_measure_formula (figure, symbol, WK_TYPE_SYMBOL).width);
      height += wk_network_layout_get_symbol_height (figure->layout);
    }
  return (WkRect){ node->x - width / 2.0, node->y + node->radius, width, height };
}

/* Symbols and values outside, as what tags and pills must keep off. */
static void
reserve_labels (WkDenseFigure *figure, guint layer)
{
  for (guint k = 0; k < figure->dense->sizes[layer]; k++)
    {
      const WkNodePlace *node = wk_network_layout_get_node (figure->layout, layer, k);
      WkRect below = labels_below (figure, layer, k);

      if (!node->shown)
        continue;
      if (below.width > 0.0)
        wk_network_layout_add_obstacle (figure->layout, below);
      if (place_of (figure, layer, k) == WK_DENSE_VALUE_RIGHT)
        {
          double height = outside_height (figure, layer);
          g_autofree char *text = value_text (figure, layer, k);
          double width =
              wk_dense_figure_measure (figure, text, figure->outside_type[layer]).width;

          wk_network_layout_add_obstacle (
              figure->layout, (WkRect){ node->x + node->radius, node->y - height / 2.0,
                                        width + SIDE_GAP, height });
        }
    }
}

void
wk_dense_figure_plan_values (WkDenseFigure *figure)
{
  for (guint l = 0; l < figure->n_columns; l++)
    {
      plan_layer (figure, l);
      reserve_labels (figure, l);
    }
}

/* --- drawing --- */

gboolean
wk_dense_figure_is_cut (const WkDenseFigure *figure, guint layer, guint node)
{
  return layer > 0 && wk_dense_g (figure->dense, layer) == WK_ACTIVATION_RELU &&
         wk_dense_z (figure->dense, layer, node) < 0.0;
}

static void
speak_node (const WkDenseFigure *figure, WkItem *item, guint l, guint k)
{
  const WkDense *dense = figure->dense;
  gboolean known = wk_dense_figure_get_fill (figure, l, k) >= 1.0;
  g_autofree char *label = wk_dense_node_words (dense, figure->language, l, k);
  g_autofree char *value =
      wk_number_to_words (wk_dense_a (dense, l, k), figure->language);
  g_autofree char *how = NULL;
  g_autofree char *path = NULL;

  if (!known)
    {
      wk_item_set_spoken (item, label, _L (figure->language, "not computed yet"), NULL,
                          NULL);
      return;
    }
  if (wk_dense_figure_is_cut (figure, l, k))
    {
      g_autofree char *was =
          wk_number_to_words (wk_dense_z (dense, l, k), figure->language);
      g_autofree char *both =
          g_strdup_printf (_L (figure->language, "%s, was %s"), value, was);

      g_free (g_steal_pointer (&value));
      value = g_steal_pointer (&both);
    }
  if (l == 0)
    path = g_strdup_printf ("x[%u]", k);
  else
    how = wk_dense_how_words (dense, figure->language, l, k);
  wk_item_set_spoken (item, label, value, how, path);
}

/* The scene gives a current circle its glow; a whole layer has one of its own. */
static void
draw_circle (WkDenseFigure *figure, guint l, guint k)
{
  const WkNodePlace *place = wk_network_layout_get_node (figure->layout, l, k);
  double fill = wk_dense_figure_get_fill (figure, l, k);
  double a = wk_dense_a (figure->dense, l, k);
  gboolean current = wk_dense_figure_is_current (figure, l, (int) k);
  WkItem *circle = wk_scene_add_circle (
      figure->builder, wk_scene_id (figure->builder, "node-%u-%u", l, k + 1),
      fill > 0.0 || current ? WK_ROLE_INK : WK_ROLE_MUTED, place->x, place->y,
      place->radius);

  circle->width = current ? 4.0 : 2.5;
  circle->emphasis = current && figure->node >= 0 ? WK_EMPHASIS_CURRENT
                     : fill > 0.0                 ? WK_EMPHASIS_DONE
                                                  : WK_EMPHASIS_NOT_YET;
  circle->fill = WK_ROLE_PAPER;
  circle->tint = 1.0;
  if (fill > 0.0 && a != 0.0)
    {
      /* By its own size alone: a tint must not tell what is not computed yet. */
      circle->fill = a > 0.0 ? WK_ROLE_POSITIVE : WK_ROLE_NEGATIVE;
      circle->tint = fill * (0.12 + 0.26 * fabs (a) / (fabs (a) + 8.0));
    }
  speak_node (figure, circle, l, k);
}

static void
draw_question_mark (WkDenseFigure *figure, guint l, guint k, double opacity)
{
  const WkNodePlace *place = wk_network_layout_get_node (figure->layout, l, k);
  WkTypeRole type = WK_TYPE_NODE_VALUE;
  WkItem *text;

  if (!fits_circle (figure, "?", type))
    type = WK_TYPE_SECONDARY;
  if (!fits_circle (figure, "?", type))
    return;
  text = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "value-%u-%u", l, k + 1),
      WK_ROLE_MUTED, type, place->x, place->y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, "?");
  text->emphasis = WK_EMPHASIS_NOT_YET;
  text->opacity = opacity;
}

/* Paper behind a label: edges may pass there. */
static void
add_plate (WkDenseFigure *figure, const char *id, WkRect rect)
{
  WkItem *plate = wk_scene_add_box (figure->builder, id, WK_ROLE_NONE, rect, 6.0);

  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1.0;
  plate->width = 0.0;
}

static void
draw_value (WkDenseFigure *figure, guint l, guint k, double opacity)
{
  const WkNodePlace *place = wk_network_layout_get_node (figure->layout, l, k);
  g_autofree char *text = value_text (figure, l, k);
  WkDenseValuePlace where = place_of (figure, l, k);
  WkTypeRole type =
      where == WK_DENSE_VALUE_INSIDE ? figure->inside_type[l] : figure->outside_type[l];
  WkExtents extents = wk_dense_figure_measure (figure, text, type);
  double size = wk_type_size (type, figure->view->text_scale);
  double y = place->y, x = place->x;
  WkItem *item;

  switch (where)
    {
    case WK_DENSE_VALUE_BELOW:
      y = place->y + place->radius + symbol_room (figure, l) +
          outside_height (figure, l) / 2.0;
      break;
    case WK_DENSE_VALUE_LEFT:
      x = place->x - place->radius - SIDE_GAP - extents.width / 2.0;
      break;
    case WK_DENSE_VALUE_RIGHT:
      x = place->x + place->radius + SIDE_GAP + extents.width / 2.0;
      if (l + 1 < figure->n_columns || figure->has_loss)
        add_plate (figure, wk_scene_id (figure->builder, "plate-%u-%u", l, k + 1),
                   (WkRect){ x - extents.width / 2.0 - 2.0, y - 0.6 * size,
                             extents.width + 4.0, 1.2 * size });
      break;
    case WK_DENSE_VALUE_INSIDE:
    case WK_DENSE_VALUE_NONE:
    default:
      break;
    }
  item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "value-%u-%u", l, k + 1),
      WK_ROLE_INK, type, x, y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
  item->opacity = opacity;
}

static void
draw_symbol (WkDenseFigure *figure, guint l, guint k)
{
  const WkNodePlace *place = wk_network_layout_get_node (figure->layout, l, k);
  gboolean known = wk_dense_figure_get_fill (figure, l, k) > 0.0 ||
                   wk_dense_figure_is_current (figure, l, (int) k);
  g_autofree char *symbol = symbol_of (figure, l, k);

  if (!wk_network_layout_has_symbols (figure->layout, l))
    return;
  wk_scene_add_formula (
      figure->builder, wk_scene_id (figure->builder, "symbol-%u-%u", l, k + 1),
      known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SYMBOL, place->x,
      place->y + place->radius + wk_network_layout_get_symbol_gap (figure->layout),
      WK_ANCHOR_MIDDLE, WK_VALIGN_TOP, symbol);
}

static void
draw_ellipsis (WkDenseFigure *figure, guint l)
{
  double r = wk_network_layout_get_radius (figure->layout);
  WkPoint at;

  if (!wk_network_layout_get_ellipsis (figure->layout, l, &at))
    return;
  for (int i = -1; i <= 1; i++)
    {
      WkItem *dot = wk_scene_add_circle (
          figure->builder, wk_scene_id (figure->builder, "ellipsis-%u-%d", l, i + 2),
          WK_ROLE_MUTED, at.x, at.y + i * 0.5 * r, 3.5);

      dot->fill = WK_ROLE_MUTED;
      dot->tint = 1.0;
      dot->width = 0.0;
    }
}

static void
draw_node (WkDenseFigure *figure, guint l, guint k)
{
  double fill = wk_dense_figure_get_fill (figure, l, k);

  draw_circle (figure, l, k);
  if (fill < 0.5)
    draw_question_mark (figure, l, k, 1.0 - fill);
  else if (shows_values (figure, l))
    draw_value (figure, l, k, fill);
  draw_symbol (figure, l, k);
}

/* Where edges pass below a node, its symbol stands on paper. */
static void
draw_plates (WkDenseFigure *figure)
{
  for (guint l = 0; l < figure->n_columns; l++)
    for (guint k = 0; k < figure->dense->sizes[l]; k++)
      {
        WkRect rect = labels_below (figure, l, k);

        if (!is_shown (figure, l, k) || rect.width == 0.0 ||
            !wk_network_layout_meets_edge (figure->layout, l, rect))
          continue;
        add_plate (figure,
                   wk_scene_id (figure->builder, "symbol-plate-%u-%u", l, k + 1), rect);
      }
}

/* Behind a layer that is computed in one step. */
static void
draw_layer_glow (WkDenseFigure *figure)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;
  double out = wk_network_layout_get_radius (figure->layout) + WK_NETWORK_RING / 2.0;
  WkItem *glow;

  if (figure->layer == 0 || figure->node >= 0)
    return;
  for (guint k = 0; k < figure->dense->sizes[figure->layer]; k++)
    {
      const WkNodePlace *node =
          wk_network_layout_get_node (figure->layout, figure->layer, k);

      if (!node->shown)
        continue;
      left = MIN (left, node->x - out);
      right = MAX (right, node->x + out);
      top = MIN (top, node->y - out);
      bottom = MAX (bottom, node->y + out);
    }
  glow = wk_scene_add_box (figure->builder, "layer-glow", WK_ROLE_NONE,
                           (WkRect){ left, top, right - left, bottom - top }, out);
  glow->fill = WK_ROLE_FOCUS;
  glow->tint = 1.0;
  glow->width = 0.0;
  glow->opacity = MIN (1.0, 0.25 + 2.0 * figure->flow);
}

void
wk_dense_figure_draw_nodes (WkDenseFigure *figure)
{
  draw_plates (figure);
  draw_layer_glow (figure);
  for (guint l = 0; l < figure->n_columns; l++)
    {
      /* The current node first: its ring goes under its neighbours. */
      for (guint pass = 0; pass < 2; pass++)
        for (guint k = 0; k < figure->dense->sizes[l]; k++)
          if (wk_network_layout_get_node (figure->layout, l, k)->shown &&
              wk_dense_figure_is_current (figure, l, (int) k) == (pass == 0))
            draw_node (figure, l, k);
      draw_ellipsis (figure, l);
    }
}
