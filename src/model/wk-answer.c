/* wk-answer.c - marking what a student typed
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The right value is tested first, then the slips. Where several mistakes give the same
 * wrong value, the program cannot see which was made and tells them all. Last come
 * values that follow rightly from the student's own earlier answers: one mistake is
 * told once.
 */
#include "config.h"

#include "model/wk-solution.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"

/* Computed values carry rounding errors, and 35.995 typed is not 36 - 0.005 exactly. */
static gboolean
is_near (double typed, double value, double tolerance)
{
  return fabs (typed - value) <= tolerance + 1e-9 * MAX (fabs (value), 1.0);
}

static gboolean
is_right (const WkAnswer *answer, const char *typed, double number)
{
  if (answer->type == WK_ANSWER_INTEGER)
    return number == rint (answer->value);
  if (answer->type == WK_ANSWER_FRACTION && strchr (typed, '/') != NULL)
    {
      /* A fraction is meant exactly: 20/11 is not 49/27 although it is near. */
      double exact = answer->denominator != 0
                         ? (double) answer->numerator / (double) answer->denominator
                         : answer->value;

      return is_near (number, exact, 0.0);
    }
  return is_near (number, answer->value, answer->tolerance);
}

/* A choice is typed as its word, or as its number counted from 1. */
static gboolean
read_choice (const WkAnswer *answer, const char *typed, double *index)
{
  g_autofree char *wanted = g_utf8_casefold (typed, -1);
  guint n = answer->choices != NULL ? g_strv_length (answer->choices) : 0;
  double number;

  g_strstrip (wanted);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *choice = g_utf8_casefold (answer->choices[i], -1);

      if (strcmp (choice, wanted) == 0)
        {
          *index = i;
          return TRUE;
        }
    }
  if (!wk_number_read (typed, &number) || floor (number) != number || number < 1 ||
      number > n)
    return FALSE;
  *index = number - 1;
  return TRUE;
}

/* All different feedbacks of the slips that give @number, or NULL. */
static char *
slip_feedback (const WkAnswer *answer, double number, const WkLanguage *language)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GString *text;

  for (guint i = 0; i < answer->slips->len; i++)
    {
      const WkSlip *slip = &g_array_index (answer->slips, WkSlip, i);

      if (is_near (number, slip->value, answer->tolerance) &&
          !g_ptr_array_find_with_equal_func (found, slip->feedback, g_str_equal, NULL))
        g_ptr_array_add (found, slip->feedback);
    }
  if (found->len == 0)
    return NULL;
  if (found->len == 1)
    return g_strdup (found->pdata[0]);

  text = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%s “%s”",
                              i == 0 ? _L (language, "Either") : _L (language, "or"),
                              (const char *) found->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
unreadable_feedback (const WkAnswer *answer, const WkLanguage *language)
{
  switch (answer->type)
    {
    case WK_ANSWER_CHOICE:
      return g_strdup (_L (language, "Pick one of the choices."));
    case WK_ANSWER_FRACTION:
      return g_strdup (_L (
          language, "This cannot be read. Type a fraction such as 1/4, or a number."));
    case WK_ANSWER_LIST:
      return g_strdup (
          _L (language, "This cannot be read. Type numbers such as 3, 5, 2."));
    case WK_ANSWER_NUMBER:
    case WK_ANSWER_INTEGER:
    default:
      return g_strdup (
          _L (language, "This cannot be read. Type a number such as 36, −2 or 0.5."));
    }
}

/* "12x12", "12 × 12" or "12*12", where the side of a square is asked. */
static gboolean
read_square (const char *typed, double *number)
{
  static const char *const signs[] = { "x", "X", "×", "*" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *sign = strstr (typed, signs[i]);
      g_autofree char *first = sign != NULL ? g_strndup (typed, sign - typed) : NULL;
      double second;

      if (sign != NULL && wk_number_read (first, number) &&
          wk_number_read (sign + strlen (signs[i]), &second) && *number == second)
        return TRUE;
    }
  return FALSE;
}

/* What was typed as a number; FALSE if it cannot be read. */
static gboolean
read_typed (const WkAnswer *answer, const char *typed, double *number)
{
  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  if (answer->type == WK_ANSWER_CHOICE)
    return read_choice (answer, typed, number);
  if (answer->type == WK_ANSWER_LIST)
    return FALSE;
  return wk_number_read (typed, number) ||
         (answer->side && read_square (typed, number));
}

/* Any order: of each right number one is crossed out, and what is left over tells the
 * slip. */
static WkVerdict
mark_list (const WkAnswer *answer,
           const char *typed,
           const WkLanguage *language,
           char **feedback)
{
  gsize n = 0;
  g_autofree double *numbers =
      g_utf8_validate (typed, -1, NULL) ? wk_number_read_list (typed, &n, NULL) : NULL;
  gsize n_left = n;

  if (numbers == NULL)
    {
      *feedback = unreadable_feedback (answer, language);
      return WK_VERDICT_UNREADABLE;
    }
  for (guint i = 0; i < answer->n_numbers; i++)
    for (gsize k = 0; k < n_left; k++)
      if (is_near (numbers[k], answer->numbers[i], answer->tolerance))
        {
          numbers[k] = numbers[--n_left];
          break;
        }
  if (n_left == 0 && n == answer->n_numbers)
    return WK_VERDICT_RIGHT;
  for (gsize k = 0; k < n_left && *feedback == NULL; k++)
    *feedback = slip_feedback (answer, numbers[k], language);
  /* All right and something more: what is more does not belong into it either. */
  if (*feedback == NULL && n_left + answer->n_numbers == n && answer->slips->len > 0)
    *feedback = g_strdup (g_array_index (answer->slips, WkSlip, 0).feedback);
  return *feedback != NULL ? WK_VERDICT_SLIP : WK_VERDICT_WRONG;
}

WkVerdict
wk_answer_mark (const WkAnswer *answer,
                const char *typed,
                const WkLanguage *language,
                char **feedback)
{
  g_autofree char *words = NULL;
  WkVerdict verdict = WK_VERDICT_WRONG;
  double number = 0.0;

  g_return_val_if_fail (answer != NULL && typed != NULL, WK_VERDICT_UNREADABLE);
  if (answer->type == WK_ANSWER_LIST)
    verdict = mark_list (answer, typed, language, &words);
  else if (!read_typed (answer, typed, &number))
    {
      verdict = WK_VERDICT_UNREADABLE;
      words = unreadable_feedback (answer, language);
    }
  else if (is_right (answer, typed, number))
    {
      verdict = WK_VERDICT_RIGHT;
      if (answer->type == WK_ANSWER_FRACTION && strchr (typed, '/') == NULL &&
          answer->denominator != 1)
        {
          g_autofree char *fraction =
              g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                               answer->numerator, answer->denominator);

          words = g_strdup_printf (_L (language, "As a fraction: %s."), fraction);
        }
    }
  else if ((words = slip_feedback (answer, number, language)) != NULL)
    verdict = WK_VERDICT_SLIP;

  if (feedback != NULL)
    *feedback = g_steal_pointer (&words);
  return verdict;
}

/* --- values that follow from the student's own --- */

typedef struct
{
  const WkSolution *solution;
  const WkAnswer *answer;
  double *given; /* one an answer, NAN where nothing (readable) was given */
} Followed;

/* An integer asked for need not stay one when it follows from a wrong value. */
static gboolean
follows (const Followed *followed, double number)
{
  double value =
      followed->answer->follow (followed->solution, followed->answer, followed->given);

  return isfinite (value) &&
         is_near (number, value, MAX (followed->answer->tolerance, 0.005));
}

/* "$a_1$ and $a_2$": the wrong values that @number depends on; NULL if on none, for
 * then it is no consequence of them. */
static char *
culprits (const Followed *followed, double number, const WkLanguage *language)
{
  guint n = wk_solution_get_n_answers (followed->solution);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GString *text;

  for (guint i = 0; i < n; i++)
    {
      const WkAnswer *other = wk_solution_get_answer (followed->solution, i);
      double theirs = followed->given[i];

      if (other == followed->answer || isnan (theirs) ||
          is_near (theirs, other->value, other->tolerance))
        continue;
      followed->given[i] = other->value;
      if (!follows (followed, number))
        g_ptr_array_add (found, other->symbol != NULL ? other->symbol : other->id);
      followed->given[i] = theirs;
    }
  if (found->len == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s$%s$",
                            i == 0                ? ""
                            : i + 1 == found->len ? _L (language, " and ")
                                                  : ", ",
                            (const char *) found->pdata[i]);
  return g_string_free (text, FALSE);
}

static char *
carried_feedback (const WkSolution *solution,
                  const WkAnswer *answer,
                  double number,
                  const char *const *typed_all)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  guint n = wk_solution_get_n_answers (solution);
  g_autofree double *given = g_new (double, n + 1);
  g_autofree char *names = NULL;
  Followed followed = { solution, answer, given };

  for (guint i = 0; i < n; i++)
    {
      const WkAnswer *other = wk_solution_get_answer (solution, i);

      if (other == answer || !read_typed (other, typed_all[i], &given[i]))
        given[i] = NAN;
    }
  if (!follows (&followed, number))
    return NULL;
  names = culprits (&followed, number, language);
  return names != NULL
             ? g_strdup_printf (_L (language, "Right from your value of %s."), names)
             : NULL;
}

WkVerdict
wk_solution_mark (const WkSolution *solution,
                  guint i,
                  const char *typed,
                  const char *const *typed_all,
                  char **feedback)
{
  const WkAnswer *answer = wk_solution_get_answer (solution, i);
  WkVerdict verdict;
  char *words;
  double number;

  g_return_val_if_fail (answer != NULL && typed != NULL, WK_VERDICT_UNREADABLE);
  verdict =
      wk_answer_mark (answer, typed, wk_solution_get_language (solution), feedback);
  if (verdict != WK_VERDICT_WRONG || answer->follow == NULL || typed_all == NULL ||
      answer->type == WK_ANSWER_CHOICE || !read_typed (answer, typed, &number))
    return verdict;
  words = carried_feedback (solution, answer, number, typed_all);
  if (words == NULL)
    return verdict;
  if (feedback != NULL)
    *feedback = words;
  else
    g_free (words);
  return WK_VERDICT_CARRIED;
}
