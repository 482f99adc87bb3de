/* wk-export-private.h - what the exporters share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "render/wk-render.h"

G_BEGIN_DECLS

/* Grows without aborting when memory ends. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
  gboolean failed;
} WkBuffer;

/* A cairo_write_func_t; @closure is a WkBuffer. */
cairo_status_t wk_buffer_write (gpointer closure,
                                const unsigned char *data,
                                unsigned int length);

/* Puts the scene's title and description into a PNG, as iTXt chunks. */
void wk_png_add_texts (WkBuffer *buffer, const WkScene *scene);

G_END_DECLS
