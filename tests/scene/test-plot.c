/* test-plot.c - axes, curves and labels of plots
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixed-measure.h"
#include "scene/wk-plot.h"

static const WkView view = { .width = 1600,
                             .height = 900,
                             .text_scale = WK_TEXT_SCALE_1,
                             .measure = &fixed_measure };
static const WkRect room = { 100, 100, 700, 500 };

/* --- ticks, worked by hand --- */

static void
check_ticks (WkPlotAxis axis, guint most, const char *wanted)
{
  double ticks[WK_PLOT_MAX_TICKS];
  guint n = wk_plot_axis_ticks (&axis, most, ticks);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one =
          wk_plot_axis_tick_text (&axis, ticks[i], wk_language_get ("en"));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", one);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_ticks (void)
{
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, 0, 1, NULL }, 6, "0 0.2 0.4 0.6 0.8 1");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, 0, 1, NULL }, 5, "0 0.5 1");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, -3, 4, NULL }, 6, "-2 0 2 4");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, 0.1, 0.42, NULL }, 6, "0.1 0.2 0.3 0.4");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, -1e-3, 1e-3, NULL }, 6,
               "-0.001 -5\\times10^{-4} 0 5\\times10^{-4} 0.001");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, 0, 3, NULL, TRUE }, 6, "0 1 2 3");
  check_ticks ((WkPlotAxis){ WK_SCALE_LINEAR, 0, 40, NULL, TRUE }, 6, "0 10 20 30 40");
  check_ticks ((WkPlotAxis){ WK_SCALE_LOG, 1e-5, 10, NULL }, 7,
               "10^{-5} 10^{-4} 10^{-3} 10^{-2} 10^{-1} 1 10");
  check_ticks ((WkPlotAxis){ WK_SCALE_LOG, 1e-4, 1e12, NULL }, 6,
               "10^{-3} 1 10^{3} 10^{6} 10^{9} 10^{12}");
  check_ticks ((WkPlotAxis){ WK_SCALE_LOG, 0.1, 10, NULL }, 7, "0.1 0.2 0.5 1 2 5 10");
  check_ticks ((WkPlotAxis){ WK_SCALE_LOG, 0.1, 10, NULL }, 4, "0.1 1 10");
  check_ticks ((WkPlotAxis){ WK_SCALE_LOG, 1.1, 1.5, NULL }, 6, "1.1 1.2 1.3 1.4 1.5");
}

static void
check_fit (WkScaleType scale, const double *values, gsize n, double min, double max)
{
  WkPlotAxis axis = { .scale = scale };

  wk_plot_axis_fit (&axis, values, n);
  g_assert_cmpfloat_with_epsilon (axis.min, min, 1e-12 * fabs (min) + 1e-300);
  g_assert_cmpfloat_with_epsilon (axis.max, max, 1e-12 * fabs (max) + 1e-300);
}

static void
test_fit (void)
{
  const double some[] = { 0.3, -0.4, NAN, 2.1, INFINITY };
  const double rates[] = { 3e-5, 0.0, -1.0, 4.0 };
  const double same[] = { 7.0, 7.0 };
  const double zero[] = { 0.0 };
  const double huge[] = { -1.7e308, 1.7e308 };

  check_fit (WK_SCALE_LINEAR, some, 5, -0.5, 2.5);
  check_fit (WK_SCALE_LOG, rates, 4, 1e-5, 10.0);
  check_fit (WK_SCALE_LINEAR, NULL, 0, 0.0, 1.0);
  check_fit (WK_SCALE_LOG, zero, 1, 1.0, 10.0);
  check_fit (WK_SCALE_LINEAR, same, 2, 6.96, 7.04);
  check_fit (WK_SCALE_LINEAR, zero, 1, -0.6, 0.6);
  check_fit (WK_SCALE_LINEAR, huge, 2, -1e300, 1e300);
}

/* Whatever the values: finite ends around them, and 2 ticks at least. */
static void
test_fit_at_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      WkPlotAxis axis = { .scale = i % 2 ? WK_SCALE_LOG : WK_SCALE_LINEAR };
      double ticks[WK_PLOT_MAX_TICKS];
      double values[3];
      guint n;

      for (guint k = 0; k < 3; k++)
        values[k] = pow (10.0, g_test_rand_double_range (-250.0, 250.0)) *
                    (axis.scale == WK_SCALE_LINEAR && g_test_rand_bit () ? -1.0 : 1.0);
      if (i % 3 == 0)
        values[1] = values[0] * (1.0 + 1e-9);
      wk_plot_axis_fit (&axis, values, i % 3 == 0 ? 2 : 3);
      g_assert_true (isfinite (axis.min) && isfinite (axis.max) && axis.min < axis.max);
      for (guint k = 0; k < (i % 3 == 0 ? 2 : 3); k++)
        {
          double share = wk_plot_axis_share (&axis, values[k]);

          g_assert_cmpfloat (share, >=, -1e-9);
          g_assert_cmpfloat (share, <=, 1.0 + 1e-9);
        }
      n = wk_plot_axis_ticks (&axis, 6, ticks);
      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpuint (n, <=, 6);
      for (guint k = 1; k < n; k++)
        g_assert_cmpfloat (ticks[k], >, ticks[k - 1]);
    }
}

/* --- curves --- */

static WkPlot *
new_plot (WkSceneBuilder *builder, WkScaleType scale)
{
  WkPlotAxis x = { WK_SCALE_LINEAR, 0, 10, "time" };
  WkPlotAxis y = { scale, scale == WK_SCALE_LOG ? 1e-4 : 0, 10, "size" };

  return wk_plot_new (builder, "p", room, &x, &y);
}

static WkPoint
point_of (const WkScene *scene, const char *id, guint i)
{
  const WkItem *item = wk_scene_find (scene, id);

  g_assert_nonnull (item);
  g_assert_cmpint (item->type, ==, WK_ITEM_POLYLINE);
  g_assert_cmpuint (i, <, item->poly.n);
  return item->poly.points[i];
}

static void
assert_at (WkPoint point, WkPoint wanted)
{
  g_assert_cmpfloat_with_epsilon (point.x, wanted.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (point.y, wanted.y, 1e-6);
}

/* It leaves at (5, 10), comes back at (7, 10), is parted by what is unknown, and ends
 * at the right. */
static void
test_curve_ends_at_the_box (void)
{
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkPlot) plot = new_plot (builder, WK_SCALE_LINEAR);
  const WkPoint points[] = { { 0, 5 },   { 4, 5 },   { 6, 15 }, { 8, 5 },
                             { 9, NAN }, { 9.5, 1 }, { 12, 1 } };
  const WkPoint outside[] = { { 0, 11 }, { 9, 12 } };
  g_autoptr (WkScene) scene = NULL;

  g_assert_nonnull (wk_plot_add_curve (plot, "c", WK_ROLE_INK, points, 7));
  g_assert_null (wk_plot_add_curve (plot, "out", WK_ROLE_INK, outside, 2));
  scene = wk_scene_builder_finish (builder);
  assert_at (point_of (scene, "p-c", 0), wk_plot_at (plot, 0, 5));
  assert_at (point_of (scene, "p-c", 2), wk_plot_at (plot, 5, 10));
  assert_at (point_of (scene, "p-c-2", 0), wk_plot_at (plot, 7, 10));
  assert_at (point_of (scene, "p-c-2", 1), wk_plot_at (plot, 8, 5));
  assert_at (point_of (scene, "p-c-3", 1), wk_plot_at (plot, 10, 1));
  g_assert_null (wk_scene_find (scene, "p-c-4"));
  g_assert_null (wk_scene_find (scene, "p-out"));
}

/* Through 0 on a log axis: two pieces down to the bottom, nothing along it. */
static void
test_curve_through_zero (void)
{
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkPlot) plot = new_plot (builder, WK_SCALE_LOG);
  const WkPoint points[] = { { 1, 1 }, { 2, 0.01 }, { 3, 0 }, { 5, 0 }, { 6, 0.1 } };
  double bottom = wk_plot_at (plot, 0, 1e-4).y;
  g_autoptr (WkScene) scene = NULL;

  g_assert_cmpfloat_with_epsilon (wk_plot_at (plot, 0, 0.01).y - bottom,
                                  0.4 * (wk_plot_at (plot, 0, 10).y - bottom), 1e-6);
  wk_plot_add_curve (plot, "c", WK_ROLE_INK, points, G_N_ELEMENTS (points));
  g_assert_nonnull (wk_plot_add_zero (plot, "zero", WK_ROLE_INK, 4));
  g_assert_null (wk_plot_add_zero (plot, "far", WK_ROLE_INK, 14));
  scene = wk_scene_builder_finish (builder);
  g_assert_cmpfloat_with_epsilon (point_of (scene, "p-c", 2).y, bottom, 1e-6);
  g_assert_cmpfloat_with_epsilon (point_of (scene, "p-c-2", 0).y, bottom, 1e-6);
  g_assert_cmpuint (wk_scene_find (scene, "p-c")->poly.n, ==, 3);
  g_assert_cmpint (wk_scene_find (scene, "p-zero")->line.head, ==, WK_MARKER_OPEN);
  g_assert_cmpstr (wk_scene_find (scene, "p-zero-word")->text.text, ==, "0");
}

/* --- labels --- */

static WkRect
bounds_of (const WkScene *scene, const WkItem *item)
{
  WkRect bounds;

  g_assert_true (wk_scene_item_bounds (scene, item, &fixed_measure, &bounds));
  return bounds;
}

static gboolean
meet (WkRect a, WkRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
         b.y < a.y + a.height;
}

/* Labels at one and the same place: none on another, none on the curve; and when the
 * box is full there is no label. */
static void
test_labels_keep_apart (void)
{
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkPlot) plot = new_plot (builder, WK_SCALE_LINEAR);
  const WkPoint points[] = { { 0, 5 }, { 10, 5 } };
  WkPoint middle = wk_plot_at (plot, 5, 5);
  WkItem *labels[64];
  WkRect rects[64];
  guint n = 0;
  g_autoptr (WkScene) scene = NULL;

  wk_plot_draw_axes (plot);
  wk_plot_add_curve (plot, "c", WK_ROLE_INK, points, 2);
  g_assert_nonnull (wk_plot_add_mark (plot, "m", WK_ROLE_INK, WK_MARK_DISC, 5, 5));
  g_assert_null (wk_plot_add_mark (plot, "n", WK_ROLE_INK, WK_MARK_DISC, 5, 11));
  while (n < 64)
    {
      g_autofree char *id = g_strdup_printf ("l%u", n);

      labels[n] = wk_plot_add_label (plot, id, WK_ROLE_INK, WK_TYPE_SECONDARY, middle,
                                     "a label of some length");
      if (labels[n] == NULL)
        break;
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <, 64);
  scene = wk_scene_builder_finish (builder);
  for (guint i = 0; i < n; i++)
    {
      rects[i] = bounds_of (scene, labels[i]);
      g_assert_false (rects[i].y < middle.y && rects[i].y + rects[i].height > middle.y);
      g_assert_false (meet (rects[i], bounds_of (scene, wk_scene_find (scene, "p-m"))));
      for (guint k = 0; k < i; k++)
        g_assert_false (meet (rects[i], rects[k]));
    }
}

static void
test_legend (void)
{
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkPlot) plot = new_plot (builder, WK_SCALE_LINEAR);
  const WkPlotLegend entries[] = {
    { .role = WK_ROLE_POSITIVE, .text = "one" },
    { .role = WK_ROLE_CLASS_2, .is_mark = TRUE, .shape = WK_MARK_CROSS, .text = "two" },
  };
  const WkPoint points[] = { { 0, 10 }, { 10, 9 } };
  WkRect box = wk_plot_get_box (plot);
  WkScene *scene;

  wk_plot_add_curve (plot, "c", WK_ROLE_INK, points, 2);
  g_assert_true (wk_plot_add_legend (plot, "legend", entries, 2));
  wk_plot_keep_off (plot, box);
  g_assert_false (wk_plot_add_legend (plot, "none", entries, 2));
  scene = wk_scene_builder_finish (builder);
  /* The corners above hold the curve. */
  g_assert_cmpfloat (wk_scene_find (scene, "p-legend-1")->line.y1, >,
                     box.y + box.height / 2.0);
  g_assert_cmpint (wk_scene_find (scene, "p-legend-2")->type, ==, WK_ITEM_AREA);
  wk_scene_unref (scene);
}

/* All of it lies in its room; numbers at the ticks do not touch. */
static void
test_axes_in_their_room (void)
{
  for (guint i = 0; i < 500; i++)
    {
      WkSceneBuilder *builder = wk_scene_builder_new (&view);
      WkRect rect = { 50, 50, g_test_rand_double_range (480, 1200),
                      g_test_rand_double_range (260, 700) };
      WkPlotAxis x = { g_test_rand_bit () ? WK_SCALE_LOG : WK_SCALE_LINEAR, 0, 0,
                       "rate" };
      WkPlotAxis y = { g_test_rand_bit () ? WK_SCALE_LOG : WK_SCALE_LINEAR, 0, 0,
                       "loss" };
      double values[] = { pow (10, g_test_rand_double_range (-9, 9)),
                          pow (10, g_test_rand_double_range (-9, 9)) };
      g_autoptr (WkPlot) plot = NULL;
      g_autoptr (WkScene) scene = NULL;
      WkRect before = { 0 };

      wk_plot_axis_fit (&x, values, 2);
      wk_plot_axis_fit (&y, values, 2);
      plot = wk_plot_new (builder, "p", rect, &x, &y);
      wk_plot_draw_axes (plot);
      scene = wk_scene_builder_finish (builder);
      for (guint k = 0; k < wk_scene_get_n_items (scene); k++)
        {
          const WkItem *item = wk_scene_get_item (scene, k);
          WkRect bounds = bounds_of (scene, item);

          g_assert_cmpfloat (bounds.x, >=, rect.x - 3.0);
          g_assert_cmpfloat (bounds.y, >=, rect.y - 3.0);
          g_assert_cmpfloat (bounds.x + bounds.width, <=, rect.x + rect.width + 3.0);
          g_assert_cmpfloat (bounds.y + bounds.height, <=, rect.y + rect.height + 3.0);
          if (item->type != WK_ITEM_FORMULA)
            continue;
          g_assert_false (meet (bounds, before));
          before = bounds;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/ticks", test_ticks);
  g_test_add_func ("/plot/fit", test_fit);
  g_test_add_func ("/plot/fit/random", test_fit_at_random);
  g_test_add_func ("/plot/curve/box", test_curve_ends_at_the_box);
  g_test_add_func ("/plot/curve/zero", test_curve_through_zero);
  g_test_add_func ("/plot/labels", test_labels_keep_apart);
  g_test_add_func ("/plot/legend", test_legend);
  g_test_add_func ("/plot/room", test_axes_in_their_room);
  return g_test_run ();
}
