/* hard-params.h - parameters drawn from the whole range of a kind's specs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One maker a kind, for the tests that look at every kind. A kind without a maker is
 * looked at with its default and its fresh numbers alone.
 */
#pragma once

#include "model/wk-value.h"

typedef WkValue *(*HardMaker) (GRand *random);

typedef struct
{
  const char *kind;
  HardMaker make;
} HardParams;

/* A style of hard_number(): from 0 to 1. */
#define HARD_PROBABILITY 5

static inline double
hard_number (GRand *random, guint style)
{
  static const double values[] = { -1234,     0.0012345, 1e-9,     -1e-9, 1e6,
                                   -1e6,      123456.7,  -0.33333, 0,     7,
                                   -98765.43, 0.5,       2.5e-5,   99999 };

  switch (style)
    {
    case 0:
      return g_rand_int_range (random, -3, 4);
    case 1:
      return g_rand_int_range (random, -40, 41) / 10.0;
    case 2:
      return g_rand_double_range (random, -2.0, 2.0);
    case HARD_PROBABILITY:
      return g_rand_int_range (random, 0, 11) / 10.0;
    default:
      return values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))];
    }
}

/* Mostly 1 to 12 nodes, now and then up to 64. */
static inline guint
hard_size (GRand *random)
{
  guint r = (guint) g_rand_int_range (random, 0, 20);

  return r == 0   ? (guint) g_rand_int_range (random, 13, 65)
         : r < 10 ? (guint) g_rand_int_range (random, 1, 6)
                  : (guint) g_rand_int_range (random, 1, 13);
}

static inline WkValue *
hard_vector (GRand *random, guint n, guint style)
{
  g_autofree double *numbers = g_new (double, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = hard_number (random, style);
  return wk_value_new_vector (numbers, n);
}

static inline WkValue *
hard_dense (GRand *random)
{
  static const char *const gs[] = { "identity", "relu", "leaky-relu",
                                    "sigmoid",  "tanh", "softplus" };
  static const char *const layer_keys[] = { "W", "b", "g", "slope" };
  static const char *const keys[] = { "x", "layers" };
  guint n_layers = (guint) g_rand_int_range (random, 1, 7);
  guint style = (guint) g_rand_int_range (random, 0, 5);
  guint before = hard_size (random);
  WkValue *layers[6], *items[2];

  items[0] = hard_vector (random, before, style);
  for (guint l = 0; l < n_layers; l++)
    {
      guint n = hard_size (random);
      g_autofree double *W = g_new (double, (gsize) before *n);
      WkValue *members[4];

      for (guint i = 0; i < before * n; i++)
        W[i] = hard_number (random, style);
      members[0] = wk_value_new_matrix (W, before, n);
      members[1] = hard_vector (random, n, style);
      members[2] = wk_value_new_string (gs[g_rand_int_range (random, 0, 6)]);
      members[3] = wk_value_new_number (style == 4 ? -0.0012345 : 0.01);
      layers[l] = wk_value_new_map (layer_keys, members, 4);
      before = n;
    }
  items[1] = wk_value_new_list (layers, n_layers);
  return wk_value_new_map (keys, items, 2);
}

/* A dense network with targets, a loss that suits it, and a picked parameter. */
static inline WkValue *
hard_backward (GRand *random)
{
  static const char *const losses[] = { "squared", "half-squared", "cross-entropy" };
  static const char *const keys[] = {
    "x", "layers", "y", "loss", "pick", "differences"
  };
  g_autoptr (WkValue) drawn = hard_dense (random);
  g_autoptr (WkValue) sigmoid = wk_value_new_string ("sigmoid");
  guint last = (guint) wk_value_get_length (wk_value_get_member (drawn, "layers"));
  guint loss = (guint) g_rand_int_range (random, 0, 3);
  guint picked = (guint) g_rand_int_range (random, 1, (int) last + 1);
  g_autofree char *path_g = g_strdup_printf ("layers[%u].g", last - 1);
  g_autoptr (WkValue) dense =
      loss == 2 ? wk_value_with (drawn, path_g, sigmoid) : wk_value_ref (drawn);
  WkValue *layers = wk_value_get_member (dense, "layers");
  WkValue *W = wk_value_get_member (wk_value_get_item (layers, picked - 1), "W");
  guint n = (guint) wk_value_get_length (
      wk_value_get_member (wk_value_get_item (layers, last - 1), "b"));
  int rows = (int) wk_value_get_length (W);
  int cols = (int) wk_value_get_length (wk_value_get_item (W, 0));
  int from = g_rand_int_range (random, 1, rows + 1);
  int to = g_rand_int_range (random, 1, cols + 1);
  g_autofree char *id = g_strdup_printf (
      from > 9 || to > 9 ? "dw%u_%d_%d" : "dw%u_%d%d", picked, from, to);
  WkValue *items[6];

  items[0] = wk_value_ref (wk_value_get_member (dense, "x"));
  items[1] = wk_value_ref (layers);
  items[2] = hard_vector (random, n,
                          loss == 2 ? HARD_PROBABILITY
                                    : (guint) g_rand_int_range (random, 0, 4));
  items[3] = wk_value_new_string (losses[loss]);
  items[4] = wk_value_new_string (id);
  items[5] = wk_value_new_bool (g_rand_boolean (random));
  return wk_value_new_map (keys, items, 6);
}

/* The same, with a rate and further steps; a value is picked, not a derivative. */
static inline WkValue *
hard_step (GRand *random)
{
  static const double rates[] = { 2, 0.25, 1e-9, 1e6, 0.0012345, 0.1, 3 };
  static const char *const keys[] = {
    "x", "layers", "y", "loss", "pick", "rate", "steps", "asked", "all", "differences"
  };
  g_autoptr (WkValue) drawn = hard_backward (random);
  const char *pick = wk_value_get_string (wk_value_get_member (drawn, "pick"));
  WkValue *asked[] = { wk_value_new_string ("b1_1"), wk_value_new_string ("w1_11") };
  gboolean one = g_rand_int_range (random, 0, 4) == 0;
  WkValue *items[10];

  for (guint i = 0; i < 4; i++)
    items[i] = wk_value_ref (wk_value_get_member (drawn, keys[i]));
  items[4] = wk_value_new_string (pick + 1);
  items[5] = wk_value_new_number (rates[g_rand_int_range (random, 0, 7)]);
  items[6] = wk_value_new_number (one ? 1 : g_rand_int_range (random, 2, 60));
  items[7] = wk_value_new_list (asked, 2);
  items[8] = wk_value_new_bool (g_rand_boolean (random));
  items[9] = wk_value_new_bool (g_rand_boolean (random));
  return wk_value_new_map (keys, items, 10);
}

static inline WkValue *
hard_plane (GRand *random, const int size[2], int style)
{
  static const double numbers[] = { -9999, 9999, 0.0625, -0.3333, 1e-6, 12.5, 0, 7 };
  double plane[144];

  for (int i = 0; i < size[0] * size[1]; i++)
    plane[i] = style == 0   ? g_rand_int_range (random, 0, 10)
               : style == 1 ? g_rand_int_range (random, -9, 10)
               : style == 2 ? g_rand_int_range (random, -40, 41) / 10.0
                            : numbers[g_rand_int_range (random, 0, 8)];
  return wk_value_new_matrix (plane, (gsize) size[0], (gsize) size[1]);
}

/* A photograph through a kernel of its own or of the library. */
static inline WkValue *
hard_photo (GRand *random)
{
  static const char *const keys[] = { "source",  "photo",  "channel", "filter", "pixel",
                                      "padding", "stride", "kernel",  "mode" };
  static const char *const photos[] = { "camera", "coffee", "coins", "astronaut" };
  static const char *const channels[] = { "grey", "red", "green", "blue" };
  static const char *const filters[] = { "own",        "identity", "box",
                                         "box-9",      "gaussian", "sharpen",
                                         "gaussian-9", "sobel-x",  "laplacian",
                                         "emboss",     "own",      "own" };
  static const char *const paddings[] = { "none", "zero", "reflect", "replicate",
                                          "wrap" };
  const double pixel[] = { g_rand_int_range (random, 0, 300),
                           g_rand_int_range (random, 0, 300) };
  const int size[] = { g_rand_int_range (random, 1, 10),
                       g_rand_int_range (random, 1, 10) };
  WkValue *items[] = {
    wk_value_new_string ("photo"),
    wk_value_new_string (photos[g_rand_int_range (random, 0, 4)]),
    wk_value_new_string (channels[g_rand_int_range (random, 0, 4)]),
    wk_value_new_string (filters[g_rand_int_range (random, 0, 12)]),
    wk_value_new_vector (pixel, 2),
    wk_value_new_string (paddings[g_rand_int_range (random, 0, 5)]),
    wk_value_new_number (g_rand_int_range (random, 1, 4)),
    hard_plane (random, size, g_rand_int_range (random, 0, 4)),
    wk_value_new_string (g_rand_boolean (random) ? "cross-correlation" : "convolution"),
  };

  return wk_value_new_map (keys, items, G_N_ELEMENTS (items));
}

/* Any kernel on any image, with an origin and a pixel that exist. */
static inline WkValue *
hard_convolution (GRand *random)
{
  static const char *const keys[] = { "image",   "kernel", "origin",   "pixel",
                                      "padding", "stride", "dilation", "mode" };
  static const char *const paddings[] = { "none", "zero", "reflect", "replicate",
                                          "wrap" };
  int style = g_rand_int_range (random, 0, 4);
  int size[2][2], stride[2], dilation[2];
  int padding = g_rand_int_range (random, 0, 5);
  double origin[2], pixel[2], pair[2];
  WkValue *items[8];

  if (g_rand_int_range (random, 0, 4) == 0)
    return hard_photo (random);
  for (int axis = 0; axis < 2; axis++)
    {
      int span, n_out;

      size[0][axis] = g_rand_int_range (random, 1, 13);
      size[1][axis] = g_rand_int_range (random, 1, 10);
      if (axis == 1 && g_rand_int_range (random, 0, 2) == 0)
        for (int k = 0; k < 2; k++)
          size[k][1] = size[k][0];
      stride[axis] =
          g_rand_int_range (random, 0, 2) == 0 ? 1 : g_rand_int_range (random, 1, 13);
      dilation[axis] =
          g_rand_int_range (random, 0, 2) == 0 ? 1 : g_rand_int_range (random, 1, 7);
      span = (size[1][axis] - 1) * dilation[axis] + 1;
      if (padding == 0 && span > size[0][axis])
        {
          dilation[axis] = 1;
          size[1][axis] = span = MIN (size[1][axis], size[0][axis]);
        }
      n_out =
          ((padding == 0 ? size[0][axis] - span : size[0][axis] - 1)) / stride[axis] +
          1;
      origin[axis] = g_rand_int_range (random, 0, size[1][axis]);
      pixel[axis] = g_rand_int_range (random, 0, n_out);
    }
  for (int k = 0; k < 2; k++)
    items[k] = hard_plane (random, size[k], style);
  items[2] = wk_value_new_vector (origin, 2);
  items[3] = wk_value_new_vector (pixel, 2);
  items[4] = wk_value_new_string (paddings[padding]);
  for (int k = 0; k < 2; k++)
    {
      for (int axis = 0; axis < 2; axis++)
        pair[axis] = k == 0 ? stride[axis] : dilation[axis];
      items[5 + k] = wk_value_new_vector (pair, 2);
    }
  items[7] = wk_value_new_string (
      g_rand_int_range (random, 0, 3) == 0 ? "cross-correlation" : "convolution");
  return wk_value_new_map (keys, items, 8);
}

static inline WkValue *
hard_pair (GRand *random, int low, int high)
{
  double pair[] = { g_rand_int_range (random, low, high + 1),
                    g_rand_int_range (random, low, high + 1) };

  return g_rand_int_range (random, 0, 4) == 0 ? wk_value_new_vector (pair, 2)
                                              : wk_value_new_number (pair[0]);
}

/* A stack that leaves units: padding makes up for what strides and kernels take. */
static inline WkValue *
hard_layers (GRand *random)
{
  static const char *const keys[] = { "kernel", "stride", "padding", "dilation",
                                      "name" };
  static const char *const names[] = { "",
                                       "conv1",
                                       "Mixed_3b/1x1",
                                       "block3_unit12_conv2",
                                       ("a rather long name of a layer, as nobody "
                                        "would give it but a careless lecturer"),
                                       "å$^_" };
  guint size = (guint) g_rand_int_range (random, 0, 4);
  guint n = (guint) (size == 0   ? g_rand_int_range (random, 9, 201)
                     : size == 1 ? g_rand_int_range (random, 5, 13)
                                 : g_rand_int_range (random, 1, 7));
  guint name = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (names) + 2);
  int kernel = (int[]){ 3, 5, 9, 64 }[g_rand_int_range (random, 0, n > 12 ? 2 : 4)];
  guint strides = 0;
  g_autofree WkValue **rows = g_new (WkValue *, n);

  for (guint l = 0; l < n; l++)
    {
      gboolean strided = strides < 8 && g_rand_int_range (random, 0, 3) == 0;
      WkValue *items[5];

      strides += strided;
      items[0] = hard_pair (random, 1, kernel);
      items[1] = hard_pair (random, 1, strided ? 3 : 1);
      items[2] = hard_pair (random, 0, g_rand_int_range (random, 0, 3));
      items[3] = hard_pair (random, 1, g_rand_int_range (random, 0, 4) == 0 ? 4 : 1);
      items[4] = wk_value_new_string (
          name < G_N_ELEMENTS (names)
              ? names[name]
              : names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))]);
      rows[l] = wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
    }
  return wk_value_new_list (rows, n);
}

static inline WkValue *
hard_field (GRand *random)
{
  static const char *const keys[] = { "preset", "layers", "axis",      "view",
                                      "pick",   "open",   "effective", "photo" };
  static const char *const effective[] = { "off", "mean", "mean", "draws" };
  static const char *const presets[] = {
    "dilated",       "alexnet-v2",   "vgg-16",       "vgg-19",       "resnet-v1-50",
    "resnet-v1-101", "mobilenet-v1", "inception-v2", "inception-v3", "resnet-v1-152"
  };
  double pick[] = { g_rand_int_range (random, 0, 9), g_rand_int_range (random, 0, 40),
                    g_rand_int_range (random, 0, 40) };
  double open[] = { g_rand_int_range (random, 1, 100),
                    g_rand_int_range (random, 2, 200) };
  WkValue *items[] = {
    wk_value_new_string (
        g_rand_int_range (random, 0, 3) > 0
            ? "own"
            : presets[g_rand_int_range (random, 0, G_N_ELEMENTS (presets))]),
    hard_layers (random),
    wk_value_new_string (g_rand_boolean (random) ? "rows" : "columns"),
    wk_value_new_string (g_rand_boolean (random) ? "image" : "section"),
    g_rand_int_range (random, 0, 3) == 0 ? wk_value_new_vector (pick, 3)
                                         : wk_value_new_null (),
    g_rand_int_range (random, 0, 3) == 0 ? wk_value_new_vector (open, 2)
                                         : wk_value_new_null (),
    wk_value_new_string (effective[g_rand_int_range (random, 0, 4)]),
    wk_value_new_string (g_rand_boolean (random) ? "camera" : "coffee"),
  };

  return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
}

/* Rows of whole numbers below ten. */
static inline WkValue *
hard_digits (GRand *random, guint rows, guint columns)
{
  g_autofree double *numbers = g_new (double, rows *columns);

  for (guint i = 0; i < rows * columns; i++)
    numbers[i] = g_rand_int_range (random, -9, 10);
  return wk_value_new_matrix (numbers, rows, columns);
}

static inline WkValue *
hard_filter_bank (GRand *random)
{
  static const char *const keys[] = { "in",     "out",     "kernel",  "image",
                                      "filter", "patches", "weights", "bias" };
  gboolean small = g_rand_int_range (random, 0, 3) > 0;
  int in = g_rand_int_range (random, 1, small ? 5 : 1025);
  int out = g_rand_int_range (random, 1, small ? 9 : 1025);
  double kernel[2], image[2];
  guint rows, columns;
  WkValue *items[8];

  for (guint i = 0; i < 2; i++)
    {
      kernel[i] = g_rand_int_range (random, 1, small ? 6 : 12);
      image[i] = g_rand_int_range (random, (int) kernel[i], small ? 20 : 513);
    }
  rows = (guint) in * (guint) kernel[0];
  columns = (guint) kernel[1];
  items[0] = wk_value_new_number (in);
  items[1] = wk_value_new_number (out);
  items[2] = wk_value_new_vector (kernel, 2);
  items[3] = wk_value_new_vector (image, 2);
  items[4] = wk_value_new_number (g_rand_int_range (random, 1, out + 1));
  items[5] = hard_digits (random, rows, columns);
  items[6] = hard_digits (random, rows, columns);
  items[7] = wk_value_new_number (small ? g_rand_int_range (random, -9, 10) : -98.765);
  return wk_value_new_map (keys, items, 8);
}

static inline WkValue *
hard_ratio (GRand *random)
{
  static const char *const keys[] = { "large", "small", "channels", "bias", "asked" };
  int small = g_rand_int_range (random, 2, 12);
  int n = g_rand_int_range (random, 1, 30 / (small - 1) + 1);
  gboolean even = g_rand_boolean (random);
  double channels[2];
  WkValue *items[5];

  for (guint i = 0; i < 2; i++)
    channels[i] = g_rand_int_range (random, 1, g_rand_boolean (random) ? 9 : 4097);
  items[0] = wk_value_new_number (1 + n * (small - 1));
  items[1] = wk_value_new_number (small);
  items[2] =
      even ? wk_value_new_number (channels[0]) : wk_value_new_vector (channels, 2);
  items[3] = wk_value_new_bool (g_rand_boolean (random));
  items[4] = wk_value_new_string (g_rand_boolean (random) ? "a-to-b" : "b-to-a");
  return wk_value_new_map (keys, items, 5);
}

/* Numbers of [low, high], rounded to one of the usual ones now and then. */
static inline WkValue *
hard_between (GRand *random, guint n, double low, double high)
{
  double numbers[8];
  gboolean whole = g_rand_boolean (random);

  for (guint i = 0; i < n; i++)
    {
      double number = g_rand_double_range (random, low, high);
      double rounded = whole ? (int) number : (int) (number * 10) / 10.0;

      numbers[i] = g_rand_int_range (random, 0, 8) == 0 ? low
                   : g_rand_boolean (random)            ? CLAMP (rounded, low, high)
                                                        : number;
    }
  return wk_value_new_vector (numbers, n);
}

/* The case by hand in any size, any digit or drawing, all that can be shown. */
static inline WkValue *
hard_latent (GRand *random)
{
  static const char *const keys[] = { "mu",      "sigma",   "w",          "x",
                                      "decoded", "more_mu", "more_sigma", "z",
                                      "beta",    "digit",   "to",         "view",
                                      "numbers", "own",     "drawing" };
  static const char *const views[] = { "steps", "steps", "digit", "grid",    "path",
                                       "prior", "kl",    "pair",  "training" };
  static const double betas[] = { 0, 1, 0.0012345, 100, 4 };
  guint n = (guint) g_rand_int_range (random, 1, 3);
  guint n_pixels = (guint) g_rand_int_range (random, 1, 9);
  guint n_more = (guint) g_rand_int_range (random, 2, 5);
  g_autofree double *drawing = g_new0 (double, 28 * 28);
  WkValue *items[15];

  for (guint i = 0; i < 28 * 28; i++)
    drawing[i] = g_rand_int_range (random, -30, 16);
  for (guint i = 0; i < 28 * 28; i++)
    drawing[i] = MAX (drawing[i], 0);
  items[0] = hard_between (random, n, -6, 6);
  items[1] = hard_between (random, n, 0.001, 10);
  items[2] = hard_between (random, n, -5, 5);
  items[3] = hard_between (random, n_pixels, 0, 1);
  items[4] = hard_between (random, n_pixels, 1e-6, 0.999);
  items[5] = hard_between (random, n_more, -6, 6);
  items[6] = hard_between (random, n_more, 0.001, 10);
  items[7] = hard_between (random, 2, -6, 6);
  items[8] = wk_value_new_number (betas[g_rand_int_range (random, 0, 5)]);
  items[9] = wk_value_new_number (g_rand_int_range (random, 0, 5000));
  items[10] = wk_value_new_number (g_rand_int_range (random, 0, 5000));
  items[11] = wk_value_new_string (views[g_rand_int_range (random, 0, 9)]);
  items[12] = wk_value_new_string (g_rand_boolean (random) ? "case" : "digit");
  items[13] = wk_value_new_bool (g_rand_int_range (random, 0, 4) == 0);
  items[14] = wk_value_new_matrix (drawing, 28, 28);
  return wk_value_new_map (keys, items, 15);
}

static const HardParams hard_params[] = {
  { "dense-backward", hard_backward },
  { "dense-forward", hard_dense },
  { "dense-step", hard_step },
  { "convolution", hard_convolution },
  { "filter-bank", hard_filter_bank },
  { "parameter-ratio", hard_ratio },
  { "receptive-field", hard_field },
  { "latent-space", hard_latent },
  { NULL, NULL },
};

/* A map of values for @kind, or NULL. */
static inline WkValue *
hard_params_make (const char *kind, GRand *random)
{
  for (guint i = 0; hard_params[i].kind != NULL; i++)
    if (g_str_equal (hard_params[i].kind, kind))
      return hard_params[i].make (random);
  return NULL;
}
