/* wk-export.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-export.h"

#include <math.h>
#include <string.h>

#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "render/wk-origin.h"
#include "widgets/wk-ui.h"

/* One figure of the plan. */
typedef struct
{
  guint exercise;
  WkSolution *solution;
  double position;
} Shot;

struct _WkExport
{
  GObject parent_instance;

  WkExportChoice choice;
  char *path;
  char *yaml; /* the deck with the numbers there are now */
  const WkLanguage *language;
  WkInk *ink; /* as it was, or NULL: without */
  double position;

  /* The plan. */
  WkDeck *deck;
  GArray *shots;    /* of Shot */
  GPtrArray *paths; /* of char, NULL-terminated: one, or one a shot */
  guint n_existing;
  int n_done;
};

G_DEFINE_FINAL_TYPE (WkExport, wk_export, G_TYPE_OBJECT)

static void
clear_shot (gpointer data)
{
  g_clear_pointer (&((Shot *) data)->solution, wk_solution_unref);
}

static void
wk_export_finalize (GObject *object)
{
  WkExport *self = WK_EXPORT (object);

  g_free (self->path);
  g_free (self->yaml);
  g_array_unref (self->shots);
  g_ptr_array_unref (self->paths);
  g_clear_pointer (&self->deck, wk_deck_unref);
  g_clear_object (&self->ink);
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
  self->shots = g_array_new (FALSE, TRUE, sizeof (Shot));
  g_array_set_clear_func (self->shots, clear_shot);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

gboolean
wk_export_is_one_file (const WkExportChoice *choice)
{
  return choice->range == WK_EXPORT_STEP || choice->options.format == WK_FORMAT_PDF;
}

/* A position that came to rest between two frames of an animation is no finer than it
 * looks. */
static double
shown_position (WkSession *session)
{
  return round (wk_session_get_position (session) * 100) / 100;
}

char *
wk_export_propose_name (WkSession *session, WkExportRange range)
{
  const WkExercise *exercise = wk_session_get_current (session);
  g_autofree char *number =
      exercise != NULL ? wk_exercise_file_name (exercise) : g_strdup ("");
  g_autofree char *position = wk_position_name (shown_position (session));

  if (range == WK_EXPORT_DECK)
    return g_strdup (wk_deck_get_id (wk_session_get_deck (session)));
  if (range == WK_EXPORT_STEPS)
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s-%s", number, position);
}

WkExport *
wk_export_new (WkSession *session,
               const WkExportChoice *choice,
               const char *path,
               GError **error)
{
  const GError *problem = wk_session_get_error (session);
  g_autofree char *yaml = NULL;
  WkExport *self;

  if (problem != NULL && choice->range != WK_EXPORT_DECK)
    {
      g_propagate_error (error, g_error_copy (problem));
      return NULL;
    }
  yaml = wk_session_dup_deck (session, choice->range == WK_EXPORT_DECK, error);
  if (yaml == NULL)
    return NULL;
  self = g_object_new (WK_TYPE_EXPORT, NULL);
  self->choice = *choice;
  self->path = g_strdup (path);
  self->yaml = g_steal_pointer (&yaml);
  self->language = wk_session_get_language (session);
  self->position = shown_position (session);
  if (choice->ink)
    self->ink = wk_ink_copy (wk_session_get_ink (session));
  if (!(choice->page_width > 0))
    wk_session_get_page (session, &self->choice.page_width, &self->choice.page_height);
  return self;
}

/* --- the plan; in the worker --- */

static void
add_shot (WkExport *self, guint exercise, WkSolution *solution, double position)
{
  Shot shot = { exercise, wk_solution_ref (solution), position };

  g_array_append_val (self->shots, shot);
}

static gboolean
plan_exercise (WkExport *self, guint i, GCancellable *cancellable, GError **error)
{
  const WkExercise *exercise = wk_deck_get_exercise (self->deck, i);
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  g_autoptr (WkSolution) solution = kind->solve (wk_exercise_get_params (exercise),
                                                 self->language, cancellable, error);
  guint n;

  if (solution == NULL)
    return FALSE;
  n = wk_solution_get_n_steps (solution);
  if (self->choice.range == WK_EXPORT_STEP || n == 0)
    add_shot (self, i, solution, MIN (self->position, (double) n));
  else
    for (guint step = 1; step <= n; step++)
      add_shot (self, i, solution, step);
  return TRUE;
}

static char *
shot_name (const WkExport *self, const Shot *shot)
{
  const WkExercise *exercise = wk_deck_get_exercise (self->deck, shot->exercise);
  g_autofree char *number = wk_exercise_file_name (exercise);
  g_autofree char *position = wk_position_name (shot->position);

  return g_strdup_printf ("%s-%s", number, position);
}

static void
plan_paths (WkExport *self)
{
  const char *ending = wk_format_name (self->choice.options.format);

  if (wk_export_is_one_file (&self->choice))
    g_ptr_array_add (self->paths, g_strdup (self->path));
  else
    for (guint i = 0; i < self->shots->len; i++)
      {
        g_autofree char *stem = shot_name (self, &g_array_index (self->shots, Shot, i));
        g_autofree char *name = g_strdup_printf ("%s.%s", stem, ending);

        g_ptr_array_add (self->paths, g_build_filename (self->path, name, NULL));
      }
  for (guint i = 0; i < self->paths->len; i++)
    self->n_existing +=
        g_file_test (g_ptr_array_index (self->paths, i), G_FILE_TEST_EXISTS);
  g_ptr_array_add (self->paths, NULL);
}

static gboolean
plan (WkExport *self, GCancellable *cancellable, GError **error)
{
  guint n;

  self->deck = wk_deck_parse (self->yaml, strlen (self->yaml), _ ("deck"),
                              wk_exercise_kinds, NULL, error);
  if (self->deck == NULL)
    return FALSE;
  n = wk_deck_get_n_exercises (self->deck);
  for (guint i = 0; i < n; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !plan_exercise (self, i, cancellable, error))
      return FALSE;
  plan_paths (self);
  return TRUE;
}

static void
plan_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (plan (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wk_export_plan_async (WkExport *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_run_in_thread (task, plan_work);
}

gboolean
wk_export_plan_finish (WkExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *const *
wk_export_get_paths (WkExport *self)
{
  return (const char *const *) self->paths->pdata;
}

guint
wk_export_get_n_existing (WkExport *self)
{
  return self->n_existing;
}

void
wk_export_get_progress (WkExport *self, guint *done, guint *wanted)
{
  *done = (guint) g_atomic_int_get (&self->n_done);
  *wanted = self->shots->len;
}

/* --- drawing and writing; in the worker --- */

static WkView
view_of (const WkExport *self, const Shot *shot)
{
  WkView view = { .position = shot->position,
                  .width = self->choice.page_width,
                  .height = self->choice.page_height,
                  .text_scale = self->choice.text_scale,
                  .language = self->language,
                  .measure = wk_render_get_measure (),
                  .hide_title = self->choice.hide_title,
                  .hide_band = self->choice.hide_band };

  wk_view_set_exercise (&view, wk_deck_get_exercise (self->deck, shot->exercise));
  return view;
}

static WkScene *
draw (const WkExport *self, const Shot *shot)
{
  const WkExercise *exercise = wk_deck_get_exercise (self->deck, shot->exercise);
  WkView view = view_of (self, shot);

  return wk_figure_draw (wk_exercise_get_kind (exercise), shot->solution, &view);
}

/* What the pen drew at that step, over the figure; NULL: nothing, or not asked for. */
static WkScene *
draw_ink (const WkExport *self, const Shot *shot, const WkScene *figure)
{
  const WkExercise *exercise = wk_deck_get_exercise (self->deck, shot->exercise);
  const WkInkPlace place = { wk_exercise_get_number (exercise),
                             wk_ink_step (shot->position) };

  return self->ink != NULL
             ? wk_ink_draw_over (self->ink, &place, self->choice.page_width,
                                 self->choice.page_height, figure)
             : NULL;
}

/* @ink covers the page of @figure. */
static WkInset
ink_inset (WkScene *ink, const WkScene *figure, const char *name)
{
  return (WkInset){ .scene = ink,
                    .rect = { 0, 0, wk_scene_get_width (figure),
                              wk_scene_get_height (figure) },
                    .name = name,
                    .transparent = TRUE };
}

/* @whole: of a file that holds the whole deck. */
static char *
new_state (const WkExport *self, const Shot *shot, gboolean whole)
{
  WkView view = view_of (self, shot);

  return wk_origin_to_text (self->deck, NULL, whole ? -1 : (int) shot->exercise,
                            shot->exercise, &view, self->choice.options.theme);
}

/* One figure, as a file of its own. */
static GBytes *
export_shot (const WkExport *self,
             const Shot *shot,
             const WkExportOptions *options,
             GError **error)
{
  g_autoptr (WkScene) scene = draw (self, shot);
  g_autofree char *name = shot_name (self, shot);
  g_autofree char *ink_name = g_strconcat (name, "-ink", NULL);
  g_autofree char *state = new_state (self, shot, FALSE);
  g_autoptr (WkScene) ink = draw_ink (self, shot, scene);
  const WkInset inset = ink_inset (ink, scene, ink_name);
  const WkExportPage page = { .scene = scene,
                              .name = name,
                              .state = state,
                              .insets = &inset,
                              .n_insets = ink != NULL };

  return wk_export_pages (&page, 1, options, error);
}

static gboolean
write_files (WkExport *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->shots->len; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bytes = export_shot (self, &g_array_index (self->shots, Shot, i),
                           &self->choice.options, error);
      if (bytes == NULL ||
          !wk_save_bytes (g_ptr_array_index (self->paths, i), bytes, error))
        return FALSE;
      g_atomic_int_inc (&self->n_done);
    }
  return TRUE;
}

typedef struct
{
  GArray *pages;     /* of WkExportPage */
  GPtrArray *scenes; /* of WkScene */
  GPtrArray *insets; /* of WkInset */
  GStringChunk *words;
} Document;

static void
document_clear (Document *document)
{
  g_array_unref (document->pages);
  g_ptr_array_unref (document->scenes);
  g_ptr_array_unref (document->insets);
  g_string_chunk_free (document->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static void
add_page (WkExport *self, Document *document, const Shot *shot)
{
  WkScene *scene = draw (self, shot);
  WkScene *ink = draw_ink (self, shot, scene);
  g_autofree char *section =
      g_strdup_printf (_L (self->language, "Step %.0f"), shot->position);
  WkExportPage page = { .scene = scene,
                        .chapter = wk_scene_get_title (scene),
                        .section = g_string_chunk_insert (document->words, section) };

  if (document->pages->len == 0)
    {
      g_autofree char *state =
          new_state (self, shot, self->choice.range == WK_EXPORT_DECK);

      page.state =
          state != NULL ? g_string_chunk_insert (document->words, state) : NULL;
    }
  g_ptr_array_add (document->scenes, scene);
  if (ink != NULL)
    {
      WkInset *inset = g_new (WkInset, 1);

      *inset = ink_inset (ink, scene, NULL);
      g_ptr_array_add (document->scenes, ink);
      g_ptr_array_add (document->insets, inset);
      page.insets = inset;
      page.n_insets = 1;
    }
  g_array_append_val (document->pages, page);
}

static gboolean
write_document (WkExport *self, GCancellable *cancellable, GError **error)
{
  g_auto (Document) document = {
    g_array_new (FALSE, TRUE, sizeof (WkExportPage)),
    g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref),
    g_ptr_array_new_with_free_func (g_free),
    g_string_chunk_new (1024),
  };
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < self->shots->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      add_page (self, &document, &g_array_index (self->shots, Shot, i));
      g_atomic_int_inc (&self->n_done);
    }
  bytes = wk_export_pages ((const WkExportPage *) document.pages->data,
                           document.pages->len, &self->choice.options, error);
  return bytes != NULL && !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         wk_save_bytes (self->path, bytes, error);
}

static void
run_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WkExport *self = source;
  GError *error = NULL;
  gboolean written = self->choice.options.format == WK_FORMAT_PDF
                         ? write_document (self, cancellable, &error)
                         : write_files (self, cancellable, &error);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wk_export_run_async (WkExport *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_return_if_fail (self->deck != NULL);

  g_atomic_int_set (&self->n_done, 0);
  g_task_run_in_thread (task, run_work);
}

gboolean
wk_export_run_finish (WkExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the clipboard --- */

void
wk_export_copy_free (WkExportCopy *copy)
{
  if (copy == NULL)
    return;
  g_clear_pointer (&copy->png, g_bytes_unref);
  g_clear_pointer (&copy->svg, g_bytes_unref);
  g_free (copy->description);
  g_free (copy);
}

static void
copy_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WkExport *self = source;
  g_autoptr (WkExportCopy) copy = g_new0 (WkExportCopy, 1);
  WkExportOptions options = self->choice.options;
  GError *error = NULL;
  const Shot *shot;

  if (plan (self, cancellable, &error))
    {
      g_autoptr (WkScene) scene = NULL;

      shot = &g_array_index (self->shots, Shot, 0);
      scene = draw (self, shot);
      copy->description = g_strdup (wk_scene_get_description (scene));
      options.format = WK_FORMAT_SVG;
      copy->svg = export_shot (self, shot, &options, &error);
      options.format = WK_FORMAT_PNG;
      if (copy->svg != NULL)
        copy->png = export_shot (self, shot, &options, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&copy),
                           (GDestroyNotify) wk_export_copy_free);
}

void
wk_export_copy_async (WkSession *session,
                      const WkExportChoice *choice,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  WkExportChoice one = *choice;
  GError *error = NULL;
  g_autoptr (WkExport) self = NULL;
  g_autoptr (GTask) task = NULL;

  one.range = WK_EXPORT_STEP;
  self = wk_export_new (session, &one, "", &error);
  task = g_task_new (self, NULL, callback, data);
  if (self == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, copy_work);
}

WkExportCopy *
wk_export_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
