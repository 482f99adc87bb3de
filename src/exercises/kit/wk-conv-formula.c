/* wk-conv-formula.c - the five steps as formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells are written row by row, "(4,-1,4 | 0,1,3 | 2,2,-1)", since a matrix would need
 * three lines of the working band. What is long loses its middle.
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

#include "model/wk-number.h"

/* More cells than this are not written one by one. */
#define MAX_CELLS 12
#define MAX_LENGTH 37
#define MAX_TERMS 9
#define MAX_OUTSIDE_TERMS 3
/* Of what is long: so many at the beginning and at the end. */
#define FIRST_TERMS 3
#define LAST_TERMS 2

/* --- cells, row by row --- */

typedef enum
{
  CELLS_KERNEL, /* as given */
  CELLS_TURNED, /* as it lies on the image */
  CELLS_VALUES,
  CELLS_PRODUCTS,
} Cells;

static double
cell (const WkConvWork *work, Cells cells, int r, int c)
{
  const WkConvTap *tap = wk_conv_work_tap (work, r, c);

  switch (cells)
    {
    case CELLS_KERNEL:
      return work->kernel[r * work->conv.kernel.n_columns + c];
    case CELLS_TURNED:
      return tap->weight;
    case CELLS_VALUES:
      return tap->value;
    case CELLS_PRODUCTS:
    default:
      return tap->product;
    }
}

/* A list breaks over no line, and is so long with its commas. */
static gboolean
is_short (const WkConvWork *work, const WkLanguage *language, Cells cells)
{
  int columns = work->conv.kernel.n_columns;
  int n = work->conv.kernel.n_rows * columns;
  gsize length = 0;

  for (int i = 0; i < n && n <= MAX_CELLS; i++)
    {
      g_autofree char *number =
          wk_number_to_text (cell (work, cells, i / columns, i % columns), language);

      length += (gsize) g_utf8_strlen (number, -1) + 1;
    }
  return n <= MAX_CELLS && length <= MAX_LENGTH;
}

/* Of long lists only the first two and the last two of the cells are written. */
static char *
cells_formula (const WkConvWork *work, const WkLanguage *language, Cells cells)
{
  int columns = work->conv.kernel.n_columns;
  int n = work->conv.kernel.n_rows * columns;
  gboolean all = is_short (work, language, cells) || n <= 4;
  /* "0,5, 1" could be read as three numbers. */
  const char *comma = *wk_language_get_decimal (language) == ',' ? ";" : ",";
  GString *out = g_string_new ("(");

  for (int i = 0; i < n; i++)
    {
      g_autofree char *number = NULL;

      if (i > 0)
        g_string_append (out, all && i % columns == 0 ? "\\mid " : comma);
      if (!all && i == 2)
        {
          g_string_append_printf (out, "\\ldots%s", comma);
          i = n - 2;
        }
      number =
          wk_number_to_formula (cell (work, cells, i / columns, i % columns), language);
      /* Behind the bar a minus would be taken for a difference. */
      g_string_append_printf (out, *number == '-' ? "{%s}" : "%s", number);
    }
  g_string_append_c (out, ')');
  return g_string_free (out, FALSE);
}

/* For a screen reader, which would take the bars for conditions: "4, -1, 4; 0, 1, 3".
 */
static void
append_cells_words (GString *out,
                    const WkConvWork *work,
                    const WkLanguage *language,
                    Cells cells)
{
  int columns = work->conv.kernel.n_columns;

  for (int i = 0; i < work->conv.kernel.n_rows * columns; i++)
    {
      g_autofree char *number =
          wk_number_to_words (cell (work, cells, i / columns, i % columns), language);

      g_string_append_printf (out, "%s%s",
                              i == 0             ? " "
                              : i % columns == 0 ? "; "
                                                 : ", ",
                              number);
    }
}

char *
wk_conv_spoken (const WkConvWork *work, const WkLanguage *language, WkConvStep step)
{
  GString *out;

  if (step != WK_CONV_STEP_TURN && step != WK_CONV_STEP_READ &&
      step != WK_CONV_STEP_MULTIPLY)
    return NULL;
  out = g_string_new (step == WK_CONV_STEP_TURN   ? _L (language, "kernel")
                      : step == WK_CONV_STEP_READ ? _L (language, "values")
                                                  : _L (language, "products"));
  append_cells_words (out, work, language,
                      step == WK_CONV_STEP_TURN   ? CELLS_KERNEL
                      : step == WK_CONV_STEP_READ ? CELLS_VALUES
                                                  : CELLS_PRODUCTS);
  if (step == WK_CONV_STEP_TURN && wk_conv_work_turns (work))
    {
      g_string_append_printf (out, "; %s", _L (language, "turned"));
      append_cells_words (out, work, language, CELLS_TURNED);
    }
  return g_string_free (out, FALSE);
}

/* --- the sum --- */

typedef struct
{
  const WkConvWork *work;
  const WkLanguage *language;
  GPtrArray *outside, *inside; /* of const WkConvTap, in the window's order */
} Sum;

static void
sum_init (Sum *sum, const WkConvWork *work, const WkLanguage *language)
{
  *sum = (Sum){ work, language, g_ptr_array_new (), g_ptr_array_new () };
  for (int r = 0; r < work->conv.kernel.n_rows; r++)
    for (int c = 0; c < work->conv.kernel.n_columns; c++)
      {
        const WkConvTap *tap = wk_conv_work_tap (work, r, c);

        g_ptr_array_add (tap->inside ? sum->inside : sum->outside, (gpointer) tap);
      }
}

static void
sum_clear (Sum *sum)
{
  g_ptr_array_unref (sum->outside);
  g_ptr_array_unref (sum->inside);
}

static void
append_product (GString *out, const WkConvTap *tap, const WkLanguage *language)
{
  g_autofree char *weight = wk_number_to_operand (tap->weight, language);
  g_autofree char *value = wk_number_to_operand (tap->value, language);

  g_string_append_printf (out, "%s\\cdot%s", weight, value);
}

static void
append_number (GString *out, double number, const WkLanguage *language)
{
  g_autofree char *text = wk_number_to_operand (number, language);

  g_string_append (out, text);
}

/* "3\cdot4+1\cdot5+...", or the products themselves. */
static void
append_terms (GString *out,
              const Sum *sum,
              GPtrArray *taps,
              guint most,
              gboolean products)
{
  for (guint i = 0; i < taps->len; i++)
    {
      const WkConvTap *tap = g_ptr_array_index (taps, i);

      if (i > 0)
        g_string_append_c (out, '+');
      if (taps->len > most && i == FIRST_TERMS)
        {
          g_string_append (out, "\\cdots+");
          i = taps->len - LAST_TERMS;
          tap = g_ptr_array_index (taps, i);
        }
      if (products)
        append_product (out, tap, sum->language);
      else
        append_number (out, tap->product, sum->language);
    }
}

static double
add_up (GPtrArray *taps)
{
  double total = 0.0;

  for (guint i = 0; i < taps->len; i++)
    total += ((const WkConvTap *) g_ptr_array_index (taps, i))->product;
  return total;
}

/* What lies outside in one bracket, then everything inside. */
static char *
sum_numbers (const WkConvWork *work, const WkLanguage *language)
{
  Sum sum;
  GString *out = g_string_new (NULL);

  sum_init (&sum, work, language);
  if (sum.outside->len > 0)
    {
      gboolean bracket = sum.outside->len > 1 && sum.inside->len > 0;

      g_string_append (out, bracket ? "(" : "");
      append_terms (out, &sum, sum.outside, MAX_OUTSIDE_TERMS + LAST_TERMS, TRUE);
      g_string_append (out, bracket ? ")" : "");
      g_string_append (out, sum.inside->len > 0 ? "+" : "");
    }
  append_terms (out, &sum, sum.inside, MAX_TERMS, TRUE);
  sum_clear (&sum);
  return g_string_free (out, FALSE);
}

static char *
sum_products (const WkConvWork *work, const WkLanguage *language)
{
  Sum sum;
  GString *out = g_string_new (NULL);

  sum_init (&sum, work, language);
  if (sum.outside->len > 0 && sum.inside->len > 0)
    {
      append_number (out, add_up (sum.outside), language);
      g_string_append_c (out, '+');
      append_terms (out, &sum, sum.inside, MAX_TERMS, FALSE);
    }
  else
    append_terms (out, &sum, sum.outside->len > 0 ? sum.outside : sum.inside, MAX_TERMS,
                  FALSE);
  sum_clear (&sum);
  return g_string_free (out, FALSE);
}

/* --- the steps --- */

char *
wk_conv_symbol (const WkConvWork *work)
{
  return g_strdup_printf ("y[%d,%d]", work->row, work->column);
}

static char *
turn_formula (const WkConvWork *work, const WkLanguage *language)
{
  g_autofree char *given = cells_formula (work, language, CELLS_KERNEL);
  g_autofree char *laid = cells_formula (work, language, CELLS_TURNED);
  int row, column;

  wk_conv_work_origin (work, &row, &column);
  if (!wk_conv_work_turns (work))
    return g_strdup_printf ("\\text{%s }(%d,%d),\\quad k=%s", _L (language, "origin"),
                            row, column, given);
  return g_strdup_printf ("\\text{%s }(%d,%d)\\to(%d,%d),\\quad k=%s\\to%s",
                          _L (language, "origin"), work->conv.origin_row,
                          work->conv.origin_column, row, column, given, laid);
}

/* "{-1}\ldots{1}", "2", "0,2,4" */
static char *
places_formula (int first, int n, int dilation)
{
  int last = first + (n - 1) * dilation;

  if (n == 1)
    return g_strdup_printf ("{%d}", first);
  if (n == 2)
    return g_strdup_printf ("{%d},{%d}", first, last);
  if (n == 3)
    return g_strdup_printf ("{%d},{%d},{%d}", first, first + dilation, last);
  if (dilation == 1)
    return g_strdup_printf ("{%d},\\ldots,{%d}", first, last);
  return g_strdup_printf ("{%d},{%d},\\ldots,{%d}", first, first + dilation, last);
}

static char *
lay_formula (const WkConvWork *work, const WkLanguage *language)
{
  const WkConv *conv = &work->conv;
  const WkConvTap *first = wk_conv_work_tap (work, 0, 0);
  g_autofree char *rows =
      places_formula (first->row, conv->kernel.n_rows, conv->dilation_row);
  g_autofree char *columns =
      places_formula (first->column, conv->kernel.n_columns, conv->dilation_column);
  /* The pixel of the output may be another one of the image. */
  g_autofree char *place =
      work->row == work->at_row && work->column == work->at_column
          ? g_strdup ("")
          : g_strdup_printf ("\\text{%s}=x[%d,%d],\\quad", _L (language, "origin"),
                             work->at_row, work->at_column);

  return g_strdup_printf ("%s\\text{%s}=%s,\\quad\\text{%s}=%s", place,
                          _L (language, "rows"), rows, _L (language, "columns"),
                          columns);
}

static char *
add_formula (const WkConvWork *work, const WkLanguage *language)
{
  g_autofree char *symbol = wk_conv_symbol (work);
  g_autofree char *numbers = sum_numbers (work, language);
  g_autofree char *products = sum_products (work, language);
  g_autofree char *value = wk_number_to_formula (work->value, language);

  if (work->divisor != 1.0)
    return g_strdup_printf ("%s=(%s)/%g=(%s)/%g=\\focus{%s}", symbol, numbers,
                            work->divisor, products, work->divisor, value);
  if (work->conv.kernel.n_rows * work->conv.kernel.n_columns == 1)
    return g_strdup_printf ("%s=%s=\\focus{%s}", symbol, numbers, value);
  return g_strdup_printf ("%s=%s=%s=\\focus{%s}", symbol, numbers, products, value);
}

char *
wk_conv_formula (const WkConvWork *work, const WkLanguage *language, WkConvStep step)
{
  g_autofree char *cells = NULL;

  switch (step)
    {
    case WK_CONV_STEP_TURN:
      return turn_formula (work, language);
    case WK_CONV_STEP_LAY:
      return lay_formula (work, language);
    case WK_CONV_STEP_READ:
      cells = cells_formula (work, language, CELLS_VALUES);
      return g_strdup_printf ("\\text{%s}=%s", _L (language, "values"), cells);
    case WK_CONV_STEP_MULTIPLY:
      cells = cells_formula (work, language, CELLS_PRODUCTS);
      return g_strdup_printf ("\\text{%s}=%s", _L (language, "products"), cells);
    case WK_CONV_STEP_ADD:
      return add_formula (work, language);
    case WK_CONV_STEP_QUESTION:
    default:
      return NULL;
    }
}

/* --- hints --- */

/* "i" or "2i": where unit i stands, but for where the first one does. */
static char *
unit_formula (const char *letter, int stride, int start)
{
  g_autofree char *factor =
      stride == 1 ? g_strdup ("") : g_strdup_printf ("%d", stride);

  return start == 0 ? g_strdup_printf ("%s%s", factor, letter)
                    : g_strdup_printf ("%s%s+%d", factor, letter, start);
}

static char *
index_formula (const char *letter,
               const char *cell_letter,
               const char *origin,
               int stride,
               int start,
               int dilation,
               gboolean turns)
{
  g_autofree char *unit = unit_formula (letter, stride, start);
  g_autofree char *factor =
      dilation == 1 ? g_strdup ("") : g_strdup_printf ("%d", dilation);

  return g_strdup_printf ("%s%c%s(%s-%s)", unit, turns ? '-' : '+', factor, cell_letter,
                          origin);
}

static char *
rule_formula (const WkConvWork *work)
{
  const WkConv *conv = &work->conv;
  gboolean turns = wk_conv_work_turns (work);
  g_autofree char *row = index_formula ("i", "u", "o_r", conv->stride_row,
                                        work->range.row, conv->dilation_row, turns);
  g_autofree char *column =
      index_formula ("j", "v", "o_c", conv->stride_column, work->range.column,
                     conv->dilation_column, turns);

  if (work->divisor != 1.0)
    return g_strdup_printf ("$y[i,j]=\\frac1{%g}\\sum_{u,v}k[u,v]\\,x[%s,\\,%s]$",
                            work->divisor, row, column);
  return g_strdup_printf ("$y[i,j]=\\sum_{u,v}k[u,v]\\,x[%s,\\,%s]$", row, column);
}

void
wk_conv_take_hints (const WkConvWork *work,
                    const WkLanguage *language,
                    WkAnswer *answer)
{
  g_autofree char *symbol = wk_conv_symbol (work);
  g_autofree char *numbers = sum_numbers (work, language);
  const char *rule =
      wk_conv_work_turns (work)
          ? _L (language,
                "Turn the kernel by 180°, lay its turned origin on the pixel, multiply "
                "cell by cell, and add all products.")
          : _L (language, "Lay the kernel's origin on the pixel without turning it, "
                          "multiply cell by cell, and add all products.");

  wk_answer_take_hints (
      answer, g_strdup (rule), rule_formula (work),
      work->divisor == 1.0
          ? g_strdup_printf ("$%s=%s$", symbol, numbers)
          : g_strdup_printf ("$%s=(%s)/%g$", symbol, numbers, work->divisor));
}
