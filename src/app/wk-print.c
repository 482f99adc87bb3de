/* wk-print.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-print.h"

#include "widgets/wk-ui.h"

/* Kept as long as the program runs, as people expect of a print dialog. */
static GtkPrintSettings *settings;
static GtkPageSetup *page_setup;

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              WkSession *session)
{
  const WkView view = { .position = page, .text_scale = WK_TEXT_SCALE_1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WkScene) scene = wk_session_draw (session, &view, &error);
  WkRect target = { 0, 0, gtk_print_context_get_width (context),
                    gtk_print_context_get_height (context) };

  if (scene == NULL || !wk_paint_cairo (scene, WK_THEME_PRINT,
                                        gtk_print_context_get_cairo_context (context),
                                        target, TRUE, &error))
    gtk_print_operation_cancel (operation);
}

static GtkPrintOperation *
new_operation (WkSession *session)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  const WkExercise *exercise = wk_session_get_current (session);
  g_autofree char *name = NULL;

  if (page_setup == NULL)
    {
      page_setup = gtk_page_setup_new ();
      gtk_page_setup_set_orientation (page_setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
    }
  name = g_strdup_printf (
      "%s %s", wk_exercise_get_number (exercise),
      wk_exercise_get_title (exercise, wk_session_get_language (session)));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, page_setup);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_n_pages (operation,
                                   (int) wk_session_get_n_steps (session) + 1);
  gtk_print_operation_set_current_page (operation,
                                        (int) wk_session_get_position (session));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), session,
                           0);
  return operation;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, WkWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_set_object (&settings, gtk_print_operation_get_print_settings (operation));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  message = g_strdup_printf (_ ("Could not print: %s"), error->message);
  wk_window_toast (window, message);
}

void
wk_print_run (WkWindow *window)
{
  WkSession *session = wk_window_get_session (window);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (wk_session_get_solution (session) == NULL)
    {
      wk_window_toast (window, _ ("There is no figure to print"));
      return;
    }
  operation = new_operation (session);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), window, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (window), NULL);
}

gboolean
wk_print_to_file (WkSession *session, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = new_operation (session);

  gtk_print_operation_set_export_filename (operation, path);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                  error) == GTK_PRINT_OPERATION_RESULT_APPLY;
}
