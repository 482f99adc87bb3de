/* wk-cli.h - the command line: list, kinds, show, solve, export, check
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Needs no display and links no GTK. `workings-cli` is nothing but wk_cli_main();
 * `workings` hands over to it when its first argument is a command.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ends of the process, in the order of how far it came. */
typedef enum
{
  WK_CLI_OK = 0,
  WK_CLI_INPUT = 1, /* wrong input: a deck, an exercise, a value */
  WK_CLI_USAGE = 2, /* wrong usage: a command, an option, its spelling */
  WK_CLI_WRITE = 3, /* the result could not be written */
} WkCliStatus;

/* TRUE for "list", "export", ..., "help", "--help", "-h", "--version". */
gboolean wk_cli_is_command (const char *word);

/**
 * wk_cli_main:
 *
 * Runs the command in @argv[1]. Anything but success comes with one sentence on
 * standard error that names the argument, key or file. Ignores SIGPIPE and SIGXFSZ for
 * the whole process.
 *
 * Returns: the status for exit(), a #WkCliStatus
 */
int wk_cli_main (int argc, char **argv);

G_END_DECLS
