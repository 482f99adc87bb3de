/* test-pointer.c - the pointer in front of a class: the ring around it, and its hiding
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "app/wk-present.h"
#include "tools-kit.h"

/* --- the ring --- */

typedef struct
{
  double red, green, blue;
} Pixel;

static Pixel
get_pixel (GBytes *pixels, int width, double x, double y)
{
  const guint8 *pixel = (const guint8 *) g_bytes_get_data (pixels, NULL) +
                        ((gsize) y * (gsize) width + (gsize) x) * 4;

  return (Pixel){ pixel[2], pixel[1], pixel[0] };
}

static double
level (Pixel pixel)
{
  return (pixel.red + pixel.green + pixel.blue) / 3;
}

static gboolean
is_same (Pixel a, Pixel b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

/* A warm yellow, not much mixed with anything. */
static gboolean
is_yellow (Pixel pixel)
{
  return pixel.red > 215 && pixel.green > 150 && pixel.green < 215 && pixel.blue < 60;
}

/* From the middle outwards, along one direction of many: what lies under it can be read
 * inside; then dark, light and yellow, whatever the paper; then all as it was. */
static void
check_ray (GBytes *before,
           GBytes *now,
           int width,
           WkPoint at,
           double radius,
           double turn)
{
  guint n_yellow = 0;
  double darkest = 255, lightest = 0;

  for (double r = 0; r < radius + 30; r += 0.5)
    {
      double x = at.x + r * cos (turn), y = at.y + r * sin (turn);
      Pixel is = get_pixel (now, width, x, y), was = get_pixel (before, width, x, y);

      if (r < 0.75 * radius)
        {
          g_assert_false (is_same (is, was));
          g_assert_cmpfloat (fabs (level (is) - level (was)), <, 45);
        }
      else if (r > radius + 2)
        g_assert_true (is_same (is, was));
      n_yellow += is_yellow (is);
      /* Yellow is full of red, and has no blue. */
      darkest = MIN (darkest, is.red);
      lightest = MAX (lightest, is.blue);
    }
  g_assert_cmpuint (n_yellow, >=, 3);
  g_assert_cmpfloat (n_yellow, <=, 0.4 * radius);
  g_assert_cmpfloat (darkest, <, 190);
  g_assert_cmpfloat (lightest, >, 110);
}

static void
check_ring (WkThemeId theme)
{
  Stage *stage = stage_open_at (0, theme);
  guint n_paints = wk_canvas_get_n_paints (stage->canvas);
  WkPoint left = stage_to_pixels (stage, 0, 0), right = stage_to_pixels (stage, 100, 0);
  double scale = (right.x - left.x) / 100;
  int width, height;
  g_autoptr (GBytes) before = stage_pixels (stage, &width, &height);
  double first = stage->state->highlight;

  stage_key (stage, GDK_KEY_h, 0);
  for (guint place = 0; place < 3; place++)
    {
      /* Bare paper, both times; the second time with a larger ring. */
      double x = place == 0 ? 1100 : 1150, y = place == 0 ? 260 : 300;
      double radius;
      g_autoptr (GBytes) now = NULL;

      stage_move (stage, x, y);
      if (place == 2)
        stage_key (stage, GDK_KEY_plus, 0);
      stage_frames (stage, 2);
      now = stage_pixels (stage, &width, &height);
      radius = stage->state->highlight * scale;
      for (guint turn = 0; turn < 16; turn++)
        check_ray (before, now, width, stage_to_pixels (stage, x, y), radius,
                   turn * G_PI / 8);
    }
  g_assert_cmpfloat (stage->state->highlight, >, 1.1 * first);
  g_assert_cmpuint (wk_canvas_get_n_paints (stage->canvas), ==, n_paints);
  /* With the pointer it goes, and leaves nothing behind. */
  stage_leave (stage);
  stage_frames (stage, 2);
  {
    g_autoptr (GBytes) after = stage_pixels (stage, &width, &height);

    g_assert_true (g_bytes_equal (before, after));
  }
  stage_close (stage);
}

static void
test_light (void)
{
  check_ring (WK_THEME_LIGHT);
}

static void
test_dark (void)
{
  check_ring (WK_THEME_DARK);
}

/* --- in a lecture --- */

typedef struct
{
  WkWindow *window;
  WkStageTools *tools;
  WkCanvas *canvas;
} Hall;

static gboolean
has_no_cursor (GtkWidget *widget)
{
  GdkCursor *cursor = gtk_widget_get_cursor (widget);

  return cursor != NULL && g_strcmp0 (gdk_cursor_get_name (cursor), "none") == 0;
}

static gboolean
is_hidden (gpointer data)
{
  Hall *hall = data;

  return has_no_cursor (GTK_WIDGET (hall->tools)) &&
         has_no_cursor (GTK_WIDGET (hall->canvas));
}

static gboolean
is_shown (Hall *hall)
{
  return !has_no_cursor (GTK_WIDGET (hall->tools)) &&
         !has_no_cursor (GTK_WIDGET (hall->canvas));
}

static void
move (Hall *hall, double x, double y)
{
  g_autoptr (GListModel) list =
      gtk_widget_observe_controllers (GTK_WIDGET (hall->tools));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
}

/* After two seconds without motion, and it comes back with the next one; nothing is to
 * be switched on for that. */
static void
test_hides (void)
{
  Hall hall;
  WkPresent *present;
  gint64 least = G_MAXINT64, start = g_get_monotonic_time ();

  gui_set_animations (FALSE);
  hall.window = gui_open (1280, 800);
  present = wk_window_get_present (hall.window);
  wk_present_start (present);
  hall.tools = wk_audience_get_tools (wk_present_get_audience (present));
  hall.canvas = wk_audience_get_canvas (wk_present_get_audience (present));
  gui_wait (is_hidden, &hall);
  for (guint i = 0; i < 2; i++)
    {
      move (&hall, 300 + 10 * i, 300);
      start = g_get_monotonic_time ();
      g_assert_true (is_shown (&hall));
      gui_wait (is_hidden, &hall);
      g_assert_cmpint (g_get_monotonic_time () - start, >, 1900 * 1000);
      least = MIN (least, g_get_monotonic_time () - start);
    }
  /* The machine may stand still once. */
  g_assert_cmpint (least, <, 4000 * 1000);
  wk_present_stop (present);
  g_assert_false (has_no_cursor (GTK_WIDGET (wk_window_get_canvas (hall.window))));
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/pointer/ring/light", test_light);
  g_test_add_func ("/pointer/ring/dark", test_dark);
  g_test_add_func ("/pointer/hides", test_hides);
  return g_test_run ();
}
