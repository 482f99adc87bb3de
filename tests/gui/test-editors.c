/* test-editors.c - the editor of every type of parameter, in a kind of its own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "params-kit.h"

#include "widgets/wk-choice-button.h"
#include "widgets/wk-number-grid.h"

static const WkParamChoice modes[] = { { "one", "one" }, { "two", "two" }, { NULL } };

static const WkParamSpec layer_columns[] = {
  { .key = "k", .label = "Kernel", .type = WK_PARAM_INTEGER, .min = 1, .max = 9 },
  { .key = "name", .label = "Name", .type = WK_PARAM_WORD, .optional = TRUE },
  { .key = "on", .label = "On", .type = WK_PARAM_SWITCH, .fallback = "true" },
  { NULL },
};

static const WkParamSpec all_specs[] = {
  { .key = "n", .label = "Whole", .type = WK_PARAM_INTEGER, .min = 1, .max = 12 },
  { .key = "free", .label = "Free", .type = WK_PARAM_REAL },
  { .key = "share", .label = "Share", .type = WK_PARAM_REAL, .max = 1 },
  { .key = "rate",
    .label = "Rate",
    .type = WK_PARAM_REAL,
    .min = 1e-6,
    .max = 10,
    .fallback = "0.01" },
  { .key = "weight",
    .label = "Weight",
    .type = WK_PARAM_REAL,
    .max = 100,
    .slide_max = 5,
    .fallback = "1" },
  { .key = "mode", .label = "Mode", .type = WK_PARAM_CHOICE, .choices = modes },
  { .key = "flip", .label = "Flip", .type = WK_PARAM_SWITCH, .fallback = "false" },
  { .key = "stride",
    .label = "Stride",
    .type = WK_PARAM_VECTOR,
    .min = 1,
    .max = 5,
    .min_rows = 2,
    .max_rows = 2,
    .whole = TRUE,
    .scalar = TRUE },
  { .key = "big", .label = "Big", .type = WK_PARAM_MATRIX },
  { .key = "layers",
    .label = "Layers",
    .type = WK_PARAM_TABLE,
    .min_rows = 1,
    .max_rows = 3,
    .columns = layer_columns },
  { .key = "ids", .label = "Ids", .type = WK_PARAM_WORDS, .min_rows = 1 },
  { .key = "word", .label = "Word", .type = WK_PARAM_WORD, .optional = TRUE },
  { .key = "photo", .label = "Photo", .type = WK_PARAM_IMAGE, .fallback = "camera" },
  { .key = "seed", .label = "Seed", .type = WK_PARAM_SEED, .fallback = "a" },
  { .key = "picked", .type = WK_PARAM_WORD, .optional = TRUE, .hidden = TRUE },
  { NULL },
};

static WkSolution *
solve_all (WkParams *params,
           const WkLanguage *language,
           GCancellable *cancellable,
           GError **error)
{
  return wk_solution_new (params, language);
}

static void
draw_all (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
}

static const WkExerciseKind all_kind = {
  .id = "all",
  .title = "All",
  .topic = "All",
  .summary = "All there is.",
  .specs = all_specs,
  .solve = solve_all,
  .draw = draw_all,
};

static const WkExerciseKind *const all_kinds[] = { &all_kind, NULL };

/* The exam's window with a deck of that kind, whose matrix has 600 numbers. */
static WkWindow *
open_all (void)
{
  WkWindow *window = params_open_exam ();
  g_autoptr (GString) text = g_string_new (
      "deck: 1\nid: all\ntitle: All\nexercises:\n  - number: 1\n    kind: all\n"
      "    title: All\n    parameters: {n: 3, free: -0.5, share: 0.25, mode: one, "
      "stride: 2, layers: [{k: 3}, {k: 5}], ids: [a, b], big: [");
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_string_append (text, i > 0 ? ", [0" : "[0");
      for (guint k = 1; k < 30; k++)
        g_string_append_printf (text, ", %u", k);
      g_string_append_c (text, ']');
    }
  g_string_append (text, "]}\n");
  deck = wk_deck_parse (text->str, text->len, "all", all_kinds, NULL, &error);
  g_assert_no_error (error);
  wk_session_set_deck (wk_window_get_session (window), deck);
  gui_wait (params_is_built, window);
  gui_frames (window, 2);
  params_check_editors (window);
  return window;
}

static GtkWidget *
find_in (WkWindow *window, const char *path, GType type)
{
  GtkWidget *found =
      gui_find (GTK_WIDGET (params_find_editor (GTK_WIDGET (window), path)), type);

  if (found == NULL)
    g_error ("%s has no %s", path, g_type_name (type));
  return found;
}

static const char *
word_at (WkWindow *window, const char *path)
{
  return wk_params_get_word (wk_session_get_params (wk_window_get_session (window)),
                             path);
}

static void
enter (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_numbers (void)
{
  WkWindow *window = open_all ();
  GtkWidget *scale = find_in (window, "n", GTK_TYPE_SCALE);
  GtkWidget *entry = find_in (window, "n", GTK_TYPE_ENTRY);

  gtk_range_set_value (GTK_RANGE (scale), 7);
  g_assert_cmpfloat (params_number_at (window, "n"), ==, 7);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "7");
  enter (entry, "12");
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 12);
  enter (entry, "13");
  g_assert_cmpfloat (params_number_at (window, "n"), ==, 12);
  g_assert_cmpstr (params_message_of (window, "n"), ==,
                   "13, expected a whole number from 1 to 12");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "13");
  gui_widget_key (entry, GDK_KEY_Down, 0);
  g_assert_cmpfloat (params_number_at (window, "n"), ==, 11);
  g_assert_null (params_message_of (window, "n"));

  g_assert_null (gui_find (
      GTK_WIDGET (params_find_editor (GTK_WIDGET (window), "free")), GTK_TYPE_SCALE));
  enter (find_in (window, "free", GTK_TYPE_ENTRY), "−1/4");
  g_assert_cmpfloat (params_number_at (window, "free"), ==, -0.25);
  gtk_range_set_value (GTK_RANGE (find_in (window, "share", GTK_TYPE_SCALE)), 0.7512);
  g_assert_cmpfloat (params_number_at (window, "share"), ==, 0.75);

  /* Seven powers of ten on one slider. */
  scale = find_in (window, "rate", GTK_TYPE_SCALE);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, -2);
  gtk_range_set_value (GTK_RANGE (scale), -4);
  g_assert_cmpfloat (params_number_at (window, "rate"), ==, 1e-4);
  gui_close (window);
}

/* A slider that ends before the range does: what is beyond is typed, and stays. */
static void
check_short_slider (WkWindow *window, const char *path)
{
  GtkWidget *scale = find_in (window, path, GTK_TYPE_SCALE);
  GtkWidget *entry = find_in (window, path, GTK_TYPE_ENTRY);
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (scale));

  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, 5);
  for (guint tenths = 0; tenths <= 50; tenths++)
    {
      gtk_range_set_value (GTK_RANGE (scale), tenths / 10.0);
      g_assert_cmpfloat (params_number_at (window, path), ==, tenths / 10.0);
    }
  enter (entry, "0.5");
  gui_widget_key (entry, GDK_KEY_Up, 0);
  g_assert_cmpfloat (params_number_at (window, path), ==, 0.55);
  enter (entry, "100");
  gui_frames (window, 2);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 5);
  g_assert_cmpfloat (params_number_at (window, path), ==, 100);
  enter (entry, "101");
  g_assert_cmpfloat (params_number_at (window, path), ==, 100);
  g_assert_nonnull (params_message_of (window, path));
}

static void
test_short_slider (void)
{
  WkWindow *window = open_all ();

  check_short_slider (window, "weight");
  gui_close (window);
}

static void
test_beta (void)
{
  WkWindow *window = params_open_exam ();
  WkSession *session = wk_window_get_session (window);

  wk_session_set_exercise (session,
                           (guint) wk_deck_find (wk_session_get_deck (session), "6c"));
  gui_wait (params_is_built, window);
  check_short_slider (window, "beta");
  gui_close (window);
}

static void
test_words (void)
{
  WkWindow *window = open_all ();
  WkParams *params;

  enter (find_in (window, "ids", GTK_TYPE_ENTRY), "b2_1, w2_21;w_3");
  g_assert_cmpuint (params_length_at (window, "ids"), ==, 3);
  g_assert_cmpstr (word_at (window, "ids[1]"), ==, "w2_21");
  enter (find_in (window, "ids", GTK_TYPE_ENTRY), " ");
  g_assert_cmpuint (params_length_at (window, "ids"), ==, 3);
  g_assert_nonnull (params_message_of (window, "ids"));
  enter (find_in (window, "seed", GTK_TYPE_ENTRY), "blåbær");
  g_assert_cmpstr (word_at (window, "seed"), ==, "blåbær");
  g_signal_emit_by_name (find_in (window, "photo", WK_TYPE_CHOICE_BUTTON), "chosen", 1);
  g_assert_cmpstr (word_at (window, "photo"), !=, "camera");
  gtk_switch_set_active (GTK_SWITCH (find_in (window, "flip", GTK_TYPE_SWITCH)), TRUE);
  params = wk_session_get_params (wk_window_get_session (window));
  g_assert_true (wk_params_get_switch (params, "flip"));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (find_in (window, "word", GTK_TYPE_CHECK_BUTTON)), TRUE);
  g_assert_cmpstr (word_at (window, "word"), ==, "");
  gui_close (window);
}

static void
test_shapes (void)
{
  WkWindow *window = open_all ();
  GtkWidget *editor = GTK_WIDGET (params_find_editor (GTK_WIDGET (window), "stride"));
  WkParams *params;

  /* One number for both, then two, then one again. */
  g_assert_true (gtk_widget_activate_action (editor, "grid.add-row", NULL));
  g_assert_cmpuint (params_length_at (window, "stride"), ==, 2);
  g_assert_cmpfloat (params_number_at (window, "stride[0]"), ==, 2);
  g_assert_cmpfloat (params_number_at (window, "stride[1]"), ==, 2);
  g_assert_true (gtk_widget_activate_action (editor, "grid.remove-row", NULL));
  params = wk_session_get_params (wk_window_get_session (window));
  g_assert_cmpint (wk_value_get_type_tag (wk_params_get_value (params, "stride")), ==,
                   WK_VALUE_NUMBER);

  /* Too many to be typed; they can still be pasted. */
  g_assert_cmpuint (params_length_at (window, "big"), ==, 20);
  wk_number_grid_paste_text (WK_NUMBER_GRID (params_find_grid (window, "big")),
                             "7 8\n9 10");
  g_assert_cmpfloat (params_number_at (window, "big[1][0]"), ==, 9);

  /* A sheet has at most three rows here. */
  params_row_action (window, "table.add", 1);
  g_assert_cmpuint (params_length_at (window, "layers"), ==, 3);
  g_assert_cmpfloat (params_number_at (window, "layers[2].k"), ==, 5);
  params_row_action (window, "table.add", 1);
  g_assert_cmpuint (params_length_at (window, "layers"), ==, 3);
  g_assert_cmpstr (params_message_of (window, "layers"), ==, "4 rows, expected 1 to 3");
  params_row_action (window, "table.up", 1);
  g_assert_cmpfloat (params_number_at (window, "layers[0].k"), ==, 5);
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/editors/numbers", test_numbers);
  g_test_add_func ("/editors/short-slider", test_short_slider);
  g_test_add_func ("/editors/beta", test_beta);
  g_test_add_func ("/editors/words", test_words);
  g_test_add_func ("/editors/shapes", test_shapes);
  return g_test_run ();
}
