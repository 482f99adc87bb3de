/* test-files.c - what the window reads and writes: export, decks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/wk-export-dialog.h"
#include "app/wk-print.h"
#include "gui-kit.h"

/* --- export --- */

typedef struct
{
  gboolean done;
  gboolean good;
  GError *error;
} Outcome;

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->good = wk_export_plan_finish (WK_EXPORT (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->good = wk_export_run_finish (WK_EXPORT (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static WkExport *
plan_choice (WkWindow *window, const char *path, const WkExportChoice *choice)
{
  WkSession *session = wk_window_get_session (window);
  g_autoptr (GError) error = NULL;
  WkExport *job = wk_export_new (session, choice, path, &error);
  Outcome outcome = { FALSE };

  g_assert_no_error (error);
  wk_export_plan_async (job, NULL, planned_cb, &outcome);
  gui_wait (is_done, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.good);
  return job;
}

static WkExport *
plan_export (WkWindow *window, const char *path, WkExportRange range, WkFormat format)
{
  const WkExportChoice choice = { .range = range, .options.format = format };

  return plan_choice (window, path, &choice);
}

static Outcome
export_to (WkWindow *window,
           const char *path,
           WkExportRange range,
           WkFormat format,
           GCancellable *cancellable)
{
  g_autoptr (WkExport) job = plan_export (window, path, range, format);
  Outcome outcome = { FALSE };

  wk_export_run_async (job, cancellable, exported_cb, &outcome);
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
  const char *names[] = { "a.png", "a.svg", "a.pdf" };
  const char *starts[] = { "\x89PNG", "<", "%PDF" };

  wk_player_scrub (wk_window_get_player (window), 2);
  for (guint i = 0; i < WK_N_FORMATS; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      Outcome outcome = export_to (window, path, WK_EXPORT_STEP, (WkFormat) i, NULL);

      g_assert_no_error (outcome.error);
      g_assert_true (outcome.good);
      check_file (folder, names[i], starts[i]);
    }
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- with ink --- */

static char *
export_choice (WkWindow *window, const char *path, const WkExportChoice *choice)
{
  g_autoptr (WkExport) job = plan_choice (window, path, choice);
  Outcome outcome = { FALSE };
  char *contents = NULL;

  wk_export_run_async (job, NULL, exported_cb, &outcome);
  gui_wait (is_done, &outcome);
  g_assert_no_error (outcome.error);
  g_file_get_contents (path, &contents, NULL, &outcome.error);
  g_assert_no_error (outcome.error);
  return contents;
}

static guint
check_ids_unique (const char *svg)
{
  g_autoptr (GRegex) regex = g_regex_new (" id=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, svg, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_assert_true (g_hash_table_add (seen, g_match_info_fetch (match, 1)));
  return g_hash_table_size (seen);
}

/* The pixel of a PNG of the page's width, at units of the page. */
static guint32
png_pixel (const char *path, double x, double y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, &error);
  g_autofree guint32 *data = NULL;
  int width;

  g_assert_no_error (error);
  width = gdk_texture_get_width (texture);
  data = g_new (guint32, (gsize) width * (gsize) gdk_texture_get_height (texture));
  gdk_texture_download (texture, (guchar *) data, (gsize) width * 4);
  return data[(gsize) y * (gsize) width + (gsize) x];
}

/* Only on request, only at its step, where it was drawn, under ids of its own. */
static void
test_ink (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *svg_path = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *png_path = g_build_filename (folder, "a.png", NULL);
  g_autofree char *pdf_path = g_build_filename (folder, "a.pdf", NULL);
  const WkPoint line[] = { { 300, 700 }, { 500, 690 }, { 700, 700 } };
  const WkPen pen = { WK_INK_GREEN, 8 };
  const WkColour green = wk_theme_line (wk_theme_get (WK_THEME_LIGHT),
                                        wk_ink_role (WK_INK_GREEN), WK_EMPHASIS_NORMAL);
  const guint32 colour = 0xff000000u | (guint32) lround (green.red * 255) << 16 |
                         (guint32) lround (green.green * 255) << 8 |
                         (guint32) lround (green.blue * 255);
  WkExportChoice choice = { .options = { .format = WK_FORMAT_SVG, .width = 1600 },
                            .page_width = 1600,
                            .page_height = 900 };
  g_autofree char *plain = NULL;
  g_autofree char *drawn = NULL;
  g_autofree char *before = NULL;
  g_autofree char *pdf = NULL;
  guint32 bare;
  WkInkPlace place;

  wk_player_scrub (wk_window_get_player (window), 2);
  place = wk_session_get_ink_place (session);
  wk_ink_add (wk_session_get_ink (session), &place, &pen, 1600, 900, line, 3);
  plain = export_choice (window, svg_path, &choice);
  g_assert_null (strstr (plain, "-ink-"));
  choice.ink = TRUE;
  drawn = export_choice (window, svg_path, &choice);
  g_assert_nonnull (strstr (drawn, "1a-step2-ink-stroke-1"));
  g_assert_cmpuint (check_ids_unique (drawn), >, check_ids_unique (plain));
  choice.options.format = WK_FORMAT_PNG;
  g_free (export_choice (window, png_path, &choice));
  g_assert_cmphex (png_pixel (png_path, 500, 690), ==, colour);
  bare = png_pixel (png_path, 60, 560);
  choice.ink = FALSE;
  g_free (export_choice (window, png_path, &choice));
  g_assert_cmphex (png_pixel (png_path, 500, 690), !=, colour);
  g_assert_cmphex (png_pixel (png_path, 60, 560), ==, bare);
  /* A narrower page: the same share of its width. */
  choice.ink = TRUE;
  choice.page_width = choice.options.width = 1200;
  g_free (export_choice (window, png_path, &choice));
  g_assert_cmphex (png_pixel (png_path, 375, 690), ==, colour);
  /* All pages of a document, at the step that has it. */
  choice.options.format = WK_FORMAT_PDF;
  choice.range = WK_EXPORT_STEPS;
  pdf = export_choice (window, pdf_path, &choice);
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  choice.range = WK_EXPORT_STEP;
  choice.options.format = WK_FORMAT_SVG;
  wk_player_scrub (wk_window_get_player (window), 1);
  before = export_choice (window, svg_path, &choice);
  g_assert_null (strstr (before, "-ink-"));
  gui_remove_folder (folder);
  gui_close (window);
}

static void
test_export_all (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *document = g_build_filename (folder, "deck.pdf", NULL);
  g_autoptr (WkExport) job = NULL;
  Outcome outcome = export_to (window, folder, WK_EXPORT_STEPS, WK_FORMAT_SVG, NULL);
  guint done = 0, wanted = 0;

  g_assert_no_error (outcome.error);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("1a-step%u.svg", i);

      check_file (folder, name, "<");
    }
  /* The next time they are to be asked about. */
  job = plan_export (window, folder, WK_EXPORT_STEPS, WK_FORMAT_SVG);
  g_assert_cmpuint (wk_export_get_n_existing (job), ==, 4);
  wk_export_get_progress (job, &done, &wanted);
  g_assert_cmpuint (done, ==, 0);
  g_assert_cmpuint (wanted, ==, 4);

  outcome = export_to (window, document, WK_EXPORT_DECK, WK_FORMAT_PDF, NULL);
  g_assert_no_error (outcome.error);
  check_file (folder, "deck.pdf", "%PDF");
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
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *name = wk_export_propose_name (session, WK_EXPORT_STEP);
  Outcome outcome = export_to (window, path, WK_EXPORT_STEP, WK_FORMAT_SVG, NULL);

  g_assert_cmpstr (name, ==, "1a-step0");
  g_assert_false (outcome.good);
  g_assert_nonnull (outcome.error);
  g_assert_cmpstr (outcome.error->message, !=, "");
  g_clear_error (&outcome.error);

  g_cancellable_cancel (cancelled);
  outcome = export_to (window, folder, WK_EXPORT_STEPS, WK_FORMAT_SVG, cancelled);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  gui_remove_folder (folder);
  gui_close (window);
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static gboolean
no_dialog (gpointer data)
{
  return find_window (WK_TYPE_EXPORT_DIALOG) == NULL;
}

static gboolean
asks (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Opened, looked at, written, and asked before a file is replaced. */
static void
test_export_dialog (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  WkExportDialog *dialog;

  wk_player_scrub (wk_window_get_player (window), 3);
  dialog = wk_export_dialog_new (window);
  gtk_window_present (GTK_WINDOW (dialog));
  gui_frames (window, 3);
  g_assert_true (gtk_widget_get_width (GTK_WIDGET (dialog)) > 0);
  wk_export_dialog_write (dialog, path, FALSE);
  gui_wait (no_dialog, NULL);
  check_file (folder, "a.svg", "<");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));

  wk_player_scrub (wk_window_get_player (window), 1);
  dialog = wk_export_dialog_new (window);
  gtk_window_present (GTK_WINDOW (dialog));
  wk_export_dialog_write (dialog, path, FALSE);
  gui_wait (asks, NULL);
  adw_message_dialog_response (
      ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG)), "cancel");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  wk_export_dialog_write (dialog, path, TRUE);
  gui_wait (no_dialog, NULL);
  g_free (after);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, !=, after);
  gui_remove_folder (folder);
  gui_close (window);
}

static gboolean
has_picture (gpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (data);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  return gdk_content_formats_contain_mime_type (formats, "image/svg+xml");
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy (void)
{
  WkWindow *window = gui_open (1280, 800);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *text = NULL;

  wk_player_scrub (wk_window_get_player (window), 2);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.copy-figure", NULL);
  gui_wait (has_picture, window);
  g_assert_true (gdk_content_formats_contain_mime_type (
      gdk_clipboard_get_formats (clipboard), "image/png"));
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  gui_wait (has_text, &text);
  g_assert_nonnull (strstr (text, "-2"));
  gui_close (window);
}

static void
test_print (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a.pdf", NULL);
  const char *const arguments[] = { "pdftotext", path, "-", NULL };
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_assert_true (wk_print_to_file (wk_window_get_session (window), path, &error));
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                &words, NULL, &status, &error);
  g_assert_no_error (error);
  /* All pages, the last one too. */
  g_assert_nonnull (strstr (words, "36"));
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- exported files, opened --- */

static gboolean
at_step_two (gpointer data)
{
  return wk_session_get_position (data) == 2;
}

static void
test_open_exported (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  g_autofree char *folder = gui_new_folder ();
  g_autoptr (WkParams) wanted = NULL;

  wk_session_set_exercise (session, 1);
  g_assert_true (wk_session_new_numbers (session, "heron-42", NULL));
  wk_session_set_position (session, 2);
  wanted = wk_params_ref (wk_session_get_params (session));
  for (guint i = 0; i < WK_N_FORMATS; i++)
    {
      g_autofree char *name =
          g_strdup_printf ("figure.%s", wk_format_name ((WkFormat) i));
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      Outcome outcome = export_to (window, path, WK_EXPORT_STEP, (WkFormat) i, NULL);

      g_assert_no_error (outcome.error);
      g_assert_true (wk_session_reset (session, NULL));
      wk_session_set_exercise (session, 0);
      wk_window_open_file (window, file);
      gui_wait (at_step_two, session);
      g_assert_cmpuint (wk_session_get_exercise (session), ==, 1);
      g_assert_true (wk_params_equal (wk_session_get_params (session), wanted));
      g_assert_cmpstr (wk_session_get_seed (session), ==, "heron-42");
    }
  gui_remove_folder (folder);
  gui_close (window);
}

/* A picture of somewhere else: one sentence, and nothing changes. */
static void
test_open_foreign (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "foreign.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (
      path, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", -1, NULL));
  wk_window_open_file (window, file);
  gui_wait (asks, NULL);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                            "does not tell what exercise it shows"));
  g_assert_cmpuint (wk_session_get_exercise (wk_window_get_session (window)), ==, 0);
  gtk_window_destroy (dialog);
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
  g_test_add_func ("/files/ink", test_ink);
  g_test_add_func ("/files/export-all", test_export_all);
  g_test_add_func ("/files/export-fails", test_export_fails);
  g_test_add_func ("/files/export-dialog", test_export_dialog);
  g_test_add_func ("/files/copy", test_copy);
  g_test_add_func ("/files/print", test_print);
  g_test_add_func ("/files/open-exported", test_open_exported);
  g_test_add_func ("/files/open-foreign", test_open_foreign);
  g_test_add_func ("/files/own-deck", test_own_deck);
  g_test_add_func ("/files/broken-deck", test_broken_deck);
  return g_test_run ();
}
