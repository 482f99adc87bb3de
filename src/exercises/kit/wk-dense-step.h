/* wk-dense-step.h - one step of gradient descent, judged, and further ones
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All parameters move at once, each against its own derivative, all derivatives at the
 * old values. J along that direction says whether the rate was a good one.
 */
#pragma once

#include "exercises/kit/wk-dense-backward.h"
#include "numeric/wk-line.h"

G_BEGIN_DECLS

#define WK_DESCENT_MAX_STEPS 1000
/* Of a polynomial in the rate: one layer gives a straight line, and so on. */
#define WK_DESCENT_MAX_DEGREE 3

typedef enum
{
  WK_DESCENT_WHERE,     /* the output and J */
  WK_DESCENT_GRADIENTS, /* of those asked */
  WK_DESCENT_RULE,
  WK_DESCENT_PARAMETER, /* one new value */
  WK_DESCENT_JUDGE,     /* J after the step */
  WK_DESCENT_FURTHER,   /* more steps */
} WkDescentStepType;

typedef struct
{
  WkDescentStepType type;
  WkDenseParameter which;
} WkDescentStep;

typedef enum
{
  WK_DESCENT_STOPPED,   /* after as many steps as were asked for */
  WK_DESCENT_CONVERGED, /* J does not change any more */
  WK_DESCENT_DIVERGED,  /* J is beyond what a number can hold */
} WkDescentEnd;

typedef struct
{
  WkBackward *backward; /* the network and its derivatives at the old values */
  double rate;
  gboolean all;  /* a row for every parameter */
  GArray *asked; /* of WkDenseParameter; after the @n_asked ones the picked one */
  guint n_asked;
  GArray *differences; /* of double, one for each of @asked; NULL: not wanted */
  GArray *steps;       /* of WkDescentStep */
  gsize n_theta;
  double slope;   /* the sum of the squares of all derivatives */
  double J;       /* before */
  double J_after; /* all moved; infinite if it is too large for a number */
  double J_asked; /* only the asked ones moved */
  double *outputs_after;
  WkLine *line;    /* J along the step; NULL: there is no direction */
  double from, to; /* of the rates in it */
  GArray *history; /* of double: J after 0, 1, ... steps, all finite */
  WkDescentEnd end;
  /* The output as a polynomial in the rate, for few layers of the identity with one
   * output; else the degree is 0. */
  guint degree;
  double polynomial[WK_DESCENT_MAX_DEGREE + 1];
} WkDescent;

/* @params: checked by wk_descent_check(). */
WkDescent *wk_descent_new (const WkParams *params,
                           GCancellable *cancellable,
                           GError **error);
void wk_descent_free (WkDescent *descent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDescent, wk_descent_free)

/* The network's own check, the loss, the ids. */
gboolean wk_descent_check (const WkParams *params, GError **error);

/* "b1_2", "w1_13", "w1_10_3": as a derivative's without the d. */
char *wk_descent_id (WkDenseParameter which);
gboolean wk_descent_from_id (const char *id, WkDenseParameter *which);

const WkDescentStep *wk_descent_get (const WkDescent *descent, guint step);
/* The step (from 1) of the new value of @which; 0 if it has none of its own. */
guint wk_descent_find (const WkDescent *descent, WkDenseParameter which);
double wk_descent_old (const WkDescent *descent, WkDenseParameter which);
double wk_descent_gradient (const WkDescent *descent, WkDenseParameter which);
double wk_descent_new_value (const WkDescent *descent, WkDenseParameter which);
/* Gives one number of @net, a copy of the network, its new value. */
void wk_descent_move (const WkDescent *descent,
                      WkDenseNet *net,
                      WkDenseParameter which);
/* 0 for what is next to nothing beside the J before. */
double wk_descent_clean (const WkDescent *descent, double J);

void wk_descent_add_slips (const WkDescent *descent,
                           const WkLanguage *language,
                           WkAnswer *answer,
                           WkDenseParameter which);

/* --- symbols, formulas, words (transfer full) --- */

char *wk_descent_formula (const WkDescent *descent,
                          const WkLanguage *language,
                          guint step);
char *wk_descent_caption (const WkDescent *descent,
                          const WkLanguage *language,
                          guint step);
/* The ids of the items the step speaks of. */
char *wk_descent_focus (const WkDescent *descent, guint step);
void wk_descent_take_hints (const WkDescent *descent,
                            const WkLanguage *language,
                            WkAnswer *answer,
                            WkDenseParameter which);
/* "weight from input 1 to hidden node 3" */
char *wk_descent_name (const WkDescent *descent,
                       const WkLanguage *language,
                       WkDenseParameter which);
/* How the descent ended, in one sentence. */
char *wk_descent_end_words (const WkDescent *descent, const WkLanguage *language);
/* Whether J grew or fell, in one sentence. */
char *wk_descent_verdict (const WkDescent *descent, const WkLanguage *language);
char *wk_descent_describe (const WkDescent *descent,
                           const WkLanguage *language,
                           guint step);

G_END_DECLS
