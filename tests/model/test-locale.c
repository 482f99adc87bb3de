/* test-locale.c - the process locale has no say
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parsing and writing are done in the C locale and again in locales with a decimal
 * comma (de_DE, nb_NO) and with a dotless i (tr_TR); the texts must be the same. The
 * locales are made here, as a fresh machine has only C.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "model-kinds.h"
#include "model/wk-number.h"
#include "model/wk-yaml.h"

static const char *const locales[] = { "de_DE", "tr_TR", "nb_NO" };

/* Makes what is not there yet in the build folder, and points LOCPATH to it. */
static void
make_locales (void)
{
  g_autofree char *folder = g_build_filename (WK_BUILD_DIR, "tests", "locales", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.UTF-8", folder, locales[i]);
      g_autofree char *made = g_strdup_printf ("%s.new.%u", path, g_test_rand_int ());
      const char *const arguments[] = { "localedef", "-i",      locales[i], "-f",
                                        "UTF-8",     "--quiet", made,       NULL };
      g_autoptr (GError) error = NULL;
      int status = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                    NULL, NULL, &status, &error);
      g_assert_no_error (error);
      g_assert_true (g_spawn_check_wait_status (status, &error));
      /* Another build's test may have been faster. */
      if (g_rename (made, path) != 0)
        g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
    }
  g_setenv ("LOCPATH", folder, TRUE);
}

static void
append (GString *out, char *text)
{
  g_string_append (out, text);
  g_string_append_c (out, '\n');
  g_free (text);
}

/* Everything that could depend on the locale, as one text. */
static char *
everything (void)
{
  static const double numbers[] = {
    0.5, -1234567, 8.897e9, 1e-9, 12345.6, 49.0 / 27.0
  };
  static const char *const typed[] = { "0.5", "0,5", "1/4", "12 345", "1e-3", "36" };
  static const char yaml[] = "{a: [1.5, 1e-3, -0.25, 1E5, 0x1F, .inf], I: i, TITLE: x}";
  GString *out = g_string_new (NULL);
  g_autoptr (WkValue) value = wk_yaml_parse (yaml, strlen (yaml), "t", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  static const char deck[] =
      "deck: 1\nTITLE: x\nexercises:\n  - {number: I, kind: MIXED}\n"
      "  - {number: i, kind: mixed, parameters: {rate: 1.5, n: 2.5}}\n";

  g_assert_nonnull (value);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (gsize k = 0; k < 2; k++)
      {
        const WkLanguage *language = wk_language_get (wk_language_list ()[k]);

        append (out, wk_number_to_text (numbers[i], language));
        append (out, wk_number_to_formula (numbers[i], language));
        append (out, wk_number_to_words (numbers[i], language));
        append (out, wk_number_to_exact (numbers[i]));
        append (out, wk_number_to_exact (wk_number_clean (numbers[i], 1)));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double number = 0;

      g_assert_true (wk_number_read (typed[i], &number));
      append (out, wk_number_to_exact (number));
    }
  append (out, wk_value_to_text (value));
  wk_value_append_json (value, out);
  g_assert_null (wk_deck_parse (deck, strlen (deck), "t", test_kinds, problems, NULL));
  for (guint i = 0; i < problems->len; i++)
    append (out, g_strdup (problems->pdata[i]));
  return g_string_free (out, FALSE);
}

static void
test_locales (void)
{
  g_autofree char *plain = everything ();

  g_assert_nonnull (strstr (plain, "0.5"));
  g_assert_nonnull (strstr (plain, "0,5"));
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.UTF-8", locales[i]);
      g_autofree char *found = NULL;

      /* Else this would test nothing. */
      g_assert_nonnull (setlocale (LC_ALL, name));
      g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
      found = everything ();
      g_assert_cmpstr (found, ==, plain);
      g_assert_nonnull (setlocale (LC_ALL, "C"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* setlocale() looks at LOCPATH, and at names only; LC_ALL is for the messages. */
  make_locales ();
  g_test_add_func ("/locale/same", test_locales);
  return g_test_run ();
}
