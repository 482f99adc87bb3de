/* wk-export.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-export.h"

#include <math.h>

#include "widgets/wk-ui.h"

struct _WkExport
{
  GObject parent_instance;

  WkExportOptions options;
  char *chosen;
  GPtrArray *scenes; /* of WkScene */
  GPtrArray *paths;  /* of char, NULL-terminated: one, or one a scene */
};

G_DEFINE_FINAL_TYPE (WkExport, wk_export, G_TYPE_OBJECT)

static void
wk_export_finalize (GObject *object)
{
  WkExport *self = WK_EXPORT (object);

  g_free (self->chosen);
  g_ptr_array_unref (self->scenes);
  g_ptr_array_unref (self->paths);
  G_OBJECT_CLASS (wk_export_parent_class)->finalize (object);
}

static void
wk_export_class_init (WkExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_export_finalize;
}

static void
wk_export_init (WkExport *self)
{
  self->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

static const char *
get_number (WkSession *session)
{
  const WkExercise *exercise = wk_session_get_current (session);

  return exercise != NULL ? wk_exercise_get_number (exercise) : "";
}

char *
wk_export_propose_name (WkSession *session)
{
  double position = wk_session_get_position (session);
  g_autofree char *name = g_strdup (get_number (session));

  /* A deck may number its exercises with anything; a file's name may not have all. */
  g_strdelimit (name, "/\\:*?\"<>|", '-');
  if (position == floor (position))
    return g_strdup_printf ("%s-step%.0f", name, position);
  return g_strdup_printf ("%s-position%.2f", name, position);
}

/* "dir/name.svg" to "dir/name-step2.svg"; a name that already ends in "-stepN" gets
 * its number replaced. */
static char *
numbered_path (const char *path, guint step)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, (gsize) (dot - path));
  char *old = g_strrstr (stem, "-step");

  if (old != NULL && old[5] != '\0' &&
      strspn (old + 5, "0123456789") == strlen (old + 5))
    *old = '\0';
  return g_strdup_printf ("%s-step%u%s", stem, step, dot);
}

static gboolean
add_scene (WkExport *self, WkSession *session, double position, GError **error)
{
  /* The page is the one on screen: what is exported is what is seen. */
  WkView view = { .position = position,
                  .text_scale = wk_session_get_text_scale (session) };
  WkScene *scene;

  scene = wk_session_draw (session, &view, error);
  if (scene == NULL)
    return FALSE;
  g_ptr_array_add (self->scenes, scene);
  return TRUE;
}

static gboolean
add_all_steps (WkExport *self, WkSession *session, GError **error)
{
  guint n_steps = wk_session_get_n_steps (session);

  for (guint i = 1; i <= n_steps; i++)
    {
      if (!add_scene (self, session, i, error))
        return FALSE;
      if (self->options.format != WK_FORMAT_PDF)
        g_ptr_array_add (self->paths, numbered_path (self->chosen, i));
    }
  if (self->options.format == WK_FORMAT_PDF)
    g_ptr_array_add (self->paths, g_strdup (self->chosen));
  return TRUE;
}

WkExport *
wk_export_new (WkSession *session, const char *path, gboolean all_steps, GError **error)
{
  g_autoptr (WkExport) self = g_object_new (WK_TYPE_EXPORT, NULL);
  const GError *problem = wk_session_get_error (session);
  gboolean drawn;

  self->chosen = g_strdup (path);
  self->options.theme = wk_session_get_theme (session);
  if (!wk_format_from_path (path, &self->options.format))
    {
      g_autofree char *name = g_path_get_basename (path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   _ ("“%s” must end in .png, .svg or .pdf"), name);
      return NULL;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_error_copy (problem));
      return NULL;
    }
  if (all_steps && wk_session_get_n_steps (session) > 0)
    {
      drawn = add_all_steps (self, session, error);
    }
  else
    {
      drawn = add_scene (self, session, wk_session_get_position (session), error);
      g_ptr_array_add (self->paths, g_strdup (path));
    }
  g_ptr_array_add (self->paths, NULL);
  return drawn ? g_steal_pointer (&self) : NULL;
}

const char *const *
wk_export_get_paths (WkExport *self)
{
  return (const char *const *) self->paths->pdata;
}

char **
wk_export_dup_existing (WkExport *self)
{
  g_autoptr (GStrvBuilder) existing = g_strv_builder_new ();

  for (const char *const *path = wk_export_get_paths (self); *path != NULL; path++)
    if (!g_str_equal (*path, self->chosen) && g_file_test (*path, G_FILE_TEST_EXISTS))
      g_strv_builder_add (existing, *path);
  return g_strv_builder_end (existing);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WkExport *self = source;
  WkScene *const *scenes = (WkScene *const *) self->scenes->pdata;
  guint n_files = self->paths->len - 1;
  GError *error = NULL;

  for (guint i = 0; i < n_files; i++)
    {
      guint n_scenes = n_files == 1 ? self->scenes->len : 1;
      g_autoptr (GBytes) bytes =
          wk_export_bytes (scenes + i, n_scenes, &self->options, &error);

      if (bytes == NULL || !wk_save_bytes (self->paths->pdata[i], bytes, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      if (g_task_return_error_if_cancelled (task))
        return;
    }
  g_task_return_boolean (task, TRUE);
}

void
wk_export_run_async (WkExport *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_run_in_thread (task, work);
}

gboolean
wk_export_run_finish (WkExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
