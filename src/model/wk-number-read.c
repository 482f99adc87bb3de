/* wk-number-read.c - numbers as people type them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   number   = real [ blanks "/" blanks real ]
 *   real     = [ sign ] digits [ power ]
 *   digits   = group { blank group } [ decimal { digit } ]  |  decimal digit { digit }
 *   power    = ( "e" | "E" ) [ sign ] digit { digit }
 *            | blanks ( "×" | "·" | "*" ) blanks "10" ( superscripts | "^" whole )
 *
 * After a blank a group has three digits, so that "1 2" is not taken for twelve. What
 * is read is put into a small ASCII buffer, which g_ascii_strtod() turns into a number:
 * the process locale has no say.
 */
#include "config.h"

#include "model/wk-number.h"

#include <math.h>
#include <string.h>

#include "model/wk-number-private.h"

/* Nobody types more; a longer text is no number. */
#define MAX_BYTES 256

gboolean
wk_number_is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x00a0 ||
         c == 0x2009 || c == 0x202f || c == 0x2007;
}

void
wk_number_skip_blanks (const char **p)
{
  while (wk_number_is_blank (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
}

/* Consumes one sign: "+", "-", U+2212, or the dashes that keyboards give for it. */
static gboolean
read_sign (const char **p, GString *out)
{
  gunichar c = g_utf8_get_char (*p);

  if (c == '-' || c == 0x2212 || c == 0x2013)
    g_string_append_c (out, '-');
  else if (c != '+')
    return FALSE;
  *p = g_utf8_next_char (*p);
  return TRUE;
}

static gsize
read_digits (const char **p, GString *out)
{
  gsize n = 0;

  for (; g_ascii_isdigit (**p); (*p)++, n++)
    g_string_append_c (out, **p);
  return n;
}

/* A blank and exactly three digits, after a group of at most three. */
static gboolean
read_group (const char **p, WkNumberRules rules, GString *out)
{
  const char *q = *p;

  if (!wk_number_is_blank (g_utf8_get_char (q)) ||
      ((rules & WK_NUMBER_IN_LIST) != 0 && g_ascii_isspace (*q)))
    return FALSE;
  q = g_utf8_next_char (q);
  for (gsize i = 0; i < 3; i++)
    if (!g_ascii_isdigit (q[i]))
      return FALSE;
  if (g_ascii_isdigit (q[3]))
    return FALSE;
  g_string_append_len (out, q, 3);
  *p = q + 3;
  return TRUE;
}

static gboolean
read_superscripts (const char **p, GString *out)
{
  static const gunichar digits[] = { 0x2070, 0xb9,   0xb2,   0xb3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
  gsize n = 0;

  if (g_utf8_get_char (*p) == 0x207b)
    {
      g_string_append_c (out, '-');
      *p = g_utf8_next_char (*p);
    }
  for (gboolean found = TRUE; found;)
    {
      gunichar c = g_utf8_get_char (*p);

      found = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (digits) && !found; i++)
        if (c == digits[i])
          {
            g_string_append_c (out, (char) ('0' + i));
            *p = g_utf8_next_char (*p);
            found = TRUE;
            n++;
          }
    }
  return n > 0;
}

/* "e-3" or "× 10⁻³"; moves on only if there is a whole power. */
static void
read_power (const char **p, GString *out)
{
  const char *q = *p;
  gsize kept = out->len;
  gunichar sign;

  g_string_append_c (out, 'e');
  if (*q == 'e' || *q == 'E')
    {
      q++;
      read_sign (&q, out);
      if (read_digits (&q, out) > 0)
        {
          *p = q;
          return;
        }
    }

  g_string_truncate (out, kept + 1);
  q = *p;
  wk_number_skip_blanks (&q);
  sign = g_utf8_get_char (q);
  if (sign == 0xd7 || sign == 0xb7 || sign == 0x22c5 || sign == '*')
    {
      gboolean found;

      q = g_utf8_next_char (q);
      wk_number_skip_blanks (&q);
      if (q[0] == '1' && q[1] == '0')
        {
          q += 2;
          if (*q == '^')
            {
              q++;
              read_sign (&q, out);
              found = read_digits (&q, out) > 0;
            }
          else
            found = read_superscripts (&q, out);
          if (found)
            {
              *p = q;
              return;
            }
        }
    }
  g_string_truncate (out, kept);
}

/* In a list a comma is a decimal sign only right before a digit. */
static gboolean
is_decimal_sign (const char *p, WkNumberRules rules)
{
  if (*p != ',')
    return *p == '.';
  return (rules & WK_NUMBER_NO_COMMA) == 0 &&
         ((rules & WK_NUMBER_IN_LIST) == 0 || g_ascii_isdigit (p[1]));
}

static gboolean
read_real (const char **p, WkNumberRules rules, double *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n;
  char *end;

  read_sign (p, out);
  wk_number_skip_blanks (p);
  n = read_digits (p, out);
  if (n >= 1 && n <= 3)
    while (read_group (p, rules, out))
      ;
  if (is_decimal_sign (*p, rules))
    {
      (*p)++;
      g_string_append_c (out, '.');
      n += read_digits (p, out);
    }
  if (n == 0)
    return FALSE;
  read_power (p, out);

  *value = g_ascii_strtod (out->str, &end);
  return *end == '\0' && isfinite (*value);
}

gboolean
wk_number_scan (const char **p, WkNumberRules rules, double *value)
{
  const char *q;
  double divisor;

  if (!read_real (p, rules, value))
    return FALSE;
  q = *p;
  wk_number_skip_blanks (&q);
  if (*q == '/')
    {
      q++;
      wk_number_skip_blanks (&q);
      *p = q;
      if (!read_real (p, rules, &divisor) || divisor == 0.0)
        return FALSE;
      *value /= divisor;
    }
  return isfinite (*value);
}

gboolean
wk_number_read (const char *text, double *value)
{
  const char *p = text;
  double number;

  g_return_val_if_fail (value != NULL, FALSE);
  if (text == NULL || strlen (text) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  wk_number_skip_blanks (&p);
  if (!wk_number_scan (&p, 0, &number))
    return FALSE;
  wk_number_skip_blanks (&p);
  if (*p != '\0')
    return FALSE;
  *value = number;
  return TRUE;
}
