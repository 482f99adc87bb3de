/* wk-param-editor.h - a parameter in the panel: heading, control, message
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each type of parameter has its editor, a subclass. All know their value by its path
 * in the model, and show what the kind's check says against what was typed right below
 * it; the figure keeps the last good value.
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-param-model.h"

G_BEGIN_DECLS

#define WK_TYPE_PARAM_EDITOR (wk_param_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (WkParamEditor, wk_param_editor, WK, PARAM_EDITOR, GtkBox)

struct _WkParamEditorClass
{
  GtkBoxClass parent_class;

  /* Makes the control; spec, path and name are there. */
  void (*build) (WkParamEditor *editor);
  /* @value is new: show it. NULL if it is left out. */
  void (*sync) (WkParamEditor *editor, WkValue *value);
  /* The place (a path at or below the editor's own, or NULL) is wrong, @sentence says
   * why; NULL: nothing is wrong any more. */
  void (*mark) (WkParamEditor *editor, const char *place, const char *sentence);
};

typedef enum
{
  WK_PARAM_EDITOR_PLAIN,
  WK_PARAM_EDITOR_INLINE, /* heading beside the control */
  WK_PARAM_EDITOR_BARE,   /* a cell of a table: the heading is above its column */
} WkParamEditorStyle;

/* What it shows comes with the first wk_param_editor_sync(), once it has its place.
 * @of: what it belongs to, in words, or NULL: "Layer 2"; @index: of the table's row
 * from 1, or 0. */
GtkWidget *wk_param_editor_new (WkParamModel *model,
                                const WkParamSpec *spec,
                                const char *path,
                                const char *of,
                                guint index,
                                WkParamEditorStyle style);
/* Shows what the model has now. */
void wk_param_editor_sync (WkParamEditor *editor);

/* --- for the subclasses --- */

WkParamModel *wk_param_editor_get_model (WkParamEditor *editor);
const WkParamSpec *wk_param_editor_get_spec (WkParamEditor *editor);
const char *wk_param_editor_get_path (WkParamEditor *editor);
/* "Layer 2: Weights": what controls are called. */
const char *wk_param_editor_get_name (WkParamEditor *editor);
gboolean wk_param_editor_is_bare (WkParamEditor *editor);
/* Set by wk_param_editor_new() before anything else. */
void wk_param_editor_set_body (WkParamEditor *editor, GtkWidget *body);
/* Into the heading's line, at its end. */
void wk_param_editor_add_to_heading (WkParamEditor *editor, GtkWidget *widget);
/* Tries to set the value at @path; shows why not. */
gboolean wk_param_editor_propose (WkParamEditor *editor,
                                  const char *path,
                                  WkValue *value,
                                  gboolean merge);
/* Shows @error (consumed) at its place. */
void wk_param_editor_take_error (WkParamEditor *editor, GError *error);
void wk_param_editor_mark (WkParamEditor *editor,
                           const char *place,
                           const char *sentence);
/* Style and state of a control whose value is wrong; @sentence as its description. */
void wk_param_editor_style_control (GtkWidget *control, const char *sentence);
/* What is said of a text that is no number. (transfer full) */
char *wk_param_editor_unread_sentence (const char *text);

/* The constructors of the subclasses, each in a file of its own. */
GtkWidget *wk_param_number_new (void);
GtkWidget *wk_param_switch_new (void);
GtkWidget *wk_param_choice_new (void);
GtkWidget *wk_param_grid_new (void);
GtkWidget *wk_param_table_new (void);
GtkWidget *wk_param_text_new (void);
GtkWidget *wk_param_image_new (void);

G_END_DECLS
