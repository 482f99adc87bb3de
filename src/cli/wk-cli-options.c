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
  GOptionEntry entry;
} OptionRow;

#define N_ROWS 16

static void
fill_rows (WkCliOptions *o, OptionRow rows[N_ROWS])
{
  const OptionRow all[N_ROWS] = {
    { WK_CLI_OPTION_FIGURE,
      { "all", 0, 0, G_OPTION_ARG_NONE, &o->all, "Every exercise of the deck", NULL } },
    { WK_CLI_OPTION_SET,
      { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->sets,
        "Set a parameter; the value is YAML", "KEY=VALUE" } },
    { WK_CLI_OPTION_SEED,
      { "seed", 0, 0, G_OPTION_ARG_FILENAME, &o->seed, "Draw new numbers", "WORD" } },
    { WK_CLI_OPTION_STEP,
      { "step", 0, 0, G_OPTION_ARG_FILENAME, &o->step,
        "Steps done: 0 is the bare question; by default last", "K|last" } },
    { WK_CLI_OPTION_FIGURE,
      { "position", 0, 0, G_OPTION_ARG_FILENAME, &o->position,
        "A point between steps: 1.4 is 40 % of the way from 1 to 2", "P" } },
    { WK_CLI_OPTION_FIGURE,
      { "format", 0, 0, G_OPTION_ARG_FILENAME, &o->format,
        "png, svg or pdf; by default what the file's name ends with", "FORMAT" } },
    { WK_CLI_OPTION_FIGURE,
      { "page", 0, 0, G_OPTION_ARG_FILENAME, &o->page, "16:9, 16:10, 4:3 or tall",
        "PAGE" } },
    { WK_CLI_OPTION_FIGURE,
      { "width", 0, 0, G_OPTION_ARG_FILENAME, &o->width,
        "Width of a PNG in pixels, by default 1600", "PX" } },
    { WK_CLI_OPTION_FIGURE,
      { "text-scale", 0, 0, G_OPTION_ARG_FILENAME, &o->text_scale,
        "1, or 1.4 for the projector", "1|1.4" } },
    { WK_CLI_OPTION_FIGURE,
      { "theme", 0, 0, G_OPTION_ARG_FILENAME, &o->theme, "light, dark or print",
        "THEME" } },
    { WK_CLI_OPTION_FIGURE,
      { "transparent", 0, 0, G_OPTION_ARG_NONE, &o->transparent, "Leave out the paper",
        NULL } },
    { WK_CLI_OPTION_LANGUAGE,
      { "language", 0, 0, G_OPTION_ARG_FILENAME, &o->language,
        "en or nb; by default the deck's", "LANGUAGE" } },
    { WK_CLI_OPTION_DECK,
      { "deck", 0, 0, G_OPTION_ARG_FILENAME, &o->deck,
        "Another deck than the built-in exam", "FILE" } },
    { WK_CLI_OPTION_JSON,
      { "json", 0, 0, G_OPTION_ARG_NONE, &o->json, "Print JSON", NULL } },
    { WK_CLI_OPTION_FIGURE,
      { "check-layout", 0, 0, G_OPTION_ARG_NONE, &o->check_layout,
        "Write no figure; print what overlaps, is cut, too small or too pale", NULL } },
    { WK_CLI_OPTION_OUTPUT,
      { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
        "Where to: a file, a folder for several, - for standard output",
        "FILE|DIR|-" } },
  };

  memcpy (rows, all, sizeof all);
}

static gboolean
ask_help (const char *name, const char *value, gpointer data, GError **error)
{
  *(gboolean *) data = TRUE;
  return TRUE;
}

static gboolean
count_rest (const WkCliCommand *command, const WkCliOptions *options, GError **error)
{
  guint n = g_strv_length (options->rest);

  if (n < command->min_rest)
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE, "the argument %s is missing",
                   command->arguments);
      return FALSE;
    }
  if (n > command->max_rest)
    {
      g_autofree char *quoted = wk_cli_quote (options->rest[command->max_rest]);

      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                   "the argument “%s” is one too many", quoted);
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

gboolean
wk_cli_options_parse (WkCliOptions *options,
                      const WkCliCommand *command,
                      char **argv,
                      char **help,
                      GError **error)
{
  OptionRow rows[N_ROWS];
  GOptionEntry entries[N_ROWS + 2] = { { NULL } };
  gsize n = 0;
  gboolean wants_help = FALSE;
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GOptionGroup) group =
      g_option_group_new ("command", "", "", &wants_help, NULL);
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) arguments = with_program_name (command, argv);
  const GOptionEntry help_entry = {
    "help",       'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, ask_help,
    "Print this", NULL
  };

  fill_rows (options, rows);
  for (gsize i = 0; i < N_ROWS; i++)
    if (rows[i].flag & command->flags)
      entries[n++] = rows[i].entry;
  entries[n++] = help_entry;
  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, g_steal_pointer (&group));
  /* GOption's own help would end the process. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, command->summary);

  if (!g_option_context_parse_strv (context, &arguments, &local))
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE, local->message);
      return FALSE;
    }
  if (wants_help)
    {
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
  g_free (options->output);
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
