/* main.c - the program workings-cli
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "cli/wk-cli.h"

int
main (int argc, char **argv)
{
  return wk_cli_main (argc, argv);
}
