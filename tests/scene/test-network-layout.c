/* test-network-layout.c - nodes, pills and tags of networks of many shapes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Properties, checked plainly over random shapes: nothing leaves the area, nothing
 * touches what it must not.
 */
#include "config.h"

#include "fixed-measure.h"
#include "scene/wk-network-layout.h"

static const WkView view = { .width = 1600,
                             .height = 900,
                             .text_scale = WK_TEXT_SCALE_1,
                             .measure = &fixed_measure };
static const WkView projector = { .width = 1600,
                                  .height = 900,
                                  .text_scale = WK_TEXT_SCALE_PROJECTOR,
                                  .measure = &fixed_measure };

static void
test_exam (void)
{
  const guint sizes[] = { 2, 3, 1 };
  const WkRect area = { 56, 126, 1200, 620 };
  g_autoptr (WkNetworkLayout) layout = wk_network_layout_new (sizes, 3, area, &view);
  const WkNodePlace *hidden = wk_network_layout_get_node (layout, 1, 1);

  g_assert_cmpfloat (hidden->radius, ==, 52.0);
  g_assert_cmpfloat (hidden->x, ==, 656.0);
  /* The middle node, the output and the middle of the inputs are on one line. */
  g_assert_cmpfloat_with_epsilon (hidden->y,
                                  wk_network_layout_get_node (layout, 2, 0)->y, 1e-9);
  g_assert_cmpfloat_with_epsilon (hidden->y,
                                  (wk_network_layout_get_node (layout, 0, 0)->y +
                                   wk_network_layout_get_node (layout, 0, 1)->y) /
                                      2.0,
                                  1e-9);
  for (guint l = 0; l < 3; l++)
    g_assert_true (wk_network_layout_has_symbols (layout, l));
}

static guint
draw_sizes (GRand *random, guint *sizes, int most)
{
  guint n = (guint) g_rand_int_range (random, 2, 8);

  for (guint l = 0; l < n; l++)
    sizes[l] = (guint) g_rand_int_range (random, 1, most + 1);
  return n;
}

static void
check_nodes (const WkNetworkLayout *layout, const guint *sizes, guint n, WkRect area)
{
  double r = wk_network_layout_get_radius (layout);

  g_assert_cmpfloat (r, >=, WK_NETWORK_MIN_RADIUS);
  g_assert_cmpfloat (r, <=, WK_NETWORK_MAX_RADIUS);
  for (guint l = 0; l < n; l++)
    {
      WkPoint dots;
      guint shown = 0;

      for (guint k = 0; k < sizes[l]; k++)
        {
          const WkNodePlace *a = wk_network_layout_get_node (layout, l, k);

          if (!a->shown)
            continue;
          shown++;
          g_assert_cmpfloat (a->x - r, >=, area.x);
          g_assert_cmpfloat (a->x + r, <=, area.x + area.width);
          g_assert_cmpfloat (a->y - r, >=, area.y);
          g_assert_cmpfloat (a->y + r, <=, area.y + area.height);
          for (guint j = 0; j < k; j++)
            {
              const WkNodePlace *b = wk_network_layout_get_node (layout, l, j);

              if (b->shown)
                g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y), >, 2.0 * r);
            }
        }
      g_assert_cmpuint (shown, <=, WK_NETWORK_MAX_SHOWN);
      g_assert_cmpint (wk_network_layout_get_ellipsis (layout, l, &dots), ==,
                       shown < sizes[l]);
      g_assert_true (wk_network_layout_get_node (layout, l, 0)->shown);
      g_assert_true (wk_network_layout_get_node (layout, l, sizes[l] - 1)->shown);
    }
}

static void
test_nodes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 3000; i++)
    {
      guint sizes[7];
      guint n = draw_sizes (random, sizes, i % 3 == 0 ? 64 : 12);
      WkRect area = { 56, 100, g_rand_double_range (random, 788, 1488),
                      g_rand_double_range (random, 380, 900) };
      g_autoptr (WkNetworkLayout) layout =
          wk_network_layout_new (sizes, n, area, i % 2 == 0 ? &view : &projector);

      check_nodes (layout, sizes, n, area);
    }
}

/* Twelve a layer are all there on every page at scale 1. */
static void
test_twelve (void)
{
  const guint sizes[] = { 12, 12, 12, 12, 12, 12, 12 };
  const double widths[] = { 788, 1088, 1328, 1488 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      WkRect area = { 56, 120, widths[i], 500 };
      g_autoptr (WkNetworkLayout) layout =
          wk_network_layout_new (sizes, 7, area, &view);
      WkPoint dots;

      check_nodes (layout, sizes, 7, area);
      for (guint l = 0; l < 7; l++)
        g_assert_false (wk_network_layout_get_ellipsis (layout, l, &dots));
    }
}

static gboolean
meet (WkPoint a, double wa, WkPoint b, double wb, double height)
{
  return fabs (a.x - b.x) < (wa + wb) / 2.0 && fabs (a.y - b.y) < height;
}

static void
check_pills (const WkNetworkLayout *layout,
             guint layer,
             const guint *sizes,
             int only,
             const double *widths,
             double height,
             const WkPoint *places)
{
  guint n_to = sizes[layer], n = sizes[layer - 1] * n_to;
  double r = wk_network_layout_get_radius (layout);

  for (guint i = 0; i < n; i++)
    {
      WkPoint start, end;

      if (only >= 0 && i % n_to != (guint) only)
        continue;
      if (!wk_network_layout_get_edge (layout, layer, i / n_to, i % n_to, &start, &end))
        continue;
      /* On its own edge, */
      g_assert_cmpfloat_with_epsilon ((places[i].x - start.x) * (end.y - start.y),
                                      (places[i].y - start.y) * (end.x - start.x),
                                      1e-3);
      /* off every pill, */
      for (guint j = 0; j < i; j++)
        if (only < 0 || j % n_to == (guint) only)
          g_assert_false (meet (places[i], widths[i], places[j], widths[j], height));
      /* and off every node. */
      for (guint l = layer - 1; l <= layer; l++)
        for (guint k = 0; k < sizes[l]; k++)
          {
            const WkNodePlace *node = wk_network_layout_get_node (layout, l, k);
            double x = CLAMP (node->x, places[i].x - widths[i] / 2.0,
                              places[i].x + widths[i] / 2.0);
            double y =
                CLAMP (node->y, places[i].y - height / 2.0, places[i].y + height / 2.0);

            if (node->shown)
              g_assert_cmpfloat (hypot (node->x - x, node->y - y), >=, r);
          }
    }
}

static void
test_pills (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  guint n_placed = 0;

  for (guint i = 0; i < 600; i++)
    {
      guint sizes[7];
      guint n = draw_sizes (random, sizes, i % 2 == 0 ? 5 : 12);
      WkRect area = { 56, 126, g_rand_double_range (random, 788, 1488),
                      g_rand_double_range (random, 420, 900) };
      g_autoptr (WkNetworkLayout) layout =
          wk_network_layout_new (sizes, n, area, &view);

      for (guint l = 1; l < n; l++)
        {
          double widths[144];
          WkPoint places[144];
          int only = sizes[l - 1] > 5 || sizes[l] > 5 ? (int) sizes[l] - 1 : -1;

          for (guint e = 0; e < sizes[l - 1] * sizes[l]; e++)
            widths[e] = g_rand_double_range (random, 50, i % 3 == 0 ? 180 : 70);
          if (!wk_network_layout_place_pills (layout, l, only, widths, 40.0, places))
            continue;
          n_placed++;
          check_pills (layout, l, sizes, only, widths, 40.0, places);
        }
    }
  g_assert_cmpuint (n_placed, >, 600);
}

/* The exam's pills stand in columns, one x a layer. */
static void
test_pills_in_columns (void)
{
  const guint sizes[] = { 2, 3, 1 };
  g_autoptr (WkNetworkLayout) layout =
      wk_network_layout_new (sizes, 3, (WkRect){ 56, 126, 1200, 620 }, &view);
  double widths[] = { 52, 52, 52, 52, 52, 52 };
  WkPoint places[6];

  for (guint l = 1; l <= 2; l++)
    {
      g_assert_true (
          wk_network_layout_place_pills (layout, l, -1, widths, 41.0, places));
      for (guint e = 1; e < sizes[l - 1] * sizes[l]; e++)
        g_assert_cmpfloat_with_epsilon (places[e].x, places[0].x, 1e-9);
    }
}

static void
test_tags (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 400; i++)
    {
      guint sizes[7];
      guint n = draw_sizes (random, sizes, 6);
      WkRect area = { 56, 126, g_rand_double_range (random, 788, 1488),
                      g_rand_double_range (random, 420, 900) };
      g_autoptr (WkNetworkLayout) layout =
          wk_network_layout_new (sizes, n, area, &view);
      WkRect tags[64];
      guint n_tags = 0;

      for (guint l = 1; l < n; l++)
        for (guint k = 0; k < sizes[l]; k++)
          if (wk_network_layout_place_tag (layout, l, k, 60.0, 24.0, k % 2, TRUE,
                                           &tags[n_tags]))
            n_tags++;
      for (guint a = 0; a < n_tags; a++)
        {
          for (guint b = 0; b < a; b++)
            g_assert_false (
                tags[a].x < tags[b].x + 60.0 && tags[b].x < tags[a].x + 60.0 &&
                tags[a].y < tags[b].y + 24.0 && tags[b].y < tags[a].y + 24.0);
          g_assert_cmpfloat (tags[a].x, >=, area.x);
          g_assert_cmpfloat (tags[a].x + 60.0, <=, area.x + area.width);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-layout/exam", test_exam);
  g_test_add_func ("/network-layout/nodes", test_nodes);
  g_test_add_func ("/network-layout/twelve", test_twelve);
  g_test_add_func ("/network-layout/pills", test_pills);
  g_test_add_func ("/network-layout/pills-in-columns", test_pills_in_columns);
  g_test_add_func ("/network-layout/tags", test_tags);
  return g_test_run ();
}
