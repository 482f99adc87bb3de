/* wk-dialogs.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-dialogs.h"

#include "app/wk-export-choice.h"
#include "app/wk-export-dialog.h"
#include "app/wk-present.h"
#include "widgets/wk-ui.h"

/* More problems than this are a sign of the wrong file, not of a slip. */
#define MAX_PROBLEMS 20

/* A message that has to be read; nothing but Close. */
static void
show_message (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_body (message, body);
  adw_message_dialog_add_response (message, "close", _ ("Close"));
  adw_message_dialog_set_default_response (message, "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- open --- */

void
wk_dialogs_deck_problems (WkWindow *window,
                          const char *path,
                          GPtrArray *problems,
                          const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Could Not Be Opened"), name);
  g_autoptr (GString) body = g_string_new (NULL);
  guint n_shown = problems != NULL ? MIN (problems->len, MAX_PROBLEMS) : 0;

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "",
                            (char *) problems->pdata[i]);
  if (n_shown == 0)
    g_string_append (body, error->message);
  else if (n_shown < problems->len)
    g_string_append_printf (body, "\n…");
  show_message (GTK_WINDOW (window), heading, body->str);
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, WkWindow *window)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (file != NULL)
    wk_window_open_file (window, file);
}

void
wk_dialogs_open (WkWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Open Deck"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"),
      _ ("Cancel"));
  g_autoptr (GtkFileFilter) decks = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (decks, _ ("Decks and exported figures"));
  gtk_file_filter_add_suffix (decks, "yaml");
  gtk_file_filter_add_suffix (decks, "yml");
  gtk_file_filter_add_suffix (decks, "json");
  for (guint i = 0; i < WK_N_FORMATS; i++)
    gtk_file_filter_add_suffix (decks, wk_format_name ((WkFormat) i));
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), decks);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), window,
                           0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- export --- */

void
wk_dialogs_export (WkWindow *window)
{
  WkSession *session = wk_window_get_session (window);

  if (wk_session_get_current (session) == NULL)
    wk_window_toast (window, _ ("There is no figure to export"));
  else
    gtk_window_present (GTK_WINDOW (wk_export_dialog_new (window)));
}

void
wk_dialogs_exported (WkWindow *window, const char *const *paths)
{
  guint n = g_strv_length ((char **) paths);
  g_autofree char *name = g_filename_display_basename (paths[0]);
  g_autofree char *folder = g_path_get_dirname (paths[0]);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *message =
      n > 1 ? g_strdup_printf (_ ("Exported %u files, from %s on"), n, name)
            : g_strdup_printf (_ ("Exported %s"), name);
  /* A toast's title is markup. */
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (escaped);

  /* There is something to press, for a keyboard as well. */
  adw_toast_set_timeout (toast, 10);
  if (uri != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Open Folder"));
      adw_toast_set_action_name (toast, "win.open-folder");
      adw_toast_set_action_target (toast, "s", uri);
    }
  wk_window_take_toast (window, toast);
}

void
wk_dialogs_export_failed (GtkWindow *parent, const GError *error)
{
  show_message (parent, _ ("Could Not Export"), error->message);
}

/* --- the clipboard --- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WkWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkExportCopy) copy = wk_export_copy_finish (result, &error);
  GdkContentProvider *providers[3];
  g_autoptr (GdkContentProvider) all = NULL;

  if (copy == NULL)
    {
      g_autofree char *message =
          g_strdup_printf (_ ("Could not copy: %s"), error->message);

      wk_window_toast (window, message);
      return;
    }
  /* Who pastes takes the first it knows: a picture, if it can. */
  providers[0] = gdk_content_provider_new_for_bytes ("image/png", copy->png);
  providers[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", copy->svg);
  providers[2] = gdk_content_provider_new_typed (G_TYPE_STRING, copy->description);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), all);
  wk_window_toast (window, _ ("Copied as PNG, SVG and text"));
}

void
wk_dialogs_copy (WkWindow *window, const WkExportChoice *choice)
{
  wk_export_copy_async (wk_window_get_session (window), choice, copied_cb,
                        g_object_ref (window));
}

void
wk_dialogs_copy_figure (WkWindow *window)
{
  WkSession *session = wk_window_get_session (window);
  WkExportMemory memory;
  WkExportChoice choice;

  wk_export_memory_load (&memory, session);
  choice = wk_export_memory_choice (&memory, session);
  wk_dialogs_copy (window, &choice);
}

/* --- help --- */

/* The keys of a lecture come from their own table. */
static void
add_present_keys (GtkWindow *shortcuts)
{
  g_autofree char *ui = wk_present_keys_to_ui ();
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkBuildable *window = GTK_BUILDABLE (shortcuts);
  g_autoptr (GError) error = NULL;

  if (!gtk_builder_add_from_string (builder, ui, -1, &error))
    g_error ("keys of a lecture: %s", error->message);
  GTK_BUILDABLE_GET_IFACE (window)->add_child (
      window, builder, gtk_builder_get_object (builder, "present"), NULL);
}

/* What GTK 4.8 brings to search with has no names. */
static void
name_search (GtkWidget *widget)
{
  const char *icon =
      GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (g_strcmp0 (icon, "edit-find-symbolic") == 0 || GTK_IS_SEARCH_ENTRY (widget))
    wk_ui_set_name (widget, _ ("Search the keys"));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    wk_ui_set_name (widget, _ ("Keys that were found"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

void
wk_dialogs_shortcuts (WkWindow *window)
{
  g_autoptr (GtkBuilder) builder = wk_ui_new_builder ("shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  add_present_keys (shortcuts);
  name_search (GTK_WIDGET (shortcuts));
  if (wk_present_is_running (wk_window_get_present (window)))
    {
      g_object_set (shortcuts, "section-name", "present", NULL);
      wk_present_watch_help (wk_window_get_present (window), shortcuts);
    }
  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (window));
  gtk_window_present (shortcuts);
}

void
wk_dialogs_about (WkWindow *window)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "application-name", "Workings", "application-icon", WK_APP_ID,
                "version", WK_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Shows the workings of machine-learning exam exercises, step by "
                   "step."),
                "transient-for", window, NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), "Inter", NULL,
                                      GTK_LICENSE_CUSTOM,
                                      "SIL Open Font License, version 1.1");
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), "TeX Gyre Pagella Math",
                                      NULL, GTK_LICENSE_CUSTOM, "GUST Font License");
  gtk_window_present (GTK_WINDOW (about));
}
