/* wk-solution.h - a worked exercise: steps, answers, and what draw needs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Immutable once sealed. The whole trace is computed up front, so that stepping back,
 * forward and jumping only change an index.
 */
#pragma once

#include "model/wk-language.h"
#include "model/wk-params.h"

G_BEGIN_DECLS

typedef struct
{
  char *caption; /* one plain sentence, in the solution's language; inline $...$ allowed
                  */
  char *formula; /* LaTeX subset; symbols = numbers = \focus{result} */
  char *spoken;  /* the formula in words, or NULL: render/ speaks it */
  char **focus;  /* ids of scene items, NULL-terminated */
} WkStep;

typedef struct
{
  double value;
  char *feedback; /* one or two sentences, in the solution's language */
} WkSlip;

typedef enum
{
  WK_ANSWER_NUMBER,   /* tolerance as given */
  WK_ANSWER_INTEGER,  /* exact */
  WK_ANSWER_FRACTION, /* exact, or a decimal within 0.005 of it */
  WK_ANSWER_CHOICE,   /* value is the index of the right choice */
  WK_ANSWER_LIST,     /* whole numbers in any order, such as a shape */
} WkAnswerType;

typedef struct _WkSolution WkSolution;
typedef struct _WkAnswer WkAnswer;

/* What @answer would be, worked out rightly from the values that a student gave before.
 * @given: (array): a value for each answer of @solution in its order, NAN where nothing
 * was given. Right values may be given, too. Returns NAN if nothing follows. */
typedef double (*WkAnswerFollow) (const WkSolution *solution,
                                  const WkAnswer *answer,
                                  const double *given);

struct _WkAnswer
{
  char *id;     /* "a1_2", "yhat" */
  char *symbol; /* LaTeX subset: "a^{[1]}_2" */
  WkAnswerType type;
  double value;
  double tolerance; /* absolute */
  gint64 numerator; /* of a fraction in lowest terms */
  gint64 denominator;
  char **choices;  /* of a choice: words, NULL-terminated */
  double *numbers; /* of a list; its value is a NAN */
  guint n_numbers;
  guint step;     /* the step (from 1) that shows it */
  char *hints[3]; /* the rule in words; the formula in symbols; the numbers put in */
  char **focus;   /* ids of the items hint 2 lights */
  GArray *slips;  /* of WkSlip; none has the right value. Of a list: numbers that do
                     not belong into it */
  guint n_coinciding;    /* slips left out since they give the right value */
  char *item;            /* id of the scene item that holds the blank, or NULL */
  gboolean side;         /* the side of a square: "12x12" counts as 12 */
  WkAnswerFollow follow; /* or NULL: depends on no other answer */
  gboolean aside;        /* a value on the way: asked, but not needed to be done */
};

#define WK_TYPE_SOLUTION (wk_solution_get_type ())
GType wk_solution_get_type (void);
WkSolution *wk_solution_ref (WkSolution *solution);
void wk_solution_unref (WkSolution *solution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkSolution, wk_solution_unref)

/* Building, by a kind's solve. Strings are copied. */
WkSolution *wk_solution_new (WkParams *params, const WkLanguage *language);
/* @formula and @caption are taken (transfer full). @focus_ids: blank-separated ids. */
void wk_solution_take_step (WkSolution *solution,
                            char *caption,
                            char *formula,
                            const char *focus_ids);
/* The last step's formula in words, (transfer full); NULL: render/ speaks it. */
void wk_solution_take_spoken (WkSolution *solution, char *spoken);
/* The answer is returned borrowed, zeroed but for id, symbol, value, tolerance (0.005
 * for a number, 0 for an integer) and the type; fill in the rest at once. */
WkAnswer *wk_solution_add_answer (WkSolution *solution,
                                  const char *id,
                                  const char *symbol,
                                  WkAnswerType type,
                                  double value);
/* The same for a list; @numbers is copied, in the order in which it is shown. */
WkAnswer *wk_solution_add_list_answer (WkSolution *solution,
                                       const char *id,
                                       const char *symbol,
                                       const double *numbers,
                                       guint n_numbers);
/* @hint1 to @hint3 are taken. */
void wk_answer_take_hints (WkAnswer *answer, char *hint1, char *hint2, char *hint3);
/* Left out, and counted, if it equals the right value within the tolerance. @feedback
 * is copied. */
void wk_answer_add_slip (WkAnswer *answer, double value, const char *feedback);
/* The kind's own computed arrays. */
void wk_solution_set_data (WkSolution *solution, gpointer data, GDestroyNotify destroy);
/* A note drawn on the figure: what a printed solution says, and what is right. */
void wk_solution_set_note (WkSolution *solution, const char *note);

/* The checklist of a verbal answer; running text, inline $...$ allowed. Copied. */
void wk_solution_add_point (WkSolution *solution, const char *point);
/* Each in the solution's language, from messages marked with N_(). */
void wk_solution_add_points (WkSolution *solution,
                             const char *const *points,
                             guint n_points);

/* For files: a number, the string "49/27", a list. (transfer full) */
WkValue *wk_answer_to_value (const WkAnswer *answer);
/* Whether a deck's guard, a number, word or list, is the right answer. */
gboolean wk_answer_agrees (const WkAnswer *answer, const WkValue *guard);

WkParams *wk_solution_get_params (const WkSolution *solution); /* borrowed */
const WkLanguage *wk_solution_get_language (const WkSolution *solution);
guint wk_solution_get_n_steps (const WkSolution *solution);
const WkStep *wk_solution_get_step (const WkSolution *solution, guint i); /* from 0 */
guint wk_solution_get_n_answers (const WkSolution *solution);
const WkAnswer *wk_solution_get_answer (const WkSolution *solution, guint i);
const WkAnswer *wk_solution_find_answer (const WkSolution *solution, const char *id);
gconstpointer wk_solution_get_data (const WkSolution *solution);
const char *wk_solution_get_note (const WkSolution *solution);
guint wk_solution_get_n_points (const WkSolution *solution);
const char *wk_solution_get_point (const WkSolution *solution, guint i);

typedef enum
{
  WK_VERDICT_UNREADABLE, /* "cannot read" is not "wrong" */
  WK_VERDICT_RIGHT,
  WK_VERDICT_SLIP, /* wrong, and the way there is known */
  WK_VERDICT_WRONG,
  WK_VERDICT_CARRIED, /* wrong, but right from an earlier answer that was wrong */
} WkVerdict;

/* Marks what a student typed: right value first, then slips (all that give it, told
 * together in @feedback). @feedback: (out) (transfer full) (nullable). */
WkVerdict wk_answer_mark (const WkAnswer *answer,
                          const char *typed,
                          const WkLanguage *language,
                          char **feedback);

/* The right value as a text item shows it: "49/27", "−2", "[4, 3, 3, 2]", the word of a
 * choice. (transfer full) */
char *wk_answer_to_text (const WkAnswer *answer, const WkLanguage *language);

/* The same for the @i-th answer, and then values that follow from the student's own
 * earlier ones: @typed_all has a text (or NULL) for each answer of the solution. */
WkVerdict wk_solution_mark (const WkSolution *solution,
                            guint i,
                            const char *typed,
                            const char *const *typed_all,
                            char **feedback);

G_END_DECLS
