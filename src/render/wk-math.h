/* wk-math.h - formulas, from a subset of LaTeX to glyphs, LaTeX and words
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interface everything else uses; the subset is documented in HACKING.md. One parse
 * tree, three uses. Set with HarfBuzz's OpenType MATH interface from the bundled font.
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

#define WK_MATH_ERROR (wk_math_error_quark ())
GQuark wk_math_error_quark (void);

typedef enum
{
  WK_MATH_ERROR_COMMAND,  /* unknown command or environment */
  WK_MATH_ERROR_BRACE,    /* unbalanced brace, \left without \right */
  WK_MATH_ERROR_ARGUMENT, /* an argument is missing */
  WK_MATH_ERROR_LIMIT,    /* too long, too deep, too large */
} WkMathError;

#define WK_MATH_MAX_BYTES 8192
#define WK_MATH_MAX_DEPTH 48

typedef struct _WkMath WkMath; /* a parsed formula; immutable, reference-counted */

/* The message ends with "at character N" (from 1). */
WkMath *wk_math_parse (const char *source, GError **error);
WkMath *wk_math_ref (WkMath *math);
void wk_math_unref (WkMath *math);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkMath, wk_math_unref)

char *wk_math_to_latex (const WkMath *math); /* plain LaTeX, amsmath at most */
char *wk_math_to_words (const WkMath *math, const WkLanguage *language);

/* What a laid-out formula is made of, relative to the start of its first baseline.
 * Glows are painted first, then bars and glyphs in any order. */
typedef enum
{
  WK_MATH_INK,   /* the item's own colour */
  WK_MATH_FOCUS, /* in ink, on a glow box */
  WK_MATH_POSITIVE,
  WK_MATH_NEGATIVE,
  WK_MATH_BACKWARD,
} WkMathColour;

typedef struct
{
  guint32 glyph;
  double x, y;
  double scale; /* of the formula's size: 1, about 0.7, about 0.55 */
  WkMathColour colour;
  gint32 text_offset; /* into WkMathLayout.text, -1 for none */
} WkMathGlyph;

typedef struct
{
  WkRect rect; /* fraction bars, roots' overbars; glow boxes of \focus */
  WkMathColour colour;
  gboolean glow;
} WkMathRule;

typedef struct _WkMathLayout
{
  const WkMathGlyph *glyphs;
  guint n_glyphs;
  const WkMathRule *rules;
  guint n_rules;
  const char *text; /* the characters, for PDF and SVG */
  double size;      /* units per em */
  WkExtents extents;
} WkMathLayout;

/**
 * wk_math_layout:
 * @source: the formula; cached by all four arguments
 * @size: units per em
 * @wrap: width at which lines break at relations and binary operators; 0: never
 * @display: fractions, sums and limits as in a displayed formula
 * @error: why it does not parse, or which character the font lacks
 *
 * Lines begin with a relation, under the first one of their statement, or with a binary
 * operator, behind it. The ink of the extents holds glows too; ascent and descent are
 * at least those of a line of text (0.75 and 0.25 em). What cannot be broken stays
 * wider than @wrap, and the extents tell.
 *
 * Thread-safe; a cached layout costs no allocation. Returns: (transfer full): the
 * layout, or NULL
 */
WkMathLayout *wk_math_layout (const char *source,
                              double size,
                              double wrap,
                              gboolean display,
                              GError **error);
void wk_math_layout_unref (WkMathLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkMathLayout, wk_math_layout_unref)

G_END_DECLS
