/* test-surroundings.c - what is around a process never shows in its files
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The test runs itself again as a child that exports all formats and themes and prints
 * their checksums: under other locales, in another time zone, with a user's fontconfig.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "render-scenes.h"

static const char *own_name;

/* The child: prints one line a file. With a locale's name it insists on that locale. */
static int
print_sums (const char *locale)
{
  g_autoptr (WkScene) scene = NULL;

  if (*locale != '\0' && setlocale (LC_ALL, "") == NULL)
    return 3;
  if (*locale != '\0' && strcmp (localeconv ()->decimal_point, ",") != 0)
    return 4;
  if (!wk_fonts_init (NULL))
    return 5;
  scene = make_scene (WK_TEXT_SCALE_1);
  for (guint format = 0; format < WK_N_FORMATS; format++)
    for (guint theme = 0; theme < WK_N_THEMES; theme++)
      {
        g_autoptr (GBytes) bytes =
            export_scene (scene, (WkFormat) format, (WkThemeId) theme, 640);
        g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

        printf ("%u %u %s\n", format, theme, sum);
      }
  return 0;
}

static char *
run_child (const char *locale, const char *const *pairs)
{
  const char *const arguments[] = { own_name, "--sums", locale, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  g_autofree char *complaints = NULL;
  char *output = NULL;
  int status = 0;

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i += 2)
    environment = g_environ_setenv (environment, pairs[i], pairs[i + 1], TRUE);
  g_spawn_sync (NULL, (char **) arguments, environment, 0, NULL, NULL, &output,
                &complaints, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s %s", error->message, complaints);
  g_assert_cmpuint (strlen (output), >, 9 * 64);
  return output;
}

static void
test_processes (void)
{
  g_autofree char *first = run_child ("", NULL);
  g_autofree char *second = run_child ("", NULL);

  g_assert_cmpstr (first, ==, second);
}

static char *
make_locale (const char *name)
{
  char *folder = g_build_filename (WK_BUILD_DIR, "tests", "locales", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.UTF-8", folder, name);
  g_autofree char *made = g_strdup_printf ("%s.render.%u", path, g_test_rand_int ());
  const char *const arguments[] = { "localedef", "-i",      name, "-f",
                                    "UTF-8",     "--quiet", made, NULL };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_free (run_tool (arguments));
      /* Another test may have been faster. */
      if (g_rename (made, path) != 0)
        g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
    }
  return folder;
}

static void
test_locales (void)
{
  static const char *const names[] = { "de_DE", "tr_TR" };
  g_autofree char *plain = run_child ("", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = make_locale (names[i]);
      g_autofree char *name = g_strdup_printf ("%s.UTF-8", names[i]);
      const char *const pairs[] = { "LOCPATH", folder,     "LC_ALL", name, "LANG",
                                    name,      "LANGUAGE", "de",     NULL };
      g_autofree char *found = run_child (name, pairs);

      g_assert_cmpstr (found, ==, plain);
    }
}

static void
test_time_zone (void)
{
  const char *const pairs[] = { "TZ",   "Pacific/Chatham", "TMPDIR", "/nowhere",
                                "HOME", "/nowhere",        NULL };
  g_autofree char *plain = run_child ("", NULL);
  g_autofree char *found = run_child ("", pairs);

  g_assert_cmpstr (found, ==, plain);
}

/* Coarse pixels, coloured edges, heavy hinting, and every family another one. */
static void
test_fontconfig (void)
{
  static const char hostile[] =
      "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
      "<dir>/usr/share/fonts</dir>"
      "<match target=\"pattern\"><edit name=\"family\" mode=\"assign\" "
      "binding=\"strong\"><string>DejaVu Serif</string></edit>"
      "<edit name=\"dpi\" mode=\"assign\"><double>200</double></edit></match>"
      "<match target=\"font\"><edit name=\"antialias\" mode=\"assign\">"
      "<bool>false</bool></edit><edit name=\"hintstyle\" mode=\"assign\">"
      "<const>hintfull</const></edit><edit name=\"hinting\" mode=\"assign\">"
      "<bool>true</bool></edit><edit name=\"rgba\" mode=\"assign\">"
      "<const>rgb</const></edit><edit name=\"embolden\" mode=\"assign\">"
      "<bool>true</bool></edit></match></fontconfig>";
  g_autofree char *path = scratch_path ("hostile.conf");
  const char *const pairs[] = { "FONTCONFIG_FILE",
                                path,
                                "FREETYPE_PROPERTIES",
                                "cff:no-stem-darkening=0 autofitter:warping=1",
                                "PANGOCAIRO_BACKEND",
                                "fc",
                                NULL };
  g_autofree char *plain = run_child ("", NULL);
  g_autofree char *found = NULL;

  g_assert_true (g_file_set_contents (path, hostile, -1, NULL));
  found = run_child ("", pairs);
  g_assert_cmpstr (found, ==, plain);
}

int
main (int argc, char **argv)
{
  own_name = argv[0];
  if (argc == 3 && strcmp (argv[1], "--sums") == 0)
    return print_sums (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surroundings/processes", test_processes);
  g_test_add_func ("/surroundings/locales", test_locales);
  g_test_add_func ("/surroundings/time-zone", test_time_zone);
  g_test_add_func ("/surroundings/fontconfig", test_fontconfig);
  return g_test_run ();
}
