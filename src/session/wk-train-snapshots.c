/* wk-train-snapshots.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session/wk-train-snapshots.h"

/* Of trainings before. */
#define MAX_OLD 8
#define LEAST 3

struct _WkTrainSnapshots
{
  gsize max_bytes;
  GPtrArray *kept;  /* of WkTrained, bare, published, by epoch */
  GPtrArray *old;   /* the same, of trainings before */
  WkTrained *shown; /* with what was derived, or NULL */
};

static void
drop (gpointer trained)
{
  wk_trained_withdraw (trained);
  wk_trained_unref (trained);
}

WkTrainSnapshots *
wk_train_snapshots_new (gsize max_bytes)
{
  WkTrainSnapshots *self = g_new0 (WkTrainSnapshots, 1);

  self->max_bytes = max_bytes;
  self->kept = g_ptr_array_new_with_free_func (drop);
  self->old = g_ptr_array_new_with_free_func (drop);
  return self;
}

void
wk_train_snapshots_free (WkTrainSnapshots *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->old);
  g_clear_pointer (&self->shown, wk_trained_unref);
  g_free (self);
}

static gsize
count_bytes (const GPtrArray *snapshots)
{
  gsize bytes = 0;

  for (guint i = 0; i < snapshots->len; i++)
    {
      gsize n;

      wk_trained_get_weights (g_ptr_array_index (snapshots, i), &n);
      bytes += n * sizeof (float);
    }
  return bytes;
}

static gboolean
is_shown (const WkTrainSnapshots *self, const WkTrained *trained)
{
  return self->shown != NULL &&
         g_str_equal (wk_trained_get_name (self->shown), wk_trained_get_name (trained));
}

static guint
epoch_of (const WkTrainSnapshots *self, guint i)
{
  return wk_trained_get_epoch (g_ptr_array_index (self->kept, i));
}

static void
thin_out (WkTrainSnapshots *self)
{
  guint least = G_MAXUINT;
  guint found = 0;

  for (guint i = 1; i + 1 < self->kept->len; i++)
    {
      guint gap = epoch_of (self, i + 1) - epoch_of (self, i - 1);

      if (gap >= least || is_shown (self, g_ptr_array_index (self->kept, i)))
        continue;
      least = gap;
      found = i;
    }
  if (found > 0)
    g_ptr_array_remove_index (self->kept, found);
}

void
wk_train_snapshots_add (WkTrainSnapshots *self, WkTrained *trained)
{
  WkTrained *bare = wk_trained_new_bare (trained);

  wk_trained_publish (bare);
  g_ptr_array_add (self->kept, bare);
  while (count_bytes (self->kept) + count_bytes (self->old) > self->max_bytes &&
         (self->old->len > 0 || self->kept->len > LEAST))
    if (self->old->len > 0)
      g_ptr_array_remove_index (self->old, 0);
    else
      thin_out (self);
}

guint
wk_train_snapshots_get_n (const WkTrainSnapshots *self)
{
  return self->kept->len;
}

WkTrained *
wk_train_snapshots_get (const WkTrainSnapshots *self, guint i)
{
  return i < self->kept->len ? g_ptr_array_index (self->kept, i) : NULL;
}

int
wk_train_snapshots_find (const WkTrainSnapshots *self, const char *name)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (g_str_equal (wk_trained_get_name (g_ptr_array_index (self->kept, i)), name))
      return (int) i;
  return -1;
}

/* What was derived for the one that is shown goes with the figure that shows it. */
static void
forget_shown (WkTrainSnapshots *self)
{
  int i = self->shown != NULL
              ? wk_train_snapshots_find (self, wk_trained_get_name (self->shown))
              : -1;

  if (i >= 0)
    wk_trained_replace (self->shown, wk_train_snapshots_get (self, (guint) i));
  g_clear_pointer (&self->shown, wk_trained_unref);
}

void
wk_train_snapshots_show (WkTrainSnapshots *self, guint i, WkTrained *trained)
{
  WkTrained *bare = wk_train_snapshots_get (self, i);

  g_return_if_fail (bare != NULL);
  if (self->shown == trained)
    return;
  forget_shown (self);
  wk_trained_replace (bare, trained);
  self->shown = wk_trained_ref (trained);
}

void
wk_train_snapshots_begin (WkTrainSnapshots *self)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      WkTrained *trained = g_ptr_array_index (self->kept, i);

      if (i + 1 < self->kept->len && !is_shown (self, trained))
        continue;
      wk_trained_publish (trained);
      g_ptr_array_add (self->old, wk_trained_ref (trained));
    }
  forget_shown (self);
  g_ptr_array_set_size (self->kept, 0);
  while (self->old->len > MAX_OLD)
    g_ptr_array_remove_index (self->old, 0);
}
