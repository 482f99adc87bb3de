/* wk-preferences.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-preferences.h"

#include <string.h>

#include "render/wk-render.h"
#include "widgets/wk-choice-button.h"
#include "widgets/wk-ui.h"

#define GROUP "preferences"

static const char *const speed_ids[] = { "none", "slow", "normal", "fast", NULL };
static const double speed_factors[] = { 0, 0.5, 1, 2 };
static const char *const theme_ids[] = { "follow", "light", "dark", "print", NULL };

static WkPreferences preferences;

/* --- file --- */

char *
wk_preferences_default_path (void)
{
  const char *chosen = g_getenv ("WORKINGS_STATEDIR");

  if (chosen == NULL)
    return g_build_filename (g_get_user_config_dir (), "workings", "preferences.ini",
                             NULL);
  return *chosen != '\0' ? g_build_filename (chosen, "preferences.ini", NULL) : NULL;
}

static int
find_word (const char *const *words, const char *word, int otherwise)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return otherwise;
}

static void
load (void)
{
  g_autofree char *path = wk_preferences_default_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *theme = NULL;
  g_autofree char *speed = NULL;
  char *language;

  if (path != NULL)
    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  theme = g_key_file_get_string (file, GROUP, "theme", NULL);
  speed = g_key_file_get_string (file, GROUP, "speed", NULL);
  language = g_key_file_get_string (file, GROUP, "language", NULL);
  if (language == NULL || wk_language_get (language) == NULL)
    {
      g_free (language);
      language = g_strdup ("");
    }
  preferences.theme = g_strdup (theme_ids[find_word (theme_ids, theme, 0)]);
  preferences.speed = (WkSpeed) find_word (speed_ids, speed, WK_SPEED_NORMAL);
  preferences.large_text = g_key_file_get_boolean (file, GROUP, "large-text", NULL);
  preferences.language = language;
}

const WkPreferences *
wk_preferences_get (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      load ();
      g_once_init_leave (&ready, 1);
    }
  return &preferences;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = wk_preferences_default_path ();
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  if (!wk_save_bytes (path, data, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) || error == NULL)
    return;
  message = g_strdup_printf (_ ("Could not save: %s"), error->message);
  wk_window_toast (WK_WINDOW (source), message);
}

static void
save (WkWindow *window)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTask) task = g_task_new (window, NULL, saved_cb, NULL);
  gsize length = 0;
  char *text;

  g_key_file_set_string (file, GROUP, "theme", preferences.theme);
  g_key_file_set_boolean (file, GROUP, "large-text", preferences.large_text);
  g_key_file_set_string (file, GROUP, "speed", speed_ids[preferences.speed]);
  g_key_file_set_string (file, GROUP, "language", preferences.language);
  text = g_key_file_to_data (file, &length, NULL);
  g_task_set_task_data (task, g_bytes_new_take (text, length),
                        (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, save_thread);
}

/* --- window --- */

void
wk_preferences_apply (WkWindow *window)
{
  const WkPreferences *chosen = wk_preferences_get ();
  GActionGroup *actions = G_ACTION_GROUP (window);

  g_action_group_change_action_state (actions, "figure-theme",
                                      g_variant_new_string (chosen->theme));
  g_action_group_change_action_state (actions, "large-text",
                                      g_variant_new_boolean (chosen->large_text));
  wk_player_set_speed (wk_window_get_player (window), speed_factors[chosen->speed]);
}

/* --- dialog --- */

static void
changed (WkWindow *window)
{
  wk_preferences_apply (window);
  save (window);
}

static void
theme_cb (WkWindow *window, guint i)
{
  g_free (preferences.theme);
  preferences.theme = g_strdup (theme_ids[i]);
  changed (window);
}

static void
speed_cb (WkWindow *window, guint i)
{
  preferences.speed = (WkSpeed) i;
  changed (window);
}

static void
text_cb (WkWindow *window, guint i)
{
  preferences.large_text = i == 1;
  changed (window);
}

static void
language_cb (WkWindow *window, guint i)
{
  const char *const *tags = wk_language_list ();

  g_free (preferences.language);
  preferences.language = g_strdup (i > 0 ? tags[i - 1] : "");
  save (window);
  wk_window_toast (window,
                   _ ("The window speaks that language from the next start on"));
}

static void
add_row (AdwPreferencesGroup *group,
         WkWindow *window,
         const char *title,
         const char *const *words,
         guint chosen,
         GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = wk_choice_button_new (title);

  wk_choice_button_set_words (WK_CHOICE_BUTTON (button), words);
  wk_choice_button_set_chosen (WK_CHOICE_BUTTON (button), chosen);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "chosen", callback, window, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  wk_ui_set_name (row, title);
  adw_preferences_group_add (group, row);
}

static void
add_language_row (AdwPreferencesGroup *group, WkWindow *window)
{
  const char *const *tags = wk_language_list ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) _ ("Like the system"));
  for (guint i = 0; tags[i] != NULL; i++)
    g_ptr_array_add (names,
                     (gpointer) wk_language_get_name (wk_language_get (tags[i])));
  g_ptr_array_add (names, NULL);
  add_row (
      group, window, _ ("Language of the window"), (const char *const *) names->pdata,
      (guint) find_word (tags, preferences.language, -1) + 1, G_CALLBACK (language_cb));
}

GtkWidget *
wk_preferences_window_new (WkWindow *window)
{
  const WkPreferences *now = wk_preferences_get ();
  const char *themes[] = { _ ("Like the desktop"), _ ("Light"), _ ("Dark"),
                           _ ("Black on white"), NULL };
  const char *sizes[] = { _ ("Normal"), _ ("Large, for the projector"), NULL };
  const char *speeds[] = { _ ("At once"), _ ("Slow"), _ ("Normal"), _ ("Fast"), NULL };
  GtkWidget *dialog = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *figure = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *general = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (figure, _ ("Figure"));
  add_row (figure, window, _ ("Colours"), themes,
           (guint) find_word (theme_ids, now->theme, 0), G_CALLBACK (theme_cb));
  add_row (figure, window, _ ("Text"), sizes, now->large_text ? 1 : 0,
           G_CALLBACK (text_cb));
  add_row (figure, window, _ ("Steps move"), speeds, now->speed, G_CALLBACK (speed_cb));
  adw_preferences_group_set_title (general, _ ("General"));
  add_language_row (general, window);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), figure);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), general);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (dialog),
                              ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (dialog), FALSE);
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Preferences"));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, 460);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  return dialog;
}
