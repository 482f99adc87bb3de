/* wk-session-group.c - exercises that share their numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 1a to 1d are one network: a weight changed in one is changed in all. What an exercise
 * says of its own (1b has another activation) stays, since there the old values differ.
 */
#include "config.h"

#include <string.h>

#include "session/wk-session-private.h"

static WkValue *
merge_list (WkValue *theirs, WkValue *before, WkValue *after)
{
  gsize n = wk_value_get_length (theirs);
  g_autofree WkValue **items = g_new0 (WkValue *, n + 1);

  for (gsize i = 0; i < n; i++)
    items[i] =
        wk_value_merge (wk_value_get_item (theirs, i), wk_value_get_item (before, i),
                        wk_value_get_item (after, i));
  return wk_value_new_list (items, n);
}

/* Exercises of other kinds have other keys: those are theirs. */
static WkValue *
merge_map (WkValue *theirs, WkValue *before, WkValue *after)
{
  gsize n = wk_value_get_length (theirs);
  g_autofree WkValue **items = g_new0 (WkValue *, n + 1);
  g_autofree const char **keys = g_new0 (const char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      WkValue *item = wk_value_get_item (theirs, i);
      WkValue *old, *new;

      keys[i] = wk_value_get_key (theirs, i);
      old = wk_value_get_member (before, keys[i]);
      new = wk_value_get_member (after, keys[i]);
      items[i] = old != NULL && new != NULL ? wk_value_merge (item, old, new)
                                            : wk_value_ref (item);
    }
  return wk_value_new_map (keys, items, n);
}

WkValue *
wk_value_merge (WkValue *theirs, WkValue *before, WkValue *after)
{
  WkValueType type = wk_value_get_type_tag (theirs);

  if (wk_value_equal (before, after))
    return wk_value_ref (theirs);
  if (wk_value_equal (theirs, before))
    return wk_value_ref (after);
  if (type != wk_value_get_type_tag (before) || type != wk_value_get_type_tag (after))
    return wk_value_ref (theirs);
  if (type == WK_VALUE_MAP)
    return merge_map (theirs, before, after);
  if (type == WK_VALUE_LIST &&
      wk_value_get_length (theirs) == wk_value_get_length (before) &&
      wk_value_get_length (theirs) == wk_value_get_length (after))
    return merge_list (theirs, before, after);
  return wk_value_ref (theirs);
}

/* Where the chain of `from` ends. */
static guint
group_root (WkDeck *deck, guint i)
{
  guint n = wk_deck_get_n_exercises (deck);

  for (guint hops = 0; hops < n; hops++)
    {
      const char *from = wk_exercise_get_from (wk_deck_get_exercise (deck, i));
      int next = from != NULL ? wk_deck_find (deck, from) : -1;

      if (next < 0)
        break;
      i = (guint) next;
    }
  return i;
}

gboolean
wk_session_in_group (WkDeck *deck, guint a, guint b)
{
  return a == b || group_root (deck, a) == group_root (deck, b);
}
