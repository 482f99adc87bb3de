/* wk-field-slips.c - what typical mistakes give for a receptive field; fresh numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each mistake is the recurrence with one thing wrong in it, for the first layers of
 * the stack on screen.
 */
#include "config.h"

#include "exercises/kit/wk-field-private.h"

#include "numeric/wk-random.h"

#define MAX_DRAWS 4000
#define MOST_FIELD 60

double
wk_field_mistaken (const WkWindow *layers, guint n, WkFieldMistake mistake)
{
  double r = 1.0, jump = 1.0;

  if (mistake == WK_FIELD_SUM || mistake == WK_FIELD_FROM_ZERO)
    r = 0.0;
  for (guint l = 0; l < n; l++)
    {
      double k = layers[l].kernel, s = layers[l].stride, d = layers[l].dilation;
      double reach = d * (k - 1.0);

      switch (mistake)
        {
        case WK_FIELD_NO_STRIDE:
          r += reach;
          break;
        case WK_FIELD_OWN_JUMP:
          r += reach * jump * s;
          break;
        case WK_FIELD_OWN_STRIDE:
          r += reach * s;
          break;
        case WK_FIELD_SUM:
          r += k;
          break;
        case WK_FIELD_PRODUCT:
          r *= k;
          break;
        case WK_FIELD_WHOLE_KERNEL:
          r += d * k * jump;
          break;
        case WK_FIELD_WHOLE_LATER:
          r += l == 0 ? reach : d * k * jump;
          break;
        case WK_FIELD_UPSIDE_DOWN:
          r = (r - 1.0) * s + reach + 1.0;
          break;
        case WK_FIELD_NO_DILATION:
          r += (k - 1.0) * jump;
          break;
        case WK_FIELD_RIGHT:
        case WK_FIELD_FROM_ZERO:
        default:
          r += reach * jump;
          break;
        }
      jump *= s;
    }
  return r;
}

static char *
no_stride_feedback (const WkWindow *layers, guint n, const WkLanguage *language)
{
  guint l = 0;

  while (l + 1 < n && layers[l].stride == 1)
    l++;
  if (layers[l].stride == 2)
    return g_strdup (
        _L (language, "After stride 2, neighbouring units are two pixels apart."));
  return g_strdup_printf (
      _L (language, "After stride %d, neighbouring units are %d pixels apart."),
      layers[l].stride, layers[l].stride);
}

static void
add (WkAnswer *answer,
     const WkWindow *layers,
     guint n,
     WkFieldMistake mistake,
     const char *feedback)
{
  wk_answer_add_slip (answer, wk_field_mistaken (layers, n, mistake), feedback);
}

void
wk_field_add_slips (WkAnswer *answer,
                    const WkWindow *layers,
                    guint n,
                    const WkLanguage *language)
{
  g_autofree char *no_stride = no_stride_feedback (layers, n, language);
  double r = wk_field_mistaken (layers, n, WK_FIELD_RIGHT);

  add (answer, layers, n, WK_FIELD_NO_STRIDE, no_stride);
  add (answer, layers, n, WK_FIELD_OWN_JUMP,
       _L (language, "Use the jump before the layer."));
  add (answer, layers, n, WK_FIELD_SUM,
       _L (language, "Two neighbouring windows overlap."));
  add (answer, layers, n, WK_FIELD_OWN_STRIDE,
       _L (language, "The jump stays for all later layers."));
  add (answer, layers, n, WK_FIELD_FROM_ZERO,
       _L (language, "One pixel sees itself: start with 1."));
  add (answer, layers, n, WK_FIELD_WHOLE_KERNEL,
       _L (language, "A window of k adds k − 1."));
  add (answer, layers, n, WK_FIELD_PRODUCT,
       _L (language, "Fields add up, they don't multiply."));
  add (answer, layers, n, WK_FIELD_WHOLE_LATER,
       _L (language, "A window of k adds k − 1."));
  if (n > 1)
    add (answer, layers, n, WK_FIELD_UPSIDE_DOWN,
         _L (language, "That rule starts at the output."));
  add (answer, layers, n, WK_FIELD_NO_DILATION,
       _L (language, "Dilation spreads the kernel's cells: multiply k − 1 by it."));
  if (answer->side)
    wk_answer_add_slip (answer, r * r, _L (language, "Give the side length."));
}

/* --- fresh numbers --- */

static gboolean
differ (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (values[i] == values[j])
        return FALSE;
  return TRUE;
}

static gboolean
is_good (const WkWindow *layers, guint n)
{
  static const WkFieldMistake apart[] = {
    WK_FIELD_RIGHT,   WK_FIELD_NO_STRIDE, WK_FIELD_OWN_JUMP,
    WK_FIELD_PRODUCT, WK_FIELD_SUM,       WK_FIELD_WHOLE_KERNEL,
  };
  double values[G_N_ELEMENTS (apart)];

  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    values[i] = wk_field_mistaken (layers, n, apart[i]);
  return values[0] <= MOST_FIELD && differ (values, G_N_ELEMENTS (apart));
}

/* Three to five layers, one or two of them with stride 2, not the last. */
static guint
draw_stack (WkRandom *random, WkWindow *layers)
{
  static const int kernels[] = { 2, 3, 5, 7 };
  guint n = 3 + wk_random_below (random, 3);
  guint n_strides = 1 + wk_random_below (random, 2);
  guint order[5];

  for (guint l = 0; l < n; l++)
    {
      int kernel = kernels[wk_random_below (random, G_N_ELEMENTS (kernels))];

      layers[l] = (WkWindow){ kernel, 1, 0, 0, 1 };
      order[l] = l;
    }
  wk_random_shuffle (random, order, n - 1);
  for (guint i = 0; i < n_strides; i++)
    layers[order[i]].stride = 2;
  return n;
}

static WkValue *
stack_value (const WkWindow *layers, guint n)
{
  static const char *const keys[] = { "kernel", "stride" };
  WkValue *rows[5];

  for (guint l = 0; l < n; l++)
    {
      WkValue *items[] = { wk_value_new_number (layers[l].kernel),
                           wk_value_new_number (layers[l].stride) };

      rows[l] = wk_value_new_map (keys, items, 2);
    }
  return wk_value_new_list (rows, n);
}

/**
 * wk_field_vary:
 *
 * Layers to work by hand, on an input that fits them; what was picked or opened on the
 * old ones is gone.
 */
WkValue *
wk_field_vary (const char *seed, const WkParams *params, GError **error)
{
  static const char *const keys[] = { "preset", "layers", "input", "pick", "open" };
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);

  (void) params;
  for (guint i = 0; i < MAX_DRAWS; i++)
    {
      WkWindow layers[5];
      guint n = draw_stack (random, layers);

      if (is_good (layers, n))
        {
          WkValue *items[] = { wk_value_new_string ("own"), stack_value (layers, n),
                               wk_value_new_null (), wk_value_new_null (),
                               wk_value_new_null () };

          return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
        }
    }
  g_set_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
               _L (wk_language_from_environment (),
                   "No fresh numbers found for the seed “%s”: try another one"),
               seed);
  return NULL;
}
