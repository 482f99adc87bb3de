/* wk-origin.h - where an exported figure comes from, so that it can be opened again
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of JSON with the program's version, the exercise as a deck of its own,
 * position, page and looks. Decks and parameters in it are read and checked as those of
 * a file are.
 */
#pragma once

#include "model/wk-deck.h"
#include "render/wk-render.h"

G_BEGIN_DECLS

typedef struct
{
  WkDeck *deck;   /* the exercises that the file shows, with their numbers */
  guint exercise; /* index in @deck of the first figure's */
  double position;
  double width, height; /* of the page, units */
  WkTextScale text_scale;
  WkThemeId theme;
  const WkLanguage *language;
  char *version; /* of the program that wrote it */
} WkOrigin;

/**
 * wk_origin_to_text:
 * @deck: the whole deck
 * @numbers: (nullable): for each exercise of the deck; NULL: the deck's own
 * @only: index of the one exercise that is shown; -1: all
 * @exercise: index in @deck of the first figure's exercise
 * @view: position, page, text scale and language of the first figure
 *
 * What only the lecturer should see, notes and guards, is left out.
 *
 * Returns: (transfer full): one line, or NULL if it would be too long for
 * wk_file_state_read()
 */
char *wk_origin_to_text (const WkDeck *deck,
                         const WkDeckNumbers *numbers,
                         int only,
                         guint exercise,
                         const WkView *view,
                         WkThemeId theme);

/**
 * wk_origin_parse:
 * @source: name of the file for messages
 * @kinds: ends with NULL
 *
 * Returns: (transfer full): what @text says, all of it checked, or NULL with one
 * sentence
 */
WkOrigin *wk_origin_parse (const char *text,
                           const char *source,
                           const WkExerciseKind *const *kinds,
                           GError **error);
/* wk_file_state_read() and wk_origin_parse(). */
WkOrigin *wk_origin_read (const guint8 *data,
                          gsize length,
                          const char *source,
                          const WkExerciseKind *const *kinds,
                          GError **error);
/* Also opens the file, without blocking; only a regular one of at most
 * WK_ORIGIN_MAX_FILE bytes. */
#define WK_ORIGIN_MAX_FILE (64 * 1024 * 1024)
WkOrigin *wk_origin_load (const char *path,
                          const WkExerciseKind *const *kinds,
                          GError **error);
/* TRUE if the file begins like a picture or document, so that it is no deck. Opens
 * without blocking; FALSE if it cannot be read. */
gboolean wk_origin_is_picture (const char *path);
void wk_origin_free (WkOrigin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkOrigin, wk_origin_free)

/* --- names --- */

/* "step2", or "position1.4" between steps. (transfer full) */
char *wk_position_name (double position);
/* The exercise's number as part of a file's name: a deck may not choose the folder.
 * (transfer full) */
char *wk_exercise_file_name (const WkExercise *exercise);

G_END_DECLS
