/* wk-session-sheet.c - what a student gave for one set of numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet is never changed, but copied: a step of undo keeps the one from before. The
 * copies share what help was taken, which no undo gives back.
 */
#include "config.h"

#include <string.h>

#include "session/wk-session-private.h"

#define MAX_TYPED_BYTES 200

char *
wk_sheet_clean (const char *typed)
{
  g_autofree char *valid = typed != NULL ? g_utf8_make_valid (typed, -1) : NULL;
  char *end;

  if (valid == NULL)
    return NULL;
  for (char *c = valid; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  g_strstrip (valid);
  if (strlen (valid) > MAX_TYPED_BYTES)
    {
      end = g_utf8_find_prev_char (valid, valid + MAX_TYPED_BYTES);
      *end = '\0';
    }
  return *valid != '\0' ? g_steal_pointer (&valid) : NULL;
}

static WkSheet *
new_sheet (GHashTable *help)
{
  WkSheet *sheet = g_new0 (WkSheet, 1);

  g_ref_count_init (&sheet->refs);
  sheet->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sheet->help = help;
  return sheet;
}

WkSheet *
wk_sheet_new (void)
{
  return new_sheet (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
}

WkSheet *
wk_sheet_ref (WkSheet *sheet)
{
  g_ref_count_inc (&sheet->refs);
  return sheet;
}

void
wk_sheet_unref (WkSheet *sheet)
{
  if (!g_ref_count_dec (&sheet->refs))
    return;
  g_hash_table_unref (sheet->typed);
  g_hash_table_unref (sheet->help);
  g_free (sheet);
}

const char *
wk_sheet_get (const WkSheet *sheet, const char *id)
{
  return g_hash_table_lookup (sheet->typed, id);
}

gboolean
wk_sheet_is_empty (const WkSheet *sheet)
{
  return g_hash_table_size (sheet->typed) == 0 && sheet->ticks == 0;
}

static WkSheet *
copy_sheet (const WkSheet *sheet)
{
  WkSheet *copy = new_sheet (g_hash_table_ref (sheet->help));
  GHashTableIter iter;
  gpointer id, typed;

  copy->ticks = sheet->ticks;
  g_hash_table_iter_init (&iter, sheet->typed);
  while (g_hash_table_iter_next (&iter, &id, &typed))
    g_hash_table_insert (copy->typed, g_strdup (id), g_strdup (typed));
  return copy;
}

WkSheet *
wk_sheet_with (const WkSheet *sheet, const char *id, const char *typed)
{
  WkSheet *copy = copy_sheet (sheet);

  if (typed != NULL)
    g_hash_table_replace (copy->typed, g_strdup (id), g_strdup (typed));
  else
    g_hash_table_remove (copy->typed, id);
  return copy;
}

WkSheet *
wk_sheet_with_ticks (const WkSheet *sheet, guint64 ticks)
{
  WkSheet *copy = copy_sheet (sheet);

  copy->ticks = ticks;
  return copy;
}

static gboolean
still_holds (const char *id, const WkSolution *before, const WkSolution *after)
{
  const WkAnswer *old = before != NULL ? wk_solution_find_answer (before, id) : NULL;
  const WkAnswer *new = after != NULL ? wk_solution_find_answer (after, id) : NULL;

  g_autoptr (WkValue) one = old != NULL ? wk_answer_to_value (old) : NULL;
  g_autoptr (WkValue) other = new != NULL ? wk_answer_to_value (new) : NULL;

  return one != NULL && other != NULL &&
         old->type == new->type &&wk_value_equal (one, other);
}

WkSheet *
wk_sheet_prune (WkSheet *sheet, const WkSolution *before, const WkSolution *after)
{
  WkSheet *pruned = wk_sheet_new ();
  gboolean all = TRUE;
  GHashTableIter iter;
  gpointer id, value;

  pruned->ticks = sheet->ticks;
  g_hash_table_iter_init (&iter, sheet->typed);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (still_holds (id, before, after))
      g_hash_table_insert (pruned->typed, g_strdup (id), g_strdup (value));
    else
      all = FALSE;
  g_hash_table_iter_init (&iter, sheet->help);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const WkHelp *help = value;

      if (still_holds (id, before, after))
        *wk_sheet_get_help (pruned, id) = *help;
      else if (help->n_hints > 0 || help->revealed)
        all = FALSE;
    }
  if (!all)
    return pruned;
  wk_sheet_unref (pruned);
  return wk_sheet_ref (sheet);
}

gboolean
wk_sheet_equal (const WkSheet *a, const WkSheet *b)
{
  GHashTableIter iter;
  gpointer id, typed;

  if (a == b)
    return TRUE;
  if (a->ticks != b->ticks ||
      g_hash_table_size (a->typed) != g_hash_table_size (b->typed))
    return FALSE;
  g_hash_table_iter_init (&iter, a->typed);
  while (g_hash_table_iter_next (&iter, &id, &typed))
    if (g_strcmp0 (typed, wk_sheet_get (b, id)) != 0)
      return FALSE;
  return TRUE;
}

WkHelp *
wk_sheet_get_help (WkSheet *sheet, const char *id)
{
  WkHelp *help = g_hash_table_lookup (sheet->help, id);

  if (help == NULL)
    {
      help = g_new0 (WkHelp, 1);
      g_hash_table_insert (sheet->help, g_strdup (id), help);
    }
  return help;
}

void
wk_content_clear (WkContent *content)
{
  g_clear_pointer (&content->params, wk_params_unref);
  g_clear_pointer (&content->seed, g_free);
  g_clear_pointer (&content->sheet, wk_sheet_unref);
}

WkContent
wk_content_copy (const WkContent *content)
{
  return (WkContent){
    .params = wk_params_ref (content->params),
    .seed = g_strdup (content->seed),
    .sheet = wk_sheet_ref (content->sheet),
  };
}

gboolean
wk_content_equal (const WkContent *a, const WkContent *b)
{
  return wk_params_equal (a->params, b->params) && g_strcmp0 (a->seed, b->seed) == 0 &&
         wk_sheet_equal (a->sheet, b->sheet);
}
