/* wk-fonts.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two fontconfig configurations: one with the bundled files and no rules at all, which
 * serves every text they can set; and one that also reads the system's font folders,
 * but none of its rules, for the few characters of a user's own words that Inter lacks.
 * Pango's font maps are not thread-safe, so each thread has its own; configurations and
 * faces are immutable and shared.
 */
#include "config.h"

#include "render/wk-fonts.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "model/wk-deck.h"
#include "render/wk-message-private.h"

G_DEFINE_QUARK (wk_render_error, wk_render_error)

static const char *const text_files[] = { "fonts/Inter-Regular.otf",
                                          "fonts/Inter-Bold.otf" };
static const char math_file[] = "fonts/texgyrepagella-math.otf";

static struct
{
  GMutex lock;
  gboolean ready;
  FcConfig *config;
  FcConfig *wide_config;
  char *text_paths[G_N_ELEMENTS (text_files)];
  char *math_path;
  hb_face_t *text_face;
  hb_face_t *math_face;
} fonts;

static GPrivate thread_map = G_PRIVATE_INIT (g_object_unref);
static GPrivate thread_wide_map = G_PRIVATE_INIT (g_object_unref);

/* The configuration's own folders: where systems keep fonts, and where their caches
 * are. No rule of the system or the user is read. */
static const char wide_xml[] =
    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<dir>/run/host/fonts</dir><dir prefix=\"xdg\">fonts</dir><dir>~/.fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";

static hb_face_t *
load_face (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *data = NULL;
  gsize length = 0;
  hb_blob_t *blob;
  hb_face_t *face;

  if (!g_file_get_contents (path, &data, &length, &local))
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_FONTS,
                   _ ("A font of the program cannot be read: %s"), local->message);
      return NULL;
    }
  blob = hb_blob_create (data, (unsigned int) length, HB_MEMORY_MODE_READONLY, data,
                         g_free);
  face = hb_face_create (blob, 0);
  hb_blob_destroy (blob);
  if (hb_face_get_glyph_count (face) == 0)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_FONTS,
                   _ ("A font of the program is damaged: %s"), path);
      hb_face_destroy (face);
      return NULL;
    }
  hb_face_make_immutable (face);
  return face;
}

static gboolean
add_text_fonts (FcConfig *config)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_files); i++)
    if (!FcConfigAppFontAddFile (config, (const FcChar8 *) fonts.text_paths[i]))
      return FALSE;
  return TRUE;
}

static gboolean
init_locked (GError **error)
{
  hb_face_t *text_face, *math_face;

  for (guint i = 0; i < G_N_ELEMENTS (text_files); i++)
    if (fonts.text_paths[i] == NULL)
      fonts.text_paths[i] = wk_data_path (text_files[i]);
  if (fonts.math_path == NULL)
    fonts.math_path = wk_data_path (math_file);

  text_face = load_face (fonts.text_paths[0], error);
  if (text_face == NULL)
    return FALSE;
  math_face = load_face (fonts.math_path, error);
  if (math_face == NULL)
    {
      hb_face_destroy (text_face);
      return FALSE;
    }
  fonts.config = FcConfigCreate ();
  FcConfigSetRescanInterval (fonts.config, 0);
  if (!add_text_fonts (fonts.config))
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_FONTS,
                   _ ("The fonts of the program cannot be used: %s"),
                   fonts.text_paths[1]);
      FcConfigDestroy (fonts.config);
      hb_face_destroy (text_face);
      hb_face_destroy (math_face);
      return FALSE;
    }
  fonts.text_face = text_face;
  fonts.math_face = math_face;
  fonts.ready = TRUE;
  return TRUE;
}

gboolean
wk_fonts_init (GError **error)
{
  gboolean ready;

  g_mutex_lock (&fonts.lock);
  ready = fonts.ready || init_locked (error);
  g_mutex_unlock (&fonts.lock);
  return ready;
}

/* For callers that cannot report: by then someone has to have looked. */
static void
require_fonts (void)
{
  g_autoptr (GError) error = NULL;

  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
}

static PangoFontMap *
map_new (FcConfig *config)
{
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);

  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), config);
  return map;
}

PangoFontMap *
wk_fonts_get_map (void)
{
  PangoFontMap *map = g_private_get (&thread_map);

  if (map == NULL)
    {
      require_fonts ();
      map = map_new (fonts.config);
      g_private_set (&thread_map, map);
    }
  return map;
}

PangoFontMap *
wk_fonts_get_wide_map (void)
{
  PangoFontMap *map = g_private_get (&thread_wide_map);

  if (map == NULL)
    {
      require_fonts ();
      g_mutex_lock (&fonts.lock);
      if (fonts.wide_config == NULL)
        {
          FcConfig *config = FcConfigCreate ();

          FcConfigSetRescanInterval (config, 0);
          /* If a folder cannot be read, the bundled fonts are still there. */
          FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) wide_xml, FcFalse);
          FcConfigBuildFonts (config);
          add_text_fonts (config);
          fonts.wide_config = config;
        }
      g_mutex_unlock (&fonts.lock);
      map = map_new (fonts.wide_config);
      g_private_set (&thread_wide_map, map);
    }
  return map;
}

hb_face_t *
wk_fonts_get_text_face (void)
{
  require_fonts ();
  return fonts.text_face;
}

hb_face_t *
wk_fonts_get_math_face (void)
{
  require_fonts ();
  return fonts.math_face;
}

const char *
wk_fonts_get_math_path (void)
{
  require_fonts ();
  return fonts.math_path;
}

gboolean
wk_fonts_has_char (gunichar character, gboolean math)
{
  static hb_font_t *text_font, *math_font;
  static gsize once;
  hb_codepoint_t glyph;

  if (g_once_init_enter (&once))
    {
      require_fonts ();
      text_font = hb_font_create (fonts.text_face);
      hb_font_make_immutable (text_font);
      math_font = hb_font_create (fonts.math_face);
      hb_font_make_immutable (math_font);
      g_once_init_leave (&once, 1);
    }
  if (!g_unichar_isgraph (character) || g_unichar_iszerowidth (character))
    return TRUE;
  return hb_font_get_nominal_glyph (math ? math_font : text_font, character, &glyph);
}

char *
wk_fonts_find_foreign (const char *text, gboolean math)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!wk_fonts_has_char (character, math) &&
          g_utf8_strchr (found->str, -1, character) == NULL)
        g_string_append_unichar (found, character);
    }
  return found->len == 0 ? NULL : g_string_free (g_steal_pointer (&found), FALSE);
}
