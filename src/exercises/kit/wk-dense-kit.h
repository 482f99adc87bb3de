/* wk-dense-kit.h - what the kinds of chapter 1 share: a dense network to work by hand
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers are counted by weight matrices, from 1; layer 0 is the input. Nodes count from
 * 0 here and from 1 in every symbol, id and sentence.
 */
#pragma once

#include "model/wk-kind.h"
#include "numeric/wk-dense.h"

G_BEGIN_DECLS

#define WK_DENSE_MAX_LAYERS 6
#define WK_DENSE_MAX_NODES 64
/* Up to so many computed nodes (and at most so many in one layer) there is a step for
 * each; beyond, a step for each layer. */
#define WK_DENSE_MAX_NODE_STEPS 24
#define WK_DENSE_MAX_LAYER_NODES 12

/* The specs of x, y and layers; each kind lists the three first. */
extern const WkParamChoice wk_dense_activations[];
extern const WkParamSpec wk_dense_layer_columns[];
#define WK_DENSE_SPEC_X                                                      \
  {                                                                          \
    .key = "x", .symbol = "x", .label = N_ ("Input"),                        \
    .what = N_ ("One number for each input node."), .type = WK_PARAM_VECTOR, \
    .min = -1e6, .max = 1e6, .min_rows = 1, .max_rows = WK_DENSE_MAX_NODES,  \
    .fallback = "[1, 3]"                                                     \
  }
#define WK_DENSE_SPEC_Y                                                            \
  {                                                                                \
    .key = "y", .symbol = "y", .label = N_ ("Target"),                             \
    .what = N_ ("One number for each output node: what the network should give."), \
    .type = WK_PARAM_VECTOR, .min = -1e6, .max = 1e6, .min_rows = 1,               \
    .max_rows = WK_DENSE_MAX_NODES, .optional = TRUE                               \
  }
/* A kind that needs a target, and not only may have one. */
#define WK_DENSE_SPEC_Y_NEEDED                                                     \
  {                                                                                \
    .key = "y", .symbol = "y", .label = N_ ("Target"),                             \
    .what = N_ ("One number for each output node: what the network should give."), \
    .type = WK_PARAM_VECTOR, .min = -1e6, .max = 1e6, .min_rows = 1,               \
    .max_rows = WK_DENSE_MAX_NODES, .fallback = "[32]"                             \
  }
#define WK_DENSE_SPEC_LOSS                                                     \
  {                                                                            \
    .key = "loss", .symbol = "J", .label = N_ ("Loss"),                        \
    .what = N_ ("How the output is judged against the target."),               \
    .type = WK_PARAM_CHOICE, .choices = wk_dense_losses, .fallback = "squared" \
  }
#define WK_DENSE_SPEC_DIFFERENCES                                              \
  {                                                                            \
    .key = "differences", .label = N_ ("Check by differences"),                \
    .what = N_ ("Show the central finite difference beside each derivative."), \
    .type = WK_PARAM_SWITCH, .fallback = "false"                               \
  }
#define WK_DENSE_SPEC_LAYERS                                                      \
  {                                                                               \
    .key = "layers", .label = N_ ("Layers"),                                      \
    .what = N_ ("Weights, biases and activation of each layer after the input."), \
    .type = WK_PARAM_TABLE, .min_rows = 1, .max_rows = WK_DENSE_MAX_LAYERS,       \
    .columns = wk_dense_layer_columns,                                            \
    .fallback = "[{W: [[2, 1, 3], [2, -1, 1]], b: [1, 0, -1], g: identity}, "     \
                "{W: [[3], [1], [2]], b: [1], g: identity}]"                      \
  }

/* A network with its input, and everything one pass forward leaves behind. */
typedef struct
{
  guint n_layers;                       /* weight matrices, 1 to 6 */
  guint sizes[WK_DENSE_MAX_LAYERS + 1]; /* nodes of layer 0 to n_layers */
  WkDenseLayer layer[WK_DENSE_MAX_LAYERS];
  double *x;                      /* sizes[0] */
  double *y;                      /* sizes[n_layers], or NULL */
  double *W[WK_DENSE_MAX_LAYERS]; /* owned; layer[l].W points here */
  double *b[WK_DENSE_MAX_LAYERS];
  WkDenseTrace *trace;
  gboolean node_steps;  /* a step for each node, else for each layer */
  gboolean is_identity; /* every layer's activation is the identity */
} WkDense;

WkDense *wk_dense_new (const WkParams *params, GError **error);
void wk_dense_free (WkDense *dense);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDense, wk_dense_free)

/* The check across parameters that all kinds of the family share. */
gboolean wk_dense_check (const WkParams *params, GError **error);

double wk_dense_a (const WkDense *dense, guint layer, guint node);
double wk_dense_z (const WkDense *dense, guint layer, guint node);
/* @layer from 1. */
double wk_dense_weight (const WkDense *dense, guint layer, guint from, guint to);
double wk_dense_bias (const WkDense *dense, guint layer, guint node);
WkActivation wk_dense_g (const WkDense *dense, guint layer);

/* Steps: how many, which layer (from 1) and node (-1: the whole layer) step @step (from
 * 1) computes, and which step computes a node (0 for an input). */
guint wk_dense_get_n_steps (const WkDense *dense);
void wk_dense_get_step (const WkDense *dense, guint step, guint *layer, int *node);
guint wk_dense_find_step (const WkDense *dense, guint layer, guint node);

/* --- slips: the same pass with a mistake in it --- */

typedef struct
{
  guint no_bias;             /* bit l: the biases of layer l + 1 are forgotten */
  gboolean pairs;            /* the numbers of W are read column after column */
  gboolean reversed;         /* the inputs are taken in the other order */
  const WkActivation *g;     /* one a layer, or NULL for the right ones */
  double slope;              /* used with @g */
  gboolean magnitude;        /* |z| for a ReLU */
  gboolean each_product;     /* the activation on each product, then again on the sum */
  gboolean drop_negative;    /* negative weights count as 0 */
  int lost_layer, lost_node; /* the sign of this node's value is lost; layer 0: none */
  int plus_layer, plus_node; /* the bias of this node is added with its sign lost */
} WkDenseMistake;

/* The output of a pass with @mistake, sizes[n_layers] values in @out. */
void wk_dense_mistaken (const WkDense *dense,
                        const WkDenseMistake *mistake,
                        double *out);

/* One node's z with @mistake, everything before it right. */
double wk_dense_mistaken_z (const WkDense *dense,
                            const WkDenseMistake *mistake,
                            guint layer,
                            guint node);

void wk_dense_add_forward_slips (const WkDense *dense,
                                 const WkLanguage *language,
                                 WkAnswer *answer,
                                 guint layer,
                                 guint node);

/* --- symbols, formulas, words (all transfer full) --- */

/* "x_1", "a^{[1]}_2", "\hat y" or "\hat y_2" */
char *wk_dense_symbol (const WkDense *dense, guint layer, guint node);
char *wk_dense_weight_symbol (const WkDense *dense, guint layer, guint from, guint to);
char *wk_dense_bias_symbol (const WkDense *dense, guint layer, guint node);
char *wk_dense_z_symbol (const WkDense *dense, guint layer, guint node);
/* "w^{[1]}_{11}x_1+w^{[1]}_{21}x_2+b^{[1]}_1"; a long sum is abbreviated. */
char *wk_dense_sum_symbols (const WkDense *dense, guint layer, guint node);
/* "2\cdot1+2\cdot3+1"; @colours: weights in \pos or \neg. */
char *wk_dense_sum_numbers (const WkDense *dense,
                            const WkLanguage *language,
                            guint layer,
                            guint node,
                            gboolean colours);
/* "\max(0,z)" with @argument for z. */
char *wk_dense_g_formula (WkActivation g,
                          double slope,
                          const WkLanguage *language,
                          const char *argument);
const char *wk_dense_g_name (WkActivation g, const WkLanguage *language);
/* The formula and the caption of a step, and its focus ids. */
char *wk_dense_step_formula (const WkDense *dense,
                             const WkLanguage *language,
                             guint step);
char *wk_dense_step_caption (const WkDense *dense,
                             const WkLanguage *language,
                             guint step);
char *wk_dense_step_focus (const WkDense *dense, guint step);
/* Rule, symbols, numbers, for one node's value. */
void wk_dense_take_hints (const WkDense *dense,
                          const WkLanguage *language,
                          WkAnswer *answer,
                          guint layer,
                          guint node);

/* "input 1", "hidden node 2", "node 2 of hidden layer 1", "output", "output 2" */
char *wk_dense_node_words (const WkDense *dense,
                           const WkLanguage *language,
                           guint layer,
                           guint node);
/* "hidden", "hidden 2", "output" */
char *wk_dense_layer_words (const WkDense *dense,
                            const WkLanguage *language,
                            guint layer);
/* One sentence: "2 times 1 plus 2 times 3 plus 1" */
char *wk_dense_how_words (const WkDense *dense,
                          const WkLanguage *language,
                          guint layer,
                          guint node);
/* The state of the network after @step steps. */
char *wk_dense_describe (const WkDense *dense, const WkLanguage *language, guint step);

/* --- hands on the figure: a weight, bias or input --- */

WkParams *wk_dense_edit (const WkParams *params,
                         const char *path,
                         const WkEdit *edit,
                         GError **error);

/* --- fresh numbers --- */

typedef struct
{
  double x[2];
  double W1[6]; /* [from][to], 2 x 3 */
  double b1[3];
  double W2[3];
  double b2;
  double y;
  double rate; /* for the gradient step */
} WkDenseExam;

/* The exam's own network, 2-3-1, with numbers for all four parts at once: the rules of
 * 1a to 1d hold together. FALSE if no draw passes. */
gboolean wk_dense_draw_exam (const char *seed, WkDenseExam *exam);
/* Values for x, y and layers of a network of the same shape and activations as @params;
 * of the exam's shape by the rules of all four parts. @rate (nullable) as above, else
 * 0. */
WkValue *wk_dense_vary (const char *seed,
                        const WkParams *params,
                        double *rate,
                        GError **error);

G_END_DECLS
