/* test-ui.c - what the window does before it has a display: words, forms, pages
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gtk/gtk.h>

#include "widgets/wk-formula-text.h"
#include "widgets/wk-page-fit.h"
#include "widgets/wk-ui.h"

static char *
translate (const char *xml, const char *tag)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GBytes) translated =
      wk_ui_translate (bytes, wk_language_get (tag), &error);
  gsize size = 0;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (translated, &size);
  return g_strndup (text, size);
}

static void
test_translate (void)
{
  const char *xml = "<interface><property name=\"a\" translatable=\"yes\">Question"
                    "</property><property name=\"b\">Question &amp; x</property>"
                    "</interface>";
  g_autofree char *english = translate (xml, "en");
  g_autofree char *norwegian = translate (xml, "nb");

  g_assert_cmpstr (english, ==,
                   "<interface><property name=\"a\">Question</property>"
                   "<property name=\"b\">Question &amp; x</property></interface>");
  g_assert_cmpstr (norwegian, ==,
                   "<interface><property name=\"a\">Spørsmål</property>"
                   "<property name=\"b\">Question &amp; x</property></interface>");
}

static void
test_translate_broken (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<a><b></a>", 10);

  g_assert_null (wk_ui_translate (bytes, wk_language_get ("nb"), &error));
  g_assert_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE);
}

/* Every template's words are in each catalogue. */
static void
check_words (const char *name, const WkLanguage *language)
{
  g_autofree char *path = g_strconcat (WK_RESOURCE_BASE "ui/", name, NULL);
  g_autoptr (GBytes) xml = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (GRegex) regex =
      g_regex_new ("translatable=\"yes\"[^>]*>([^<]*)<", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (xml, &size);

  g_regex_match_full (regex, text, (gssize) size, 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 1);

      if (!wk_language_has (language, words))
        g_error ("%s: \"%s\" is missing in %s", name, words,
                 wk_language_get_tag (language));
    }
}

static void
test_templates_translated (void)
{
  g_auto (GStrv) names = NULL;

  wk_ui_init ();
  names = g_resources_enumerate_children (WK_RESOURCE_BASE "ui", 0, NULL);
  g_assert_cmpuint (g_strv_length (names), >=, 6);
  for (char **name = names; *name != NULL; name++)
    for (const char *const *tag = wk_language_list (); *tag != NULL; tag++)
      check_words (*name, wk_language_get (*tag));
}

static void
check_formula (const char *formula, const char *brief, const char *pending)
{
  g_autofree char *short_form = wk_formula_text_short (formula);
  g_autofree char *pending_form = wk_formula_text_pending (formula);

  g_assert_cmpstr (short_form, ==, brief);
  g_assert_cmpstr (pending_form, ==, pending);
}

static void
test_formulas (void)
{
  check_formula ("a_1 = g(w x + b) = 2\\cdot 1 + 1 = \\focus{3}",
                 "$a_1 = 2\\cdot 1 + 1 = {3}$", "$a_1 = \\ldots$");
  check_formula ("r_1=1+2=\\focus{3},\\quad j_1=2", "$r_1=1+2={3}$\n\n$j_1=2$",
                 "$r_1 = \\ldots$");
  check_formula ("a = 2 + 1 = \\focus{3}", "$a = 2 + 1 = {3}$", "$a = \\ldots$");
  /* Signs inside braces belong to a sum's limits, not to the chain. */
  check_formula ("s = \\sum_{i=1}^{n} x_i = 1 + 2 = 3", "$s = 1 + 2 = 3$",
                 "$s = \\ldots$");
  /* Of several the last is what the step is after. */
  check_formula ("z=w x=2=3,\\quad a=\\max(0, 3)=\\focus{3}",
                 "$z = 2 = 3$\n\n$a=\\max(0, 3)={3}$", "$a = \\ldots$");
  check_formula ("x", "$x$", "$x = \\ldots$");
  check_formula ("", "$$", "$ = \\ldots$");
}

static void
check_page (double width,
            double height,
            gboolean tall,
            double page_width,
            double page_height)
{
  double found_width;
  double found_height;
  double scale = wk_page_fit (width, height, tall, &found_width, &found_height);

  g_assert_cmpfloat (found_width, ==, page_width);
  g_assert_cmpfloat (found_height, ==, page_height);
  g_assert_cmpfloat (scale * page_width, <=, width + 1e-9);
  g_assert_cmpfloat (scale * page_height, <=, height + 1e-9);
}

static void
test_pages (void)
{
  check_page (1600, 900, TRUE, 1600, 900);
  check_page (3840, 1080, TRUE, 1600, 900);
  check_page (1440, 900, TRUE, 1440, 900);
  check_page (1024, 768, TRUE, 1200, 900);
  check_page (1000, 900, TRUE, 1200, 900);
  check_page (600, 1000, TRUE, 900, 1200);
  check_page (600, 700, TRUE, 1200, 900);
  check_page (600, 1000, FALSE, 1200, 900);
  check_page (0, 100, TRUE, 1600, 900);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/translate", test_translate);
  g_test_add_func ("/ui/translate-broken", test_translate_broken);
  g_test_add_func ("/ui/templates-translated", test_templates_translated);
  g_test_add_func ("/ui/formulas", test_formulas);
  g_test_add_func ("/ui/pages", test_pages);
  return g_test_run ();
}
