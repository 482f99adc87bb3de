/* test-train.c - training behind the window, without a window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "train-kind.h"
#include "train-wait.h"

#include "session/wk-session-train-private.h"
#include "session/wk-state.h"

typedef struct
{
  WkSession *session;
  WkSessionTrain *train;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (WkDeck) deck = open_toy_deck ();

  toy_batch_us = 1000;
  toy_derive_us = 0;
  toy_fails_at = 0;
  toy_is_slow = FALSE;
  f->session = wk_session_new (deck);
  f->train = wk_session_get_train (f->session);
  g_assert_true (wk_session_train_is_possible (f->train));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->session);
  /* The thread is over when the session is. */
  g_assert_cmpint (g_atomic_int_get (&n_trainers), ==, 0);
}

/* --- waiting and looking --- */

static WkSessionTrainProgress
look (const Fixture *f)
{
  WkSessionTrainProgress progress;

  wk_session_train_get_progress (f->train, &progress);
  return progress;
}

static const char *
model_of (const Fixture *f)
{
  return wk_params_get_word (wk_session_get_params (f->session), "model");
}

static void
set_number (const Fixture *f, const char *key, double number)
{
  g_autoptr (WkValue) value = wk_value_new_number (number);
  g_autoptr (GError) error = NULL;

  wk_session_set_parameter (f->session, key, value, &error);
  g_assert_no_error (error);
}

static void
start (const Fixture *f)
{
  g_assert_true (wk_session_train_start (f->train));
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_RUNNING);
}

static void
finish (const Fixture *f, const char *name)
{
  WAIT_FOR (look (f).state == WK_SESSION_TRAIN_ENDED &&
            strcmp (model_of (f), name) == 0);
}

/* The weights that so many epochs give, without threads. */
static void
assert_weights (const char *name, guint seed, guint epochs)
{
  g_autoptr (WkTrained) trained = wk_trained_find ("toy", name, NULL);
  guint64 state = seed;
  float expected[TOY_WEIGHTS] = { 0 };
  gsize n;
  const float *found;

  g_assert_nonnull (trained);
  found = wk_trained_get_weights (trained, &n);
  for (guint k = 0; k < TOY_BATCHES * epochs; k++)
    for (guint i = 0; i < TOY_WEIGHTS; i++)
      {
        state = state * 6364136223846793005u + 1442695040888963407u;
        expected[i] += (float) (state >> 40) / 16777216;
      }
  g_assert_cmpuint (n, ==, TOY_WEIGHTS);
  g_assert_true (memcmp (found, expected, sizeof expected) == 0);
}

/* --- from start to end --- */

static void
test_whole (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_NONE);
  g_assert_true (wk_session_train_is_shipped (f->train));
  start (f);
  finish (f, "epoch=6,seed=1");
  /* Nothing of a thread that is over is kept. */
  g_assert_null (f->train->worker);
  g_assert_cmpuint (f->train->retired->len, ==, 0);
  g_assert_cmpuint (look (f).epoch, ==, 6);
  g_assert_cmpfloat (look (f).fraction, ==, 1);
  g_assert_null (look (f).problem);
  g_assert_false (wk_session_train_is_shipped (f->train));
  g_assert_nonnull (wk_session_get_solution (f->session));
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f->train), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("epoch=%u,seed=1", i + 1);

      g_assert_cmpuint (wk_session_train_get_snapshot_epoch (f->train, i), ==, i + 1);
      assert_weights (name, 1, i + 1);
    }
  g_assert_cmpint (wk_session_train_get_shown (f->train), ==, 5);
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  start (f);
  finish (f, "epoch=6,seed=1");
  g_assert_cmpstr (wk_session_get_undo_name (f->session), ==, "Train");
  g_assert_true (wk_session_undo (f->session));
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_null (wk_session_get_undo_name (f->session));
  g_assert_true (wk_session_redo (f->session));
  g_assert_cmpstr (model_of (f), ==, "epoch=6,seed=1");
  g_assert_nonnull (wk_session_get_solution (f->session));
}

/* What brings the training on the figure comes at once, and goes with its undo. */
static void
test_watch (Fixture *f, gconstpointer data)
{
  set_number (f, "n", 7);
  start (f);
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 8);
  finish (f, "epoch=6,seed=1");
  g_assert_true (wk_session_undo (f->session));
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 7);
}

/* Changes in between neither split the step nor lose the newest weights. */
static void
test_undo_between (Fixture *f, gconstpointer data)
{
  toy_batch_us = 10000;
  start (f);
  WAIT_FOR (strcmp (model_of (f), "shipped") != 0);
  set_number (f, "n", 7);
  set_number (f, "n", 8);
  wk_session_undo (f->session);
  finish (f, "epoch=6,seed=1");
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 7);
  g_assert_true (wk_session_redo (f->session));
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 8);
  g_assert_cmpstr (model_of (f), ==, "epoch=6,seed=1");
  wk_session_undo (f->session);
  wk_session_undo (f->session);
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 0);
  g_assert_cmpstr (model_of (f), ==, "epoch=6,seed=1");
  g_assert_cmpstr (wk_session_get_undo_name (f->session), ==, "Train");
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_null (wk_session_get_undo_name (f->session));
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (WkTrained) first = NULL;
  g_autoptr (WkTrained) second = NULL;

  start (f);
  finish (f, "epoch=6,seed=1");
  first = wk_trained_find ("toy", "epoch=6,seed=1", NULL);
  start (f);
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f->train), ==, 0);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) == 6);
  finish (f, "epoch=6,seed=1");
  assert_weights ("epoch=6,seed=1", 1, 6);
  set_number (f, "seed", 2);
  start (f);
  finish (f, "epoch=6,seed=2");
  assert_weights ("epoch=6,seed=2", 2, 6);
  /* The last of the one before can still be gone back to. */
  second = wk_trained_find ("toy", "epoch=6,seed=1", NULL);
  g_assert_nonnull (second);
  g_assert_null (wk_trained_find ("toy", "epoch=3,seed=1", NULL));
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  toy_fails_at = 4;
  start (f);
  finish (f, "epoch=3,seed=1");
  g_assert_cmpstr (look (f).problem, ==, "It burst.");
  g_assert_cmpuint (look (f).epoch, ==, 3);
  toy_fails_at = 0;
  start (f);
  g_assert_null (look (f).problem);
  finish (f, "epoch=6,seed=1");
}

/* --- pause, resume, stop --- */

static void
test_pause (Fixture *f, gconstpointer data)
{
  int before = g_atomic_int_get (&n_batches_done);

  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 1);
  wk_session_train_pause (f->train);
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_PAUSED);
  g_assert_cmpint (wait_for_rest () - before, <, 6 * TOY_BATCHES);
  toy_batch_us = 0;
  wk_session_train_resume (f->train);
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_RUNNING);
  finish (f, "epoch=6,seed=1");
  assert_weights ("epoch=6,seed=1", 1, 6);
}

static void
test_time_left (Fixture *f, gconstpointer data)
{
  double left;

  toy_batch_us = 50000; /* 24 minibatches: 1.2 s */
  g_assert_cmpfloat (look (f).seconds_left, <, 0);
  start (f);
  WAIT_FOR (look (f).epoch >= 2);
  left = look (f).seconds_left;
  g_assert_cmpfloat (left, >, 0.1);
  g_assert_cmpfloat (left, <, 5);
  /* A pause does not count. */
  wk_session_train_pause (f->train);
  run_for (300);
  g_assert_cmpfloat (look (f).seconds_left, <=, left * 1.5);
}

static void
test_stop (Fixture *f, gconstpointer data)
{
  int before = g_atomic_int_get (&n_batches_done), done;
  guint n;

  toy_batch_us = 50000;
  set_number (f, "epochs", 500);
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 2);
  done = g_atomic_int_get (&n_batches_done);
  wk_session_train_stop (f->train);
  WAIT_FOR (look (f).state == WK_SESSION_TRAIN_ENDED);
  /* One minibatch, and perhaps one that began as it was told. */
  g_assert_cmpint (g_atomic_int_get (&n_batches_done) - done, <=, 2);
  done = g_atomic_int_get (&n_batches_done);
  n = wk_session_train_get_n_snapshots (f->train);
  g_assert_cmpuint (n, <=, (guint) (done - before) / TOY_BATCHES);
  run_for (100);
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f->train), ==, n);
}

/* Restarting does not wait for what is at work. */
static void
test_restart_at_once (Fixture *f, gconstpointer data)
{
  gint64 begun;

  toy_batch_us = 2000000;
  start (f);
  run_for (20);
  begun = g_get_monotonic_time ();
  start (f);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 1000 * G_TIME_SPAN_MILLISECOND);
  toy_batch_us = 0;
  finish (f, "epoch=6,seed=1");
  WAIT_FOR (g_atomic_int_get (&n_trainers) == 0);
}

/* The window closes: the test's end looks that nothing is left. */
static void
test_close (Fixture *f, gconstpointer data)
{
  toy_batch_us = GPOINTER_TO_INT (data);
  set_number (f, "epochs", 500);
  start (f);
  run_for (toy_batch_us / 200);
}

/* --- others --- */

static void
test_exercise (Fixture *f, gconstpointer data)
{
  int before = g_atomic_int_get (&n_batches_done), done;

  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 1);
  wk_session_set_exercise (f->session, 1);
  g_assert_false (wk_session_train_is_possible (f->train));
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_NONE);
  done = wait_for_rest ();
  g_assert_cmpint (done - before, <, 6 * TOY_BATCHES);
  wk_session_set_exercise (f->session, 2);
  g_assert_true (wk_session_train_is_possible (f->train));
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_NONE);
  run_for (60);
  g_assert_cmpint (g_atomic_int_get (&n_batches_done), ==, done);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  toy_batch_us = 0;
  wk_session_set_exercise (f->session, 0);
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_RUNNING);
  finish (f, "epoch=6,seed=1");
  wk_session_set_exercise (f->session, 2);
  g_assert_cmpstr (model_of (f), ==, "shipped");
}

static void
test_deck (Fixture *f, gconstpointer data)
{
  g_autoptr (WkDeck) deck = open_toy_deck ();

  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 1);
  if (data != NULL)
    wk_session_replace_deck (f->session, deck);
  else
    wk_session_set_deck (f->session, deck);
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_NONE);
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f->train), ==, 0);
  WAIT_FOR (g_atomic_int_get (&n_trainers) == 0);
  /* The weights that the exercise still has are there, if it kept its numbers. */
  g_assert_true ((strcmp (model_of (f), "shipped") == 0) == (data == NULL));
  g_assert_nonnull (wk_session_get_solution (f->session));
  toy_batch_us = 0;
  start (f);
  finish (f, "epoch=6,seed=1");
}

/* Undo while it trains: the training does not take it back. */
static void
test_undo_while (Fixture *f, gconstpointer data)
{
  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (strcmp (model_of (f), "shipped") != 0);
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_PAUSED);
  run_for (100);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  toy_batch_us = 0;
  wk_session_train_resume (f->train);
  finish (f, "epoch=6,seed=1");
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
}

static void
test_shipped (Fixture *f, gconstpointer data)
{
  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (strcmp (model_of (f), "shipped") != 0);
  wk_session_train_show_shipped (f->train);
  g_assert_true (wk_session_train_is_shipped (f->train));
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_PAUSED);
  g_assert_cmpstr (wk_session_get_undo_name (f->session), ==, "Shipped Weights");
  g_assert_cmpint (wk_session_train_get_shown (f->train), ==, -1);
  toy_batch_us = 0;
  wk_session_train_resume (f->train);
  finish (f, "epoch=6,seed=1");
  /* Three steps: trained, shipped, trained on. */
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), !=, "shipped");
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_null (wk_session_get_undo_name (f->session));
}

/* The next process does not have what this one trained. */
static void
test_state (Fixture *f, gconstpointer data)
{
  g_autoptr (WkState) state = wk_state_new ();
  g_autoptr (WkDeck) deck = open_toy_deck ();
  WkSession *next = wk_session_new (deck);

  start (f);
  finish (f, "epoch=6,seed=1");
  set_number (f, "n", 7);
  wk_state_store (state, f->session);
  wk_state_restore (state, next);
  g_assert_cmpstr (wk_params_get_word (wk_session_get_params (next), "model"), ==,
                   "epoch=6,seed=1");
  g_assert_finalize_object (next);
  g_assert_finalize_object (f->session);
  f->session = wk_session_new (deck);
  wk_state_restore (state, f->session);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_cmpint (wk_params_get_int (wk_session_get_params (f->session), "n"), ==, 7);
  g_assert_nonnull (wk_session_get_solution (f->session));
}

/* --- snapshots --- */

static void
test_scrub (Fixture *f, gconstpointer data)
{
  g_autoptr (WkTrained) shown = NULL;

  start (f);
  finish (f, "epoch=6,seed=1");
  wk_session_train_show_snapshot (f->train, 3);
  wk_session_train_show_snapshot (f->train, 1); /* before the first was ready */
  g_assert_cmpint (wk_session_train_get_shown (f->train), ==, 1);
  WAIT_FOR (strcmp (model_of (f), "epoch=2,seed=1") == 0);
  shown = wk_trained_find ("toy", model_of (f), NULL);
  g_assert_true (wk_trained_has_derived (shown));
  wk_session_train_show_snapshot (f->train, 0);
  WAIT_FOR (strcmp (model_of (f), "epoch=1,seed=1") == 0);
  g_clear_pointer (&shown, wk_trained_unref);
  shown = wk_trained_find ("toy", "epoch=2,seed=1", NULL);
  g_assert_false (wk_trained_has_derived (shown));
  run_for (50);
  g_assert_cmpint (wk_session_train_get_shown (f->train), ==, 0);
  g_assert_cmpstr (wk_session_get_undo_name (f->session), ==, "Show Epoch 1");
  wk_session_undo (f->session);
  g_assert_cmpstr (model_of (f), ==, "epoch=6,seed=1");
}

static void
test_scrub_while (Fixture *f, gconstpointer data)
{
  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 3);
  wk_session_train_show_snapshot (f->train, 0);
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_PAUSED);
  WAIT_FOR (strcmp (model_of (f), "epoch=1,seed=1") == 0);
  toy_batch_us = 0;
  wk_session_train_resume (f->train);
  finish (f, "epoch=6,seed=1");
  assert_weights ("epoch=6,seed=1", 1, 6);
}

/* What was chosen while a snapshot was being derived is not taken back by it. */
static void
test_scrub_too_late (Fixture *f, gconstpointer data)
{
  const char *how = data;

  toy_batch_us = 50000;
  start (f);
  WAIT_FOR (wk_session_train_get_n_snapshots (f->train) >= 2 &&
            strcmp (model_of (f), "shipped") != 0);
  wk_session_train_pause (f->train);
  toy_derive_us = 50000;
  wk_session_train_show_snapshot (f->train, 0);
  if (strcmp (model_of (f), "epoch=1,seed=1") == 0)
    wk_session_train_show_snapshot (f->train, 1);
  run_for (10);
  if (strcmp (how, "resume") == 0)
    {
      toy_batch_us = 0;
      wk_session_train_resume (f->train);
      finish (f, "epoch=6,seed=1");
      return;
    }
  if (strcmp (how, "shipped") == 0)
    wk_session_train_show_shipped (f->train);
  else
    wk_session_undo (f->session);
  g_assert_cmpint (wk_session_train_get_shown (f->train), ==, -1);
  run_for (150);
  g_assert_cmpstr (model_of (f), ==, "shipped");
  g_assert_cmpint (look (f).state, ==, WK_SESSION_TRAIN_PAUSED);
}

/* --- a main loop that is behind --- */

static void
test_behind (Fixture *f, gconstpointer data)
{
  int done = g_atomic_int_get (&n_batches_done);
  guint before = n_toy_solves;

  toy_batch_us = 1000;
  set_number (f, "epochs", 12);
  start (f);
  /* In a frame, as it were, as long as it trains. */
  while (g_atomic_int_get (&n_batches_done) - done < 12 * TOY_BATCHES)
    g_usleep (1000);
  finish (f, "epoch=12,seed=1");
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f->train), ==, 12);
  g_assert_cmpuint (n_toy_solves - before, <=, 3);
  assert_weights ("epoch=12,seed=1", 1, 12);
}

/* Figures are given new weights ten times a second, at most. */
static void
test_rate (Fixture *f, gconstpointer data)
{
  guint before = n_toy_solves;
  gint64 begun = g_get_monotonic_time ();
  guint most;

  toy_batch_us = 500;
  toy_is_slow = data != NULL;
  set_number (f, "epochs", 100);
  start (f);
  finish (f, "epoch=100,seed=1");
  WAIT_FOR (!wk_session_is_busy (f->session));
  most = (guint) ((g_get_monotonic_time () - begun) / (100 * G_TIME_SPAN_MILLISECOND));
  g_assert_cmpuint (n_toy_solves - before, <=, most + 2);
  g_assert_nonnull (wk_session_get_solution (f->session));
}

#define TEST(path, data, function) \
  g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/train/whole", NULL, test_whole);
  TEST ("/train/undo", NULL, test_undo);
  TEST ("/train/undo-between", NULL, test_undo_between);
  TEST ("/train/watch", NULL, test_watch);
  TEST ("/train/again", NULL, test_again);
  TEST ("/train/failure", NULL, test_failure);
  TEST ("/train/pause", NULL, test_pause);
  TEST ("/train/time-left", NULL, test_time_left);
  TEST ("/train/stop", NULL, test_stop);
  TEST ("/train/restart-at-once", NULL, test_restart_at_once);
  TEST ("/train/close/at-once", GINT_TO_POINTER (1000), test_close);
  TEST ("/train/close/later", GINT_TO_POINTER (20000), test_close);
  TEST ("/train/exercise", NULL, test_exercise);
  TEST ("/train/deck/other", NULL, test_deck);
  TEST ("/train/deck/same", GINT_TO_POINTER (1), test_deck);
  TEST ("/train/undo-while", NULL, test_undo_while);
  TEST ("/train/shipped", NULL, test_shipped);
  TEST ("/train/state", NULL, test_state);
  TEST ("/train/scrub/ended", NULL, test_scrub);
  TEST ("/train/scrub/running", NULL, test_scrub_while);
  TEST ("/train/scrub/late/resume", "resume", test_scrub_too_late);
  TEST ("/train/scrub/late/shipped", "shipped", test_scrub_too_late);
  TEST ("/train/scrub/late/undo", "undo", test_scrub_too_late);
  TEST ("/train/behind", NULL, test_behind);
  TEST ("/train/rate/quick", NULL, test_rate);
  TEST ("/train/rate/slow", GINT_TO_POINTER (1), test_rate);
  return g_test_run ();
}
