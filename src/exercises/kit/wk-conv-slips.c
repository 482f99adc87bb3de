/* wk-conv-slips.c - what typical mistakes at one pixel give
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each slip is the same sum with one mistake (or two) in it. A mistake is a choice of
 * which cell of the kernel lies where: the kernel may be turned along either axis, and
 * any cell may be taken for its origin.
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

typedef struct
{
  gboolean flip_rows, flip_columns;
  int origin_row, origin_column; /* in the kernel as it lies on the image */
  WkPadding padding;
} Laid;

static int
turned (int i, int n, gboolean flip)
{
  return flip ? n - 1 - i : i;
}

static Laid
lay (const WkConvWork *work, const WkConvMistake *mistake)
{
  const WkConv *conv = &work->conv;
  gboolean flip = wk_conv_work_turns (work) != mistake->other_mode;
  Laid laid = { .flip_rows = flip && !mistake->only_columns,
                .flip_columns = flip && !mistake->only_rows,
                .padding = conv->padding };
  int row = mistake->centre ? (conv->kernel.n_rows - 1) / 2 : conv->origin_row;
  int column = mistake->centre ? (conv->kernel.n_columns - 1) / 2 : conv->origin_column;
  gboolean goes_along = !mistake->old_origin && !mistake->centre;

  laid.origin_row = turned (row, conv->kernel.n_rows, laid.flip_rows && goes_along);
  laid.origin_column =
      turned (column, conv->kernel.n_columns, laid.flip_columns && goes_along);
  if (mistake->other_padding)
    laid.padding =
        conv->padding == WK_PADDING_ZERO ? WK_PADDING_REPLICATE : WK_PADDING_ZERO;
  return laid;
}

/* So far must a window of @n samples that begins at @first be pushed to lie inside. */
static int
push (int first, int n, int n_samples)
{
  return first < 0 ? -first : first + n > n_samples ? n_samples - n - first : 0;
}

double
wk_conv_mistaken (const WkConvWork *work, const WkConvMistake *mistake)
{
  const WkConv *conv = &work->conv;
  const WkPlane *kernel = &conv->kernel;
  Laid laid = lay (work, mistake);
  int first_row = work->at_row - laid.origin_row * conv->dilation_row;
  int first_column = work->at_column - laid.origin_column * conv->dilation_column;
  double sum = 0.0;

  if (mistake->pushed)
    {
      first_row += push (first_row, (kernel->n_rows - 1) * conv->dilation_row + 1,
                         work->image.n_rows);
      first_column +=
          push (first_column, (kernel->n_columns - 1) * conv->dilation_column + 1,
                work->image.n_columns);
    }
  for (int r = 0; r < kernel->n_rows; r++)
    for (int c = 0; c < kernel->n_columns; c++)
      {
        int u = turned (r, kernel->n_rows, laid.flip_rows);
        int v = turned (c, kernel->n_columns, laid.flip_columns);
        int row = wk_padding_index (laid.padding, first_row + r * conv->dilation_row,
                                    work->image.n_rows);
        int column =
            wk_padding_index (laid.padding, first_column + c * conv->dilation_column,
                              work->image.n_columns);

        if (row >= 0 && column >= 0)
          sum += kernel->data[u * kernel->n_columns + v] *
                 wk_conv_work_pixel (work, row, column);
      }
  return sum / work->divisor;
}

/* --- which there are --- */

static void
add (const WkConvWork *work,
     WkAnswer *answer,
     const WkConvMistake mistake,
     const char *feedback)
{
  wk_answer_add_slip (answer, wk_conv_mistaken (work, &mistake), feedback);
}

static const char *
turning_feedback (const WkConvWork *work, const WkLanguage *language)
{
  return wk_conv_work_turns (work)
             ? _L (language,
                   "That is the cross-correlation: the kernel was not turned.")
             : _L (language, "That is the convolution: the kernel was turned.");
}

static const char *
padding_feedback (WkPadding padding, const WkLanguage *language)
{
  switch (padding)
    {
    case WK_PADDING_REFLECT:
      return _L (language, "Outside the image it is mirrored; it is not 0 there.");
    case WK_PADDING_REPLICATE:
      return _L (language, "Outside the image its edge goes on; it is not 0 there.");
    case WK_PADDING_WRAP:
      return _L (language,
                 "Outside the image its other side goes on; it is not 0 there.");
    case WK_PADDING_ZERO:
    case WK_PADDING_NONE:
    default:
      return _L (language, "Zero padding: outside is 0.");
    }
}

static void
add_turning_slips (const WkConvWork *work, const WkLanguage *language, WkAnswer *answer)
{
  const char *centre =
      _L (language, "The marked cell, not the middle, goes on the pixel.");
  const char *turning = turning_feedback (work, language);
  g_autofree char *both = g_strconcat (turning, " ", centre, NULL);

  add (work, answer, (WkConvMistake){ .other_mode = TRUE }, turning);
  add (work, answer, (WkConvMistake){ .centre = TRUE }, centre);
  add (work, answer, (WkConvMistake){ .other_mode = TRUE, .centre = TRUE }, both);
  if (!wk_conv_work_turns (work))
    return;
  add (work, answer, (WkConvMistake){ .old_origin = TRUE },
       _L (language, "The origin turns with the kernel, to the other side."));
  add (work, answer, (WkConvMistake){ .only_columns = TRUE },
       _L (language, "Turn in both directions: this was turned left to right only."));
  add (work, answer, (WkConvMistake){ .only_rows = TRUE },
       _L (language, "Turn in both directions: this was turned upside down only."));
}

void
wk_conv_add_slips (const WkConvWork *work, const WkLanguage *language, WkAnswer *answer)
{
  WkPadding padding = work->conv.padding;

  add_turning_slips (work, language, answer);
  if (padding == WK_PADDING_NONE)
    return;
  add (work, answer, (WkConvMistake){ .other_padding = TRUE },
       padding_feedback (padding, language));
  add (work, answer, (WkConvMistake){ .pushed = TRUE },
       _L (language, "With padding the window may hang over the edge."));
}
