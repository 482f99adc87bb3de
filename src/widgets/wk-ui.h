/* wk-ui.h - words and templates of the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's words come from the program's own catalogues, since the process locale
 * may lack the language. GtkBuilder would ask the process locale, so templates are
 * translated here before GTK sees them.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/wk-language.h"

G_BEGIN_DECLS

#define WK_RESOURCE_BASE "/io/github/workings/Workings/"

/* For xgettext: --keyword=_ */
#define _(text) wk_ui_text (text)

/* Makes the resources (templates, style, icons) known; may be called again. */
void wk_ui_init (void);
/* The language of the window, from the environment. */
const WkLanguage *wk_ui_get_language (void);
/* A format string stays one for the compiler. */
const char *wk_ui_text (const char *text) G_GNUC_FORMAT (1);

/* @xml with every text that is marked translatable="yes" in @language. */
GBytes *wk_ui_translate (GBytes *xml, const WkLanguage *language, GError **error);
/* Instead of gtk_widget_class_set_template_from_resource(); @name: "wk-window.ui". */
void wk_ui_set_template (GtkWidgetClass *widget_class, const char *name);
/* (transfer full): the objects of "ui/@name". */
GtkBuilder *wk_ui_new_builder (const char *name);

/* The accessible name; GTK 4.8 would call an icon button "GtkImage". */
void wk_ui_set_name (GtkWidget *widget, const char *name);
void wk_ui_set_description (GtkWidget *widget, const char *description);
/* GTK 4.8 speaks boxes, icons and empty labels by the name of their class: takes that
 * from @widget and all below it, and from what is mapped from now on. */
void wk_ui_name_rest (GtkWidget *widget);
/* From now on a button that is pressed while it is scrolled out of sight, which only an
 * assistive tool can do, gets the focus and so comes into sight. GTK presses it a
 * quarter of a second later; what it opens would else have no screen to open on. */
void wk_ui_show_pressed (void);
/* Name and tooltip of a button that shows only an icon. */
void wk_ui_set_button_name (GtkWidget *button, const char *name);

/* Calls @furnish (@widget) after the first frame that has the widget: what that frame
 * can do without is built then, and the window is there sooner. */
typedef void (*WkUiFurnish) (GtkWidget *widget);
void wk_ui_later (GtkWidget *widget, WkUiFurnish furnish);
/* Name, tooltip and picture of a button that shows only an icon and is there from the
 * first frame on. The icon itself comes after it: the library that reads icons takes
 * long to load. @icon is static. */
void wk_ui_set_icon_button (GtkWidget *button, const char *icon, const char *name);

/* A menu button with three dots; what it opens is the caller's. */
GtkWidget *wk_ui_new_more_button (const char *name);

/* For the focus function of a widget around a list: Tab enters @list at @row, or where
 * there is none nowhere, and the next Tab leaves it. GtkListBox would take Tab through
 * all of its rows. */
gboolean wk_ui_focus_list (GtkWidget *list, GtkWidget *row, GtkDirectionType direction);

/* Running text with inline $...$ formulas as words, for screen readers. (transfer full)
 */
char *wk_ui_speak (const char *text, const WkLanguage *language);

G_END_DECLS
