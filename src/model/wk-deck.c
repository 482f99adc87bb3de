/* wk-deck.c - decks and exercises
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a file is here, understanding its text is in wk-deck-parse.c.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/wk-boxed.h"
#include "model/wk-deck-private.h"
#include "model/wk-message-private.h"
#include "model/wk-yaml.h"

#define BUILTIN_DECK "decks/exam-2018-06-11.yaml"

G_DEFINE_QUARK (wk_deck_error, wk_deck_error)

WK_DEFINE_BOXED_TYPE (WkDeck, wk_deck)

static void
free_text (gpointer pointer)
{
  WkDeckText *text = pointer;

  g_free (text->tag);
  g_strfreev (text->lines);
  g_free (text);
}

GPtrArray *
wk_deck_texts_new (void)
{
  return g_ptr_array_new_with_free_func (free_text);
}

static void
free_exercise (gpointer pointer)
{
  WkExercise *exercise = pointer;

  g_free (exercise->number);
  for (gsize i = 0; i < WK_DECK_N_TEXTS; i++)
    g_clear_pointer (&exercise->texts[i], g_ptr_array_unref);
  g_free (exercise->from);
  g_free (exercise->seed);
  wk_value_unref (exercise->given);
  wk_params_unref (exercise->params);
  wk_value_unref (exercise->check);
  g_free (exercise);
}

WkDeck *
wk_deck_new (const char *source)
{
  WkDeck *deck = g_new0 (WkDeck, 1);

  g_atomic_ref_count_init (&deck->refs);
  deck->source = g_strdup (source);
  deck->language = wk_language_get ("en");
  deck->exercises = g_ptr_array_new_with_free_func (free_exercise);
  return deck;
}

WkExercise *
wk_deck_add_exercise (WkDeck *deck)
{
  WkExercise *exercise = g_new0 (WkExercise, 1);

  exercise->deck = deck;
  g_ptr_array_add (deck->exercises, exercise);
  return exercise;
}

WkDeck *
wk_deck_ref (WkDeck *deck)
{
  g_return_val_if_fail (deck != NULL, NULL);
  g_atomic_ref_count_inc (&deck->refs);
  return deck;
}

void
wk_deck_unref (WkDeck *deck)
{
  if (deck == NULL || !g_atomic_ref_count_dec (&deck->refs))
    return;
  g_free (deck->source);
  g_free (deck->id);
  g_clear_pointer (&deck->title, g_ptr_array_unref);
  g_ptr_array_unref (deck->exercises);
  g_free (deck);
}

/* Files. */

static void
set_read_error (GError **error, const char *name, int number)
{
  g_set_error (error, WK_DECK_ERROR, WK_DECK_ERROR_READ, _ ("%s cannot be read: %s"),
               name, g_strerror (number));
}

static gboolean
is_readable_file (int fd, const char *name, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    set_read_error (error, name, errno);
  else if (S_ISDIR (status.st_mode))
    g_set_error (error, WK_DECK_ERROR, WK_DECK_ERROR_READ,
                 _ ("%s is a folder, expected a file"), name);
  else if (!S_ISREG (status.st_mode))
    g_set_error (error, WK_DECK_ERROR, WK_DECK_ERROR_READ,
                 _ ("%s is no regular file, expected one"), name);
  else
    return TRUE;
  return FALSE;
}

/* At most one byte more than a deck may have: the size that fstat() tells may be out of
 * date, and is 0 for some files. */
static GByteArray *
read_all (int fd, const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[16384];

  for (;;)
    {
      ssize_t n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_read_error (error, name, errno);
          return NULL;
        }
      if (n == 0)
        return g_steal_pointer (&bytes);
      g_byte_array_append (bytes, block, (guint) n);
      if (bytes->len > WK_YAML_MAX_BYTES)
        {
          g_set_error (error, WK_DECK_ERROR, WK_DECK_ERROR_LIMIT,
                       _ ("%s is too large, expected at most %d bytes"), name,
                       WK_YAML_MAX_BYTES);
          return NULL;
        }
    }
}

WkDeck *
wk_deck_load (const char *path,
              const WkExerciseKind *const *kinds,
              GPtrArray *problems,
              GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_name (path);

  /* Without O_NONBLOCK a FIFO would wait for its writer. */
  do
    fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    set_read_error (&problem, name, errno);
  else
    {
      if (is_readable_file (fd, name, &problem))
        bytes = read_all (fd, name, &problem);
      close (fd);
    }

  if (bytes != NULL)
    return wk_deck_parse ((const char *) bytes->data, bytes->len, name, kinds, problems,
                          error);
  if (problems != NULL)
    g_ptr_array_add (problems, g_strdup (problem->message));
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

WkDeck *
wk_deck_load_builtin (const WkExerciseKind *const *kinds, GError **error)
{
  g_autofree char *path = wk_data_path (BUILTIN_DECK);

  return wk_deck_load (path, kinds, NULL, error);
}

/* Texts. */

static const WkDeckText *
find_text (GPtrArray *texts, const char *tag)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const WkDeckText *text = texts->pdata[i];

      if (g_ascii_strcasecmp (text->tag, tag) == 0)
        return text;
    }
  return NULL;
}

/* In @language, else in the deck's, else the first; a text without a language is in the
 * deck's. */
static const char *const *
choose_text (const WkDeck *deck, GPtrArray *texts, const WkLanguage *language)
{
  const WkDeckText *text;

  if (texts == NULL || texts->len == 0)
    return NULL;
  text = find_text (texts, wk_language_get_tag (language));
  if (text == NULL)
    text = find_text (texts, wk_language_get_tag (deck->language));
  if (text == NULL)
    text = texts->pdata[0];
  return (const char *const *) text->lines;
}

static const char *
exercise_text (const WkExercise *exercise, WkDeckTextId id, const WkLanguage *language)
{
  const char *const *lines =
      choose_text (exercise->deck, exercise->texts[id], language);

  return lines != NULL ? lines[0] : NULL;
}

const char *
wk_deck_get_id (const WkDeck *deck)
{
  return deck->id;
}

const char *
wk_deck_get_source (const WkDeck *deck)
{
  return deck->source;
}

const char *
wk_deck_get_title (const WkDeck *deck, const WkLanguage *language)
{
  const char *const *lines = choose_text (deck, deck->title, language);

  return lines != NULL ? lines[0] : deck->id;
}

const WkLanguage *
wk_deck_get_language (const WkDeck *deck)
{
  return deck->language;
}

guint
wk_deck_get_n_exercises (const WkDeck *deck)
{
  return deck->exercises->len;
}

const WkExercise *
wk_deck_get_exercise (const WkDeck *deck, guint i)
{
  return i < deck->exercises->len ? deck->exercises->pdata[i] : NULL;
}

int
wk_deck_find (const WkDeck *deck, const char *number)
{
  for (guint i = 0; number != NULL && i < deck->exercises->len; i++)
    {
      const WkExercise *exercise = deck->exercises->pdata[i];

      if (exercise->number != NULL &&
          g_ascii_strcasecmp (exercise->number, number) == 0)
        return (int) i;
    }
  return -1;
}

const char *
wk_exercise_get_number (const WkExercise *exercise)
{
  return exercise->number;
}

const WkExerciseKind *
wk_exercise_get_kind (const WkExercise *exercise)
{
  return exercise->kind;
}

const char *
wk_exercise_get_title (const WkExercise *exercise, const WkLanguage *language)
{
  const char *title = exercise_text (exercise, WK_DECK_TITLE, language);

  return title != NULL ? title : _L (language, exercise->kind->title);
}

const char *
wk_exercise_get_question (const WkExercise *exercise, const WkLanguage *language)
{
  const char *question = exercise_text (exercise, WK_DECK_QUESTION, language);

  return question != NULL ? question : "";
}

const char *
wk_exercise_get_notes (const WkExercise *exercise, const WkLanguage *language)
{
  return exercise_text (exercise, WK_DECK_NOTES, language);
}

const char *
wk_exercise_get_remark (const WkExercise *exercise, const WkLanguage *language)
{
  return exercise_text (exercise, WK_DECK_REMARK, language);
}

const char *
wk_exercise_get_audience (const WkExercise *exercise, const WkLanguage *language)
{
  return exercise_text (exercise, WK_DECK_AUDIENCE, language);
}

const char **
wk_exercise_dup_points (const WkExercise *exercise, const WkLanguage *language)
{
  const char *const *lines =
      choose_text (exercise->deck, exercise->texts[WK_DECK_POINTS], language);
  gsize n = lines != NULL ? g_strv_length ((char **) lines) : 0;
  const char **points = g_new0 (const char *, n + 1);

  for (gsize i = 0; i < n; i++)
    points[i] = lines[i];
  return points;
}

const char *
wk_exercise_get_from (const WkExercise *exercise)
{
  return exercise->from;
}

const char *
wk_exercise_get_seed (const WkExercise *exercise)
{
  return exercise->seed;
}

guint
wk_exercise_get_generator (const WkExercise *exercise)
{
  return exercise->generator;
}

WkParams *
wk_exercise_get_params (const WkExercise *exercise)
{
  return exercise->params;
}

WkValue *
wk_exercise_get_check (const WkExercise *exercise)
{
  return exercise->check;
}
