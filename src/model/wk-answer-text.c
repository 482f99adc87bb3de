/* wk-answer-text.c - the right answer, written down and compared with a deck's guard
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "model/wk-number.h"
#include "model/wk-solution.h"

/* Guards are typed with a few digits; one that is off by less is not wrong. */
#define GUARD_TOLERANCE 1e-6

static char *
fraction_text (const WkAnswer *answer)
{
  if (answer->denominator == 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT, answer->numerator);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, answer->numerator,
                          answer->denominator);
}

char *
wk_answer_to_text (const WkAnswer *answer, const WkLanguage *language)
{
  g_autofree char *list = NULL;

  switch (answer->type)
    {
    case WK_ANSWER_FRACTION:
      return fraction_text (answer);
    case WK_ANSWER_LIST:
      list = wk_number_list_to_text (answer->numbers, answer->n_numbers, language);
      return g_strdup_printf ("[%s]", list);
    case WK_ANSWER_CHOICE:
      if (answer->choices != NULL && answer->value >= 0 &&
          answer->value < g_strv_length (answer->choices))
        return g_strdup (answer->choices[(guint) answer->value]);
      return wk_number_to_text (answer->value, language);
    case WK_ANSWER_NUMBER:
    case WK_ANSWER_INTEGER:
    default:
      return wk_number_to_text (answer->value, language);
    }
}

WkValue *
wk_answer_to_value (const WkAnswer *answer)
{
  g_autofree char *fraction = NULL;

  if (answer->type == WK_ANSWER_LIST)
    return wk_value_new_vector (answer->numbers, answer->n_numbers);
  if (answer->type != WK_ANSWER_FRACTION)
    return wk_value_new_number (answer->value);
  fraction = fraction_text (answer);
  return wk_value_new_string (fraction);
}

gboolean
wk_answer_agrees (const WkAnswer *answer, const WkValue *guard)
{
  g_autofree char *text = NULL;
  double tolerance = MAX (answer->tolerance, GUARD_TOLERANCE * fabs (answer->value));

  switch (wk_value_get_type_tag (guard))
    {
    case WK_VALUE_NUMBER:
      return answer->type != WK_ANSWER_LIST &&
             fabs (answer->value - wk_value_get_number (guard)) <= tolerance;
    case WK_VALUE_STRING:
      return wk_answer_mark (answer, wk_value_get_string (guard), NULL, NULL) ==
             WK_VERDICT_RIGHT;
    case WK_VALUE_LIST:
      text = wk_value_to_text ((WkValue *) guard);
      return answer->type == WK_ANSWER_LIST &&
             wk_answer_mark (answer, text, NULL, NULL) == WK_VERDICT_RIGHT;
    case WK_VALUE_NULL:
    case WK_VALUE_BOOL:
    case WK_VALUE_MAP:
    default:
      return FALSE;
    }
}
