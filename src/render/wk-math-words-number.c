/* wk-math-words-number.c - formulas read out: numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-words.h"

#include <string.h>

static const char *const units[] = {
  N_ ("zero"),    N_ ("one"),     N_ ("two"),       N_ ("three"),    N_ ("four"),
  N_ ("five"),    N_ ("six"),     N_ ("seven"),     N_ ("eight"),    N_ ("nine"),
  N_ ("ten"),     N_ ("eleven"),  N_ ("twelve"),    N_ ("thirteen"), N_ ("fourteen"),
  N_ ("fifteen"), N_ ("sixteen"), N_ ("seventeen"), N_ ("eighteen"), N_ ("nineteen"),
};

static const char *const tens[] = {
  N_ ("twenty"), N_ ("thirty"),  N_ ("forty"),  N_ ("fifty"),
  N_ ("sixty"),  N_ ("seventy"), N_ ("eighty"), N_ ("ninety"),
};

void
wk_say_small (GString *out, const WkLanguage *language, guint n)
{
  if (n < G_N_ELEMENTS (units))
    wk_say (out, _L (language, units[n]));
  else if (n % 10 == 0)
    wk_say (out, _L (language, tens[n / 10 - 2]));
  else
    wk_say_template (out, _L (language, N_ ("{a}-{b}")),
                     _L (language, tens[n / 10 - 2]), _L (language, units[n % 10]),
                     NULL);
}

/* Whole numbers below 100 in words; others in digits, which every reader can say. */
void
wk_say_digits (GString *out, const WkLanguage *language, const char *digits)
{
  gsize n = strlen (digits);

  if (strchr (digits, '.') == NULL && n <= 2 && (n == 1 || digits[0] != '0'))
    {
      wk_say_small (out, language, (guint) g_ascii_strtoull (digits, NULL, 10));
      return;
    }
  wk_say (out, "");
  for (const char *p = digits; *p != '\0'; p++)
    {
      char text[2] = { *p, '\0' };
      const char *said = *p == '.' ? wk_language_get_decimal (language) : text;

      if (p == digits)
        wk_say (out, said);
      else
        g_string_append (out, said);
    }
}

gboolean
wk_words_is_plain_digit (const WkNode *node)
{
  return node != NULL && node->type == WK_NODE_CHAR && node->ch >= '0' &&
         node->ch <= '9';
}

/* A digit, also one that carries scripts. */
gboolean
wk_words_is_digit (const WkNode *node)
{
  return wk_words_is_plain_digit (node) ||
         (node != NULL && node->type == WK_NODE_SCRIPTS &&
          wk_words_is_plain_digit (node->body));
}

/* {,} between digits. */
static gboolean
is_decimal_comma (const WkNode *node)
{
  return node->type == WK_NODE_ROW && node->body != NULL && node->body->next == NULL &&
         node->body->ch == ',';
}

static gboolean
is_thin_space (const WkNode *node)
{
  return node->type == WK_NODE_SPACE && g_str_equal (node->command, ",");
}

const WkNode *
wk_say_number (GString *out, const WkLanguage *language, const WkNode *node)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean point = FALSE;

  for (; node != NULL; node = node->next)
    {
      if (wk_words_is_plain_digit (node))
        g_string_append_c (digits, (char) node->ch);
      else if (wk_words_is_digit (node))
        {
          g_string_append_c (digits, (char) node->body->ch);
          wk_say_digits (out, language, digits->str);
          wk_say_scripts (out, language, node, FALSE);
          return node->next;
        }
      else if (!point && wk_words_is_digit (node->next) &&
               ((node->type == WK_NODE_CHAR && node->ch == '.') ||
                is_decimal_comma (node)))
        {
          g_string_append_c (digits, '.');
          point = TRUE;
        }
      else if (!is_thin_space (node) || !wk_words_is_digit (node->next))
        break;
    }
  wk_say_digits (out, language, digits->str);
  return node;
}
