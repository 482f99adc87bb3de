/* wk-param-choice.c - the editor of one of several words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-choice-button.h"
#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

#define WK_TYPE_PARAM_CHOICE (wk_param_choice_get_type ())
G_DECLARE_FINAL_TYPE (WkParamChoiceEditor,
                      wk_param_choice,
                      WK,
                      PARAM_CHOICE_EDITOR,
                      WkParamEditor)

struct _WkParamChoiceEditor
{
  WkParamEditor parent_instance;

  GtkWidget *control; /* WkChoiceButton */
};

G_DEFINE_FINAL_TYPE (WkParamChoiceEditor, wk_param_choice, WK_TYPE_PARAM_EDITOR)

static void
chosen_cb (WkParamChoiceEditor *self, guint i)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autoptr (WkValue) value =
      wk_value_new_string (wk_param_editor_get_spec (editor)->choices[i].id);

  wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, FALSE);
}

static void
wk_param_choice_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamChoiceEditor *self = (WkParamChoiceEditor *) editor;
  int i = wk_param_choice_index (wk_param_editor_get_spec (editor)->choices,
                                 wk_value_get_string (value));

  if (i >= 0)
    wk_choice_button_set_chosen (WK_CHOICE_BUTTON (self->control), (guint) i);
}

static void
wk_param_choice_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  wk_choice_button_mark (WK_CHOICE_BUTTON (((WkParamChoiceEditor *) editor)->control),
                         sentence);
}

static void
wk_param_choice_build (WkParamEditor *editor)
{
  WkParamChoiceEditor *self = (WkParamChoiceEditor *) editor;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (const WkParamChoice *choice = wk_param_editor_get_spec (editor)->choices;
       choice->id != NULL; choice++)
    g_ptr_array_add (words, (gpointer) wk_ui_text (choice->label));
  g_ptr_array_add (words, NULL);
  self->control = wk_choice_button_new (wk_param_editor_get_name (editor));
  wk_choice_button_set_words (WK_CHOICE_BUTTON (self->control),
                              (const char *const *) words->pdata);
  g_signal_connect_swapped (self->control, "chosen", G_CALLBACK (chosen_cb), self);
  wk_param_editor_set_body (editor, self->control);
}

static void
wk_param_choice_class_init (WkParamChoiceEditorClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  editor_class->build = wk_param_choice_build;
  editor_class->sync = wk_param_choice_sync;
  editor_class->mark = wk_param_choice_mark;
}

static void
wk_param_choice_init (WkParamChoiceEditor *self)
{
}

GtkWidget *
wk_param_choice_new (void)
{
  return g_object_new (WK_TYPE_PARAM_CHOICE, NULL);
}
