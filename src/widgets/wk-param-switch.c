/* wk-param-switch.c - the editor of what is on or off
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

#define WK_TYPE_PARAM_SWITCH (wk_param_switch_get_type ())
G_DECLARE_FINAL_TYPE (WkParamSwitch, wk_param_switch, WK, SWITCH_EDITOR, WkParamEditor)

struct _WkParamSwitch
{
  WkParamEditor parent_instance;

  GtkWidget *control;
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (WkParamSwitch, wk_param_switch, WK_TYPE_PARAM_EDITOR)

static void
active_cb (WkParamSwitch *self)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autoptr (WkValue) value =
      wk_value_new_bool (gtk_switch_get_active (GTK_SWITCH (self->control)));

  if (!self->syncing)
    wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, FALSE);
}

static void
wk_param_switch_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamSwitch *self = (WkParamSwitch *) editor;

  self->syncing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->control), wk_value_get_bool (value));
  self->syncing = FALSE;
}

static void
wk_param_switch_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  wk_param_editor_style_control (((WkParamSwitch *) editor)->control, sentence);
}

static void
wk_param_switch_build (WkParamEditor *editor)
{
  WkParamSwitch *self = (WkParamSwitch *) editor;

  self->control = gtk_switch_new ();
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  wk_ui_set_name (self->control, wk_param_editor_get_name (editor));
  g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (active_cb),
                            self);
  wk_param_editor_set_body (editor, self->control);
}

static void
wk_param_switch_class_init (WkParamSwitchClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  editor_class->build = wk_param_switch_build;
  editor_class->sync = wk_param_switch_sync;
  editor_class->mark = wk_param_switch_mark;
}

static void
wk_param_switch_init (WkParamSwitch *self)
{
}

GtkWidget *
wk_param_switch_new (void)
{
  return g_object_new (WK_TYPE_PARAM_SWITCH, NULL);
}
