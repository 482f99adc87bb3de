/* test-numeric.c - start, errors, and who does the matrix products
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "numeric/wk-numeric.h"

/* Status codes of gsl_errno.h; only numeric/ itself may include it. */
enum
{
  STATUS_SUCCESS = 0,
  STATUS_NO_MEMORY = 8,
  STATUS_MAX_ITERATIONS = 11,
  STATUS_OVERFLOW = 16,
  STATUS_BAD_LENGTH = 19,
};

static gpointer
init_many (gpointer data)
{
  for (guint i = 0; i < 100; i++)
    wk_numeric_init ();
  return NULL;
}

static void
test_init (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, init_many, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_status (void)
{
  static const struct
  {
    int status;
    WkNumericError code;
  } rows[] = {
    { STATUS_NO_MEMORY, WK_NUMERIC_ERROR_SHAPE },
    { STATUS_BAD_LENGTH, WK_NUMERIC_ERROR_SHAPE },
    { STATUS_OVERFLOW, WK_NUMERIC_ERROR_NOT_FINITE },
    { STATUS_MAX_ITERATIONS, WK_NUMERIC_ERROR_FAILED },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (wk_numeric_check_status (STATUS_SUCCESS, "fit", &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (wk_numeric_check_status (rows[i].status, "fit", &error));
      g_assert_error (error, WK_NUMERIC_ERROR, (int) rows[i].code);
      g_assert_true (g_str_has_prefix (error->message, "fit: "));
      g_clear_error (&error);
    }
}

static void
test_finite (void)
{
  const double values[] = { 1, -INFINITY, NAN };
  g_autoptr (GError) error = NULL;

  g_assert_true (wk_numeric_check_finite (values, 1, "x", &error));
  g_assert_true (wk_numeric_check_finite (NULL, 0, "x", &error));
  g_assert_false (wk_numeric_check_finite (values, 3, "x", &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, "x[2] is not finite");
  g_clear_error (&error);
  g_assert_false (wk_numeric_check_finite (values + 2, 1, "x", &error));
  g_assert_cmpstr (error->message, ==, "x is not finite");
}

static const char *
to_bokmaal (gpointer data, const char *text)
{
  if (g_str_equal (text, "sample %u, "))
    return "eksempel %u, ";
  if (g_str_equal (text, "layer %u, node %u: bias is not finite"))
    return "lag %u, node %u: biasen er ikke endelig (%u %u %s)";
  return text;
}

static void
test_words (void)
{
  static const char format[] = "layer %u, node %u: bias is not finite";
  g_autoptr (GError) error = NULL, copy = NULL, other = NULL;
  g_autofree char *text = NULL, *unchanged = NULL;

  g_assert_false (wk_numeric_set_not_finite (NULL, 0, format, 1, 2, 0));
  g_assert_false (wk_numeric_set_not_finite (&error, 4, format, 1, 2, 3));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, "sample 4, layer 1, node 2: bias is not finite");
  copy = g_error_copy (error);
  unchanged = wk_numeric_error_to_text (copy, NULL, NULL);
  g_assert_cmpstr (unchanged, ==, error->message);
  /* More places than numbers stay as they are. */
  text = wk_numeric_error_to_text (copy, to_bokmaal, NULL);
  g_assert_cmpstr (text, ==,
                   "eksempel 4, lag 1, node 2: biasen er ikke endelig (3 %u %s)");

  g_assert_null (wk_numeric_error_to_text (NULL, NULL, NULL));
  wk_numeric_check_finite (&(double){ NAN }, 1, "x", &other);
  g_assert_null (wk_numeric_error_to_text (other, NULL, NULL));
}

static void
test_alloc (void)
{
  static const gsize too_many[] = { WK_NUMERIC_MAX_LENGTH + 1, G_MAXSIZE / 8,
                                    G_MAXSIZE };
  g_autofree double *none = wk_numeric_try_alloc (0, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (none);
  for (guint i = 0; i < G_N_ELEMENTS (too_many); i++)
    {
      g_assert_null (wk_numeric_try_alloc (too_many[i], &error));
      g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
      g_clear_error (&error);
    }
}

/* Runs this program with every symbol bound at once, and returns what the dynamic
 * linker says of it. It writes to a file: megabytes through a pipe take long. */
static char *
read_bindings (const char *directory)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *output = g_build_filename (directory, "bindings", NULL);
  g_autofree char *out = NULL, *path = NULL;
  char *argv[] = { program, (char *) "-l", NULL };
  g_auto (GStrv) env = g_get_environ ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  char *bindings = NULL;
  int status;

  g_assert_nonnull (program);
  env = g_environ_setenv (env, "LD_DEBUG", "bindings", TRUE);
  env = g_environ_setenv (env, "LD_DEBUG_OUTPUT", output, TRUE);
  env = g_environ_setenv (env, "LD_BIND_NOW", "1", TRUE);
  g_spawn_sync (NULL, argv, env, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  /* The linker adds the number of the process to the name. */
  dir = g_dir_open (directory, 0, &error);
  g_assert_no_error (error);
  path = g_build_filename (directory, g_dir_read_name (dir), NULL);
  g_file_get_contents (path, &bindings, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return bindings;
}

/* Whom the dynamic linker binds GSL's matrix product to. With the libraries in the
 * wrong order it is GSL's own, and everything still works, 30 to 50 times slower. */
static void
test_cblas (void)
{
  g_autofree char *directory = g_dir_make_tmp ("numeric-XXXXXX", NULL);
  g_autofree char *bindings = read_bindings (directory);
  g_autofree char *line = NULL;
  const char *begin, *end, *served_by;

  g_rmdir (directory);

  /* binding file /usr/lib/libgsl.so.27 [0] to /usr/lib/libopenblas.so.0 [0]: normal
   * symbol `cblas_sgemm' */
  end = bindings;
  do
    {
      end = strstr (end + 1, "`cblas_sgemm'");
      g_assert_nonnull (end);
      begin = g_strrstr_len (bindings, end - bindings, "binding file");
      g_assert_nonnull (begin);
      g_free (line);
      line = g_strndup (begin, (gsize) (end - begin));
      served_by = strstr (line, " to ");
      g_assert_nonnull (served_by);
    }
  while (g_strstr_len (line, served_by - line, "libgsl.so") == NULL);
  g_test_message ("cblas_sgemm is bound%s", served_by);
  g_assert_true ((strstr (served_by, "openblas") != NULL) == WK_HAVE_OPENBLAS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numeric/init", test_init);
  g_test_add_func ("/numeric/status", test_status);
  g_test_add_func ("/numeric/finite", test_finite);
  g_test_add_func ("/numeric/words", test_words);
  g_test_add_func ("/numeric/alloc", test_alloc);
  g_test_add_func ("/numeric/cblas", test_cblas);
  return g_test_run ();
}
