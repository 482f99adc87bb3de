/* wk-data.c - where the program's own files are
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same binary runs from the build tree, where it was installed, and where that was
 * moved to (a bundle); so the place of the executable decides.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <string.h>

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && path[length] == G_DIR_SEPARATOR;
}

/* The folder of the source tree that is installed as the data folder's @name. */
static char *
source_path (const char *name)
{
  const char *folder = g_str_has_prefix (name, "fonts/") || strcmp (name, "fonts") == 0
                           ? "resources"
                           : "data";

  return g_build_filename (WK_SOURCE_DIR, folder, name, NULL);
}

char *
wk_data_path (const char *name)
{
  const char *chosen = g_getenv ("WORKINGS_DATADIR");
  g_autofree char *executable = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  if (chosen != NULL && *chosen != '\0')
    return g_build_filename (chosen, name, NULL);

  executable = g_file_read_link ("/proc/self/exe", NULL);
  if (executable != NULL && is_below (executable, WK_BUILD_DIR))
    return source_path (name);
  if (executable != NULL)
    {
      folder = g_path_get_dirname (executable);
      path = g_build_filename (folder, "..", "share", "workings", name, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return g_build_filename (WK_DATA_DIR, name, NULL);
}
