/* test-language.c - languages and their catalogues
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-language.h"

#include <string.h>

#include "model/wk-catalogue.h"

static void
test_tags (void)
{
  static const struct
  {
    const char *tag, *language;
  } cases[] = {
    { "en", "en" },       { "nb", "nb" },    { "no", "nb" },
    { "nn", "nb" },       { "NB", "nb" },    { "nb_NO.UTF-8", "nb" },
    { "nn_NO", "nb" },    { "en-GB", "en" }, { "en_US.utf8@x", "en" },
    { "no.UTF-8", "nb" }, { "de", NULL },    { "C", NULL },
    { "", NULL },         { "nbx", NULL },   { "n", NULL },
    { "_", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WkLanguage *language = wk_language_get (cases[i].tag);

      g_assert_true ((language == NULL) == (cases[i].language == NULL));
      if (language != NULL)
        g_assert_cmpstr (wk_language_get_tag (language), ==, cases[i].language);
    }
  g_assert_null (wk_language_get (NULL));
  for (const char *const *tag = wk_language_list (); *tag != NULL; tag++)
    {
      g_assert_cmpstr (wk_language_get_tag (wk_language_get (*tag)), ==, *tag);
      g_assert_cmpuint (strlen (wk_language_get_name (wk_language_get (*tag))), >, 0);
    }
  g_assert_cmpstr (wk_language_get_decimal (wk_language_get ("nb")), ==, ",");
  g_assert_cmpstr (wk_language_get_decimal (NULL), ==, ".");
  g_assert_cmpstr (wk_language_get_tag (NULL), ==, "en");
}

static void
test_text (void)
{
  const WkLanguage *nb = wk_language_get ("nb"), *en = wk_language_get ("en");
  const char *const empty = "";

  g_assert_cmpstr (_L (nb, "not a number"), ==, "ikke et tall");
  g_assert_cmpstr (_L (en, "not a number"), ==, "not a number");
  g_assert_cmpstr (_L (NULL, "not a number"), ==, "not a number");
  g_assert_cmpstr (wk_language_text (nb, "a text nobody translates"), ==,
                   "a text nobody translates");
  g_assert_cmpstr (wk_language_text (nb, empty), ==, "");
  g_assert_true (wk_language_has (nb, "not a number"));
  g_assert_false (wk_language_has (nb, "a text nobody translates"));
  g_assert_true (wk_language_has (en, "a text nobody translates"));
  g_assert_cmpstr (
      wk_language_plural (nb, "%lu row, expected %s", "%lu rows, expected %s", 1), ==,
      "%lu rad, ventet %s");
  g_assert_cmpstr (
      wk_language_plural (nb, "%lu row, expected %s", "%lu rows, expected %s", 0), ==,
      "%lu rader, ventet %s");
  g_assert_cmpstr (wk_language_plural (nb, "one x", "many x", 1), ==, "one x");
  g_assert_cmpstr (wk_language_plural (nb, "one x", "many x", 2), ==, "many x");
  g_assert_cmpstr (wk_language_plural (en, "one x", "many x", 0), ==, "many x");
}

static const char *
asked (const char *lc_all, const char *lc_messages, const char *lang, const char *list)
{
  const struct
  {
    const char *name, *value;
  } settings[] = { { "LC_ALL", lc_all },
                   { "LC_MESSAGES", lc_messages },
                   { "LANG", lang },
                   { "LANGUAGE", list } };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (settings[i].value != NULL)
      g_setenv (settings[i].name, settings[i].value, TRUE);
    else
      g_unsetenv (settings[i].name);
  return wk_language_get_tag (wk_language_from_environment ());
}

static void
test_environment (void)
{
  g_assert_cmpstr (asked (NULL, NULL, NULL, NULL), ==, "en");
  g_assert_cmpstr (asked (NULL, NULL, "nb_NO.UTF-8", NULL), ==, "nb");
  g_assert_cmpstr (asked (NULL, "nn_NO.UTF-8", "en_US.UTF-8", NULL), ==, "nb");
  g_assert_cmpstr (asked ("C.UTF-8", "nb_NO.UTF-8", "nb_NO.UTF-8", "nb"), ==, "en");
  g_assert_cmpstr (asked ("POSIX", NULL, NULL, "nb"), ==, "en");
  g_assert_cmpstr (asked ("", "", "nb_NO", ""), ==, "nb");
  g_assert_cmpstr (asked (NULL, NULL, "de_DE.UTF-8", "fr:nb:en"), ==, "nb");
  g_assert_cmpstr (asked (NULL, NULL, "de_DE.UTF-8", "fr:de"), ==, "en");
  g_assert_cmpstr (asked (NULL, NULL, "nb_NO.UTF-8", "de"), ==, "nb");
  asked ("C.UTF-8", NULL, NULL, NULL);
}

/* A catalogue built here by the book: two messages, one with a plural. */
static GByteArray *
build_catalogue (gboolean swapped)
{
  static const char *const strings[] = { "one\0many", "two", "en\0flere", "to" };
  static const guint32 lengths[] = { 8, 3, 8, 2 };
  guint32 words[7 + 8] = { 0x950412de, 0, 2, 28, 44, 0, 0 };
  guint32 offset = sizeof words;
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < 4; i++)
    {
      words[7 + 2 * i] = lengths[i];
      words[8 + 2 * i] = offset;
      offset += lengths[i] + 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words) && swapped; i++)
    words[i] = GUINT32_SWAP_LE_BE (words[i]);
  g_byte_array_append (bytes, (const guint8 *) words, sizeof words);
  for (guint i = 0; i < 4; i++)
    g_byte_array_append (bytes, (const guint8 *) strings[i], lengths[i] + 1);
  return bytes;
}

static WkCatalogue *
read_catalogue (const GByteArray *bytes)
{
  /* In a block of just that size, so that a sanitizer sees a byte too far. */
  g_autoptr (GBytes) copy = g_bytes_new (bytes->data, bytes->len);

  return wk_catalogue_new (copy);
}

static void
test_catalogue (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) bytes = build_catalogue (i == 1);
      g_autoptr (WkCatalogue) catalogue = read_catalogue (bytes);

      g_assert_nonnull (catalogue);
      g_assert_cmpuint (wk_catalogue_get_n_messages (catalogue), ==, 2);
      g_assert_cmpstr (wk_catalogue_get (catalogue, "two", 0), ==, "to");
      g_assert_null (wk_catalogue_get (catalogue, "two", 1));
      g_assert_cmpstr (wk_catalogue_get (catalogue, "one", 0), ==, "en");
      g_assert_cmpstr (wk_catalogue_get (catalogue, "one", 1), ==, "flere");
      g_assert_null (wk_catalogue_get (catalogue, "one", 2));
      g_assert_null (wk_catalogue_get (catalogue, "many", 0));
    }
}

/* Cut anywhere, or with any byte changed, a catalogue is refused or still sound. */
static void
test_catalogue_damaged (void)
{
  g_autoptr (GByteArray) whole = build_catalogue (FALSE);

  for (guint n = 0; n < whole->len; n++)
    {
      g_autoptr (GByteArray) cut = g_byte_array_new ();
      g_autoptr (WkCatalogue) catalogue = NULL;

      g_byte_array_append (cut, whole->data, n);
      catalogue = read_catalogue (cut);
      g_assert_null (catalogue);
    }
  for (guint i = 0; i < whole->len; i++)
    for (guint value = 0; value < 256; value += 5)
      {
        g_autoptr (GByteArray) changed = g_byte_array_new ();
        g_autoptr (WkCatalogue) catalogue = NULL;

        g_byte_array_append (changed, whole->data, whole->len);
        changed->data[i] = (guint8) value;
        catalogue = read_catalogue (changed);
        for (guint form = 0; catalogue != NULL && form < 4; form++)
          {
            wk_catalogue_get (catalogue, "one", form);
            wk_catalogue_get (catalogue, "two", form);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/tags", test_tags);
  g_test_add_func ("/language/text", test_text);
  g_test_add_func ("/language/environment", test_environment);
  g_test_add_func ("/language/catalogue", test_catalogue);
  g_test_add_func ("/language/catalogue-damaged", test_catalogue_damaged);
  return g_test_run ();
}
