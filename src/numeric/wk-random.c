/* wk-random.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Normal numbers by Algorithm N of C. F. F. Karney, "Sampling exactly from the normal
 * distribution", ACM Trans. Math. Softw. 42(1), 2016. Its idea, after von Neumann: to
 * say yes with probability exp (-t), 0 <= t <= 1, draw uniform numbers as long as
 * they fall, beginning below t: t > u1 > u2 > ... The run has length n or more with
 * probability t^n / n!, so that an even length has probability exp (-t). No function
 * but the comparison is needed, which every machine does alike.
 */
#include "config.h"

#include "numeric/wk-random.h"

#include <gsl/gsl_rng.h>

#include "numeric/wk-numeric.h"

struct _WkRandom
{
  gsl_rng *rng;
};

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each input bit reaches all
 * output bits, so that the upper half depends on the whole seed. */
static guint32
mix_to_32 (guint64 seed)
{
  seed = (seed ^ (seed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  seed = (seed ^ (seed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) ((seed ^ (seed >> 31)) >> 32);
}

/* GSL takes 0 for "the default", but looks at the lower 32 bits alone: 2^32 is the 0
 * that it does not know. */
static gulong
to_gsl_seed (guint64 seed)
{
  G_STATIC_ASSERT (sizeof (gulong) == 8);

  if (seed == 0)
    return (gulong) G_MAXUINT32 + 1;
  return seed <= G_MAXUINT32 ? (gulong) seed : mix_to_32 (seed);
}

WkRandom *
wk_random_new (guint64 seed)
{
  WkRandom *random;

  wk_numeric_init ();
  random = g_new0 (WkRandom, 1);
  random->rng = gsl_rng_alloc (gsl_rng_mt19937);
  if (random->rng == NULL)
    g_error ("no memory for a random generator");
  gsl_rng_set (random->rng, to_gsl_seed (seed));
  return random;
}

WkRandom *
wk_random_new_from_word (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);
  return wk_random_new (wk_random_hash_word (word));
}

WkRandom *
wk_random_copy (const WkRandom *random)
{
  WkRandom *copy;

  g_return_val_if_fail (random != NULL, NULL);
  copy = g_new0 (WkRandom, 1);
  copy->rng = gsl_rng_clone (random->rng);
  if (copy->rng == NULL)
    g_error ("no memory for a random generator");
  return copy;
}

void
wk_random_free (WkRandom *random)
{
  if (random == NULL)
    return;
  gsl_rng_free (random->rng);
  g_free (random);
}

guint64
wk_random_hash_word (const char *word)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  g_return_val_if_fail (word != NULL, 0);
  for (const guchar *byte = (const guchar *) word; *byte != 0; byte++)
    hash = (hash ^ *byte) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

guint32
wk_random_raw (WkRandom *random)
{
  g_return_val_if_fail (random != NULL, 0);
  return (guint32) gsl_rng_get (random->rng);
}

double
wk_random_uniform (WkRandom *random)
{
  /* 27 and 26 bits: the 53 of a double, as in genrand_res53 of mt19937's authors. */
  guint32 high = wk_random_raw (random) >> 5;
  guint32 low = wk_random_raw (random) >> 6;

  return ((double) high * 67108864.0 + (double) low) / 9007199254740992.0;
}

double
wk_random_uniform_between (WkRandom *random, double low, double high)
{
  double value;

  g_return_val_if_fail (low < high, low);
  /* Rounding may reach the upper end. */
  do
    value = low + (high - low) * wk_random_uniform (random);
  while (value >= high);
  return value;
}

guint32
wk_random_below (WkRandom *random, guint32 n)
{
  guint32 first, raw;

  g_return_val_if_fail (n >= 1, 0);
  /* 2^32 mod n: from here on the number of raw values is a multiple of n. */
  first = (guint32) -n % n;
  do
    raw = wk_random_raw (random);
  while (raw < first);
  return raw % n;
}

int
wk_random_int_between (WkRandom *random, int low, int high)
{
  gint64 span = (gint64) high - low + 1;
  guint32 offset;

  g_return_val_if_fail (low <= high, low);
  /* All of int is one more than wk_random_below() can be asked for. */
  if (span > G_MAXUINT32)
    offset = wk_random_raw (random);
  else
    offset = wk_random_below (random, (guint32) span);
  return (int) (low + (gint64) offset);
}

/* TRUE with probability exp (-t p), for t and p in [0, 1]. */
static gboolean
accept_exp (WkRandom *random, double t, double p)
{
  gboolean even = TRUE;

  for (;;)
    {
      double u = wk_random_uniform (random);

      if (u >= t || (p < 1 && wk_random_uniform (random) >= p))
        return even;
      t = u;
      even = !even;
    }
}

static gboolean
accept_exp_times (WkRandom *random, double t, double p, guint times)
{
  for (guint i = 0; i < times; i++)
    {
      if (!accept_exp (random, t, p))
        return FALSE;
    }
  return TRUE;
}

double
wk_random_normal (WkRandom *random)
{
  g_return_val_if_fail (random != NULL, 0);

  for (;;)
    {
      guint k = 0;
      double x;

      /* The whole part k: probability proportional to exp (-k / 2), then thinned by
       * exp (-k (k - 1) / 2), together exp (-k^2 / 2). */
      while (accept_exp (random, 0.5, 1))
        k++;
      if (!accept_exp_times (random, 0.5, 1, k * (k - 1)))
        continue;

      /* The rest x in [0, 1): exp (-x (2 k + x) / 2) as k + 1 equal factors. */
      x = wk_random_uniform (random);
      if (!accept_exp_times (random, x, (2 * k + x) / (2 * k + 2), k + 1))
        continue;

      return (wk_random_raw (random) & 1) != 0 ? -(k + x) : k + x;
    }
}

int
wk_random_categorical (WkRandom *random, const double *p, guint n)
{
  return wk_categorical_pick (p, n, wk_random_uniform (random));
}

void
wk_random_shuffle (WkRandom *random, guint *items, guint n)
{
  g_return_if_fail (items != NULL || n == 0);

  for (guint i = n; i > 1; i--)
    {
      guint j = wk_random_below (random, i);
      guint item = items[i - 1];

      items[i - 1] = items[j];
      items[j] = item;
    }
}

int
wk_categorical_pick (const double *p, guint n, double u)
{
  double sum = 0;
  int last = -1;

  g_return_val_if_fail (p != NULL || n == 0, -1);

  for (guint i = 0; i < n; i++)
    {
      if (!(p[i] >= 0))
        return -1;
    }
  for (guint i = 0; i < n; i++)
    {
      if (p[i] == 0)
        continue;
      sum += p[i];
      last = (int) i;
      if (u < sum)
        return last;
    }
  return last;
}
