/* test-receptive-field.c - by brute force, a published network, and overflow
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-random.h"
#include "numeric/wk-receptive-field.h"

#define MAX_LAYERS 6

/* Pushes the units first .. last of the deepest layer back to the input: the interval
 * of samples that they read. */
static void
push_back (const WkWindow *layers, guint n_layers, gint64 *first, gint64 *last)
{
  for (guint i = n_layers; i > 0; i--)
    {
      const WkWindow *l = &layers[i - 1];

      *first = *first * l->stride - l->pad_begin;
      *last = *last * l->stride - l->pad_begin + (gint64) (l->kernel - 1) * l->dilation;
    }
}

/* How many windows start inside the padded input and end inside it, counted one by one.
 */
static gint64
count_units (const WkWindow *l, gint64 n)
{
  gint64 count = 0;

  for (gint64 start = -l->pad_begin;
       start + (gint64) (l->kernel - 1) * l->dilation < n + l->pad_end;
       start += l->stride)
    count++;
  return count;
}

static void
test_brute_force (void)
{
  g_autoptr (WkRandom) random = wk_random_new (8);
  guint n_stacks = 0;

  while (n_stacks < 500)
    {
      WkWindow layers[MAX_LAYERS];
      WkReceptiveField rows[MAX_LAYERS + 1];
      guint n_layers = wk_random_below (random, MAX_LAYERS + 1);
      int n_inputs = wk_random_int_between (random, 1, 100);
      gint64 n_units = n_inputs;

      for (guint i = 0; i < n_layers; i++)
        layers[i] = (WkWindow){ wk_random_int_between (random, 1, 5),
                                wk_random_int_between (random, 1, 3),
                                wk_random_int_between (random, 0, 2),
                                wk_random_int_between (random, 0, 2),
                                wk_random_int_between (random, 1, 3) };
      if (!wk_receptive_field_trace (layers, n_layers, n_inputs, rows, NULL))
        {
          for (guint i = 0; i < n_layers && n_units > 0; i++)
            n_units = count_units (&layers[i], n_units);
          g_assert_cmpint (n_units, ==, 0);
          continue;
        }
      for (guint i = 0; i <= n_layers; i++)
        {
          gint64 first = 0, last = 0, next = 1, next_last = 1;

          push_back (layers, i, &first, &last);
          push_back (layers, i, &next, &next_last);
          if (i > 0)
            n_units = count_units (&layers[i - 1], n_units);
          g_assert_cmpint (rows[i].start, ==, first);
          g_assert_cmpint (rows[i].width, ==, last - first + 1);
          g_assert_cmpint (rows[i].jump, ==, next - first);
          g_assert_cmpint (rows[i].n_units, ==, n_units);
        }
      n_stacks++;
    }
}

/* The window cell by cell, and every unit tried. */
static void
test_windows (void)
{
  g_autoptr (WkRandom) random = wk_random_new (9);

  for (guint trial = 0; trial < 300; trial++)
    {
      WkWindow l = { wk_random_int_between (random, 1, 5),
                     wk_random_int_between (random, 1, 7),
                     wk_random_int_between (random, 0, 4),
                     wk_random_int_between (random, 0, 4),
                     wk_random_int_between (random, 1, 4) };
      gint64 n_inputs = wk_random_int_between (random, 17, 40);
      gint64 n_units = wk_window_count (&l, n_inputs);
      WkSpan inputs = { wk_random_int_between (random, 0, 20), 0 };
      WkSpan found, wanted = { n_units, -1 };

      inputs.last = inputs.first + wk_random_int_between (random, 0, 3);
      for (gint64 unit = 0; unit < n_units; unit++)
        {
          WkSpan down = wk_window_down (&l, (WkSpan){ unit, unit + 1 });
          gboolean meets = FALSE;

          g_assert_cmpint (down.first, ==, unit * l.stride - l.pad_begin);
          g_assert_cmpint (down.last, ==,
                           (unit + 1) * l.stride - l.pad_begin +
                               (gint64) (l.kernel - 1) * l.dilation);
          for (gint64 x = -5; x < 60; x++)
            {
              gboolean on = FALSE;

              for (int k = 0; k < l.kernel; k++)
                on |= unit * l.stride - l.pad_begin + (gint64) k * l.dilation == x;
              g_assert_cmpint (wk_window_sees (&l, unit, x), ==, on);
              meets |= on && x >= inputs.first && x <= inputs.last;
            }
          if (meets)
            wanted = (WkSpan){ MIN (wanted.first, unit), unit };
        }
      found = wk_window_up (&l, n_units, inputs);
      if (wanted.last < wanted.first)
        g_assert_cmpint (found.last, <, found.first);
      else
        {
          g_assert_cmpint (found.first, ==, wanted.first);
          g_assert_cmpint (found.last, ==, wanted.last);
        }
    }
}

static void
test_exam (void)
{
  static const WkWindow layers[] = {
    { 3, 1, 0, 0, 1 }, { 5, 1, 0, 0, 1 }, { 2, 2, 0, 0, 1 }, { 3, 1, 0, 0, 1 }
  };
  static const gint64 widths[] = { 1, 3, 7, 8, 12 }, jumps[] = { 1, 1, 1, 2, 2 };
  WkReceptiveField rows[5];

  g_assert_true (wk_receptive_field_trace (layers, 4, 32, rows, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (rows[i].width, ==, widths[i]);
      g_assert_cmpint (rows[i].jump, ==, jumps[i]);
    }
}

/* AlexNet, Distill 2019, doi 10.23915/distill.00021. */
static void
test_published (void)
{
  static const WkWindow layers[] = { { 11, 4, 0, 0, 1 }, { 3, 2, 0, 0, 1 },
                                     { 5, 1, 2, 2, 1 },  { 3, 2, 0, 0, 1 },
                                     { 3, 1, 1, 1, 1 },  { 3, 1, 1, 1, 1 },
                                     { 3, 1, 1, 1, 1 },  { 3, 2, 0, 0, 1 } };
  static const gint64 widths[] = { 11, 19, 51, 67, 99, 131, 163, 195 };
  WkReceptiveField rows[9];

  g_assert_true (wk_receptive_field_trace (layers, 8, 224, rows, NULL));
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (rows[i + 1].width, ==, widths[i]);
}

static void
test_errors (void)
{
  static const WkWindow bad[] = {
    { 0, 1, 0, 0, 1 },  { 1, 0, 0, 0, 1 }, { 1, 1, -1, 0, 1 },
    { 1, 1, 0, -1, 1 }, { 1, 1, 0, 0, 0 }, { G_MAXINT, 1, G_MAXINT, 0, G_MAXINT },
  };
  WkWindow doubling[80], wide = { 7, 1, 0, 0, 1 };
  WkReceptiveField rows[81];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (wk_receptive_field_trace (&bad[i], 1, 10, rows, &error));
      g_assert_error (error, WK_RECEPTIVE_FIELD_ERROR,
                      WK_RECEPTIVE_FIELD_ERROR_BAD_LAYER);
      g_clear_error (&error);
    }
  g_assert_false (wk_receptive_field_trace (&wide, 1, 6, rows, &error));
  g_assert_error (error, WK_RECEPTIVE_FIELD_ERROR,
                  WK_RECEPTIVE_FIELD_ERROR_INPUT_TOO_SMALL);
  g_clear_error (&error);

  /* The jump doubles at each layer while there is always one unit. */
  for (guint i = 0; i < G_N_ELEMENTS (doubling); i++)
    doubling[i] = (WkWindow){ 2, 2, 1, 1, 1 };
  g_assert_false (wk_receptive_field_trace (doubling, 80, 10, rows, &error));
  g_assert_error (error, WK_RECEPTIVE_FIELD_ERROR, WK_RECEPTIVE_FIELD_ERROR_BAD_LAYER);
  g_assert_cmpint (wk_window_count (&bad[0], 10), ==, 0);
  g_assert_cmpint (wk_window_count (&wide, G_MAXINT64), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receptive-field/brute-force", test_brute_force);
  g_test_add_func ("/receptive-field/windows", test_windows);
  g_test_add_func ("/receptive-field/exam", test_exam);
  g_test_add_func ("/receptive-field/published", test_published);
  g_test_add_func ("/receptive-field/errors", test_errors);
  return g_test_run ();
}
