/* test-moves.c - parts that are moved and drawn on, by pointer and by keyboard
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gui-kit.h"
#include "session/moving-kind.h"
#include "widgets/wk-canvas-private.h"

typedef struct
{
  WkSession *session;
  WkWindow *window;
  WkCanvas *canvas;
} Rig;

static Rig
open_rig (void)
{
  Rig rig = { .session = open_moving () };

  rig.window = gui_open_session (rig.session, 1280, 800);
  rig.canvas = wk_window_get_canvas (rig.window);
  return rig;
}

static void
close_rig (Rig *rig)
{
  gui_close (rig->window);
  g_object_unref (rig->session);
}

static double
z (Rig *rig, guint axis)
{
  return moving_get (rig->session, "z", axis);
}

static gboolean
press (Rig *rig, guint key, GdkModifierType modifiers)
{
  gboolean taken = gui_widget_key (GTK_WIDGET (rig->canvas), key, modifiers);

  wk_canvas_settle (rig->canvas);
  return taken;
}

static GtkWidget *
find_part (Rig *rig, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (rig->canvas));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (WK_IS_CANVAS_PART (child) &&
        g_str_equal (wk_canvas_part_get_id (WK_CANVAS_PART (child)), id))
      return child;
  g_assert_not_reached ();
}

static void
walk_to (Rig *rig, const char *id)
{
  gtk_window_set_focus (GTK_WINDOW (rig->window), NULL);
  wk_canvas_select (rig->canvas, id);
  gtk_widget_child_focus (GTK_WIDGET (rig->canvas), GTK_DIR_TAB_FORWARD);
  g_assert_true (wk_canvas_is_walking (rig->canvas));
  g_assert_cmpstr (wk_canvas_get_selected (rig->canvas), ==, id);
}

static void
check_described (Rig *rig, const char *id, const char *wanted)
{
  g_autofree char *wrong =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (find_part (rig, id)),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wanted);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_grab (void)
{
  Rig rig = open_rig ();

  walk_to (&rig, "plane");
  check_described (&rig, "plane",
                   "A place on it. Enter takes hold of it, then arrows move it.");
  g_assert_true (press (&rig, GDK_KEY_Return, 0));
  check_described (&rig, "plane",
                   "grabbed; arrows move it, Enter lets go, Esc puts it back");
  g_assert_true (press (&rig, GDK_KEY_Right, 0));
  g_assert_true (press (&rig, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (press (&rig, GDK_KEY_Up, 0));
  g_assert_cmpint (moving_edit.type, ==, WK_EDIT_NUDGE);
  g_assert_cmpfloat (moving_edit.dy, ==, -1);
  g_assert_cmpfloat (z (&rig, 0), ==, 311);
  g_assert_cmpfloat (z (&rig, 1), ==, 399);
  g_assert_cmpstr (wk_canvas_get_selected (rig.canvas), ==, "plane");
  /* Esc puts it back, and the focus stays; Enter keeps, as one step of undo. */
  g_assert_true (press (&rig, GDK_KEY_Escape, 0));
  g_assert_cmpfloat (z (&rig, 0), ==, 300);
  g_assert_null (wk_session_get_undo_name (rig.session));
  g_assert_true (wk_canvas_is_walking (rig.canvas));
  g_assert_true (press (&rig, GDK_KEY_Return, 0));
  for (guint i = 0; i < 4; i++)
    g_assert_true (press (&rig, GDK_KEY_Down, 0));
  g_assert_true (press (&rig, GDK_KEY_Return, 0));
  check_described (&rig, "plane",
                   "A place on it. Enter takes hold of it, then arrows move it.");
  g_assert_cmpfloat (z (&rig, 1), ==, 404);
  /* Now arrows walk again. */
  g_assert_true (press (&rig, GDK_KEY_Right, 0));
  g_assert_cmpstr (wk_canvas_get_selected (rig.canvas), ==, "pad");
  g_assert_true (wk_session_undo (rig.session));
  g_assert_cmpfloat (z (&rig, 1), ==, 400);
  g_assert_null (wk_session_get_undo_name (rig.session));
  close_rig (&rig);
}

/* An undo while it is held is one of all so far; Esc then puts back what came after. */
static void
test_undo_held (void)
{
  Rig rig = open_rig ();

  walk_to (&rig, "plane");
  press (&rig, GDK_KEY_Return, 0);
  press (&rig, GDK_KEY_Right, 0);
  press (&rig, GDK_KEY_Right, 0);
  g_assert_true (wk_session_undo (rig.session));
  wk_canvas_settle (rig.canvas);
  g_assert_cmpfloat (z (&rig, 0), ==, 300);
  press (&rig, GDK_KEY_Left, 0);
  press (&rig, GDK_KEY_Left, 0);
  g_assert_cmpfloat (z (&rig, 0), ==, 298);
  press (&rig, GDK_KEY_Escape, 0);
  g_assert_cmpfloat (z (&rig, 0), ==, 300);
  close_rig (&rig);
}

/* Whatever takes the keys elsewhere lets go of it. */
static void
test_let_go (void)
{
  Rig rig = open_rig ();

  walk_to (&rig, "plane");
  press (&rig, GDK_KEY_Return, 0);
  press (&rig, GDK_KEY_Right, 0);
  wk_canvas_select (rig.canvas, "pad");
  g_assert_false (wk_session_is_dragging (rig.session));
  g_assert_cmpfloat (z (&rig, 0), ==, 301);
  walk_to (&rig, "plane");
  press (&rig, GDK_KEY_Return, 0);
  press (&rig, GDK_KEY_Right, 0);
  wk_session_set_exercise (rig.session, 1);
  g_assert_false (wk_session_is_dragging (rig.session));
  wk_session_set_exercise (rig.session, 0);
  g_assert_cmpfloat (z (&rig, 0), ==, 302);
  close_rig (&rig);
}

/* Control moves it at once; what cannot be moved leaves those keys alone. */
static void
test_control (void)
{
  Rig rig = open_rig ();

  walk_to (&rig, "plane");
  g_assert_true (press (&rig, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_true (press (&rig, GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_cmpfloat (z (&rig, 0), ==, 299);
  g_assert_cmpfloat (z (&rig, 1), ==, 410);
  g_assert_false (wk_session_is_dragging (rig.session));
  g_assert_true (wk_session_undo (rig.session));
  g_assert_cmpfloat (z (&rig, 1), ==, 400);
  g_assert_null (wk_session_get_undo_name (rig.session));
  walk_to (&rig, "still");
  g_assert_false (press (&rig, GDK_KEY_Left, GDK_CONTROL_MASK));
  close_rig (&rig);
}

static void
to_pixels (Rig *rig, double x, double y, double *px, double *py)
{
  WkRect page = wk_canvas_get_page_rect (rig->canvas);
  double scale = page.width / wk_scene_get_width (wk_session_get_scene (rig->session));

  *px = page.x + x * scale;
  *py = page.y + y * scale;
}

static void
test_pointer (void)
{
  Rig rig = open_rig ();
  double x, y, to_x, to_y;

  /* A click says where. */
  to_pixels (&rig, 250, 350, &x, &y);
  gui_drag (rig.canvas, x, y, 0, 0);
  g_assert_cmpint (moving_edit.type, ==, WK_EDIT_PICK);
  g_assert_cmpfloat_with_epsilon (z (&rig, 0), 250, 1e-6);
  g_assert_cmpfloat_with_epsilon (z (&rig, 1), 350, 1e-6);
  /* A drag says where the pointer is, not where the middle of the part would be. */
  to_pixels (&rig, 330, 450, &to_x, &to_y);
  gui_drag (rig.canvas, x, y, to_x - x, to_y - y);
  g_assert_cmpint (moving_edit.type, ==, WK_EDIT_DRAG);
  g_assert_cmpfloat_with_epsilon (moving_edit.dx, 80, 1e-6);
  g_assert_cmpfloat_with_epsilon (z (&rig, 0), 330, 1e-6);
  g_assert_cmpfloat_with_epsilon (z (&rig, 1), 450, 1e-6);
  g_assert_true (wk_session_undo (rig.session));
  g_assert_cmpfloat_with_epsilon (z (&rig, 0), 250, 1e-6);
  /* A press lets go of what the keyboard held. */
  wk_canvas_settle (rig.canvas);
  walk_to (&rig, "plane");
  press (&rig, GDK_KEY_Return, 0);
  press (&rig, GDK_KEY_Right, 0);
  gui_drag (rig.canvas, x, y, 0, 0);
  g_assert_false (wk_session_is_dragging (rig.session));
  close_rig (&rig);
}

/* The line from the press on, all of it each time. */
static void
test_stroke (void)
{
  Rig rig = open_rig ();
  const WkPoint *line;
  double x, y, to_x, to_y;

  to_pixels (&rig, 700, 300, &x, &y);
  to_pixels (&rig, 800, 340, &to_x, &to_y);
  gui_drag (rig.canvas, x, y, to_x - x, to_y - y);
  g_assert_cmpint (moving_edit.type, ==, WK_EDIT_DRAG);
  g_assert_cmpuint (moving_points->len, ==, 5);
  line = (const WkPoint *) moving_points->data;
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpfloat_with_epsilon (line[i].x, 700 + 25 * i, 1e-6);
      g_assert_cmpfloat_with_epsilon (line[i].y, 300 + 10 * i, 1e-6);
    }
  g_assert_true (wk_session_undo (rig.session));
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (rig.session), "ink"),
                     ==, 0);
  /* Other parts are told no line. */
  to_pixels (&rig, 250, 350, &x, &y);
  gui_drag (rig.canvas, x, y, 60, 0);
  g_assert_cmpuint (moving_points->len, ==, 0);
  close_rig (&rig);
}

/* Drawing without a mouse: the pen moves, and with Shift it draws. */
static void
test_pen (void)
{
  Rig rig = open_rig ();

  walk_to (&rig, "pad");
  check_described (&rig, "pad", "Enter takes the pen, then arrows move it.");
  press (&rig, GDK_KEY_Return, 0);
  check_described (&rig, "pad",
                   "grabbed; arrows move the pen, with Shift they draw, Enter lets go, "
                   "Esc takes it back");
  press (&rig, GDK_KEY_Right, 0);
  g_assert_false (moving_edit.pressed);
  press (&rig, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (&rig, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_true (moving_edit.pressed);
  g_assert_cmpfloat (moving_edit.amount, ==, 1);
  g_assert_cmpfloat (moving_get (rig.session, "pen", 0), ==, 7);
  g_assert_cmpfloat (moving_get (rig.session, "pen", 1), ==, 6);
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (rig.session), "ink"),
                     ==, 2);
  press (&rig, GDK_KEY_Escape, 0);
  g_assert_cmpfloat (moving_get (rig.session, "pen", 0), ==, 5);
  close_rig (&rig);
}

/* However long it is drawn, a line stays a few thousand points of the way it went. */
static void
test_bounded (void)
{
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  const guint n = 100000;
  double least = 0.5;

  for (guint i = 0; i < n; i++)
    wk_canvas_stroke_add (line, &least, (WkPoint){ 0.3 * i, 7 });
  g_assert_cmpuint (line->len, <=, 4096);
  g_assert_cmpuint (line->len, >, 1000);
  g_assert_cmpfloat (g_array_index (line, WkPoint, 0).x, ==, 0);
  g_assert_cmpfloat (g_array_index (line, WkPoint, line->len - 1).x, >=,
                     0.3 * (n - 1) - least);
  for (guint i = 1; i < line->len; i++)
    {
      double way =
          g_array_index (line, WkPoint, i).x - g_array_index (line, WkPoint, i - 1).x;

      g_assert_cmpfloat (way, >=, 0.5);
      g_assert_cmpfloat (way, <, 0.6 * 64);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/moves/grab", test_grab);
  g_test_add_func ("/moves/undo-held", test_undo_held);
  g_test_add_func ("/moves/let-go", test_let_go);
  g_test_add_func ("/moves/control", test_control);
  g_test_add_func ("/moves/pointer", test_pointer);
  g_test_add_func ("/moves/stroke", test_stroke);
  g_test_add_func ("/moves/pen", test_pen);
  g_test_add_func ("/moves/bounded", test_bounded);
  return g_test_run ();
}
