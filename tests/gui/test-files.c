/* test-files.c - what the window reads and writes: export, decks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gui-kit.h"

/* --- export --- */

typedef struct
{
  gboolean done;
  gboolean written;
  GError *error;
} Outcome;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->written = wk_export_run_finish (WK_EXPORT (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static Outcome
export_file (WkWindow *window, const char *path, gboolean all_steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkExport) job =
      wk_export_new (wk_window_get_session (window), path, all_steps, &error);
  Outcome outcome = { FALSE };

  g_assert_no_error (error);
  wk_export_run_async (job, NULL, exported_cb, &outcome);
  gui_wait (is_done, &outcome);
  return outcome;
}

static void
check_file (const char *folder, const char *name, const char *start)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (memcmp (contents, start, strlen (start)) == 0);
}

static void
test_export (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  const char *names[] = { "a.svg", "a.png", "a.pdf" };
  const char *starts[] = { "<", "\x89PNG", "%PDF" };

  wk_player_scrub (wk_window_get_player (window), 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      Outcome outcome = export_file (window, path, FALSE);

      g_assert_no_error (outcome.error);
      g_assert_true (outcome.written);
      check_file (folder, names[i], starts[i]);
    }
  gui_remove_folder (folder);
  gui_close (window);
}

static void
test_export_all (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "1a-step2.svg", NULL);
  g_autoptr (WkExport) job = NULL;
  g_auto (GStrv) existing = NULL;
  Outcome outcome = export_file (window, path, TRUE);

  g_assert_no_error (outcome.error);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("1a-step%u.svg", i);

      check_file (folder, name, "<");
    }
  /* The next time all but the chosen one are to be asked about. */
  job = wk_export_new (wk_window_get_session (window), path, TRUE, NULL);
  existing = wk_export_dup_existing (job);
  g_assert_cmpuint (g_strv_length (existing), ==, 3);
  gui_remove_folder (folder);
  gui_close (window);
}

static void
test_export_fails (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "none", "a.svg", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = wk_export_propose_name (session);
  Outcome outcome = export_file (window, path, FALSE);

  g_assert_cmpstr (name, ==, "1a-step0");
  g_assert_false (outcome.written);
  g_assert_nonnull (outcome.error);
  g_assert_cmpstr (outcome.error->message, !=, "");
  g_clear_error (&outcome.error);
  g_assert_null (wk_export_new (session, "/tmp/a.docx", FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- decks --- */

static void
open_text (WkWindow *window, const char *text)
{
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "deck.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  wk_window_open_file (window, file);
  gui_remove_folder (folder);
}

static void
test_own_deck (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);

  open_text (window,
             "deck: 1\nid: own\ntitle: My Own\nlanguage: nb\nexercises:\n"
             "  - number: 7\n    kind: dense-forward\n    title: Lite nett\n"
             "    question: Hva er $\\hat y$?\n    parameters:\n      x: [1, 2]\n"
             "      layers:\n        - {W: [[1], [0.5]], b: [0.25], g: sigmoid}\n");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "My Own");
  g_assert_cmpstr (wk_language_get_tag (wk_session_get_language (session)), ==, "nb");
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 1);
  gui_frames (window, 3);
  gui_close (window);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_broken_deck (void)
{
  WkWindow *window = gui_open (1280, 800);
  GtkWindow *dialog;

  open_text (window, "deck: 1\nid: own\ntitle: My Own\nexercises:\n"
                     "  - number: 7\n    kind: dense-forwart\n    title: x\n");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "6:"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "Machine Learning for Image Analysis");
  gtk_window_destroy (dialog);
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/files/export", test_export);
  g_test_add_func ("/files/export-all", test_export_all);
  g_test_add_func ("/files/export-fails", test_export_fails);
  g_test_add_func ("/files/own-deck", test_own_deck);
  g_test_add_func ("/files/broken-deck", test_broken_deck);
  return g_test_run ();
}
