/* wk-conv-photo.h - a photograph through a kernel, kept while its pixels are looked at
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loading and filtering take milliseconds and more; moving from pixel to pixel must
 * not. So the last few photographs are kept with what came out, and found again by what
 * they were made of. That changes no result: it is a memory of pure functions.
 */
#pragma once

#include <gio/gio.h>

#include "model/wk-image.h"
#include "numeric/wk-conv.h"

G_BEGIN_DECLS

/* A picture as it is shown: reduced by whole factors. */
typedef struct
{
  guint columns, rows;
  guint8 *rgba;
} WkConvPicture;

typedef struct
{
  gatomicrefcount ref_count;
  char *name;  /* of the photograph */
  WkConv conv; /* its numbers are in kernel */
  double *kernel;
  double divisor;
  gboolean colour; /* three planes, else one */

  int n_rows, n_columns;
  int n_planes;
  float *in[3]; /* n_rows * n_columns; red, green, blue or grey; 0 to 255 */
  WkConvRange range;
  float *out[3];      /* of the range, divided */
  gboolean is_signed; /* shown with grey for 0, since the weights add up to 0 */
  WkConvPicture shown_in, shown_out;
  WkImage *image;
} WkConvPhoto;

/* What is asked: everything but the pixel. */
typedef struct
{
  const char *name;
  const WkConv *conv;
  double divisor;
  gboolean colour;
} WkConvPhotoKey;

/* From memory, or loaded and filtered: for a worker. (transfer full) */
WkConvPhoto *wk_conv_photo_get (const WkConvPhotoKey *key,
                                GCancellable *cancellable,
                                GError **error);
/* TRUE if that would take longer than a frame has time for. */
gboolean wk_conv_photo_is_slow (const WkConvPhotoKey *key);
void wk_conv_photo_unref (WkConvPhoto *photo);

G_END_DECLS
