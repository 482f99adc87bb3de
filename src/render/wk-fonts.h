/* wk-fonts.h - the bundled fonts, and nothing else
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The painter has a fontconfig configuration of its own that sees only the bundled
 * fonts with fixed options, so that a user's configuration never changes a picture.
 * Characters they lack fall back to the system's fonts; wk_fonts_find_foreign() tells.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PangoFontMap PangoFontMap;
typedef struct hb_face_t hb_face_t;

#define WK_RENDER_ERROR (wk_render_error_quark ())
GQuark wk_render_error_quark (void);

typedef enum
{
  WK_RENDER_ERROR_FONTS, /* a bundled font is missing or damaged */
  WK_RENDER_ERROR_DRAW,  /* Cairo refused, a number was not finite, no memory */
  WK_RENDER_ERROR_SIZE,  /* larger than a picture can be */
  WK_RENDER_ERROR_WRITE, /* the file could not be written */
  WK_RENDER_ERROR_READ,  /* the file holds no figure's state, or a damaged one */
} WkRenderError;

/* Loads once (11 ms); thread-safe. FALSE with an error if a font is missing. */
gboolean wk_fonts_init (GError **error);
/* For the calling thread. Borrowed. Sees the bundled text fonts only. */
PangoFontMap *wk_fonts_get_map (void);
/* As above, and the system's fonts too, for text with characters that the bundled ones
 * lack. Made when first asked for. */
PangoFontMap *wk_fonts_get_wide_map (void);
/* Inter, regular. Borrowed, immutable. */
hb_face_t *wk_fonts_get_text_face (void);
/* TeX Gyre Pagella Math. Borrowed, immutable. */
hb_face_t *wk_fonts_get_math_face (void);
const char *wk_fonts_get_math_path (void);

/* TRUE if the bundled text font, or with @math the mathematics font, has a glyph for
 * the character. Blanks, controls and joiners count as had. */
gboolean wk_fonts_has_char (gunichar character, gboolean math);
/* The distinct characters of @text that the bundled font lacks, in order; NULL if it
 * lacks none. (transfer full) */
char *wk_fonts_find_foreign (const char *text, gboolean math);

G_END_DECLS
