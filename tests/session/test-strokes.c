/* test-strokes.c - what is drawn over the figures by hand: kept, thinned, undone, read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "session/wk-state.h"

static const WkInkPlace here = { "1a", 2 };
static const WkPen red = { WK_INK_RED, 5 };

static guint
draw_line (WkInk *ink, const WkInkPlace *place, double x, double y)
{
  const WkPoint points[] = { { x, y }, { x + 50, y }, { x + 50, y + 40 } };

  wk_ink_add (ink, place, &red, 1600, 900, points, G_N_ELEMENTS (points));
  return wk_ink_get_n_strokes (ink, place);
}

static double
first_x (WkInk *ink, const WkInkPlace *place, guint i)
{
  return wk_ink_get_stroke (ink, place, i)->points[0].x;
}

/* --- by exercise and step --- */

static void
test_places (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkInkPlace next = { "1a", 3 }, other = { "1b", 2 }, none = { NULL, 2 };

  g_assert_true (wk_ink_is_empty (ink));
  g_assert_cmpuint (draw_line (ink, &here, 10, 10), ==, 1);
  g_assert_cmpuint (draw_line (ink, &here, 20, 10), ==, 2);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &next), ==, 0);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &other), ==, 0);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &none), ==, 0);
  g_assert_cmpuint (draw_line (ink, &other, 30, 10), ==, 1);
  g_assert_true (wk_ink_clear (ink, &here));
  g_assert_false (wk_ink_clear (ink, &here));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &other), ==, 1);
  /* The step that runs or has just ended. */
  g_assert_cmpuint (wk_ink_step (0), ==, 0);
  g_assert_cmpuint (wk_ink_step (0.01), ==, 1);
  g_assert_cmpuint (wk_ink_step (1), ==, 1);
  g_assert_cmpuint (wk_ink_step (1 + 1e-9), ==, 1);
  g_assert_cmpuint (wk_ink_step (1.5), ==, 2);
}

static void
test_undo (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkInkPlace other = { "1b", 0 };
  const WkInkPlace nowhere = { "3a", 2 };
  guint merge;

  g_assert_false (wk_ink_can_undo (ink, &here));
  g_assert_false (wk_ink_undo (ink, &here));
  for (guint i = 0; i < 5; i++)
    draw_line (ink, &here, 100 * i, 10);
  draw_line (ink, &other, 0, 10);
  /* Of this place alone. */
  g_assert_true (wk_ink_undo (ink, &here));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), ==, 4);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &other), ==, 1);
  /* A wipe over two of them is one step, and brings them back where they were. */
  merge = wk_ink_new_merge (ink);
  g_assert_cmpuint (wk_ink_erase (ink, &here, 1600, 900, 100, 11, 4, merge), ==, 1);
  g_assert_cmpuint (wk_ink_erase (ink, &here, 1600, 900, 100, 11, 4, merge), ==, 0);
  g_assert_cmpuint (wk_ink_erase (ink, &here, 1600, 900, 220, 12, 4, merge), ==, 1);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), ==, 2);
  g_assert_cmpfloat (first_x (ink, &here, 1), ==, 300);
  g_assert_true (wk_ink_undo (ink, &here));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (first_x (ink, &here, i), ==, 100 * i);
  /* What is gone everywhere comes back everywhere. */
  g_assert_true (wk_ink_clear_all (ink));
  g_assert_true (wk_ink_is_empty (ink));
  g_assert_false (wk_ink_clear_all (ink));
  draw_line (ink, &other, 7, 10);
  g_assert_true (wk_ink_undo (ink, &here));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), ==, 4);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &other), ==, 2);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (first_x (ink, &here, i), ==, 100 * i);
    }
  /* From where nothing was drawn as well, and once only. */
  g_assert_false (wk_ink_can_undo (ink, &nowhere));
  g_assert_true (wk_ink_clear_all (ink));
  g_assert_true (wk_ink_can_undo (ink, &nowhere));
  g_assert_true (wk_ink_undo (ink, &nowhere));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), ==, 4);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &other), ==, 2);
  g_assert_false (wk_ink_can_undo (ink, &nowhere));
  for (guint i = 0; i < 4; i++)
    g_assert_true (wk_ink_undo (ink, &here));
  g_assert_false (wk_ink_can_undo (ink, &here));
  wk_ink_forget (ink);
  g_assert_true (wk_ink_is_empty (ink));
  g_assert_false (wk_ink_undo (ink, &other));
}

/* --- thin and smooth --- */

/* From the hand's own line, by a plain look at all its stretches. */
static double
deviation (const WkPoint *points, guint n, WkPoint from)
{
  double least = INFINITY;

  for (guint i = 1; i < n; i++)
    for (guint k = 0; k <= 50; k++)
      {
        double x = points[i - 1].x + (points[i].x - points[i - 1].x) * k / 50;
        double y = points[i - 1].y + (points[i].y - points[i - 1].y) * k / 50;

        least = MIN (least, hypot (x - from.x, y - from.y));
      }
  return least;
}

static void
test_thin (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  enum
  {
    N = 600
  };
  g_autofree WkPoint *hand = g_new (WkPoint, N);
  const WkInkStroke *stroke;

  /* A loop of a hand that trembles by a third of a unit. */
  for (guint i = 0; i < N; i++)
    hand[i] =
        (WkPoint){ 600 + 200 * cos (i * 0.02) + g_test_rand_double_range (-.3, .3),
                   400 + 120 * sin (i * 0.02) + g_test_rand_double_range (-.3, .3) };
  g_assert_true (wk_ink_add (ink, &here, &red, 1600, 900, hand, N));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), ==, 1);
  stroke = wk_ink_get_stroke (ink, &here, 0);
  g_assert_cmpuint (stroke->n, <, N / 4);
  g_assert_cmpuint (stroke->n, >, 12);
  for (guint i = 0; i < stroke->n; i++)
    {
      g_assert_cmpfloat (deviation (hand, N, stroke->points[i]), <, 0.8);
      /* On tenths. */
      g_assert_cmpfloat (
          fabs (stroke->points[i].x * 10 - round (stroke->points[i].x * 10)), <, 1e-6);
    }
  /* And nothing of the hand's line is left out. */
  for (guint i = 0; i < N; i += 7)
    g_assert_cmpfloat (deviation (stroke->points, stroke->n, hand[i]), <, 1.5);
  /* It begins and ends where the pen was put down and lifted. */
  g_assert_cmpfloat (
      hypot (stroke->points[0].x - hand[0].x, stroke->points[0].y - hand[0].y), <, 0.1);
  g_assert_cmpfloat (hypot (stroke->points[stroke->n - 1].x - hand[N - 1].x,
                            stroke->points[stroke->n - 1].y - hand[N - 1].y),
                     <, 0.1);
}

/* A corner is meant, however far apart the points of a fast hand are. */
static void
test_corner (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkInkStroke *stroke;

  draw_line (ink, &here, 100, 100);
  stroke = wk_ink_get_stroke (ink, &here, 0);
  g_assert_cmpuint (stroke->n, ==, 3);
  g_assert_cmpfloat (hypot (stroke->points[1].x - 150, stroke->points[1].y - 100), <,
                     1);
}

static void
test_odd_points (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkPoint none[] = { { NAN, 1 }, { INFINITY, 2 } };
  const WkPoint dot[] = { { 5, 5 }, { NAN, 1 }, { 5.2, 5 }, { 5, 5.1 } };
  const WkPoint far[] = { { -1e300, 5 }, { 1e300, 5 } };
  const WkPen fat = { WK_INK_GREEN, 1e9 };
  g_autoptr (WkScene) scene = NULL;

  g_assert_false (wk_ink_add (ink, &here, &red, 1600, 900, none, 2));
  g_assert_false (wk_ink_add (ink, &here, &red, 1600, 900, NULL, 0));
  g_assert_true (wk_ink_is_empty (ink));
  g_assert_true (wk_ink_add (ink, &here, &red, 1600, 900, dot, 4));
  g_assert_cmpuint (wk_ink_get_stroke (ink, &here, 0)->n, ==, 1);
  scene = wk_ink_draw_stroke (wk_ink_get_stroke (ink, &here, 0), 1600, 900);
  g_assert_cmpuint (wk_scene_get_n_items (scene), ==, 2);
  g_assert_true (wk_ink_add (ink, &here, &fat, 1600, 900, far, 2));
  g_assert_cmpfloat (wk_ink_get_stroke (ink, &here, 1)->pen.width, ==, 40);
  g_assert_cmpfloat (fabs (first_x (ink, &here, 1)), <, 1e4);
}

/* --- bounds --- */

static void
test_bounds (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  enum
  {
    N = 5000
  };
  g_autofree WkPoint *zigzag = g_new (WkPoint, N);
  guint n_points = 0;

  for (guint i = 0; i < N; i++)
    zigzag[i] = (WkPoint){ i * 0.3, i % 2 > 0 ? 800 : 100 };
  /* A line without an end is cut into pieces that join. */
  g_assert_true (wk_ink_add (ink, &here, &red, 1600, 900, zigzag, N));
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), >=, 5);
  for (guint i = 1; i < wk_ink_get_n_strokes (ink, &here); i++)
    {
      const WkInkStroke *before = wk_ink_get_stroke (ink, &here, i - 1);

      g_assert_cmpuint (before->n, <=, WK_INK_MAX_STROKE_POINTS);
      g_assert_cmpfloat (before->points[before->n - 1].x, ==, first_x (ink, &here, i));
    }
  /* One undo takes all of it. */
  g_assert_true (wk_ink_undo (ink, &here));
  g_assert_true (wk_ink_is_empty (ink));
  for (guint i = 0; i < 20; i++)
    {
      WkInkPlace place = { "1a", i };

      wk_ink_add (ink, &place, &red, 1600, 900, zigzag, N);
    }
  for (guint step = 0; step < 20; step++)
    for (guint i = 0; i < wk_ink_get_n_strokes (ink, &(WkInkPlace){ "1a", step }); i++)
      n_points += wk_ink_get_stroke (ink, &(WkInkPlace){ "1a", step }, i)->n;
  g_assert_cmpuint (n_points, <=, WK_INK_MAX_POINTS);
  g_assert_cmpuint (n_points, >, WK_INK_MAX_POINTS / 2);
  /* The oldest went. */
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &(WkInkPlace){ "1a", 0 }), ==, 0);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &(WkInkPlace){ "1a", 19 }), >, 4);
  for (guint i = 0; i < WK_INK_MAX_STROKES + 10; i++)
    draw_line (ink, &here, i % 1000, 10);
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &here), <=, WK_INK_MAX_STROKES);
}

/* --- drawn --- */

/* The extent of what a scene has in that role. */
static WkRect
extent (const WkScene *scene)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      for (guint k = 0; k < item->poly.n; k++)
        {
          x0 = MIN (x0, item->poly.points[k].x);
          x1 = MAX (x1, item->poly.points[k].x);
          y0 = MIN (y0, item->poly.points[k].y);
          y1 = MAX (y1, item->poly.points[k].y);
        }
    }
  return (WkRect){ x0, y0, x1 - x0, y1 - y0 };
}

static void
test_other_page (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkPoint points[] = { { 400, 450 }, { 800, 450 } };
  g_autoptr (WkScene) narrow = NULL;
  g_autoptr (WkScene) tall = NULL;
  WkRect box;

  wk_ink_add (ink, &here, &red, 1600, 900, points, 2);
  narrow = wk_ink_draw_stroke (wk_ink_get_stroke (ink, &here, 0), 1200, 900);
  box = extent (narrow);
  /* The middle of the page stays its middle, a quarter of it a quarter. */
  g_assert_cmpfloat_with_epsilon (box.x, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.x + box.width, 600, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.y, 450, 1e-9);
  tall = wk_ink_draw_stroke (wk_ink_get_stroke (ink, &here, 0), 900, 1200);
  box = extent (tall);
  g_assert_cmpfloat_with_epsilon (box.x, 225, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.y, 600, 1e-9);
  /* What is wiped away is where it is seen. */
  g_assert_cmpuint (wk_ink_erase (ink, &here, 1200, 900, 700, 450, 10, 0), ==, 0);
  g_assert_cmpuint (wk_ink_erase (ink, &here, 1200, 900, 590, 450, 10, 0), ==, 1);
}

/* Where a page's title is cut off, the ink moves up with the figure. */
static void
test_cut (void)
{
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, NULL);
  g_autoptr (WkSession) session = wk_session_new (deck);
  WkInk *ink = wk_session_get_ink (session);
  WkInkPlace place = wk_session_get_ink_place (session);
  const WkView cut = { .hide_title = TRUE };
  const WkView whole = { .position = 0 };
  g_autoptr (WkScene) full = wk_session_draw (session, &whole, NULL);
  g_autoptr (WkScene) part = wk_session_draw (session, &cut, NULL);
  g_autoptr (WkScene) over_full = NULL;
  g_autoptr (WkScene) over_part = NULL;
  double gone = 900 - wk_scene_get_height (part);

  g_assert_cmpstr (place.exercise, ==, "1a");
  g_assert_null (wk_ink_draw_over (ink, &place, 1600, 900, full));
  draw_line (ink, &place, 300, 400);
  over_full = wk_ink_draw_over (ink, &place, 1600, 900, full);
  over_part = wk_ink_draw_over (ink, &place, 1600, 900, part);
  g_assert_cmpfloat (gone, >, 20);
  g_assert_cmpfloat (wk_scene_get_height (over_part), ==, wk_scene_get_height (part));
  g_assert_cmpfloat_with_epsilon (extent (over_full).y - extent (over_part).y, gone,
                                  1e-9);
  g_assert_cmpfloat (wk_scene_get_height (over_full), ==, 900);
}

/* The curve of a circle's points is a circle, nearly. */
static void
test_curve (void)
{
  WkPoint points[9];
  g_autoptr (WkScene) scene = NULL;
  const WkItem *item;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] =
        (WkPoint){ 800 + 300 * cos (i * G_PI / 16), 450 + 300 * sin (i * G_PI / 16) };
  scene = wk_ink_draw_line (&red, 1600, 900, points, G_N_ELEMENTS (points));
  item = wk_scene_get_item (scene, 0);
  g_assert_cmpint (item->role, ==, wk_ink_role (WK_INK_RED));
  g_assert_cmpuint (item->poly.n, >, 24);
  for (guint i = 0; i < item->poly.n; i++)
    g_assert_cmpfloat_with_epsilon (
        hypot (item->poly.points[i].x - 800, item->poly.points[i].y - 450), 300, 3.5);
}

/* --- kept --- */

static void
check_same (WkInk *a, WkInk *b, const WkInkPlace *place)
{
  guint n = wk_ink_get_n_strokes (a, place);

  g_assert_cmpuint (wk_ink_get_n_strokes (b, place), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const WkInkStroke *one = wk_ink_get_stroke (a, place, i);
      const WkInkStroke *two = wk_ink_get_stroke (b, place, i);

      g_assert_cmpint (one->pen.colour, ==, two->pen.colour);
      g_assert_cmpfloat (one->pen.width, ==, two->pen.width);
      g_assert_cmpfloat (one->page_width, ==, two->page_width);
      g_assert_cmpuint (one->n, ==, two->n);
      for (guint k = 0; k < one->n; k++)
        {
          g_assert_cmpfloat (one->points[k].x, ==, two->points[k].x);
          g_assert_cmpfloat (one->points[k].y, ==, two->points[k].y);
        }
    }
}

static void
draw_some (WkInk *ink, guint n_strokes)
{
  for (guint i = 0; i < n_strokes; i++)
    {
      WkInkPlace place = { i % 2 > 0 ? "1a" : "2c", i % 3 };
      WkPen pen = { (WkInkColour) (i % WK_N_INKS), 1 + i % 12 };
      WkPoint points[20];

      for (guint k = 0; k < G_N_ELEMENTS (points); k++)
        points[k] = (WkPoint){ g_test_rand_double_range (-20, 1620),
                               g_test_rand_double_range (-20, 920) };
      wk_ink_add (ink, &place, &pen, i % 2 > 0 ? 1600 : 1333, 900, points,
                  G_N_ELEMENTS (points));
    }
}

static void
test_text (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  g_autoptr (WkInk) again = wk_ink_new ();
  g_autoptr (WkInk) copy = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;

  g_assert_null (wk_ink_to_text (ink, "1a"));
  draw_some (ink, 40);
  text = wk_ink_to_text (ink, "1a");
  wk_ink_add_text (again, "1a", text);
  twice = wk_ink_to_text (again, "1a");
  g_assert_cmpstr (text, ==, twice);
  g_assert_null (wk_ink_to_text (ink, "7c"));
  for (guint step = 0; step < 3; step++)
    check_same (ink, again, &(WkInkPlace){ "1a", step });
  copy = wk_ink_copy (ink);
  for (guint step = 0; step < 3; step++)
    check_same (ink, copy, &(WkInkPlace){ "2c", step });
  g_assert_false (wk_ink_can_undo (copy, &here));
}

/* A figure that is known: three points, written by hand. */
static void
test_known_text (void)
{
  g_autoptr (WkInk) ink = wk_ink_new ();
  const WkInkPlace place = { "1a", 4 };
  const WkInkStroke *stroke;

  wk_ink_add_text (ink, "1a",
                   "4 2 55 16000 9000 100 200 -5 0 3 -1007 ; 4 0 10 1 1 7 8 ;");
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &place), ==, 2);
  stroke = wk_ink_get_stroke (ink, &place, 0);
  g_assert_cmpint (stroke->pen.colour, ==, WK_INK_GREEN);
  g_assert_cmpfloat (stroke->pen.width, ==, 5.5);
  g_assert_cmpuint (stroke->n, ==, 3);
  g_assert_cmpfloat (stroke->points[1].x, ==, 9.5);
  g_assert_cmpfloat (stroke->points[2].x, ==, 9.8);
  g_assert_cmpfloat (stroke->points[2].y, ==, -80.7);
}

static void
test_damaged_text (void)
{
  static const char *const damaged[] = {
    "",
    ";",
    "4 2 55 16000 9000 ;",
    "4 2 55 16000 9000 100 ;",
    "4 2 55 16000 9000 100 200",
    "4 3 55 16000 9000 100 200 ;",
    "-1 2 55 16000 9000 100 200 ;",
    "4 2 0 16000 9000 100 200 ;",
    "4 2 55 0 9000 100 200 ;",
    "4 2 55 16000 9000 99999999999999999999 200 ;",
    "4 2 55 16000 9000 30000 0 1 0 ;",
    "4 2 55 16000 9000 x 200 ;",
    "- - - ;",
  };
  g_autoptr (WkInk) good = wk_ink_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (WkInk) ink = wk_ink_new ();

      wk_ink_add_text (ink, "1a", damaged[i]);
      g_assert_true (wk_ink_is_empty (ink));
    }
  /* Any bytes: no crash, and what it takes can be written. */
  draw_some (good, 4);
  text = wk_ink_to_text (good, "1a");
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (WkInk) ink = wk_ink_new ();
      g_autofree char *changed = g_strdup (text);
      g_autofree char *written = NULL;

      changed[g_test_rand_int_range (0, (int) strlen (text))] =
          "0123456789 -;x\377"[g_test_rand_int_range (0, 15)];
      wk_ink_add_text (ink, "1a", changed);
      written = wk_ink_to_text (ink, "1a");
      g_assert_cmpuint (written != NULL ? strlen (written) : 0, <=, strlen (text) + 64);
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* With the session's state; another deck has none, the same deck read anew keeps it. */
static void
test_state (void)
{
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, NULL);
  g_autoptr (WkDeck) again = wk_deck_load_builtin (wk_exercise_kinds, NULL);
  g_autoptr (WkSession) session = wk_session_new (deck);
  g_autoptr (WkSession) fresh = wk_session_new (deck);
  g_autoptr (WkState) state = wk_state_new ();
  WkInk *ink = wk_session_get_ink (session);
  guint n_changes = 0;

  g_signal_connect_swapped (ink, "changed", G_CALLBACK (count_cb), &n_changes);
  draw_some (ink, 12);
  g_assert_cmpuint (n_changes, ==, 12);
  wk_state_store (state, session);
  wk_state_restore (state, fresh);
  for (guint step = 0; step < 3; step++)
    {
      check_same (ink, wk_session_get_ink (fresh), &(WkInkPlace){ "1a", step });
      check_same (ink, wk_session_get_ink (fresh), &(WkInkPlace){ "2c", step });
    }
  wk_session_replace_deck (session, again);
  g_assert_true (wk_session_get_ink (session) == ink);
  check_same (ink, wk_session_get_ink (fresh), &(WkInkPlace){ "2c", 1 });
  g_assert_false (wk_ink_is_empty (ink));
  wk_session_set_deck (session, deck);
  g_assert_true (wk_ink_is_empty (ink));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (wk_fonts_init (NULL));
  g_test_add_func ("/strokes/places", test_places);
  g_test_add_func ("/strokes/undo", test_undo);
  g_test_add_func ("/strokes/thin", test_thin);
  g_test_add_func ("/strokes/corner", test_corner);
  g_test_add_func ("/strokes/odd-points", test_odd_points);
  g_test_add_func ("/strokes/bounds", test_bounds);
  g_test_add_func ("/strokes/other-page", test_other_page);
  g_test_add_func ("/strokes/cut", test_cut);
  g_test_add_func ("/strokes/curve", test_curve);
  g_test_add_func ("/strokes/text", test_text);
  g_test_add_func ("/strokes/known-text", test_known_text);
  g_test_add_func ("/strokes/damaged-text", test_damaged_text);
  g_test_add_func ("/strokes/state", test_state);
  return g_test_run ();
}
