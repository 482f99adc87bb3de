/* wk-state.c - the state file: a key file, read with suspicion
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session/wk-state.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "model/wk-message-private.h"
#include "model/wk-number.h"
#include "model/wk-yaml.h"
#include "session/wk-session-private.h"

#define VERSION 1
#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_SIZE 16384
#define MAX_WORD_BYTES 4096
#define MAX_PACE (10 * 60 * 1000)

struct _WkState
{
  GKeyFile *file;
  WkWindowState window;
  WkPresentState present;
  char *deck; /* path, or NULL */
};

WkState *
wk_state_new (void)
{
  WkState *state = g_new0 (WkState, 1);

  state->file = g_key_file_new ();
  state->window.sidebar = state->window.panel = -1;
  g_key_file_set_integer (state->file, "state", "version", VERSION);
  return state;
}

void
wk_state_free (WkState *state)
{
  g_key_file_unref (state->file);
  g_free (state->window.theme);
  g_free (state->present.theme);
  g_free (state->present.monitor);
  g_free (state->deck);
  g_free (state);
}

char *
wk_state_default_path (void)
{
  const char *folder = g_getenv ("WORKINGS_STATEDIR");

  if (folder == NULL)
    return g_build_filename (g_get_user_state_dir (), "workings", "state.ini", NULL);
  return *folder != '\0' ? g_build_filename (folder, "state.ini", NULL) : NULL;
}

/* --- the file --- */

/* A word of bounded length, or NULL. (transfer full) */
static char *
get_word (const WkState *state, const char *group, const char *key)
{
  char *word = g_key_file_get_string (state->file, group, key, NULL);

  if (word != NULL && (*word == '\0' || strlen (word) > MAX_WORD_BYTES))
    g_clear_pointer (&word, g_free);
  return word;
}

static int
get_int (const WkState *state,
         const char *group,
         const char *key,
         int low,
         int high,
         int otherwise)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (state->file, group, key, &error);

  return error == NULL && value >= low && value <= high ? value : otherwise;
}

static void
read_window (WkState *state)
{
  WkWindowState *window = &state->window;

  window->width = get_int (state, "window", "width", 1, MAX_SIZE, 0);
  window->height = get_int (state, "window", "height", 1, MAX_SIZE, 0);
  window->maximized = get_int (state, "window", "maximized", 0, 1, 0);
  window->sidebar = get_int (state, "window", "sidebar", 0, 1, -1);
  window->panel = get_int (state, "window", "panel", 0, 1, -1);
  window->theme = get_word (state, "window", "theme");
}

static void
read_present (WkState *state)
{
  WkPresentState *present = &state->present;

  present->theme = get_word (state, "present", "theme");
  present->monitor = get_word (state, "present", "monitor");
  present->at_once = get_int (state, "present", "at-once", 0, 1, 0);
  present->pace = (guint) get_int (state, "present", "pace", 1, MAX_PACE, 0);
}

WkState *
wk_state_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (WkState) state = wk_state_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (length > MAX_BYTES || !g_utf8_validate (text, (gssize) length, NULL) ||
      !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL) ||
      g_key_file_get_integer (file, "state", "version", NULL) != VERSION)
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE,
                           _ ("it is no state of this program"));
      return NULL;
    }
  g_key_file_unref (state->file);
  state->file = g_steal_pointer (&file);
  read_window (state);
  read_present (state);
  state->deck = get_word (state, "session", "deck");
  return g_steal_pointer (&state);
}

/* What is no regular file, or too large, is not read. */
static char *
read_file (const char *path, gsize *length, GError **error)
{
  GStatBuf status;
  char *text = NULL;

  if (g_stat (path, &status) != 0)
    return NULL;
  if (!S_ISREG (status.st_mode) || status.st_size > MAX_BYTES)
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE,
                         _ ("it is no state of this program"));
  else
    g_file_get_contents (path, &text, length, error);
  return text;
}

WkState *
wk_state_load (const char *path, char **trouble)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *name = NULL;
  gsize length = 0;
  WkState *state = NULL;

  if (trouble != NULL)
    *trouble = NULL;
  if (path != NULL)
    text = read_file (path, &length, &error);
  if (text != NULL)
    state = wk_state_parse (text, length, &error);
  if (state != NULL)
    return state;
  if (error != NULL)
    {
      aside = g_strconcat (path, ".damaged", NULL);
      name = g_filename_display_name (aside);
      if (g_rename (path, aside) != 0)
        name[0] = '\0';
      if (trouble != NULL && *name != '\0')
        *trouble =
            g_strdup_printf (_ ("How the window was left cannot be read (%s); the "
                                "file was set aside as %s."),
                             error->message, name);
      else if (trouble != NULL)
        *trouble = g_strdup_printf (_ ("How the window was left cannot be read: %s"),
                                    error->message);
    }
  return wk_state_new ();
}

char *
wk_state_to_text (const WkState *state)
{
  return g_key_file_to_data (state->file, NULL, NULL);
}

gboolean
wk_state_equal (const WkState *a, const WkState *b)
{
  g_autofree char *one = wk_state_to_text (a);
  g_autofree char *other = wk_state_to_text (b);

  return strcmp (one, other) == 0;
}

/* --- the window --- */

const WkWindowState *
wk_state_get_window (const WkState *state)
{
  return &state->window;
}

static void
set_word (WkState *state, const char *group, const char *key, const char *word)
{
  if (word != NULL && *word != '\0')
    g_key_file_set_string (state->file, group, key, word);
  else
    g_key_file_remove_key (state->file, group, key, NULL);
}

void
wk_state_set_window (WkState *state, const WkWindowState *window)
{
  WkWindowState copy = *window;

  copy.theme = g_strdup (window->theme);
  g_free (state->window.theme);
  state->window = copy;
  g_key_file_remove_group (state->file, "window", NULL);
  if (copy.width > 0 && copy.height > 0)
    {
      g_key_file_set_integer (state->file, "window", "width", copy.width);
      g_key_file_set_integer (state->file, "window", "height", copy.height);
    }
  g_key_file_set_integer (state->file, "window", "maximized", copy.maximized != FALSE);
  if (copy.sidebar >= 0)
    g_key_file_set_integer (state->file, "window", "sidebar", copy.sidebar);
  if (copy.panel >= 0)
    g_key_file_set_integer (state->file, "window", "panel", copy.panel);
  set_word (state, "window", "theme", copy.theme);
}

/* --- presenting --- */

const WkPresentState *
wk_state_get_present (const WkState *state)
{
  return &state->present;
}

void
wk_state_set_present (WkState *state, const WkPresentState *present)
{
  WkPresentState copy = *present;

  copy.theme = g_strdup (present->theme);
  copy.monitor = g_strdup (present->monitor);
  g_free (state->present.theme);
  g_free (state->present.monitor);
  state->present = copy;
  g_key_file_remove_group (state->file, "present", NULL);
  set_word (state, "present", "theme", copy.theme);
  set_word (state, "present", "monitor", copy.monitor);
  if (copy.at_once)
    g_key_file_set_integer (state->file, "present", "at-once", 1);
  if (copy.pace > 0)
    g_key_file_set_integer (state->file, "present", "pace", (int) copy.pace);
}

void
wk_state_set_text_scale (WkState *state, WkTextScale scale)
{
  g_key_file_set_integer (state->file, "session", "text-scale", (int) scale);
}

const char *
wk_state_get_deck (const WkState *state)
{
  return state->deck;
}

void
wk_state_set_deck (WkState *state, const char *path)
{
  g_free (state->deck);
  state->deck = g_strdup (path);
  set_word (state, "session", "deck", path);
}

/* --- the session --- */

static char *
group_of (const WkExercise *exercise)
{
  return g_strdup_printf ("exercise %s", wk_exercise_get_number (exercise));
}

/* Takes @items; writes nothing if there are none. */
static void
set_map (WkState *state,
         const char *group,
         const char *key,
         GPtrArray *ids,
         GPtrArray *items)
{
  g_autoptr (WkValue) map = wk_value_new_map ((const char *const *) ids->pdata,
                                              (WkValue **) items->pdata, ids->len);
  g_autofree char *text = ids->len > 0 ? wk_value_to_text (map) : NULL;

  set_word (state, group, key, text);
  g_ptr_array_unref (ids);
  g_ptr_array_unref (items);
}

/* In the order of their ids, so that the same state is the same text. */
static GList *
sorted_ids (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);
}

static void
store_sheet (WkState *state, const char *group, WkSheet *sheet)
{
  g_autoptr (GList) typed = sorted_ids (sheet->typed);
  g_autoptr (GList) helped = sorted_ids (sheet->help);
  GPtrArray *ids = g_ptr_array_new (), *items = g_ptr_array_new ();

  for (const GList *id = typed; id != NULL; id = id->next)
    {
      g_ptr_array_add (ids, id->data);
      g_ptr_array_add (items, wk_value_new_string (wk_sheet_get (sheet, id->data)));
    }
  set_map (state, group, "answers", ids, items);
  ids = g_ptr_array_new ();
  items = g_ptr_array_new ();
  for (const GList *id = helped; id != NULL; id = id->next)
    {
      const WkHelp *help = wk_sheet_get_help (sheet, id->data);

      if (help->n_hints == 0 && !help->revealed)
        continue;
      g_ptr_array_add (ids, id->data);
      g_ptr_array_add (items,
                       wk_value_new_number (help->n_hints + (help->revealed ? 10 : 0)));
    }
  set_map (state, group, "help", ids, items);
}

static void
store_exercise (WkState *state, WkSession *session, guint i)
{
  const WkExercise *exercise = wk_deck_get_exercise (session->deck, i);
  const WkExerciseState *of = wk_session_get_state (session, i);
  g_autofree char *group = group_of (exercise);
  g_autofree char *ink = NULL;

  if (!wk_params_equal (of->params, wk_exercise_get_params (exercise)))
    {
      g_autofree char *values = wk_value_to_text (wk_params_get_values (of->params));

      set_word (state, group, "parameters", values);
    }
  if (g_strcmp0 (of->seed, wk_exercise_get_seed (exercise)) != 0)
    set_word (state, group, "seed", of->seed);
  if (of->position > 0)
    g_key_file_set_double (state->file, group, "position", of->position);
  if (of->sheet->ticks != 0)
    g_key_file_set_uint64 (state->file, group, "ticks", of->sheet->ticks);
  store_sheet (state, group, of->sheet);
  ink = wk_ink_to_text (session->ink, wk_exercise_get_number (exercise));
  set_word (state, group, "ink", ink);
}

void
wk_state_store (WkState *state, WkSession *session)
{
  g_auto (GStrv) groups = g_key_file_get_groups (state->file, NULL);
  const WkExercise *current = wk_session_get_current (session);

  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "exercise "))
      g_key_file_remove_group (state->file, groups[i], NULL);
  if (current == NULL)
    return;
  set_word (state, "session", "id", wk_deck_get_id (session->deck));
  set_word (state, "session", "exercise", wk_exercise_get_number (current));
  set_word (state, "session", "language",
            session->language != NULL ? wk_language_get_tag (session->language) : NULL);
  g_key_file_set_integer (state->file, "session", "text-scale",
                          (int) session->text_scale);
  for (guint i = 0; i < session->states->len; i++)
    store_exercise (state, session, i);
}

/* The map that stands at @key, or NULL. (transfer full) */
static WkValue *
get_map (const WkState *state, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (state->file, group, key, NULL);
  g_autoptr (WkValue) value =
      text != NULL ? wk_yaml_parse (text, strlen (text), "state", NULL) : NULL;

  return value != NULL && wk_value_get_type_tag (value) == WK_VALUE_MAP
             ? g_steal_pointer (&value)
             : NULL;
}

/* Weights that were trained as the program last ran are gone: the deck's instead. */
static void
replace_gone (const WkExercise *exercise, WkValue **values)
{
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  const char *key = kind->training != NULL ? kind->training->param : NULL;
  const WkValue *name = key != NULL ? wk_value_get_member (*values, key) : NULL;
  WkValue *changed;

  if (name == NULL || wk_value_get_string (name) == NULL ||
      !wk_trained_is_gone (kind->id, wk_value_get_string (name)))
    return;
  changed = wk_value_with (
      *values, key, wk_params_get_value (wk_exercise_get_params (exercise), key));
  if (changed == NULL)
    return;
  wk_value_unref (*values);
  *values = changed;
}

/* The parameters as they were left, if they still fit. */
static WkParams *
restore_params (const WkState *state, const char *group, const WkExercise *exercise)
{
  g_autoptr (WkValue) values = get_map (state, group, "parameters");

  if (values != NULL)
    replace_gone (exercise, &values);
  return values != NULL
             ? wk_kind_params (wk_exercise_get_kind (exercise), values, NULL, NULL)
             : NULL;
}

static void
restore_sheet (const WkState *state, const char *group, WkExerciseState *of)
{
  g_autoptr (WkValue) typed = get_map (state, group, "answers");
  g_autoptr (WkValue) helped = get_map (state, group, "help");

  for (gsize i = 0; typed != NULL && i < wk_value_get_length (typed); i++)
    {
      g_autofree char *text =
          wk_sheet_clean (wk_value_get_string (wk_value_get_item (typed, i)));
      WkSheet *sheet = wk_sheet_with (of->sheet, wk_value_get_key (typed, i), text);

      wk_sheet_unref (of->sheet);
      of->sheet = sheet;
    }
  for (gsize i = 0; helped != NULL && i < wk_value_get_length (helped); i++)
    {
      double value = wk_value_get_number (wk_value_get_item (helped, i));
      WkHelp *help = wk_sheet_get_help (of->sheet, wk_value_get_key (helped, i));

      help->revealed = value >= 10;
      help->n_hints = (guint) CLAMP (help->revealed ? value - 10 : value, 0, 3);
    }
}

static void
restore_exercise (const WkState *state, WkSession *session, guint i)
{
  const WkExercise *exercise = wk_deck_get_exercise (session->deck, i);
  WkExerciseState *of = wk_session_get_state (session, i);
  g_autofree char *group = group_of (exercise);
  g_autofree char *ink = NULL;
  g_autoptr (GError) error = NULL;
  WkParams *params;
  WkSheet *sheet;
  double position;
  guint64 ticks;

  if (!g_key_file_has_group (state->file, group))
    return;
  ink = g_key_file_get_string (state->file, group, "ink", NULL);
  if (ink != NULL)
    wk_ink_add_text (session->ink, wk_exercise_get_number (exercise), ink);
  params = restore_params (state, group, exercise);
  if (params != NULL)
    {
      wk_params_unref (of->params);
      of->params = params;
      g_clear_pointer (&of->seed, g_free);
      wk_exercise_state_forget_solution (of);
    }
  else if (g_key_file_has_key (state->file, group, "parameters", NULL))
    return;
  if (g_key_file_has_key (state->file, group, "seed", NULL))
    {
      g_free (of->seed);
      of->seed = get_word (state, group, "seed");
    }
  position = g_key_file_get_double (state->file, group, "position", NULL);
  if (isfinite (position) && position > 0)
    of->position = MIN (position, 1e6);
  restore_sheet (state, group, of);
  ticks = g_key_file_get_uint64 (state->file, group, "ticks", &error);
  if (error == NULL && ticks != 0)
    {
      sheet = wk_sheet_with_ticks (of->sheet, ticks);
      wk_sheet_unref (of->sheet);
      of->sheet = sheet;
    }
  wk_exercise_state_forget_marks (of);
}

void
wk_state_restore (const WkState *state, WkSession *session)
{
  g_autofree char *id = get_word (state, "session", "id");
  g_autofree char *number = get_word (state, "session", "exercise");
  g_autofree char *tag = get_word (state, "session", "language");
  const WkLanguage *language = tag != NULL ? wk_language_get (tag) : NULL;
  int scale = g_key_file_get_integer (state->file, "session", "text-scale", NULL);
  int i;

  g_return_if_fail (WK_IS_SESSION (session));
  if (session->deck == NULL || g_strcmp0 (id, wk_deck_get_id (session->deck)) != 0)
    return;
  g_object_freeze_notify (G_OBJECT (session));
  for (guint k = 0; k < session->states->len; k++)
    restore_exercise (state, session, k);
  if (scale == WK_TEXT_SCALE_1 || scale == WK_TEXT_SCALE_PROJECTOR)
    wk_session_set_text_scale (session, (WkTextScale) scale);
  i = wk_deck_find (session->deck, number);
  wk_session_restored (session, i >= 0 ? (guint) i : 0, language);
  g_object_thaw_notify (G_OBJECT (session));
}
