/* wk-dense-backward.h - partial derivatives of the loss, path by path
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A path leads from the loss through one node a layer back to the node that a weight or
 * bias enters. Along it one multiplies by the weights and by g' of the nodes passed; a
 * weight at the end adds the value at its tail as a factor. The derivative is the sum
 * over all paths.
 */
#pragma once

#include "exercises/kit/wk-dense-kit.h"

G_BEGIN_DECLS

/* Up to so many paths there is a step for each; beyond, one step with the terms of the
 * sum over the next layer. */
#define WK_BACKWARD_MAX_PATHS 6

/* The order of WkLoss. */
extern const WkParamChoice wk_dense_losses[];

typedef enum
{
  WK_BACKWARD_FORWARD, /* the values and J */
  WK_BACKWARD_LOSS,    /* delta of the outputs */
  WK_BACKWARD_PATH,    /* one path; the only one if n_paths is 1 */
  WK_BACKWARD_SUM,     /* of all paths */
} WkBackwardStepType;

typedef struct
{
  WkBackwardStepType type;
  WkDenseParameter which;
  guint path;    /* from 0 */
  guint n_paths; /* G_MAXUINT if there are more */
  /* The node passed in each layer from which.layer on. */
  guint nodes[WK_DENSE_MAX_LAYERS + 1];
  double difference; /* central finite difference, or NaN */
} WkBackwardStep;

typedef struct
{
  WkDense *dense;
  WkDenseTrace *trace; /* with all derivatives */
  WkLoss loss;
  GArray *steps; /* of WkBackwardStep */
  GArray *asked; /* of WkDenseParameter */
  gboolean differences;
} WkBackward;

/* @params: checked by wk_dense_backward_check(). */
WkBackward *wk_dense_backward_new (const WkParams *params, GError **error);
void wk_dense_backward_free (WkBackward *backward);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkBackward, wk_dense_backward_free)

/* The network, its trace and its loss alone: no parameter asked, no step. */
WkBackward *wk_dense_backward_new_bare (const WkParams *params, GError **error);

/* The network's own check, and the loss against the outputs. */
gboolean wk_dense_backward_check_loss (const WkParams *params, GError **error);
/* Nodes of each layer, the input first; returns how many layers follow it. */
guint wk_dense_read_sizes (const WkParams *params, guint *sizes);
/* The network's own check, the loss against the outputs, the ids. */
gboolean wk_dense_backward_check (const WkParams *params, GError **error);

/* "db2_1", "dw2_21", "dw1_10_3" */
char *wk_dense_parameter_id (WkDenseParameter which);
/* FALSE if @id is none. The network may not have it: see wk_dense_has_parameter(). */
gboolean wk_dense_parameter_from_id (const char *id, WkDenseParameter *which);
gboolean wk_dense_has_parameter (const guint *sizes,
                                 guint n_layers,
                                 WkDenseParameter which);

const WkBackwardStep *wk_dense_backward_get_step (const WkBackward *backward,
                                                  guint step);
/* Delta of the output times all factors of the step's path. */
double wk_dense_backward_product (const WkBackward *backward,
                                  const WkBackwardStep *step);
double wk_dense_backward_g_prime (const WkBackward *backward, guint layer, guint node);
/* What comes in from the other side: the value at a weight's tail, 1 for a bias. */
double wk_dense_backward_tail (const WkBackward *backward, WkDenseParameter which);

double wk_dense_backward_follow (const WkBackward *backward,
                                 const double *given,
                                 WkDenseParameter which);
void wk_dense_backward_add_slips (const WkBackward *backward,
                                  const WkLanguage *language,
                                  WkAnswer *answer,
                                  WkDenseParameter which);

/* --- symbols, formulas, words (transfer full) --- */

/* "\partial J/\partial b^{[2]}_1" */
char *wk_dense_backward_symbol (const WkBackward *backward, WkDenseParameter which);
/* "w^{[1]}_{13}", "b^{[2]}_1" */
char *wk_dense_parameter_symbol (const WkBackward *backward, WkDenseParameter which);
/* "(\hat y-y)^2" */
const char *wk_dense_backward_loss_symbols (const WkBackward *backward);
/* "2(\hat y-y)": where the way back starts. */
const char *wk_dense_backward_start_symbols (const WkBackward *backward);
char *wk_dense_backward_formula (const WkBackward *backward,
                                 const WkLanguage *language,
                                 guint step);
char *wk_dense_backward_caption (const WkBackward *backward,
                                 const WkLanguage *language,
                                 guint step);
/* The ids of the items the step speaks of. */
char *wk_dense_backward_focus (const WkBackward *backward, guint step);
void wk_dense_backward_take_hints (const WkBackward *backward,
                                   const WkLanguage *language,
                                   WkAnswer *answer,
                                   WkDenseParameter which);
/* "The loss is without ½." and what else differs between books */
char *wk_dense_backward_conventions (const WkBackward *backward,
                                     const WkLanguage *language);
char *wk_dense_backward_describe (const WkBackward *backward,
                                  const WkLanguage *language,
                                  guint step);

G_END_DECLS
