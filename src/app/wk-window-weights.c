/* wk-window-weights.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window-weights.h"

#include "app/wk-window-save.h"
#include "session/wk-session-train.h"
#include "widgets/wk-ui.h"

static GBytes *
to_bytes (gpointer trained)
{
  return wk_trained_to_bytes (trained);
}

static void
saved (WkWindow *window, const char *path, gpointer trained)
{
  wk_session_train_take_file (wk_session_get_train (wk_window_get_session (window)),
                              trained, path);
}

void
wk_window_save_weights (WkWindow *window, const char *path)
{
  WkSessionTrain *train = wk_session_get_train (wk_window_get_session (window));
  WkTrained *trained = wk_session_train_dup_own (train);

  /* Training went on, or something else was chosen, while the dialog was open. */
  if (trained == NULL)
    wk_window_tell_unsaved (window, _ ("no weights that were trained here are shown"));
  else
    wk_window_save (window, path, to_bytes, trained, (GDestroyNotify) wk_trained_unref,
                    saved);
}

static void
save_weights_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkSession *session = wk_window_get_session (data);
  g_autoptr (WkTrained) trained =
      wk_session_train_dup_own (wk_session_get_train (session));
  g_autoptr (GtkFileFilter) weights = gtk_file_filter_new ();
  g_autofree char *name = NULL;

  if (trained == NULL)
    return;
  gtk_file_filter_set_name (weights, _ ("Weights (WKM)"));
  gtk_file_filter_add_suffix (weights, "wkm");
  name = g_strdup_printf ("%s-%u.wkm", wk_trained_get_kind (trained),
                          wk_trained_get_epoch (trained));
  wk_window_ask_path (data, _ ("Save Weights"), name, weights, wk_window_save_weights);
}

static void
changed_cb (GSimpleAction *action, WkSessionTrain *train)
{
  g_autoptr (WkTrained) trained = wk_session_train_dup_own (train);

  g_simple_action_set_enabled (action, trained != NULL);
}

void
wk_window_add_weights_action (WkWindow *window)
{
  WkSessionTrain *train = wk_session_get_train (wk_window_get_session (window));
  g_autoptr (GSimpleAction) action = g_simple_action_new ("save-weights", NULL);

  g_signal_connect_object (action, "activate", G_CALLBACK (save_weights_cb), window, 0);
  g_signal_connect_object (train, "changed", G_CALLBACK (changed_cb), action,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  changed_cb (action, train);
}
