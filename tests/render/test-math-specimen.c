/* test-math-specimen.c - the sheet of formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-fonts.h"
#include "render/wk-math-private.h"
#include "render/wk-specimen.h"

#include <string.h>

/* Nothing overlaps, is cut or pale, and no formula is shown as its source. */
static void
test_layout (void)
{
  g_autoptr (WkScene) scene = wk_specimen_scene (wk_language_get ("nb"));

  for (guint theme = 0; theme < WK_N_THEMES; theme++)
    {
      g_autoptr (GPtrArray) findings = wk_layout_check (scene, (WkThemeId) theme);

      for (guint i = 0; i < findings->len; i++)
        {
          g_autofree char *text = wk_finding_to_text (g_ptr_array_index (findings, i));

          g_test_message ("%s", text);
        }
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

/* Every command and every sign of the tables is on it. */
static void
test_complete (void)
{
  /* Other names of what is there, and what shows nothing. */
  static const char *const left_out[] = {
    "big",         "Big",
    "bigg",        "Bigg",
    "bigm",        "Bigm",
    "biggm",       "Biggm",
    ">",           "~",
    "bm",          "mbox",
    "textrm",      "textbf",
    "textit",      "mathit",
    "mathnormal",  "thinspace",
    "enspace",     "phantom",
    "not",         "displaystyle",
    "scriptstyle", "scriptscriptstyle",
    "argmax",      "argmin",
    "limsup",      "liminf",
  };
  g_autoptr (WkScene) scene = wk_specimen_scene (wk_language_get ("en"));
  g_autoptr (GString) all = g_string_new (NULL);
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      if (item->type == WK_ITEM_FORMULA)
        g_string_append_printf (all, "%s\n", item->text.text);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("\\%s\n", symbols[i].name);

      g_assert_nonnull (strstr (all->str, wanted));
    }
  for (guint i = 0; wk_math_command_name (i) != NULL; i++)
    {
      const char *name = wk_math_command_name (i);
      g_autofree char *wanted = g_strdup_printf ("\\%s", name);
      gboolean skipped = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (left_out); k++)
        skipped = skipped || g_str_equal (left_out[k], name);
      if (!skipped && strstr (all->str, wanted) == NULL)
        {
          g_test_message ("\\%s is not on the specimen", name);
          g_test_fail ();
        }
    }
}

static void
test_files (void)
{
  static const char *const starts[] = { "\x89PNG", "<?xml", "%PDF" };

  for (guint format = 0; format < WK_N_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one =
          wk_specimen_bytes (wk_language_get ("en"), (WkFormat) format, 800, &error);
      g_autoptr (GBytes) two =
          wk_specimen_bytes (wk_language_get ("en"), (WkFormat) format, 800, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (one), >, 1000);
      g_assert_true (memcmp (g_bytes_get_data (one, NULL), starts[format], 4) == 0);
      g_assert_true (g_bytes_equal (one, two));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (wk_fonts_init (NULL));
  g_test_add_func ("/math/specimen/layout", test_layout);
  g_test_add_func ("/math/specimen/complete", test_complete);
  g_test_add_func ("/math/specimen/files", test_files);
  return g_test_run ();
}
