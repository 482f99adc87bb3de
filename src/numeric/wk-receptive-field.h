/* wk-receptive-field.h - what one unit of a stack of layers sees of its input
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WK_RECEPTIVE_FIELD_ERROR (wk_receptive_field_error_quark ())
GQuark wk_receptive_field_error_quark (void);

typedef enum
{
  WK_RECEPTIVE_FIELD_ERROR_BAD_LAYER,
  WK_RECEPTIVE_FIELD_ERROR_INPUT_TOO_SMALL,
} WkReceptiveFieldError;

/* One convolution or pooling layer along one axis, in units of its input. */
typedef struct
{
  int kernel;    /* >= 1 */
  int stride;    /* >= 1 */
  int pad_begin; /* >= 0 */
  int pad_end;   /* >= 0 */
  int dilation;  /* >= 1 */
} WkWindow;

/* The state at one depth; everything but n_units is in input samples. */
typedef struct
{
  gint64 n_units; /* units along the axis */
  gint64 width;   /* seen by one unit, padding included */
  gint64 jump;    /* between two neighbouring units */
  gint64 start;   /* first sample of unit 0, negative inside the padding */
} WkReceptiveField;

gboolean wk_receptive_field_trace (const WkWindow *layers,
                                   guint n_layers,
                                   int n_inputs,
                                   WkReceptiveField *rows,
                                   GError **error);

/* Units along an axis of @n_inputs after @layer; 0 if the window is wider than the
 * padded input or a number of @layer is out of range. */
gint64 wk_window_count (const WkWindow *layer, gint64 n_inputs);

/* A run of units of one map, or of samples; below 0 and from n_units on lies padding.
 */
typedef struct
{
  gint64 first, last; /* both belong to it; last < first: empty */
} WkSpan;

/* What the windows of @units span in the layer's input, padding included. */
WkSpan wk_window_down (const WkWindow *layer, WkSpan units);
/* The units (of @n_units) between the first and the last that have a sample of @inputs
 * in their window; empty if a stride passes over all of them. */
WkSpan wk_window_up (const WkWindow *layer, gint64 n_units, WkSpan inputs);
/* TRUE if @input is one of the samples that the window of @unit is laid on. */
gboolean wk_window_sees (const WkWindow *layer, gint64 unit, gint64 input);

G_END_DECLS
