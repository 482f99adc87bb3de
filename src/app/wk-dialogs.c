/* wk-dialogs.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-dialogs.h"

#include "widgets/wk-ui.h"

/* More problems than this are a sign of the wrong file, not of a slip. */
#define MAX_PROBLEMS 20
#define PROPOSED_FORMAT WK_FORMAT_SVG

/* A message that has to be read; nothing but Close. */
static void
show_message (WkWindow *window, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, NULL);
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
  show_message (window, heading, body->str);
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

  gtk_file_filter_set_name (decks, _ ("Decks (YAML, JSON)"));
  gtk_file_filter_add_suffix (decks, "yaml");
  gtk_file_filter_add_suffix (decks, "yml");
  gtk_file_filter_add_suffix (decks, "json");
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

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WkWindow) window = data;
  WkExport *job = WK_EXPORT (source);
  const char *const *paths = wk_export_get_paths (job);
  guint n_paths = g_strv_length ((char **) paths);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (paths[0]);
  g_autofree char *message = NULL;

  if (!wk_export_run_finish (job, result, &error))
    message = g_strdup_printf (_ ("Could not export: %s"), error->message);
  else if (n_paths > 1)
    message = g_strdup_printf (_ ("Exported %u files, from %s on"), n_paths, name);
  else
    message = g_strdup_printf (_ ("Exported %s"), name);
  wk_window_toast (window, message);
}

void
wk_dialogs_run_export (WkWindow *window, WkExport *job)
{
  wk_export_run_async (job, NULL, exported_cb, g_object_ref (window));
  g_object_unref (job);
}

static void
replace_response_cb (AdwMessageDialog *dialog, const char *response, WkExport *job)
{
  WkWindow *window = WK_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

  if (g_str_equal (response, "replace"))
    wk_dialogs_run_export (window, g_object_ref (job));
}

/* The file dialog asked about the name that was chosen, not about its numbered kin. */
static void
ask_to_replace (WkWindow *window, WkExport *job, char **existing)
{
  g_autofree char *name = g_filename_display_basename (existing[0]);
  guint n = g_strv_length (existing);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (window), _ ("Replace Files?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_body (
      message, n == 1 ? _ ("%s exists already.") : _ ("%s and others exist already."),
      name);
  adw_message_dialog_add_response (message, "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (message, "replace", _ ("Replace"));
  adw_message_dialog_set_response_appearance (message, "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "wk-export", g_object_ref (job),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (replace_response_cb), job);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The ending says the format. Where the name has none, or still the one that was
 * proposed while another format was picked, it gets that of the picked format. */
static char *
complete_path (GtkFileChooser *chooser, const char *path)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *ending =
      filter != NULL ? g_object_get_data (G_OBJECT (filter), "wk-ending") : NULL;
  WkFormat format;
  gboolean known = wk_format_from_path (path, &format);
  g_autofree char *stem = NULL;

  if (ending == NULL || (known && format != PROPOSED_FORMAT))
    return g_strdup (path);
  stem = g_strdup (path);
  if (known)
    *strrchr (stem, '.') = '\0';
  return g_strconcat (stem, ending, NULL);
}

static void
export_to (WkWindow *window, const char *path, gboolean all_steps, gboolean asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkExport) job =
      wk_export_new (wk_window_get_session (window), path, all_steps, &error);
  g_auto (GStrv) existing = NULL;

  if (job == NULL)
    {
      g_autofree char *message =
          g_strdup_printf (_ ("Could not export: %s"), error->message);

      wk_window_toast (window, message);
      return;
    }
  existing = wk_export_dup_existing (job);
  if (existing[0] == NULL && !asked && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_strfreev (existing);
      existing = g_new0 (char *, 2);
      existing[0] = g_strdup (path);
    }
  if (existing[0] != NULL)
    ask_to_replace (window, job, existing);
  else
    wk_dialogs_run_export (window, g_steal_pointer (&job));
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, WkWindow *window)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *chosen = NULL;
  gboolean all_steps = FALSE;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (chooser);
      all_steps =
          g_strcmp0 (gtk_file_chooser_get_choice (chooser, "steps"), "all") == 0;
    }
  if (file != NULL)
    {
      chosen = g_file_get_path (file);
      path = chosen != NULL ? complete_path (chooser, chosen) : NULL;
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (path != NULL)
    export_to (window, path, all_steps, g_strcmp0 (path, chosen) == 0);
  else if (file != NULL)
    wk_window_toast (window,
                     _ ("Could not export: the folder is not on this computer"));
}

static void
add_format (GtkFileChooser *chooser, const char *name, WkFormat format)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *suffix = wk_format_name (format);

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_object_set_data_full (G_OBJECT (filter), "wk-ending",
                          g_strconcat (".", suffix, NULL), g_free);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
wk_dialogs_export (WkWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Export Figure"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
      _ ("Export"), _ ("Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autofree char *stem = wk_export_propose_name (wk_window_get_session (window));
  g_autofree char *name =
      g_strconcat (stem, ".", wk_format_name (PROPOSED_FORMAT), NULL);
  const char *ids[] = { "this", "all", NULL };
  const char *labels[] = { _ ("This step"), _ ("All steps"), NULL };

  add_format (chooser, _ ("SVG, scalable picture"), WK_FORMAT_SVG);
  add_format (chooser, _ ("PDF document"), WK_FORMAT_PDF);
  add_format (chooser, _ ("PNG picture"), WK_FORMAT_PNG);
  gtk_file_chooser_add_choice (chooser, "steps", _ ("Steps"), ids, labels);
  gtk_file_chooser_set_choice (chooser, "steps", "this");
  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_response_cb), window,
                           0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- help --- */

void
wk_dialogs_shortcuts (WkWindow *window)
{
  g_autoptr (GtkBuilder) builder = wk_ui_new_builder ("shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

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
