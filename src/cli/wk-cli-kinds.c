/* wk-cli-kinds.c - the kinds and their parameters, for people and as JSON
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli/wk-cli-private.h"
#include "model/wk-number.h"
#include "model/wk-yaml.h"

WkCliMap
wk_cli_map_new (void)
{
  return (WkCliMap){ g_ptr_array_new (), g_ptr_array_new () };
}

void
wk_cli_map_add (WkCliMap *map, const char *key, WkValue *item)
{
  g_ptr_array_add (map->keys, (gpointer) key);
  g_ptr_array_add (map->items, item);
}

void
wk_cli_map_add_text (WkCliMap *map, const char *key, const char *text)
{
  wk_cli_map_add (map, key,
                  text != NULL ? wk_value_new_string (text) : wk_value_new_null ());
}

WkValue *
wk_cli_map_end (WkCliMap *map)
{
  WkValue *value = wk_value_new_map ((const char *const *) map->keys->pdata,
                                     (WkValue **) map->items->pdata, map->items->len);

  g_clear_pointer (&map->keys, g_ptr_array_unref);
  g_clear_pointer (&map->items, g_ptr_array_unref);
  return value;
}

WkValue *
wk_cli_list_end (GPtrArray *items)
{
  WkValue *value = wk_value_new_list ((WkValue **) items->pdata, items->len);

  g_ptr_array_unref (items);
  return value;
}

static const char *
type_name (WkParamType type)
{
  switch (type)
    {
    case WK_PARAM_INTEGER:
      return "integer";
    case WK_PARAM_REAL:
      return "real";
    case WK_PARAM_CHOICE:
      return "choice";
    case WK_PARAM_SWITCH:
      return "switch";
    case WK_PARAM_VECTOR:
      return "vector";
    case WK_PARAM_MATRIX:
      return "matrix";
    case WK_PARAM_TABLE:
      return "table";
    case WK_PARAM_WORDS:
      return "words";
    case WK_PARAM_WORD:
      return "word";
    case WK_PARAM_IMAGE:
      return "image";
    case WK_PARAM_SEED:
      return "seed";
    default:
      return "unknown";
    }
}

static gboolean
is_numeric (const WkParamSpec *spec)
{
  return spec->type == WK_PARAM_INTEGER || spec->type == WK_PARAM_REAL ||
         spec->type == WK_PARAM_VECTOR || spec->type == WK_PARAM_MATRIX;
}

static gboolean
has_rows (const WkParamSpec *spec)
{
  return spec->type == WK_PARAM_VECTOR || spec->type == WK_PARAM_MATRIX ||
         spec->type == WK_PARAM_TABLE || spec->type == WK_PARAM_WORDS;
}

/* --- JSON --- */

static WkValue *
bound_value (double bound)
{
  return isfinite (bound) ? wk_value_new_number (bound) : wk_value_new_null ();
}

static WkValue *specs_value (const WkParamSpec *specs);

static void
add_shape (WkCliMap *map, const WkParamSpec *spec)
{
  if (is_numeric (spec))
    {
      wk_cli_map_add (map, "min", bound_value (spec->min));
      wk_cli_map_add (map, "max", bound_value (spec->max));
    }
  if (has_rows (spec))
    {
      wk_cli_map_add (map, "min_rows", wk_value_new_number (spec->min_rows));
      wk_cli_map_add (map, "max_rows", wk_value_new_number (spec->max_rows));
    }
  if (spec->type == WK_PARAM_VECTOR)
    wk_cli_map_add (map, "scalar", wk_value_new_bool (spec->scalar));
  if (spec->type == WK_PARAM_VECTOR || spec->type == WK_PARAM_MATRIX)
    wk_cli_map_add (map, "whole", wk_value_new_bool (spec->whole));
  if (spec->type == WK_PARAM_MATRIX)
    {
      wk_cli_map_add (map, "min_cols", wk_value_new_number (spec->min_cols));
      wk_cli_map_add (map, "max_cols", wk_value_new_number (spec->max_cols));
    }
  if (spec->choices != NULL)
    {
      GPtrArray *choices = g_ptr_array_new ();

      for (const WkParamChoice *choice = spec->choices; choice->id != NULL; choice++)
        g_ptr_array_add (choices, wk_value_new_string (choice->id));
      wk_cli_map_add (map, "choices", wk_cli_list_end (choices));
    }
  if (spec->columns != NULL)
    wk_cli_map_add (map, "columns", specs_value (spec->columns));
}

static WkValue *
spec_value (const WkParamSpec *spec)
{
  WkCliMap map = wk_cli_map_new ();
  WkValue *fallback = NULL;

  if (spec->fallback != NULL)
    fallback = wk_yaml_parse (spec->fallback, strlen (spec->fallback), spec->key, NULL);
  wk_cli_map_add_text (&map, "key", spec->key);
  wk_cli_map_add_text (&map, "symbol", spec->symbol);
  wk_cli_map_add_text (&map, "label", spec->label);
  wk_cli_map_add_text (&map, "what", spec->what);
  wk_cli_map_add_text (&map, "type", type_name (spec->type));
  add_shape (&map, spec);
  wk_cli_map_add (&map, "optional", wk_value_new_bool (spec->optional));
  wk_cli_map_add (&map, "default", fallback != NULL ? fallback : wk_value_new_null ());
  return wk_cli_map_end (&map);
}

static WkValue *
specs_value (const WkParamSpec *specs)
{
  GPtrArray *list = g_ptr_array_new ();

  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    g_ptr_array_add (list, spec_value (spec));
  return wk_cli_list_end (list);
}

static WkValue *
kinds_value (void)
{
  GPtrArray *list = g_ptr_array_new ();

  for (const WkExerciseKind *const *kind = wk_exercise_kinds; *kind != NULL; kind++)
    {
      WkCliMap map = wk_cli_map_new ();

      wk_cli_map_add_text (&map, "id", (*kind)->id);
      wk_cli_map_add_text (&map, "title", (*kind)->title);
      wk_cli_map_add_text (&map, "topic", (*kind)->topic);
      wk_cli_map_add_text (&map, "summary", (*kind)->summary);
      wk_cli_map_add (&map, "parameters", specs_value ((*kind)->specs));
      g_ptr_array_add (list, wk_cli_map_end (&map));
    }
  return wk_cli_list_end (list);
}

/* --- for people --- */

static void
append_shape (GString *out, const WkParamSpec *spec)
{
  if (has_rows (spec) && spec->scalar)
    g_string_append_printf (out, _ (", one number or %u"), spec->max_rows);
  else if (has_rows (spec) && spec->max_rows > 0)
    g_string_append_printf (out, _ (", %u to %u rows"), spec->min_rows, spec->max_rows);
  if (spec->type == WK_PARAM_MATRIX && spec->max_cols > 0)
    g_string_append_printf (out, _ (", %u to %u columns"), spec->min_cols,
                            spec->max_cols);
  if (is_numeric (spec) && isfinite (spec->min) && isfinite (spec->max))
    {
      g_autofree char *min = wk_number_to_exact (spec->min);
      g_autofree char *max = wk_number_to_exact (spec->max);

      g_string_append_printf (out, _ (", %s to %s"), min, max);
    }
  if (spec->choices != NULL)
    for (const WkParamChoice *choice = spec->choices; choice->id != NULL; choice++)
      g_string_append_printf (out, "%s%s", choice == spec->choices ? ": " : ", ",
                              choice->id);
}

static void
append_specs (GString *out, const WkParamSpec *specs, int indent)
{
  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    {
      g_string_append_printf (out, "%*s%s  %s", indent, "", spec->key,
                              type_name (spec->type));
      append_shape (out, spec);
      if (spec->fallback != NULL)
        g_string_append_printf (out, _ ("; default %s"), spec->fallback);
      else if (spec->optional)
        g_string_append (out, _ ("; may be left out"));
      g_string_append_printf (out, "\n%*s  %s\n", indent, "",
                              _ (spec->what != NULL ? spec->what : spec->label));
      if (spec->columns != NULL)
        append_specs (out, spec->columns, indent + 2);
    }
}

gboolean
wk_cli_kinds (const WkCliOptions *options, GString *out, GError **error)
{
  if (options->json)
    {
      g_autoptr (WkValue) value = kinds_value ();

      wk_value_append_json (value, out);
      g_string_append_c (out, '\n');
      return TRUE;
    }
  for (const WkExerciseKind *const *kind = wk_exercise_kinds; *kind != NULL; kind++)
    {
      g_string_append_printf (out, "%s%s  %s\n  %s\n",
                              kind == wk_exercise_kinds ? "" : "\n", (*kind)->id,
                              _ ((*kind)->title), _ ((*kind)->summary));
      append_specs (out, (*kind)->specs, 2);
    }
  return TRUE;
}
