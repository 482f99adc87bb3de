/* wk-field-presets.c - published networks, layer by layer
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layers on the path with the widest field, as TF-Slim builds them, and the fields
 * that are published for their end points: A. Araujo, W. Norris, J. Sim, "Computing
 * Receptive Fields of Convolutional Neural Networks", Distill 2019. Where padding is
 * "SAME" its two sides are those at the input size given here. VGG-19 is not in the
 * published table.
 */
#include "config.h"

#include "exercises/kit/wk-field-kit.h"

/* One layer; published is the field of the end point that it is, else 0. */
typedef struct
{
  const char *name;
  int kernel, stride, pad_begin, pad_end, published;
} Row;

static const Row alexnet_v2[] = {
  { "conv1", 11, 4, 0, 0, 11 }, { "pool1", 3, 2, 0, 0, 19 },
  { "conv2", 5, 1, 2, 2, 51 },  { "pool2", 3, 2, 0, 0, 0 },
  { "conv3", 3, 1, 1, 1, 99 },  { "conv4", 3, 1, 1, 1, 131 },
  { "conv5", 3, 1, 1, 1, 163 }, { "pool5", 3, 2, 0, 0, 195 },
};

static const Row vgg_16[] = {
  { "conv1_1", 3, 1, 1, 1, 3 },   { "conv1_2", 3, 1, 1, 1, 0 },
  { "pool1", 2, 2, 0, 0, 6 },     { "conv2_1", 3, 1, 1, 1, 10 },
  { "conv2_2", 3, 1, 1, 1, 0 },   { "pool2", 2, 2, 0, 0, 16 },
  { "conv3_1", 3, 1, 1, 1, 24 },  { "conv3_2", 3, 1, 1, 1, 32 },
  { "conv3_3", 3, 1, 1, 1, 0 },   { "pool3", 2, 2, 0, 0, 44 },
  { "conv4_1", 3, 1, 1, 1, 60 },  { "conv4_2", 3, 1, 1, 1, 76 },
  { "conv4_3", 3, 1, 1, 1, 0 },   { "pool4", 2, 2, 0, 0, 100 },
  { "conv5_1", 3, 1, 1, 1, 132 }, { "conv5_2", 3, 1, 1, 1, 164 },
  { "conv5_3", 3, 1, 1, 1, 0 },   { "pool5", 2, 2, 0, 0, 212 },
};

static const Row vgg_19[] = {
  { "conv1_1", 3, 1, 1, 1, 0 }, { "conv1_2", 3, 1, 1, 1, 0 },
  { "pool1", 2, 2, 0, 0, 0 },   { "conv2_1", 3, 1, 1, 1, 0 },
  { "conv2_2", 3, 1, 1, 1, 0 }, { "pool2", 2, 2, 0, 0, 0 },
  { "conv3_1", 3, 1, 1, 1, 0 }, { "conv3_2", 3, 1, 1, 1, 0 },
  { "conv3_3", 3, 1, 1, 1, 0 }, { "conv3_4", 3, 1, 1, 1, 0 },
  { "pool3", 2, 2, 0, 0, 0 },   { "conv4_1", 3, 1, 1, 1, 0 },
  { "conv4_2", 3, 1, 1, 1, 0 }, { "conv4_3", 3, 1, 1, 1, 0 },
  { "conv4_4", 3, 1, 1, 1, 0 }, { "pool4", 2, 2, 0, 0, 0 },
  { "conv5_1", 3, 1, 1, 1, 0 }, { "conv5_2", 3, 1, 1, 1, 0 },
  { "conv5_3", 3, 1, 1, 1, 0 }, { "conv5_4", 3, 1, 1, 1, 0 },
  { "pool5", 2, 2, 0, 0, 0 },
};

static const Row mobilenet_v1[] = {
  { "Conv2d_0", 3, 2, 0, 1, 3 },
  { "Conv2d_1_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_1_pointwise", 1, 1, 0, 0, 7 },
  { "Conv2d_2_depthwise", 3, 2, 0, 1, 0 },
  { "Conv2d_2_pointwise", 1, 1, 0, 0, 11 },
  { "Conv2d_3_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_3_pointwise", 1, 1, 0, 0, 19 },
  { "Conv2d_4_depthwise", 3, 2, 0, 1, 0 },
  { "Conv2d_4_pointwise", 1, 1, 0, 0, 27 },
  { "Conv2d_5_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_5_pointwise", 1, 1, 0, 0, 43 },
  { "Conv2d_6_depthwise", 3, 2, 0, 1, 0 },
  { "Conv2d_6_pointwise", 1, 1, 0, 0, 59 },
  { "Conv2d_7_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_7_pointwise", 1, 1, 0, 0, 91 },
  { "Conv2d_8_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_8_pointwise", 1, 1, 0, 0, 123 },
  { "Conv2d_9_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_9_pointwise", 1, 1, 0, 0, 155 },
  { "Conv2d_10_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_10_pointwise", 1, 1, 0, 0, 187 },
  { "Conv2d_11_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_11_pointwise", 1, 1, 0, 0, 219 },
  { "Conv2d_12_depthwise", 3, 2, 0, 1, 0 },
  { "Conv2d_12_pointwise", 1, 1, 0, 0, 251 },
  { "Conv2d_13_depthwise", 3, 1, 1, 1, 0 },
  { "Conv2d_13_pointwise", 1, 1, 0, 0, 315 },
};

static const Row inception_v2[] = {
  { "Conv2d_1a_7x7", 7, 2, 2, 3, 7 },   { "MaxPool_2a_3x3", 3, 2, 0, 1, 11 },
  { "Conv2d_2b_1x1", 1, 1, 0, 0, 11 },  { "Conv2d_2c_3x3", 3, 1, 1, 1, 19 },
  { "MaxPool_3a_3x3", 3, 2, 0, 1, 27 }, { "Mixed_3b/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_3b/3x3a", 3, 1, 1, 1, 0 },   { "Mixed_3b", 3, 1, 1, 1, 59 },
  { "Mixed_3c/1x1", 1, 1, 0, 0, 0 },    { "Mixed_3c/3x3a", 3, 1, 1, 1, 0 },
  { "Mixed_3c", 3, 1, 1, 1, 91 },       { "Mixed_4a/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_4a/3x3a", 3, 1, 1, 1, 0 },   { "Mixed_4a", 3, 2, 0, 1, 123 },
  { "Mixed_4b/1x1", 1, 1, 0, 0, 0 },    { "Mixed_4b/3x3a", 3, 1, 1, 1, 0 },
  { "Mixed_4b", 3, 1, 1, 1, 187 },      { "Mixed_4c/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_4c/3x3a", 3, 1, 1, 1, 0 },   { "Mixed_4c", 3, 1, 1, 1, 251 },
  { "Mixed_4d/1x1", 1, 1, 0, 0, 0 },    { "Mixed_4d/3x3a", 3, 1, 1, 1, 0 },
  { "Mixed_4d", 3, 1, 1, 1, 315 },      { "Mixed_4e/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_4e/3x3a", 3, 1, 1, 1, 0 },   { "Mixed_4e", 3, 1, 1, 1, 379 },
  { "Mixed_5a/1x1", 1, 1, 0, 0, 0 },    { "Mixed_5a/3x3a", 3, 1, 1, 1, 0 },
  { "Mixed_5a", 3, 2, 0, 1, 443 },      { "Mixed_5b/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_5b/3x3a", 3, 1, 1, 1, 0 },   { "Mixed_5b", 3, 1, 1, 1, 571 },
  { "Mixed_5c/1x1", 1, 1, 0, 0, 0 },    { "Mixed_5c/3x3a", 3, 1, 1, 1, 0 },
  { "Mixed_5c", 3, 1, 1, 1, 699 },
};

static const Row inception_v3[] = {
  { "Conv2d_1a_3x3", 3, 2, 0, 0, 3 },   { "Conv2d_2a_3x3", 3, 1, 0, 0, 7 },
  { "Conv2d_2b_3x3", 3, 1, 1, 1, 11 },  { "MaxPool_3a_3x3", 3, 2, 0, 0, 15 },
  { "Conv2d_3b_1x1", 1, 1, 0, 0, 15 },  { "Conv2d_4a_3x3", 3, 1, 0, 0, 23 },
  { "MaxPool_5a_3x3", 3, 2, 0, 0, 31 }, { "Mixed_5b/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_5b", 5, 1, 2, 2, 63 },       { "Mixed_5c/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_5c", 5, 1, 2, 2, 95 },       { "Mixed_5d/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_5d", 5, 1, 2, 2, 127 },      { "Mixed_6a/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_6a/3x3", 3, 1, 1, 1, 0 },    { "Mixed_6a", 3, 2, 0, 0, 159 },
  { "Mixed_6b/1x1", 1, 1, 0, 0, 0 },    { "Mixed_6b/7a", 7, 1, 3, 3, 0 },
  { "Mixed_6b", 7, 1, 3, 3, 351 },      { "Mixed_6c/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_6c/7a", 7, 1, 3, 3, 0 },     { "Mixed_6c", 7, 1, 3, 3, 543 },
  { "Mixed_6d/1x1", 1, 1, 0, 0, 0 },    { "Mixed_6d/7a", 7, 1, 3, 3, 0 },
  { "Mixed_6d", 7, 1, 3, 3, 735 },      { "Mixed_6e/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_6e/7a", 7, 1, 3, 3, 0 },     { "Mixed_6e", 7, 1, 3, 3, 927 },
  { "Mixed_7a/1x1", 1, 1, 0, 0, 0 },    { "Mixed_7a/7", 7, 1, 3, 3, 0 },
  { "Mixed_7a", 3, 2, 0, 0, 1055 },     { "Mixed_7b/1x1", 1, 1, 0, 0, 0 },
  { "Mixed_7b/3x3", 3, 1, 1, 1, 0 },    { "Mixed_7b", 3, 1, 1, 1, 1183 },
  { "Mixed_7c/1x1", 1, 1, 0, 0, 0 },    { "Mixed_7c/3x3", 3, 1, 1, 1, 0 },
  { "Mixed_7c", 3, 1, 1, 1, 1311 },
};

static const Row dilated[] = {
  { "d1", 3, 1, 1, 1, 0 },
  { "d2", 3, 1, 2, 2, 0 },
  { "d4", 3, 1, 4, 4, 0 },
  { "d8", 3, 1, 8, 8, 0 },
};

/* Four blocks of units of 1x1, 3x3, 1x1; the last unit of a block has its stride. */
typedef struct
{
  int units[4];
  int published[4];
} Blocks;

static const Blocks resnet_50 = { { 3, 4, 6, 3 }, { 35, 99, 291, 483 } };
static const Blocks resnet_101 = { { 3, 4, 23, 3 }, { 35, 99, 835, 1027 } };
static const Blocks resnet_152 = { { 3, 8, 36, 3 }, { 35, 163, 1315, 1507 } };

typedef struct
{
  int input;
  const Row *rows;
  guint n_rows;
  const Blocks *blocks;
} Preset;

#define ROWS(input, rows)                      \
  {                                            \
    (input), (rows), G_N_ELEMENTS (rows), NULL \
  }

/* The order of wk_field_presets. */
static const Preset presets[] = {
  { 0, NULL, 0, NULL },
  ROWS (64, dilated),
  ROWS (224, alexnet_v2),
  ROWS (224, vgg_16),
  ROWS (224, vgg_19),
  { 224, NULL, 0, &resnet_50 },
  { 224, NULL, 0, &resnet_101 },
  { 224, NULL, 0, &resnet_152 },
  ROWS (224, mobilenet_v1),
  ROWS (224, inception_v2),
  ROWS (299, inception_v3),
};

const WkParamChoice wk_field_presets[] = {
  { "own", N_ ("Own layers") },
  { "dilated", N_ ("Dilated 1, 2, 4, 8") },
  { "alexnet-v2", "AlexNet v2" },
  { "vgg-16", "VGG-16" },
  { "vgg-19", "VGG-19" },
  { "resnet-v1-50", "ResNet-v1-50" },
  { "resnet-v1-101", "ResNet-v1-101" },
  { "resnet-v1-152", "ResNet-v1-152" },
  { "mobilenet-v1", "MobileNet v1" },
  { "inception-v2", "Inception v2" },
  { "inception-v3", "Inception v3" },
  { NULL },
};

static void
append (GArray *layers,
        char *name,
        int kernel,
        int stride,
        int pad_begin,
        int pad_end,
        int dilation,
        int published)
{
  WkWindow window = { kernel, stride, pad_begin, pad_end, dilation };
  WkFieldLayer layer = { .name = name,
                         .window = { window, window },
                         .published = published };

  g_array_append_val (layers, layer);
}

static void
append_blocks (GArray *layers, const Blocks *blocks)
{
  append (layers, g_strdup ("conv1"), 7, 2, 3, 3, 1, 0);
  append (layers, g_strdup ("pool1"), 3, 2, 0, 1, 1, 0);
  for (int b = 0; b < 4; b++)
    for (int u = 1; u <= blocks->units[b]; u++)
      {
        gboolean last = u == blocks->units[b];

        append (layers, g_strdup_printf ("block%d_unit%d_conv1", b + 1, u), 1, 1, 0, 0,
                1, 0);
        append (layers, g_strdup_printf ("block%d_unit%d_conv2", b + 1, u), 3,
                last && b < 3 ? 2 : 1, 1, 1, 1, 0);
        append (layers, g_strdup_printf ("block%d_unit%d_conv3", b + 1, u), 1, 1, 0, 0,
                1, last ? blocks->published[b] : 0);
      }
}

/**
 * wk_field_preset_append:
 * @preset: index in wk_field_presets, not 0
 * @layers: (element-type WkFieldLayer): the preset's layers are added
 *
 * Returns: the side of the network's input in pixels
 */
int
wk_field_preset_append (guint preset, GArray *layers)
{
  const Preset *known = &presets[MIN (preset, G_N_ELEMENTS (presets) - 1)];

  if (known->blocks != NULL)
    append_blocks (layers, known->blocks);
  for (guint i = 0; i < known->n_rows; i++)
    {
      const Row *row = &known->rows[i];

      /* The dilated stack is the only one whose padding keeps its size by dilation. */
      append (layers, g_strdup (row->name), row->kernel, row->stride, row->pad_begin,
              row->pad_end, known->rows == dilated ? row->pad_begin : 1,
              row->published);
    }
  return known->input;
}
