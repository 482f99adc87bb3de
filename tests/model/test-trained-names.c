/* test-trained-names.c - weights by name: what ships, and files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/trained-kit.h"

static void
put_trained (const char *path, const char *recipe)
{
  g_autoptr (WkTrained) trained = make (recipe, 3, some);
  g_autoptr (GBytes) bytes = wk_trained_to_bytes (trained);
  gsize n;
  const guint8 *raw = g_bytes_get_data (bytes, &n);

  put (path, raw, n);
}

static void
test_shipped (Folder *folder, gconstpointer data)
{
  g_autofree char *plain = g_build_filename (folder->models, KIND "-plain.wkm", NULL);
  g_autoptr (WkTrained) one = NULL;
  g_autoptr (WkTrained) other = NULL;
  g_autoptr (WkTrained) again = NULL;
  g_autoptr (GError) error = NULL;

  assert_fails (wk_trained_find (KIND, "shipped", &error), &error,
                WK_TRAINED_ERROR_READ, "There is no file “" KIND ".wkm”");
  put_trained (folder->path, "{a: 1}");
  put_trained (plain, "{a: 2}");
  one = wk_trained_find (KIND, "shipped", NULL);
  other = wk_trained_find (KIND, "shipped-plain", NULL);
  g_assert_cmpstr (wk_trained_get_name (one), ==, "a=1,epoch=3");
  g_assert_cmpstr (wk_trained_get_name (other), ==, "a=2,epoch=3");
  again = wk_trained_find (KIND, "shipped", NULL);
  g_assert_true (one == again);
  g_remove (plain);

  g_clear_error (&error);
  assert_fails (wk_trained_find (KIND, "shipped-../x", &error), &error,
                WK_TRAINED_ERROR_READ, "There is no file “x”");
  g_clear_error (&error);
  assert_fails (wk_trained_find ("toy", "shipped-net", &error), &error,
                WK_TRAINED_ERROR_KIND,
                "“" KIND ".wkm” holds weights for “" KIND "”, expected “toy”");
}

static void
test_path (Folder *folder, gconstpointer data)
{
  g_autoptr (WkTrained) one = NULL;
  g_autoptr (WkTrained) same = NULL;
  g_autoptr (WkTrained) other = NULL;
  g_autoptr (GError) error = NULL;

  put_trained (folder->path, "{a: 1}");
  one = wk_trained_find (KIND, folder->path, NULL);
  same = wk_trained_find (KIND, folder->path, NULL);
  g_assert_nonnull (one);
  g_assert_true (one == same);
  /* Told by its size, too: the clock of files is coarse. */
  put_trained (folder->path, "{a: 12}");
  other = wk_trained_find (KIND, folder->path, NULL);
  g_assert_cmpstr (wk_trained_get_name (other), ==, "a=12,epoch=3");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("%s%.*s", folder->path, (int) i, "......");

      g_autoptr (WkTrained) missing = wk_trained_find (KIND, path, NULL);

      g_assert_true ((missing != NULL) == (i == 0));
    }
  g_remove (folder->path);
  assert_fails (wk_trained_find (KIND, folder->path, &error), &error,
                WK_TRAINED_ERROR_READ, "There is no file*");
}

/* @name has to be read first, is known, or neither. */
static void
assert_known (const char *name, gboolean known, gboolean unread)
{
  gboolean is_unread;
  g_autoptr (WkTrained) trained = wk_trained_find_known (KIND, name, &is_unread);

  g_assert_true ((trained != NULL) == known);
  g_assert_true (is_unread == unread);
}

static gpointer
find_often (gpointer path)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (WkTrained) found = wk_trained_find (KIND, path, NULL);

      g_assert_nonnull (found);
    }
  return NULL;
}

/* What is asked of names without reading a file. */
static void
test_known (Folder *folder, gconstpointer data)
{
  g_autoptr (WkTrained) trained = NULL;
  GThread *threads[4];

  assert_known (folder->path, FALSE, FALSE);
  assert_known ("shipped", FALSE, FALSE);
  assert_known ("a=1,epoch=3", FALSE, FALSE);
  assert_known (folder->models, FALSE, FALSE);
  put_trained (folder->path, "{a: 1}");
  assert_known (folder->path, FALSE, TRUE);
  assert_known ("shipped", FALSE, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("find", find_often, folder->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  trained = wk_trained_find (KIND, "shipped", NULL);
  assert_known (folder->path, TRUE, FALSE);
  assert_known ("shipped", TRUE, FALSE);
  put_trained (folder->path, "{a: 12}");
  assert_known (folder->path, FALSE, TRUE);
  wk_trained_publish (trained);
  assert_known ("a=1,epoch=3", TRUE, FALSE);
  wk_trained_withdraw (trained);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FILE_TEST ("/trained-names/shipped", test_shipped);
  FILE_TEST ("/trained-names/path", test_path);
  FILE_TEST ("/trained-names/known", test_known);
  return g_test_run ();
}
