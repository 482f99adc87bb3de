/* wk-export-preview.h - the figure as it will be in its file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "render/wk-render.h"

G_BEGIN_DECLS

#define WK_TYPE_EXPORT_PREVIEW (wk_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (WkExportPreview, wk_export_preview, WK, EXPORT_PREVIEW, GtkWidget)

/* @scene: (nullable): referenced; nothing is shown without one; @ink: (nullable): over
 * it, on a page of the same size */
void wk_export_preview_show (WkExportPreview *self,
                             WkScene *scene,
                             WkScene *ink,
                             WkThemeId theme,
                             gboolean transparent);

G_END_DECLS
