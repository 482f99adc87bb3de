/* render-scenes.h - the figures that the tests of render/ draw
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "model/wk-deck.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"

static inline WkView
make_view (WkTextScale scale)
{
  return (WkView){ .position = 2,
                   .width = 1600,
                   .height = 900,
                   .text_scale = scale,
                   .language = wk_language_get ("en"),
                   .measure = wk_render_get_measure () };
}

static inline WkItem *
add_words (WkSceneBuilder *builder,
           const char *id,
           WkTypeRole type,
           double x,
           double y,
           const char *text)
{
  return wk_scene_add_text (builder, id, WK_ROLE_INK, type, x, y, WK_ANCHOR_START,
                            WK_VALIGN_BASELINE, text);
}

static inline void
add_node (WkSceneBuilder *builder,
          const char *name,
          double x,
          double y,
          WkRole fill,
          WkEmphasis emphasis,
          const char *value)
{
  WkItem *circle = wk_scene_add_circle (builder, wk_scene_id (builder, "node-%s", name),
                                        WK_ROLE_INK, x, y, 52);
  WkItem *text = wk_scene_add_text (builder, wk_scene_id (builder, "value-%s", name),
                                    WK_ROLE_INK, WK_TYPE_NODE_VALUE, x, y,
                                    WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, value);

  circle->fill = fill;
  circle->tint = fill == WK_ROLE_PAPER ? 1 : 0.4;
  circle->emphasis = text->emphasis = emphasis;
  wk_item_set_spoken (circle, name, value, NULL, NULL);
}

/* Marks without text: every kind of line, hatching, images. */
static inline void
add_marks (WkSceneBuilder *builder)
{
  guint8 pixels[4 * 4 * 4];
  WkPoint zigzag[20];
  WkItem *item;

  for (guint i = 0; i < 16; i++)
    {
      pixels[4 * i] = (guint8) (i * 16);
      pixels[4 * i + 1] = (guint8) (255 - i * 16);
      pixels[4 * i + 2] = 128;
      pixels[4 * i + 3] = 255;
    }
  for (guint i = 0; i < 20; i++)
    zigzag[i] = (WkPoint){ 850 + 12 * i, 560 + (i % 2) * 60 };

  item = wk_scene_add_line (builder, "back", WK_ROLE_BACKWARD, (WkPoint){ 1000, 300 },
                            (WkPoint){ 800, 250 });
  item->width = 7;
  item->line.head = WK_MARKER_ARROW;
  item = wk_scene_add_line (builder, "axis", WK_ROLE_INK, (WkPoint){ 1000, 350 },
                            (WkPoint){ 800, 350 });
  item->line.head = WK_MARKER_OPEN;
  item = wk_scene_add_line (builder, "gate", WK_ROLE_POSITIVE, (WkPoint){ 1000, 420 },
                            (WkPoint){ 800, 420 });
  item->cut = TRUE;
  item->line.head = WK_MARKER_ARROW;
  item = wk_scene_add_box (builder, "padding", WK_ROLE_MUTED,
                           (WkRect){ 1100, 200, 156, 78 }, 0);
  item->hatched = TRUE;
  item = wk_scene_add_box (builder, "window", WK_ROLE_FOCUS,
                           (WkRect){ 1100, 320, 150, 150 }, 12);
  item->width = 6;
  item->fill = WK_ROLE_FOCUS;
  item->tint = 1;
  wk_scene_add_image (builder, "cells", (WkRect){ 1320, 200, 160, 160 }, 4, 4, pixels);
  item = wk_scene_add_image (builder, "photo", (WkRect){ 1320, 400, 160, 160 }, 4, 4,
                             pixels);
  item->image.smooth = TRUE;
  wk_scene_add_polyline (builder, "curve", WK_ROLE_CLASS_1, zigzag, 20);
  item = wk_scene_add_area (builder, "area", WK_ROLE_CLASS_3, 0.4, zigzag, 3);
  item->hatched = TRUE;
  item = wk_scene_add_circle (builder, "fading", WK_ROLE_POSITIVE, 1180, 600, 60);
  item->fill = WK_ROLE_POSITIVE;
  item->tint = 0.4;
  item->opacity = 0.5;
}

/* Something of everything a figure can hold, and nothing wrong with it. */
static inline WkScene *
make_scene (WkTextScale scale)
{
  WkView view = make_view (scale);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  WkItem *item;

  wk_scene_builder_set_title (builder, "Exercise <1a> & more");
  wk_scene_builder_take_description (builder, g_strdup ("The output is \"minus 2\"."));
  item = wk_scene_add_box (builder, "band", WK_ROLE_NONE, (WkRect){ 0, 716, 1600, 184 },
                           0);
  item->fill = WK_ROLE_WASH;
  item->tint = 1;
  item->width = 0;
  add_words (builder, "number", WK_TYPE_NUMBER, 56, 66, "1a");
  item = add_words (builder, "title", WK_TYPE_TITLE, 144, 66, "Network output");
  item->role = WK_ROLE_MUTED;

  wk_scene_add_group (builder, "network", "network");
  wk_scene_set_group (builder, "network");
  item = wk_scene_add_line (builder, "edge:1[1]", WK_ROLE_POSITIVE,
                            (WkPoint){ 302, 250 }, (WkPoint){ 602, 200 });
  item->emphasis = WK_EMPHASIS_DIMMED;
  item = wk_scene_add_line (builder, "edge:1[2]", WK_ROLE_NEGATIVE,
                            (WkPoint){ 302, 250 }, (WkPoint){ 602, 400 });
  item->emphasis = WK_EMPHASIS_CURRENT;
  item->width = 5.2;
  add_node (builder, "x", 250, 250, WK_ROLE_POSITIVE, WK_EMPHASIS_DONE, "3");
  add_node (builder, "a", 650, 200, WK_ROLE_PAPER, WK_EMPHASIS_NOT_YET, "?");
  add_node (builder, "b", 650, 400, WK_ROLE_NEGATIVE, WK_EMPHASIS_CURRENT,
            "\xE2\x88\x92"
            "2");
  wk_scene_set_group (builder, NULL);
  add_marks (builder);
  item = wk_scene_add_text (builder, "wrapped", WK_ROLE_MUTED, WK_TYPE_LABEL, 400, 520,
                            WK_ANCHOR_MIDDLE, WK_VALIGN_TOP,
                            "A longer text that wraps within its width");
  item->text.wrap = 330;
  wk_scene_add_formula (builder, "formula", WK_ROLE_INK, WK_TYPE_FORMULA, 56, 808,
                        WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                        "a^{[1]}_2 = 1 \\cdot 1 + (-1) \\cdot 3 = \\focus{-2}");
  return wk_scene_builder_finish (builder);
}

static inline GBytes *
export_scene (WkScene *scene, WkFormat format, WkThemeId theme, guint width)
{
  const WkExportOptions options = { .format = format, .theme = theme, .width = width };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = wk_export_bytes (&scene, 1, &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

/* Paths below the build folder's tests/render, which is made. (transfer full) */
static inline char *
scratch_path (const char *name)
{
  g_autofree char *folder = g_build_filename (WK_BUILD_DIR, "tests", "render", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return g_build_filename (folder, name, NULL);
}

/* Other programs find the fonts that figures are set in, and no others. */
static inline void
use_bundled_fonts (void)
{
  g_autofree char *path = scratch_path ("bundled.conf");
  g_autofree char *font = wk_data_path ("fonts/Inter-Regular.otf");
  g_autofree char *folder = g_path_get_dirname (font);
  g_autofree char *cache = scratch_path ("font-cache");
  g_autofree char *text = g_strdup_printf (
      "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
      "<dir>%s</dir><cachedir>%s</cachedir></fontconfig>",
      folder, cache);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
}

/* What a tool says on standard output; fails if it cannot run or reports failure. */
static inline char *
run_tool (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *complaints = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                &output, &complaints, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s %s", arguments[0], error->message, complaints);
  return output;
}
