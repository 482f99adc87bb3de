/* run-oracles.c - compares numeric/ with values that other systems computed
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   run-oracles FILE...
 *
 * Runs every case of files in the form of README.md whose op is in the tables, and the
 * exam's own file. Names
 * each failing case with output, index, got and expected; ends with the line
 * "N passed, N failed, N skipped", where skipped are the cases of ops that are not
 * there. Exit status 1 if a case failed or a file could not be read.
 */
#include "config.h"

#include "oracle.h"

#include <math.h>
#include <stdio.h>

#include "numeric/wk-numeric.h"

static const OracleOp *const tables[] = {
  oracle_ops_activation, oracle_ops_autoencoder, oracle_ops_conv,
  oracle_ops_dense,      oracle_ops_gaussian,    oracle_ops_onnx,
  oracle_ops_optim,      oracle_ops_params,      oracle_ops_receptive_field,
  oracle_ops_sampling,   oracle_ops_softmax,     oracle_ops_vae,
};

#define EXAM_SCHEMA "exam-2018-1"

typedef struct
{
  guint passed, failed, skipped;
} Counts;

static OracleFunc
find_op (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const OracleOp *row = tables[i]; row->op != NULL; row++)
        {
          if (g_str_equal (row->op, op))
            return row->run;
        }
    }
  return NULL;
}

static void
tensor_free (gpointer data)
{
  Tensor *tensor = data;

  g_free (tensor->data);
  g_free (tensor);
}

/* The parts that every case has. */
static gboolean
read_tolerance (const Json *json, OracleCase *c)
{
  const Json *tol = json_get (json, "tol");
  const Json *abs_tol = json_get (tol, "abs"), *rel_tol = json_get (tol, "rel");

  if (abs_tol == NULL || abs_tol->type != JSON_NUMBER || !(abs_tol->number >= 0) ||
      rel_tol == NULL || rel_tol->type != JSON_NUMBER || !(rel_tol->number >= 0))
    return FALSE;
  c->abs = abs_tol->number;
  c->rel = rel_tol->number;
  return TRUE;
}

/* Every value that the case expects must have been compared. */
static void
check_complete (OracleCase *c)
{
  const GPtrArray *names = c->expected->keys;

  if (names->len == 0)
    oracle_fail (c, "the case expects nothing");
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!g_hash_table_contains (c->checked, name))
        oracle_fail (c, "%s: expected, but not computed", name);
    }
}

/* Runs @run on a case whose values are read, and counts and reports it. */
static void
finish_case (OracleCase *c, OracleFunc run, Counts *counts)
{
  c->tensors = g_ptr_array_new_with_free_func (tensor_free);
  c->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (c->problems->len == 0)
    {
      run (c);
      /* One reason is enough: after a failure other outputs may be missing. */
      if (c->problems->len == 0)
        check_complete (c);
    }

  if (c->problems->len == 0)
    counts->passed++;
  else
    counts->failed++;
  for (guint i = 0; i < c->problems->len; i++)
    g_print ("FAILED %s (%s): %s\n", c->id, c->op,
             (const char *) g_ptr_array_index (c->problems, i));
  g_ptr_array_unref (c->problems);
  g_ptr_array_unref (c->tensors);
  g_hash_table_unref (c->checked);
}

static void
run_case (const Json *json,
          OracleFunc run,
          const char *id,
          const char *op,
          Counts *counts)
{
  OracleCase c = {
    .id = id,
    .op = op,
    .attrs = json_get (json, "attrs"),
    .inputs = json_get (json, "inputs"),
    .expected = json_get (json, "expected"),
    .problems = g_ptr_array_new_with_free_func (g_free),
  };

  if (c.expected == NULL || c.expected->type != JSON_MAP)
    oracle_fail (&c, "the case has no 'expected'");
  else if ((c.attrs != NULL && c.attrs->type != JSON_MAP) ||
           (c.inputs != NULL && c.inputs->type != JSON_MAP))
    oracle_fail (&c, "'attrs' or 'inputs' is no map");
  else if (!read_tolerance (json, &c))
    oracle_fail (&c, "the case has no tolerance 'tol'");
  finish_case (&c, run, counts);
}

/* The exam's own file: each of its parts is a case that expects the whole part. */
static void
run_exam (const Json *json, Counts *counts)
{
  for (const OracleOp *part = oracle_exam_parts; part->op != NULL; part++)
    {
      OracleCase c = {
        .id = EXAM_SCHEMA,
        .op = part->op,
        .expected = json_get (json, part->op),
        .abs = 1e-12,
        .rel = 1e-12,
        .problems = g_ptr_array_new_with_free_func (g_free),
      };

      if (c.expected == NULL || c.expected->type != JSON_MAP)
        oracle_fail (&c, "the part is missing");
      finish_case (&c, part->run, counts);
    }
}

static const char *
get_string (const Json *json, const char *key)
{
  const Json *value = json_get (json, key);

  return value != NULL && value->type == JSON_STRING ? value->string : NULL;
}

static gboolean
malformed (const char *file, const char *message)
{
  g_printerr ("%s: %s.\n", file, message);
  return FALSE;
}

/* Everything is looked at before the first case runs. */
static gboolean
check_file (const char *file, const Json *json, const Json **cases)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *schema = get_string (json_get (json, "head"), "schema");

  *cases = json_get (json, "cases");
  if (json->type != JSON_MAP)
    return malformed (file, "it does not hold an object");
  if (schema == NULL || !g_str_equal (schema, "oracle-1"))
    return malformed (file, "its head does not name the schema \"oracle-1\"");
  if (*cases == NULL || (*cases)->type != JSON_LIST)
    return malformed (file, "it has no list of cases");
  for (guint i = 0; i < (*cases)->items->len; i++)
    {
      const Json *entry = g_ptr_array_index ((*cases)->items, i);
      g_autofree char *message = NULL;
      const char *id = get_string (entry, "id");

      if (id == NULL || get_string (entry, "op") == NULL)
        message = g_strdup_printf ("case %u has no 'id' or no 'op'", i + 1);
      else if (!g_hash_table_add (seen, (gpointer) id))
        message = g_strdup_printf ("the id '%s' stands twice", id);
      if (message != NULL)
        return malformed (file, message);
    }
  return TRUE;
}

static void
run_cases (const Json *cases, Counts *counts)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cases->items->len; i++)
    {
      const Json *entry = g_ptr_array_index (cases->items, i);
      const char *op = get_string (entry, "op");
      OracleFunc run = find_op (op);

      if (run != NULL)
        {
          run_case (entry, run, get_string (entry, "id"), op, counts);
          continue;
        }
      counts->skipped++;
      if (g_hash_table_add (unknown, (gpointer) op))
        g_print ("skipped %s: the op is not there\n", op);
    }
}

static gboolean
run_file (const char *file, Counts *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Json) json = NULL;
  g_autofree char *text = NULL;
  const Json *cases;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, &error))
    {
      g_printerr ("%s.\n", error->message);
      return FALSE;
    }
  json = json_parse (text, length, &error);
  if (json == NULL)
    return malformed (file, error->message);
  if (g_strcmp0 (get_string (json, "schema"), EXAM_SCHEMA) == 0)
    {
      run_exam (json, counts);
      return TRUE;
    }
  if (!check_file (file, json, &cases))
    return FALSE;
  run_cases (cases, counts);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Counts counts = { 0 };
  gboolean all_read = TRUE;

  if (argc < 2)
    {
      g_printerr ("Usage: run-oracles FILE...\n");
      return 2;
    }
  wk_numeric_init ();
  for (int i = 1; i < argc; i++)
    {
      if (!run_file (argv[i], &counts))
        all_read = FALSE;
    }
  g_print ("%u passed, %u failed, %u skipped\n", counts.passed, counts.failed,
           counts.skipped);
  return counts.failed == 0 && all_read ? 0 : 1;
}
