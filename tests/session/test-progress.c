/* test-progress.c - attempts on disk, and what happens when the disk will not
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "session-kinds.h"
#include "session/wk-progress.h"

typedef struct
{
  char *folder;
  char *path;
  WkProgress *progress;
  char *trouble;
  guint n_changes;
} Fixture;

static void
trouble_cb (WkProgress *progress, const char *sentence, Fixture *f)
{
  g_free (f->trouble);
  f->trouble = g_strdup (sentence);
}

static void
changed_cb (WkProgress *progress, Fixture *f)
{
  f->n_changes++;
}

static void
open_again (Fixture *f)
{
  g_clear_object (&f->progress);
  settle ();
  g_clear_pointer (&f->trouble, g_free);
  f->n_changes = 0;
  f->progress = wk_progress_new (f->path);
  g_signal_connect (f->progress, "trouble", G_CALLBACK (trouble_cb), f);
  g_signal_connect (f->progress, "changed", G_CALLBACK (changed_cb), f);
  /* After the flush the thread has told what it found. */
  wk_progress_flush (f->progress);
  settle ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("workings-progress-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sub", "progress.db", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname (f->path);
  const char *folders[] = { sub, f->folder };

  g_clear_object (&f->progress);
  settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);

          g_remove (path);
        }
      g_rmdir (folders[i]);
    }
  g_free (f->trouble);
  g_free (f->folder);
  g_free (f->path);
}

static void
add (Fixture *f,
     const char *exercise,
     const char *typed,
     WkVerdict verdict,
     guint hints)
{
  WkAttempt attempt = {
    .deck = "exam",
    .exercise = exercise,
    .answer = "yhat",
    .typed = typed,
    .verdict = verdict,
    .slip = verdict == WK_VERDICT_SLIP ? "A bias is missing." : NULL,
    .n_hints = hints,
    .revealed = typed == NULL,
    .done = verdict == WK_VERDICT_RIGHT,
    .parameters = "{x: [1]}",
    .when = 1528700000,
  };

  wk_progress_add (f->progress, &attempt);
}

static void
summary_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(WkProgressSummary **) data =
      wk_progress_summarize_finish (WK_PROGRESS (source), result, NULL);
}

static WkProgressSummary *
summarize (Fixture *f, const char *deck)
{
  WkProgressSummary *summary = NULL;

  wk_progress_summarize_async (f->progress, deck, NULL, summary_cb, &summary);
  while (summary == NULL)
    g_main_context_iteration (NULL, TRUE);
  return summary;
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (WkProgressSummary) summary = NULL;
  const WkProgressRow *row;
  const WkProgressSlip *slip;

  open_again (f);
  g_assert_null (f->trouble);
  g_assert_false (wk_progress_is_done (f->progress, "exam", "1a"));
  add (f, "1a", "35", WK_VERDICT_SLIP, 0);
  add (f, "1a", "36", WK_VERDICT_RIGHT, 2);
  add (f, "1b", "37", WK_VERDICT_SLIP, 0);
  add (f, "1c", "8", WK_VERDICT_RIGHT, 0);
  add (f, "1d", "9", WK_VERDICT_CARRIED, 0);
  add (f, "1d", NULL, WK_VERDICT_WRONG, 0);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1a"));
  g_assert_cmpuint (f->n_changes, ==, 2);

  open_again (f);
  g_assert_null (f->trouble);
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1a"));
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1c"));
  g_assert_false (wk_progress_is_done (f->progress, "exam", "1b"));
  g_assert_false (wk_progress_is_done (f->progress, "other", "1a"));

  summary = summarize (f, "exam");
  g_assert_cmpuint (summary->rows->len, ==, 4);
  row = summary->rows->pdata[0];
  g_assert_cmpstr (row->exercise, ==, "1a");
  g_assert_cmpuint (row->n_right, ==, 1);
  g_assert_cmpuint (row->n_wrong, ==, 1);
  g_assert_cmpuint (row->n_hints, ==, 2);
  g_assert_true (row->done && !row->clean);
  row = summary->rows->pdata[2];
  g_assert_true (row->done && row->clean);
  row = summary->rows->pdata[3];
  g_assert_cmpuint (row->n_wrong, ==, 1);
  g_assert_cmpuint (row->n_shown, ==, 1);
  g_assert_false (row->done);
  g_assert_cmpuint (summary->slips->len, ==, 1);
  slip = summary->slips->pdata[0];
  g_assert_cmpstr (slip->slip, ==, "A bias is missing.");
  g_assert_cmpstr (slip->exercises, ==, "1a, 1b");
  g_assert_cmpuint (slip->n, ==, 2);
}

static void
test_cleared (Fixture *f, gconstpointer data)
{
  g_autoptr (WkProgressSummary) summary = NULL;

  open_again (f);
  add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  wk_progress_clear (f->progress);
  g_assert_false (wk_progress_is_done (f->progress, "exam", "1a"));
  open_again (f);
  g_assert_false (wk_progress_is_done (f->progress, "exam", "1a"));
  summary = summarize (f, "exam");
  g_assert_cmpuint (summary->rows->len, ==, 0);
}

static guint
count_files (Fixture *f, const char *with)
{
  g_autofree char *sub = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = g_dir_open (sub, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, with) != NULL;
  return n;
}

/* What is no database, and one with a damaged page. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname (f->path);
  g_autofree char *text = NULL;
  gsize length;

  g_mkdir_with_parents (sub, 0700);
  g_assert_true (
      g_file_set_contents (f->path, "garbage, more than a header of it", -1, NULL));
  open_again (f);
  g_assert_nonnull (f->trouble);
  g_assert_nonnull (strstr (f->trouble, "damaged"));
  g_assert_cmpuint (count_files (f, "damaged"), ==, 1);
  for (int i = 0; i < 200; i++)
    add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  open_again (f);
  g_assert_null (f->trouble);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1a"));

  g_clear_object (&f->progress);
  g_assert_true (g_file_get_contents (f->path, &text, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (text + 4096, 0x5a, 4096);
  g_assert_true (g_file_set_contents (f->path, text, (gssize) length, NULL));
  g_usleep (1100 * 1000); /* the name of what is set aside has the second in it */
  open_again (f);
  g_assert_nonnull (f->trouble);
  g_assert_cmpuint (count_files (f, "damaged"), ==, 2);
  add (f, "1b", "38", WK_VERDICT_RIGHT, 0);
  open_again (f);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1b"));
}

/* Where nothing can be written it goes on in memory, and says so once. */
static void
test_no_place (Fixture *f, gconstpointer data)
{
  g_autoptr (WkProgressSummary) summary = NULL;
  g_autofree char *sub = g_path_get_dirname (f->path);

  /* A file where the folder should be: no rights of the super-user help there. */
  g_assert_true (g_file_set_contents (sub, "", -1, NULL));
  open_again (f);
  g_assert_nonnull (f->trouble);
  g_assert_nonnull (strstr (f->trouble, "cannot be saved"));
  add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1a"));
  summary = summarize (f, "exam");
  g_assert_cmpuint (summary->rows->len, ==, 1);
  g_remove (sub);
}

/* A folder by the name of the file; a newer version's file, which is left alone. */
static void
test_other_troubles (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gsize length, length_again;

  g_mkdir_with_parents (f->path, 0700);
  open_again (f);
  g_assert_nonnull (f->trouble);
  add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  g_clear_object (&f->progress);
  g_rmdir (f->path);

  open_again (f);
  g_clear_object (&f->progress);
  g_assert_true (g_file_get_contents (f->path, &text, &length, NULL));
  text[63] = 99; /* user_version, big end first, at byte 60 */
  g_assert_true (g_file_set_contents (f->path, text, (gssize) length, NULL));
  open_again (f);
  g_assert_nonnull (f->trouble);
  g_assert_nonnull (strstr (f->trouble, "newer version"));
  add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  g_clear_object (&f->progress);
  g_assert_true (g_file_get_contents (f->path, &again, &length_again, NULL));
  g_assert_cmpmem (again, (int) length_again, text, (int) length);
}

/* With no path nothing is kept, and no thread is left behind. */
static void
test_in_memory (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_steal_pointer (&f->path);

  open_again (f);
  g_assert_null (f->trouble);
  add (f, "1a", "36", WK_VERDICT_RIGHT, 0);
  g_assert_true (wk_progress_is_done (f->progress, "exam", "1a"));
  open_again (f);
  g_assert_false (wk_progress_is_done (f->progress, "exam", "1a"));
  f->path = g_steal_pointer (&path);
}

/* A session's own attempts arrive; a summary may be asked for and the object go. */
static void
test_watch (Fixture *f, gconstpointer data)
{
  g_autoptr (WkSession) session = open_session ();

  open_again (f);
  wk_progress_watch (f->progress, session);
  wk_session_set_answer (session, "sum", "6");
  wk_session_set_answer (session, "twice", "12");
  wk_session_set_answer (session, "picked", "1");
  g_assert_true (wk_progress_is_done (f->progress, "test", "1a"));
  {
    WkProgressSummary *summary = summarize (f, "test");
    const WkProgressRow *row = summary->rows->pdata[0];

    g_assert_cmpuint (row->n_right, ==, 3);
    wk_progress_summary_free (summary);
  }
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
#define ADD(name, function) \
  g_test_add ("/session/progress/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("kept", test_kept);
  ADD ("cleared", test_cleared);
  ADD ("damaged", test_damaged);
  ADD ("no-place", test_no_place);
  ADD ("other-troubles", test_other_troubles);
  ADD ("in-memory", test_in_memory);
  ADD ("watch", test_watch);
  return g_test_run ();
}
