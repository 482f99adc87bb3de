/* train-kind.h - a kind made for the tests that trains, as fast or slow as one likes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Its weights are sums of numbers that a linear congruence draws from the seed.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "render/wk-fonts.h"
#include "scene/wk-scene.h"
#include "session/wk-session-train.h"

#define TOY_BATCHES 4
#define TOY_WEIGHTS 1000

static int toy_batch_us;     /* what a minibatch takes */
static int toy_derive_us;    /* what deriving in the end takes */
static int toy_fails_at;     /* the epoch that fails; 0: none */
static int n_trainers;       /* alive */
static int n_batches_done;   /* of all trainings */
static guint n_toy_solves;   /* with weights that were trained */
static gboolean toy_is_slow; /* solves in a worker */

typedef struct
{
  WkValue *recipe;
  guint64 state;
  guint epoch, batch;
  float weights[TOY_WEIGHTS];
  GArray *curves;
} Toy;

static const WkParamSpec toy_specs[] = { { .key = "model",
                                           .label = "weights",
                                           .what = "Which ones.",
                                           .type = WK_PARAM_WORD,
                                           .hidden = TRUE,
                                           .fallback = "shipped" },
                                         { .key = "epochs",
                                           .label = "epochs",
                                           .what = "How many.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 1,
                                           .max = 500,
                                           .hidden = TRUE,
                                           .fallback = "6" },
                                         { .key = "seed",
                                           .label = "seed",
                                           .what = "Of the training.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 0,
                                           .max = 99,
                                           .hidden = TRUE,
                                           .fallback = "1" },
                                         { .key = "n",
                                           .label = "number",
                                           .what = "Of no importance.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 0,
                                           .max = 99,
                                           .fallback = "0" },
                                         { NULL } };

static inline WkValue *
toy_recipe (const WkParams *params)
{
  static const char *const keys[] = { "seed" };
  WkValue *items[] = { wk_value_new_number (wk_params_get_number (params, "seed")) };

  return wk_value_new_map (keys, items, 1);
}

static inline gpointer
toy_new (WkValue *recipe, GError **error)
{
  Toy *toy = g_new0 (Toy, 1);

  g_atomic_int_inc (&n_trainers);
  toy->recipe = wk_value_ref (recipe);
  toy->state = (guint64) wk_value_get_number (wk_value_get_member (recipe, "seed"));
  toy->curves = g_array_new (FALSE, FALSE, sizeof (double));
  return toy;
}

static inline void
toy_free (gpointer data)
{
  Toy *toy = data;

  g_atomic_int_add (&n_trainers, -1);
  g_array_unref (toy->curves);
  wk_value_unref (toy->recipe);
  g_free (toy);
}

static inline gboolean
toy_iterate (gpointer data, GError **error)
{
  Toy *toy = data;
  double loss;

  if (toy_batch_us > 0)
    g_usleep ((gulong) toy_batch_us);
  if (toy->epoch + 1 == (guint) toy_fails_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "It burst.");
      return FALSE;
    }
  for (guint i = 0; i < TOY_WEIGHTS; i++)
    {
      toy->state = toy->state * 6364136223846793005u + 1442695040888963407u;
      toy->weights[i] += (float) (toy->state >> 40) / 16777216;
    }
  g_atomic_int_inc (&n_batches_done);
  if (++toy->batch < TOY_BATCHES)
    return TRUE;
  toy->batch = 0;
  toy->epoch++;
  loss = (double) toy->weights[0];
  g_array_append_val (toy->curves, loss);
  return TRUE;
}

static inline void
toy_progress (gpointer data, WkTrainingProgress *progress)
{
  const Toy *toy = data;

  *progress = (WkTrainingProgress){ toy->epoch, toy->batch, TOY_BATCHES };
}

static inline gboolean
toy_derive (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  wk_trained_take_derived (trained, g_strdup ("derived"), g_free);
  return TRUE;
}

static inline gboolean
toy_derive_again (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  g_usleep ((gulong) toy_derive_us);
  return toy_derive (trained, cancellable, error);
}

static inline WkTrained *
toy_snapshot (gpointer data, GError **error)
{
  const Toy *toy = data;
  WkTrained *trained =
      wk_trained_new ("toy", toy->recipe, toy->epoch, toy->weights, TOY_WEIGHTS,
                      (const double *) (gconstpointer) toy->curves->data, 1, error);

  toy_derive (trained, NULL, NULL);
  return trained;
}

static inline WkSolution *
toy_solve (WkParams *params,
           const WkLanguage *language,
           GCancellable *cancellable,
           GError **error)
{
  const char *model = wk_params_get_word (params, "model");
  g_autoptr (WkTrained) trained = NULL;

  if (strcmp (model, "shipped") != 0)
    {
      trained = wk_trained_find ("toy", model, error);
      if (trained == NULL)
        return NULL;
      g_atomic_int_inc ((int *) &n_toy_solves);
    }
  return wk_solution_new (params, language);
}

static inline gboolean
toy_solves_slowly (const WkParams *params)
{
  return toy_is_slow;
}

static inline void
toy_draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
}

/* Only even numbers show what is trained. */
static inline WkParams *
toy_watch (const WkParams *params, guint step)
{
  int n = wk_params_get_int (params, "n");
  g_autoptr (WkValue) next = wk_value_new_number (n + 1);

  return n % 2 == 0 ? NULL : wk_params_with (params, "n", next, NULL);
}

static const char *const toy_curves[] = { "Loss", NULL };

static const WkTraining toy_training = {
  .param = "model",
  .epochs = "epochs",
  .seed = "seed",
  .curve_names = toy_curves,
  .recipe = toy_recipe,
  .new_trainer = toy_new,
  .free_trainer = toy_free,
  .iterate = toy_iterate,
  .get_progress = toy_progress,
  .snapshot = toy_snapshot,
  .derive = toy_derive_again,
  .watch = toy_watch,
};

static const WkExerciseKind toy = {
  .id = "toy",
  .title = "Toy",
  .topic = "Test",
  .summary = "Trains.",
  .specs = toy_specs,
  .solve = toy_solve,
  .is_slow = toy_solves_slowly,
  .draw = toy_draw,
  .training = &toy_training,
  .flags = WK_KIND_TRAINS,
};

static const WkExerciseKind plain = {
  .id = "plain",
  .title = "Plain",
  .topic = "Test",
  .summary = "Does not train.",
  .specs = toy_specs,
  .solve = toy_solve,
  .draw = toy_draw,
};

static const WkExerciseKind *const toy_kinds[] = { &toy, &plain, NULL };

static const char toy_deck[] =
    "deck: 1\n"
    "id: test\n"
    "title: Test\n"
    "language: en\n"
    "exercises:\n"
    "  - {number: 1, kind: toy, title: A, question: What?}\n"
    "  - {number: 2, kind: plain, title: B, question: "
    "What?}\n"
    "  - {number: 3, kind: toy, title: C, question: What?}\n";

static inline WkDeck *
open_toy_deck (void)
{
  g_autoptr (GError) error = NULL;
  WkDeck *deck =
      wk_deck_parse (toy_deck, strlen (toy_deck), "test", toy_kinds, NULL, &error);

  g_assert_no_error (error);
  return deck;
}
