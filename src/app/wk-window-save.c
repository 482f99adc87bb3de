/* wk-window-save.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window-save.h"

#include "render/wk-render.h"
#include "widgets/wk-ui.h"

/* --- writing --- */

typedef struct
{
  char *path;
  WkSaveMake make;
  gpointer data;
  GDestroyNotify destroy;
  WkSaved saved;
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->path);
  saving->destroy (saving->data);
  g_free (saving);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  g_autoptr (GBytes) bytes = saving->make (saving->data);
  GError *error = NULL;

  if (wk_save_bytes (saving->path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wk_window_tell_unsaved (WkWindow *window, const char *why)
{
  g_autofree char *message = g_strdup_printf (_ ("Could not save: %s"), why);

  wk_window_toast (window, message);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WkWindow *window = WK_WINDOW (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (saving->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      wk_window_tell_unsaved (window, error->message);
      return;
    }
  message = g_strdup_printf (_ ("Saved %s"), name);
  wk_window_toast (window, message);
  if (saving->saved != NULL)
    saving->saved (window, saving->path, saving->data);
}

void
wk_window_save (WkWindow *window,
                const char *path,
                WkSaveMake make,
                gpointer data,
                GDestroyNotify destroy,
                WkSaved saved)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, saved_cb, NULL);
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){ g_strdup (path), make, data, destroy, saved };
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_run_in_thread (task, save_thread);
}

/* --- asking --- */

/* Of a dialog; a function's address is no data. */
typedef struct
{
  WkSaveTo to;
} Asking;

static void
response_cb (GtkNativeDialog *dialog, int response, WkWindow *window)
{
  const Asking *asking = g_object_get_data (G_OBJECT (dialog), "wk-asking");
  WkSaveTo to = asking->to;
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
    to (window, path);
  else
    wk_window_tell_unsaved (window, _ ("the folder is not on this computer"));
}

void
wk_window_ask_path (WkWindow *window,
                    const char *title,
                    const char *name,
                    GtkFileFilter *filter,
                    WkSaveTo to)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"),
      _ ("Cancel"));
  Asking *asking = g_new (Asking, 1);

  asking->to = to;
  g_object_set_data_full (G_OBJECT (dialog), "wk-asking", asking, g_free);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
