/* wk-theme.h - roles to colours, widths and dashes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

typedef enum
{
  WK_THEME_LIGHT,
  WK_THEME_DARK,
  WK_THEME_PRINT, /* black on white */
  WK_N_THEMES,
} WkThemeId;

typedef struct _WkTheme WkTheme;

const WkTheme *wk_theme_get (WkThemeId id);
gboolean wk_theme_from_name (const char *name, WkThemeId *id);
const char *wk_theme_name (WkThemeId id);

/* TRUE where colour is missing and form has to tell: double lines, thick edges. */
gboolean wk_theme_is_print (const WkTheme *theme);
/* Of a line or mark; of text; of a fill at @tint over paper: opaque, but
 * for the glow of the focus, which lets through what it lies on. */
WkColour wk_theme_line (const WkTheme *theme, WkRole role, WkEmphasis emphasis);
WkColour wk_theme_text (const WkTheme *theme, WkRole role, WkEmphasis emphasis);
WkColour wk_theme_fill (const WkTheme *theme, WkRole role, double tint);
/* Of the marker of @class, 0 on, at @tint over paper. Where @fill itself has the 3:1
 * that a mark needs, the edge lies around it, in the colour of paper, and keeps markers
 * that overlap apart: then TRUE. Else it lies within, dark. What steps back has none:
 * @edge is
 * @fill. */
gboolean wk_theme_marker (const WkTheme *theme,
                          guint class,
                          WkEmphasis emphasis,
                          double tint,
                          WkColour *fill,
                          WkColour *edge);
/* @dashes in units for a line @width wide; 0 for solid. */
guint wk_theme_dashes (const WkTheme *theme,
                       WkRole role,
                       double width,
                       double dashes[4]);

/* WCAG contrast of two opaque colours; with @room counted as in a lit room, that is
 * (L1 + 1/14) / (L2 + 1/14). */
double wk_contrast (WkColour a, WkColour b, gboolean room);

G_END_DECLS
