/* wk-number.c - how numbers are written and read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing goes through one split of a number into sign, digits and exponent; text,
 * formula and words only differ in the signs they put around it. Nothing here asks the
 * process locale.
 */
#include "config.h"

#include "model/wk-number.h"

#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"      /* U+2212 */
#define THIN_SPACE "\xe2\x80\x89" /* U+2009 */
#define TIMES "\xc3\x97"          /* U+00D7 */

/* Integers stay whole below this: seven digits, which cleaning keeps. */
#define LARGE 1e7
/* Numbers that are not whole are written with a power of ten below this. */
#define SMALL 1e-3

double
wk_number_clean (double value, double scale)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return value;
  if (value == 0.0 || fabs (value) < 1e-12 * fabs (scale))
    return 0.0;
  g_ascii_formatd (digits, sizeof digits, "%.6e", value);
  return g_ascii_strtod (digits, NULL);
}

/* A number as it is shown: sign, digits with their point, power of ten. */
typedef struct
{
  gboolean negative;
  char whole[32];    /* digits before the decimal sign */
  char fraction[32]; /* digits after it, may be empty */
  gboolean power;    /* times 10 to the @exponent */
  int exponent;
} Parts;

/* Puts @n digits that start @lead places before the decimal sign in their place. */
static void
place_digits (Parts *parts, const char *digits, int n, int lead)
{
  GString *whole = g_string_new (NULL);
  GString *fraction = g_string_new (NULL);

  if (lead <= 0)
    g_string_append_c (whole, '0');
  for (int i = lead; i < 0; i++)
    g_string_append_c (fraction, '0');
  for (int i = 0; i < MAX (n, lead); i++)
    g_string_append_c (i < lead ? whole : fraction, i < n ? digits[i] : '0');
  while (fraction->len > 0 && fraction->str[fraction->len - 1] == '0')
    g_string_truncate (fraction, fraction->len - 1);

  g_strlcpy (parts->whole, whole->str, sizeof parts->whole);
  g_strlcpy (parts->fraction, fraction->str, sizeof parts->fraction);
  g_string_free (whole, TRUE);
  g_string_free (fraction, TRUE);
}

static void
split (double value, Parts *parts)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char digits[5] = { 0 };
  double clean = wk_number_clean (value, 0);
  double size = fabs (clean);
  int exponent;

  *parts = (Parts){ .negative = clean < 0 };
  if (size < LARGE && floor (size) == size)
    {
      g_ascii_formatd (parts->whole, sizeof parts->whole, "%.0f", size);
      return;
    }

  /* "d.ddde+XX": four digits, rounded, and the exponent after rounding. */
  g_ascii_formatd (text, sizeof text, "%.3e", size);
  digits[0] = text[0];
  memcpy (digits + 1, text + 2, 3);
  exponent = (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
  parts->power = exponent < -3 || exponent >= 7;
  parts->exponent = exponent;
  place_digits (parts, digits, 4, parts->power ? 1 : exponent + 1);
}

/* From five digits on in groups of three. */
static void
append_grouped (GString *out, const char *digits, const char *separator)
{
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (n >= 5 && i > 0 && (n - i) % 3 == 0)
        g_string_append (out, separator);
      g_string_append_c (out, digits[i]);
    }
}

static char *
not_a_number (double value, const char *minus, const char *infinity)
{
  if (isnan (value))
    return g_strdup ("NaN");
  return g_strconcat (value < 0 ? minus : "", infinity, NULL);
}

static void
append_superscript (GString *out, int number)
{
  static const char *const digits[] = {
    "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"
  };
  g_autofree char *text = g_strdup_printf ("%d", number);

  for (const char *p = text; *p != '\0'; p++)
    g_string_append (out, *p == '-' ? "⁻" : digits[*p - '0']);
}

char *
wk_number_to_text (double value, const WkLanguage *language)
{
  GString *out;
  Parts parts;

  if (!isfinite (value))
    return not_a_number (value, MINUS, "∞");
  split (value, &parts);
  out = g_string_new (parts.negative ? MINUS : "");
  append_grouped (out, parts.whole, THIN_SPACE);
  if (parts.fraction[0] != '\0')
    g_string_append_printf (out, "%s%s", wk_language_get_decimal (language),
                            parts.fraction);
  if (parts.power)
    {
      g_string_append (out, " " TIMES " 10");
      append_superscript (out, parts.exponent);
    }
  return g_string_free (out, FALSE);
}

char *
wk_number_to_formula (double value, const WkLanguage *language)
{
  const char *decimal = wk_language_get_decimal (language);
  GString *out;
  Parts parts;

  if (!isfinite (value))
    return isnan (value) ? g_strdup ("\\text{NaN}")
                         : not_a_number (value, "-", "\\infty");
  split (value, &parts);
  out = g_string_new (parts.negative ? "-" : "");
  append_grouped (out, parts.whole, "\\,");
  if (parts.fraction[0] != '\0')
    {
      /* A bare comma would be set as punctuation, with a space after it. */
      g_string_append_printf (out, strcmp (decimal, ",") == 0 ? "{%s}%s" : "%s%s",
                              decimal, parts.fraction);
    }
  if (parts.power)
    g_string_append_printf (out, "\\times10^{%d}", parts.exponent);
  return g_string_free (out, FALSE);
}

char *
wk_number_to_operand (double value, const WkLanguage *language)
{
  g_autofree char *formula = wk_number_to_formula (value, language);

  return *formula == '-' ? g_strdup_printf ("(%s)", formula)
                         : g_steal_pointer (&formula);
}

char *
wk_number_to_words (double value, const WkLanguage *language)
{
  g_autoptr (GString) out = NULL;
  Parts parts;

  if (isnan (value))
    return g_strdup (_L (language, "not a number"));
  if (isinf (value))
    return g_strdup (value < 0 ? _L (language, "minus infinity")
                               : _L (language, "infinity"));
  split (value, &parts);
  out = g_string_new (parts.negative ? "-" : "");
  g_string_append (out, parts.whole);
  if (parts.fraction[0] != '\0')
    g_string_append_printf (out, "%s%s", wk_language_get_decimal (language),
                            parts.fraction);
  if (!parts.power)
    return g_strdup (out->str);
  return g_strdup_printf (_L (language, "%s times 10 to the %d"), out->str,
                          parts.exponent);
}

char *
wk_number_to_exact (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* Whole numbers below 2^53 without point and power. */
  if (fabs (value) < 9007199254740992.0 && floor (value) == value)
    {
      g_ascii_formatd (text, sizeof text, "%.0f", value);
      return g_strdup (text);
    }
  if (!isfinite (value))
    return not_a_number (value, "-", "Infinity");

  /* A decimal of at most 15 digits survives being a double, so if there is a short text
   * then 15 digits give it; trailing zeros are left out. */
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}
