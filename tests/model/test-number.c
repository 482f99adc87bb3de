/* test-number.c - how numbers are written and read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-number.h"

#include <math.h>
#include <string.h>

#define THIN "\xe2\x80\x89"

typedef struct
{
  double value;
  const char *text;
  const char *formula;
  const char *norwegian;
} Row;

/* Written by hand from the rules of the header. */
static const Row rows[] = {
  { 0, "0", "0", "0" },
  { -0.0, "0", "0", "0" },
  { 36, "36", "36", "36" },
  { -2, "−2", "-2", "−2" },
  { 0.5, "0.5", "0.5", "0,5" },
  { -0.25, "−0.25", "-0.25", "−0,25" },
  { 1234, "1234", "1234", "1234" },
  { 12345, "12" THIN "345", "12\\,345", "12" THIN "345" },
  { -1234567, "−1" THIN "234" THIN "567", "-1\\,234\\,567",
    "−1" THIN "234" THIN "567" },
  { 9999999, "9" THIN "999" THIN "999", "9\\,999\\,999", "9" THIN "999" THIN "999" },
  { 10000000, "1 × 10⁷", "1\\times10^{7}", "1 × 10⁷" },
  { 8897000000.0, "8.897 × 10⁹", "8.897\\times10^{9}", "8,897 × 10⁹" },
  { 99999.6, "100" THIN "000", "100\\,000", "100" THIN "000" },
  { 12345.6, "12" THIN "350", "12\\,350", "12" THIN "350" },
  { 1234.56, "1235", "1235", "1235" },
  { 3.14159, "3.142", "3.142", "3,142" },
  { 2.0004, "2", "2", "2" },
  { 1.9999, "2", "2", "2" },
  { 0.0012346, "0.001235", "0.001235", "0,001235" },
  { 0.001, "0.001", "0.001", "0,001" },
  { 0.00099999996, "0.001", "0.001", "0,001" },
  { 0.000999996, "0.001", "0.001", "0,001" },
  { 0.0009994, "9.994 × 10⁻⁴", "9.994\\times10^{-4}", "9,994 × 10⁻⁴" },
  { 1e-9, "1 × 10⁻⁹", "1\\times10^{-9}", "1 × 10⁻⁹" },
  { -2.5e-12, "−2.5 × 10⁻¹²", "-2.5\\times10^{-12}", "−2,5 × 10⁻¹²" },
  { 35.99999999, "36", "36", "36" },
  { 0.1 + 0.2, "0.3", "0.3", "0,3" },
  { 1e300, "1 × 10³⁰⁰", "1\\times10^{300}", "1 × 10³⁰⁰" },
  { 49.0 / 27.0, "1.815", "1.815", "1,815" },
};

static void
test_write (void)
{
  const WkLanguage *nb = wk_language_get ("nb");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = wk_number_to_text (rows[i].value, NULL);
      g_autofree char *formula = wk_number_to_formula (rows[i].value, NULL);
      g_autofree char *norwegian = wk_number_to_text (rows[i].value, nb);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (formula, ==, rows[i].formula);
      g_assert_cmpstr (norwegian, ==, rows[i].norwegian);
    }
}

static void
test_write_others (void)
{
  const WkLanguage *nb = wk_language_get ("nb");
  const struct
  {
    char *found;
    const char *expected;
  } cases[] = {
    { wk_number_to_formula (0.5, nb), "0{,}5" },
    { wk_number_to_formula (-8.897e9, nb), "-8{,}897\\times10^{9}" },
    { wk_number_to_operand (-2, NULL), "(-2)" },
    { wk_number_to_operand (2, NULL), "2" },
    { wk_number_to_operand (-0.0, NULL), "0" },
    { wk_number_to_words (8.897e9, NULL), "8.897 times 10 to the 9" },
    { wk_number_to_words (-8.897e-9, nb), "-8,897 ganger 10 i -9" },
    { wk_number_to_words (12345, NULL), "12345" },
    { wk_number_to_words (-0.5, NULL), "-0.5" },
    { wk_number_to_words (NAN, NULL), "not a number" },
    { wk_number_to_words (-INFINITY, NULL), "minus infinity" },
    { wk_number_to_text (NAN, NULL), "NaN" },
    { wk_number_to_text (-INFINITY, NULL), "−∞" },
    { wk_number_to_formula (INFINITY, NULL), "\\infty" },
    { wk_number_to_exact (0.1), "0.1" },
    { wk_number_to_exact (-3), "-3" },
    { wk_number_to_exact (1e22), "1e+22" },
    { wk_number_to_exact (1234567890123.0), "1234567890123" },
    { wk_number_to_exact (1.0 / 3.0), "0.3333333333333333" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (cases[i].found, ==, cases[i].expected);
      g_free (cases[i].found);
    }
}

static void
test_clean (void)
{
  g_assert_cmpfloat (wk_number_clean (35.999999999, 0), ==, 36);
  g_assert_cmpfloat (wk_number_clean (1e-13, 1), ==, 0);
  g_assert_cmpfloat (wk_number_clean (1e-13, 0), ==, 1e-13);
  g_assert_cmpfloat (wk_number_clean (-1e-11, 1), ==, -1e-11);
  g_assert_false (signbit (wk_number_clean (-0.0, 0)));
  g_assert_true (isnan (wk_number_clean (NAN, 1)));
  /* Two machines' last bits give the same number, except next to a rounding edge,
   * which none of these is. */
  for (int i = 0; i < 10000; i++)
    {
      double value = (double) (i + 1) / 8.0;

      g_assert_cmpfloat (wk_number_clean (nextafter (value, 1e9), 0), ==,
                         wk_number_clean (value, 0));
      g_assert_cmpfloat_with_epsilon (wk_number_clean (value, 0), value,
                                      fabs (value) * 1e-6);
    }
}

/* A value that can be anything, with a bias to where the format changes. */
static double
random_value (void)
{
  double sign = g_test_rand_int_range (0, 2) == 0 ? 1.0 : -1.0;
  double power = g_test_rand_double_range (-12, 12);
  double value = sign * pow (10.0, power);

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      return rint (value);
    case 1:
      return rint (value * 100) / 100;
    default:
      return value;
    }
}

static void
check_reads_back (double value, const WkLanguage *language)
{
  double clean = wk_number_clean (value, 0);
  gboolean whole = fabs (clean) < 1e7 && floor (clean) == clean;
  g_autofree char *text = wk_number_to_text (value, language);
  g_autofree char *exact = wk_number_to_exact (value);
  double read = NAN;

  g_assert_true (wk_number_read (text, &read));
  if (whole)
    g_assert_cmpfloat (read, ==, clean);
  else
    g_assert_cmpfloat (fabs (read - value), <=, fabs (value) * 0.500001e-3);
  g_assert_true (wk_number_read (exact, &read));
  g_assert_cmpfloat (read, ==, value);
  g_assert_cmpfloat (g_ascii_strtod (exact, NULL), ==, value);
  g_assert_null (strstr (text, "-"));
  if (read == 0.0)
    g_assert_cmpstr (text, ==, "0");
}

static void
test_reads_back (void)
{
  for (int i = 0; i < 50000; i++)
    {
      double value = random_value ();

      check_reads_back (value, NULL);
      check_reads_back (value, wk_language_get ("nb"));
    }
}

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    double value;
  } cases[] = {
    { "36", 36 },
    { " 36 ", 36 },
    { "-2", -2 },
    { "−2", -2 },
    { "– 2", -2 },
    { "+2", 2 },
    { "0.5", 0.5 },
    { "0,5", 0.5 },
    { ".5", 0.5 },
    { "5.", 5 },
    { "1e-3", 0.001 },
    { "1E3", 1000 },
    { "1e−3", 0.001 },
    { "1/4", 0.25 },
    { "-1/4", -0.25 },
    { "49/27", 49.0 / 27.0 },
    { "49 / 27", 49.0 / 27.0 },
    { "1/-4", -0.25 },
    { "1,5/3", 0.5 },
    { "12 345", 12345 },
    { "12\u2009345,5", 12345.5 },
    { "1\u00a0234\u202f567", 1234567 },
    { "8.897 × 10⁹", 8.897e9 },
    { "8,897·10^9", 8.897e9 },
    { "2*10^-3", 0.002 },
    { "1 × 10⁻¹²", 1e-12 },
    { "007", 7 },
  };
  static const char *const wrong[] = {
    "",      " ",       "-",      "x",    "3x",    "1 2",      "12 34",   "1234 567",
    "1.2.3", "1,234.5", "1/0",    "1/",   "/2",    "1//2",     "nan",     "inf",
    "1e999", "0x10",    "--2",    "1e",   "1e+",   "1 2/3",    "2 × 9²",  "½",
    ".",     ",",       "1 × 10", "\xff", "1/2/3", "5 apples", "1 234 5", "e5",
  };
  double value = 0;
  g_autofree char *long_text = g_strnfill (1000, '1');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (!wk_number_read (cases[i].text, &value))
        g_error ("\"%s\" is not read", cases[i].text);
      g_assert_cmpfloat_with_epsilon (value, cases[i].value, 1e-12);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      value = 17;
      if (wk_number_read (wrong[i], &value))
        g_error ("\"%s\" is read as %g", wrong[i], value);
      g_assert_cmpfloat (value, ==, 17);
    }
  g_assert_false (wk_number_read (long_text, &value));
  g_assert_false (wk_number_read (NULL, &value));
}

typedef struct
{
  const char *text;
  guint rows, cols; /* 0: cannot be read, because of @unread */
  double numbers[8];
  const char *unread;
} Several;

/* Read by hand with the rules of the header. */
static const Several lists[] = {
  { "9 -2 5", 1, 3, { 9, -2, 5 }, NULL },
  { "9; −2;5", 1, 3, { 9, -2, 5 }, NULL },
  { "9, -2, 5", 1, 3, { 9, -2, 5 }, NULL },
  { "0,5, 1,5", 1, 2, { 0.5, 1.5 }, NULL },
  { "0.5 1,5", 1, 2, { 0.5, 1.5 }, NULL },
  { "3x3x16x8", 1, 4, { 3, 3, 16, 8 }, NULL },
  { "3 x 3 × 16 X 8", 1, 4, { 3, 3, 16, 8 }, NULL },
  { "(3, 3, 16, 8)", 1, 4, { 3, 3, 16, 8 }, NULL },
  { " [1/4; 49 / 27] ", 1, 2, { 0.25, 49.0 / 27.0 }, NULL },
  { "12 345", 1, 2, { 12, 345 }, NULL },
  { "12\u2009345 6", 1, 2, { 12345, 6 }, NULL },
  { "8.897 × 10⁹ x 2", 1, 2, { 8.897e9, 2 }, NULL },
  { "1e-3\t2e3\n7", 1, 3, { 0.001, 2000, 7 }, NULL },
  { "36", 1, 1, { 36 }, NULL },
  { "1, 2,", 1, 2, { 1, 2 }, NULL },
  { "", 0, 0, { 0 }, "" },
  { "1,2,3", 0, 0, { 0 }, "1,2,3" },
  { "1 two 3", 0, 0, { 0 }, "two" },
  { "1;;3", 0, 0, { 0 }, ";3" },
  { "1-2", 0, 0, { 0 }, "1-2" },
  { "1 1/0", 0, 0, { 0 }, "1/0" },
  { "(1, 2", 0, 0, { 0 }, "(1," },
};

static const Several tables[] = {
  { "2\t1\t3\n2\t-1\t1\n", 2, 3, { 2, 1, 3, 2, -1, 1 }, NULL },
  { "0,5\t1\r\n2\t−1,25", 2, 2, { 0.5, 1, 2, -1.25 }, NULL },
  { "0,5;1\n2;1 234", 2, 2, { 0.5, 1, 2, 1234 }, NULL },
  { "0,5;1;\n\n2;7;\n", 2, 2, { 0.5, 1, 2, 7 }, NULL },
  { "\"0,5\"\t\"1\"", 1, 2, { 0.5, 1 }, NULL },
  { "1,2\n3,4", 2, 2, { 1, 2, 3, 4 }, NULL },
  { "0.5, 1/4\n2 , 3", 2, 2, { 0.5, 0.25, 2, 3 }, NULL },
  { "1 2  3\n 4 5 6", 2, 3, { 1, 2, 3, 4, 5, 6 }, NULL },
  { "[[2, 1, 3], [2, -1, 1]]", 2, 3, { 2, 1, 3, 2, -1, 1 }, NULL },
  { "7", 1, 1, { 7 }, NULL },
  { "1\t2\n3", 0, 0, { 0 }, "3" },
  { "1\t\t2", 0, 0, { 0 }, "" },
  { "a,b\n1,2", 0, 0, { 0 }, "a,b" },
  { "\n\n", 0, 0, { 0 }, NULL },
};

static void
check_several (const Several *several, const double *numbers, gsize n, char *unread)
{
  if ((numbers != NULL) != (several->rows > 0))
    g_error ("\"%s\"", several->text);
  g_assert_cmpstr (unread, ==, several->unread);
  g_assert_cmpuint (n, ==, several->rows * several->cols);
  for (gsize k = 0; k < n; k++)
    g_assert_cmpfloat_with_epsilon (numbers[k], several->numbers[k], 1e-12);
}

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gsize n = 17;
      g_autofree char *unread = NULL;
      g_autofree double *numbers = wk_number_read_list (lists[i].text, &n, &unread);

      check_several (&lists[i], numbers, n, unread);
    }
}

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gsize n_rows = 17, cols = 17;
      g_autofree char *unread = NULL;
      g_autofree double *numbers =
          wk_number_read_table (tables[i].text, &n_rows, &cols, &unread);

      g_assert_cmpuint (n_rows, ==, tables[i].rows);
      check_several (&tables[i], numbers, n_rows * cols, unread);
    }
}

static void
test_list_shown (void)
{
  const double numbers[] = { 12345, -0.5, 0.0001 };
  const WkLanguage *languages[] = { wk_language_get ("en"), wk_language_get ("nb") };
  const char *const shown[] = { "12" THIN "345, −0.5, 1 × 10⁻⁴",
                                "12" THIN "345; −0,5; 1 × 10⁻⁴" };
  const char *const edited[] = { "−1234567.25", "−1234567,25" };

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = wk_number_list_to_text (numbers, 3, languages[i]);
      g_autofree char *edit = wk_number_to_edit (-1234567.25, languages[i]);
      gsize n = 0;
      g_autofree double *read = wk_number_read_list (text, &n, NULL);

      g_assert_cmpstr (text, ==, shown[i]);
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (numbers));
      for (gsize k = 0; k < n; k++)
        g_assert_cmpfloat (read[k], ==, numbers[k]);
      g_assert_cmpstr (edit, ==, edited[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/write", test_write);
  g_test_add_func ("/number/write-others", test_write_others);
  g_test_add_func ("/number/clean", test_clean);
  g_test_add_func ("/number/reads-back", test_reads_back);
  g_test_add_func ("/number/read", test_read);
  g_test_add_func ("/number/lists", test_lists);
  g_test_add_func ("/number/tables", test_tables);
  g_test_add_func ("/number/list-shown", test_list_shown);
  return g_test_run ();
}
