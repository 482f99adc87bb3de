/* wk-print.h - figures on paper, from the painter that draws the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

/* The question and every step of the current exercise, a page each; the dialog lets
 * choose among them, and begins with the one that is shown. */
void wk_print_run (WkWindow *window);
/* The same without a dialog, for tests: into a PDF. FALSE with @error. */
gboolean wk_print_to_file (WkSession *session, const char *path, GError **error);

G_END_DECLS
