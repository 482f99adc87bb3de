/* test-math-break.c - long formulas on several lines, and the cache of layouts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/math-lines.h"
#include "render/wk-math-private.h"

#include <malloc.h>

#define SIZE 42.0

static WkMathLayout *
lay (const char *source, double wrap)
{
  g_autoptr (GError) error = NULL;
  WkMathLayout *layout = wk_math_layout (source, SIZE, wrap, TRUE, &error);

  g_assert_no_error (error);
  return layout;
}

/* The glyphs that stand on a baseline and begin its line, as text with their x. */
static guint
line_starts (const WkMathLayout *layout, gunichar *chars, double *xs, guint max)
{
  double last = -1e9;
  guint n = 0;

  for (guint i = 0; i < layout->n_glyphs && n < max; i++)
    {
      const WkMathGlyph *glyph = &layout->glyphs[i];

      if (glyph->scale < 1 || glyph->text_offset < 0 || glyph->y < last + SIZE / 2)
        continue;
      last = glyph->y;
      chars[n] = g_utf8_get_char (layout->text + glyph->text_offset);
      xs[n++] = glyph->x;
    }
  return n;
}

static void
test_relations (void)
{
  g_autoptr (WkMathLayout) one = lay ("z=w_1x_1+w_2x_2+b=2\\cdot1+2\\cdot3+1=9", 0);
  g_autoptr (WkMathLayout) two =
      lay ("z=w_1x_1+w_2x_2+b=2\\cdot1+2\\cdot3+1=9", one->extents.width * 0.7);
  gunichar chars[4];
  double xs[4];

  g_assert_cmpuint (one->extents.n_lines, ==, 1);
  g_assert_cmpuint (two->extents.n_lines, ==, 2);
  g_assert_cmpuint (line_starts (two, chars, xs, 4), ==, 2);
  /* Before a relation, and under the first one: behind z and a thick space. */
  g_assert_cmpuint (chars[1], ==, '=');
  g_assert_cmpfloat_with_epsilon (xs[1], two->glyphs[1].x, 1e-6);
  g_assert_cmpuint (g_utf8_get_char (two->text + two->glyphs[1].text_offset), ==, '=');
}

static void
test_operators (void)
{
  g_autoptr (WkMathLayout) sum =
      lay ("z=a_1+a_2+a_3+a_4\\cdot a_5+a_6+a_7+a_8+a_9", 420);
  gunichar chars[8];
  double xs[8];
  guint n = line_starts (sum, chars, xs, 8);

  g_assert_cmpuint (n, ==, sum->extents.n_lines);
  g_assert_cmpuint (n, >, 1);
  for (guint i = 1; i < n; i++)
    {
      /* Plus, not times, and all behind the relation. */
      g_assert_cmpuint (chars[i], ==, '+');
      g_assert_cmpfloat (xs[i], >, sum->glyphs[1].x + 0.5 * SIZE);
      g_assert_cmpfloat_with_epsilon (xs[i], xs[1], 1e-6);
    }
}

/* Statements of a list begin flush left; brackets break only if nothing else helps. */
static void
test_statements_and_brackets (void)
{
  g_autoptr (WkMathLayout) list = lay ("y=36-2120x,\\quad J=16+2x", 330);
  g_autoptr (WkMathLayout) bracket = lay ("y=f(a+b+c+d)+g(a+b+c)=16", 420);
  gunichar chars[8];
  double xs[8];
  guint n;

  g_assert_cmpuint (line_starts (list, chars, xs, 8), ==, 2);
  g_assert_cmpuint (chars[1], ==, 'J');
  g_assert_cmpfloat_with_epsilon (xs[1], 0, 1e-6);

  n = line_starts (bracket, chars, xs, 8);
  g_assert_cmpuint (n, >=, 2);
  for (guint i = 1; i < n; i++)
    {
      const WkMathGlyph *glyph = NULL;
      int depth = 0;

      for (guint k = 0; k < bracket->n_glyphs; k++)
        {
          gunichar ch;

          glyph = &bracket->glyphs[k];
          ch = g_utf8_get_char (bracket->text + glyph->text_offset);
          if (glyph->x == xs[i] && ch == chars[i])
            break;
          depth += ch == '(' ? 1 : ch == ')' ? -1 : 0;
        }
      g_assert_cmpint (depth, ==, 0);
    }
}

/* No line is wider than asked, unless it cannot be broken; all of it stays. */
static void
test_all_widths (void)
{
  g_autoptr (GPtrArray) lines = math_lines ("formulas.txt");

  for (guint i = 0; i < lines->len; i++)
    {
      const char *source = g_ptr_array_index (lines, i);
      g_autoptr (WkMathLayout) whole = lay (source, 0);

      for (double wrap = 150; wrap < whole->extents.width; wrap *= 1.4)
        {
          g_autoptr (WkMathLayout) broken = lay (source, wrap);

          g_assert_cmpuint (broken->n_glyphs, ==, whole->n_glyphs);
          g_assert_cmpfloat (broken->extents.width, <=, whole->extents.width + 1e-6);
          g_assert_cmpfloat (broken->extents.ink.y, >=,
                             -broken->extents.ascent - 0.2 * SIZE);
          g_assert_cmpfloat (broken->extents.ink.y + broken->extents.ink.height, <=,
                             broken->extents.descent + 0.2 * SIZE);
          if (wrap >= 600)
            g_assert_cmpfloat (broken->extents.width, <=, wrap + 1e-6);
        }
    }
}

/* One wide piece stays, and is reported. */
static void
test_unbreakable (void)
{
  g_autoptr (WkMathLayout) wide = lay ("\\frac{aaaaaaaaaaaaaaaaaaaaaaaaaaaa}{b}", 200);

  g_assert_cmpuint (wide->extents.n_lines, ==, 1);
  g_assert_cmpfloat (wide->extents.width, >, 200);
}

/* --- the cache --- */

static void
test_cache_hit (void)
{
  g_autoptr (WkMathLayout) first = lay ("x+y=z", 100);
  g_autoptr (WkMathLayout) same = lay ("x+y=z", 100);
  g_autoptr (WkMathLayout) other = lay ("x+y=z", 101);
  struct mallinfo2 before;
  struct mallinfo2 after;

  g_assert_true (first == same);
  g_assert_true (first != other);
  wk_math_cache_clear ();
  g_assert_cmpuint (wk_math_cache_count (), ==, 0);

  wk_math_layout_unref (lay ("a=b", 0));
  before = mallinfo2 ();
  for (guint i = 0; i < 1000; i++)
    wk_math_layout_unref (wk_math_layout ("a=b", SIZE, 0, TRUE, NULL));
  after = mallinfo2 ();
  g_assert_cmpuint (before.uordblks, ==, after.uordblks);
}

static void
test_cache_bounded (void)
{
  g_autoptr (WkMathLayout) kept = NULL;
  g_autofree char *source = NULL;

  wk_math_cache_clear ();
  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *other = g_strdup_printf ("x_{%u}", i);

      wk_math_layout_unref (lay (other, 0));
      if (i == 1000)
        kept = lay (other, 0);
      g_assert_cmpuint (wk_math_cache_count (), <=, 2000);
    }
  g_assert_cmpuint (wk_math_cache_count (), ==, 2000);
  source = g_strdup ("x_{1000}");
  /* Still there: it was asked for again by nobody, but is younger than the limit. */
  g_assert_true (kept == lay (source, 0));
  wk_math_layout_unref (kept);
}

static gpointer
hammer (gpointer data)
{
  guint seed = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *source =
          g_strdup_printf ("\\frac{x_{%u}}{\\sqrt{y}}=\\sum_i", (i * seed) % 97);
      g_autoptr (WkMathLayout) layout = wk_math_layout (source, SIZE, 0, TRUE, NULL);

      g_assert_nonnull (layout);
      if (i % 100 == 0)
        wk_math_cache_clear ();
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("math", hammer, GUINT_TO_POINTER (2 * i + 3));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/break/relations", test_relations);
  g_test_add_func ("/math/break/operators", test_operators);
  g_test_add_func ("/math/break/statements-and-brackets", test_statements_and_brackets);
  g_test_add_func ("/math/break/all-widths", test_all_widths);
  g_test_add_func ("/math/break/unbreakable", test_unbreakable);
  g_test_add_func ("/math/cache/hit", test_cache_hit);
  g_test_add_func ("/math/cache/bounded", test_cache_bounded);
  g_test_add_func ("/math/cache/threads", test_threads);
  return g_test_run ();
}
