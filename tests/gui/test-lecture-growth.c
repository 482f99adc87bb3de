/* test-lecture-growth.c - lectures that begin and end, and move, leave nothing behind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <malloc.h>

#include "app/wk-lecturer.h"
#include "app/wk-present.h"
#include "gui-kit.h"

/* The first make what is made once: styles, glyphs, formulas. */
#define FIRST 10
#define ROUNDS 50
/* Of all rounds together: how full hash tables and caches are differs. A string of 210
 * bytes in each round would be seen. What is left behind is left behind again and
 * again, while the allocator's own caches fill up once. */
#define TRIES 3
#define HEAP_BYTES (10 * 1024)
/* The same where windows come and go. Up to 2 kB a round stay there, and what keeps
 * them is not known; a menu that was filled anew each time kept 13 kB. */
#define MOVED_BYTES (4 * 1024 * ROUNDS)

typedef struct
{
  WkWindow *window;
  WkPresent *present;
} Hall;

typedef struct
{
  guint n_windows, n_widgets;
  gssize heap;
} Count;

static void
open_hall (Hall *hall)
{
  gui_set_animations (FALSE);
  hall->window = gui_open (1280, 800);
  hall->present = wk_window_get_present (hall->window);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static gssize
count_heap (void)
{
  struct mallinfo2 info;

  wk_render_clear_glyphs ();
  malloc_trim (0);
  info = mallinfo2 ();
  return (gssize) (info.uordblks + info.hblkhd);
}

static Count
count (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  Count found = { .n_windows = g_list_model_get_n_items (windows) };

  for (guint i = 0; i < found.n_windows; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found.n_widgets += count_widgets (window);
    }
  found.heap = count_heap ();
  return found;
}

typedef void (*Round) (Hall *hall);

static void
repeat (Hall *hall, guint n, Round round)
{
  for (guint i = 0; i < n; i++)
    round (hall);
  gui_frames (hall->window, 5);
}

static void
check_growth (Hall *hall, Round round, int bytes)
{
  gssize least = G_MAXSSIZE;

  repeat (hall, FIRST, round);
  for (guint i = 0; i < TRIES && least >= bytes; i++)
    {
      Count before = count (), after;

      repeat (hall, ROUNDS, round);
      after = count ();
      g_test_message ("%u windows, %u widgets, %+.1f kB", after.n_windows,
                      after.n_widgets, (double) (after.heap - before.heap) / 1e3);
      g_assert_cmpuint (after.n_windows, ==, before.n_windows);
      g_assert_cmpuint (after.n_widgets, ==, before.n_widgets);
      least = MIN (least, after.heap - before.heap);
    }
  g_assert_cmpint (least, <, bytes);
}

/* With something of all that a lecture may have over its figure. */
static void
begin_and_end (Hall *hall)
{
  GtkWidget *audience;

  wk_present_start (hall->present);
  gui_frames (hall->window, 2);
  audience = GTK_WIDGET (wk_present_get_audience (hall->present));
  g_object_add_weak_pointer (G_OBJECT (audience), (gpointer *) &audience);
  gui_key (hall->window, GDK_KEY_t, 0);
  gui_key (hall->window, GDK_KEY_End, 0);
  gui_key (hall->window, GDK_KEY_question, 0);
  gui_frames (hall->window, 1);
  wk_present_stop (hall->present);
  gui_frames (hall->window, 2);
  g_assert_null (audience);
}

static void
test_begin_and_end (void)
{
  Hall hall;

  open_hall (&hall);
  check_growth (&hall, begin_and_end, HEAP_BYTES);
  gui_close (hall.window);
}

/* Into a window beside the lecturer's, and back to the only screen. */
static void
apart_and_here (Hall *hall)
{
  GtkWidget *lecturer;

  wk_present_set_place (hall->present, TRUE, NULL);
  gui_frames (hall->window, 2);
  lecturer = gui_find (GTK_WIDGET (hall->window), WK_TYPE_LECTURER);
  g_assert_nonnull (lecturer);
  g_object_add_weak_pointer (G_OBJECT (lecturer), (gpointer *) &lecturer);
  gui_key (hall->window, GDK_KEY_F11, 0);
  gui_frames (hall->window, 2);
  g_assert_null (lecturer);
}

static void
test_apart_and_here (void)
{
  Hall hall;

  open_hall (&hall);
  wk_present_start (hall.present);
  check_growth (&hall, apart_and_here, MOVED_BYTES);
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/lecture-growth/begin-and-end", test_begin_and_end);
  g_test_add_func ("/lecture-growth/apart-and-here", test_apart_and_here);
  return g_test_run ();
}
