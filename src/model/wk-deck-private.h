/* wk-deck-private.h - a deck from the inside: its reader fills it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-deck.h"

G_BEGIN_DECLS

/* One text in one language; a checklist has a text a point. */
typedef struct
{
  char *tag; /* "nb"; "" where the author named no language */
  GStrv lines;
} WkDeckText;

/* The texts of an exercise, all of which may be given in several languages. */
typedef enum
{
  WK_DECK_TITLE,
  WK_DECK_QUESTION,
  WK_DECK_NOTES,
  WK_DECK_REMARK,
  WK_DECK_AUDIENCE,
  WK_DECK_POINTS,
  WK_DECK_N_TEXTS,
} WkDeckTextId;

struct _WkExercise
{
  const WkDeck *deck; /* the one it is in */
  char *number;
  const WkExerciseKind *kind;
  GPtrArray *texts[WK_DECK_N_TEXTS]; /* of WkDeckText, or NULL */
  char *from;
  char *seed;
  guint generator; /* 0: not said */
  WkValue *given;  /* the parameters as written, those of `from` included */
  WkParams *params;
  WkValue *check;
};

struct _WkDeck
{
  gatomicrefcount refs;
  char *source;
  char *id;
  GPtrArray *title; /* of WkDeckText, or NULL */
  const WkLanguage *language;
  GPtrArray *exercises; /* of WkExercise */
};

WkDeck *wk_deck_new (const char *source);
WkExercise *wk_deck_add_exercise (WkDeck *deck);
GPtrArray *wk_deck_texts_new (void);
/* Reading goes on after a problem: all are collected, each at its place. */
typedef struct
{
  WkDeck *deck;
  const WkExerciseKind *const *kinds;
  GPtrArray *problems;
} WkDeckReader;

/* @sentence is taken. */
void wk_deck_report_at (WkDeckReader *reader, guint line, guint column, char *sentence);
void wk_deck_report (WkDeckReader *reader, const WkValue *value, char *sentence);
/* "key: what is there, expected what" */
void wk_deck_report_expected (WkDeckReader *reader,
                              const char *key,
                              const WkValue *value,
                              const char *what);

/* @value is the text itself, in the deck's language, or a map from language to text.
 * NULL if @value is NULL. (transfer full) */
GPtrArray *wk_deck_read_texts (WkDeckReader *reader,
                               const char *key,
                               WkValue *value,
                               WkDeckTextId id);

G_END_DECLS
