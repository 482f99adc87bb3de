/* oracle.h - one case of an oracle file, as the functions that run it see it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An op reads inputs and attributes, computes with numeric/, and hands in every value
 * that the case expects. Whatever does not fit is a failure of the case with its name,
 * never an end of the run.
 */
#pragma once

#include "oracle-json.h"

G_BEGIN_DECLS

#define TENSOR_MAX_DIMS 8

typedef struct
{
  guint n_dims; /* 0: one number */
  gsize shape[TENSOR_MAX_DIMS];
  gsize n; /* product of the shape */
  double *data;
} Tensor;

typedef struct
{
  const char *id, *op;
  const Json *attrs, *inputs, *expected;
  double abs, rel;     /* |x - e| <= abs + rel |e| */
  GPtrArray *problems; /* char: why the case fails, one line each */
  GPtrArray *tensors;  /* Tensor: all that were read */
  GHashTable *checked; /* names in expected that were compared */
} OracleCase;

typedef void (*OracleFunc) (OracleCase *c);

typedef struct
{
  const char *op;
  OracleFunc run;
} OracleOp;

/* Each ends with an op of NULL. */
extern const OracleOp oracle_ops_activation[];
extern const OracleOp oracle_ops_autoencoder[];
extern const OracleOp oracle_ops_conv[];
extern const OracleOp oracle_ops_dense[];
extern const OracleOp oracle_ops_gaussian[];
extern const OracleOp oracle_ops_onnx[];
extern const OracleOp oracle_ops_optim[];
extern const OracleOp oracle_ops_params[];
extern const OracleOp oracle_ops_receptive_field[];
extern const OracleOp oracle_ops_sampling[];
extern const OracleOp oracle_ops_softmax[];
extern const OracleOp oracle_ops_vae[];

/* The parts of exam-2018.json: a member of its object and the function that compares
 * it. */
extern const OracleOp oracle_exam_parts[];

/* The case fails, for this reason. */
void oracle_fail (OracleCase *c, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same with the message of @error, which is freed. TRUE if there was one. */
gboolean oracle_fail_error (OracleCase *c, GError *error);

/* NULL, and a failure, if there is no such input or it is no tensor. */
const Tensor *oracle_input (OracleCase *c, const char *name);
/* The same, and a failure if its number of entries is not @n. */
const Tensor *oracle_input_n (OracleCase *c, const char *name, gsize n);
/* NULL without a failure if it is not there. */
const Tensor *oracle_input_optional (OracleCase *c, const char *name);
gboolean oracle_expects (const OracleCase *c, const char *name);
const Tensor *oracle_expected (OracleCase *c, const char *name);

/* @fallback if it is not there or null; a failure if it is something else. */
double oracle_attr_number (OracleCase *c, const char *name, double fallback);
gboolean oracle_attr_boolean (OracleCase *c, const char *name, gboolean fallback);
const char *oracle_attr_string (OracleCase *c, const char *name, const char *fallback);
/* Attribute 'alpha', 'slope' or 'negative_slope'. */
double oracle_attr_slope (OracleCase *c, double fallback);
/* A whole number from @low to @high; NULL is not an option. FALSE and a failure else.
 */
gboolean oracle_attr_count (OracleCase *c,
                            const char *name,
                            gint64 low,
                            gint64 high,
                            gint64 *value);
/* NULL without a failure if it is not there. */
const Tensor *oracle_attr_tensor (OracleCase *c, const char *name);
gboolean oracle_has_attr (const OracleCase *c, const char *name);
/* FALSE and a failure if there is an attribute that is not in the list (ends in NULL).
 */
gboolean oracle_only_attrs (OracleCase *c,
                            const char *first,
                            ...) G_GNUC_NULL_TERMINATED;

/* Compares with expected[@name], entry by entry, if the case expects it. */
void oracle_check (OracleCase *c, const char *name, const double *got, gsize n);
void oracle_check_number (OracleCase *c, const char *name, double got);

/* The same for a tensor that stands at @place of the expected values. */
void oracle_check_json (OracleCase *c,
                        const char *place,
                        const Json *expected,
                        const double *got,
                        gsize n);
/* For what is no tensor: says that the op compares expected[@name] itself. */
const Json *oracle_take_expected (OracleCase *c, const char *name);

/* A tensor or a number, or (nested) lists of numbers; NULL if @json is neither. */
const Tensor *oracle_read_tensor (OracleCase *c, const Json *json);
/* A whole number, as index or count, or a failure with @what in its message. */
gboolean oracle_to_count (OracleCase *c,
                          const char *what,
                          double x,
                          gint64 low,
                          gint64 high,
                          gint64 *value);

G_END_DECLS
