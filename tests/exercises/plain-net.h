/* plain-net.h - a plain second implementation of a dense network, and random ones
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It shares nothing with the program's: numbers in fixed arrays, J alone.
 */
#pragma once

#include <math.h>
#include <string.h>

#include <glib.h>

#define PLAIN_MAX_SIZE 4

typedef struct
{
  guint n_layers, sizes[7];
  double x[PLAIN_MAX_SIZE], y[PLAIN_MAX_SIZE];
  double W[6][PLAIN_MAX_SIZE][PLAIN_MAX_SIZE], b[6][PLAIN_MAX_SIZE];
  int g[6];
  int loss;
  gboolean near_kink;
} Plain;

static const char *const plain_gs[] = { "identity", "relu", "leaky-relu",
                                        "sigmoid",  "tanh", "softplus" };
static const char *const plain_losses[] = { "squared", "half-squared",
                                            "cross-entropy" };

static inline double
plain_g (int g, double z)
{
  switch (g)
    {
    case 1:
      return z > 0 ? z : 0;
    case 2:
      return z > 0 ? z : 0.2 * z;
    case 3:
      return 1 / (1 + exp (-z));
    case 4:
      return (exp (z) - exp (-z)) / (exp (z) + exp (-z));
    case 5:
      return log (1 + exp (z));
    default:
      return z;
    }
}

static inline double
plain_J (Plain *net)
{
  double a[PLAIN_MAX_SIZE], next[PLAIN_MAX_SIZE], J = 0;

  memcpy (a, net->x, sizeof a);
  for (guint l = 0; l < net->n_layers; l++)
    {
      for (guint k = 0; k < net->sizes[l + 1]; k++)
        {
          double z = net->b[l][k];

          for (guint j = 0; j < net->sizes[l]; j++)
            z += net->W[l][j][k] * a[j];
          if (fabs (z) < 1e-3)
            net->near_kink = TRUE;
          next[k] = plain_g (net->g[l], z);
        }
      memcpy (a, next, sizeof a);
    }
  for (guint k = 0; k < net->sizes[net->n_layers]; k++)
    {
      double d = a[k] - net->y[k];

      if (net->loss == 2)
        J -= net->y[k] * log (a[k]) + (1 - net->y[k]) * log (1 - a[k]);
      else
        J += net->loss == 0 ? d * d : d * d / 2;
    }
  return J;
}

static inline Plain
plain_random (GRand *random)
{
  Plain net = { .n_layers = (guint) g_rand_int_range (random, 2, 7),
                .loss = g_rand_int_range (random, 0, 3) };

  for (guint l = 0; l <= net.n_layers; l++)
    net.sizes[l] = (guint) g_rand_int_range (random, 1, PLAIN_MAX_SIZE + 1);
  for (guint j = 0; j < PLAIN_MAX_SIZE; j++)
    {
      net.x[j] = g_rand_double_range (random, -2, 2);
      net.y[j] = g_rand_double_range (random, 0, 1);
    }
  for (guint l = 0; l < net.n_layers; l++)
    {
      net.g[l] = g_rand_int_range (random, 0, 6);
      for (guint k = 0; k < PLAIN_MAX_SIZE; k++)
        {
          net.b[l][k] = g_rand_double_range (random, -1, 1);
          for (guint j = 0; j < PLAIN_MAX_SIZE; j++)
            net.W[l][j][k] = g_rand_double_range (random, -1, 1);
        }
    }
  if (net.loss == 2)
    net.g[net.n_layers - 1] = 3;
  return net;
}

static inline void
plain_append (GString *text, const double *numbers, guint n)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            g_ascii_dtostr (buffer, sizeof buffer, numbers[i]));
  g_string_append_c (text, ']');
}

static inline char *
plain_to_text (const Plain *net, const char *asked, const char *more)
{
  GString *text = g_string_new ("{x: ");

  plain_append (text, net->x, net->sizes[0]);
  g_string_append (text, ", y: ");
  plain_append (text, net->y, net->sizes[net->n_layers]);
  g_string_append (text, ", layers: [");
  for (guint l = 0; l < net->n_layers; l++)
    {
      g_string_append_printf (text, "%s{g: %s, slope: 0.2, b: ", l > 0 ? ", " : "",
                              plain_gs[net->g[l]]);
      plain_append (text, net->b[l], net->sizes[l + 1]);
      g_string_append (text, ", W: [");
      for (guint j = 0; j < net->sizes[l]; j++)
        {
          g_string_append (text, j > 0 ? ", " : "");
          plain_append (text, net->W[l][j], net->sizes[l + 1]);
        }
      g_string_append (text, "]}");
    }
  g_string_append_printf (text, "], loss: %s, asked: [%s]%s}", plain_losses[net->loss],
                          asked, more);
  return g_string_free (text, FALSE);
}
