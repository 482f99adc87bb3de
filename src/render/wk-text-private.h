/* wk-text-private.h - plain text, shaped and broken into lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What measuring and painting share, so that they cannot disagree.
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

/* One font, one line, one direction. */
typedef struct
{
  WkFont font;
  guint first; /* glyph */
  guint n_glyphs;
  char *text;
  double x, y; /* of its baseline, from the start of its line and the first baseline */
  double advance;
  guint line;
} WkTextRun;

typedef struct
{
  WkTextRun *runs;
  guint n_runs;
  WkGlyph *glyphs; /* positions as in @runs */
  double *widths;  /* of each line */
  WkExtents extents;
  int references;
} WkTextLayout;

/* Cached for the calling thread, which alone may use it. */
WkTextLayout *wk_text_layout (const char *text,
                              double size,
                              gboolean bold,
                              double wrap);
void wk_text_layout_unref (WkTextLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkTextLayout, wk_text_layout_unref)

/* Height of the digits of the text and of the mathematics font, in ems. */
double wk_text_digit_height (gboolean math);

/* TRUE if formulas in this role are displayed: tall fractions, limits under sums. */
gboolean wk_text_is_display (WkTypeRole type);

/* The baseline of the first line of a block whose @valign is at @y. */
double wk_text_baseline (const WkExtents *extents,
                         WkVAlign valign,
                         double y,
                         double digit_height);

G_END_DECLS
