/* wk-application.h - the program with a window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WK_TYPE_APPLICATION (wk_application_get_type ())
G_DECLARE_FINAL_TYPE (WkApplication, wk_application, WK, APPLICATION, AdwApplication)

WkApplication *wk_application_new (void);
/* For exit(), once it has run. */
int wk_application_get_status (WkApplication *application);

/* Loads fonts, opens the built-in deck and draws its first figure beside GTK's own
 * start; to be called first. */
void wk_application_prepare (void);
/* To be called before the process ends: what was prepared may not have been taken. */
void wk_application_discard (void);

G_END_DECLS
