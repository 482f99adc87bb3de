/* test-zoom.c - a part of the figure, enlarged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "tools-kit.h"

/* What shows is what a page painted at that size has there, pixel by pixel. */
static void
test_sharp (void)
{
  Stage *stage = stage_open_at (3, WK_THEME_LIGHT);
  g_autoptr (GBytes) shown = NULL;
  g_autoptr (GBytes) whole = NULL;
  WkRect page;
  int width, height;
  gsize stride;
  guint n_different = 0;

  wk_canvas_set_zoom (stage->canvas, 2.6, 700, 420, FALSE);
  stage_frames (stage, 3);
  page = wk_canvas_get_page_rect (stage->canvas);
  g_assert_cmpfloat (page.width, ==, round (1280 * 2.6));
  shown = stage_pixels (stage, &width, &height);
  whole =
      wk_paint_pixels (wk_session_get_scene (stage->session), WK_THEME_LIGHT,
                       (guint) page.width, (guint) page.height, FALSE, &stride, NULL);
  for (int y = 0; y < height; y++)
    {
      const guint8 *a = (const guint8 *) g_bytes_get_data (shown, NULL) +
                        (gsize) y * (gsize) width * 4;
      const guint8 *b = (const guint8 *) g_bytes_get_data (whole, NULL) +
                        (gsize) (y - (int) page.y) * stride + (gsize) -page.x * 4;

      for (int x = 0; x < width * 4; x++)
        n_different += x % 4 < 3 && abs (a[x] - b[x]) > 2;
    }
  g_assert_cmpuint (n_different, <, (guint) (width * height / 1000));
  stage_close (stage);
}

static void
test_zoom_places (void)
{
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);
  WkPoint before, after;
  WkRect page;
  double x, y;

  /* The point under the pointer stays there. */
  stage_move (stage, 480, 500);
  before = stage_to_pixels (stage, 480, 500);
  stage_key (stage, GDK_KEY_z, 0);
  after = stage_to_pixels (stage, 480, 500);
  g_assert_cmpfloat (hypot (after.x - before.x, after.y - before.y), <, 2);
  stage_frames (stage, 2);
  /* Parts are where they are seen: hands, focus and fields follow. */
  g_assert_true (gui_part_place (stage->canvas, "node-1-2", &x, &y) ||
                 gui_part_place (stage->canvas, "node-0-1", &x, &y));
  g_assert_true (wk_canvas_is_part_at (stage->canvas, x, y));
  /* The wheel keeps it too; never beyond the edge. */
  before = stage_to_pixels (stage, 480, 500);
  wk_canvas_select (stage->canvas, NULL);
  for (guint i = 0; i < 5; i++)
    {
      stage_key (stage, GDK_KEY_plus, 0);
      page = wk_canvas_get_page_rect (stage->canvas);
      g_assert_cmpfloat (page.x, <=, 0);
      g_assert_cmpfloat (page.y, <=, 0);
      g_assert_cmpfloat (page.x + page.width, >=, 1280);
      g_assert_cmpfloat (page.y + page.height, >=, 800);
    }
  wk_tools_state_set_zoom (stage->state, 3, -1e5, 1e5, TRUE);
  stage_frames (stage, 1);
  page = wk_canvas_get_page_rect (stage->canvas);
  g_assert_cmpfloat (page.x, ==, 0);
  g_assert_cmpfloat (page.y + page.height, ==, 800);
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, &x, &y), ==, 3);
  g_assert_cmpfloat (x, <, 300);
  /* A box by mouse. */
  wk_tools_state_set_zoom (stage->state, 1, 0, 0, TRUE);
  stage_key (stage, GDK_KEY_z, GDK_SHIFT_MASK);
  stage_frames (stage, 1);
  stage_drag (stage, (WkPoint[]){ { 200, 200 }, { 500, 380 }, { 600, 400 } }, 3);
  stage_frames (stage, 2);
  before = stage_to_pixels (stage, 200, 200);
  after = stage_to_pixels (stage, 600, 400);
  g_assert_cmpfloat (before.x, >, 0);
  g_assert_cmpfloat (after.x, <, 1280);
  g_assert_cmpfloat (after.x - before.x, >, 1000);
  /* Another exercise shows all of its page. */
  wk_session_set_exercise (stage->session, 2);
  stage_frames (stage, 2);
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, NULL, NULL), ==, 1);
  g_assert_cmpfloat (stage->state->zoom, ==, 1);
  g_assert_cmpfloat (wk_canvas_get_page_rect (stage->canvas).width, ==, 1280);
  stage_close (stage);
}

static gboolean
is_zoomed (gpointer data)
{
  Stage *stage = data;

  return wk_canvas_get_page_rect (stage->canvas).width == 2 * 1280;
}

static gboolean
is_whole (gpointer data)
{
  Stage *stage = data;

  return wk_canvas_get_page_rect (stage->canvas).width == 1280;
}

static gboolean
is_on_its_way (gpointer data)
{
  return !is_whole (data);
}

/* It moves in between, and can be turned back on the way. A machine that stands still
 * for as long as it takes gets another chance. */
static void
test_zoom_animated (void)
{
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);
  gboolean between = FALSE;

  gui_set_animations (TRUE);
  for (guint i = 0; i < 5 && !between; i++)
    {
      wk_stage_tools_key (stage->tools, GDK_KEY_z, 0);
      gui_wait (is_on_its_way, stage);
      between = !is_zoomed (stage);
      wk_stage_tools_key (stage->tools, GDK_KEY_z, 0);
      gui_wait (is_whole, stage);
    }
  g_assert_true (between);
  wk_stage_tools_key (stage->tools, GDK_KEY_z, 0);
  gui_wait (is_zoomed, stage);
  gui_set_animations (FALSE);
  stage_close (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/zoom/sharp", test_sharp);
  g_test_add_func ("/zoom/places", test_zoom_places);
  g_test_add_func ("/zoom/animated", test_zoom_animated);
  return g_test_run ();
}
