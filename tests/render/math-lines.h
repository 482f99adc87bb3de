/* math-lines.h - the lines of a file of formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

/* Without blank lines and those that begin with #. (transfer full) */
static inline GPtrArray *
math_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "render", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (kept, g_strdup (lines[i]));
  g_assert_cmpuint (kept->len, >, 0);
  return kept;
}
