/* wk-cli-private.h - what the commands share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli/wk-cli.h"
#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"
#include "render/wk-fonts.h"
#include "render/wk-origin.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

/* A message goes to the person at the keyboard: it speaks what the environment asks
 * for, unlike a figure and the words of a solution. */
#define _(text) wk_language_text (wk_language_from_environment (), (text))
#define ngettext(one, many, n) \
  wk_language_plural (wk_language_from_environment (), (one), (many), (n))

G_BEGIN_DECLS

/* Codes are the statuses of WkCliStatus. */
#define WK_CLI_ERROR (wk_cli_error_quark ())
GQuark wk_cli_error_quark (void);

typedef enum
{
  WK_CLI_OPTION_DECK = 1 << 0,
  WK_CLI_OPTION_LANGUAGE = 1 << 1,
  WK_CLI_OPTION_SET = 1 << 2,
  WK_CLI_OPTION_SEED = 1 << 3,
  WK_CLI_OPTION_STEP = 1 << 4,
  WK_CLI_OPTION_JSON = 1 << 5,
  WK_CLI_OPTION_OUTPUT = 1 << 6,
  WK_CLI_OPTION_FIGURE = 1 << 7, /* all that only `export` has */
  WK_CLI_OPTION_FILE = 1 << 8,
  WK_CLI_OPTION_THEME = 1 << 9,
  WK_CLI_OPTION_SHEET = 1 << 10, /* all that only `sheet` has */
  WK_CLI_OPTION_WIDTH = 1 << 11,
  WK_CLI_OPTION_TRAIN = 1 << 12, /* all that only `train` has */
} WkCliOptionFlags;

/* As written; NULL or FALSE where not given. */
typedef struct
{
  char *deck;
  char *language;
  char **sets;
  char *seed;
  char *step;
  char *position;
  char *format;
  char *page;
  char *width;
  char *text_scale;
  char *theme;
  char *frames;
  char *file;
  char *seeds;
  char *output;
  char *epochs;
  char *log;
  gboolean json;
  gboolean all;
  gboolean transparent;
  gboolean check_layout;
  gboolean outlines;
  gboolean no_title;
  gboolean no_band;
  gboolean solutions;
  gboolean verbose;
  char **rest; /* arguments that are no options, NULL-terminated */
} WkCliOptions;

/* @out is written to standard output afterwards, also if the command fails. */
typedef gboolean (*WkCliRun) (const WkCliOptions *options,
                              GString *out,
                              GError **error);

typedef struct
{
  const char *name;
  const char *arguments; /* for the help: "N", "FILE…" */
  const char *summary;
  WkCliOptionFlags flags;
  guint min_rest;
  guint max_rest;
  WkCliRun run;
} WkCliCommand;

gboolean wk_cli_list (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_kinds (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_show (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_solve (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_export (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_sheet (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_overview (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_check (const WkCliOptions *options, GString *out, GError **error);
/* The formulas in the texts of the deck at @path: for each that does not parse, a line
 * "@source:line:column: error: what, expected what" is added to @problems. */
void wk_cli_check_texts (const char *path, const char *source, GPtrArray *problems);
gboolean wk_cli_train (const WkCliOptions *options, GString *out, GError **error);
gboolean wk_cli_specimen (const WkCliOptions *options, GString *out, GError **error);

/* --- options --- */

/* @argv: arguments after the command's name. @help: (out): set if help was asked for.
 */
gboolean wk_cli_options_parse (WkCliOptions *options,
                               const WkCliCommand *command,
                               char **argv,
                               char **help,
                               GError **error);
void wk_cli_options_clear (WkCliOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WkCliOptions, wk_cli_options_clear)

/* A line on standard error, after the program's name. */
void wk_cli_tell (const char *message);
/* For messages: @text as valid UTF-8, shortened to what fits a line. (transfer full) */
char *wk_cli_quote (const char *text);

/* --- decks and exercises --- */

/* The deck of --deck, or the one that ships with the program. */
WkDeck *wk_cli_load_deck (const WkCliOptions *options, GError **error);
/* The language of --language, or the deck's; never the environment's. */
const WkLanguage *wk_cli_language (const WkCliOptions *options,
                                   const WkDeck *deck,
                                   GError **error);
/* The exercise named @number, borrowed from the deck. */
const WkExercise *wk_cli_exercise (const WkDeck *deck,
                                   const char *number,
                                   GError **error);
/* The exercise's parameters with --seed and then --set put in, solved. */
WkSolution *wk_cli_solution (const WkCliOptions *options,
                             const WkExercise *exercise,
                             const WkLanguage *language,
                             GError **error);
/* With the numbers of @seed alone. */
WkSolution *wk_cli_solution_of_seed (const char *seed,
                                     const WkExercise *exercise,
                                     const WkLanguage *language,
                                     GError **error);
/* Puts one KEY=VALUE of --set into *@values, a map of parameters that @specs describe.
 */
gboolean wk_cli_put_in (const char *argument,
                        const WkParamSpec *specs,
                        WkValue **values,
                        GError **error);
/* What goes before a message about an exercise, "exercise 1a: ". */
void wk_cli_prefix_exercise (GError **error, const WkExercise *exercise);

/* What a command is about: a deck, or with --file what an exported file shows. */
typedef struct
{
  WkDeck *deck;
  WkOrigin *origin; /* of --file, or NULL; owns the deck then */
  const WkLanguage *language;
} WkCliSource;

gboolean wk_cli_source_open (WkCliSource *source,
                             const WkCliOptions *options,
                             GError **error);
void wk_cli_source_clear (WkCliSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WkCliSource, wk_cli_source_clear)
/* The exercise of the argument N, or the file's. */
const WkExercise *wk_cli_source_exercise (const WkCliSource *source,
                                          const WkCliOptions *options,
                                          GError **error);
/* The position of the figure in the file, if @exercise is the one it shows; else FALSE.
 */
gboolean wk_cli_source_position (const WkCliSource *source,
                                 const WkExercise *exercise,
                                 guint n_steps,
                                 double *position);

/* Of --step: the first and the last position it names, out of @n_steps. NULL and "last"
 * mean the last step, "all" means 1 to @n_steps. */
gboolean wk_cli_steps (const char *text,
                       guint n_steps,
                       guint *first,
                       guint *last,
                       GError **error);

/* --- values under construction: JSON is written from WkValue, in one place --- */

typedef struct
{
  GPtrArray *keys;
  GPtrArray *items;
} WkCliMap;

WkCliMap wk_cli_map_new (void);
/* @key is borrowed, @item is taken. */
void wk_cli_map_add (WkCliMap *map, const char *key, WkValue *item);
void wk_cli_map_add_text (WkCliMap *map,
                          const char *key,
                          const char *text); /* or null */
/* Both free the builder. */
WkValue *wk_cli_map_end (WkCliMap *map);
WkValue *wk_cli_list_end (GPtrArray *items); /* of WkValue, taken */

/* --- words --- */

/* @text with its inline formulas spoken. (transfer full) */
char *wk_cli_words (const char *text, const WkLanguage *language);
/* A step's formula, spoken; "" if there is none. (transfer full) */
char *wk_cli_spoken (const WkStep *step, const WkLanguage *language);

G_END_DECLS
