/* wk-conv-words.c - what the steps say, and the figure in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

#include "model/wk-number.h"

static const char *
read_words (const WkConvWork *work, const WkLanguage *language)
{
  if (work->conv.padding == WK_PADDING_NONE)
    return _L (language, "Without padding every window lies inside the image.");
  if (wk_conv_work_count_outside (work) == 0)
    return _L (language, "This window lies wholly inside the image.");
  switch (work->conv.padding)
    {
    case WK_PADDING_REFLECT:
      return _L (language, "Outside, the image is mirrored at its outermost cells.");
    case WK_PADDING_REPLICATE:
      return _L (language, "Outside, the outermost cells of the image are repeated.");
    case WK_PADDING_WRAP:
      return _L (language, "Outside, the image goes on with its other side.");
    case WK_PADDING_NONE:
    case WK_PADDING_ZERO:
    default:
      return _L (language, "Outside the image we read 0.");
    }
}

static void
append_side (GString *out, const char *where, int n)
{
  if (n == 0)
    return;
  g_string_append (out, out->len > 0 ? ", " : "");
  g_string_append_printf (out, "%d %s", n, where);
}

/* What kernel and origin need around the image. */
static char *
padding_words (const WkConvWork *work, const WkLanguage *language)
{
  g_autoptr (GString) sides = g_string_new (NULL);

  if (work->conv.padding == WK_PADDING_NONE)
    return NULL;
  append_side (sides, _L (language, "above"), work->above);
  append_side (sides, _L (language, "below"), work->below);
  append_side (sides, _L (language, "left"), work->left);
  append_side (sides, _L (language, "right"), work->right);
  if (sides->len == 0)
    return g_strdup (_L (language, "This origin needs no padding."));
  return g_strdup_printf (_L (language, "Padding: %s."), sides->str);
}

char *
wk_conv_caption (const WkConvWork *work, const WkLanguage *language, WkConvStep step)
{
  g_autofree char *padding = NULL;
  int n = work->conv.kernel.n_rows * work->conv.kernel.n_columns;
  gboolean turns = wk_conv_work_turns (work);

  switch (step)
    {
    case WK_CONV_STEP_TURN:
      return g_strdup (
          turns ? _L (language, "Convolution turns the kernel by 180°; its origin goes "
                                "along.")
                : _L (language, "Cross-correlation takes the kernel as it is: nothing "
                                "is turned."));
    case WK_CONV_STEP_LAY:
      return g_strdup (turns ? _L (language, "Lay the turned origin on the pixel.")
                             : _L (language, "Lay the origin on the pixel."));
    case WK_CONV_STEP_READ:
      padding = padding_words (work, language);
      return g_strjoin (" ", read_words (work, language), padding, NULL);
    case WK_CONV_STEP_MULTIPLY:
      return g_strdup (_L (language, "Multiply cell by cell."));
    case WK_CONV_STEP_ADD:
      return g_strdup_printf (
          _LN (language, "There is one product, and nothing to add.",
               "Add all %d products, also those that are 0.", (gulong) n),
          n);
    case WK_CONV_STEP_QUESTION:
    default:
      return NULL;
    }
}

char *
wk_conv_tap_words (const WkConvTap *tap, const WkLanguage *language)
{
  g_autofree char *weight = wk_number_to_words (tap->weight, language);
  g_autofree char *value = wk_number_to_words (tap->value, language);

  return g_strdup_printf (_L (language, "%s times %s"), weight, value);
}

char *
wk_conv_describe (const WkConvWork *work, const WkLanguage *language, guint step)
{
  const WkConv *conv = &work->conv;
  GString *out = g_string_new (NULL);
  g_autofree char *caption = NULL;
  g_autofree char *value = NULL;

  g_string_append_printf (
      out,
      _L (language,
          "An image of %d × %d numbers, a kernel of %d × %d with its origin at row %d, "
          "column %d, and the output at row %d, column %d."),
      work->image.n_rows, work->image.n_columns, conv->kernel.n_rows,
      conv->kernel.n_columns, conv->origin_row, conv->origin_column, work->row,
      work->column);
  caption = wk_conv_caption (work, language, (WkConvStep) step);
  if (caption != NULL)
    g_string_append_printf (out, " %s", caption);
  if (step < WK_CONV_STEP_ADD)
    return g_string_free (out, FALSE);
  value = wk_number_to_words (work->value, language);
  g_string_append_c (out, ' ');
  g_string_append_printf (out, _L (language, "The output there is %s."), value);
  return g_string_free (out, FALSE);
}
