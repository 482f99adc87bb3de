/* test-data.c - where the program's own files are looked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-deck.h"

#include <glib/gstdio.h>
#include <string.h>

#define DECK "decks/exam-2018-06-11.yaml"

static void
test_build_tree (void)
{
  g_autofree char *deck = wk_data_path (DECK);
  g_autofree char *fonts = wk_data_path ("fonts/x.ttf");

  g_unsetenv ("WORKINGS_DATADIR");
  g_assert_cmpstr (deck, ==, WK_SOURCE_DIR "/data/" DECK);
  g_assert_cmpstr (fonts, ==, WK_SOURCE_DIR "/resources/fonts/x.ttf");
  g_assert_true (g_file_test (deck, G_FILE_TEST_IS_REGULAR));
}

static void
test_environment (void)
{
  g_autofree char *deck = NULL;
  g_autofree char *other = NULL;

  g_setenv ("WORKINGS_DATADIR", "/some/where", TRUE);
  deck = wk_data_path (DECK);
  g_setenv ("WORKINGS_DATADIR", "", TRUE);
  other = wk_data_path (DECK);
  g_unsetenv ("WORKINGS_DATADIR");
  g_assert_cmpstr (deck, ==, "/some/where/" DECK);
  g_assert_cmpstr (other, ==, WK_SOURCE_DIR "/data/" DECK);
}

/* A copy of this test outside the build tree, with a data folder beside it: it prints
 * what it finds. */
static char *
run_installed (const char *bin, const char *name)
{
  g_autofree char *program = g_build_filename (bin, "test-data", NULL);
  const char *const arguments[] = { program, "--print", name, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static void
test_installed (void)
{
  g_autofree char *top = g_dir_make_tmp ("wk-data-XXXXXX", NULL);
  g_autofree char *bin = g_build_filename (top, "bin", NULL);
  g_autofree char *decks = g_build_filename (top, "share", "workings", "decks", NULL);
  g_autofree char *program = g_build_filename (bin, "test-data", NULL);
  g_autofree char *deck = g_build_filename (top, "share", "workings", DECK, NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *found = NULL;
  g_autofree char *missing = NULL;
  const char *const folders[] = { "share/workings/decks", "share/workings", "share",
                                  "bin" };
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (bin, 0755), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (decks, 0755), ==, 0);
  g_assert_true (g_file_get_contents (self, &contents, &length, NULL));
  g_assert_true (g_file_set_contents_full (program, contents, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  g_assert_true (g_file_set_contents (deck, "deck: 1\n", -1, NULL));

  found = run_installed (bin, DECK);
  g_assert_true (g_str_has_prefix (found, bin));
  g_assert_true (g_file_test (found, G_FILE_TEST_IS_REGULAR));
  /* What is not beside the program is where it was built for. */
  missing = run_installed (bin, "decks/none.yaml");
  g_assert_cmpstr (missing, ==, WK_DATA_DIR "/decks/none.yaml");

  g_remove (deck);
  g_remove (program);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (top, folders[i], NULL);

      g_rmdir (folder);
    }
  g_rmdir (top);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--print") == 0)
    {
      g_autofree char *path = wk_data_path (argv[2]);

      g_print ("%s", path);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("WORKINGS_DATADIR");
  g_test_add_func ("/data/build-tree", test_build_tree);
  g_test_add_func ("/data/environment", test_environment);
  g_test_add_func ("/data/installed", test_installed);
  return g_test_run ();
}
