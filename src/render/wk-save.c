/* wk-save.c - bytes to a file, or the old file stays whole
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A regular file is written beside, flushed and renamed. What is no regular file cannot
 * be: renaming over a device would replace the device, over a symbolic link the link.
 * So the target is looked at first.
 *
 * A process that is killed leaves at most one file beside, whose name tells that it is
 * one of ours; whoever writes into that folder next removes it once it is an hour old.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/wk-fonts.h"
#include "render/wk-message-private.h"
#include "render/wk-render.h"

#define MAX_LINKS 40

static gboolean
fail (GError **error, const char *path, const char *why)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_WRITE,
               _ ("Cannot write “%s”: %s"), name, why);
  return FALSE;
}

static const char *
reason (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return _ ("the disk is full");
    case EACCES:
    case EPERM:
      return _ ("permission denied");
    case EROFS:
      return _ ("the file system is read-only");
    case ENOENT:
      return _ ("the folder does not exist");
    case ENOTDIR:
      return _ ("part of the path is not a folder");
    case EISDIR:
      return _ ("it is a folder");
    case ENAMETOOLONG:
      return _ ("the name is too long");
    case ELOOP:
      return _ ("its symbolic links go round in circles");
    case EPIPE:
      return _ ("the reader went away");
    default:
      return g_strerror (code);
    }
}

/* FALSE with errno. */
static gboolean
put_all (int fd, GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* Takes @fd. */
static gboolean
write_all (int fd, const char *path, GBytes *bytes, GError **error)
{
  gboolean good = put_all (fd, bytes);
  int code = errno;

  /* A network's or a full disk's errors may show only here. */
  if (close (fd) != 0 && good)
    {
      good = FALSE;
      code = errno;
    }
  return good ? TRUE : fail (error, path, reason (code));
}

/* The number in "/proc/self/fd/7" and "/dev/fd/7", else -1. */
static int
descriptor_of (const char *path)
{
  static const char *const folders[] = { "/proc/self/fd/", "/dev/fd/" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      guint64 number;

      if (g_str_has_prefix (path, folders[i]) &&
          g_ascii_string_to_unsigned (path + strlen (folders[i]), 10, 0, G_MAXINT,
                                      &number, NULL))
        return (int) number;
    }
  return -1;
}

/* Follows symbolic links, also one that leads to nothing yet. @descriptor: the open one
 * that the path stands for, as /dev/stdout does, or -1. NULL if links go in circles. */
static char *
follow_links (const char *path, int *descriptor)
{
  g_autofree char *current = g_strdup (path);

  *descriptor = -1;
  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = NULL;

      *descriptor = descriptor_of (current);
      if (*descriptor >= 0)
        return g_steal_pointer (&current);
      target = g_file_read_link (current, NULL);
      if (target == NULL)
        return g_steal_pointer (&current);
      if (!g_path_is_absolute (target))
        {
          g_autofree char *folder = g_path_get_dirname (current);
          char *joined = g_build_filename (folder, target, NULL);

          g_free (target);
          target = joined;
        }
      g_free (current);
      current = g_steal_pointer (&target);
    }
  return NULL;
}

static gboolean
write_special (const char *path, const char *target, GBytes *bytes, GError **error)
{
  int fd = open (target, O_WRONLY | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    return fail (error, path, reason (errno));
  return write_all (fd, path, bytes, error);
}

static gboolean
write_descriptor (int descriptor, const char *path, GBytes *bytes, GError **error)
{
  int fd = fcntl (descriptor, F_DUPFD_CLOEXEC, 3);

  if (fd < 0)
    return fail (error, path, reason (errno));
  return write_all (fd, path, bytes, error);
}

/* --- beside, flushed, renamed --- */

/* Also what a process that was killed leaves behind. */
#define TEMPORARY_START ".workings-"
#define TEMPORARY_END ".part"
#define TEMPORARY_LETTERS 8
/* Seconds after which such a file belongs to nobody. */
#define STALE_AFTER 3600
#define MAX_TRIES 100

static gboolean
is_temporary (const char *name)
{
  return strlen (name) ==
             strlen (TEMPORARY_START) + TEMPORARY_LETTERS + strlen (TEMPORARY_END) &&
         g_str_has_prefix (name, TEMPORARY_START) &&
         g_str_has_suffix (name, TEMPORARY_END);
}

/* What was left half-written in the folder, long enough ago that nobody is at it. */
static void
remove_stale (int folder)
{
  int copy = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = copy >= 0 ? fdopendir (copy) : NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct dirent *entry;

  if (dir == NULL && copy >= 0)
    close (copy);
  while (dir != NULL && (entry = readdir (dir)) != NULL)
    {
      struct stat info;

      if (is_temporary (entry->d_name) &&
          fstatat (folder, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
          S_ISREG (info.st_mode) && now - info.st_mtim.tv_sec > STALE_AFTER)
        unlinkat (folder, entry->d_name, 0);
    }
  if (dir != NULL)
    closedir (dir);
}

static void
make_name (char *name, gsize size)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  char random[TEMPORARY_LETTERS + 1] = "";

  for (int i = 0; i < TEMPORARY_LETTERS; i++)
    random[i] = letters[g_random_int_range (0, sizeof letters - 1)];
  g_snprintf (name, size, TEMPORARY_START "%s" TEMPORARY_END, random);
}

/* A new file that nobody else has; @name gets what it is called. -1 with errno. */
static int
open_temporary (int folder, char *name, gsize size)
{
  for (int try = 0; try < MAX_TRIES; try++)
    {
      int fd;

      make_name (name, size);
      fd = openat (folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                   0666);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }
  return -1;
}

/* The mode without the umask; the owner where we may, as root may. */
static void
keep_rights (int fd, const struct stat *old)
{
  if (old->st_uid == geteuid () || fchown (fd, old->st_uid, old->st_gid) == 0)
    fchmod (fd, old->st_mode & 07777);
}

/* A file without a name, which is gone when its process is; where the file system has
 * none, one with a name. @name is "" for the first. -1 with errno. */
static int
open_beside (int folder, char *name, gsize size)
{
  int fd = openat (folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);

  *name = '\0';
  return fd >= 0 ? fd : open_temporary (folder, name, size);
}

/* Gives the file of @fd a name of ours, for a moment: only a name can be renamed over
 * the old file. FALSE with errno. */
static gboolean
give_name (int folder, int fd, char *name, gsize size)
{
  char self[64];

  g_snprintf (self, sizeof self, "/proc/self/fd/%d", fd);
  for (int try = 0; try < MAX_TRIES; try++)
    {
      make_name (name, size);
      if (linkat (AT_FDCWD, self, folder, name, AT_SYMLINK_FOLLOW) == 0)
        return TRUE;
      if (errno != EEXIST)
        break;
    }
  *name = '\0';
  return FALSE;
}

/* What is still beside is taken away; @code is what went wrong. */
static gboolean
give_up (int folder,
         int fd,
         const char *temporary,
         const char *path,
         int code,
         GError **error)
{
  if (fd >= 0)
    close (fd);
  if (*temporary != '\0')
    unlinkat (folder, temporary, 0);
  return fail (error, path, reason (code));
}

/* All paths are relative to the open folder: it may be renamed meanwhile, its path may
 * be as long as paths can be, and a name as long as names can be. */
static gboolean
replace_in (int folder,
            const char *path,
            const char *base,
            const struct stat *old,
            GBytes *bytes,
            GError **error)
{
  char temporary[64];
  int fd;

  remove_stale (folder);
  fd = open_beside (folder, temporary, sizeof temporary);
  if (fd < 0)
    return fail (error, path, reason (errno));
  if (!put_all (fd, bytes) || fsync (fd) != 0)
    return give_up (folder, fd, temporary, path, errno, error);
  if (old != NULL)
    keep_rights (fd, old);
  if (*temporary == '\0' && !give_name (folder, fd, temporary, sizeof temporary))
    return give_up (folder, fd, temporary, path, errno, error);
  if (close (fd) != 0 || renameat (folder, temporary, folder, base) != 0)
    return give_up (folder, -1, temporary, path, errno, error);
  /* So that the new name survives a crash, too. Some file systems cannot, and have the
   * new file or the old one all the same. */
  fsync (folder);
  return TRUE;
}

static gboolean
replace (const char *path,
         const char *target,
         const struct stat *old,
         GBytes *bytes,
         GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *base = g_path_get_basename (target);
  int folder = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean replaced;

  /* A folder one may write to but not list. */
  if (folder < 0 && errno == EACCES)
    folder = open (parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return fail (error, path, reason (errno));
  replaced = replace_in (folder, path, base, old, bytes, error);
  close (folder);
  return replaced;
}

gboolean
wk_save_bytes (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *target = NULL;
  struct stat info;
  int descriptor;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  if (strcmp (path, "-") == 0)
    return write_descriptor (STDOUT_FILENO, _ ("standard output"), bytes, error);
  if (*path == '\0')
    return fail (error, path, _ ("it has no name"));
  target = follow_links (path, &descriptor);
  if (target == NULL)
    return fail (error, path, reason (ELOOP));
  if (descriptor >= 0)
    return write_descriptor (descriptor, path, bytes, error);

  if (stat (target, &info) != 0)
    {
      if (errno != ENOENT)
        return fail (error, path, reason (errno));
      return replace (path, target, NULL, bytes, error);
    }
  if (S_ISDIR (info.st_mode))
    return fail (error, path, reason (EISDIR));
  if (!S_ISREG (info.st_mode))
    return write_special (path, target, bytes, error);
  /* Renaming needs no right to the file itself; a file that is write-protected stays.
   */
  if (faccessat (AT_FDCWD, target, W_OK, AT_EACCESS) != 0)
    return fail (error, path, reason (errno));
  return replace (path, target, &info, bytes, error);
}
