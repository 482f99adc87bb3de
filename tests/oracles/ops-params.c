/* ops-params.c - params.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include "numeric/wk-count.h"

/* A count that a double holds exactly. */
#define MAX_SIZE 1000000000

static gboolean
read_size (OracleCase *c, const char *name, guint64 *size)
{
  gint64 value;

  if (!oracle_attr_count (c, name, 0, MAX_SIZE, &value))
    return FALSE;
  *size = (guint64) value;
  return TRUE;
}

static void
check_count (OracleCase *c, guint64 count)
{
  oracle_check_number (c, "parameters", (double) count);
}

static void
run_dense (OracleCase *c)
{
  guint64 n_in, n_out;

  if (oracle_only_attrs (c, "inputs", "outputs", "bias", NULL) &&
      read_size (c, "inputs", &n_in) && read_size (c, "outputs", &n_out))
    check_count (c,
                 wk_count_dense (n_in, n_out, oracle_attr_boolean (c, "bias", TRUE)));
}

static void
run_conv2d (OracleCase *c)
{
  guint64 n_in, n_out, n_rows, n_columns, groups = 1;

  if (!oracle_only_attrs (c, "cin", "cout", "kh", "kw", "bias", "groups", NULL) ||
      !read_size (c, "cin", &n_in) || !read_size (c, "cout", &n_out) ||
      !read_size (c, "kh", &n_rows) || !read_size (c, "kw", &n_columns) ||
      (oracle_has_attr (c, "groups") && !read_size (c, "groups", &groups)))
    return;
  if (groups < 1)
    oracle_fail (c, "'groups' is 0");
  else
    check_count (c, wk_count_conv (n_in, n_out, n_rows, n_columns, groups,
                                   oracle_attr_boolean (c, "bias", TRUE)));
}

static void
run_recurrent (OracleCase *c)
{
  guint n_gates = g_str_equal (c->op, "lstm") ? 4 : g_str_equal (c->op, "gru") ? 3 : 1;
  guint64 n_in, n_hidden, n_bias_vectors = 1;

  if (!oracle_only_attrs (c, "inputs", "hidden", "bias_vectors", NULL) ||
      !read_size (c, "inputs", &n_in) || !read_size (c, "hidden", &n_hidden) ||
      (oracle_has_attr (c, "bias_vectors") &&
       !read_size (c, "bias_vectors", &n_bias_vectors)))
    return;
  check_count (c, wk_count_recurrent (n_gates, n_in, n_hidden, (guint) n_bias_vectors));
}

static void
run_batchnorm (OracleCase *c)
{
  guint64 n_channels;

  if (oracle_only_attrs (c, "channels", NULL) && read_size (c, "channels", &n_channels))
    check_count (c, wk_count_batch_norm (n_channels));
}

/* Pairs of in and out: convolutions with 3 x 3 kernels, then dense layers. */
static gboolean
read_pairs (OracleCase *c, const char *name, const Tensor **pairs)
{
  *pairs = oracle_attr_tensor (c, name);
  if (*pairs != NULL && (*pairs)->n > 0 &&
      ((*pairs)->n_dims != 2 || (*pairs)->shape[1] != 2))
    {
      oracle_fail (c, "'%s' is no list of pairs", name);
      return FALSE;
    }
  return TRUE;
}

static void
run_network (OracleCase *c)
{
  gboolean bias = oracle_attr_boolean (c, "bias", TRUE);
  const Tensor *conv, *dense;
  guint64 count = 0;

  if (!oracle_only_attrs (c, "name", "conv3x3_channels", "dense", "bias", NULL) ||
      !read_pairs (c, "conv3x3_channels", &conv) || !read_pairs (c, "dense", &dense))
    return;
  for (guint part = 0; part < 2; part++)
    {
      const Tensor *pairs = part == 0 ? conv : dense;

      for (gsize i = 0; pairs != NULL && i + 1 < pairs->n; i += 2)
        {
          gint64 n_in, n_out;

          if (!oracle_to_count (c, "a size", pairs->data[i], 0, MAX_SIZE, &n_in) ||
              !oracle_to_count (c, "a size", pairs->data[i + 1], 0, MAX_SIZE, &n_out))
            return;
          if (part == 0)
            count += wk_count_conv ((guint64) n_in, (guint64) n_out, 3, 3, 1, bias);
          else
            count += wk_count_dense ((guint64) n_in, (guint64) n_out, bias);
        }
    }
  check_count (c, count);
}

const OracleOp oracle_ops_params[] = {
  { "dense", run_dense },     { "conv2d", run_conv2d },
  { "rnn", run_recurrent },   { "gru", run_recurrent },
  { "lstm", run_recurrent },  { "batchnorm", run_batchnorm },
  { "network", run_network }, { NULL, NULL },
};
