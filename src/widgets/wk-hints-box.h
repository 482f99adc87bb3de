/* wk-hints-box.h - the hints that were shown for one answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_HINTS_BOX (wk_hints_box_get_type ())
G_DECLARE_FINAL_TYPE (WkHintsBox, wk_hints_box, WK, HINTS_BOX, GtkWidget)

GtkWidget *wk_hints_box_new (WkSession *session);
/* Those of the answer @id as the session knows them; invisible if there are none. Where
 * several are asked it says which one they are for. */
void wk_hints_box_show (WkHintsBox *box, const char *id);

G_END_DECLS
