/* wk-window-edit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window-edit.h"

#include <string.h>

#include "app/wk-present.h"
#include "app/wk-window-save.h"
#include "session/wk-session-train.h"
#include "widgets/wk-ui.h"

/* What the actions' state is shown in. */
typedef struct
{
  WkWindow *window; /* whose data this is */
  GMenu *section;
  GtkWidget *buttons[2]; /* undo, redo */
  char *names[2];        /* as shown, or NULL */
} Shown;

static void
set_enabled (WkWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* "Undo Set w to 3" or "Undo" */
static char *
with_name (const char *verb, const char *name)
{
  return name != NULL ? g_strdup_printf ("%s: %s", verb, name) : g_strdup (verb);
}

/* A menu's item and a tooltip cost more than all else a change has to be told to. */
static void
show_name (Shown *shown,
           int i,
           const char *verb,
           const char *name,
           const char *action,
           const char *detailed)
{
  g_autofree char *text = with_name (verb, name);

  set_enabled (shown->window, action, name != NULL);
  if (g_strcmp0 (text, shown->names[i]) == 0)
    return;
  if (shown->names[i] != NULL)
    g_menu_remove (shown->section, i);
  g_menu_insert (shown->section, i, text, detailed);
  wk_ui_set_button_name (shown->buttons[i], text);
  g_free (shown->names[i]);
  shown->names[i] = g_steal_pointer (&text);
}

static void
undo_names_cb (Shown *shown)
{
  WkSession *session = wk_window_get_session (shown->window);

  show_name (shown, 0, _ ("Undo"), wk_session_get_undo_name (session), "undo",
             "win.undo");
  show_name (shown, 1, _ ("Redo"), wk_session_get_redo_name (session), "redo",
             "win.redo");
}

static void
params_cb (Shown *shown)
{
  WkSession *session = wk_window_get_session (shown->window);

  set_enabled (shown->window, "new-numbers", wk_session_can_vary (session));
  set_enabled (shown->window, "numbers-from", wk_session_can_vary (session));
  set_enabled (shown->window, "reset", !wk_session_is_deck_own (session));
}

/* --- actions --- */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (wk_present_is_running (wk_window_get_present (data)))
    wk_present_undo (wk_window_get_present (data), FALSE);
  else
    wk_session_undo (wk_window_get_session (data));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (wk_present_is_running (wk_window_get_present (data)))
    wk_present_undo (wk_window_get_present (data), TRUE);
  else
    wk_session_redo (wk_window_get_session (data));
}

/* @seed NULL: a fresh one */
static void
draw_numbers (WkWindow *window, const char *seed)
{
  WkSession *session = wk_window_get_session (window);
  g_autoptr (GError) error = NULL;

  /* The panel shows the seed, and whether the rules of the exam's part hold. */
  if (!wk_session_new_numbers (session, seed, &error))
    wk_window_toast (window, error->message);
}

static void
new_numbers_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  draw_numbers (data, NULL);
}

static void
numbers_from_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *seed = g_variant_get_string (parameter, NULL);

  draw_numbers (data, seed[0] != '\0' ? seed : NULL);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!wk_session_reset (wk_window_get_session (data), &error))
    wk_window_toast (data, error->message);
}

/* --- saving --- */

static GBytes *
text_to_bytes (gpointer text)
{
  return g_bytes_new (text, strlen (text));
}

/* A name of weights of this process means nothing in another one. */
static void
deck_saved (WkWindow *window, const char *path, gpointer text)
{
  WkSession *session = wk_window_get_session (window);
  g_autoptr (WkTrained) own = wk_session_train_dup_own (wk_session_get_train (session));

  if (own != NULL)
    wk_window_toast (window, _ ("The deck does not hold the weights that were trained "
                                "here: save them, then the deck again"));
}

void
wk_window_save_deck (WkWindow *window, const char *path, gboolean whole)
{
  g_autoptr (GError) error = NULL;
  char *text = wk_session_dup_deck (wk_window_get_session (window), whole, &error);

  if (text != NULL)
    wk_window_save (window, path, text_to_bytes, text, g_free, deck_saved);
  else
    wk_window_tell_unsaved (window, error->message);
}

static void
save_exercise_to (WkWindow *window, const char *path)
{
  wk_window_save_deck (window, path, FALSE);
}

static void
save_deck_to (WkWindow *window, const char *path)
{
  wk_window_save_deck (window, path, TRUE);
}

static char *
propose_name (WkWindow *window, gboolean whole)
{
  WkSession *session = wk_window_get_session (window);
  const WkExercise *exercise = wk_session_get_current (session);
  const char *deck = wk_deck_get_id (wk_session_get_deck (session));
  g_autofree char *stem =
      whole || exercise == NULL
          ? g_strdup (deck)
          : g_strdup_printf ("%s-%s", deck, wk_exercise_get_number (exercise));

  g_strdelimit (stem, G_DIR_SEPARATOR_S, '-');
  return g_strconcat (stem, ".yaml", NULL);
}

static void
save_as (WkWindow *window, gboolean whole)
{
  g_autofree char *name = propose_name (window, whole);
  g_autoptr (GtkFileFilter) decks = gtk_file_filter_new ();

  gtk_file_filter_set_name (decks, _ ("Decks (YAML, JSON)"));
  gtk_file_filter_add_suffix (decks, "yaml");
  gtk_file_filter_add_suffix (decks, "yml");
  wk_window_ask_path (window, whole ? _ ("Save Deck") : _ ("Save Exercise"), name,
                      decks, whole ? save_deck_to : save_exercise_to);
}

static void
save_exercise_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save_as (data, FALSE);
}

static void
save_deck_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save_as (data, TRUE);
}

static const GActionEntry actions[] = {
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "new-numbers", .activate = new_numbers_cb },
  { .name = "numbers-from", .parameter_type = "s", .activate = numbers_from_cb },
  { .name = "reset", .activate = reset_cb },
  { .name = "save-exercise", .activate = save_exercise_cb },
  { .name = "save-deck", .activate = save_deck_cb },
};

/* --- window --- */

/* The session outlives the window where a test or a worker holds it. */
static void
connect (Shown *shown, const char *signal, GCallback callback)
{
  GClosure *closure = g_cclosure_new_swap (callback, shown, NULL);

  g_object_watch_closure (G_OBJECT (shown->window), closure);
  g_signal_connect_closure (wk_window_get_session (shown->window), signal, closure,
                            FALSE);
}

static void
shown_free (Shown *shown)
{
  g_object_unref (shown->section);
  g_free (shown->names[0]);
  g_free (shown->names[1]);
  g_free (shown);
}

void
wk_window_add_edit_actions (WkWindow *window,
                            GMenu *section,
                            GtkWidget *undo_button,
                            GtkWidget *redo_button)
{
  Shown *shown = g_new (Shown, 1);

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions,
                                   G_N_ELEMENTS (actions), window);
  *shown =
      (Shown){ window, g_object_ref (section), { undo_button, redo_button }, { NULL } };
  g_object_set_data_full (G_OBJECT (window), "wk-edit", shown,
                          (GDestroyNotify) shown_free);
  connect (shown, "notify::undo-name", G_CALLBACK (undo_names_cb));
  connect (shown, "notify::redo-name", G_CALLBACK (undo_names_cb));
  connect (shown, "notify::params", G_CALLBACK (params_cb));
  undo_names_cb (shown);
  params_cb (shown);
}
