/* test-export.c - what is in the files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "render-scenes.h"

static void
test_repeated (void)
{
  for (guint format = 0; format < WK_N_FORMATS; format++)
    for (guint theme = 0; theme < WK_N_THEMES; theme++)
      {
        g_autoptr (WkScene) first = make_scene (WK_TEXT_SCALE_1);
        g_autoptr (WkScene) second = make_scene (WK_TEXT_SCALE_1);
        g_autoptr (GBytes) a =
            export_scene (first, (WkFormat) format, (WkThemeId) theme, 800);
        g_autoptr (GBytes) other =
            export_scene (first, (WkFormat) format, (WkThemeId) ((theme + 1) % 3), 0);
        g_autoptr (GBytes) b =
            export_scene (second, (WkFormat) format, (WkThemeId) theme, 800);

        g_assert_true (g_bytes_equal (a, b));
        g_assert_false (g_bytes_equal (a, other));
      }
}

static GdkPixbuf *
read_png (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static const guint8 *
pixel (GdkPixbuf *pixbuf, int x, int y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
         x * gdk_pixbuf_get_n_channels (pixbuf);
}

static void
test_png (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  g_autoptr (GBytes) bytes = export_scene (scene, WK_FORMAT_PNG, WK_THEME_DARK, 800);
  g_autoptr (GdkPixbuf) pixbuf = read_png (bytes);
  WkExportOptions options = { .format = WK_FORMAT_PNG, .transparent = TRUE };
  g_autoptr (GBytes) clear = wk_export_bytes (&scene, 1, &options, NULL);
  g_autoptr (GdkPixbuf) glass = read_png (clear);

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 800);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 450);
  g_assert_cmphex (pixel (pixbuf, 2, 2)[0], ==, 0x16);
  g_assert_cmphex (pixel (pixbuf, 2, 2)[2], ==, 0x1D);
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Title"), ==,
                   "Exercise <1a> & more");
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Description"), ==,
                   "The output is \"minus 2\".");

  g_assert_cmpint (gdk_pixbuf_get_width (glass), ==, 1600);
  g_assert_true (gdk_pixbuf_get_has_alpha (glass));
  g_assert_cmpuint (pixel (glass, 2, 2)[3], ==, 0);
  g_assert_cmpuint (pixel (glass, 650, 400 - 30)[3], ==, 255); /* in a node */
}

static void
test_sizes (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  WkScene *both[] = { scene, scene };
  WkExportOptions options = { .format = WK_FORMAT_PNG, .width = 32768 };
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_export_bytes (&scene, 1, &options, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE);
  g_clear_error (&error);
  options.width = G_MAXUINT;
  g_assert_null (wk_export_bytes (&scene, 1, &options, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE);
  g_clear_error (&error);
  options.width = 0;
  g_assert_null (wk_export_bytes (both, 2, &options, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_null (wk_paint_pixels (scene, WK_THEME_LIGHT, 0, 10, FALSE, NULL, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE);
  options.width = 1;
  {
    g_autoptr (GBytes) tiny = wk_export_bytes (&scene, 1, &options, NULL);
    g_autoptr (GdkPixbuf) pixbuf = read_png (tiny);

    g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 1);
  }
}

/* --- SVG --- */

typedef struct
{
  GHashTable *ids;
  GHashTable *used;
  guint titles;
} Seen;

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **keys,
          const char **values,
          gpointer data,
          GError **error)
{
  Seen *seen = data;

  seen->titles += strcmp (name, "title") == 0;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (strcmp (keys[i], "id") == 0)
        g_assert_true (g_hash_table_add (seen->ids, g_strdup (values[i])));
      else if (strcmp (name, "use") == 0 && strcmp (keys[i], "xlink:href") == 0)
        g_hash_table_add (seen->used, g_strdup (values[i] + 1));
    }
}

static char *
svg_text (WkScene *scene)
{
  g_autoptr (GBytes) bytes = export_scene (scene, WK_FORMAT_SVG, WK_THEME_LIGHT, 0);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Well-formed, no id twice, no use of what is not defined. */
static void
read_svg (const char *text, Seen *seen)
{
  static const GMarkupParser parser = { .start_element = on_start };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, seen, NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer id;

  seen->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  g_markup_parse_context_free (context);
  g_hash_table_iter_init (&iter, seen->used);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (seen->ids, id));
}

static void
seen_clear (Seen *seen)
{
  g_hash_table_unref (seen->ids);
  g_hash_table_unref (seen->used);
}

static void
test_svg (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  g_autofree char *text = svg_text (scene);
  Seen seen = { 0 };

  read_svg (text, &seen);
  g_assert_true (g_hash_table_contains (seen.ids, "value-b"));
  g_assert_true (g_hash_table_contains (seen.ids, "edge-1-2-"));
  g_assert_cmpuint (seen.titles, ==, 5); /* the figure, the network, three nodes */
  g_assert_nonnull (strstr (text, "Exercise &lt;1a&gt; &amp; more</title>"));
  g_assert_nonnull (strstr (text, "viewBox=\"0 0 1600 900\""));
  g_assert_nonnull (strstr (text, "role=\"img\""));
  g_assert_nonnull (strstr (text, "lang=\"en\""));
  g_assert_nonnull (strstr (text, "stroke-dasharray=\""));
  seen_clear (&seen);
}

/* Labels and ids that XML has no way to write. */
static void
test_svg_hostile (void)
{
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  g_autofree char *text = NULL;
  Seen seen = { 0 };
  WkItem *item;

  wk_scene_builder_set_title (builder, "\x01\x1b]]>&\"'\xEF\xBF\xBF");
  item = wk_scene_add_circle (builder, "a b", WK_ROLE_INK, 100, 100, 20);
  wk_item_set_spoken (item, "<![CDATA[", "\x02", NULL, NULL);
  wk_scene_add_circle (builder, "a-b", WK_ROLE_INK, 200, 100, 20);
  wk_scene_add_circle (builder, "a-b.2", WK_ROLE_INK, 300, 100, 20);
  wk_scene_add_circle (builder, "_g1", WK_ROLE_INK, 400, 100, 20);
  wk_scene_add_circle (builder, "1\xC3\xA9", WK_ROLE_INK, 500, 100, 20);
  add_words (builder, "text", WK_TYPE_LABEL, 100, 200, "\x03 <b>&amp;</b>");
  scene = wk_scene_builder_finish (builder);
  text = svg_text (scene);
  read_svg (text, &seen);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 || *p == '\n');
  g_assert_null (strstr (text, "\xEF\xBF\xBF"));
  seen_clear (&seen);
}

/* Another program's picture of our SVG is close to our own picture. */
static void
test_svg_drawn (void)
{
  for (guint theme = 0; theme < WK_N_THEMES; theme++)
    {
      g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
      g_autoptr (GBytes) svg =
          export_scene (scene, WK_FORMAT_SVG, (WkThemeId) theme, 0);
      g_autoptr (GBytes) png =
          export_scene (scene, WK_FORMAT_PNG, (WkThemeId) theme, 0);
      g_autofree char *source = scratch_path ("drawn.svg");
      g_autofree char *result = scratch_path ("drawn.png");
      const char *const arguments[] = { "rsvg-convert", "-o", result, source, NULL };
      g_autoptr (GdkPixbuf) ours = read_png (png);
      g_autoptr (GdkPixbuf) theirs = NULL;
      double sum = 0;

      g_assert_true (wk_save_bytes (source, svg, NULL));
      g_free (run_tool (arguments));
      theirs = gdk_pixbuf_new_from_file (result, NULL);
      g_assert_nonnull (theirs);
      g_assert_cmpint (gdk_pixbuf_get_width (theirs), ==, 1600);
      g_assert_cmpint (gdk_pixbuf_get_height (theirs), ==, 900);
      for (int y = 0; y < 900; y++)
        for (int x = 0; x < 1600; x++)
          for (int c = 0; c < 3; c++)
            sum += pow (pixel (ours, x, y)[c] - pixel (theirs, x, y)[c], 2);
      /* Root mean square of 256 levels; nothing drawn at all gives 30. */
      g_assert_cmpfloat (sqrt (sum / (1600 * 900 * 3)), <, 4);
    }
}

/* --- PDF --- */

static char *
pdf_text (const char *name, GBytes *bytes, const char *tool)
{
  g_autofree char *path = scratch_path (name);
  const char *const text[] = { "pdftotext", "-layout", path, "-", NULL };
  const char *const info[] = { "pdfinfo", path, NULL };

  g_assert_true (wk_save_bytes (path, bytes, NULL));
  return run_tool (strcmp (tool, "pdfinfo") == 0 ? info : text);
}

static void
test_pdf (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  WkScene *pages[] = { scene, scene, scene };
  const WkExportOptions options = { .format = WK_FORMAT_PDF };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wk_export_bytes (pages, 3, &options, &error);
  g_autofree char *words = NULL;
  g_autofree char *about = NULL;

  g_assert_no_error (error);
  words = pdf_text ("figure.pdf", bytes, "pdftotext");
  g_assert_nonnull (strstr (words, "Network output"));
  g_assert_nonnull (strstr (words, "1a"));
  g_assert_nonnull (strstr (words, "\xE2\x88\x92"
                                   "2"));
  g_assert_nonnull (strstr (words, "text that wraps"));
  about = pdf_text ("figure.pdf", bytes, "pdfinfo");
  g_assert_nonnull (strstr (about, "Exercise <1a> & more"));
  g_assert_nonnull (strstr (about, "Pages:           3"));
  g_assert_nonnull (strstr (about, "960 x 540 pts"));
  /* No date, or the one that whoever builds packages sets. */
  g_assert_null (strstr (about, "CreationDate"));
  g_assert_null (strstr (about, "ModDate"));
  g_setenv ("SOURCE_DATE_EPOCH", "1000000000", TRUE);
  g_bytes_unref (bytes);
  bytes = wk_export_bytes (pages, 3, &options, &error);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_free (about);
  about = pdf_text ("figure.pdf", bytes, "pdfinfo");
  g_assert_nonnull (strstr (about, "2001"));
}

/* --- pixels --- */

/* A stranger's context: placed where it was told, and left as it was. */
static void
test_context (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 400);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  const guint32 *data;
  cairo_matrix_t matrix;
  int stride;

  g_assert_true (wk_paint_cairo (scene, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, 400, 400 },
                                 FALSE, &error));
  g_assert_no_error (error);
  cairo_get_matrix (cr, &matrix);
  g_assert_cmpfloat (matrix.xx, ==, 1);
  cairo_surface_flush (surface);
  data = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  /* 400 x 225, centred; paper all over the target, and nowhere else. */
  g_assert_cmphex (data[10 * stride + 200], ==, 0xFFFFFFFF);
  g_assert_cmphex (data[390 * stride + 200], ==, 0xFFFFFFFF);
  g_assert_cmphex (data[(88 + 175) * stride + 200], ==, 0xFFFFFFFF);
  g_assert_cmphex (data[(88 + 185) * stride + 380], ==, 0xFFF4F6F8); /* the band */
  g_assert_cmphex (data[316 * stride + 380], ==, 0xFFFFFFFF);

  g_assert_false (wk_paint_cairo (scene, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, 0, 0 },
                                  FALSE, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gpointer
paint_in_thread (gpointer data)
{
  WkScene *scene = data;

  return export_scene (scene, WK_FORMAT_PNG, WK_THEME_LIGHT, 1000);
}

/* Any thread gives the same picture, also at the same time. */
static void
test_threads (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);
  g_autoptr (GBytes) wanted = export_scene (scene, WK_FORMAT_PNG, WK_THEME_LIGHT, 1000);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_in_thread, scene);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (bytes, wanted));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_bundled_fonts ();
  g_test_add_func ("/export/repeated", test_repeated);
  g_test_add_func ("/export/png", test_png);
  g_test_add_func ("/export/sizes", test_sizes);
  g_test_add_func ("/export/svg", test_svg);
  g_test_add_func ("/export/svg-hostile", test_svg_hostile);
  g_test_add_func ("/export/svg-drawn", test_svg_drawn);
  g_test_add_func ("/export/pdf", test_pdf);
  g_test_add_func ("/export/context", test_context);
  g_test_add_func ("/export/threads", test_threads);
  return g_test_run ();
}
