/* wk-cli.c - from the arguments to a command, and from its result to a status
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command collects what it prints in one string, which is written here: so a full
 * disk or a reader that went away is noticed in one place, and a command that fails has
 * not printed half of its result before.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/wk-cli-private.h"

G_DEFINE_QUARK (wk_cli_error, wk_cli_error)

#define WORDS_OPTIONS \
  (WK_CLI_OPTION_DECK | WK_CLI_OPTION_LANGUAGE | WK_CLI_OPTION_SET | WK_CLI_OPTION_SEED)

static const WkCliCommand commands[] = {
  { "list", "", N_ ("Print a line per exercise: number, kind, title"),
    WK_CLI_OPTION_DECK | WK_CLI_OPTION_LANGUAGE, 0, 0, wk_cli_list },
  { "kinds", "", N_ ("Print the kinds of exercises with their parameters"),
    WK_CLI_OPTION_JSON, 0, 0, wk_cli_kinds },
  { "show", "N", N_ ("Print question and steps of exercise N in words"),
    WORDS_OPTIONS | WK_CLI_OPTION_STEP | WK_CLI_OPTION_FILE, 0, 1, wk_cli_show },
  { "solve", "N", N_ ("Print steps and answers of exercise N"),
    WORDS_OPTIONS | WK_CLI_OPTION_JSON | WK_CLI_OPTION_FILE, 0, 1, wk_cli_solve },
  { "export", "N|--all", N_ ("Write figures of exercise N, or of every exercise"),
    WORDS_OPTIONS | WK_CLI_OPTION_STEP | WK_CLI_OPTION_OUTPUT | WK_CLI_OPTION_FIGURE |
        WK_CLI_OPTION_THEME | WK_CLI_OPTION_WIDTH | WK_CLI_OPTION_FILE,
    0, 1, wk_cli_export },
  { "overview", "[N]", N_ ("Write all steps of N, or the end of each exercise, small"),
    WORDS_OPTIONS | WK_CLI_OPTION_OUTPUT | WK_CLI_OPTION_THEME | WK_CLI_OPTION_WIDTH, 0,
    1, wk_cli_overview },
  { "sheet", "[N…]", N_ ("Write question or solution sheets with new numbers"),
    WK_CLI_OPTION_DECK | WK_CLI_OPTION_LANGUAGE | WK_CLI_OPTION_OUTPUT |
        WK_CLI_OPTION_SHEET | WK_CLI_OPTION_THEME,
    0, G_MAXUINT, wk_cli_sheet },
  { "train", "KIND", N_ ("Train the model of a kind, and write its weights"),
    WK_CLI_OPTION_SET | WK_CLI_OPTION_TRAIN | WK_CLI_OPTION_OUTPUT, 1, 1,
    wk_cli_train },
  { "check", "FILE…", N_ ("Say whether these decks are right"), 0, 1, G_MAXUINT,
    wk_cli_check },
  { "specimen", "", N_ ("Write a sheet with all that formulas can be made of"),
    WK_CLI_OPTION_LANGUAGE | WK_CLI_OPTION_OUTPUT, 0, 0, wk_cli_specimen },
};

static const WkCliCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static gboolean
is_help (const char *word)
{
  return strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0 ||
         strcmp (word, "help") == 0;
}

gboolean
wk_cli_is_command (const char *word)
{
  g_return_val_if_fail (word != NULL, FALSE);

  return is_help (word) || strcmp (word, "--version") == 0 ||
         find_command (word) != NULL;
}

static void
append_help (GString *out, const char *program)
{
  g_string_append_printf (out, _ ("Usage: %s COMMAND [ARGUMENT…]\n\n"), program);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "  %-9s%-9s%s\n", commands[i].name,
                            commands[i].arguments, _ (commands[i].summary));
  g_string_append_printf (
      out,
      _ ("\n%s COMMAND --help tells its options; %s --version the version.\n"
         "Status: 0 success, 1 wrong input, 2 wrong usage, 3 could not write.\n"),
      program, program);
}

/* A descriptor that was closed by the caller would be given to the next file we open,
 * and what is meant for standard output would land there. */
static void
guard_descriptors (void)
{
  static const int modes[] = { O_RDONLY, O_RDONLY, O_WRONLY };

  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) == -1 && errno == EBADF)
      {
        /* Standard output is opened for reading, so that writing to it fails. */
        int given = open ("/dev/null", modes[fd]);

        if (given >= 0 && given != fd)
          {
            dup2 (given, fd);
            close (given);
          }
      }
}

static gboolean
write_out (const GString *out, GError **error)
{
  gsize done = 0;

  while (done < out->len)
    {
      gssize n = write (STDOUT_FILENO, out->str + done, out->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, WK_CLI_ERROR, WK_CLI_WRITE,
                       _ ("standard output could not be written: %s"),
                       g_strerror (n < 0 ? errno : EIO));
          return FALSE;
        }
      done += (gsize) n;
    }
  return TRUE;
}

static int
status_of (const GError *error)
{
  if (error->domain == WK_CLI_ERROR)
    return error->code;
  if (g_error_matches (error, WK_RENDER_ERROR, WK_RENDER_ERROR_WRITE))
    return WK_CLI_WRITE;
  return WK_CLI_INPUT;
}

/* One write, so that messages of several processes do not mix; g_printerr() would
 * convert to the locale's character set, which is not ours to know. */
void
wk_cli_tell (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *line = g_strdup_printf ("%s: %s\n", g_get_prgname (), valid);
  gssize ignored = write (STDERR_FILENO, line, strlen (line));

  (void) ignored;
}

static gboolean
no_such_command (const char *word, GError **error)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  g_autofree char *quoted = wk_cli_quote (word);
  const char *nearest;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  nearest = wk_nearest_word (word, names);
  if (nearest != NULL)
    g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                 _ ("there is no command “%s”; did you mean “%s”?"), quoted, nearest);
  else
    g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                 _ ("there is no command “%s”; --help tells which there are"), quoted);
  return FALSE;
}

static gboolean
run (int argc, char **argv, const char *program, GString *out, GError **error)
{
  const WkCliCommand *command;
  g_auto (WkCliOptions) options = { NULL };
  g_autofree char *help = NULL;

  if (argc < 2)
    {
      g_set_error (
          error, WK_CLI_ERROR, WK_CLI_USAGE,
          _ ("a command is missing, such as “%s export 1a -o 1a.svg”; --help tells "
             "which there are"),
          program);
      return FALSE;
    }
  if (is_help (argv[1]))
    {
      append_help (out, program);
      return TRUE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_string_append_printf (out, "workings %s\n", WK_VERSION);
      return TRUE;
    }
  command = find_command (argv[1]);
  if (command == NULL)
    return no_such_command (argv[1], error);
  if (!wk_cli_options_parse (&options, command, argv + 2, &help, error))
    {
      g_prefix_error (error, "%s: ", command->name);
      return FALSE;
    }
  if (help != NULL)
    {
      g_string_append (out, help);
      return TRUE;
    }
  return command->run (&options, out, error);
}

int
wk_cli_main (int argc, char **argv)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autofree char *program = NULL;
  int status = WK_CLI_OK;

  guard_descriptors ();
  /* A reader that went away and a file that grew too large are errors of write(). */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  program = argc > 0 ? g_path_get_basename (argv[0]) : g_strdup ("workings-cli");
  g_set_prgname (program);

  if (!run (argc, argv, program, out, &error))
    {
      wk_cli_tell (error->message);
      status = status_of (error);
    }
  if (!write_out (out, &write_error) && status == WK_CLI_OK)
    {
      wk_cli_tell (write_error->message);
      status = status_of (write_error);
    }
  return status;
}
