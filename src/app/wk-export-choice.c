/* wk-export-choice.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-export-choice.h"

#include <string.h>

#include "session/wk-state.h"

#define FILE_NAME "export.ini"
#define GROUP "export"
#define MAX_BYTES 4096

const guint wk_export_widths[] = { 1280, 1600, 1920, 2560, 3840, 0 };

static const struct
{
  const char *key;
  gsize offset;
  guint most;
} numbers[] = {
  { "range", G_STRUCT_OFFSET (WkExportMemory, range), WK_EXPORT_N_RANGES - 1 },
  { "format", G_STRUCT_OFFSET (WkExportMemory, format), WK_N_FORMATS - 1 },
  { "width", G_STRUCT_OFFSET (WkExportMemory, width),
    G_N_ELEMENTS (wk_export_widths) - 2 },
  { "page", G_STRUCT_OFFSET (WkExportMemory, page), WK_PAGE_TALL + 1 },
  { "theme", G_STRUCT_OFFSET (WkExportMemory, theme), WK_N_THEMES },
  { "large-text", G_STRUCT_OFFSET (WkExportMemory, large_text), 1 },
  { "transparent", G_STRUCT_OFFSET (WkExportMemory, transparent), 1 },
  { "outlines", G_STRUCT_OFFSET (WkExportMemory, outlines), 1 },
  { "title", G_STRUCT_OFFSET (WkExportMemory, title), 1 },
  { "band", G_STRUCT_OFFSET (WkExportMemory, band), 1 },
  { "ink", G_STRUCT_OFFSET (WkExportMemory, ink), 1 },
};

/* NULL if nothing is kept. (transfer full) */
static char *
dup_path (void)
{
  g_autofree char *state = wk_state_default_path ();
  g_autofree char *folder = state != NULL ? g_path_get_dirname (state) : NULL;

  return folder != NULL ? g_build_filename (folder, FILE_NAME, NULL) : NULL;
}

void
wk_export_memory_load (WkExportMemory *memory, WkSession *session)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  *memory = (WkExportMemory){ .format = WK_FORMAT_SVG,
                              .width = 2,
                              .large_text = wk_session_get_text_scale (session) ==
                                            WK_TEXT_SCALE_PROJECTOR,
                              .title = TRUE,
                              .band = TRUE };
  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      int number = g_key_file_get_integer (file, GROUP, numbers[i].key, &error);

      /* A guint and a gboolean are both an int's size. */
      if (error == NULL && number >= 0 && number <= (int) numbers[i].most)
        memcpy (G_STRUCT_MEMBER_P (memory, numbers[i].offset), &number, sizeof number);
    }
}

typedef struct
{
  char *path;
  char *text;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->path);
  g_free (note->text);
  g_free (note);
}

static void
save_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Note *note = data;
  g_autofree char *folder = g_path_get_dirname (note->path);
  g_autoptr (GBytes) bytes = g_bytes_new (note->text, strlen (note->text));

  if (g_mkdir_with_parents (folder, 0700) == 0)
    wk_save_bytes (note->path, bytes, NULL);
  g_task_return_boolean (task, TRUE);
}

void
wk_export_memory_save (const WkExportMemory *memory)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Note *note;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      int number;

      memcpy (&number, G_STRUCT_MEMBER_P (memory, numbers[i].offset), sizeof number);
      g_key_file_set_integer (file, GROUP, numbers[i].key, number);
    }
  note = g_new0 (Note, 1);
  note->path = dup_path ();
  note->text = g_key_file_to_data (file, NULL, NULL);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, note, note_free);
  if (note->path != NULL)
    g_task_run_in_thread (task, save_work);
}

WkExportChoice
wk_export_memory_choice (const WkExportMemory *memory, WkSession *session)
{
  WkExportChoice choice = {
    .range = (WkExportRange) memory->range,
    .options = { .format = (WkFormat) memory->format,
                 .theme = memory->theme == 0 ? wk_session_get_theme (session)
                                             : (WkThemeId) (memory->theme - 1),
                 .width = wk_export_widths[memory->width],
                 .transparent = memory->transparent,
                 .outlines = memory->outlines },
    .text_scale = memory->large_text ? WK_TEXT_SCALE_PROJECTOR : WK_TEXT_SCALE_1,
    .hide_title = !memory->title,
    .hide_band = !memory->band,
    .ink = memory->ink,
  };

  if (memory->page > 0)
    wk_page_size ((WkPage) (memory->page - 1), &choice.page_width, &choice.page_height);
  else
    wk_session_get_page (session, &choice.page_width, &choice.page_height);
  /* A tall page has no room for large text. */
  if (choice.page_height > choice.page_width)
    choice.text_scale = WK_TEXT_SCALE_1;
  return choice;
}
