/* test-golden.c - rasters with a tolerance, one an idea
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures in tests/golden were looked at. The test keeps what it drew and where
 * it differs in the build folder, under tests/render/golden-*.png; after a change that
 * is meant, look at those and copy them over: WORKINGS_NEW_GOLDEN=1 does it.
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>

#include "render-scenes.h"

/* Levels of 256 that a pixel may be off, and the share of pixels that may be further
 * off: room for another version of Cairo's or of a processor's rounding. */
#define LEVELS 24
#define SHARE 0.0005

static guint
compare (GdkPixbuf *wanted, GdkPixbuf *found, GdkPixbuf *difference)
{
  int width = gdk_pixbuf_get_width (found), height = gdk_pixbuf_get_height (found);
  const guint8 *a = gdk_pixbuf_read_pixels (wanted);
  const guint8 *b = gdk_pixbuf_read_pixels (found);
  guint8 *out = gdk_pixbuf_get_pixels (difference);
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = a + y * gdk_pixbuf_get_rowstride (wanted) +
                          x * gdk_pixbuf_get_n_channels (wanted);
        const guint8 *q = b + y * gdk_pixbuf_get_rowstride (found) +
                          x * gdk_pixbuf_get_n_channels (found);
        guint8 *d = out + y * gdk_pixbuf_get_rowstride (difference) + x * 3;
        int worst = 0;

        for (int c = 0; c < 3; c++)
          {
            int off = abs (p[c] - q[c]);

            worst = MAX (worst, off);
            d[c] = (guint8) (255 - off);
          }
        n += worst > LEVELS;
      }
  return n;
}

static void
check_golden (const char *name, WkThemeId theme, WkTextScale scale)
{
  g_autoptr (WkScene) scene = make_scene (scale);
  g_autoptr (GBytes) bytes = export_scene (scene, WK_FORMAT_PNG, theme, 800);
  g_autofree char *file = g_strdup_printf ("golden-%s.png", name);
  g_autofree char *other = g_strdup_printf ("golden-%s-difference.png", name);
  g_autofree char *actual = scratch_path (file);
  g_autofree char *difference = scratch_path (other);
  g_autofree char *golden = g_test_build_filename (G_TEST_DIST, "golden", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) wanted = NULL;
  g_autoptr (GdkPixbuf) found = NULL;
  g_autoptr (GdkPixbuf) canvas = NULL;
  guint n;

  g_assert_true (wk_save_bytes (actual, bytes, NULL));
  if (g_getenv ("WORKINGS_NEW_GOLDEN") != NULL)
    g_assert_true (wk_save_bytes (golden, bytes, NULL));
  wanted = gdk_pixbuf_new_from_file (golden, &error);
  g_assert_no_error (error);
  found = gdk_pixbuf_new_from_file (actual, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (wanted), ==, gdk_pixbuf_get_width (found));
  g_assert_cmpint (gdk_pixbuf_get_height (wanted), ==, gdk_pixbuf_get_height (found));
  canvas = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, gdk_pixbuf_get_width (found),
                           gdk_pixbuf_get_height (found));
  n = compare (wanted, found, canvas);
  if (n > 0)
    {
      g_assert_true (gdk_pixbuf_save (canvas, difference, "png", &error, NULL));
      g_test_message ("%u pixels differ; see %s and %s", n, actual, difference);
    }
  g_assert_cmpuint (n, <=, (guint) (SHARE * 800 * 450));
}

static void
test_light (void)
{
  check_golden ("light", WK_THEME_LIGHT, WK_TEXT_SCALE_1);
}

static void
test_dark (void)
{
  check_golden ("dark-projector", WK_THEME_DARK, WK_TEXT_SCALE_PROJECTOR);
}

static void
test_print (void)
{
  check_golden ("print", WK_THEME_PRINT, WK_TEXT_SCALE_1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/light", test_light);
  g_test_add_func ("/golden/dark-projector", test_dark);
  g_test_add_func ("/golden/print", test_print);
  return g_test_run ();
}
