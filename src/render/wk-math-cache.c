/* wk-math-cache.c - layouts by source, size, width and style
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure asks for the same formulas at every frame. A hit hashes the source, moves an
 * entry to the front and takes a reference; it allocates nothing. What was not asked
 * for longest goes first when there are too many, by number or by memory.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <string.h>

#define MAX_ENTRIES 2000
#define MAX_BYTES (32 * 1024 * 1024)

typedef struct
{
  const char *source; /* owned by entries in the table */
  double size, wrap;
  gboolean display;
  guint hash;
  WkMathLayout *layout;
  gsize bytes;
  GList link; /* in the queue, most recent first */
} Entry;

static GMutex lock;
static GHashTable *table; /* Entry to itself */
static GQueue queue;
static gsize total;

static guint
hash_entry (gconstpointer key)
{
  return ((const Entry *) key)->hash;
}

static gboolean
equal_entry (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  return x->hash == y->hash && x->display == y->display &&
         memcmp (&x->size, &y->size, sizeof x->size) == 0 &&
         memcmp (&x->wrap, &y->wrap, sizeof x->wrap) == 0 &&
         strcmp (x->source, y->source) == 0;
}

static guint
mix (guint hash, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return (hash ^ (guint) (bits ^ (bits >> 32))) * 16777619u;
}

static void
free_entry (Entry *entry)
{
  wk_math_layout_unref (entry->layout);
  g_free ((char *) entry->source);
  g_free (entry);
}

/* All three with the lock held. */
static WkMathLayout *
find (const Entry *key)
{
  Entry *entry = table != NULL ? g_hash_table_lookup (table, key) : NULL;

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&queue, &entry->link);
  g_queue_push_head_link (&queue, &entry->link);
  return wk_math_layout_ref (entry->layout);
}

static void
drop_oldest (void)
{
  Entry *entry = g_queue_pop_tail_link (&queue)->data;

  total -= entry->bytes;
  g_hash_table_remove (table, entry);
  free_entry (entry);
}

static void
keep (const Entry *key, WkMathLayout *layout)
{
  Entry *entry = g_memdup2 (key, sizeof *key);

  if (table == NULL)
    table = g_hash_table_new (hash_entry, equal_entry);
  entry->source = g_strdup (key->source);
  entry->layout = wk_math_layout_ref (layout);
  entry->bytes = wk_math_layout_bytes (layout) + sizeof *entry + strlen (key->source);
  entry->link = (GList){ .data = entry };
  g_hash_table_add (table, entry);
  g_queue_push_head_link (&queue, &entry->link);
  total += entry->bytes;
  while (queue.length > MAX_ENTRIES || (total > MAX_BYTES && queue.length > 1))
    drop_oldest ();
}

WkMathLayout *
wk_math_layout (const char *source,
                double size,
                double wrap,
                gboolean display,
                GError **error)
{
  Entry key = { .source = source, .size = size, .wrap = wrap, .display = !!display };
  g_autoptr (WkMath) math = NULL;
  WkMathLayout *layout;
  WkMathLayout *other;

  g_return_val_if_fail (source != NULL, NULL);

  key.hash = mix (mix (g_str_hash (source), size), wrap) + (guint) key.display;
  g_mutex_lock (&lock);
  layout = find (&key);
  g_mutex_unlock (&lock);
  if (layout != NULL)
    return layout;

  math = wk_math_parse (source, error);
  if (math == NULL)
    return NULL;
  layout = wk_math_layout_new (math, size, wrap, key.display, error);
  if (layout == NULL)
    return NULL;

  g_mutex_lock (&lock);
  /* Another thread may have been quicker. */
  other = find (&key);
  if (other == NULL)
    keep (&key, layout);
  g_mutex_unlock (&lock);
  if (other != NULL)
    {
      wk_math_layout_unref (layout);
      return other;
    }
  return layout;
}

void
wk_math_cache_clear (void)
{
  g_mutex_lock (&lock);
  while (queue.length > 0)
    drop_oldest ();
  g_mutex_unlock (&lock);
}

guint
wk_math_cache_count (void)
{
  guint n;

  g_mutex_lock (&lock);
  n = queue.length;
  g_mutex_unlock (&lock);
  return n;
}
