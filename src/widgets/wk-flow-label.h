/* wk-flow-label.h - running text with inline formulas, as wide as it is given
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows a small scene in the window's theme: the question, one line of the working. The
 * text is set by the same painter as the figure, so that formulas look alike.
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-figure.h"

G_BEGIN_DECLS

#define WK_TYPE_FLOW_LABEL (wk_flow_label_get_type ())
G_DECLARE_FINAL_TYPE (WkFlowLabel, wk_flow_label, WK, FLOW_LABEL, GtkWidget)

GtkWidget *wk_flow_label_new (WkTypeRole type, WkTypeRole formula_type);
/* @text: plain, with inline $...$ */
void wk_flow_label_set_text (WkFlowLabel *flow,
                             const char *text,
                             const WkLanguage *language);
void wk_flow_label_set_role (WkFlowLabel *flow, WkRole role);
/* A single formula: just as wide as it is. */
void wk_flow_label_set_formula (WkFlowLabel *flow,
                                const char *formula,
                                const WkLanguage *language);
/* @zoom: 1 is the window's size; @theme: a WkThemeId, -1: the window's. */
void wk_flow_label_set_look (WkFlowLabel *flow, double zoom, int theme);
/* How often the painter ran. */
guint wk_flow_label_get_n_paints (WkFlowLabel *flow);

G_END_DECLS
