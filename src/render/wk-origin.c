/* wk-origin.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-origin.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/wk-yaml.h"
#include "render/wk-fonts.h"
#include "render/wk-message-private.h"

/* Goes up when older programs could not read what is written. */
#define FORMAT 1
#define MAX_KEYS 16

static const char *const scale_names[] = {
  [WK_TEXT_SCALE_1] = "1",
  [WK_TEXT_SCALE_PROJECTOR] = "1.4",
};

void
wk_origin_free (WkOrigin *origin)
{
  if (origin == NULL)
    return;
  wk_deck_unref (origin->deck);
  g_free (origin->version);
  g_free (origin);
}

/* --- writing --- */

/* A map without some of its keys. */
static WkValue *
without (WkValue *map, const char *const *left_out)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < wk_value_get_length (map); i++)
    {
      const char *key = wk_value_get_key (map, i);

      if (g_strv_contains (left_out, key))
        continue;
      g_ptr_array_add (keys, (gpointer) key);
      g_ptr_array_add (items, wk_value_ref (wk_value_get_item (map, i)));
    }
  return wk_value_new_map ((const char *const *) keys->pdata, (WkValue **) items->pdata,
                           items->len);
}

/* The deck as a value, without what is the lecturer's. */
static WkValue *
deck_value (const WkDeck *deck, const WkDeckNumbers *numbers, int only)
{
  static const char *const private_keys[] = { "notes", "check", NULL };
  static const char *const list_key[] = { "exercises", NULL };
  g_autofree char *yaml = wk_deck_to_yaml (deck, numbers, only);
  g_autoptr (WkValue) whole = wk_yaml_parse (yaml, strlen (yaml), "deck", NULL);
  g_autoptr (WkValue) head = NULL;
  g_autoptr (GPtrArray) exercises = g_ptr_array_new ();
  g_autoptr (WkValue) list = NULL;
  WkValue *old;
  const char *keys[MAX_KEYS];
  WkValue *items[MAX_KEYS];
  gsize n = 0;

  if (whole == NULL)
    return wk_value_new_null ();
  old = wk_value_get_member (whole, "exercises");
  for (gsize i = 0; i < wk_value_get_length (old); i++)
    g_ptr_array_add (exercises, without (wk_value_get_item (old, i), private_keys));
  list = wk_value_new_list ((WkValue **) exercises->pdata, exercises->len);
  head = without (whole, list_key);
  for (gsize i = 0; i < wk_value_get_length (head) && n + 1 < MAX_KEYS; i++, n++)
    {
      keys[n] = wk_value_get_key (head, i);
      items[n] = wk_value_ref (wk_value_get_item (head, i));
    }
  keys[n] = list_key[0];
  items[n++] = g_steal_pointer (&list);
  return wk_value_new_map (keys, items, n);
}

char *
wk_origin_to_text (const WkDeck *deck,
                   const WkDeckNumbers *numbers,
                   int only,
                   guint exercise,
                   const WkView *view,
                   WkThemeId theme)
{
  const double page[] = { view->width, view->height };
  const char *keys[] = { "workings",   "format", "exercise", "position", "page",
                         "text_scale", "theme",  "language", "deck" };
  WkValue *items[] = {
    wk_value_new_string (WK_VERSION),
    wk_value_new_number (FORMAT),
    wk_value_new_string (
        wk_exercise_get_number (wk_deck_get_exercise (deck, exercise))),
    wk_value_new_number (view->position),
    wk_value_new_vector (page, G_N_ELEMENTS (page)),
    wk_value_new_string (scale_names[view->text_scale]),
    wk_value_new_string (wk_theme_name (theme)),
    wk_value_new_string (wk_language_get_tag (view->language)),
    deck_value (deck, numbers, only),
  };
  g_autoptr (WkValue) value = wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
  GString *out = g_string_new (NULL);

  wk_value_append_json (value, out);
  /* It must be one line that everything can carry; JSON's strings have none. */
  for (char *p = out->str; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r')
      *p = ' ';
  if (out->len > WK_FILE_STATE_MAX_BYTES)
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  return g_string_free (out, FALSE);
}

/* --- reading --- */

static gboolean
refuse (GError **error, const char *source, const char *why)
{
  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_READ,
               _ ("%s: what it tells about its exercise cannot be used: %s"), source,
               why);
  return FALSE;
}

static gboolean
refuse_key (GError **error, const char *source, const char *key)
{
  g_autofree char *why = g_strdup_printf (_ ("“%s” is missing or wrong"), key);

  return refuse (error, source, why);
}

static const char *
get_word (const WkValue *root, const char *key)
{
  return wk_value_get_string (wk_value_get_member (root, key));
}

static gboolean
read_page (WkOrigin *origin, const WkValue *root)
{
  const WkValue *page = wk_value_get_member (root, "page");

  if (wk_value_get_length (page) != 2)
    return FALSE;
  origin->width = wk_value_get_number (wk_value_get_item (page, 0));
  origin->height = wk_value_get_number (wk_value_get_item (page, 1));
  return origin->width >= 100 && origin->width <= 10000 && origin->height >= 100 &&
         origin->height <= 10000;
}

static gboolean
read_scale (WkOrigin *origin, const WkValue *root)
{
  const char *name = get_word (root, "text_scale");

  for (guint i = 0; i < G_N_ELEMENTS (scale_names); i++)
    if (g_strcmp0 (name, scale_names[i]) == 0)
      {
        origin->text_scale = (WkTextScale) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_looks (WkOrigin *origin, const WkValue *root, const char *source, GError **error)
{
  const char *tag = get_word (root, "language");
  const WkValue *position = wk_value_get_member (root, "position");

  if (!read_page (origin, root))
    return refuse_key (error, source, "page");
  if (!read_scale (origin, root))
    return refuse_key (error, source, "text_scale");
  if (!wk_theme_from_name (get_word (root, "theme"), &origin->theme))
    return refuse_key (error, source, "theme");
  origin->language = tag != NULL ? wk_language_get (tag) : NULL;
  if (origin->language == NULL)
    return refuse_key (error, source, "language");
  origin->position = wk_value_get_number (position);
  /* FALSE for a NaN too. */
  if (wk_value_get_type_tag (position) != WK_VALUE_NUMBER ||
      !(origin->position >= 0 && origin->position <= 1e6))
    return refuse_key (error, source, "position");
  return TRUE;
}

static gboolean
read_deck (WkOrigin *origin,
           const WkValue *root,
           const char *source,
           const WkExerciseKind *const *kinds,
           GError **error)
{
  const WkValue *deck = wk_value_get_member (root, "deck");
  const char *number = get_word (root, "exercise");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  int found;

  if (deck == NULL || wk_value_get_type_tag (deck) != WK_VALUE_MAP)
    return refuse_key (error, source, "deck");
  wk_value_append_json (deck, text);
  origin->deck =
      wk_deck_parse (text->str, text->len, _ ("deck"), kinds, NULL, &problem);
  if (origin->deck == NULL)
    return refuse (error, source, problem->message);
  found = number != NULL ? wk_deck_find (origin->deck, number) : -1;
  if (found < 0)
    return refuse_key (error, source, "exercise");
  origin->exercise = (guint) found;
  return TRUE;
}

WkOrigin *
wk_origin_parse (const char *text,
                 const char *source,
                 const WkExerciseKind *const *kinds,
                 GError **error)
{
  g_autoptr (WkOrigin) origin = g_new0 (WkOrigin, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (WkValue) root = wk_yaml_parse (text, strlen (text), _ ("state"), &problem);
  const WkValue *format;

  if (root == NULL)
    return refuse (error, source, problem->message), NULL;
  format = wk_value_get_type_tag (root) == WK_VALUE_MAP
               ? wk_value_get_member (root, "format")
               : NULL;
  if (wk_value_get_type_tag (root) != WK_VALUE_MAP ||
      get_word (root, "workings") == NULL)
    return refuse_key (error, source, "workings"), NULL;
  if (wk_value_get_number (format) > FORMAT)
    {
      refuse (error, source, _ ("a newer version of this program wrote it"));
      return NULL;
    }
  if (format == NULL || wk_value_get_number (format) != FORMAT)
    return refuse_key (error, source, "format"), NULL;
  origin->version = g_strdup (get_word (root, "workings"));
  if (!read_looks (origin, root, source, error) ||
      !read_deck (origin, root, source, kinds, error))
    return NULL;
  return g_steal_pointer (&origin);
}

WkOrigin *
wk_origin_read (const guint8 *data,
                gsize length,
                const char *source,
                const WkExerciseKind *const *kinds,
                GError **error)
{
  g_autofree char *state = wk_file_state_read (data, length, source, error);

  return state != NULL ? wk_origin_parse (state, source, kinds, error) : NULL;
}

/* --- files --- */

static void
set_read_error (GError **error, const char *name, const char *why)
{
  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_READ,
               _ ("%s cannot be read: %s"), name, why);
}

/* Without O_NONBLOCK a FIFO would wait for its writer. */
static int
open_regular (const char *path, const char *name, GError **error)
{
  struct stat status;
  int fd;

  do
    fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0 || fstat (fd, &status) != 0)
    {
      set_read_error (error, name, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (S_ISREG (status.st_mode))
    return fd;
  set_read_error (error, name,
                  S_ISDIR (status.st_mode) ? _ ("it is a folder")
                                           : _ ("it is no regular file"));
  close (fd);
  return -1;
}

/* More than the limit is an error. */
static GByteArray *
read_bytes (int fd, const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[32768];

  for (;;)
    {
      ssize_t n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_read_error (error, name, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        return g_steal_pointer (&bytes);
      if (bytes->len + (gsize) n > WK_ORIGIN_MAX_FILE)
        {
          g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_READ,
                       _ ("%s is too large, expected at most %d bytes"), name,
                       WK_ORIGIN_MAX_FILE);
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint) n);
    }
}

WkOrigin *
wk_origin_load (const char *path, const WkExerciseKind *const *kinds, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GByteArray) bytes = NULL;
  int fd = open_regular (path, name, error);

  if (fd < 0)
    return NULL;
  bytes = read_bytes (fd, name, error);
  close (fd);
  return bytes != NULL ? wk_origin_read (bytes->data, bytes->len, name, kinds, error)
                       : NULL;
}

gboolean
wk_origin_is_picture (const char *path)
{
  int fd = open_regular (path, path, NULL);
  guint8 start[256];
  ssize_t n;

  if (fd < 0)
    return FALSE;
  n = read (fd, start, sizeof start);
  close (fd);
  return n > 0 && wk_file_state_is_picture (start, (gsize) n);
}

/* --- names --- */

char *
wk_position_name (double position)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (position == floor (position))
    return g_strdup_printf ("step%.0f", position);
  return g_strconcat ("position",
                      g_ascii_formatd (number, sizeof number, "%.10g", position), NULL);
}

char *
wk_exercise_file_name (const WkExercise *exercise)
{
  char *name = g_strdup (wk_exercise_get_number (exercise));

  for (char *p = name; *p != '\0'; p++)
    if (strchr ("/\\:*?\"<>|", *p) != NULL || g_ascii_iscntrl (*p) ||
        (p == name && (*p == '.' || *p == '-')))
      *p = '_';
  return name;
}
