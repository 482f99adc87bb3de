/* wk-language.c - the languages, and which one the environment asks for
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A language is one row of the table and one data/po/<tag>.po. Its catalogue is read
 * from the program itself at first use.
 */
#include "config.h"

#include "model/wk-language.h"

#include <gio/gio.h>
#include <string.h>

#include "model/wk-catalogue.h"
#include "data/po/wk-translations.h"

struct _WkLanguage
{
  const char *tag;
  const char *name;
  const char *decimal;
  const char *aliases[4]; /* other tags that it serves */
  guint (*plural) (gulong n);
  const WkCatalogue *catalogue; /* NULL for English */
};

static guint
plural_unless_one (gulong n)
{
  return n == 1 ? 0 : 1;
}

static WkLanguage languages[] = {
  { .tag = "en", .name = "English", .decimal = ".", .plural = plural_unless_one },
  { .tag = "nb",
    .name = "Norsk bokmål",
    .decimal = ",",
    .aliases = { "no", "nn" },
    .plural = plural_unless_one },
};

static const char *const tags[] = { "en", "nb", NULL };

/* Reads every catalogue that there is, once for the process. */
static void
load_catalogues (void)
{
  static gsize loaded;

  if (!g_once_init_enter (&loaded))
    return;
  for (gsize i = 1; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/io/github/workings/po/%s.mo", languages[i].tag);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (
          wk_translations_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        languages[i].catalogue = wk_catalogue_new (bytes);
      if (languages[i].catalogue == NULL)
        g_critical ("The catalogue of %s cannot be read", languages[i].tag);
    }
  g_once_init_leave (&loaded, 1);
}

const WkLanguage *
wk_language_get (const char *tag)
{
  gsize length;

  if (tag == NULL)
    return NULL;
  length = strcspn (tag, "_-.@");
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const WkLanguage *language = &languages[i];
      gboolean found = length == strlen (language->tag) &&
                       g_ascii_strncasecmp (tag, language->tag, length) == 0;

      for (gsize k = 0; language->aliases[k] != NULL && !found; k++)
        found = length == strlen (language->aliases[k]) &&
                g_ascii_strncasecmp (tag, language->aliases[k], length) == 0;
      if (found)
        {
          load_catalogues ();
          return language;
        }
    }
  return NULL;
}

/* What gettext would do: the first of the variables that is set decides; where that is
 * no plain C, LANGUAGE may list what to try before it. */
static const WkLanguage *preferred;

void
wk_language_prefer (const WkLanguage *language)
{
  g_atomic_pointer_set (&preferred, language);
}

const WkLanguage *
wk_language_from_environment (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  const char *locale = NULL;
  const char *list;
  const WkLanguage *language = g_atomic_pointer_get (&preferred);

  if (language != NULL)
    return language;
  for (gsize i = 0; i < G_N_ELEMENTS (names) && locale == NULL; i++)
    {
      locale = g_getenv (names[i]);
      if (locale != NULL && *locale == '\0')
        locale = NULL;
    }
  if (locale == NULL || strcmp (locale, "C") == 0 || g_str_has_prefix (locale, "C.") ||
      strcmp (locale, "POSIX") == 0)
    return wk_language_get ("en");

  list = g_getenv ("LANGUAGE");
  if (list != NULL && *list != '\0')
    {
      g_auto (GStrv) wanted = g_strsplit (list, ":", -1);

      for (gsize i = 0; wanted[i] != NULL; i++)
        if ((language = wk_language_get (wanted[i])) != NULL)
          return language;
    }
  language = wk_language_get (locale);
  return language != NULL ? language : wk_language_get ("en");
}

const char *const *
wk_language_list (void)
{
  return tags;
}

const char *
wk_language_get_tag (const WkLanguage *language)
{
  return language != NULL ? language->tag : languages[0].tag;
}

const char *
wk_language_get_name (const WkLanguage *language)
{
  return language != NULL ? language->name : languages[0].name;
}

const char *
wk_language_get_decimal (const WkLanguage *language)
{
  return language != NULL ? language->decimal : languages[0].decimal;
}

const char *
wk_language_text (const WkLanguage *language, const char *text)
{
  const char *found = NULL;

  /* The empty id is the catalogue's header. */
  if (language != NULL && language->catalogue != NULL && *text != '\0')
    found = wk_catalogue_get (language->catalogue, text, 0);
  return found != NULL ? found : text;
}

const char *
wk_language_plural (const WkLanguage *language,
                    const char *one,
                    const char *many,
                    gulong n)
{
  const char *found = NULL;

  if (language != NULL && language->catalogue != NULL && *one != '\0')
    found = wk_catalogue_get (language->catalogue, one, language->plural (n));
  if (found != NULL)
    return found;
  return plural_unless_one (n) == 0 ? one : many;
}

gboolean
wk_language_has (const WkLanguage *language, const char *text)
{
  if (language == NULL || language->catalogue == NULL)
    return TRUE;
  return wk_catalogue_get (language->catalogue, text, 0) != NULL;
}
