/* trained-kit.h - what the tests of weights share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "model/wk-trained.h"
#include "model/wk-yaml.h"

#define N 6
#define KIND "toy-net"

static const float some[N] = { 1, -2.5f, 0, 3.25f, 1e-30f, -7e20f };

static inline WkValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, strlen (text), "test", &error);

  g_assert_no_error (error);
  return value;
}

static inline WkTrained *
make (const char *recipe, guint epoch, const float *weights)
{
  static const double curves[] = { 9.5, 1, 8.25, 2, 7, 3.125 };
  g_autoptr (WkValue) value = parse (recipe);
  g_autoptr (GError) error = NULL;
  WkTrained *trained =
      wk_trained_new (KIND, value, epoch, weights, N, curves, 2, &error);

  g_assert_no_error (error);
  return trained;
}

static inline void
assert_fails (WkTrained *trained, GError **error, int code, const char *pattern)
{
  g_assert_null (trained);
  g_assert_error (*error, WK_TRAINED_ERROR, code);
  if (!g_pattern_match_simple (pattern, (*error)->message))
    g_error ("“%s”, expected “%s”", (*error)->message, pattern);
}

/* A folder of data for one test. */
typedef struct
{
  char *top, *models, *path;
} Folder;

static inline void
open_folder (Folder *folder, gconstpointer data)
{
  folder->top = g_dir_make_tmp ("wk-trained-XXXXXX", NULL);
  folder->models = g_build_filename (folder->top, "models", NULL);
  folder->path = g_build_filename (folder->models, KIND ".wkm", NULL);
  g_assert_cmpint (g_mkdir (folder->models, 0755), ==, 0);
  g_setenv ("WORKINGS_DATADIR", folder->top, TRUE);
}

static inline void
close_folder (Folder *folder, gconstpointer data)
{
  g_unsetenv ("WORKINGS_DATADIR");
  g_remove (folder->path);
  g_rmdir (folder->models);
  g_rmdir (folder->top);
  g_free (folder->path);
  g_free (folder->models);
  g_free (folder->top);
}

static inline void
put (const char *path, const guint8 *bytes, gsize n)
{
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) n, NULL));
}

#define FILE_TEST(path, function) \
  g_test_add (path, Folder, NULL, open_folder, function, close_folder)
