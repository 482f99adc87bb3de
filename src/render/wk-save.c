/* wk-save.c - bytes to a file, or the old file stays whole
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A regular file is written beside, flushed and renamed. What is no regular file cannot
 * be: renaming over a device would replace the device, over a symbolic link the link.
 * So the target is looked at first.
 */
#include "config.h"

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

/* Takes @fd. */
static gboolean
write_all (int fd, const char *path, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          int code = errno;

          close (fd);
          return fail (error, path, reason (code));
        }
      data += written;
      length -= (gsize) written;
    }
  /* A network's or a full disk's errors may show only here. */
  if (close (fd) != 0)
    return fail (error, path, reason (errno));
  return TRUE;
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

/* GLib's message names its temporary file; its code says enough. */
static const char *
file_reason (const GError *error)
{
  switch (error->code)
    {
    case G_FILE_ERROR_NOSPC:
      return reason (ENOSPC);
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
      return reason (EACCES);
    case G_FILE_ERROR_ROFS:
      return reason (EROFS);
    case G_FILE_ERROR_NOENT:
      return reason (ENOENT);
    case G_FILE_ERROR_NOTDIR:
      return reason (ENOTDIR);
    case G_FILE_ERROR_NAMETOOLONG:
      return reason (ENAMETOOLONG);
    default:
      return error->message;
    }
}

static gboolean
replace (const char *path,
         const char *target,
         const struct stat *old,
         GBytes *bytes,
         GError **error)
{
  g_autoptr (GError) local = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > G_MAXSSIZE)
    return fail (error, path, _ ("it is too large"));
  if (!g_file_set_contents_full (
          target, data, (gssize) length,
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
          old != NULL ? (int) (old->st_mode & 0777) : 0666, &local))
    return fail (error, path, file_reason (local));
  if (old != NULL)
    {
      /* The mode without the umask; the owner where we may, as root may. */
      if (old->st_uid == geteuid () || chown (target, old->st_uid, old->st_gid) == 0)
        g_chmod (target, (int) (old->st_mode & 07777));
    }
  return TRUE;
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
