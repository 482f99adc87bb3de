/* wk-deck-write.c - a deck as YAML again, with the numbers there are now
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An exercise that takes over another's parameters goes on doing so, and writes only
 * what differs, as long as that can be said: what the other has and this one has not
 * cannot.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <string.h>

#include "model/wk-deck-private.h"
#include "model/wk-yaml.h"

/* A map in the making. */
typedef struct
{
  GPtrArray *keys;
  GPtrArray *items;
} Map;

static Map
map_new (void)
{
  return (Map){ g_ptr_array_new (), g_ptr_array_new () };
}

/* Takes @item; NULL is left out. @key must outlive the map. */
static void
map_add (Map *map, const char *key, WkValue *item)
{
  if (item == NULL)
    return;
  g_ptr_array_add (map->keys, (gpointer) key);
  g_ptr_array_add (map->items, item);
}

static void
map_add_text (Map *map, const char *key, const char *text)
{
  if (text != NULL)
    map_add (map, key, wk_value_new_string (text));
}

static WkValue *
map_finish (Map *map)
{
  WkValue *value = wk_value_new_map ((const char *const *) map->keys->pdata,
                                     (WkValue **) map->items->pdata, map->items->len);

  g_ptr_array_unref (map->keys);
  g_ptr_array_unref (map->items);
  return value;
}

/* --- texts --- */

/* Several lines end with a line end, so that they stand as a plain block. */
static WkValue *
line_value (const char *line)
{
  g_autofree char *block =
      strchr (line, '\n') != NULL ? g_strconcat (line, "\n", NULL) : NULL;

  return wk_value_new_string (block != NULL ? block : line);
}

static WkValue *
lines_value (char **lines, gboolean is_list)
{
  guint n = g_strv_length (lines);
  g_autofree WkValue **items = g_new0 (WkValue *, n + 1);

  if (!is_list)
    return line_value (lines[0]);
  for (guint i = 0; i < n; i++)
    items[i] = line_value (lines[i]);
  return wk_value_new_list (items, n);
}

static WkValue *
texts_value (const WkDeck *deck, GPtrArray *texts, gboolean is_list)
{
  Map map;

  if (texts == NULL || texts->len == 0)
    return NULL;
  if (texts->len == 1)
    {
      const WkDeckText *text = texts->pdata[0];

      if (g_strcmp0 (text->tag, wk_language_get_tag (deck->language)) == 0)
        return lines_value (text->lines, is_list);
    }
  map = map_new ();
  for (guint i = 0; i < texts->len; i++)
    {
      const WkDeckText *text = texts->pdata[i];

      map_add (&map, text->tag, lines_value (text->lines, is_list));
    }
  return map_finish (&map);
}

/* --- parameters --- */

static WkParams *
params_of (const WkDeck *deck, const WkDeckNumbers *numbers, guint i)
{
  const WkExercise *exercise = wk_deck_get_exercise (deck, i);

  return numbers != NULL ? numbers[i].params : exercise->params;
}

static const char *
seed_of (const WkDeck *deck, const WkDeckNumbers *numbers, guint i)
{
  const WkExercise *exercise = wk_deck_get_exercise (deck, i);

  return numbers != NULL ? numbers[i].seed : exercise->seed;
}

static WkValue *
all_params (WkParams *params)
{
  WkValue *values = wk_params_get_values (params);

  return wk_value_get_length (values) > 0 ? wk_value_ref (values) : NULL;
}

/* What @params has beside @source. FALSE if that cannot be said. */
static gboolean
own_params (WkParams *params, WkParams *source, WkValue **own)
{
  const WkParamSpec *specs = wk_params_get_specs (params);
  gboolean same_kind = specs == wk_params_get_specs (source);
  Map map = map_new ();
  gboolean can_say = TRUE;

  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    {
      WkValue *mine = wk_params_get_value (params, spec->key);
      WkValue *theirs = wk_params_get_value (source, spec->key);

      if (mine == NULL && theirs != NULL)
        can_say = FALSE;
      else if (mine != NULL && (theirs == NULL || !wk_value_equal (mine, theirs)))
        map_add (&map, spec->key, wk_value_ref (mine));
    }
  /* Keys of another kind are dropped by the reader; of the same there are no others. */
  *own = map_finish (&map);
  if (can_say && (same_kind || wk_value_get_length (*own) > 0 ||
                  wk_value_get_length (wk_params_get_values (params)) > 0))
    return TRUE;
  g_clear_pointer (own, wk_value_unref);
  return FALSE;
}

static void
add_params (Map *map,
            const WkDeck *deck,
            const WkDeckNumbers *numbers,
            guint i,
            gboolean alone)
{
  const WkExercise *exercise = wk_deck_get_exercise (deck, i);
  WkParams *params = params_of (deck, numbers, i);
  const char *seed = seed_of (deck, numbers, i);
  int from = !alone ? wk_deck_find (deck, exercise->from) : -1;
  const char *inherited = from >= 0 ? seed_of (deck, numbers, (guint) from) : NULL;
  g_autoptr (WkValue) own = NULL;

  /* A seed that is taken over cannot be taken back. */
  if (from >= 0 && (seed != NULL || inherited == NULL) &&
      own_params (params, params_of (deck, numbers, (guint) from), &own))
    {
      map_add_text (map, "from", exercise->from);
      if (g_strcmp0 (seed, inherited) != 0)
        map_add_text (map, "seed", seed);
      if (wk_value_get_length (own) > 0)
        map_add (map, "parameters", g_steal_pointer (&own));
    }
  else
    {
      map_add_text (map, "seed", seed);
      map_add (map, "parameters", all_params (params));
    }
  if (seed != NULL && numbers != NULL)
    map_add (map, "generator", wk_value_new_number (WK_DECK_GENERATOR));
  else if (exercise->generator > 0)
    map_add (map, "generator", wk_value_new_number (exercise->generator));
}

/* --- the whole --- */

/* An id that was made from the file's name need not be one that a file may state. */
static gboolean
is_valid_id (const char *id)
{
  gboolean valid = id != NULL && g_ascii_isalnum (id[0]) && strlen (id) <= 64;

  for (const char *c = id; valid && *c != '\0'; c++)
    valid = g_ascii_isalnum (*c) || strchr ("._-", *c) != NULL;
  return valid;
}

static WkValue *
exercise_value (const WkDeck *deck,
                const WkDeckNumbers *numbers,
                guint i,
                gboolean alone)
{
  const WkExercise *exercise = wk_deck_get_exercise (deck, i);
  GPtrArray *const *texts = exercise->texts;
  Map map = map_new ();

  map_add_text (&map, "number", exercise->number);
  map_add_text (&map, "kind", exercise->kind->id);
  map_add (&map, "title", texts_value (deck, texts[WK_DECK_TITLE], FALSE));
  map_add (&map, "question", texts_value (deck, texts[WK_DECK_QUESTION], FALSE));
  add_params (&map, deck, numbers, i, alone);
  map_add (&map, "notes", texts_value (deck, texts[WK_DECK_NOTES], FALSE));
  map_add (&map, "remark", texts_value (deck, texts[WK_DECK_REMARK], FALSE));
  map_add (&map, "points", texts_value (deck, texts[WK_DECK_POINTS], TRUE));
  map_add (&map, "audience", texts_value (deck, texts[WK_DECK_AUDIENCE], FALSE));
  /* What guards the deck's own numbers says nothing of others. */
  if (exercise->check != NULL &&
      wk_params_equal (params_of (deck, numbers, i), exercise->params))
    map_add (&map, "check", wk_value_ref (exercise->check));
  return map_finish (&map);
}

char *
wk_deck_to_yaml (const WkDeck *deck, const WkDeckNumbers *numbers, int only)
{
  g_autoptr (GPtrArray) exercises = g_ptr_array_new ();
  g_autoptr (WkValue) root = NULL;
  Map map = map_new ();

  g_return_val_if_fail (deck != NULL, NULL);
  for (guint i = 0; i < deck->exercises->len; i++)
    if (only < 0 || (guint) only == i)
      g_ptr_array_add (exercises, exercise_value (deck, numbers, i, only >= 0));
  map_add (&map, "deck", wk_value_new_number (1));
  if (is_valid_id (deck->id))
    map_add_text (&map, "id", deck->id);
  map_add (&map, "title", texts_value (deck, deck->title, FALSE));
  map_add_text (&map, "language", wk_language_get_tag (deck->language));
  map_add (&map, "exercises",
           wk_value_new_list ((WkValue **) exercises->pdata, exercises->len));
  root = map_finish (&map);
  return wk_yaml_write (root);
}
