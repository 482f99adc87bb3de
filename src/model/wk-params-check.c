/* wk-params-check.c - values against specs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the specs collects every problem, so that an author sees them all at
 * once. Each check returns the value to store: mostly the one given, sometimes with
 * defaults filled in (tables) or as text (a seed of digits).
 */
#include "config.h"

#include "model/wk-params.h"

#include <math.h>
#include <string.h>

#include "model/wk-message-private.h"
#include "model/wk-number.h"
#include "model/wk-params-private.h"
#include "model/wk-yaml.h"

/* A word is a name or an id, not an essay; a path may be longer. */
#define MAX_WORD_BYTES 256
#define MAX_PATH_BYTES 4096
/* More of the same kind help nobody, and a message list must stay small. */
#define MAX_PROBLEMS 200

typedef struct
{
  GPtrArray *problems; /* of GError */
} Check;

static void
report (Check *check, WkParamsError code, const char *path, char *sentence)
{
  if (check->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (check->problems, wk_params_error_new_take (code, path, sentence));
  else
    g_free (sentence);
}

static gboolean
has_range (const WkParamSpec *spec)
{
  return spec->min < spec->max || spec->min != 0.0;
}

static gboolean
is_whole (const WkParamSpec *spec)
{
  return spec->type == WK_PARAM_INTEGER || spec->whole;
}

/* "a number from 0 to 1" */
static char *
expected_number (const WkParamSpec *spec)
{
  gboolean whole = is_whole (spec);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (!has_range (spec))
    return g_strdup (whole ? _ ("a whole number") : _ ("a number"));
  low = wk_number_to_exact (spec->min);
  high = wk_number_to_exact (spec->max);
  return whole ? g_strdup_printf (_ ("a whole number from %s to %s"), low, high)
               : g_strdup_printf (_ ("a number from %s to %s"), low, high);
}

static void
report_expected (Check *check,
                 WkParamsError code,
                 const char *path,
                 const WkValue *found,
                 const char *expected)
{
  g_autofree char *what = wk_params_describe_value (found);

  report (check, code, path, g_strdup_printf (_ ("%s, expected %s"), what, expected));
}

static gboolean
check_number (Check *check,
              const WkParamSpec *spec,
              const char *path,
              const WkValue *value)
{
  double number = wk_value_get_number (value);
  g_autofree char *expected = NULL;

  if (wk_value_get_type_tag (value) == WK_VALUE_NUMBER && isfinite (number) &&
      (!is_whole (spec) || floor (number) == number) &&
      (!has_range (spec) || (number >= spec->min && number <= spec->max)))
    return TRUE;

  expected = expected_number (spec);
  if (wk_value_get_type_tag (value) != WK_VALUE_NUMBER)
    report_expected (check, WK_PARAMS_ERROR_TYPE, path, value, expected);
  else if (!isfinite (number))
    {
      g_autofree char *what = wk_params_describe_value (value);

      report (check, WK_PARAMS_ERROR_RANGE, path,
              g_strdup_printf (_ ("not a finite number (%s), expected %s"), what,
                               expected));
    }
  else
    report_expected (check, WK_PARAMS_ERROR_RANGE, path, value, expected);
  return FALSE;
}

/* "3", "at least 1" or "1 to 12". */
static char *
expected_count (guint low, guint high)
{
  if (low == high)
    return g_strdup_printf ("%u", low);
  if (high == 0)
    return g_strdup_printf (_ ("at least %u"), low);
  return g_strdup_printf (_ ("%u to %u"), low, high);
}

static gboolean
count_fits (gsize n, guint low, guint high)
{
  return n >= low && (high == 0 || n <= high);
}

/* "2 rows, expected 3" */
static gboolean
check_count (Check *check,
             const char *path,
             gsize n,
             guint low,
             guint high,
             WkParamType counted)
{
  g_autofree char *expected = NULL;
  gulong count = (gulong) n;
  char *sentence;

  if (count_fits (n, low, high))
    return TRUE;
  expected = expected_count (low, high);
  if (counted == WK_PARAM_VECTOR)
    sentence = g_strdup_printf (
        ngettext ("%lu number, expected %s", "%lu numbers, expected %s", count), count,
        expected);
  else if (counted == WK_PARAM_WORDS)
    sentence = g_strdup_printf (
        ngettext ("%lu word, expected %s", "%lu words, expected %s", count), count,
        expected);
  else
    sentence = g_strdup_printf (
        ngettext ("%lu row, expected %s", "%lu rows, expected %s", count), count,
        expected);
  report (check, WK_PARAMS_ERROR_SHAPE, path, sentence);
  return FALSE;
}

static gboolean
check_numbers (Check *check,
               const WkParamSpec *spec,
               const char *path,
               const WkValue *list)
{
  gboolean fine = TRUE;

  for (gsize i = 0; i < wk_value_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);

      fine &= check_number (check, spec, place, wk_value_get_item (list, i));
    }
  return fine;
}

static gboolean
check_is_list (Check *check,
               const char *path,
               const WkValue *value,
               const char *expected)
{
  if (wk_value_get_type_tag (value) == WK_VALUE_LIST)
    return TRUE;
  report_expected (check, WK_PARAMS_ERROR_TYPE, path, value, expected);
  return FALSE;
}

static gboolean
check_vector (Check *check,
              const WkParamSpec *spec,
              const char *path,
              const WkValue *value)
{
  if (spec->scalar && wk_value_get_type_tag (value) == WK_VALUE_NUMBER)
    return check_number (check, spec, path, value);
  return check_is_list (check, path, value,
                        spec->scalar
                            ? _ ("a number or a list of numbers such as [1, 2]")
                            : _ ("a list of numbers such as [1, 2]")) &&
         check_count (check, path, wk_value_get_length (value), spec->min_rows,
                      spec->max_rows, WK_PARAM_VECTOR) &
             check_numbers (check, spec, path, value);
}

static gboolean
check_matrix (Check *check,
              const WkParamSpec *spec,
              const char *path,
              const WkValue *value)
{
  gsize rows = wk_value_get_length (value);
  gsize cols = wk_value_get_length (wk_value_get_item (value, 0));
  gboolean fine;

  if (!check_is_list (check, path, value,
                      _ ("a list of rows such as [[1, 2], [3, 4]]")))
    return FALSE;
  fine =
      check_count (check, path, rows, spec->min_rows, spec->max_rows, WK_PARAM_MATRIX);
  for (gsize i = 0; i < rows; i++)
    {
      const WkValue *row = wk_value_get_item (value, i);
      g_autofree char *place = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);

      if (!check_is_list (check, place, row, _ ("a list of numbers such as [1, 2]")))
        fine = FALSE;
      else if (i == 0 || cols == 0)
        fine &= check_count (check, place, wk_value_get_length (row), spec->min_cols,
                             spec->max_cols, WK_PARAM_VECTOR);
      else
        fine &= check_count (check, place, wk_value_get_length (row), (guint) cols,
                             (guint) cols, WK_PARAM_VECTOR);
      fine &= check_numbers (check, spec, place, row);
    }
  return fine;
}

static gboolean
check_choice (Check *check,
              const WkParamSpec *spec,
              const char *path,
              const WkValue *value)
{
  const char *word = wk_value_get_string (value);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *list = NULL;
  g_autofree char *what = NULL;
  const char *nearest;

  if (word != NULL && wk_param_choice_index (spec->choices, word) >= 0)
    return TRUE;

  for (const WkParamChoice *choice = spec->choices; choice->id != NULL; choice++)
    g_ptr_array_add (ids, (gpointer) choice->id);
  g_ptr_array_add (ids, NULL);
  list = g_strjoinv (", ", (char **) ids->pdata);
  what = wk_params_describe_value (value);
  nearest =
      word != NULL ? wk_nearest_word (word, (const char *const *) ids->pdata) : NULL;
  if (nearest != NULL)
    report (check, WK_PARAMS_ERROR_RANGE, path,
            g_strdup_printf (_ ("%s, expected one of %s; did you mean \"%s\"?"), what,
                             list, nearest));
  else
    report (check, word != NULL ? WK_PARAMS_ERROR_RANGE : WK_PARAMS_ERROR_TYPE, path,
            g_strdup_printf (_ ("%s, expected one of %s"), what, list));
  return FALSE;
}

static gboolean
check_word (Check *check, const char *path, const WkValue *value, gsize max_bytes)
{
  const char *word = wk_value_get_string (value);

  if (word == NULL)
    {
      report_expected (check, WK_PARAMS_ERROR_TYPE, path, value, _ ("a word"));
      return FALSE;
    }
  if (wk_params_find_control (word) != 0)
    {
      report (check, WK_PARAMS_ERROR_RANGE, path,
              g_strdup_printf (_ ("the control character U+%04X, expected none"),
                               wk_params_find_control (word)));
      return FALSE;
    }
  if (strlen (word) > max_bytes)
    {
      report (check, WK_PARAMS_ERROR_RANGE, path,
              g_strdup_printf (_ ("too long (%zu bytes), expected at most %zu"),
                               strlen (word), max_bytes));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_words (Check *check,
             const WkParamSpec *spec,
             const char *path,
             const WkValue *value)
{
  gboolean fine;

  if (!check_is_list (check, path, value, _ ("a list of words such as [one, two]")))
    return FALSE;
  fine = check_count (check, path, wk_value_get_length (value), spec->min_rows,
                      spec->max_rows, WK_PARAM_WORDS);
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);

      fine &= check_word (check, place, wk_value_get_item (value, i), MAX_WORD_BYTES);
    }
  return fine;
}

static WkValue *check_map (Check *check,
                           const WkParamSpec *specs,
                           const char *prefix,
                           WkValue *values);

static WkValue *
check_table (Check *check, const WkParamSpec *spec, const char *path, WkValue *value)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_value_unref);
  gsize n = wk_value_get_length (value);
  gboolean fine;
  WkValue *table = NULL;

  if (!check_is_list (check, path, value, _ ("a list of maps such as [{key: value}]")))
    return NULL;
  fine = check_count (check, path, n, spec->min_rows, spec->max_rows, WK_PARAM_TABLE);
  for (gsize i = 0; i < n; i++)
    {
      WkValue *row = wk_value_get_item (value, i);
      g_autofree char *place = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);
      WkValue *whole = NULL;

      if (wk_value_get_type_tag (row) == WK_VALUE_MAP)
        whole = check_map (check, spec->columns, place, row);
      else
        report_expected (check, WK_PARAMS_ERROR_TYPE, place, row,
                         _ ("a map of keys and values"));
      if (whole != NULL)
        g_ptr_array_add (rows, whole);
      else
        fine = FALSE;
    }

  if (fine)
    {
      guint line, column;

      table = wk_value_new_list ((WkValue **) rows->pdata, rows->len);
      wk_value_get_place (value, &line, &column);
      wk_value_set_place (table, line, column);
      g_ptr_array_set_free_func (rows, NULL);
    }
  return table;
}

/* The value to store, (transfer full), or NULL after a report. */
static WkValue *
check_value (Check *check, const WkParamSpec *spec, const char *path, WkValue *value)
{
  gboolean fine = FALSE;

  switch (spec->type)
    {
    case WK_PARAM_INTEGER:
    case WK_PARAM_REAL:
      fine = check_number (check, spec, path, value);
      break;
    case WK_PARAM_CHOICE:
      fine = check_choice (check, spec, path, value);
      break;
    case WK_PARAM_SWITCH:
      fine = wk_value_get_type_tag (value) == WK_VALUE_BOOL;
      if (!fine)
        report_expected (check, WK_PARAMS_ERROR_TYPE, path, value, _ ("true or false"));
      break;
    case WK_PARAM_VECTOR:
      fine = check_vector (check, spec, path, value);
      break;
    case WK_PARAM_MATRIX:
      fine = check_matrix (check, spec, path, value);
      break;
    case WK_PARAM_TABLE:
      return check_table (check, spec, path, value);
    case WK_PARAM_WORDS:
      fine = check_words (check, spec, path, value);
      break;
    case WK_PARAM_WORD:
      fine = check_word (check, path, value,
                         spec->max > 0 ? (gsize) spec->max : MAX_WORD_BYTES);
      break;
    case WK_PARAM_IMAGE:
      fine = check_word (check, path, value, MAX_PATH_BYTES);
      break;
    case WK_PARAM_SEED:
    default:
      {
        g_autoptr (WkValue) word = wk_params_value_as_word (value);

        return check_word (check, path, word, MAX_WORD_BYTES) ? wk_value_ref (word)
                                                              : NULL;
      }
    }
  return fine ? wk_value_ref (value) : NULL;
}

static char *
join_path (const char *prefix, const char *key)
{
  return *prefix != '\0' ? g_strdup_printf ("%s.%s", prefix, key) : g_strdup (key);
}

static void
check_keys (Check *check, const WkParamSpec *specs, const char *prefix, WkValue *values)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    g_ptr_array_add (keys, (gpointer) spec->key);
  g_ptr_array_add (keys, NULL);

  for (gsize i = 0; i < wk_value_get_length (values); i++)
    {
      const char *key = wk_value_get_key (values, i);
      g_autofree char *path = join_path (prefix, key);
      GError *problem;

      if (wk_param_spec_find (specs, key) != NULL)
        continue;
      problem = wk_params_error_new_take (
          WK_PARAMS_ERROR_UNKNOWN_KEY, prefix,
          wk_params_message_unknown_key (key, (const char *const *) keys->pdata));
      wk_params_error_set_path (problem, path);
      if (check->problems->len < MAX_PROBLEMS)
        g_ptr_array_add (check->problems, problem);
      else
        g_error_free (problem);
    }
}

/* The default that a spec carries; what does not parse is a fault of the program. */
static WkValue *
fallback_value (const WkParamSpec *spec)
{
  g_autoptr (GError) error = NULL;
  WkValue *value =
      wk_yaml_parse (spec->fallback, strlen (spec->fallback), spec->key, &error);

  if (value == NULL)
    g_critical ("The default of a parameter does not parse: %s", error->message);
  return value;
}

/* The map of all values at @prefix, in the order of @specs, or NULL. */
static WkValue *
check_map (Check *check, const WkParamSpec *specs, const char *prefix, WkValue *values)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_value_unref);
  gboolean fine = TRUE;
  guint n_problems = check->problems->len;
  WkValue *map;

  check_keys (check, specs, prefix, values);
  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    {
      WkValue *given = wk_value_get_member (values, spec->key);
      g_autofree char *path = join_path (prefix, spec->key);
      g_autoptr (WkValue) value = given != NULL ? wk_value_ref (given) : NULL;
      WkValue *stored = NULL;

      if (value != NULL && spec->optional &&
          wk_value_get_type_tag (value) == WK_VALUE_NULL)
        g_clear_pointer (&value, wk_value_unref);
      else if (value == NULL && spec->fallback != NULL)
        value = fallback_value (spec);
      if (value == NULL && spec->optional)
        continue;

      if (value != NULL)
        stored = check_value (check, spec, path, value);
      else
        report (check, WK_PARAMS_ERROR_MISSING, path,
                g_strdup (_ ("missing, expected a value")));
      if (stored != NULL)
        {
          g_ptr_array_add (keys, (gpointer) spec->key);
          g_ptr_array_add (items, stored);
        }
      else
        fine = FALSE;
    }

  if (!fine || check->problems->len > n_problems)
    return NULL;
  map = wk_value_new_map ((const char *const *) keys->pdata, (WkValue **) items->pdata,
                          items->len);
  g_ptr_array_set_free_func (items, NULL);
  if (values != NULL)
    {
      guint line, column;

      wk_value_get_place (values, &line, &column);
      wk_value_set_place (map, line, column);
    }
  return map;
}

WkParams *
wk_params_new (const WkParamSpec *specs,
               WkValue *values,
               GPtrArray *problems,
               GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  Check check = { .problems = found };
  WkValue *whole = NULL;

  g_return_val_if_fail (specs != NULL, NULL);
  if (values != NULL && wk_value_get_type_tag (values) == WK_VALUE_NULL)
    values = NULL;
  if (values != NULL && wk_value_get_type_tag (values) != WK_VALUE_MAP)
    report_expected (&check, WK_PARAMS_ERROR_TYPE, NULL, values,
                     _ ("a map of keys and values"));
  else
    whole = check_map (&check, specs, "", values);
  if (whole != NULL)
    return wk_params_new_unchecked (specs, whole);

  for (guint i = 0; problems != NULL && i < found->len; i++)
    g_ptr_array_add (problems, g_error_copy (found->pdata[i]));
  g_propagate_error (error, g_error_copy (found->pdata[0]));
  return NULL;
}
