/* math-random.h - random formulas, sound and broken, and what must hold for each
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-math-private.h"
#include "model/wk-language.h"

#include <math.h>
#include <string.h>

static inline void
math_check_layout (const WkMathLayout *layout, const char *source)
{
  const WkExtents *e = &layout->extents;

  if (!isfinite (e->width) || !isfinite (e->ascent) || !isfinite (e->descent) ||
      e->ascent <= 0 || e->descent <= 0 || e->n_lines < 1 || !isfinite (e->ink.x) ||
      !isfinite (e->ink.y) || e->ink.width < 0 || e->ink.height < 0)
    g_error ("%s: extents", source);
  for (guint i = 0; i < layout->n_glyphs; i++)
    {
      const WkMathGlyph *glyph = &layout->glyphs[i];

      if (!isfinite (glyph->x) || !isfinite (glyph->y) || glyph->scale <= 0 ||
          glyph->text_offset >= (gint32) strlen (layout->text))
        g_error ("%s: glyph %u", source, i);
    }
  for (guint i = 0; i < layout->n_rules; i++)
    if (!isfinite (layout->rules[i].rect.x) || !(layout->rules[i].rect.width >= 0) ||
        !(layout->rules[i].rect.height >= 0))
      g_error ("%s: rule %u", source, i);
}

/* Parses, sets, breaks, writes and reads out @source: an error or a sound result. The
 * LaTeX must parse again and come out the same. Returns whether it parsed. */
static inline gboolean
math_check_source (const char *source, double wrap)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkMath) math = wk_math_parse (source, &error);
  g_autoptr (WkMath) again = NULL;
  g_autofree char *latex = NULL;
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;

  if (math == NULL)
    {
      if (error == NULL || strstr (error->message, "at character ") == NULL)
        g_error ("%s: no message", source);
      return FALSE;
    }
  for (int display = 0; display < 2; display++)
    {
      g_autoptr (WkMathLayout) layout =
          wk_math_layout_new (math, 42, display ? wrap : 0, display, NULL);

      if (layout != NULL)
        math_check_layout (layout, source);
    }
  words = wk_math_to_words (math, wk_language_get (wrap > 500 ? "en" : "nb"));
  if (!g_utf8_validate (words, -1, NULL))
    g_error ("%s: words", source);
  latex = wk_math_to_latex (math);
  again = wk_math_parse (latex, &error);
  if (again == NULL)
    {
      /* Longer or deeper than allowed with its braces, but never wrong. */
      if (!g_error_matches (error, WK_MATH_ERROR, WK_MATH_ERROR_LIMIT))
        g_error ("%s: its LaTeX %s: %s", source, latex, error->message);
      return TRUE;
    }
  second = wk_math_to_latex (again);
  if (strcmp (latex, second) != 0)
    g_error ("%s: %s is not %s", source, latex, second);
  return TRUE;
}
