/* ops-softmax.c - softmax_ce.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include "numeric/wk-loss.h"

/* Rows of classes; FALSE and a failure if @logits is no matrix with entries. */
static gboolean
read_rows (OracleCase *c, const Tensor *logits, guint *n_samples, guint *n)
{
  if (logits == NULL)
    return FALSE;
  if (logits->n == 0 || logits->n_dims < 1 || logits->n_dims > 2)
    {
      oracle_fail (c, "'logits' is not rows of classes");
      return FALSE;
    }
  *n = (guint) logits->shape[logits->n_dims - 1];
  *n_samples = (guint) (logits->n / *n);
  return TRUE;
}

static gboolean
read_reduction (OracleCase *c, WkReduction *reduction)
{
  const char *name = oracle_attr_string (c, "reduction", "mean");

  if (g_str_equal (name, "sum"))
    *reduction = WK_REDUCTION_SUM;
  else if (g_str_equal (name, "mean"))
    *reduction = WK_REDUCTION_SAMPLE_MEAN;
  else
    {
      oracle_fail (c, "reduction '%s' is not there", name);
      return FALSE;
    }
  return TRUE;
}

static void
run_softmax_cross_entropy (OracleCase *c)
{
  const Tensor *logits = oracle_input (c, "logits");
  g_autofree double *out = NULL;
  gint64 target;

  if (logits == NULL || !oracle_only_attrs (c, "target", NULL) ||
      !oracle_attr_count (c, "target", 0, (gint64) logits->n - 1, &target))
    return;

  out = g_new (double, logits->n);
  wk_softmax (logits->data, (guint) logits->n, out);
  oracle_check (c, "softmax", out, logits->n);
  wk_log_softmax (logits->data, (guint) logits->n, out);
  oracle_check (c, "log_softmax", out, logits->n);
  oracle_check_number (
      c, "loss",
      wk_cross_entropy (logits->data, (guint) logits->n, (guint) target, out));
  oracle_check (c, "dlogits", out, logits->n);
}

static void
run_softmax_cross_entropy_batch (OracleCase *c)
{
  const Tensor *logits = oracle_input (c, "logits");
  const Tensor *targets = oracle_attr_tensor (c, "targets");
  g_autofree double *out = NULL;
  g_autofree guint *classes = NULL;
  guint n_samples, n;
  WkReduction reduction;

  if (!read_rows (c, logits, &n_samples, &n) || !read_reduction (c, &reduction) ||
      !oracle_only_attrs (c, "targets", "reduction", NULL))
    return;
  if (targets == NULL || targets->n != n_samples)
    {
      oracle_fail (c, "'targets' does not name one class a row");
      return;
    }
  classes = g_new (guint, n_samples);
  for (guint i = 0; i < n_samples; i++)
    {
      gint64 target;

      if (!oracle_to_count (c, "a target", targets->data[i], 0, n - 1, &target))
        return;
      classes[i] = (guint) target;
    }

  out = g_new (double, logits->n);
  for (guint i = 0; i < n_samples; i++)
    wk_softmax (logits->data + (gsize) i * n, n, out + (gsize) i * n);
  oracle_check (c, "softmax", out, logits->n);
  for (guint i = 0; i < n_samples; i++)
    wk_log_softmax (logits->data + (gsize) i * n, n, out + (gsize) i * n);
  oracle_check (c, "log_softmax", out, logits->n);
  oracle_check_number (
      c, "loss",
      wk_cross_entropy_batch (logits->data, classes, n_samples, n, reduction, out));
  oracle_check (c, "dlogits", out, logits->n);
}

static void
run_softmax_cross_entropy_soft_targets (OracleCase *c)
{
  const Tensor *logits = oracle_input (c, "logits"), *y;
  g_autofree double *out = NULL;
  guint n_samples, n;
  WkReduction reduction;
  double factor, sum = 0;

  if (!read_rows (c, logits, &n_samples, &n) || !read_reduction (c, &reduction) ||
      !oracle_only_attrs (c, "reduction", NULL))
    return;
  y = oracle_input_n (c, "target_probs", logits->n);
  if (y == NULL)
    return;

  out = g_new (double, logits->n);
  factor = wk_reduction_factor (reduction, n_samples, n);
  for (gsize i = 0; i < n_samples; i++)
    sum +=
        wk_cross_entropy_soft (logits->data + i * n, y->data + i * n, n, out + i * n);
  for (gsize i = 0; i < logits->n; i++)
    out[i] *= factor;
  oracle_check_number (c, "loss", factor * sum);
  oracle_check (c, "dlogits", out, logits->n);
}

static void
run_logsumexp (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x");

  if (x != NULL && oracle_only_attrs (c, NULL, NULL))
    oracle_check_number (c, "y", wk_logsumexp (x->data, (guint) x->n));
}

/* Entry by entry, without a reduction. */
static void
run_bce_with_logits (OracleCase *c)
{
  const Tensor *logits = oracle_input (c, "logits"), *target;
  g_autofree double *loss = NULL, *dlogits = NULL;

  if (logits == NULL || !oracle_only_attrs (c, "target", NULL))
    return;
  target = oracle_attr_tensor (c, "target");
  if (target == NULL || (target->n != 1 && target->n != logits->n))
    {
      oracle_fail (c, "'target' does not fit the logits");
      return;
    }

  loss = g_new (double, logits->n + 1);
  dlogits = g_new (double, logits->n + 1);
  for (gsize i = 0; i < logits->n; i++)
    loss[i] = wk_binary_cross_entropy_with_logit (
        logits->data[i], target->data[target->n == 1 ? 0 : i], &dlogits[i]);
  oracle_check (c, "loss", loss, logits->n);
  oracle_check (c, "dlogits", dlogits, logits->n);
}

const OracleOp oracle_ops_softmax[] = {
  { "softmax_cross_entropy", run_softmax_cross_entropy },
  { "softmax_cross_entropy_batch", run_softmax_cross_entropy_batch },
  { "softmax_cross_entropy_soft_targets", run_softmax_cross_entropy_soft_targets },
  { "logsumexp", run_logsumexp },
  { "bce_with_logits", run_bce_with_logits },
  { NULL, NULL },
};
