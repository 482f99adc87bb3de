/* wk-deck.h - a list of exercises, read from YAML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-kind.h"

G_BEGIN_DECLS

#define WK_DECK_ERROR (wk_deck_error_quark ())
GQuark wk_deck_error_quark (void);

typedef enum
{
  WK_DECK_ERROR_READ,    /* no file, no permission, a directory, a FIFO */
  WK_DECK_ERROR_LIMIT,   /* too large */
  WK_DECK_ERROR_INVALID, /* does not parse, or has problems */
} WkDeckError;

#define WK_DECK_MAX_EXERCISES 500

typedef struct _WkDeck WkDeck;
typedef struct _WkExercise WkExercise;

#define WK_TYPE_DECK (wk_deck_get_type ())
GType wk_deck_get_type (void);
WkDeck *wk_deck_ref (WkDeck *deck);
void wk_deck_unref (WkDeck *deck);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDeck, wk_deck_unref)

/**
 * wk_deck_parse:
 * @source: name for messages, such as the file's name
 * @kinds: ends with NULL
 * @problems: (element-type utf8) (nullable): every line "file:line:column: error: what,
 *   expected what" is added here; a syntax error is the only one
 * @error: the first problem, the whole line as message
 *
 * Exercises of a kind that is not in @kinds are an error.
 *
 * Returns: (transfer full): the deck, or NULL
 */
WkDeck *wk_deck_parse (const char *text,
                       gsize length,
                       const char *source,
                       const WkExerciseKind *const *kinds,
                       GPtrArray *problems,
                       GError **error);

/* Opens without blocking, refuses what is no regular file, reads at most the limit. */
WkDeck *wk_deck_load (const char *path,
                      const WkExerciseKind *const *kinds,
                      GPtrArray *problems,
                      GError **error);
/* The exam that ships with the program. */
WkDeck *wk_deck_load_builtin (const WkExerciseKind *const *kinds, GError **error);

const char *wk_deck_get_id (const WkDeck *deck);
const char *wk_deck_get_source (const WkDeck *deck);
const char *wk_deck_get_title (const WkDeck *deck, const WkLanguage *language);
const WkLanguage *wk_deck_get_language (const WkDeck *deck);
guint wk_deck_get_n_exercises (const WkDeck *deck);
const WkExercise *wk_deck_get_exercise (const WkDeck *deck, guint i);
/* By number, "1a"; case of ASCII letters ignored. -1 if there is none. */
int wk_deck_find (const WkDeck *deck, const char *number);

const char *wk_exercise_get_number (const WkExercise *exercise);
const WkExerciseKind *wk_exercise_get_kind (const WkExercise *exercise);
/* Texts in @language, else in the deck's, else in the first there is. Without any, the
 * title is the kind's, the question "", and the others NULL. */
const char *wk_exercise_get_title (const WkExercise *exercise,
                                   const WkLanguage *language);
const char *wk_exercise_get_question (const WkExercise *exercise,
                                      const WkLanguage *language);
const char *wk_exercise_get_notes (const WkExercise *exercise,
                                   const WkLanguage *language);
const char *wk_exercise_get_remark (const WkExercise *exercise,
                                    const WkLanguage *language);
const char *wk_exercise_get_audience (const WkExercise *exercise,
                                      const WkLanguage *language);
/* The checklist of a verbal answer: (transfer full) NULL-terminated, borrowed texts. */
const char **wk_exercise_dup_points (const WkExercise *exercise,
                                     const WkLanguage *language);
/* The number of the exercise whose parameters it takes over, or NULL. */
const char *wk_exercise_get_from (const WkExercise *exercise);
const char *wk_exercise_get_seed (const WkExercise *exercise); /* or NULL */
WkParams *wk_exercise_get_params (const WkExercise *exercise); /* borrowed */
/* Answer id to value, as the deck's author guards them; NULL if there is no `check`. */
WkValue *wk_exercise_get_check (const WkExercise *exercise);

/* How numbers are drawn from seeds: it goes up when the same seed gives others. */
#define WK_DECK_GENERATOR 1
/* The generator that drew the parameters, 0 if the deck does not say. */
guint wk_exercise_get_generator (const WkExercise *exercise);

/* What an exercise is written with instead of what the deck has. */
typedef struct
{
  WkParams *params;
  const char *seed; /* or NULL */
} WkDeckNumbers;

/**
 * wk_deck_to_yaml:
 * @numbers: (nullable): for each exercise of the deck; NULL: the deck's own
 * @only: index of the one exercise to write, with all of its parameters; -1: all
 *
 * Parameters are written beside the seed, so that the figures stay the same whatever a
 * later version draws from it.
 *
 * Returns: (transfer full): text that wk_deck_parse() reads
 */
char *wk_deck_to_yaml (const WkDeck *deck, const WkDeckNumbers *numbers, int only);

/* The data folder's file @name ("decks/exam-2018-06-11.yaml", "fonts/..."): from
 * WORKINGS_DATADIR, the source tree when run from the build tree, or where installed.
 * (transfer full) */
char *wk_data_path (const char *name);

G_END_DECLS
