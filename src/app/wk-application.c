/* wk-application.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-application.h"

#include "app/wk-preferences.h"
#include "app/wk-timing.h"
#include "app/wk-window-state.h"
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
  WkSession *session; /* as it was left, its figure drawn */
  WkState *state;     /* of the last time */
  char *state_path;   /* NULL: nothing is kept */
  char *deck_path;    /* NULL: the exam */
  char *trouble;      /* to be told, or NULL */
  GError *error;
} Prepared;

static void
prepared_free (Prepared *prepared)
{
  g_clear_object (&prepared->session);
  wk_state_free (prepared->state);
  g_free (prepared->state_path);
  g_free (prepared->deck_path);
  g_free (prepared->trouble);
  g_clear_error (&prepared->error);
  g_free (prepared);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Prepared, prepared_free)

static GThread *preparation;

/* The deck that was open; the exam if it cannot be opened any more. */
static WkDeck *
load_deck (Prepared *prepared)
{
  const char *path = wk_state_get_deck (prepared->state);
  g_autoptr (GError) error = NULL;
  WkDeck *deck;

  if (path != NULL)
    {
      deck = wk_deck_load (path, wk_exercise_kinds, NULL, &error);
      if (deck != NULL)
        {
          prepared->deck_path = g_strdup (path);
          return deck;
        }
      g_free (prepared->trouble);
      prepared->trouble = g_strdup (error->message);
    }
  return wk_deck_load_builtin (wk_exercise_kinds, &prepared->error);
}

static gpointer
prepare (gpointer data)
{
  Prepared *prepared = g_new0 (Prepared, 1);
  g_autoptr (WkDeck) deck = NULL;

  prepared->state_path = wk_state_default_path ();
  prepared->state = prepared->state_path != NULL
                        ? wk_state_load (prepared->state_path, &prepared->trouble)
                        : wk_state_new ();
  if (wk_fonts_init (&prepared->error))
    deck = load_deck (prepared);
  if (deck != NULL)
    {
      prepared->session = wk_session_new (deck);
      /* The page of a window of the default size. In another one it is drawn anew. */
      wk_session_set_page (prepared->session, 1309, 900);
      wk_state_restore (prepared->state, prepared->session);
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

static Prepared *
take_prepared (void)
{
  Prepared *prepared;

  wk_application_prepare ();
  prepared = g_thread_join (g_steal_pointer (&preparation));
  wk_timing_mark ("session");
  return prepared;
}

void
wk_application_discard (void)
{
  if (preparation != NULL)
    prepared_free (take_prepared ());
}

/* --- windows --- */

static WkWindow *
new_window (WkApplication *self)
{
  g_autoptr (Prepared) prepared = take_prepared ();
  gboolean first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  WkWindow *window;

  if (prepared->session == NULL)
    {
      /* The installation is broken; there is nothing to show. */
      g_printerr ("workings: %s\n", prepared->error->message);
      self->status = 1;
      return NULL;
    }
  window = wk_window_new (GTK_APPLICATION (self), prepared->session);
  wk_preferences_apply (window);
  wk_window_restore_state (window, prepared->state);
  /* One window's state is kept, or they would take turns. */
  wk_window_keep_state (window, first ? prepared->state_path : NULL,
                        prepared->deck_path);
  if (prepared->trouble != NULL)
    wk_window_toast (window, prepared->trouble);
  return window;
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
  set_accel (self, "win.print", "<Control>p");
  set_accel (self, "win.copy-figure", "<Control><Shift>c");
  set_accel (self, "win.sidebar", "F9");
  set_accel (self, "win.undo", "<Control>z");
  set_accel (self, "win.redo", "<Control><Shift>z");
  set_accel (self, "win.new-numbers", "<Control>n");
  set_accel (self, "win.reset", "<Control>r");
  set_accel (self, "win.save-exercise", "<Control>s");
  set_accel (self, "win.save-deck", "<Control><Shift>s");
  set_accel (self, "win.search", "<Control>f");
  set_accel (self, "win.preferences", "<Control>comma");
  set_accel (self, "win.parameters", "F8");
  gtk_application_set_accels_for_action (
      self, "win.present", (const char *const[]){ "F5", "<Shift>F5", NULL });
  set_accel (self, "win.present-apart", "<Control>F5");
  set_accel (self, "win.fullscreen", "F11");
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
