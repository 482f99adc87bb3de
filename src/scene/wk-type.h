/* wk-type.h - roles instead of colours and fonts
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a layout may say about looks. Themes in render/ turn roles into colours, widths
 * and dashes; type roles into fonts. Sizes are here, since layouts need them.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  WK_ROLE_NONE,
  WK_ROLE_PAPER,
  WK_ROLE_INK,
  WK_ROLE_MUTED,
  WK_ROLE_LINE, /* decoration and faded edges only */
  WK_ROLE_WASH,
  WK_ROLE_POSITIVE,
  WK_ROLE_NEGATIVE, /* strokes are dashed */
  WK_ROLE_BACKWARD, /* gradients; print draws a double line */
  WK_ROLE_FOCUS,    /* glow as a fill, edge as a stroke */
  WK_ROLE_RIGHT,
  WK_ROLE_CLASS_1, /* Okabe-Ito in a fixed order, each with a marker of its own */
  WK_ROLE_CLASS_2,
  WK_ROLE_CLASS_3,
  WK_ROLE_CLASS_4,
  WK_ROLE_CLASS_5,
  WK_ROLE_CLASS_6,
  WK_ROLE_CLASS_7,
  WK_ROLE_CLASS_8,
  WK_ROLE_CLASS_9,
  WK_ROLE_CLASS_10,
} WkRole;

typedef enum
{
  WK_EMPHASIS_NORMAL,
  WK_EMPHASIS_CURRENT, /* of the current step: full colour, width 4; a circle gets a
                          ring */
  WK_EMPHASIS_DONE,
  WK_EMPHASIS_NOT_YET, /* muted outline, question mark; never 0 */
  WK_EMPHASIS_DIMMED,  /* steps back: lines to the line colour, text to muted */
} WkEmphasis;

/* "1.4" is a name, not a factor: see wk_type_size(). */
typedef enum
{
  WK_TEXT_SCALE_1,
  WK_TEXT_SCALE_PROJECTOR,
} WkTextScale;

typedef enum
{
  WK_TYPE_NUMBER,        /* the exercise's number in the title strip, 34 bold / 54 */
  WK_TYPE_TITLE,         /* 28 / 54 */
  WK_TYPE_COUNTER,       /* "Step 2 of 4", 24 / 36 */
  WK_TYPE_CAPTION,       /* what the step does, in the working band, 26 / 36 */
  WK_TYPE_LABEL,         /* 24 / 36 */
  WK_TYPE_LABEL_STRONG,  /* 24 bold / 36 bold: values in pills */
  WK_TYPE_SECONDARY,     /* 22 / 36 */
  WK_TYPE_GRID_VALUE,    /* 28 / 36 */
  WK_TYPE_NODE_VALUE,    /* 36 bold / 45 bold */
  WK_TYPE_SYMBOL,        /* formula beside a node, 30 / 38 */
  WK_TYPE_SYMBOL_SMALL,  /* 24 / 36 */
  WK_TYPE_FORMULA,       /* working band, 42 / 54 */
  WK_TYPE_FORMULA_SMALL, /* smallest before it breaks, 32 / 45 */
  WK_N_TYPES,
} WkTypeRole;

/* Size in units of the page. */
double wk_type_size (WkTypeRole type, WkTextScale scale);
/* TRUE where text of this role is set in Inter's bold. */
gboolean wk_type_is_bold (WkTypeRole type);
/* What the layout check demands of the role at this scale. */
double wk_type_min_size (WkTypeRole type, WkTextScale scale);

G_END_DECLS
