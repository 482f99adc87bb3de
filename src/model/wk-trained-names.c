/* wk-trained-names.c - weights by name: shipped, of this process, of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What ships is read once; of files, the last few that were asked for are kept as long
 * as they do not change on disk.
 */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "model/wk-deck.h"
#include "model/wk-trained-private.h"

#define SHIPPED "shipped"
#define N_KEPT 4
/* Characters of a name in a sentence. */
#define MAX_NAME 32

typedef struct
{
  WkTrained *trained;
  guint n; /* how often published */
} Entry;

/* A file as it was when it was read. */
typedef struct
{
  char *path;
  struct stat stat;
  WkTrained *trained;
} Kept;

static GMutex mutex;
static GHashTable *published; /* kind, line end, name -> Entry */
static GHashTable *shipped;   /* path -> WkTrained */
static Kept kept[N_KEPT];     /* the one asked for last comes first */

/* --- of this process --- */

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  wk_trained_unref (entry->trained);
  g_free (entry);
}

static char *
make_key (const char *kind, const char *name)
{
  return g_strconcat (kind, "\n", name, NULL);
}

static gboolean
is_same (const WkTrained *a, const WkTrained *b)
{
  gsize n;
  gsize m;
  const float *one = wk_trained_get_weights (a, &n);
  const float *other = wk_trained_get_weights (b, &m);

  return one == other || (n == m && memcmp (one, other, n * sizeof *one) == 0);
}

static void
put_in_place (Entry *entry, WkTrained *trained)
{
  if (entry->trained == trained || !is_same (entry->trained, trained))
    return;
  wk_trained_unref (entry->trained);
  entry->trained = wk_trained_ref (trained);
}

void
wk_trained_publish (WkTrained *trained)
{
  g_autofree char *key = NULL;
  Entry *entry;

  g_return_if_fail (trained != NULL);
  key = make_key (wk_trained_get_kind (trained), wk_trained_get_name (trained));
  g_mutex_lock (&mutex);
  if (published == NULL)
    published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  entry = g_hash_table_lookup (published, key);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->trained = wk_trained_ref (trained);
      g_hash_table_insert (published, g_steal_pointer (&key), entry);
    }
  else
    put_in_place (entry, trained);
  entry->n++;
  g_mutex_unlock (&mutex);
}

static Entry *
find_entry (const char *kind, const char *name)
{
  g_autofree char *key = make_key (kind, name);

  return published != NULL ? g_hash_table_lookup (published, key) : NULL;
}

void
wk_trained_replace (WkTrained *trained, WkTrained *other)
{
  Entry *entry;

  g_return_if_fail (trained != NULL && other != NULL);
  g_mutex_lock (&mutex);
  entry = find_entry (wk_trained_get_kind (trained), wk_trained_get_name (trained));
  if (entry != NULL)
    put_in_place (entry, other);
  g_mutex_unlock (&mutex);
}

void
wk_trained_withdraw (WkTrained *trained)
{
  g_autofree char *key = NULL;
  Entry *entry;

  g_return_if_fail (trained != NULL);
  key = make_key (wk_trained_get_kind (trained), wk_trained_get_name (trained));
  g_mutex_lock (&mutex);
  entry = published != NULL ? g_hash_table_lookup (published, key) : NULL;
  if (entry != NULL && --entry->n == 0)
    g_hash_table_remove (published, key);
  g_mutex_unlock (&mutex);
}

static WkTrained *
find_published (const char *kind, const char *name)
{
  const Entry *entry = find_entry (kind, name);

  return entry != NULL ? wk_trained_ref (entry->trained) : NULL;
}

/* --- files --- */

char *
wk_trained_short_name (const char *name)
{
  g_autofree char *whole = g_filename_display_basename (name);
  glong n = g_utf8_strlen (whole, -1);
  g_autofree char *start = NULL;

  if (n <= MAX_NAME)
    return g_steal_pointer (&whole);
  start = g_utf8_substring (whole, 0, MAX_NAME / 2);
  return g_strconcat (start, "…",
                      g_utf8_offset_to_pointer (whole, n - MAX_NAME / 2 + 1), NULL);
}

static gboolean
check_kind (const WkTrained *trained,
            const char *kind,
            const char *path,
            GError **error)
{
  g_autofree char *name = NULL;

  if (strcmp (wk_trained_get_kind (trained), kind) == 0)
    return TRUE;
  name = wk_trained_short_name (path);
  return wk_trained_fail (error, WK_TRAINED_ERROR_KIND,
                          _ ("“%s” holds weights for “%s”, expected “%s”"), name,
                          wk_trained_get_kind (trained), kind);
}

/* "shipped" or "shipped-NAME": the path of its file, else NULL. (transfer full) */
static char *
shipped_path (const char *kind, const char *name)
{
  g_autofree char *file = NULL;

  if (strcmp (name, SHIPPED) == 0)
    file = g_strdup_printf ("models/%s.wkm", kind);
  else if (g_str_has_prefix (name, SHIPPED "-") &&
           wk_trained_is_id (name + strlen (SHIPPED "-")))
    file = g_strdup_printf ("models/%s%s.wkm", kind, name + strlen (SHIPPED));
  return file != NULL ? wk_data_path (file) : NULL;
}

static gboolean
is_same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
         a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
         a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static void
clear_kept (Kept *one)
{
  g_clear_pointer (&one->path, g_free);
  g_clear_pointer (&one->trained, wk_trained_unref);
}

/* Moves the @i-th to the front. */
static void
move_to_front (guint i)
{
  Kept one = kept[i];

  memmove (&kept[1], &kept[0], i * sizeof kept[0]);
  kept[0] = one;
}

/* Of the files that were read, the one at @path if it is still as it was. Borrowed. */
static WkTrained *
find_file (const char *path, const struct stat *buffer)
{
  for (guint i = 0; i < N_KEPT; i++)
    if (kept[i].path != NULL && strcmp (kept[i].path, path) == 0)
      {
        move_to_front (i);
        if (!is_same_file (&kept[0].stat, buffer))
          clear_kept (&kept[0]);
        return kept[0].trained;
      }
  return NULL;
}

/* Takes @trained. */
static void
keep_file (const char *path, const struct stat *buffer, WkTrained *trained)
{
  clear_kept (&kept[N_KEPT - 1]);
  move_to_front (N_KEPT - 1);
  kept[0] = (Kept){ .path = g_strdup (path), .stat = *buffer, .trained = trained };
}

static gboolean
is_path (const char *name)
{
  return strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".wkm");
}

gboolean
wk_trained_is_gone (const char *kind, const char *name)
{
  g_autofree char *path = NULL;
  gboolean is_gone;

  g_return_val_if_fail (kind != NULL && name != NULL, FALSE);
  path = shipped_path (kind, name);
  g_mutex_lock (&mutex);
  is_gone = path == NULL && !is_path (name) && find_entry (kind, name) == NULL;
  g_mutex_unlock (&mutex);
  return is_gone;
}

/* Where weights of a name are looked for. */
typedef struct
{
  char *path; /* of the file, or NULL: none */
  gboolean is_shipped;
  struct stat stat; /* as it is now; zeros if it is not there */
} Place;

static void
clear_place (Place *place)
{
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, clear_place)

static void
find_place (const char *kind, const char *name, Place *place)
{
  place->path = shipped_path (kind, name);
  place->is_shipped = place->path != NULL;
  if (place->path == NULL && is_path (name))
    place->path = g_strdup (name);
  if (place->path != NULL && stat (place->path, &place->stat) != 0)
    place->stat = (struct stat){ 0 };
}

/* What was read of the file. With the lock held. Borrowed. */
static WkTrained *
find_in_place (const Place *place)
{
  if (place->path == NULL)
    return NULL;
  if (!place->is_shipped)
    return find_file (place->path, &place->stat);
  return shipped != NULL ? g_hash_table_lookup (shipped, place->path) : NULL;
}

/* With the lock held. Takes @trained; borrowed is what is kept: another thread may have
 * been faster, and one name means one object. */
static WkTrained *
keep_in_place (const Place *place, WkTrained *trained)
{
  WkTrained *before = find_in_place (place);

  if (before != NULL)
    {
      wk_trained_unref (trained);
      return before;
    }
  if (!place->is_shipped)
    keep_file (place->path, &place->stat, trained);
  else
    {
      if (shipped == NULL)
        shipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) wk_trained_unref);
      g_hash_table_insert (shipped, g_strdup (place->path), trained);
    }
  return trained;
}

/* What is there without reading. (transfer full) */
static WkTrained *
find_known (const char *kind, const char *name, const Place *place)
{
  WkTrained *trained;

  g_mutex_lock (&mutex);
  trained = find_published (kind, name);
  if (trained == NULL && find_in_place (place) != NULL)
    trained = wk_trained_ref (find_in_place (place));
  g_mutex_unlock (&mutex);
  return trained;
}

WkTrained *
wk_trained_find_known (const char *kind, const char *name, gboolean *is_unread)
{
  g_auto (Place) place = { NULL };
  WkTrained *trained;

  g_return_val_if_fail (kind != NULL && name != NULL && is_unread != NULL, NULL);
  find_place (kind, name, &place);
  trained = find_known (kind, name, &place);
  *is_unread = trained == NULL && S_ISREG (place.stat.st_mode);
  return trained;
}

WkTrained *
wk_trained_find (const char *kind, const char *name, GError **error)
{
  g_auto (Place) place = { NULL };
  g_autoptr (WkTrained) trained = NULL;

  g_return_val_if_fail (kind != NULL && name != NULL, NULL);
  find_place (kind, name, &place);
  trained = find_known (kind, name, &place);
  if (trained == NULL && place.path == NULL)
    {
      g_autofree char *short_name = wk_trained_short_name (name);

      wk_trained_fail (error, WK_TRAINED_ERROR_UNKNOWN,
                       _ ("The weights “%s” are no longer there: train again, or take "
                          "those that ship (“%s”)"),
                       short_name, SHIPPED);
      return NULL;
    }
  if (trained == NULL)
    {
      /* Not under the lock, which the window's thread must not wait for. */
      trained = wk_trained_read (place.path, error);
      if (trained == NULL)
        return NULL;
      g_mutex_lock (&mutex);
      trained = wk_trained_ref (keep_in_place (&place, g_steal_pointer (&trained)));
      g_mutex_unlock (&mutex);
    }
  if (place.path != NULL && !check_kind (trained, kind, place.path, error))
    return NULL;
  return g_steal_pointer (&trained);
}
