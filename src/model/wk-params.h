/* wk-params.h - what defines an exercise: specs, and values checked against them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parameter panel, the deck reader, validation, undo, New Numbers and the
 * documentation all come from a kind's array of WkParamSpec.
 */
#pragma once

#include "model/wk-value.h"

G_BEGIN_DECLS

typedef enum
{
  WK_PARAM_INTEGER, /* a whole number in [min, max] */
  WK_PARAM_REAL,    /* a finite number in [min, max] */
  WK_PARAM_CHOICE,  /* one of the words of @choices */
  WK_PARAM_SWITCH,  /* true or false */
  WK_PARAM_VECTOR,  /* list of reals in [min, max], length in [min_rows, max_rows] */
  WK_PARAM_MATRIX,  /* list of equal rows; rows, columns in [min_rows, max_rows] x
                       [min_cols, max_cols] */
  WK_PARAM_TABLE,   /* list of rows, each a map with the keys of @columns: layers */
  WK_PARAM_WORDS,   /* list of words, length in [min_rows, max_rows]: ids */
  WK_PARAM_WORD,    /* one short text, such as the id of a picked weight; at most max
                     * bytes, 256 if that is 0 */
  WK_PARAM_IMAGE,   /* name of a shipped picture, or path of the user's own */
  WK_PARAM_SEED,    /* any UTF-8 word */
} WkParamType;

typedef struct
{
  const char *id;    /* what a deck writes: "leaky-relu" */
  const char *label; /* marked for translation: "leaky ReLU" */
} WkParamChoice;

typedef struct _WkParamSpec WkParamSpec;

struct _WkParamSpec
{
  const char *key;    /* what a deck writes */
  const char *symbol; /* LaTeX subset, or NULL */
  const char *label;  /* marked for translation, sentence case */
  const char *what;   /* one sentence: what it is; marked for translation */
  WkParamType type;
  double min, max;          /* of each number; both 0: any finite number */
  double slide_max;         /* REAL: where its slider ends, if before max; 0: at max */
  guint min_rows, max_rows; /* max_rows 0: any number of rows */
  guint min_cols, max_cols; /* max_cols 0: any number of columns */
  const WkParamChoice *choices; /* ends with { NULL } */
  const WkParamSpec *columns;   /* ends with { NULL } */
  const char *fallback;         /* the default, in YAML; NULL: must be given */
  gboolean optional;            /* may be left out, and then is absent */
  gboolean hidden;              /* no place in the panel: set by hands on the figure */
  gboolean pick;    /* chosen in order to look: as of what is hidden, answers
                       whose value stays are kept when it changes */
  gboolean whole;   /* VECTOR, MATRIX: whole numbers only */
  gboolean scalar;  /* VECTOR: one number may stand in place of the list,
                       and counts for each of its places */
  const char *when; /* "g=leaky-relu": the panel shows it only while its
                       neighbour g is that; NULL: always */
};

/* In a spec: rows and columns, or begin and end, as whole numbers; one stands for both.
 */
#define WK_PARAM_PAIR(least, most)                                       \
  .type = WK_PARAM_VECTOR, .min = (least), .max = (most), .min_rows = 2, \
  .max_rows = 2, .whole = TRUE, .scalar = TRUE

#define WK_PARAMS_ERROR (wk_params_error_quark ())

typedef enum
{
  WK_PARAMS_ERROR_UNKNOWN_KEY,
  WK_PARAMS_ERROR_MISSING,
  WK_PARAMS_ERROR_TYPE,  /* text for a number, a scalar for a list */
  WK_PARAMS_ERROR_RANGE, /* outside the range, not finite */
  WK_PARAMS_ERROR_SHAPE, /* lengths that do not fit */
  WK_PARAMS_ERROR_CROSS, /* each is right, together they are not */
} WkParamsError;

GQuark wk_params_error_quark (void);
/* The path of the offending value, such as "layers[1].W"; NULL for a foreign error. */
const char *wk_params_error_get_path (const GError *error);
/* The message without the path in front: for a panel, which shows it at the value. */
const char *wk_params_error_get_sentence (const GError *error);
/* For a kind's check function. @format gives the sentence without the path ("2 rows,
 * expected 3"); the message is "path: sentence". */
void wk_params_set_error (GError **error,
                          WkParamsError code,
                          const char *path,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/* An immutable set of values, complete: defaults are filled in. */
typedef struct _WkParams WkParams;

#define WK_TYPE_PARAMS (wk_params_get_type ())
GType wk_params_get_type (void);
WkParams *wk_params_ref (WkParams *params);
void wk_params_unref (WkParams *params);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkParams, wk_params_unref)

/**
 * wk_params_new:
 * @specs: ends with a spec whose key is NULL
 * @values: a map, or NULL for all defaults
 * @problems: (element-type GError) (nullable): every problem is added here
 * @error: the first problem
 *
 * Returns: (transfer full): the parameters, or NULL if there was a problem
 */
WkParams *wk_params_new (const WkParamSpec *specs,
                         WkValue *values,
                         GPtrArray *problems,
                         GError **error);

const WkParamSpec *wk_params_get_specs (const WkParams *params);
WkValue *wk_params_get_values (const WkParams *params); /* borrowed; the whole map */
WkValue *wk_params_get_value (const WkParams *params, const char *path);
gboolean wk_params_has (const WkParams *params, const char *path);
double wk_params_get_number (const WkParams *params, const char *path);
int wk_params_get_int (const WkParams *params, const char *path);
gboolean wk_params_get_switch (const WkParams *params, const char *path);
const char *wk_params_get_word (const WkParams *params, const char *path);
/* The index of a choice in its spec's table, given the key of a top-level choice. */
guint wk_params_get_choice (const WkParams *params, const char *key);
/* The index of @id in @choices; -1 if it is none of them. */
int wk_param_choice_index (const WkParamChoice *choices, const char *id);
/* (transfer full): numbers, row-major; NULL with 0 where there are none. */
double *wk_params_dup_vector (const WkParams *params, const char *path, gsize *n);
/* The two numbers of a list, or the one number that stands for both. */
void wk_params_get_pair (const WkParams *params, const char *path, double pair[2]);
double *wk_params_dup_matrix (const WkParams *params,
                              const char *path,
                              gsize *rows,
                              gsize *cols);

/* A copy in which @path is @item, checked as in wk_params_new(). */
WkParams *wk_params_with (const WkParams *params,
                          const char *path,
                          WkValue *item,
                          GError **error);
gboolean wk_params_equal (const WkParams *a, const WkParams *b);

const WkParamSpec *wk_param_spec_find (const WkParamSpec *specs, const char *key);

/* Of the value at "layers[1].W": the spec of W. NULL if there is none. */
const WkParamSpec *wk_param_spec_at (const WkParamSpec *specs, const char *path);
/* A vector or matrix of another size; what is new is zero, or the nearest to it in the
 * range. @cols does not count for a vector. (transfer full) */
WkValue *wk_param_resized (WkValue *value,
                           const WkParamSpec *spec,
                           gsize rows,
                           gsize cols);

/* "did you mean": the nearest of @words to @word (edit distance at most a third of its
 * length, at least 1; not a wholly different word), or NULL. @words is NULL-terminated.
 */
const char *wk_nearest_word (const char *word, const char *const *words);

G_END_DECLS
