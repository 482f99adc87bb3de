/* wk-field-private.h - what the files about a stack of layers share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-field-kit.h"

G_BEGIN_DECLS

typedef enum
{
  WK_FIELD_RIGHT,
  WK_FIELD_NO_STRIDE,    /* every jump is 1 */
  WK_FIELD_OWN_JUMP,     /* the jump behind the layer in place of that before it */
  WK_FIELD_OWN_STRIDE,   /* a layer's stride counts in this layer alone */
  WK_FIELD_SUM,          /* kernel sizes added */
  WK_FIELD_FROM_ZERO,    /* the first pixel forgotten */
  WK_FIELD_WHOLE_KERNEL, /* k for k - 1 */
  WK_FIELD_WHOLE_LATER,  /* the same from the second layer on */
  WK_FIELD_PRODUCT,      /* kernel sizes multiplied */
  WK_FIELD_UPSIDE_DOWN,  /* the rule from the top, begun at the bottom */
  WK_FIELD_NO_DILATION,  /* the dilation forgotten */
} WkFieldMistake;

/* The field that the first @n of @layers have with @mistake in the recurrence. */
double wk_field_mistaken (const WkWindow *layers, guint n, WkFieldMistake mistake);
void wk_field_add_slips (WkAnswer *answer,
                         const WkWindow *layers,
                         guint n,
                         const WkLanguage *language);

G_END_DECLS
