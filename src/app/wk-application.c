/* wk-application.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-application.h"

#include "app/wk-timing.h"
#include "app/wk-window.h"
#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "widgets/wk-ui.h"

struct _WkApplication
{
  AdwApplication parent_instance;

  int status;
};

G_DEFINE_FINAL_TYPE (WkApplication, wk_application, ADW_TYPE_APPLICATION)

/* --- what can be loaded while GTK starts --- */

typedef struct
{
  WkSession *session; /* at the exam's first exercise, its figure drawn */
  GError *error;
} Prepared;

static GThread *preparation;

static gpointer
prepare (gpointer data)
{
  Prepared *prepared = g_new0 (Prepared, 1);
  g_autoptr (WkDeck) deck = NULL;

  if (wk_fonts_init (&prepared->error))
    deck = wk_deck_load_builtin (wk_exercise_kinds, &prepared->error);
  if (deck != NULL)
    {
      prepared->session = wk_session_new (deck);
      /* The page of a window of the default size. In another one it is drawn anew. */
      wk_session_set_page (prepared->session, 1200, 900);
      wk_session_get_scene (prepared->session);
    }
  return prepared;
}

void
wk_application_prepare (void)
{
  if (preparation == NULL)
    preparation = g_thread_new ("prepare", prepare, NULL);
}

static WkSession *
take_session (GError **error)
{
  g_autofree Prepared *prepared = NULL;

  wk_application_prepare ();
  prepared = g_thread_join (g_steal_pointer (&preparation));
  wk_timing_mark ("session");
  if (prepared->error != NULL)
    g_propagate_error (error, prepared->error);
  return prepared->session;
}

void
wk_application_discard (void)
{
  if (preparation != NULL)
    {
      WkSession *session = take_session (NULL);

      g_clear_object (&session);
    }
}

/* --- windows --- */

static WkWindow *
new_window (WkApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkSession) session = take_session (&error);

  if (session == NULL)
    {
      /* The installation is broken; there is nothing to show. */
      g_printerr ("workings: %s\n", error->message);
      self->status = 1;
      return NULL;
    }
  return wk_window_new (GTK_APPLICATION (self), session);
}

static void
wk_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = (GtkWindow *) new_window (WK_APPLICATION (application));
  if (window != NULL)
    gtk_window_present (window);
}

static void
wk_application_open (GApplication *application,
                     GFile **files,
                     int n_files,
                     const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      WkWindow *window = new_window (WK_APPLICATION (application));

      if (window == NULL)
        return;
      wk_window_open_file (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (application)) != NULL)
    gtk_window_destroy (window);
  g_application_quit (G_APPLICATION (application));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
};

static void
set_accel (GtkApplication *application, const char *action, const char *accel)
{
  const char *accels[] = { accel, NULL };

  gtk_application_set_accels_for_action (application, action, accels);
}

static void
wk_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  wk_ui_init ();
  G_APPLICATION_CLASS (wk_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions,
                                   G_N_ELEMENTS (actions), application);
  wk_timing_mark ("application");
  set_accel (self, "app.quit", "<Control>q");
  set_accel (self, "window.close", "<Control>w");
  set_accel (self, "win.open", "<Control>o");
  set_accel (self, "win.export", "<Control>e");
  set_accel (self, "win.sidebar", "F9");
  set_accel (self, "win.shortcuts", "<Control>question");
}

static void
wk_application_class_init (WkApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = wk_application_startup;
  application_class->activate = wk_application_activate;
  application_class->open = wk_application_open;
}

static void
wk_application_init (WkApplication *self)
{
}

/* GIO would launch a bus where none runs, which takes longer than all else of ours at
 * the start and leaves the bus behind. All it would give is that a second start finds
 * the first. */
static gboolean
has_session_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL ||
         g_file_test (socket, G_FILE_TEST_EXISTS);
}

WkApplication *
wk_application_new (void)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;

  if (!has_session_bus ())
    flags |= G_APPLICATION_NON_UNIQUE;
  return g_object_new (WK_TYPE_APPLICATION, "application-id", WK_APP_ID, "flags", flags,
                       "resource-base-path", "/io/github/workings/Workings", NULL);
}

int
wk_application_get_status (WkApplication *application)
{
  return application->status;
}
