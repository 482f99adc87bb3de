/* test-stress.c - random hands on the window: keys, pointer, typing, menus, themes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing may crash or warn (warnings are fatal here), undo leads back exactly, and
 * what is in the window and in memory does not grow with the number of actions. Half of
 * the actions warm up, half are measured.
 */
#include "config.h"

#include <malloc.h>
#include <math.h>

#include "gui-kit.h"
#include "widgets/wk-canvas-entry.h"
#include "widgets/wk-canvas-part.h"

#define ACTIONS 2000
/* Menus and pages of the panels are made when they are first needed. */
#define MORE_WIDGETS 200
/* Formulas, texts and glyphs are kept in caches that are bounded; within this limit
 * they go up and down. */
#define GROWTH_LIMIT (32 * 1024 * 1024)

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkCanvas *canvas;
} Stage;

typedef void (*Action) (Stage *stage);

static guint
below (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

/* --- actions --- */

static void
press_window_key (Stage *stage)
{
  static const guint keys[] = { GDK_KEY_Right, GDK_KEY_Left,      GDK_KEY_space,
                                GDK_KEY_Home,  GDK_KEY_End,       GDK_KEY_Up,
                                GDK_KEY_Down,  GDK_KEY_Page_Down, GDK_KEY_BackSpace };

  gui_key (stage->window, keys[below (G_N_ELEMENTS (keys))], 0);
}

static void
press_canvas_key (Stage *stage)
{
  static const guint keys[] = { GDK_KEY_Right,  GDK_KEY_Left, GDK_KEY_Return,
                                GDK_KEY_Escape, GDK_KEY_plus, GDK_KEY_minus,
                                GDK_KEY_3,      GDK_KEY_comma };

  gui_widget_key (GTK_WIDGET (stage->canvas), keys[below (G_N_ELEMENTS (keys))], 0);
}

static void
press_tab (Stage *stage)
{
  gtk_widget_child_focus (GTK_WIDGET (stage->window),
                          below (3) > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
change_exercise (Stage *stage)
{
  wk_session_set_exercise (stage->session, below (wk_deck_get_n_exercises (
                                               wk_session_get_deck (stage->session))));
}

static void
scrub (Stage *stage)
{
  guint n = wk_session_get_n_steps (stage->session);

  wk_session_set_position (stage->session, g_test_rand_double_range (-0.5, n + 0.5));
}

/* Somewhere on the canvas, rather on a part than beside them. */
static void
place (Stage *stage, double *x, double *y)
{
  WkScene *scene = wk_session_get_scene (stage->session);
  guint n = wk_scene_get_n_labelled (scene);

  *x = g_test_rand_double_range (0, gtk_widget_get_width (GTK_WIDGET (stage->canvas)));
  *y = g_test_rand_double_range (0, gtk_widget_get_height (GTK_WIDGET (stage->canvas)));
  if (n > 0 && below (5) > 0)
    gui_part_place (stage->canvas, wk_scene_get_labelled (scene, below (n))->id, x, y);
}

static void
click (Stage *stage)
{
  double x, y;

  place (stage, &x, &y);
  gui_drag (stage->canvas, x, y, 0, 0);
}

static void
drag (Stage *stage)
{
  double x, y;

  place (stage, &x, &y);
  gui_drag (stage->canvas, x, y, g_test_rand_double_range (-200, 200),
            g_test_rand_double_range (-200, 200));
}

static void
turn_wheel (Stage *stage)
{
  double x, y;

  place (stage, &x, &y);
  gui_scroll (stage->canvas, x, y, g_test_rand_double_range (-3, 3));
}

static void
type_something (Stage *stage)
{
  static const char *texts[] = { "",    "2",   "-3", "1/4", "0,5",  "1e300",
                                 "two", "1/0", "−1", "36",  "3x3x2" };
  GtkWidget *entry = gui_find (GTK_WIDGET (stage->canvas), WK_TYPE_CANVAS_ENTRY);
  GtkWidget *field = entry != NULL ? gui_find (entry, GTK_TYPE_ENTRY) : NULL;

  if (field == NULL)
    return;
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (field), texts[below (G_N_ELEMENTS (texts))]);
  if (below (3) > 0)
    g_signal_emit_by_name (field, "activate");
  else
    gui_widget_key (entry, GDK_KEY_Escape, 0);
}

static void
undo (Stage *stage)
{
  if (below (2) > 0)
    wk_session_undo (stage->session);
  else
    wk_session_redo (stage->session);
}

static void
new_numbers (Stage *stage)
{
  g_autofree char *seed = g_strdup_printf ("seed %u", below (50));

  if (below (3) == 0)
    wk_session_reset (stage->session, NULL);
  else if (wk_session_can_vary (stage->session))
    wk_session_new_numbers (stage->session, seed, NULL);
}

static void
change_look (Stage *stage)
{
  static const char *tags[] = { "en", "nb" };

  switch (below (4))
    {
    case 0:
      wk_session_set_theme (stage->session, (WkThemeId) below (3));
      break;
    case 1:
      wk_session_set_text_scale (stage->session, (WkTextScale) below (2));
      break;
    case 2:
      wk_session_set_language (stage->session, wk_language_get (tags[below (2)]));
      break;
    default:
      g_object_set (stage->canvas, "answers-shown", below (2) > 0, NULL);
      break;
    }
}

static void
resize (Stage *stage)
{
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 800 + (int) below (790),
                               600 + (int) below (390));
}

static void
open_menu (Stage *stage)
{
  GtkWidget *menu;

  gtk_widget_activate_action (GTK_WIDGET (stage->canvas), "figure.menu", NULL);
  gui_frames (stage->window, 1);
  menu = gui_find (GTK_WIDGET (stage->canvas), GTK_TYPE_POPOVER_MENU);
  if (menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (menu));
}

static void
let_pass (Stage *stage)
{
  gui_frames (stage->window, 1 + below (2));
}

static const struct
{
  Action act;
  guint weight;
} actions[] = {
  { press_window_key, 12 },
  { press_canvas_key, 14 },
  { press_tab, 6 },
  { change_exercise, 4 },
  { scrub, 8 },
  { click, 8 },
  { drag, 6 },
  { turn_wheel, 8 },
  { type_something, 8 },
  { undo, 8 },
  { new_numbers, 3 },
  { change_look, 2 },
  { resize, 1 },
  { open_menu, 1 },
  { let_pass, 11 },
};

static void
act_at_random (Stage *stage)
{
  int left = (int) below (100);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      left -= (int) actions[i].weight;
      if (left < 0)
        {
          actions[i].act (stage);
          return;
        }
    }
}

/* --- the state to come back to --- */

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static gboolean
is_solved (gpointer session)
{
  return !wk_session_is_busy (session);
}

/* Back to the numbers of the deck, by undo alone. */
static void
undo_all (Stage *stage)
{
  while (wk_session_undo (stage->session))
    ;
}

/* The window as it was opened. Returns the number of its widgets. */
static guint
come_home (Stage *stage)
{
  guint n;

  undo_all (stage);
  g_object_set (stage->canvas, "answers-shown", TRUE, NULL);
  wk_session_set_theme (stage->session, WK_THEME_LIGHT);
  wk_session_set_text_scale (stage->session, WK_TEXT_SCALE_1);
  wk_session_set_language (stage->session, wk_language_get ("en"));
  wk_session_set_playing (stage->session, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1280, 800);
  n = wk_deck_get_n_exercises (wk_session_get_deck (stage->session));
  for (guint i = n; i-- > 0;)
    {
      wk_session_set_exercise (stage->session, i);
      gui_wait (is_solved, stage->session);
      wk_session_set_position (stage->session, 0);
    }
  gtk_window_set_focus (GTK_WINDOW (stage->window), NULL);
  wk_canvas_select (stage->canvas, NULL);
  gui_frames (stage->window, 3);
  wk_canvas_settle (stage->canvas);
  gui_frames (stage->window, 3);
  return count_widgets (GTK_WIDGET (stage->window));
}

static void
check_own_numbers (Stage *stage)
{
  WkDeck *deck = wk_session_get_deck (stage->session);

  for (guint i = wk_deck_get_n_exercises (deck); i-- > 0;)
    {
      wk_session_set_exercise (stage->session, i);
      g_assert_true (
          wk_params_equal (wk_session_get_params (stage->session),
                           wk_exercise_get_params (wk_deck_get_exercise (deck, i))));
    }
}

static void
test_random (void)
{
  Stage stage = { .window = gui_open (1280, 800) };
  guint widgets;
  gsize memory;

  stage.session = wk_window_get_session (stage.window);
  stage.canvas = wk_window_get_canvas (stage.window);
  gui_set_animations (FALSE);
  for (guint i = 0; i < ACTIONS / 2; i++)
    act_at_random (&stage);
  widgets = come_home (&stage);
  memory = mallinfo2 ().uordblks;
  for (guint i = 0; i < ACTIONS / 2; i++)
    act_at_random (&stage);
  g_assert_cmpuint (come_home (&stage), <=, widgets + MORE_WIDGETS);
  g_test_message ("memory %zu then %zu", memory, mallinfo2 ().uordblks);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, memory + GROWTH_LIMIT);
  check_own_numbers (&stage);
  gui_close (stage.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/stress/random", test_random);
  return g_test_run ();
}
