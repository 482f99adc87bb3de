/* wk-param-text.c - the editor of a word, of several, and of a seed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

#define WIDTH_CHARS 16

#define WK_TYPE_PARAM_TEXT (wk_param_text_get_type ())
G_DECLARE_FINAL_TYPE (WkParamText, wk_param_text, WK, PARAM_TEXT, WkParamEditor)

struct _WkParamText
{
  WkParamEditor parent_instance;

  GtkWidget *entry;
  gboolean syncing;
  gboolean typed;
};

G_DEFINE_FINAL_TYPE (WkParamText, wk_param_text, WK_TYPE_PARAM_EDITOR)

static gboolean
is_list (WkParamText *self)
{
  return wk_param_editor_get_spec (WK_PARAM_EDITOR (self))->type == WK_PARAM_WORDS;
}

/* Words between commas, semicolons and blanks. */
static WkValue *
read_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",; \t\n", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (items, wk_value_new_string (words[i]));
  return wk_value_new_list ((WkValue **) items->pdata, items->len);
}

static void
commit (WkParamText *self)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (WkValue) value =
      is_list (self) ? read_words (text) : wk_value_new_string (text);

  if (!self->typed)
    return;
  if (wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, FALSE))
    self->typed = FALSE;
}

static void
changed_cb (WkParamText *self)
{
  if (!self->syncing)
    self->typed = TRUE;
}

static void
wk_param_text_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamText *self = (WkParamText *) editor;
  g_autoptr (GString) text = g_string_new (NULL);

  if (value == NULL)
    return;
  for (gsize i = 0; is_list (self) && i < wk_value_get_length (value); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            wk_value_get_string (wk_value_get_item (value, i)));
  if (!is_list (self))
    g_string_append (text, wk_value_get_string (value));
  self->syncing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text->str);
  self->syncing = FALSE;
  self->typed = FALSE;
}

static void
wk_param_text_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  wk_param_editor_style_control (((WkParamText *) editor)->entry, sentence);
}

static void
wk_param_text_build (WkParamEditor *editor)
{
  WkParamText *self = (WkParamText *) editor;
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry),
                                wk_param_editor_is_bare (editor) ? 8 : WIDTH_CHARS);
  gtk_widget_set_halign (self->entry, GTK_ALIGN_START);
  wk_ui_set_name (self->entry, wk_param_editor_get_name (editor));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (self->entry, focus);
  wk_param_editor_set_body (editor, self->entry);
}

static void
wk_param_text_class_init (WkParamTextClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  editor_class->build = wk_param_text_build;
  editor_class->sync = wk_param_text_sync;
  editor_class->mark = wk_param_text_mark;
}

static void
wk_param_text_init (WkParamText *self)
{
}

GtkWidget *
wk_param_text_new (void)
{
  return g_object_new (WK_TYPE_PARAM_TEXT, NULL);
}
