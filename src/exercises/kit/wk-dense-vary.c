/* wk-dense-vary.c - fresh numbers for the networks of chapter 1
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 1a to 1d are one network, so one draw must suit all four: integers that can be worked
 * by hand, and no two mistakes that give the same number, or feedback could not tell
 * them apart. Drawing is in stages, the hidden layer first, since most draws fail
 * there.
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-random.h"

/* About one hidden layer in 15 passes, and one output in 560: with so many draws one
 * seed in 40 000 has no numbers. */
#define MAX_HIDDEN_DRAWS 20000
#define OUTPUT_DRAWS 12
#define MAX_OUTPUT_DRAWS 6000
#define MAX_LAYER_DRAWS 500

static double
pick (WkRandom *random, const int *from, guint n)
{
  return from[wk_random_below (random, n)];
}

#define PICK(random, ...)                       \
  pick ((random), (const int[]){ __VA_ARGS__ }, \
        G_N_ELEMENTS (((const int[]){ __VA_ARGS__ })))

/* --- values that must differ, each with the mistake it belongs to --- */

typedef struct
{
  double value;
  int cause; /* 0: the right value, or another that is asked */
} Told;

static gboolean
all_different (const Told *told, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if ((told[i].cause != told[j].cause || told[i].cause == 0) &&
          fabs (told[i].value - told[j].value) <= 0.01)
        return FALSE;
  return TRUE;
}

/* --- the exam's shape --- */

static void
exam_pass (const WkDenseExam *e, gboolean relu, double *z, double *a, double *out)
{
  *out = e->b2;
  for (int k = 0; k < 3; k++)
    {
      z[k] = e->W1[k] * e->x[0] + e->W1[3 + k] * e->x[1] + e->b1[k];
      a[k] = relu ? MAX (z[k], 0.0) : z[k];
      *out += e->W2[k] * a[k];
    }
}

static gboolean
draw_hidden (WkRandom *random, WkDenseExam *e)
{
  double z[3], a[3], out;
  int cut = -1;
  gboolean shows_order = FALSE;

  /* 1c asks for the weight from x1 to node 3: x1 must not hide as a factor 1. */
  e->x[0] = PICK (random, 2, 3, 4, -2);
  e->x[1] = PICK (random, 1, 2, 3, 4, -1, -2);
  for (int i = 0; i < 6; i++)
    e->W1[i] = PICK (random, -3, -2, -1, 1, 2, 3);
  for (int k = 0; k < 3; k++)
    e->b1[k] = PICK (random, -2, -1, 0, 1, 2);
  if (fabs (e->x[0]) == fabs (e->x[1]) || e->b1[1] == 0.0)
    return FALSE;

  e->b2 = 0.0;
  memset (e->W2, 0, sizeof e->W2);
  exam_pass (e, FALSE, z, a, &out);
  for (int k = 0; k < 3; k++)
    {
      if (z[k] == 0.0 || fabs (z[k]) > 12.0 || (z[k] < 0.0 && cut >= 0))
        return FALSE;
      if (z[k] < 0.0)
        cut = k;
      if (MAX (0.0, z[k] - e->b1[k]) + e->b1[k] != MAX (0.0, z[k]))
        shows_order = TRUE;
    }
  /* Asked in 1c are the bias of node 2 and a weight of node 3: one is negative. */
  return cut >= 1 && e->b1[cut] != 0.0 && shows_order;
}

/* The slips of the output, as the solution will have them, must all differ. */
static gboolean
slips_differ (const WkDenseExam *e, WkActivation g)
{
  Told told[64];
  guint n = 0;
  WkDense dense = {
    .n_layers = 2,
    .sizes = { 2, 3, 1 },
    .x = (double *) e->x,
    .W = { (double *) e->W1, (double *) e->W2 },
    .b = { (double *) e->b1, (double *) &e->b2 },
    .is_identity = g == WK_ACTIVATION_IDENTITY,
  };
  WkAnswer answer = { .tolerance = 0.0 };

  dense.layer[0] =
      (WkDenseLayer){ .n_in = 2, .n_out = 3, .W = e->W1, .b = e->b1, .g = g };
  dense.layer[1] =
      (WkDenseLayer){ .n_in = 3, .n_out = 1, .W = e->W2, .b = &e->b2, .g = g };
  dense.trace = wk_dense_run (dense.layer, 2, e->x, WK_LOSS_SQUARED_ERROR, NULL, NULL);
  if (dense.trace == NULL)
    return FALSE;
  /* Not the right value yet: a mistake that gives it would be left out. */
  answer.value = NAN;
  answer.slips = g_array_new (FALSE, TRUE, sizeof (WkSlip));
  wk_dense_add_forward_slips (&dense, NULL, &answer, 2, 0);

  told[n++] = (Told){ wk_dense_a (&dense, 2, 0), 0 };
  for (guint k = 0; k < 3; k++)
    told[n++] = (Told){ wk_dense_a (&dense, 1, k), 0 };
  for (guint i = 0; i < answer.slips->len; i++)
    {
      const WkSlip *slip = &g_array_index (answer.slips, WkSlip, i);
      int cause = (int) i + 1;

      for (guint j = 0; j < i; j++)
        if (strcmp (g_array_index (answer.slips, WkSlip, j).feedback, slip->feedback) ==
            0)
          {
            cause = (int) j + 1;
            break;
          }
      if (n < G_N_ELEMENTS (told))
        told[n++] = (Told){ slip->value, cause };
    }
  for (guint i = 0; i < answer.slips->len; i++)
    g_free (g_array_index (answer.slips, WkSlip, i).feedback);
  g_array_unref (answer.slips);
  g_clear_pointer (&dense.trace, wk_dense_trace_free);
  return all_different (told, n);
}

/* 1c: the four derivatives that are asked, and what the usual mistakes give. */
static gboolean
derivatives_differ (const WkDenseExam *e,
                    double d,
                    const double *z,
                    const double *a,
                    double d_relu)
{
  double w2 = e->W2[1], w3 = e->W2[2], x1 = e->x[0];
  double through2 = z[1] > 0.0 ? w2 : 0.0, through3 = z[2] > 0.0 ? w3 : 0.0;
  double right[4] = { 2 * d, 2 * d * a[1], 2 * d * w2, 2 * d * w3 * x1 };
  double relu[4] = { 2 * d_relu, 2 * d_relu * MAX (z[1], 0.0), 2 * d_relu * through2,
                     2 * d_relu * through3 * x1 };
  double special[4][4] = { { 0 },
                           { 2 * d * w2 },
                           { 2 * d * a[1] },
                           { 2 * d * a[2] * x1, 2 * d * w3 * e->x[1],
                             2 * d * e->W2[0] * x1, 2 * d * x1 } };
  const guint n_special[4] = { 0, 1, 1, 4 };

  for (int i = 0; i < 4; i++)
    {
      Told told[12] = {
        { right[i], 0 },         { right[i] / 2, 1 }, { -right[i], 2 },
        { right[i] * d / 2, 3 }, { right[i] / d, 4 }, { relu[i], 5 },
      };
      guint n = 6;

      for (guint s = 0; s < n_special[i]; s++)
        /* The last of them is told with the forgotten 2. */
        told[n++] = (Told){ special[i][s], s == 3 ? 1 : 6 + (int) s };
      if (!all_different (told, n) || fabs (right[i]) > 99.0 ||
          fabs (fabs (right[i]) - d * d) < 0.01)
        return FALSE;
      for (int j = 0; j < i; j++)
        if (fabs (fabs (right[i]) - fabs (right[j])) < 0.01)
          return FALSE;
    }
  return TRUE;
}

/* 1d: one parameter after a step of @rate; @again: the gradient taken too late. */
static gboolean
step_differs (double old, double gradient, double again, double rate)
{
  const Told told[] = {
    { old - rate * gradient, 0 },
    { old + rate * gradient, 1 },
    { old - gradient, 2 },
    { old - rate * gradient / 2, 2 },
    { old - rate * rate * gradient, 3 },
    { -rate * gradient, 4 },
    { rate * (old - gradient), 5 },
    { old - gradient / rate, 6 },
    { old - rate * again, 7 },
  };

  return all_different (told, G_N_ELEMENTS (told));
}

static gboolean
draw_target_and_rate (WkRandom *random, WkDenseExam *e)
{
  double z[3], a[3], out, relu_a[3], relu_out;
  double distances[] = { 2, -2, 3, -3, 4, -4 };
  double rates[] = { 0.25, 0.2, 0.1, 3 };
  guint order[] = { 0, 1, 2, 3, 4, 5 }, rate_order[] = { 0, 1, 2, 3 };

  exam_pass (e, FALSE, z, a, &out);
  exam_pass (e, TRUE, z, relu_a, &relu_out);
  wk_random_shuffle (random, order, G_N_ELEMENTS (order));
  wk_random_shuffle (random, rate_order, G_N_ELEMENTS (rate_order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      double d = distances[order[i]];
      double g_b = 2 * d * e->W2[1], g_w = 2 * d * e->W2[2] * e->x[0];

      e->y = out - d;
      if (!derivatives_differ (e, d, z, a, MAX (relu_out, 0.0) - e->y))
        continue;
      for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
        {
          double rate = rates[rate_order[r]];
          double after_b = d - rate * g_b * e->W2[1];
          double after_w = d - rate * g_w * e->x[0] * e->W2[2];

          e->rate = rate;
          if (step_differs (e->b1[1], g_b, 2 * after_w * e->W2[1], rate) &&
              step_differs (e->W1[2], g_w, 2 * after_b * e->W2[2] * e->x[0], rate))
            return TRUE;
        }
    }
  return FALSE;
}

/* What costs most comes last. */
static gboolean
draw_output (WkRandom *random, WkDenseExam *e)
{
  double z[3], a[3], out, relu_out;

  e->W2[0] = PICK (random, -3, -2, -1, 1, 2, 3);
  e->W2[1] = PICK (random, -3, -2, 2, 3);
  e->W2[2] = PICK (random, -3, -2, 2, 3);
  e->b2 = PICK (random, 1, -1, 2, -2, 3);
  exam_pass (e, TRUE, z, a, &relu_out);
  exam_pass (e, FALSE, z, a, &out);
  return relu_out > 0.0 && fabs (out) >= 5.0 && fabs (out) <= 60.0 &&
         draw_target_and_rate (random, e) && slips_differ (e, WK_ACTIVATION_IDENTITY) &&
         slips_differ (e, WK_ACTIVATION_RELU);
}

static gboolean
draw_exam (const char *seed, WkDenseExam *exam)
{
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);
  guint n_outputs = 0;

  for (guint i = 0; i < MAX_HIDDEN_DRAWS && n_outputs < MAX_OUTPUT_DRAWS; i++)
    {
      if (!draw_hidden (random, exam))
        continue;
      for (guint j = 0; j < OUTPUT_DRAWS; j++, n_outputs++)
        if (draw_output (random, exam))
          return TRUE;
    }
  return FALSE;
}

/* The exercises of the network each ask for the same draw: it is kept. */
gboolean
wk_dense_draw_exam (const char *seed, WkDenseExam *exam)
{
  static GMutex mutex;
  static char *drawn_seed;
  static WkDenseExam drawn;
  gboolean found;

  g_mutex_lock (&mutex);
  found = g_strcmp0 (seed, drawn_seed) == 0 || draw_exam (seed, &drawn);
  g_free (drawn_seed);
  drawn_seed = found ? g_strdup (seed) : NULL;
  if (found)
    *exam = drawn;
  g_mutex_unlock (&mutex);
  return found;
}

/* --- any other shape --- */

/* What suits the activation that follows: small enough that a sigmoid does not
 * saturate, integers elsewhere; smaller the more there is to add. */
static double
draw_weight (WkRandom *random, WkActivation g, guint n_in)
{
  if (g == WK_ACTIVATION_SIGMOID || g == WK_ACTIVATION_TANH)
    return PICK (random, -4, -3, -2, -1, 1, 2, 3, 4) / 4.0;
  if (n_in <= 4)
    return PICK (random, -3, -2, -1, 1, 2, 3);
  return PICK (random, -2, -1, 1, 2);
}

/* One layer, drawn again until no sum is 0 and (if it can be) none is large. */
static void
draw_layer (WkRandom *random,
            const WkDenseLayer *like,
            const double *before,
            double *W,
            double *b,
            double *after)
{
  gboolean squashes = like->g == WK_ACTIVATION_SIGMOID || like->g == WK_ACTIVATION_TANH;
  double limit = squashes ? 4.0 : 99.0;

  for (guint draw = 0; draw < MAX_LAYER_DRAWS; draw++)
    {
      gboolean good = TRUE;
      guint n_alive = 0;

      for (guint i = 0; i < like->n_in * like->n_out; i++)
        W[i] = draw_weight (random, like->g, like->n_in);
      for (guint k = 0; k < like->n_out; k++)
        {
          double z = 0.0;

          b[k] = PICK (random, -2, -1, 0, 1, 2);
          for (guint j = 0; j < like->n_in; j++)
            z += W[j * like->n_out + k] * before[j];
          z += b[k];
          after[k] = wk_activation_value (like->g, like->slope, z);
          good = good && fabs (z) > 0.01 && fabs (z) <= limit;
          n_alive += after[k] != 0.0;
        }
      if (good && n_alive > 0)
        return;
      /* Wide or deep networks cannot stay below: ask for less, step by step. */
      if (draw % 25 == 24)
        limit *= 1.5;
    }
}

static void
draw_network (WkRandom *random, const WkDense *like, double *x, double **W, double **b)
{
  double before[WK_DENSE_MAX_NODES], after[WK_DENSE_MAX_NODES];

  for (guint i = 0; i < like->sizes[0]; i++)
    before[i] = x[i] = PICK (random, 1, 2, 3, 4, -1, -2);
  for (guint l = 0; l < like->n_layers; l++)
    {
      draw_layer (random, &like->layer[l], before, W[l], b[l], after);
      memcpy (before, after, sizeof before);
    }
}

/* --- to values --- */

static WkValue *
layer_value (const WkParams *params, guint l, WkValue *W, WkValue *b)
{
  g_autofree char *path_W = g_strdup_printf ("layers[%u].W", l);
  g_autofree char *path_b = g_strdup_printf ("layers[%u].b", l);
  g_autoptr (WkValue) with_W = wk_value_with (wk_params_get_values (params), path_W, W);
  g_autoptr (WkValue) with_both = wk_value_with (with_W, path_b, b);
  WkValue *layers = wk_value_get_member (with_both, "layers");

  wk_value_unref (W);
  wk_value_unref (b);
  return wk_value_ref (wk_value_get_item (layers, l));
}

static gboolean
has_exam_shape (const WkDense *dense)
{
  return dense->n_layers == 2 && dense->sizes[0] == 2 && dense->sizes[1] == 3 &&
         dense->sizes[2] == 1;
}

static WkValue *
take_values (const WkParams *params,
             const WkDense *shape,
             const double *x,
             double *const *W,
             double *const *b,
             const double *y)
{
  static const char *const keys[] = { "x", "layers", "y" };
  WkValue *layers[WK_DENSE_MAX_LAYERS];
  WkValue *items[3];

  for (guint l = 0; l < shape->n_layers; l++)
    layers[l] = layer_value (
        params, l,
        wk_value_new_matrix (W[l], shape->layer[l].n_in, shape->layer[l].n_out),
        wk_value_new_vector (b[l], shape->layer[l].n_out));
  items[0] = wk_value_new_vector (x, shape->sizes[0]);
  items[1] = wk_value_new_list (layers, shape->n_layers);
  if (y != NULL)
    items[2] = wk_value_new_vector (y, shape->sizes[shape->n_layers]);
  return wk_value_new_map (keys, items, y != NULL ? 3 : 2);
}

static WkValue *
vary_other (const char *seed, const WkParams *params, const WkDense *shape)
{
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);
  double x[WK_DENSE_MAX_NODES];
  double *W[WK_DENSE_MAX_LAYERS] = { NULL }, *b[WK_DENSE_MAX_LAYERS] = { NULL };
  WkValue *values;

  for (guint l = 0; l < shape->n_layers; l++)
    {
      W[l] = g_new0 (double, shape->layer[l].n_in * shape->layer[l].n_out);
      b[l] = g_new0 (double, shape->layer[l].n_out);
    }
  draw_network (random, shape, x, W, b);
  values = take_values (params, shape, x, W, b, shape->y);
  for (guint l = 0; l < shape->n_layers; l++)
    {
      g_free (W[l]);
      g_free (b[l]);
    }
  return values;
}

WkValue *
wk_dense_vary (const char *seed, const WkParams *params, double *rate, GError **error)
{
  g_autoptr (WkDense) shape = wk_dense_new (params, error);
  WkDenseExam exam;
  double *W[] = { exam.W1, exam.W2 };
  double *b[] = { exam.b1, &exam.b2 };

  if (rate != NULL)
    *rate = 0.0;
  if (shape == NULL)
    return NULL;
  if (!has_exam_shape (shape))
    return vary_other (seed, params, shape);
  if (!wk_dense_draw_exam (seed, &exam))
    {
      g_set_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
                   _L (wk_language_from_environment (),
                       "No fresh numbers found for the seed “%s”: try another one"),
                   seed);
      return NULL;
    }
  if (rate != NULL)
    *rate = exam.rate;
  return take_values (params, shape, exam.x, W, b, &exam.y);
}
