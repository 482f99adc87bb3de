/* wk-optim.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moments decay geometrically where a gradient stays 0 and would end as denormals,
 * which processors handle in slow microcode: a third of the training time. They become
 * 0 below FLUSH; a parameter notices nothing, as epsilon is larger by far.
 */
#include "config.h"

#include "numeric/wk-optim.h"

#include <math.h>

#include "numeric/wk-numeric.h"

/* The square of a gradient moment, and its product with a rate, stay normal numbers. */
#define FLUSH 1e-150

struct _WkOptim
{
  WkOptimSpec spec;
  gsize n;
  guint n_steps;
  double *m, *v;
};

static const char *const ids[WK_N_OPTIM_METHODS] = { "sgd", "adam", "adagrad",
                                                     "rmsprop" };

const char *
wk_optim_method_get_id (WkOptimMethod method)
{
  g_return_val_if_fail ((guint) method < WK_N_OPTIM_METHODS, NULL);
  return ids[method];
}

gboolean
wk_optim_method_from_id (const char *id, WkOptimMethod *method)
{
  g_return_val_if_fail (id != NULL && method != NULL, FALSE);

  for (guint i = 0; i < WK_N_OPTIM_METHODS; i++)
    {
      if (g_str_equal (id, ids[i]))
        {
          *method = (WkOptimMethod) i;
          return TRUE;
        }
    }
  return FALSE;
}

WkOptimSpec
wk_optim_spec_default (WkOptimMethod method, double rate)
{
  return (WkOptimSpec){
    .method = method,
    .rate = rate,
    .beta1 = 0.9,
    .beta2 = 0.999,
    .alpha = 0.99,
    .epsilon = method == WK_OPTIM_ADAGRAD ? 1e-10 : 1e-8,
  };
}

static gboolean
is_fraction (double x)
{
  return x >= 0 && x < 1;
}

static gboolean
check_spec (const WkOptimSpec *spec, GError **error)
{
  const char *wrong = NULL;

  if (!(spec->rate > 0) || !isfinite (spec->rate))
    wrong = "the learning rate must be positive";
  else if (!(spec->weight_decay >= 0) || !isfinite (spec->weight_decay))
    wrong = "the weight decay must not be negative";
  else if (!is_fraction (spec->momentum) || !is_fraction (spec->alpha) ||
           !is_fraction (spec->beta1) || !is_fraction (spec->beta2))
    wrong = "momentum and decay factors lie from 0 to below 1";
  else if (!(spec->epsilon > 0) || !isfinite (spec->epsilon))
    wrong = "epsilon must be positive";

  if (wrong != NULL)
    g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED, wrong);
  return wrong == NULL;
}

WkOptim *
wk_optim_new (const WkOptimSpec *spec, gsize n, GError **error)
{
  g_autoptr (WkOptim) optim = NULL;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail ((guint) spec->method < WK_N_OPTIM_METHODS, NULL);

  if (!check_spec (spec, error))
    return NULL;
  optim = g_new0 (WkOptim, 1);
  optim->spec = *spec;
  optim->n = n;
  optim->m = wk_numeric_try_alloc (n, error);
  if (optim->m == NULL)
    return NULL;
  optim->v = wk_numeric_try_alloc (n, error);
  if (optim->v == NULL)
    return NULL;
  return g_steal_pointer (&optim);
}

void
wk_optim_free (WkOptim *optim)
{
  if (optim == NULL)
    return;
  g_free (optim->m);
  g_free (optim->v);
  g_free (optim);
}

static double
flush (double x)
{
  return fabs (x) < FLUSH ? 0 : x;
}

/* What is taken off a parameter with gradient @g; @m and @v are its state. */
static double
sgd_change (const WkOptimSpec *spec, double g, double *m)
{
  if (spec->momentum == 0)
    return spec->rate * g;
  *m = flush (spec->momentum * *m + g);
  return spec->rate * (spec->nesterov ? g + spec->momentum * *m : *m);
}

static double
adam_change (const WkOptimSpec *spec,
             double correct1,
             double correct2,
             double g,
             double *m,
             double *v)
{
  *m = flush (spec->beta1 * *m + (1 - spec->beta1) * g);
  *v = flush (spec->beta2 * *v + (1 - spec->beta2) * (g * g));
  return spec->rate * (*m / correct1) / (sqrt (*v / correct2) + spec->epsilon);
}

static double
adagrad_change (const WkOptimSpec *spec, double g, double *v)
{
  *v += g * g;
  return spec->rate * g / (sqrt (*v) + spec->epsilon);
}

static double
rmsprop_change (const WkOptimSpec *spec, double g, double *m, double *v)
{
  double scaled;

  *v = flush (spec->alpha * *v + (1 - spec->alpha) * (g * g));
  scaled = g / (sqrt (*v) + spec->epsilon);
  if (spec->momentum == 0)
    return spec->rate * scaled;
  *m = flush (spec->momentum * *m + scaled);
  return spec->rate * *m;
}

static double
change (WkOptim *optim, double correct1, double correct2, double g, gsize i)
{
  const WkOptimSpec *spec = &optim->spec;
  double *m = &optim->m[i], *v = &optim->v[i];

  switch (spec->method)
    {
    case WK_OPTIM_SGD:
      return sgd_change (spec, g, m);
    case WK_OPTIM_ADAM:
      return adam_change (spec, correct1, correct2, g, m, v);
    case WK_OPTIM_ADAGRAD:
      return adagrad_change (spec, g, v);
    case WK_OPTIM_RMSPROP:
      return rmsprop_change (spec, g, m, v);
    default:
      g_return_val_if_reached (NAN);
    }
}

gboolean
wk_optim_iterate (WkOptim *optim, double *w, const double *gradient, GError **error)
{
  double correct1, correct2;

  g_return_val_if_fail (optim != NULL && w != NULL && gradient != NULL, FALSE);

  if (!wk_numeric_check_finite (gradient, optim->n, "gradient", error))
    return FALSE;

  optim->n_steps++;
  correct1 = 1 - pow (optim->spec.beta1, optim->n_steps);
  correct2 = 1 - pow (optim->spec.beta2, optim->n_steps);
  for (gsize i = 0; i < optim->n; i++)
    {
      double g = gradient[i] + optim->spec.weight_decay * w[i];

      w[i] -= change (optim, correct1, correct2, g, i);
    }
  return wk_numeric_check_finite (w, optim->n, "parameter", error);
}

guint
wk_optim_get_n_steps (const WkOptim *optim)
{
  g_return_val_if_fail (optim != NULL, 0);
  return optim->n_steps;
}

gsize
wk_optim_get_n (const WkOptim *optim)
{
  g_return_val_if_fail (optim != NULL, 0);
  return optim->n;
}

const double *
wk_optim_peek_m (const WkOptim *optim)
{
  g_return_val_if_fail (optim != NULL, NULL);
  return optim->m;
}

const double *
wk_optim_peek_v (const WkOptim *optim)
{
  g_return_val_if_fail (optim != NULL, NULL);
  return optim->v;
}
