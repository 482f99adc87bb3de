/* wk-session-copy.c - numbers and formulas for other programs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/wk-message-private.h"
#include "model/wk-number.h"
#include "render/wk-math.h"
#include "session/wk-session-private.h"

/* --- a table --- */

static void
append_scalar (GString *out, const WkValue *value)
{
  g_autofree char *number = NULL;

  switch (wk_value_get_type_tag (value))
    {
    case WK_VALUE_NUMBER:
      number = wk_number_to_exact (wk_value_get_number (value));
      g_string_append (out, number);
      return;
    case WK_VALUE_STRING:
      /* A tab or a line end would be the table's. */
      for (const char *c = wk_value_get_string (value); *c != '\0'; c++)
        g_string_append_c (out, (guchar) *c < 0x20 ? ' ' : *c);
      return;
    case WK_VALUE_BOOL:
      g_string_append (out, wk_value_get_bool (value) ? "true" : "false");
      return;
    case WK_VALUE_NULL:
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
    default:
      return;
    }
}

static gboolean
is_nested (const WkValue *value)
{
  return wk_value_get_type_tag (value) == WK_VALUE_LIST ||
         wk_value_get_type_tag (value) == WK_VALUE_MAP;
}

/* A line: the name, then a cell a number. A matrix is as many lines, named once. */
static void
append_value (GString *out, const char *name, const WkValue *value)
{
  gsize n = wk_value_get_length (value);
  gboolean is_map = wk_value_get_type_tag (value) == WK_VALUE_MAP;
  gboolean is_matrix =
      !is_map && is_nested (value) && n > 0 &&
      wk_value_get_type_tag (wk_value_get_item (value, 0)) == WK_VALUE_LIST;
  gboolean is_table = !is_map && !is_matrix && is_nested (value) && n > 0 &&
                      is_nested (wk_value_get_item (value, 0));

  if (!is_map && !is_matrix && !is_table)
    {
      g_string_append (out, name);
      if (!is_nested (value))
        {
          g_string_append_c (out, '\t');
          append_scalar (out, value);
        }
      for (gsize i = 0; i < n; i++)
        {
          g_string_append_c (out, '\t');
          append_scalar (out, wk_value_get_item (value, i));
        }
      g_string_append_c (out, '\n');
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *inner =
          is_map     ? g_strdup_printf ("%s.%s", name, wk_value_get_key (value, i))
          : is_table ? g_strdup_printf ("%s[%zu]", name, i)
                     : g_strdup (i == 0 ? name : "");

      append_value (out, inner, wk_value_get_item (value, i));
    }
}

static void
append_answer (GString *out, const WkAnswer *answer)
{
  gboolean is_number =
      answer->type == WK_ANSWER_NUMBER || answer->type == WK_ANSWER_INTEGER;
  g_autofree char *value = is_number
                               ? wk_number_to_exact (wk_number_clean (answer->value, 0))
                               : wk_answer_to_text (answer, NULL);

  g_string_append_printf (out, "%s\t%s\n", answer->id, value);
}

char *
wk_session_dup_values (WkSession *self, gboolean answers)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  GString *out = g_string_new (NULL);
  WkParams *params = wk_session_get_params (self);
  WkSolution *solution = wk_session_get_solution (self);
  WkValue *values = params != NULL ? wk_params_get_values (params) : NULL;

  for (gsize i = 0; values != NULL && i < wk_value_get_length (values); i++)
    append_value (out, wk_value_get_key (values, i), wk_value_get_item (values, i));
  for (guint i = 0; answers && i < wk_session_get_n_answers (self); i++)
    append_answer (out, wk_solution_get_answer (solution, i));
  return g_string_free (out, FALSE);
}

/* --- formulas --- */

char *
wk_session_dup_latex (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  GString *out = g_string_new (NULL);
  WkSolution *solution = wk_session_get_solution (self);
  guint n = (guint) ceil (wk_session_get_position (self) - 1e-6);

  for (guint i = 0; solution != NULL && i < MIN (n, wk_session_get_n_steps (self)); i++)
    {
      const char *formula = wk_solution_get_step (solution, i)->formula;
      g_autoptr (WkMath) math = formula != NULL ? wk_math_parse (formula, NULL) : NULL;
      g_autofree char *latex = math != NULL ? wk_math_to_latex (math) : NULL;

      if (latex != NULL && *latex != '\0')
        g_string_append_printf (out, "\\[ %s \\]\n", latex);
    }
  return g_string_free (out, FALSE);
}

/* --- decks --- */

char *
wk_session_dup_deck (WkSession *self, gboolean whole, GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  g_autofree WkDeckNumbers *numbers = g_new0 (WkDeckNumbers, self->states->len + 1);

  if (wk_session_get_current (self) == NULL)
    {
      g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN,
                           _ ("No exercise is open."));
      return NULL;
    }
  for (guint i = 0; i < self->states->len; i++)
    numbers[i] = (WkDeckNumbers){ wk_session_get_state (self, i)->params,
                                  wk_session_get_state (self, i)->seed };
  return wk_deck_to_yaml (self->deck, numbers, whole ? -1 : (int) self->exercise);
}

gboolean
wk_session_save_deck (WkSession *self, const char *path, gboolean whole, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  char *text = wk_session_dup_deck (self, whole, error);
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return FALSE;
  bytes = g_bytes_new_take (text, strlen (text));
  return wk_save_bytes (path, bytes, error);
}
