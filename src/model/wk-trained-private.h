/* wk-trained-private.h - what the files about weights share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdarg.h>

#include "model/wk-message-private.h"
#include "model/wk-trained.h"

G_BEGIN_DECLS

/* Of a file; its weights take less. */
#define WK_TRAINED_MAX_BYTES (64 * 1024 * 1024)
#define WK_TRAINED_MAX_WEIGHTS (WK_TRAINED_MAX_BYTES / sizeof (float))
#define WK_TRAINED_MAX_EPOCHS 10000

/* Small letters, digits and dashes, 1 to 64 of them: an id, and safe in a path. */
gboolean wk_trained_is_id (const char *word);

/* A name or the last part of a path, as a sentence can hold it that has to fit in a
 * figure: what is long has its middle left out. (transfer full) */
char *wk_trained_short_name (const char *name);

/* Always FALSE. */
static inline gboolean G_GNUC_PRINTF (3, 4)
    wk_trained_fail (GError **error, WkTrainedError code, const char *format, ...)
{
  char *message;
  va_list arguments;

  va_start (arguments, format);
  message = wk_message_to_line (g_strdup_vprintf (format, arguments));
  va_end (arguments);
  g_set_error_literal (error, WK_TRAINED_ERROR, code, message);
  g_free (message);
  return FALSE;
}

G_END_DECLS
