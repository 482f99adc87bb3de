/* test-params.c - the panel of parameters, for every kind; typing, pasting, tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "params-kit.h"

#include "model/wk-number.h"
#include "widgets/wk-choice-button.h"
#include "widgets/wk-number-field.h"
#include "widgets/wk-number-grid.h"
#include "widgets/wk-param-panel.h"

/* --- every kind --- */

static void
test_every_kind (void)
{
  WkWindow *window = params_open_exam ();
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  for (guint i = 0; i < n; i++)
    {
      wk_session_set_exercise (session, i);
      gui_wait (params_is_built, window);
      gui_frames (window, 2);
      params_check_editors (window);
      if (!wk_session_can_vary (session))
        continue;
      gtk_widget_activate_action (GTK_WIDGET (window), "win.numbers-from", "s",
                                  "gull-3");
      g_assert_cmpstr (wk_session_get_seed (session), ==, "gull-3");
      gui_frames (window, 2);
      params_check_editors (window);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
      g_assert_true (wk_session_is_deck_own (session));
    }
  gui_close (window);
}

/* --- cells --- */

static void
test_type (void)
{
  WkWindow *window = params_open_exam ();
  WkSession *session = wk_window_get_session (window);
  GtkWidget *grid = params_find_grid (window, "x");

  g_assert_cmpstr (wk_number_cell_get_text (params_find_cell (grid, 0, 0)), ==, "1");
  gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, 0, 0)));
  g_assert_true (gui_widget_key (grid, GDK_KEY_5, 0));
  g_assert_cmpfloat (params_number_at (window, "x[0]"), ==, 5);
  gtk_editable_set_text (GTK_EDITABLE (params_open_entry (grid)), "1/4");
  g_assert_cmpfloat (params_number_at (window, "x[0]"), ==, 0.25);
  g_assert_true (gui_widget_key (params_open_entry (grid), GDK_KEY_Return, 0));
  g_assert_null (params_open_entry (grid));
  g_assert_cmpstr (wk_number_cell_get_text (params_find_cell (grid, 0, 0)), ==, "0.25");
  /* Enter went down; all that was typed is one step of undo. */
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (params_find_cell (grid, 1, 0))));
  g_assert_nonnull (wk_session_get_undo_name (session));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpfloat (params_number_at (window, "x[0]"), ==, 1);
  g_assert_cmpstr (wk_number_cell_get_text (params_find_cell (grid, 0, 0)), ==, "1");
  g_assert_null (wk_session_get_undo_name (session));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  g_assert_cmpfloat (params_number_at (window, "x[0]"), ==, 0.25);
  gui_close (window);
}

static void
test_walk (void)
{
  WkWindow *window = params_open_exam ();
  GtkWidget *grid = params_find_grid (window, "layers[0].W");

  gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, 0, 0)));
  gui_widget_key (grid, GDK_KEY_Right, 0);
  gui_widget_key (grid, GDK_KEY_Right, 0);
  gui_widget_key (grid, GDK_KEY_Right, 0);
  gui_widget_key (grid, GDK_KEY_Down, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (params_find_cell (grid, 1, 2))));
  gui_widget_key (grid, GDK_KEY_Up, GDK_CONTROL_MASK);
  gui_widget_key (grid, GDK_KEY_Up, GDK_CONTROL_MASK);
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[1][2]"), ==, 3);
  gui_widget_key (grid, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (params_find_cell (grid, 0, 0))));
  /* Tab takes over and goes to the right, at the end of a row to the next one. */
  params_type_into (grid, 0, 1, "7");
  gui_widget_key (params_open_entry (grid), GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (params_find_cell (grid, 0, 2))));
  params_type_into (grid, 0, 2, "8");
  gui_widget_key (params_open_entry (grid), GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (params_find_cell (grid, 1, 0))));
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][1]"), ==, 7);
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][2]"), ==, 8);
  gui_close (window);
}

/* What is wrong is marked where it is, and the last good number stays. */
static void
test_wrong (void)
{
  WkWindow *window = params_open_exam ();
  GtkWidget *grid = params_find_grid (window, "layers[0].W");
  GtkWidget *cell = GTK_WIDGET (params_find_cell (grid, 0, 1));

  params_type_into (grid, 0, 1, "12345678");
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][1]"), ==, 1);
  g_assert_cmpstr (params_message_of (window, "layers[0].W"), ==,
                   "12345678, expected a number from -1000000 to 1000000");
  gui_widget_key (params_open_entry (grid), GDK_KEY_Return, 0);
  g_assert_true (gtk_widget_has_css_class (cell, "error"));
  g_assert_cmpstr (wk_number_cell_get_text (WK_NUMBER_CELL (cell)), ==, "12345678");
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][1]"), ==, 1);

  /* Not a number is something else than a wrong one. */
  params_type_into (grid, 0, 1, "two");
  g_assert_true (gtk_widget_has_css_class (cell, "error"));
  gui_widget_key (params_open_entry (grid), GDK_KEY_Return, 0);
  g_assert_true (
      g_str_has_prefix (params_message_of (window, "layers[0].W"), "“two” cannot"));

  /* Esc in the cell takes the good number back. */
  params_type_into (grid, 0, 1, "x");
  gui_widget_key (params_open_entry (grid), GDK_KEY_Escape, 0);
  g_assert_null (params_message_of (window, "layers[0].W"));
  g_assert_false (gtk_widget_has_css_class (cell, "error"));
  g_assert_cmpstr (wk_number_cell_get_text (WK_NUMBER_CELL (cell)), ==, "1");
  gui_close (window);
}

static void
test_paste (void)
{
  WkWindow *window = params_open_exam ();
  GtkWidget *grid = params_find_grid (window, "layers[0].W");

  /* Over the numbers there are, with its corner at the cell. */
  gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, 0, 1)));
  wk_number_grid_paste_text (WK_NUMBER_GRID (grid), "0,5\t−4\n6\t7\n");
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][0]"), ==, 2);
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][1]"), ==, 0.5);
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[0][2]"), ==, -4);
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[1][2]"), ==, 7);

  /* One more column is one more node: bias and next layer follow. */
  gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, 0, 0)));
  wk_number_grid_paste_text (WK_NUMBER_GRID (grid), "1,2,3,4\n5,6,7,8");
  g_assert_cmpfloat (params_number_at (window, "layers[0].W[1][3]"), ==, 8);
  g_assert_cmpuint (params_length_at (window, "layers[0].b"), ==, 4);
  g_assert_cmpuint (params_length_at (window, "layers[1].W"), ==, 4);
  g_assert_nonnull (params_find_cell (params_find_grid (window, "layers[0].b"), 0, 3));

  /* One more input. */
  grid = params_find_grid (window, "x");
  gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, 0, 0)));
  wk_number_grid_paste_text (WK_NUMBER_GRID (grid), "4;5;6");
  g_assert_cmpuint (params_length_at (window, "x"), ==, 3);
  g_assert_cmpuint (params_length_at (window, "layers[0].W"), ==, 3);

  /* One more bias is one more node, too. */
  g_assert_true (gtk_widget_activate_action (
      GTK_WIDGET (params_find_editor (GTK_WIDGET (window), "layers[0].b")),
      "grid.add-row", NULL));
  g_assert_cmpuint (params_length_at (window, "layers[0].b"), ==, 5);
  g_assert_cmpuint (params_length_at (window, "layers[0].W[0]"), ==, 5);
  g_assert_cmpuint (params_length_at (window, "layers[1].W"), ==, 5);

  wk_number_grid_paste_text (WK_NUMBER_GRID (grid), "4 apples");
  g_assert_cmpstr (params_message_of (window, "x"), ==,
                   "“apples” on the clipboard cannot be read as a number.");
  g_assert_cmpuint (params_length_at (window, "x"), ==, 3);
  gui_close (window);
}

/* --- tables --- */

static void
test_layers (void)
{
  WkWindow *window = params_open_exam ();
  WkSession *session = wk_window_get_session (window);

  params_row_action (window, "table.add", 0);
  g_assert_cmpuint (params_length_at (window, "layers"), ==, 3);
  g_assert_cmpuint (params_length_at (window, "layers[1].W"), ==, 3);
  g_assert_cmpuint (params_length_at (window, "layers[1].W[0]"), ==, 3);
  g_assert_nonnull (params_find_editor (GTK_WIDGET (window), "layers[2].W"));
  params_row_action (window, "table.up", 2);
  g_assert_cmpuint (params_length_at (window, "layers"), ==, 3);
  params_row_action (window, "table.remove", 1);
  params_row_action (window, "table.remove", 1);
  g_assert_cmpuint (params_length_at (window, "layers"), ==, 1);
  g_assert_null (params_find_editor (GTK_WIDGET (window), "layers[1].W"));
  gui_frames (window, 2);
  while (wk_session_get_undo_name (session) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_true (wk_session_is_deck_own (session));
  gui_wait (params_is_built, window);
  g_assert_nonnull (params_find_editor (GTK_WIDGET (window), "layers[1].W"));
  gui_close (window);
}

/* The slope belongs to one of the activations. */
static void
test_choice (void)
{
  WkWindow *window = params_open_exam ();
  WkParamEditor *g = params_find_editor (GTK_WIDGET (window), "layers[0].g");
  WkParamEditor *slope = params_find_editor (GTK_WIDGET (window), "layers[0].slope");
  GtkWidget *button = gui_find (GTK_WIDGET (g), WK_TYPE_CHOICE_BUTTON);
  GtkWidget *field = gui_find (GTK_WIDGET (slope), WK_TYPE_NUMBER_FIELD);
  WkParams *params;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (slope)));
  g_signal_emit_by_name (button, "chosen", 2);
  params = wk_session_get_params (wk_window_get_session (window));
  g_assert_cmpstr (wk_params_get_word (params, "layers[0].g"), ==, "leaky-relu");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (slope)));
  g_assert_cmpuint (wk_choice_button_get_chosen (WK_CHOICE_BUTTON (button)), ==, 2);
  g_signal_emit_by_name (field, "number-typed", 0.2, TRUE);
  g_assert_cmpfloat (params_number_at (window, "layers[0].slope"), ==, 0.2);
  g_signal_emit_by_name (field, "number-typed", 20.0, TRUE);
  g_assert_cmpfloat (params_number_at (window, "layers[0].slope"), ==, 0.2);
  g_assert_nonnull (params_message_of (window, "layers[0].slope"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.reset", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (slope)));
  g_assert_true (wk_session_is_deck_own (wk_window_get_session (window)));
  gui_close (window);
}

/* A value that may be left out comes and goes, as long as the others need it. */
static void
test_optional (void)
{
  WkWindow *window = params_open_exam ();
  WkParamEditor *y = params_find_editor (GTK_WIDGET (window), "y");
  GtkWidget *check = gui_find (GTK_WIDGET (y), GTK_TYPE_CHECK_BUTTON);

  g_assert_nonnull (check);
  g_assert_cmpfloat (params_number_at (window, "y[0]"), ==, 32);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_cmpuint (params_length_at (window, "y"), ==, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (params_length_at (window, "y"), ==, 1);
  gui_close (window);
}

/* --- the panel itself --- */

static GtkWidget *
find_last_menu (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_MENU_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_last_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_prev_sibling (child))
    if (gtk_widget_get_mapped (child))
      found = find_last_menu (child);
  return found;
}

static gboolean
is_open (gpointer menu)
{
  GtkPopover *popover = gtk_menu_button_get_popover (menu);

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

/* Where the widget is in what scrolls it. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (widget, viewport, 0, 0, &x, &y));
  return y >= 0 &&
         y + gtk_widget_get_height (widget) <= gtk_widget_get_height (viewport);
}

/* As a screen reader presses it, which sees no edges. */
static void
test_pressed_out_of_sight (void)
{
  WkWindow *window = gui_open (1280, 600);
  GtkWidget *panel = gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL);
  GtkWidget *menu;

  wk_session_set_exercise (wk_window_get_session (window), 3);
  if (!wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)))
    g_action_group_activate_action (G_ACTION_GROUP (window), "parameters", NULL);
  gui_wait (params_is_built, window);
  gui_frames (window, 3);
  menu = find_last_menu (panel);
  g_assert_nonnull (menu);
  g_assert_false (is_in_sight (menu));
  g_assert_true (gtk_widget_activate (gtk_widget_get_first_child (menu)));
  gui_wait (is_open, menu);
  gui_frames (window, 2);
  g_assert_true (is_in_sight (menu));
  gui_close (window);
}

static void
test_fold (void)
{
  WkWindow *window = params_open_exam ();
  GtkWidget *panel = gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL);
  double height = wk_canvas_get_page_rect (wk_window_get_canvas (window)).height;
  WkSession *session = wk_window_get_session (window);

  g_assert_true (wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)));
  g_action_group_activate_action (G_ACTION_GROUP (window), "parameters", NULL);
  g_assert_false (wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)));
  gui_frames (window, 3);
  g_assert_cmpfloat (wk_canvas_get_page_rect (wk_window_get_canvas (window)).height, >,
                     height);
  /* What changes meanwhile is there when it is opened again. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.numbers-from", "s", "tern-1");
  g_action_group_activate_action (G_ACTION_GROUP (window), "parameters", NULL);
  gui_frames (window, 3);
  {
    g_autofree char *text = wk_number_to_text (params_number_at (window, "x[0]"), NULL);

    g_assert_cmpstr (wk_number_cell_get_text (
                         params_find_cell (params_find_grid (window, "x"), 0, 0)),
                     ==, text);
  }
  g_assert_cmpstr (wk_session_get_seed (session), ==, "tern-1");
  gui_close (window);
}

static gboolean
is_idle (gpointer panel)
{
  return !wk_param_panel_is_building (panel);
}

/* The panel is folded, and another exercise comes, while its editors are being made:
 * keys that both have may hold other sorts of values. */
static void
test_fold_while_building (void)
{
  WkWindow *window = params_open_exam ();
  WkSession *session = wk_window_get_session (window);
  WkParamPanel *panel =
      WK_PARAM_PANEL (gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL));
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  for (guint i = 0; i < n * n; i++)
    {
      wk_session_set_exercise (session, i / n);
      wk_param_panel_set_expanded (panel, TRUE);
      wk_param_panel_set_expanded (panel, FALSE);
      wk_session_set_exercise (session, i % n);
      gui_wait (is_idle, panel);
      wk_param_panel_set_expanded (panel, TRUE);
      gui_wait (params_is_built, window);
      params_check_editors (window);
    }
  gui_close (window);
}

/* Small windows give the figure all they have; larger ones room to the panel. */
static void
test_sizes (void)
{
  static const struct
  {
    int width, height;
    gboolean expanded;
  } sizes[] = { { 800, 600, FALSE }, { 1280, 800, TRUE }, { 1590, 990, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      WkWindow *window = gui_open (sizes[i].width, sizes[i].height);
      GtkWidget *panel;

      gui_frames (window, 5);
      panel = gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL);
      g_assert_nonnull (panel);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, sizes[i].width);
      g_assert_cmpint (wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)), ==,
                       sizes[i].expanded);
      g_assert_cmpfloat (wk_canvas_get_page_rect (wk_window_get_canvas (window)).height,
                         >, 0.5 * sizes[i].height);
      gui_close (window);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/params/every-kind", test_every_kind);
  g_test_add_func ("/params/type", test_type);
  g_test_add_func ("/params/walk", test_walk);
  g_test_add_func ("/params/wrong", test_wrong);
  g_test_add_func ("/params/paste", test_paste);
  g_test_add_func ("/params/layers", test_layers);
  g_test_add_func ("/params/choice", test_choice);
  g_test_add_func ("/params/optional", test_optional);
  g_test_add_func ("/params/fold", test_fold);
  g_test_add_func ("/params/fold-while-building", test_fold_while_building);
  g_test_add_func ("/params/pressed-out-of-sight", test_pressed_out_of_sight);
  g_test_add_func ("/params/sizes", test_sizes);
  return g_test_run ();
}
