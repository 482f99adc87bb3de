/* wk-cli-options.c - the options of all commands, one table
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values are kept as written: what they mean is each command's business, and so are the
 * sentences about a value that means nothing.
 */
#include "config.h"

#include <string.h>

#include "cli/wk-cli-private.h"

#define MAX_QUOTED 60

typedef struct
{
  WkCliOptionFlags flag;
  const char *name;
  char letter;
  GOptionArg type;
  gsize offset; /* of its value in WkCliOptions */
  const char *what;
  const char *value;
} OptionRow;

#define WORD(name) G_OPTION_ARG_FILENAME, G_STRUCT_OFFSET (WkCliOptions, name)
#define FLAG(name) G_OPTION_ARG_NONE, G_STRUCT_OFFSET (WkCliOptions, name)

/* Values are bytes as the caller wrote them, which is what GOption calls a file name.
 */
static const OptionRow rows[] = {
  { WK_CLI_OPTION_FIGURE, "all", 0, FLAG (all), N_ ("Every exercise of the deck"),
    NULL },
  { WK_CLI_OPTION_SET, "set", 0, G_OPTION_ARG_FILENAME_ARRAY,
    G_STRUCT_OFFSET (WkCliOptions, sets), N_ ("Set a parameter; the value is YAML"),
    "KEY=VALUE" },
  { WK_CLI_OPTION_SEED, "seed", 0, WORD (seed), N_ ("Draw new numbers"), "WORD" },
  { WK_CLI_OPTION_TRAIN, "seed", 0, WORD (seed),
    N_ ("Seed of the training; the same one gives the same weights"), "N" },
  { WK_CLI_OPTION_TRAIN, "epochs", 0, WORD (epochs),
    N_ ("How often all samples are gone through"), "N" },
  { WK_CLI_OPTION_TRAIN, "log", 0, WORD (log),
    N_ ("Write the curves of the training, a line for each epoch"), "FILE" },
  { WK_CLI_OPTION_TRAIN, "verbose", 'v', FLAG (verbose),
    N_ ("The same on standard error, as it goes on"), NULL },
  { WK_CLI_OPTION_STEP, "step", 0, WORD (step),
    N_ ("Steps done: 0 is the bare question; by default last"), "K|all|last" },
  { WK_CLI_OPTION_FIGURE, "position", 0, WORD (position),
    N_ ("A point between steps, such as 1.4"), "P" },
  { WK_CLI_OPTION_FIGURE, "format", 0, WORD (format),
    N_ ("png, svg or pdf; by default what the file's name ends with"), "FORMAT" },
  { WK_CLI_OPTION_FIGURE, "page", 0, WORD (page), N_ ("16:9, 16:10, 4:3 or tall"),
    "PAGE" },
  { WK_CLI_OPTION_WIDTH, "width", 0, WORD (width),
    N_ ("Width of a PNG in pixels, by default 1600"), "PX" },
  { WK_CLI_OPTION_FIGURE, "text-scale", 0, WORD (text_scale),
    N_ ("1, or 1.4 for the projector"), "1|1.4" },
  { WK_CLI_OPTION_THEME, "theme", 0, WORD (theme), N_ ("light, dark or print"),
    "THEME" },
  { WK_CLI_OPTION_FIGURE, "transparent", 0, FLAG (transparent),
    N_ ("Leave out the paper"), NULL },
  { WK_CLI_OPTION_FIGURE, "outlines", 0, FLAG (outlines),
    N_ ("In an SVG, shapes instead of text, for where its fonts are not installed"),
    NULL },
  { WK_CLI_OPTION_FIGURE, "no-title", 0, FLAG (no_title),
    N_ ("Cut off the title above the figure"), NULL },
  { WK_CLI_OPTION_FIGURE, "no-band", 0, FLAG (no_band),
    N_ ("Cut off the caption and formula below the figure"), NULL },
  { WK_CLI_OPTION_FIGURE, "frames", 0, WORD (frames),
    N_ ("So many pictures of how each step comes about, its end included"), "COUNT" },
  { WK_CLI_OPTION_SHEET, "seeds", 0, WORD (seeds),
    N_ ("A sheet for each seed: 1..30, or words with commas between them"), "SEEDS" },
  { WK_CLI_OPTION_SHEET, "solutions", 0, FLAG (solutions),
    N_ ("Sheets with the solutions instead of the questions"), NULL },
  { WK_CLI_OPTION_LANGUAGE, "language", 0, WORD (language),
    N_ ("en or nb; by default the deck's"), "LANGUAGE" },
  { WK_CLI_OPTION_DECK, "deck", 0, WORD (deck),
    N_ ("Another deck than the built-in exam"), "FILE" },
  { WK_CLI_OPTION_FILE, "file", 0, WORD (file),
    N_ ("What a picture shows that `export` wrote, in place of N"), "FILE" },
  { WK_CLI_OPTION_JSON, "json", 0, FLAG (json), N_ ("Print JSON"), NULL },
  { WK_CLI_OPTION_FIGURE, "check-layout", 0, FLAG (check_layout),
    N_ ("Write no figure; print what overlaps, is cut, too small or too pale"), NULL },
  { WK_CLI_OPTION_OUTPUT, "output", 'o', WORD (output),
    N_ ("Where to: a file, a folder for several, - for standard output"),
    "FILE|DIR|-" },
};

static gboolean
count_rest (const WkCliCommand *command, const WkCliOptions *options, GError **error)
{
  guint n = g_strv_length (options->rest);

  if (n < command->min_rest)
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE, _ ("the argument %s is missing"),
                   command->arguments);
      return FALSE;
    }
  if (n > command->max_rest)
    {
      g_autofree char *quoted = wk_cli_quote (options->rest[command->max_rest]);

      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                   _ ("the argument “%s” is one too many"), quoted);
      return FALSE;
    }
  return TRUE;
}

/* GOption takes the program's name first and owns what it removes. */
static char **
with_program_name (const WkCliCommand *command, char **argv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, command->name);
  g_strv_builder_addv (builder, (const char **) argv);
  return g_strv_builder_end (builder);
}

/* The command's rows, with values that go into @options, and --help. */
static GOptionGroup *
new_group (const WkCliCommand *command, WkCliOptions *options, gboolean *wants_help)
{
  GOptionGroup *group = g_option_group_new ("command", "", "", NULL, NULL);
  GOptionEntry entries[G_N_ELEMENTS (rows) + 2] = { { NULL } };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].flag & command->flags)
      entries[n++] = (GOptionEntry){
        .long_name = rows[i].name,
        .short_name = rows[i].letter,
        .arg = rows[i].type,
        .arg_data = G_STRUCT_MEMBER_P (options, rows[i].offset),
        .description = _ (rows[i].what),
        .arg_description = rows[i].value,
      };
  entries[n++] = (GOptionEntry){
    .long_name = "help",
    .short_name = 'h',
    .arg = G_OPTION_ARG_NONE,
    .arg_data = wants_help,
    .description = _ ("Print this"),
  };
  g_option_group_add_entries (group, entries);
  return group;
}

gboolean
wk_cli_options_parse (WkCliOptions *options,
                      const WkCliCommand *command,
                      char **argv,
                      char **help,
                      GError **error)
{
  gboolean wants_help = FALSE;
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) arguments = with_program_name (command, argv);

  g_option_context_set_main_group (context, new_group (command, options, &wants_help));
  /* GOption's own help would end the process. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _ (command->summary));
  if (!g_option_context_parse_strv (context, &arguments, &local))
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE, local->message);
      return FALSE;
    }
  if (wants_help)
    {
      g_autofree char *name =
          g_strdup_printf ("%s %s", g_get_prgname (), command->name);

      g_set_prgname (name);
      *help = g_option_context_get_help (context, FALSE, NULL);
      return TRUE;
    }
  options->rest = g_strdupv (arguments + 1);
  /* What follows "--" is no option, and "--" itself is no argument. */
  if (options->rest[0] != NULL && strcmp (options->rest[0], "--") == 0)
    {
      g_auto (GStrv) old = options->rest;

      options->rest = g_strdupv (old + 1);
    }
  return count_rest (command, options, error);
}

void
wk_cli_options_clear (WkCliOptions *options)
{
  g_free (options->deck);
  g_free (options->language);
  g_strfreev (options->sets);
  g_free (options->seed);
  g_free (options->step);
  g_free (options->position);
  g_free (options->format);
  g_free (options->page);
  g_free (options->width);
  g_free (options->text_scale);
  g_free (options->theme);
  g_free (options->frames);
  g_free (options->file);
  g_free (options->seeds);
  g_free (options->output);
  g_free (options->epochs);
  g_free (options->log);
  g_strfreev (options->rest);
}

char *
wk_cli_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = NULL;

  /* A line break would make two sentences of one. */
  for (char *p = valid; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  if (g_utf8_strlen (valid, -1) <= MAX_QUOTED)
    return g_steal_pointer (&valid);
  start = g_utf8_substring (valid, 0, MAX_QUOTED);
  return g_strconcat (start, "…", NULL);
}
