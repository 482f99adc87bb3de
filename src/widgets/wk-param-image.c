/* wk-param-image.c - the editor of a picture: a shipped one, or the user's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-image.h"
#include "widgets/wk-choice-button.h"
#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

#define WK_TYPE_PARAM_IMAGE (wk_param_image_get_type ())
G_DECLARE_FINAL_TYPE (WkParamImage, wk_param_image, WK, IMAGE_EDITOR, WkParamEditor)

struct _WkParamImage
{
  WkParamEditor parent_instance;

  GtkWidget *photos; /* WkChoiceButton: the shipped ones, then the own one if any */
  guint n_photos;
  char *own; /* path, or NULL */
};

G_DEFINE_FINAL_TYPE (WkParamImage, wk_param_image, WK_TYPE_PARAM_EDITOR)

static void
propose (WkParamImage *self, const char *name)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autoptr (WkValue) value = wk_value_new_string (name);

  wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, FALSE);
}

static void
chosen_cb (WkParamImage *self, guint i)
{
  if (i < self->n_photos)
    propose (self, wk_image_list_photos ()[i].id);
  else if (self->own != NULL)
    propose (self, self->own);
}

/* --- own pictures --- */

static void
response_cb (GtkNativeDialog *dialog, int response, WkParamImage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (file == NULL)
    return;
  path = g_file_get_path (file);
  if (path != NULL)
    propose (self, path);
  else
    wk_param_editor_mark (WK_PARAM_EDITOR (self), NULL,
                          _ ("Only files on this computer can be opened"));
}

static void
choose_cb (WkParamImage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Open Picture"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Cancel"));
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _ ("Pictures (PNG, JPEG)"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_filter_add_mime_type (pictures, "image/jpeg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), pictures);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- type --- */

static guint
find_photo (const char *name)
{
  const WkPhoto *photos = wk_image_list_photos ();

  for (guint i = 0; photos[i].id != NULL; i++)
    if (g_strcmp0 (photos[i].id, name) == 0)
      return i;
  return G_MAXUINT;
}

static void
set_titles (WkParamImage *self)
{
  const WkPhoto *photos = wk_image_list_photos ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *own =
      self->own != NULL ? g_filename_display_basename (self->own) : NULL;

  for (guint i = 0; i < self->n_photos; i++)
    g_ptr_array_add (titles, (gpointer) wk_ui_text (photos[i].title));
  g_ptr_array_add (titles, own);
  g_ptr_array_add (titles, NULL);
  wk_choice_button_set_words (WK_CHOICE_BUTTON (self->photos),
                              (const char *const *) titles->pdata);
}

static void
wk_param_image_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamImage *self = (WkParamImage *) editor;
  const char *name = wk_value_get_string (value);
  guint i = name != NULL ? find_photo (name) : G_MAXUINT;

  if (name == NULL)
    return;
  if (i == G_MAXUINT && g_strcmp0 (name, self->own) != 0)
    {
      g_free (self->own);
      self->own = g_strdup (name);
      set_titles (self);
    }
  wk_choice_button_set_chosen (WK_CHOICE_BUTTON (self->photos),
                               MIN (i, self->n_photos));
}

static void
wk_param_image_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  wk_choice_button_mark (WK_CHOICE_BUTTON (((WkParamImage *) editor)->photos),
                         sentence);
}

static void
wk_param_image_build (WkParamEditor *editor)
{
  WkParamImage *self = (WkParamImage *) editor;
  const WkPhoto *photos = wk_image_list_photos ();
  const char *name = wk_param_editor_get_name (editor);
  g_autofree char *choose_name = g_strdup_printf ("%s: %s", name, _ ("Open Picture"));
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Own…"));

  while (photos[self->n_photos].id != NULL)
    self->n_photos++;
  self->photos = wk_choice_button_new (name);
  set_titles (self);
  wk_ui_set_name (choose, choose_name);
  g_signal_connect_swapped (self->photos, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  gtk_box_append (GTK_BOX (body), self->photos);
  gtk_box_append (GTK_BOX (body), choose);
  wk_param_editor_set_body (editor, body);
}

static void
wk_param_image_finalize (GObject *object)
{
  g_free (((WkParamImage *) object)->own);
  G_OBJECT_CLASS (wk_param_image_parent_class)->finalize (object);
}

static void
wk_param_image_class_init (WkParamImageClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wk_param_image_finalize;
  editor_class->build = wk_param_image_build;
  editor_class->sync = wk_param_image_sync;
  editor_class->mark = wk_param_image_mark;
}

static void
wk_param_image_init (WkParamImage *self)
{
}

GtkWidget *
wk_param_image_new (void)
{
  return g_object_new (WK_TYPE_PARAM_IMAGE, NULL);
}
