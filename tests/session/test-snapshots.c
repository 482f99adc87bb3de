/* test-snapshots.c - the epochs of a training that are kept
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session/wk-train-snapshots.h"

static WkTrained *
make (guint training, guint epoch)
{
  static float weights[250];
  static const char *const keys[] = { "thin" };
  WkValue *items[] = { wk_value_new_number (training) };
  g_autoptr (WkValue) recipe = wk_value_new_map (keys, items, 1);

  weights[0] = (float) epoch;
  return wk_trained_new ("toy", recipe, epoch, weights, 250, NULL, 0, NULL);
}

/* 1 000 bytes each: room for ten. */
static void
test_thinning (void)
{
  WkTrainSnapshots *snapshots = wk_train_snapshots_new (10000);
  guint widest = 0;
  guint narrowest = G_MAXUINT;

  for (guint epoch = 1; epoch <= 160; epoch++)
    {
      g_autoptr (WkTrained) trained = make (1, epoch);
      guint n = MIN (epoch, 10);

      wk_train_snapshots_add (snapshots, trained);
      g_assert_cmpuint (wk_train_snapshots_get_n (snapshots), ==, n);
      g_assert_cmpuint (wk_trained_get_epoch (wk_train_snapshots_get (snapshots, 0)),
                        ==, 1);
      g_assert_cmpuint (
          wk_trained_get_epoch (wk_train_snapshots_get (snapshots, n - 1)), ==, epoch);
      if (epoch == 7)
        wk_train_snapshots_show (snapshots, 6, trained);
    }
  g_assert_cmpint (wk_train_snapshots_find (snapshots, "epoch=7,thin=1"), >, 0);
  for (guint i = 1; i + 1 < wk_train_snapshots_get_n (snapshots); i++)
    {
      guint gap = wk_trained_get_epoch (wk_train_snapshots_get (snapshots, i + 1)) -
                  wk_trained_get_epoch (wk_train_snapshots_get (snapshots, i - 1));

      if (i < 2)
        continue; /* beside the one that is shown */
      widest = MAX (widest, gap);
      narrowest = MIN (narrowest, gap);
    }
  g_assert_cmpuint (widest, <=, 3 * narrowest);
  for (guint epoch = 1; epoch <= 160; epoch++)
    {
      g_autofree char *name = g_strdup_printf ("epoch=%u,thin=1", epoch);
      g_autoptr (WkTrained) found = wk_trained_find ("toy", name, NULL);

      g_assert_true ((found != NULL) ==
                     (wk_train_snapshots_find (snapshots, name) >= 0));
    }
  wk_train_snapshots_free (snapshots);
  g_assert_null (wk_trained_find ("toy", "epoch=1,thin=1", NULL));
  g_assert_null (wk_trained_find ("toy", "epoch=7,thin=1", NULL));
}

static gboolean
is_kept (guint training, guint epoch)
{
  g_autofree char *name = g_strdup_printf ("epoch=%u,thin=%u", epoch, training);
  g_autoptr (WkTrained) found = wk_trained_find ("toy", name, NULL);

  return found != NULL;
}

static guint
count_kept (guint n_trainings, guint n_epochs)
{
  guint n = 0;

  for (guint training = 1; training <= n_trainings; training++)
    for (guint epoch = 1; epoch <= n_epochs; epoch++)
      n += is_kept (training, epoch);
  return n;
}

/* Room for five: what trainings before left counts, and goes first. */
static void
test_old_ones (void)
{
  WkTrainSnapshots *snapshots = wk_train_snapshots_new (5000);

  for (guint epoch = 1; epoch <= 5; epoch++)
    {
      g_autoptr (WkTrained) trained = make (1, epoch);

      wk_train_snapshots_add (snapshots, trained);
      if (epoch == 2)
        wk_train_snapshots_show (snapshots, 1, trained);
    }
  g_assert_cmpuint (count_kept (1, 5), ==, 5);
  wk_train_snapshots_begin (snapshots);
  g_assert_cmpuint (count_kept (1, 5), ==, 2);
  for (guint epoch = 1; epoch <= 12; epoch++)
    {
      g_autoptr (WkTrained) trained = make (2, epoch);

      wk_train_snapshots_add (snapshots, trained);
      g_assert_cmpuint (count_kept (2, 12), ==, MIN (2 + epoch, 5));
      g_assert_true (is_kept (1, 2) == (epoch <= 3));
      g_assert_true (is_kept (1, 5) == (epoch <= 4));
      g_assert_cmpuint (wk_train_snapshots_get_n (snapshots), ==, MIN (epoch, 5));
    }
  for (guint training = 3; training <= 12; training++)
    {
      wk_train_snapshots_begin (snapshots);
      for (guint epoch = 1; epoch <= 3; epoch++)
        {
          g_autoptr (WkTrained) trained = make (training, epoch);

          wk_train_snapshots_add (snapshots, trained);
          g_assert_cmpuint (count_kept (12, 12), <=, 5);
          g_assert_true (is_kept (training, epoch));
        }
    }
  wk_train_snapshots_free (snapshots);
  g_assert_cmpuint (count_kept (12, 12), ==, 0);
  g_assert_cmpuint (WK_TRAIN_MAX_BYTES, <=, 100000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshots/thinning", test_thinning);
  g_test_add_func ("/snapshots/old-ones", test_old_ones);
  return g_test_run ();
}
