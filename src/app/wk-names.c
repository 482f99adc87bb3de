/* wk-names.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-names.h"

/* By then the panels have followed the session. */
#define DELAY_MS 250

typedef struct
{
  GtkWidget *window;
  guint source;
} Names;

static gboolean
name_cb (gpointer data)
{
  Names *names = data;

  names->source = 0;
  wk_ui_name_rest (names->window);
  return G_SOURCE_REMOVE;
}

static void
soon_cb (GtkWidget *window)
{
  Names *names = g_object_get_data (G_OBJECT (window), "wk-names");

  if (names->source == 0)
    names->source = g_timeout_add (DELAY_MS, name_cb, names);
}

static void
free_names (gpointer data)
{
  Names *names = data;

  g_clear_handle_id (&names->source, g_source_remove);
  g_free (names);
}

void
wk_names_watch (GtkWidget *window, WkSession *session)
{
  static const char *signals[] = { "notify::exercise", "notify::deck",
                                   "notify::language", "notify::params" };
  Names *names = g_new0 (Names, 1);

  names->window = window;
  g_object_set_data_full (G_OBJECT (window), "wk-names", names, free_names);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (session, signals[i], G_CALLBACK (soon_cb), window,
                             G_CONNECT_SWAPPED);
  soon_cb (window);
}
