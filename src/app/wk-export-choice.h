/* wk-export-choice.h - what was chosen in the export dialog, kept for the next time
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-export.h"

G_BEGIN_DECLS

/* As rows of the dialog show it: "as in the window" is a choice of its own. */
typedef struct
{
  guint range;  /* WkExportRange */
  guint format; /* WkFormat */
  guint width;  /* row of wk_export_widths */
  guint page;   /* 0: as in the window; else a WkPage plus 1 */
  guint theme;  /* 0: as in the window; else a WkThemeId plus 1 */
  gboolean large_text;
  gboolean transparent;
  gboolean outlines;
  gboolean title;
  gboolean band;
  gboolean ink;
} WkExportMemory;

extern const guint wk_export_widths[]; /* in pixels, ends with 0 */

/* From the file beside the program's state; defaults where there is none. Small: reads
 * at once. */
void wk_export_memory_load (WkExportMemory *memory, WkSession *session);
/* In a worker; a failure only means that it is forgotten. */
void wk_export_memory_save (const WkExportMemory *memory);

/* What the exporter takes. */
WkExportChoice wk_export_memory_choice (const WkExportMemory *memory,
                                        WkSession *session);

G_END_DECLS
