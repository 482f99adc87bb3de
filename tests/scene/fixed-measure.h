/* fixed-measure.h - a measure without fonts, for tests of scene/
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every character is half an em wide, a line 1.2 em high. Of a formula the commands and
 * braces have no width; it breaks at blanks around relations, one line as wide as it
 * may be.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "scene/wk-view.h"

#define FIXED_WIDTH 0.5
#define FIXED_ASCENT 0.95
#define FIXED_DESCENT 0.25

static inline void
fixed_lines (double width, double size, double wrap, WkExtents *extents)
{
  guint n = wrap > 0 && width > wrap ? (guint) ceil (width / wrap) : 1;

  extents->n_lines = n;
  extents->width = n > 1 ? wrap : width;
  extents->ascent = FIXED_ASCENT * size;
  extents->descent = (FIXED_DESCENT + 1.3 * (n - 1)) * size;
  extents->ink = (WkRect){ 0, -extents->ascent, extents->width,
                           extents->ascent + extents->descent };
}

static inline void
fixed_text (const WkMeasure *measure,
            const char *text,
            WkTypeRole type,
            WkTextScale scale,
            double wrap,
            WkExtents *extents)
{
  double size = wk_type_size (type, scale);

  fixed_lines (FIXED_WIDTH * size * (double) g_utf8_strlen (text, -1), size, wrap,
               extents);
}

static inline void
fixed_formula (const WkMeasure *measure,
               const char *source,
               WkTypeRole type,
               WkTextScale scale,
               double wrap,
               WkExtents *extents)
{
  double size = wk_type_size (type, scale);
  guint n = 0;

  for (const char *p = source; *p != '\0'; p++)
    {
      if (*p == '\\')
        {
          while (g_ascii_isalpha (p[1]))
            p++;
          n++;
        }
      else if (strchr ("{}^_ ", *p) == NULL && ((guchar) *p & 0xc0) != 0x80)
        n++;
    }
  fixed_lines (FIXED_WIDTH * size * n, size, wrap, extents);
}

static const WkMeasure fixed_measure = { fixed_text, fixed_formula, NULL };
