/* wk-progress-store.c - attempts in SQLite
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A database that turns out damaged is renamed, with the day in its name, and a new one
 * begun. One that can be read but not written is copied into memory, one that cannot be
 * read at all is left out: the ticks of this run are kept in either case.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "model/wk-message-private.h"
#include "session/wk-progress-private.h"

#define SCHEMA_VERSION 1
#define BUSY_MS 3000
#define MAX_SLIPS 12

struct _WkProgressStore
{
  sqlite3 *db; /* NULL: not even memory */
  char *path;  /* NULL: in memory */
};

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS attempt ("
    " id INTEGER PRIMARY KEY, time INTEGER NOT NULL, deck TEXT NOT NULL,"
    " exercise TEXT NOT NULL, answer TEXT NOT NULL, symbol TEXT, typed TEXT,"
    " verdict TEXT NOT NULL, slip TEXT, hints INTEGER NOT NULL,"
    " revealed INTEGER NOT NULL, done INTEGER NOT NULL, seed TEXT, parameters TEXT);"
    "CREATE INDEX IF NOT EXISTS attempt_exercise ON attempt (deck, exercise);"
    "PRAGMA user_version = 1;";

/* --- attempts with their own copies --- */

static const char *
keep (GStringChunk *strings, const char *text)
{
  return text != NULL ? g_string_chunk_insert (strings, text) : NULL;
}

WkKeptAttempt *
wk_kept_attempt_new (const WkAttempt *attempt)
{
  WkKeptAttempt *kept = g_new0 (WkKeptAttempt, 1);
  GStringChunk *strings = g_string_chunk_new (512);

  kept->strings = strings;
  kept->attempt = *attempt;
  kept->attempt.deck = keep (strings, attempt->deck);
  kept->attempt.exercise = keep (strings, attempt->exercise);
  kept->attempt.answer = keep (strings, attempt->answer);
  kept->attempt.symbol = keep (strings, attempt->symbol);
  kept->attempt.typed = keep (strings, attempt->typed);
  kept->attempt.slip = keep (strings, attempt->slip);
  kept->attempt.seed = keep (strings, attempt->seed);
  kept->attempt.parameters = keep (strings, attempt->parameters);
  return kept;
}

void
wk_kept_attempt_free (WkKeptAttempt *kept)
{
  g_string_chunk_free (kept->strings);
  g_free (kept);
}

/* --- opening --- */

static int
run (sqlite3 *db, const char *sql)
{
  return db != NULL ? sqlite3_exec (db, sql, NULL, NULL, NULL) : SQLITE_MISUSE;
}

static int
get_version (sqlite3 *db, int *version)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      *version = code == SQLITE_ROW ? sqlite3_column_int (statement, 0) : 0;
      code = code == SQLITE_ROW ? SQLITE_OK : code;
    }
  sqlite3_finalize (statement);
  return code;
}

static gboolean
is_damage (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

/* SQLite's own check, since a damaged page may go unnoticed for long. The file is
 * small. */
static int
look_for_damage (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        code = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0
                   ? SQLITE_OK
                   : SQLITE_CORRUPT;
    }
  sqlite3_finalize (statement);
  return code;
}

/* Opens, checks and prepares the file. */
static int
open_file (const char *path, sqlite3 **db)
{
  int version = 0;
  int code = sqlite3_open_v2 (
      path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_busy_timeout (*db, BUSY_MS);
      code = get_version (*db, &version);
    }
  if (code == SQLITE_OK && version > SCHEMA_VERSION)
    return SQLITE_SCHEMA;
  if (code == SQLITE_OK)
    code = look_for_damage (*db);
  if (code == SQLITE_OK && sqlite3_db_readonly (*db, "main") == 1)
    return SQLITE_READONLY;
  if (code == SQLITE_OK)
    code = run (*db, schema);
  if (code == SQLITE_OK)
    /* The rights of the folder show only when something is written. */
    code = run (*db, "BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT");
  return code;
}

static sqlite3 *
open_memory (sqlite3 *source)
{
  sqlite3 *db = NULL;
  sqlite3_backup *backup;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK)
    {
      sqlite3_close (db);
      return NULL;
    }
  backup = source != NULL ? sqlite3_backup_init (db, "main", source, "main") : NULL;
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }
  run (db, schema);
  return db;
}

/* "progress-damaged-2018-06-11.db" beside the file; FALSE if it cannot be moved. */
static gboolean
set_aside (const char *path, char **name)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s-damaged-%s", path, stamp);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (g_rename (path, aside) != 0)
    return FALSE;
  g_unlink (journal);
  *name = g_filename_display_basename (aside);
  return TRUE;
}

/* The store goes on in memory, with what can still be read. @code: why. */
static void
retreat (WkProgressStore *self, int code, char **trouble)
{
  sqlite3 *file = self->db;
  gboolean readable = (code & 0xff) == SQLITE_READONLY || code == SQLITE_FULL;

  g_clear_pointer (&self->path, g_free);
  self->db = open_memory (readable ? file : NULL);
  sqlite3_close (file);
  g_free (*trouble);
  if (code == SQLITE_SCHEMA)
    *trouble = g_strdup (_ ("The record of your progress is from a newer version of "
                            "this program and was left alone."));
  else
    *trouble =
        g_strdup_printf (_ ("Your progress cannot be saved (%s); it is kept until the "
                            "program ends."),
                         sqlite3_errstr (code));
}

/* After an error of any kind: a damaged file is replaced, else memory takes over. */
static void
recover (WkProgressStore *self, int code, char **trouble)
{
  g_autofree char *name = NULL;

  if (self->path == NULL)
    return;
  if (is_damage (code))
    {
      g_clear_pointer (&self->db, sqlite3_close);
      if (set_aside (self->path, &name) &&
          (code = open_file (self->path, &self->db)) == SQLITE_OK)
        {
          g_free (*trouble);
          *trouble = g_strdup_printf (_ ("The record of your progress was damaged; it "
                                         "was set aside as %s."),
                                      name);
          return;
        }
    }
  retreat (self, code, trouble);
}

WkProgressStore *
wk_progress_store_open (const char *path, char **trouble)
{
  WkProgressStore *self = g_new0 (WkProgressStore, 1);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  int code;

  *trouble = NULL;
  if (path == NULL)
    {
      self->db = open_memory (NULL);
      return self;
    }
  self->path = g_strdup (path);
  g_mkdir_with_parents (folder, 0700);
  code = open_file (path, &self->db);
  if (code != SQLITE_OK)
    recover (self, code, trouble);
  return self;
}

void
wk_progress_store_close (WkProgressStore *self)
{
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

/* --- writing --- */

static void
bind_text (sqlite3_stmt *statement, int i, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, i, text, -1, SQLITE_TRANSIENT);
}

static const char *
verdict_word (const WkAttempt *attempt)
{
  if (attempt->typed == NULL && attempt->revealed)
    return "shown";
  switch (attempt->verdict)
    {
    case WK_VERDICT_RIGHT:
      return "right";
    case WK_VERDICT_SLIP:
      return "slip";
    case WK_VERDICT_CARRIED:
      return "carried";
    case WK_VERDICT_WRONG:
    case WK_VERDICT_UNREADABLE:
    default:
      return "wrong";
    }
}

static int
insert (WkProgressStore *self, const WkAttempt *attempt)
{
  static const char sql[] =
      "INSERT INTO attempt (time, deck, exercise, answer, symbol, typed, verdict, slip,"
      " hints, revealed, done, seed, parameters)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, attempt->when);
      bind_text (statement, 2, attempt->deck);
      bind_text (statement, 3, attempt->exercise);
      bind_text (statement, 4, attempt->answer);
      bind_text (statement, 5, attempt->symbol);
      bind_text (statement, 6, attempt->typed);
      bind_text (statement, 7, verdict_word (attempt));
      bind_text (statement, 8, attempt->slip);
      sqlite3_bind_int (statement, 9, (int) attempt->n_hints);
      sqlite3_bind_int (statement, 10, attempt->revealed);
      sqlite3_bind_int (statement, 11, attempt->done);
      bind_text (statement, 12, attempt->seed);
      /* The seed says the same in one word. */
      bind_text (statement, 13, attempt->seed == NULL ? attempt->parameters : NULL);
      code = sqlite3_step (statement);
      code = code == SQLITE_DONE ? SQLITE_OK : code;
    }
  sqlite3_finalize (statement);
  return code;
}

void
wk_progress_store_add (WkProgressStore *self, const WkAttempt *attempt, char **trouble)
{
  int code = self->db != NULL ? insert (self, attempt) : SQLITE_OK;

  *trouble = NULL;
  if (code == SQLITE_OK)
    return;
  recover (self, code, trouble);
  if (self->db != NULL)
    insert (self, attempt);
}

void
wk_progress_store_clear (WkProgressStore *self, char **trouble)
{
  int code = run (self->db, "DELETE FROM attempt; VACUUM");

  *trouble = NULL;
  if (code == SQLITE_OK || self->db == NULL)
    return;
  recover (self, code, trouble);
  run (self->db, "DELETE FROM attempt");
}

/* --- reading --- */

GPtrArray *
wk_progress_store_list_done (WkProgressStore *self)
{
  GPtrArray *done = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  if (self->db != NULL &&
      sqlite3_prepare_v2 (self->db,
                          "SELECT DISTINCT deck, exercise FROM attempt WHERE done", -1,
                          &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      g_ptr_array_add (done,
                       g_strdup_printf ("%s\n%s", sqlite3_column_text (statement, 0),
                                        sqlite3_column_text (statement, 1)));
  sqlite3_finalize (statement);
  return done;
}

static void
free_row (gpointer data)
{
  g_free (((WkProgressRow *) data)->exercise);
  g_free (data);
}

static void
free_slip (gpointer data)
{
  WkProgressSlip *slip = data;

  g_free (slip->slip);
  g_free (slip->exercises);
  g_free (slip);
}

void
wk_progress_summary_free (WkProgressSummary *summary)
{
  g_ptr_array_unref (summary->rows);
  g_ptr_array_unref (summary->slips);
  g_free (summary);
}

static char *
dup_column (sqlite3_stmt *statement, int i)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, i));
}

static void
add_rows (WkProgressStore *self, const char *deck, GPtrArray *rows)
{
  static const char sql[] =
      "SELECT exercise, sum(verdict = 'right'),"
      " sum(verdict IN ('wrong', 'slip', 'carried')), sum(verdict = 'shown'),"
      " (SELECT sum(most) FROM (SELECT max(hints) AS most FROM attempt AS other"
      "  WHERE other.deck = attempt.deck AND other.exercise = attempt.exercise"
      "  GROUP BY other.answer)), max(done)"
      " FROM attempt WHERE deck = ? GROUP BY exercise ORDER BY exercise";
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      bind_text (statement, 1, deck);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          WkProgressRow *row = g_new0 (WkProgressRow, 1);

          row->exercise = dup_column (statement, 0);
          row->n_right = (guint) sqlite3_column_int (statement, 1);
          row->n_wrong = (guint) sqlite3_column_int (statement, 2);
          row->n_shown = (guint) sqlite3_column_int (statement, 3);
          row->n_hints = (guint) sqlite3_column_int (statement, 4);
          row->done = sqlite3_column_int (statement, 5) != 0;
          row->clean =
              row->done && row->n_wrong == 0 && row->n_shown == 0 && row->n_hints == 0;
          g_ptr_array_add (rows, row);
        }
    }
  sqlite3_finalize (statement);
}

static void
add_slips (WkProgressStore *self, const char *deck, GPtrArray *slips)
{
  static const char sql[] =
      "SELECT slip, count(*) AS n, group_concat(DISTINCT exercise) FROM attempt"
      " WHERE deck = ? AND slip IS NOT NULL GROUP BY slip"
      " ORDER BY n DESC, max(time) DESC LIMIT ?";
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      bind_text (statement, 1, deck);
      sqlite3_bind_int (statement, 2, MAX_SLIPS);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          WkProgressSlip *slip = g_new0 (WkProgressSlip, 1);
          g_auto (GStrv) parts =
              g_strsplit ((const char *) sqlite3_column_text (statement, 2), ",", -1);

          slip->slip = dup_column (statement, 0);
          slip->n = (guint) sqlite3_column_int (statement, 1);
          slip->exercises = g_strjoinv (", ", parts);
          g_ptr_array_add (slips, slip);
        }
    }
  sqlite3_finalize (statement);
}

WkProgressSummary *
wk_progress_store_summarize (WkProgressStore *self, const char *deck)
{
  WkProgressSummary *summary = g_new0 (WkProgressSummary, 1);

  summary->rows = g_ptr_array_new_with_free_func (free_row);
  summary->slips = g_ptr_array_new_with_free_func (free_slip);
  if (self->db != NULL)
    {
      add_rows (self, deck, summary->rows);
      add_slips (self, deck, summary->slips);
    }
  return summary;
}
