/* wk-random.h - random numbers that are the same on every machine
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSL's mt19937 (Matsumoto and Nishimura 1998, initialisation of 2002) from an explicit
 * seed; the environment is never asked. Everything is made from its 32 raw bits with
 * integer arithmetic, comparisons and correctly rounded operations alone: no exp and no
 * log, whose last bits differ between processors. One WkRandom belongs to one thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WkRandom WkRandom;

/* Seeds below 2^32 start mt19937 as they are, also 0; larger ones are mixed down to 32
 * bits first. Never NULL. */
WkRandom *wk_random_new (guint64 seed);
/* wk_random_new() of wk_random_hash_word(). The word "42" is not the seed 42. */
WkRandom *wk_random_new_from_word (const char *word);
WkRandom *wk_random_copy (const WkRandom *random);
void wk_random_free (WkRandom *random);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkRandom, wk_random_free)

/* FNV-1a of 64 bits over the bytes of @word, without its final 0. */
guint64 wk_random_hash_word (const char *word);

/* The next 32 bits of the generator. */
guint32 wk_random_raw (WkRandom *random);
/* In [0, 1), a multiple of 2^-53; two raw draws. */
double wk_random_uniform (WkRandom *random);
/* In [low, high). */
double wk_random_uniform_between (WkRandom *random, double low, double high);
/* Each of 0 .. @n - 1 equally likely; @n >= 1. */
guint32 wk_random_below (WkRandom *random, guint32 n);
/* Each of @low .. @high equally likely, both included. */
int wk_random_int_between (WkRandom *random, int low, int high);
/* From the normal distribution with mean 0 and variance 1. */
double wk_random_normal (WkRandom *random);
/* wk_categorical_pick() with a fresh uniform number. */
int wk_random_categorical (WkRandom *random, const double *p, guint n);
/* All orders of @items equally likely (Fisher and Yates, from the end). */
void wk_random_shuffle (WkRandom *random, guint *items, guint n);

/**
 * wk_categorical_pick:
 * @p: (array length=n): probabilities that add up to 1 but for rounding
 * @u: in [0, 1)
 *
 * The inverse of the cumulative distribution: the smallest i with
 * u < p[0] + ... + p[i]. If rounding keeps the sum below @u, the last possible one.
 * What has probability 0 is never picked.
 *
 * Returns: the index, or -1 if no entry is positive or one is negative or a NaN
 */
int wk_categorical_pick (const double *p, guint n, double u);

G_END_DECLS
