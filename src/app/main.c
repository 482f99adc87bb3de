/* main.c - the program workings
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With a command as first argument it is the command line, which needs no display and
 * starts no GTK; else it is the window, with the deck that is named, or the exam.
 */
#include "config.h"

/* Says whether it is the GNU library. */
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/wk-application.h"
#include "app/wk-preferences.h"
#include "app/wk-timing.h"
#include "cli/wk-cli.h"
#include "widgets/wk-ui.h"

/* What is neither a command nor looks like a file goes to the command line, too: it
 * knows how to say what is wrong with it. */
static gboolean
is_for_command_line (int argc, char **argv)
{
  if (argc < 2)
    return FALSE;
  if (wk_cli_is_command (argv[1]) || argv[1][0] == '-')
    return TRUE;
  return strpbrk (argv[1], "./") == NULL && !g_file_test (argv[1], G_FILE_TEST_EXISTS);
}

/* Pictures of the screen's size come and go with every frame. Given back to the kernel
 * each time, their pages would be cleared anew, which takes longer than painting. */
static void
keep_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, 64 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 128 * 1024 * 1024);
#endif
}

int
main (int argc, char **argv)
{
  int status;

  if (is_for_command_line (argc, argv))
    return wk_cli_main (argc, argv);

  keep_memory ();
  wk_timing_mark ("start");
  /* Before anything speaks. */
  wk_language_prefer (wk_language_get (wk_preferences_get ()->language));
  wk_application_prepare ();
  if (gtk_init_check ())
    {
      g_autoptr (WkApplication) application = wk_application_new ();

      wk_timing_mark ("display");
      status = g_application_run (G_APPLICATION (application), argc, argv);
      if (status == 0)
        status = wk_application_get_status (application);
    }
  else
    {
      g_printerr ("workings: %s\n",
                  _ ("There is no display for the window; a figure can be had without "
                     "one: workings export 1a -o 1a.svg"));
      status = 1;
    }
  wk_application_discard ();
  return status;
}
