/* test-help-keys.c - the keys of a lecture, over the figure, are all to be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the language that is this program's argument: a window keeps the one it began
 * with.
 */
#include "config.h"

#include "app/wk-present.h"
#include "gui-kit.h"

/* Pixels that a window without a manager may keep for its shadow. */
#define SHADOW 60

static const WkLanguage *language;

static GtkWidget *
find_help (WkAudience *audience)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (audience));

  while (child != NULL && !gtk_widget_has_css_class (child, "help"))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Whole, inside of the window, and beside no other text. */
static void
check_label (GtkWidget *label, GtkWidget *audience)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  double width = gtk_widget_get_width (audience);
  double height = gtk_widget_get_height (audience);
  graphene_rect_t box;
  int text_width, text_height;

  g_assert_true (gtk_widget_compute_bounds (label, audience, &box));
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), &text_width,
                               &text_height);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))) ||
      text_width > (double) box.size.width + 1 ||
      text_height > (double) box.size.height + 1 || box.origin.x < 0 ||
      box.origin.y < 0 || (double) box.origin.x + box.size.width > width ||
      (double) box.origin.y + box.size.height > height)
    g_error ("“%s” is cut at %g x %g: %d x %d in %g x %g at %g, %g", text, width,
             height, text_width, text_height, box.size.width, box.size.height,
             box.origin.x, box.origin.y);
}

static guint
check_labels (GtkWidget *widget, GtkWidget *audience, const char *sought, guint *n)
{
  guint n_sought = 0;

  if (GTK_IS_LABEL (widget))
    {
      check_label (widget, audience);
      (*n)++;
      return g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), sought);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_sought += check_labels (child, audience, sought, n);
  return n_sought;
}

/* As told in the table: a row for each brief text. */
static guint
count_rows (void)
{
  guint n = 0;

  for (const WkPresentKey *key = wk_present_keys_get (); key->title != NULL; key++)
    n += key->brief != NULL;
  return n;
}

static void
check_at (int width, int height)
{
  WkWindow *window = gui_open (width, height);
  WkPresent *present = wk_window_get_present (window);
  GtkRequisition natural;
  GtkWidget *audience, *help;
  guint n = 0;

  wk_present_start (present);
  gui_frames (window, 5);
  audience = GTK_WIDGET (wk_present_get_audience (present));
  g_assert_cmpint (gtk_widget_get_width (audience), <=, width);
  g_assert_cmpint (gtk_widget_get_width (audience), >, width - SHADOW);
  g_assert_cmpint (gtk_widget_get_height (audience), <=, height);
  g_assert_cmpint (gtk_widget_get_height (audience), >, height - SHADOW);
  gui_key (window, GDK_KEY_question, 0);
  gui_frames (window, 5);
  g_assert_true (wk_audience_is_help_shown (WK_AUDIENCE (audience)));
  help = find_help (WK_AUDIENCE (audience));
  g_assert_nonnull (help);
  gtk_widget_get_preferred_size (help, NULL, &natural);
  g_test_message ("%d x %d: %d x %d of %d x %d", width, height, natural.width,
                  natural.height, gtk_widget_get_width (audience),
                  gtk_widget_get_height (audience));
  g_assert_cmpint (natural.width, <=, gtk_widget_get_width (audience));
  g_assert_cmpint (natural.height, <=, gtk_widget_get_height (audience));
  g_assert_cmpuint (
      check_labels (help, audience, wk_language_text (language, "Next step"), &n), ==,
      1);
  g_assert_cmpuint (n, ==, 2 * count_rows ());
  gui_key (window, GDK_KEY_Escape, 0);
  g_assert_null (find_help (WK_AUDIENCE (audience)));
  gui_close (window);
}

static void
test_fits (void)
{
  gui_set_animations (FALSE);
  check_at (1024, 768);
  check_at (1280, 800);
  check_at (1920, 1080);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  language = wk_language_get (argc > 1 ? argv[1] : "en");
  g_assert_nonnull (language);
  wk_language_prefer (language);
  gui_init ();
  g_test_add_func ("/help-keys/fits", test_fits);
  return g_test_run ();
}
