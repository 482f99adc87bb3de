/* test-save.c - the new file is there, or the old one whole, and nothing else
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render-scenes.h"

#define NOBODY 65534

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = scratch_path ("save-XXXXXX");

  fixture->folder = g_strdup (g_mkdtemp (template));
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = { "rm", "-rf", fixture->folder, NULL };

  g_free (run_tool (arguments));
  g_free (fixture->folder);
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static gboolean
save (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return wk_save_bytes (path, bytes, error);
}

static void
assert_contents (const char *path, const char *text)
{
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Fails with one sentence that names the path. */
static void
assert_refused (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (path, text, &error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "figure.svg");
  struct stat info;

  umask (022);
  g_assert_true (save (path, "one", NULL));
  assert_contents (path, "one");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, 0644);

  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_true (save (path, "two", NULL));
  assert_contents (path, "two");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, 0666);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = in_folder (fixture, "sub");
  g_autofree char *target = in_folder (fixture, "sub/target.svg");
  g_autofree char *link = in_folder (fixture, "link.svg");
  g_autofree char *chain = in_folder (fixture, "chain.svg");
  g_autofree char *loop = in_folder (fixture, "loop.svg");

  g_assert_cmpint (g_mkdir (sub, 0755), ==, 0);
  g_assert_cmpint (symlink ("sub/target.svg", link), ==, 0);
  g_assert_cmpint (symlink (link, chain), ==, 0);
  g_assert_cmpint (symlink ("loop.svg", loop), ==, 0);

  /* It leads to nothing yet, then to a file. */
  g_assert_true (save (chain, "one", NULL));
  assert_contents (target, "one");
  g_assert_true (save (chain, "two", NULL));
  assert_contents (target, "two");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (chain, G_FILE_TEST_IS_SYMLINK));
  assert_refused (loop, "three");
  g_assert_cmpuint (count_files (sub), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = in_folder (fixture, "nowhere/figure.svg");
  g_autofree char *file = in_folder (fixture, "file");
  g_autofree char *below = in_folder (fixture, "file/figure.svg");
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *long_path = in_folder (fixture, long_name);
  g_autoptr (GError) error = NULL;

  g_assert_true (save (file, "old", NULL));
  assert_refused (missing, "new");
  assert_refused (below, "new");
  assert_refused (fixture->folder, "new");
  assert_refused (long_path, "new");
  g_assert_false (save ("", "new", &error));
  assert_contents (file, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_permission (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "figure.svg");

  /* Root may write everywhere, so it steps down for a while. */
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (fixture->folder, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (seteuid (NOBODY), ==, 0);
      if (access (fixture->folder, X_OK) != 0 || !save (path, "old", NULL))
        {
          g_assert_cmpint (seteuid (0), ==, 0);
          g_test_skip ("the build folder is closed to others");
          return;
        }
    }
  g_assert_true (save (path, "old", NULL));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  assert_refused (path, "new");
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  assert_refused (path, "new");
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  assert_contents (path, "old");
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static gpointer
read_fifo (gpointer path)
{
  char *found = NULL;

  g_file_get_contents (path, &found, NULL, NULL);
  return found;
}

/* Written directly, and afterwards still what they were. */
static void
test_special (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = in_folder (fixture, "fifo");
  g_autofree char *full = in_folder (fixture, "full");
  g_autofree char *found = NULL;
  struct stat info;
  GThread *reader;

  g_assert_true (save ("/dev/null", "gone", NULL));
  assert_refused ("/dev/full", "too much");
  g_assert_cmpint (g_stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));

  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  assert_refused (full, "too much");
  g_assert_true (g_file_test (full, G_FILE_TEST_IS_SYMLINK));

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  reader = g_thread_new ("reader", read_fifo, fifo);
  g_assert_true (save (fifo, "through", NULL));
  found = g_thread_join (reader);
  g_assert_cmpstr (found, ==, "through");
  g_assert_cmpint (g_stat (fifo, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
}

/* What a process writes to "-" and to /dev/stdout comes out of it. */
static void
test_stdout (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "-", "/dev/stdout", "/proc/self/fd/1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (fixture, "out");
      int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
      int old = dup (STDOUT_FILENO);
      gboolean saved;

      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint ((int) write (fd, "a", 1), ==, 1);
      fflush (stdout);
      dup2 (fd, STDOUT_FILENO);
      saved = save (names[i], "b", NULL);
      dup2 (old, STDOUT_FILENO);
      close (old);
      close (fd);
      g_assert_true (saved);
      assert_contents (path, "ab");
    }
}

/* A file system of 64 kB: the old file survives what does not fit. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *disk = in_folder (fixture, "disk");
  g_autofree char *path = in_folder (fixture, "disk/figure.svg");
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (disk, 0755), ==, 0);
  if (mount ("none", disk, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("only root can mount a small disk");
      return;
    }
  g_assert_true (save (path, "old", NULL));
  g_assert_false (save (path, large, &error));
  assert_contents (path, "old");
  g_assert_cmpuint (count_files (disk), ==, 1);
  g_assert_cmpint (umount (disk), ==, 0);
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/save/plain", test_plain },         { "/save/links", test_links },
    { "/save/refused", test_refused },     { "/save/permission", test_permission },
    { "/save/special", test_special },     { "/save/stdout", test_stdout },
    { "/save/full-disk", test_full_disk },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
