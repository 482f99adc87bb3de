/* test-tools.c - pointer, spotlight, pen and zoom over the figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "tools-kit.h"

static guint
n_strokes (Stage *stage)
{
  WkInkPlace place = wk_session_get_ink_place (stage->session);

  return wk_ink_get_n_strokes (wk_session_get_ink (stage->session), &place);
}

static void
draw_arc (Stage *stage, double x, double y, double radius)
{
  WkPoint points[40];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (WkPoint){ x + radius * cos (i * 0.15), y + radius * sin (i * 0.15) };
  stage_drag (stage, points, G_N_ELEMENTS (points));
  stage_frames (stage, 1);
}

/* --- keys and actions --- */

static void
test_table (void)
{
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);
  guint n;
  const WkToolKey *keys = wk_stage_tools_get_keys (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) accelerators = keys[i].accelerator != NULL
                                        ? g_strsplit (keys[i].accelerator, " ", -1)
                                        : NULL;

      g_assert_true (keys[i].accelerator == NULL || keys[i].words != NULL);
      for (guint k = 0; accelerators != NULL && accelerators[k] != NULL; k++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (accelerators[k], &key, &modifiers));
        }
      for (guint k = 0; k < i; k++)
        g_assert_false (keys[k].key == keys[i].key &&
                        keys[k].modifiers == keys[i].modifiers);
      if (keys[i].action == NULL)
        continue;
      /* The action is there, and is what the key does. */
      {
        g_autofree char *name = g_strconcat ("tools.", keys[i].action, NULL);

        g_assert_true (
            keys[i].parameter >= 0
                ? gtk_widget_activate_action (GTK_WIDGET (stage->canvas), name, "i",
                                              keys[i].parameter)
                : gtk_widget_activate_action (GTK_WIDGET (stage->canvas), name, NULL) ||
                      g_str_equal (name, "tools.undo") ||
                      g_str_has_prefix (name, "tools.clear"));
      }
    }
  stage_close (stage);
}

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    WkTool tool;
  } tools[] = { { GDK_KEY_h, WK_TOOL_HIGHLIGHT },
                { GDK_KEY_l, WK_TOOL_SPOTLIGHT },
                { GDK_KEY_d, WK_TOOL_PEN },
                { GDK_KEY_e, WK_TOOL_ERASER } };
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_assert_true (stage_key (stage, tools[i].key, 0));
      g_assert_cmpint (stage->state->tool, ==, tools[i].tool);
      /* With Caps Lock, too; the same key puts it away. */
      g_assert_true (stage_key (stage, gdk_keyval_to_upper (tools[i].key), 0));
      g_assert_cmpint (stage->state->tool, ==, WK_TOOL_NONE);
    }
  /* Not ours while there is nothing for them to do: they jump, and change numbers. */
  g_assert_false (stage_key (stage, GDK_KEY_2, 0));
  g_assert_false (stage_key (stage, GDK_KEY_plus, 0));
  g_assert_false (stage_key (stage, GDK_KEY_p, 0));
  g_assert_false (stage_key (stage, GDK_KEY_Right, 0));
  g_assert_false (stage_key (stage, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_false (stage_key (stage, GDK_KEY_b, 0));
  g_assert_false (stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK));
  g_assert_false (stage_key (stage, GDK_KEY_Escape, 0));
  g_assert_true (stage_key (stage, GDK_KEY_d, 0));
  g_assert_true (stage_key (stage, GDK_KEY_2, 0));
  g_assert_cmpint (stage->state->pen.colour, ==, WK_INK_BLUE);
  g_assert_false (stage_key (stage, GDK_KEY_4, 0));
  g_assert_false (stage_key (stage, GDK_KEY_Right, 0));
  g_assert_false (stage_key (stage, GDK_KEY_Page_Down, 0));
  g_assert_true (stage_key (stage, GDK_KEY_plus, GDK_SHIFT_MASK));
  g_assert_cmpfloat (stage->state->pen.width, >, 5);
  /* Esc: the pen is lifted, the tool is put away, all of the page shows again. */
  g_assert_true (stage_key (stage, GDK_KEY_z, 0));
  g_assert_true (stage_key (stage, GDK_KEY_p, 0));
  g_assert_true (stage->state->down);
  g_assert_true (stage_key (stage, GDK_KEY_Escape, 0));
  g_assert_false (stage->state->down);
  g_assert_true (stage_key (stage, GDK_KEY_Escape, 0));
  g_assert_cmpint (stage->state->tool, ==, WK_TOOL_NONE);
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, NULL, NULL), ==, 2);
  g_assert_true (stage_key (stage, GDK_KEY_Escape, 0));
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, NULL, NULL), ==, 1);
  g_assert_false (stage_key (stage, GDK_KEY_Escape, 0));
  stage_close (stage);
}

/* --- the pen --- */

static gboolean
same_pixels (Stage *stage, GBytes *before)
{
  int width, height;
  g_autoptr (GBytes) now = stage_pixels (stage, &width, &height);

  return g_bytes_equal (now, before);
}

static void
test_pen (void)
{
  Stage *stage = stage_open_at (2, WK_THEME_DARK);
  int width, height;
  g_autoptr (GBytes) clean = stage_pixels (stage, &width, &height);
  g_autoptr (GBytes) drawn = NULL;

  stage_key (stage, GDK_KEY_d, 0);
  draw_arc (stage, 700, 400, 120);
  draw_arc (stage, 300, 400, 90);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_leave (stage);
  stage_frames (stage, 2);
  g_assert_cmpuint (n_strokes (stage), ==, 2);
  drawn = stage_pixels (stage, &width, &height);
  g_assert_false (g_bytes_equal (clean, drawn));
  /* At its step alone, and there again. */
  wk_session_set_position (stage->session, 1);
  stage_frames (stage, 2);
  g_assert_cmpuint (n_strokes (stage), ==, 0);
  wk_session_set_position (stage->session, 2);
  stage_frames (stage, 2);
  g_assert_true (same_pixels (stage, drawn));
  wk_session_set_exercise (stage->session, 1);
  wk_session_set_exercise (stage->session, 0);
  stage_frames (stage, 2);
  g_assert_true (same_pixels (stage, drawn));
  /* Undo, and clear, which can be undone. */
  g_assert_false (stage_key (stage, GDK_KEY_c, 0));
  stage_key (stage, GDK_KEY_d, 0);
  stage_key (stage, GDK_KEY_c, 0);
  stage_key (stage, GDK_KEY_d, 0);
  stage_leave (stage);
  stage_frames (stage, 1);
  g_assert_true (same_pixels (stage, clean));
  stage_key (stage, GDK_KEY_u, 0);
  g_assert_true (same_pixels (stage, drawn));
  stage_key (stage, GDK_KEY_u, 0);
  g_assert_cmpuint (n_strokes (stage), ==, 1);
  /* The eraser takes whole strokes. */
  stage_key (stage, GDK_KEY_e, 0);
  stage_drag (stage, (WkPoint[]){ { 690, 390 }, { 720, 410 } }, 2);
  g_assert_cmpuint (n_strokes (stage), ==, 1);
  stage_drag (stage, (WkPoint[]){ { 900, 400 }, { 825, 400 } }, 2);
  g_assert_cmpuint (n_strokes (stage), ==, 0);
  stage_key (stage, GDK_KEY_u, 0);
  g_assert_cmpuint (n_strokes (stage), ==, 1);
  stage_key (stage, GDK_KEY_e, GDK_SHIFT_MASK);
  g_assert_cmpuint (n_strokes (stage), ==, 0);
  stage_close (stage);
}

/* Where the hand drew, the pixels are the pen's; so a figure and its ink share places,
 * at any zoom. */
static void
test_pen_places (void)
{
  Stage *stage = stage_open_at (0, WK_THEME_LIGHT);
  WkColour colour = wk_theme_line (wk_theme_get (WK_THEME_LIGHT),
                                   wk_ink_role (WK_INK_GREEN), WK_EMPHASIS_NORMAL);
  const WkPoint line[] = { { 500, 200 }, { 640, 280 }, { 780, 360 } };

  stage_key (stage, GDK_KEY_d, 0);
  stage_key (stage, GDK_KEY_3, 0);
  stage_drag (stage, line, 3);
  stage_key (stage, GDK_KEY_Escape, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) pixels = NULL;
      WkPoint at;
      int width, height;
      const guint8 *pixel;

      wk_tools_state_set_zoom (stage->state, 1 + 1.5 * i, 640, 280, TRUE);
      stage_frames (stage, 3);
      at = stage_to_pixels (stage, 640, 280);
      pixels = stage_pixels (stage, &width, &height);
      pixel = (const guint8 *) g_bytes_get_data (pixels, NULL) +
              ((gsize) at.y * (gsize) width + (gsize) at.x) * 4;
      g_assert_cmpint (abs (pixel[0] - (int) lround (255 * colour.blue)), <=, 1);
      g_assert_cmpint (abs (pixel[1] - (int) lround (255 * colour.green)), <=, 1);
      g_assert_cmpint (abs (pixel[2] - (int) lround (255 * colour.red)), <=, 1);
    }
  stage_close (stage);
}

/* From left to right at that height, point by point, as a hand in a hurry. */
static void
draw_row (Stage *stage, double y, guint n)
{
  wk_tools_state_move (stage->state, 400, y);
  wk_tools_state_press (stage->state);
  for (guint i = 1; i < n; i++)
    wk_tools_state_move (stage->state, 400 + 6 * i, y);
}

/* Lines that follow each other faster than frames are painted each from its start. */
static void
test_pen_in_a_hurry (void)
{
  Stage *stage = stage_open_at (0, WK_THEME_LIGHT);
  g_autoptr (GBytes) slow = NULL;

  stage_key (stage, GDK_KEY_d, 0);
  for (guint i = 0; i < 2; i++)
    {
      draw_row (stage, 200, 90);
      stage_frames (stage, 2);
      wk_tools_state_lift (stage->state);
      if (i == 0)
        stage_frames (stage, 2);
      draw_row (stage, 300, 100);
      stage_frames (stage, 2);
      if (i == 0)
        {
          int width, height;

          slow = stage_pixels (stage, &width, &height);
          wk_tools_state_lift (stage->state);
          while (stage_key (stage, GDK_KEY_u, 0) && n_strokes (stage) > 0)
            ;
          stage_frames (stage, 2);
        }
    }
  g_assert_true (same_pixels (stage, slow));
  stage_close (stage);
}

/* A clean line without a mouse. */
static void
test_keyboard_alone (void)
{
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);
  WkInkPlace place = wk_session_get_ink_place (stage->session);
  const WkInkStroke *stroke;
  WkPoint before;

  stage_key (stage, GDK_KEY_d, 0);
  g_assert_true (stage->state->shown);
  before = stage->state->at;
  stage_key (stage, GDK_KEY_p, 0);
  for (guint i = 0; i < 8; i++)
    g_assert_true (stage_key (stage, GDK_KEY_Right, GDK_SHIFT_MASK));
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK | GDK_CONTROL_MASK);
  stage_key (stage, GDK_KEY_p, 0);
  g_assert_cmpuint (n_strokes (stage), ==, 1);
  stroke = wk_ink_get_stroke (wk_session_get_ink (stage->session), &place, 0);
  g_assert_cmpfloat_with_epsilon (stroke->points[0].x, before.x, 0.06);
  g_assert_cmpfloat_with_epsilon (stroke->points[stroke->n - 1].x, before.x + 160,
                                  0.06);
  g_assert_cmpfloat_with_epsilon (stroke->points[stroke->n - 1].y, before.y + 4, 0.06);
  /* A step in the middle of a line ends it, where it was begun. */
  stage_key (stage, GDK_KEY_p, 0);
  stage_key (stage, GDK_KEY_Up, GDK_SHIFT_MASK);
  wk_session_set_position (stage->session, 2);
  g_assert_false (stage->state->down);
  g_assert_cmpuint (n_strokes (stage), ==, 0);
  g_assert_cmpuint (wk_ink_get_n_strokes (wk_session_get_ink (stage->session), &place),
                    ==, 2);
  stage_key (stage, GDK_KEY_Escape, 0);
  /* Arrows pan what is enlarged. */
  stage_key (stage, GDK_KEY_z, 0);
  {
    double x, y, x_after, y_after;

    wk_canvas_get_zoom (stage->canvas, &x, &y);
    g_assert_true (stage_key (stage, GDK_KEY_Left, GDK_SHIFT_MASK));
    wk_canvas_get_zoom (stage->canvas, &x_after, &y_after);
    g_assert_cmpfloat (x_after, <, x - 20);
    g_assert_cmpfloat (y_after, ==, y);
  }
  /* A box by keys: what is in it fills the page. */
  stage_key (stage, GDK_KEY_z, 0);
  stage_key (stage, GDK_KEY_z, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_p, 0);
  for (guint i = 0; i < 6; i++)
    {
      stage_key (stage, GDK_KEY_Right, GDK_SHIFT_MASK);
      stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
    }
  stage_key (stage, GDK_KEY_p, 0);
  g_assert_cmpint (stage->state->tool, ==, WK_TOOL_NONE);
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, NULL, NULL), >, 3);
  stage_close (stage);
}

/* The spotlight goes with the focus from part to part. */
static void
test_follows_focus (void)
{
  Stage *stage = stage_open_at (1, WK_THEME_LIGHT);
  WkRect box;

  stage_key (stage, GDK_KEY_l, 0);
  gtk_window_set_focus (stage->window, NULL);
  gtk_widget_child_focus (GTK_WIDGET (stage->canvas), GTK_DIR_TAB_FORWARD);
  g_assert_true (wk_canvas_get_selected_bounds (stage->canvas, &box));
  g_assert_cmpfloat (stage->state->at.x, ==, box.x + box.width / 2);
  gui_widget_key (GTK_WIDGET (stage->canvas), GDK_KEY_Right, 0);
  g_assert_true (wk_canvas_get_selected_bounds (stage->canvas, &box));
  g_assert_cmpfloat (stage->state->at.x, ==, box.x + box.width / 2);
  g_assert_cmpfloat (stage->state->at.y, ==, box.y + box.height / 2);
  /* Z enlarges the part with the focus; arrows walk on, and what shows goes along. */
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_key (stage, GDK_KEY_z, 0);
  g_assert_cmpfloat (wk_canvas_get_zoom (stage->canvas, NULL, NULL), >, 1.5);
  for (guint i = 0; i < 12; i++)
    {
      WkPoint from, to;

      gui_widget_key (GTK_WIDGET (stage->canvas), GDK_KEY_Right, 0);
      stage_frames (stage, 2);
      g_assert_true (wk_canvas_get_selected_bounds (stage->canvas, &box));
      from = stage_to_pixels (stage, box.x, box.y);
      to = stage_to_pixels (stage, box.x + box.width, box.y + box.height);
      g_assert_cmpfloat (to.x, >, 0);
      g_assert_cmpfloat (from.x, <, 1280);
      g_assert_cmpfloat (to.y, >, 0);
      g_assert_cmpfloat (from.y, <, 800);
    }
  stage_close (stage);
}

/* --- light --- */

static double
level (GBytes *pixels, int width, WkPoint at)
{
  const guint8 *pixel = (const guint8 *) g_bytes_get_data (pixels, NULL) +
                        ((gsize) at.y * (gsize) width + (gsize) at.x) * 4;

  return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
}

/* Full light in it, much less around it, and nothing but a slope between; nothing is
 * painted anew when it moves. */
static void
test_spotlight (void)
{
  Stage *stage = stage_open_at (0, WK_THEME_LIGHT);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) lit = NULL;
  guint n_paints = wk_canvas_get_n_paints (stage->canvas);
  int width, height;
  double last = 0;

  before = stage_pixels (stage, &width, &height);
  stage_key (stage, GDK_KEY_l, 0);
  /* From here to the right is bare paper. */
  stage_move (stage, 1100, 260);
  stage_frames (stage, 2);
  lit = stage_pixels (stage, &width, &height);
  for (double x = 1100 - stage->state->spotlight - 20; x <= 1100; x += 1)
    {
      WkPoint at = stage_to_pixels (stage, x, 260);
      double share = level (lit, width, at) / level (before, width, at);

      g_assert_cmpfloat (share, >=, last - 0.02);
      g_assert_cmpfloat (share - last, <, last> 0 ? 0.08 : 1);
      last = share;
    }
  g_assert_cmpfloat (last, ==, 1);
  g_assert_cmpfloat (level (lit, width, (WkPoint){ 20, 20 }), <,
                     0.45 * level (before, width, (WkPoint){ 20, 20 }));
  /* No seam between the boxes that it is made of. */
  for (int y = 0; y < height; y++)
    g_assert_cmpfloat_with_epsilon (level (lit, width, (WkPoint){ 5, y }) /
                                        level (before, width, (WkPoint){ 5, y }),
                                    0.38, 0.01);
  for (guint i = 0; i < 20; i++)
    {
      stage_move (stage, 300 + 30 * i, 400);
      stage_frames (stage, 1);
    }
  g_assert_cmpuint (wk_canvas_get_n_paints (stage->canvas), ==, n_paints);
  /* The wheel makes it larger. */
  {
    double size = stage->state->spotlight;

    stage_scroll (stage, -2);
    g_assert_cmpfloat (stage->state->spotlight, >, 1.2 * size);
  }
  /* It stays when the pointer goes to another screen. */
  stage_leave (stage);
  g_assert_true (stage->state->shown);
  stage_key (stage, GDK_KEY_h, 0);
  stage_leave (stage);
  g_assert_false (stage->state->shown);
  stage_close (stage);
}

/* --- pointer --- */

static gboolean
is_hidden (gpointer data)
{
  return wk_stage_tools_is_pointer_hidden (((Stage *) data)->tools);
}

static void
test_pointer (void)
{
  Stage *stage = stage_open_at (0, WK_THEME_LIGHT);
  gint64 start;

  wk_stage_tools_set_hide_pointer (stage->tools, TRUE);
  stage_move (stage, 400, 400);
  start = g_get_monotonic_time ();
  g_assert_false (is_hidden (stage));
  gui_wait (is_hidden, stage);
  g_assert_cmpint (g_get_monotonic_time () - start, >, 1900 * 1000);
  /* GTK tells the same place again: no motion. */
  stage_move (stage, 400, 400);
  g_assert_true (is_hidden (stage));
  stage_move (stage, 402, 400);
  g_assert_false (is_hidden (stage));
  stage_close (stage);
}

/* --- bar and names --- */

static void
check_buttons (Stage *stage, GtkWidget *widget, guint *n)
{
  if (GTK_IS_BUTTON (widget))
    {
      g_autofree char *wrong = NULL;

      (*n)++;
      g_assert_nonnull (gtk_widget_get_tooltip_text (widget));
      wrong = gtk_test_accessible_check_property (
          GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "GtkImage");
      g_assert_nonnull (wrong);
      g_assert_nonnull (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_buttons (stage, child, n);
}

static void
test_bar (void)
{
  Stage *stage = stage_open_at (0, WK_THEME_LIGHT);
  GtkRevealer *bar =
      GTK_REVEALER (gui_find (GTK_WIDGET (stage->tools), GTK_TYPE_REVEALER));
  g_autofree char *status = NULL;
  guint n = 0;

  check_buttons (stage, GTK_WIDGET (bar), &n);
  g_assert_cmpuint (n, ==, 13);
  g_assert_false (gtk_revealer_get_reveal_child (bar));
  stage_move (stage, 3, 450);
  g_assert_true (gtk_revealer_get_reveal_child (bar));
  stage_leave (stage);
  stage_key (stage, GDK_KEY_F10, 0);
  g_assert_false (gtk_revealer_get_reveal_child (bar));
  gui_set_animations (TRUE);
  stage_key (stage, GDK_KEY_F10, 0);
  gui_set_animations (FALSE);
  g_assert_true (gtk_revealer_get_reveal_child (bar));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (bar)));
  g_assert_true (stage_key (stage, GDK_KEY_Escape, 0));
  g_assert_false (gtk_revealer_get_reveal_child (bar));
  g_assert_null (wk_stage_tools_dup_status (stage->tools));
  stage_key (stage, GDK_KEY_d, 0);
  status = wk_stage_tools_dup_status (stage->tools);
  g_assert_cmpstr (status, ==, "Pen, red");
  {
    g_autofree char *wrong = gtk_test_accessible_check_property (
        GTK_ACCESSIBLE (stage->tools), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Pen, red");

    g_assert_cmpstr (wrong, ==, NULL);
  }
  stage_close (stage);
}

/* --- two views --- */

static void
test_share (void)
{
  Stage *audience = stage_open_at (1, WK_THEME_DARK);
  GtkWidget *canvas = wk_canvas_new ();
  WkStageTools *other;

  wk_canvas_set_session (WK_CANVAS (canvas), audience->session);
  other = WK_STAGE_TOOLS (g_object_ref_sink (wk_stage_tools_new (WK_CANVAS (canvas))));
  wk_stage_tools_share (other, audience->tools);
  g_assert_true (wk_stage_tools_key (other, GDK_KEY_l, 0));
  g_assert_cmpint (audience->state->tool, ==, WK_TOOL_SPOTLIGHT);
  wk_tools_state_set_zoom (wk_stage_tools_get_state (other), 2, 500, 400, TRUE);
  g_assert_cmpfloat (wk_canvas_get_zoom (audience->canvas, NULL, NULL), ==, 2);
  g_object_unref (other);
  g_assert_true (stage_key (audience, GDK_KEY_l, 0));
  g_assert_cmpint (audience->state->tool, ==, WK_TOOL_NONE);
  stage_close (audience);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/tools/table", test_table);
  g_test_add_func ("/tools/keys", test_keys);
  g_test_add_func ("/tools/pen", test_pen);
  g_test_add_func ("/tools/pen-places", test_pen_places);
  g_test_add_func ("/tools/pen-in-a-hurry", test_pen_in_a_hurry);
  g_test_add_func ("/tools/keyboard-alone", test_keyboard_alone);
  g_test_add_func ("/tools/follows-focus", test_follows_focus);
  g_test_add_func ("/tools/spotlight", test_spotlight);
  g_test_add_func ("/tools/pointer", test_pointer);
  g_test_add_func ("/tools/bar", test_bar);
  g_test_add_func ("/tools/share", test_share);
  return g_test_run ();
}
