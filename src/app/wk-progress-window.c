/* wk-progress-window.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-progress-window.h"

#include "widgets/wk-ui.h"

typedef struct
{
  WkProgress *progress;
  char *deck;
  AdwPreferencesPage *page;
  GCancellable *cancellable;
} Shown;

static void
shown_free (Shown *shown)
{
  g_cancellable_cancel (shown->cancellable);
  g_object_unref (shown->cancellable);
  g_object_unref (shown->progress);
  g_free (shown->deck);
  g_free (shown);
}

static AdwPreferencesGroup *
add_group (Shown *shown, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (shown->page, group);
  return group;
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_strdup_printf ("%s: %s", title, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  wk_ui_set_name (row, name);
  adw_preferences_group_add (group, row);
}

static char *
row_words (const WkProgressRow *row)
{
  const WkLanguage *language = wk_ui_get_language ();
  GString *words = g_string_new (row->clean  ? _ ("done at once")
                                 : row->done ? _ ("done")
                                             : _ ("not done yet"));

  if (row->n_wrong > 0)
    g_string_append_printf (
        words, _LN (language, "; %u wrong answer", "; %u wrong answers", row->n_wrong),
        row->n_wrong);
  if (row->n_hints > 0)
    g_string_append_printf (
        words, _LN (language, "; %u hint", "; %u hints", row->n_hints), row->n_hints);
  if (row->n_shown > 0)
    g_string_append_printf (
        words,
        _LN (language, "; %u solution shown", "; %u solutions shown", row->n_shown),
        row->n_shown);
  return g_string_free (words, FALSE);
}

static void
fill (Shown *shown, const WkProgressSummary *summary)
{
  AdwPreferencesGroup *rows = add_group (shown, _ ("Exercises"));

  for (guint i = 0; i < summary->rows->len; i++)
    {
      const WkProgressRow *row = summary->rows->pdata[i];
      g_autofree char *words = row_words (row);

      add_row (rows, row->exercise, words);
    }
  if (summary->rows->len == 0)
    adw_preferences_group_set_description (
        rows, _ ("Nothing answered yet. Each answer that is checked is noted here."));
  if (summary->slips->len > 0)
    rows = add_group (shown, _ ("Slips That Come Back"));
  for (guint i = 0; i < summary->slips->len; i++)
    {
      const WkProgressSlip *slip = summary->slips->pdata[i];
      g_autofree char *where = g_strdup_printf (
          _LN (wk_ui_get_language (), "%u time, in %s", "%u times, in %s", slip->n),
          slip->n, slip->exercises);

      add_row (rows, slip->slip, where);
    }
}

static void
summarized_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkProgressSummary) summary =
      wk_progress_summarize_finish (WK_PROGRESS (source), result, &error);

  /* Cancelled: the window has gone. */
  if (summary != NULL)
    fill (data, summary);
}

/* --- clearing --- */

static void
clear_response_cb (AdwMessageDialog *dialog, const char *response, GtkWindow *window)
{
  Shown *shown = g_object_get_data (G_OBJECT (window), "wk-shown");

  if (!g_str_equal (response, "clear"))
    return;
  wk_progress_clear (shown->progress);
  gtk_window_destroy (window);
}

static void
clear_cb (GtkWindow *window)
{
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("Clear All Progress?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_body (
      message, _ ("All attempts of all decks are forgotten. This cannot be undone."));
  adw_message_dialog_add_response (message, "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (message, "clear", _ ("Clear"));
  adw_message_dialog_set_response_appearance (message, "clear",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (clear_response_cb), window,
                           0);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWidget *
wk_progress_window_new (GtkWindow *parent, WkProgress *progress, const char *deck)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *clear = gtk_button_new_with_label (_ ("Clear…"));
  Shown *shown = g_new (Shown, 1);

  *shown = (Shown){ g_object_ref (progress), g_strdup (deck),
                    ADW_PREFERENCES_PAGE (adw_preferences_page_new ()),
                    g_cancellable_new () };
  g_object_set_data_full (G_OBJECT (window), "wk-shown", shown,
                          (GDestroyNotify) shown_free);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), shown->page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_widget_set_halign (clear, GTK_ALIGN_START);
  gtk_widget_add_css_class (clear, "destructive-action");
  wk_ui_set_name (clear, _ ("Clear All Progress"));
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_cb), window,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_description (
      group, _ ("Kept on this computer only, until you clear it."));
  adw_preferences_group_add (group, clear);
  adw_preferences_page_add (shown->page, group);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Progress"));
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  wk_progress_summarize_async (progress, deck, shown->cancellable, summarized_cb,
                               shown);
  return window;
}
