/* wk-image.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file is opened without waiting (a pipe would block for ever) and looked at before
 * it is read; what is no regular file is refused.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/wk-boxed.h"
#include "model/wk-deck.h"
#include "model/wk-image-private.h"
#include "model/wk-message-private.h"

/* More than 64 megapixels of 8 bytes each, not packed. */
#define MAX_FILE_BYTES (600 * 1000 * 1000)
#define N_KEPT 4

struct _WkImage
{
  gatomicrefcount refs;
  guint columns, rows;
  guint file_columns, file_rows;
  gboolean grey;
  guint8 *rgba;
};

/* A file as it was when it was read. */
typedef struct
{
  char *path;
  struct stat stat;
  WkImage *image;
  char *remark;
} Kept;

static GMutex kept_mutex;
static Kept kept[N_KEPT]; /* the last one read first */

static const WkPhoto photos[] = {
  { "camera", N_ ("Photographer"), "Lav Varshney, CC0" },
  { "coins", N_ ("Coins"), "Brooklyn Museum" },
  { "brick", N_ ("Brick wall"), "CC0Textures, CC0" },
  { "astronaut", N_ ("Astronaut"), "NASA" },
  { "astronaut-grey", N_ ("Astronaut, grey"), "NASA" },
  { "coffee", N_ ("Coffee"), "Rachel Michetti, CC0" },
  { NULL, NULL, NULL },
};

/* In the order of photos[]. */
static const char *const photo_files[] = {
  "camera-gray-256.png",   "coins-gray-256.png",     "brick-gray-256.png",
  "astronaut-rgb-256.png", "astronaut-gray-256.png", "coffee-rgb-256.png",
};

G_DEFINE_QUARK (wk_image_error, wk_image_error)
WK_DEFINE_BOXED_TYPE (WkImage, wk_image)

/* --- the image --- */

WkImage *
wk_image_new_take (guint columns,
                   guint rows,
                   guint file_columns,
                   guint file_rows,
                   guint8 *rgba)
{
  WkImage *image = g_new0 (WkImage, 1);
  gsize n = (gsize) columns * rows;

  g_atomic_ref_count_init (&image->refs);
  image->columns = columns;
  image->rows = rows;
  image->file_columns = file_columns;
  image->file_rows = file_rows;
  image->rgba = rgba;
  image->grey = TRUE;
  for (gsize i = 0; i < n && image->grey; i++)
    image->grey = rgba[4 * i] == rgba[4 * i + 1] && rgba[4 * i] == rgba[4 * i + 2];
  return image;
}

WkImage *
wk_image_new (guint columns, guint rows, const guint8 *rgba)
{
  gsize n = (gsize) columns * rows;
  guint8 *copy;

  g_return_val_if_fail (rgba != NULL, NULL);
  if (columns < 1 || rows < 1 || columns > WK_IMAGE_MAX_SIDE ||
      rows > WK_IMAGE_MAX_SIDE)
    return NULL;
  copy = g_try_malloc_n (n, 4);
  if (copy == NULL)
    return NULL;
  memcpy (copy, rgba, n * 4);
  for (gsize i = 0; i < n; i++)
    copy[4 * i + 3] = 0xff;
  return wk_image_new_take (columns, rows, columns, rows, copy);
}

WkImage *
wk_image_ref (WkImage *image)
{
  g_atomic_ref_count_inc (&image->refs);
  return image;
}

void
wk_image_unref (WkImage *image)
{
  if (!g_atomic_ref_count_dec (&image->refs))
    return;
  g_free (image->rgba);
  g_free (image);
}

guint
wk_image_get_columns (const WkImage *image)
{
  return image->columns;
}

guint
wk_image_get_rows (const WkImage *image)
{
  return image->rows;
}

guint
wk_image_get_file_columns (const WkImage *image)
{
  return image->file_columns;
}

guint
wk_image_get_file_rows (const WkImage *image)
{
  return image->file_rows;
}

gboolean
wk_image_is_grey (const WkImage *image)
{
  return image->grey;
}

const guint8 *
wk_image_get_rgba (const WkImage *image)
{
  return image->rgba;
}

void
wk_image_get_plane (const WkImage *image, WkChannel channel, float *out)
{
  gsize n = (gsize) image->columns * image->rows;
  const guint8 *pixel = image->rgba;

  if (channel != WK_CHANNEL_GREY)
    for (gsize i = 0; i < n; i++, pixel += 4)
      out[i] = pixel[channel];
  else
    for (gsize i = 0; i < n; i++, pixel += 4)
      out[i] = (float) (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) / 1000;
}

/* --- the file --- */

/* The translation of @text with the name in it. */
static char *
put_name (const WkImageFile *file, const char *text)
{
  const char *words = _ (text), *at = strstr (words, "%s");

  g_return_val_if_fail (at != NULL, g_strdup (words));
  return g_strdup_printf ("%.*s%s%s", (int) (at - words), words, file->name, at + 2);
}

gboolean
wk_image_file_fail (WkImageFile *file, WkImageError code, const char *text)
{
  if (file->error == NULL)
    {
      g_autofree char *message = put_name (file, text);

      g_set_error_literal (&file->error, WK_IMAGE_ERROR, code, message);
    }
  return FALSE;
}

void
wk_image_file_remark (WkImageFile *file, const char *text)
{
  if (file->remark == NULL)
    file->remark = put_name (file, text);
}

gboolean
wk_image_file_go_on (WkImageFile *file)
{
  if (file->error == NULL)
    g_cancellable_set_error_if_cancelled (file->cancellable, &file->error);
  return file->error == NULL;
}

gboolean
wk_image_file_check_size (WkImageFile *file, guint64 columns, guint64 rows)
{
  if (columns < 1 || rows < 1)
    return wk_image_file_fail (file, WK_IMAGE_ERROR_DAMAGED,
                               N_ ("“%s” says that it has no pixels"));
  if (columns <= WK_IMAGE_MAX_SIDE && rows <= WK_IMAGE_MAX_SIDE &&
      columns * rows <= WK_IMAGE_MAX_PIXELS)
    return TRUE;
  if (file->error == NULL)
    g_set_error (&file->error, WK_IMAGE_ERROR, WK_IMAGE_ERROR_SIZE,
                 _ ("“%s” is too large, %u × %u: at most 64 megapixels, and %d a side"),
                 file->name, (guint) columns, (guint) rows, WK_IMAGE_MAX_SIDE);
  return FALSE;
}

gsize
wk_image_file_fill (WkImageFile *file)
{
  gssize n;

  file->begin = file->end = 0;
  if (!wk_image_file_go_on (file))
    return 0;
  do
    n = read (file->fd, file->buffer, sizeof file->buffer);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    wk_image_file_fail (file, WK_IMAGE_ERROR_READ, N_ ("“%s” cannot be read"));
  else
    file->end = (gsize) n;
  return file->end;
}

static const char *
open_failure (int code)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      return N_ ("There is no file “%s”");
    case EACCES:
    case EPERM:
      return N_ ("You may not read “%s”");
    case ENXIO:
      return N_ ("“%s” is no file but a device or a socket");
    case ELOOP:
      return N_ ("The symbolic links of “%s” go round in circles");
    default:
      return N_ ("“%s” cannot be opened");
    }
}

static gboolean
open_file (WkImageFile *file, const char *path, struct stat *buffer)
{
  file->fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file->fd < 0)
    return wk_image_file_fail (file, WK_IMAGE_ERROR_READ, open_failure (errno));
  if (fstat (file->fd, buffer) != 0)
    return wk_image_file_fail (file, WK_IMAGE_ERROR_READ, open_failure (errno));
  if (S_ISDIR (buffer->st_mode))
    return wk_image_file_fail (file, WK_IMAGE_ERROR_READ,
                               N_ ("“%s” is a folder, not a picture"));
  if (S_ISFIFO (buffer->st_mode))
    return wk_image_file_fail (file, WK_IMAGE_ERROR_READ,
                               N_ ("“%s” is a pipe, not a picture file"));
  if (!S_ISREG (buffer->st_mode))
    return wk_image_file_fail (file, WK_IMAGE_ERROR_READ,
                               N_ ("“%s” is no file but a device or a socket"));
  if (buffer->st_size > MAX_FILE_BYTES)
    return wk_image_file_fail (file, WK_IMAGE_ERROR_SIZE,
                               N_ ("“%s” is larger than 600 MB"));
  return TRUE;
}

/* What else people take for a picture, by how it begins. */
static const char *
find_other_format (const guint8 *data, gsize n)
{
  static const struct
  {
    guint offset;
    const char *magic, *name;
  } others[] = {
    { 0, "GIF8", "GIF" },      { 0, "BM", "BMP" },        { 0, "II*", "TIFF" },
    { 0, "MM", "TIFF" },       { 8, "WEBP", "WebP" },     { 4, "ftypheic", "HEIC" },
    { 4, "ftypmif1", "HEIF" }, { 4, "ftypavif", "AVIF" }, { 0, "%PDF", "PDF" },
    { 0, "<svg", "SVG" },      { 0, "<?xml", "XML" },     { 0, "<!DOC", "HTML" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gsize length = strlen (others[i].magic);

      if (others[i].offset + length <= n &&
          memcmp (data + others[i].offset, others[i].magic, length) == 0)
        return others[i].name;
    }
  return NULL;
}

static gboolean
refuse_format (WkImageFile *file)
{
  const char *other = find_other_format (file->buffer, file->end);

  if (other == NULL)
    return wk_image_file_fail (file, WK_IMAGE_ERROR_FORMAT,
                               N_ ("“%s” is neither a PNG nor a JPEG"));
  g_set_error (&file->error, WK_IMAGE_ERROR, WK_IMAGE_ERROR_FORMAT,
               _ ("“%s” is %s; only PNG and JPEG can be read"), file->name, other);
  return FALSE;
}

/* Told when the name promises the other format: “photo.png” that is a JPEG. */
static void
remark_on_name (WkImageFile *file, gboolean is_png)
{
  g_autofree char *lower = g_ascii_strdown (file->name, -1);

  if (is_png && (g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg")))
    wk_image_file_remark (file, N_ ("“%s” is a PNG, though its name says JPEG"));
  else if (!is_png && g_str_has_suffix (lower, ".png"))
    wk_image_file_remark (file, N_ ("“%s” is a JPEG, though its name says PNG"));
}

static WkImage *
read_file (WkImageFile *file)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gboolean is_png, is_jpeg;
  WkImage *image;

  if (wk_image_file_fill (file) == 0)
    {
      wk_image_file_fail (file, WK_IMAGE_ERROR_READ, N_ ("“%s” is empty"));
      return NULL;
    }
  is_png = file->end >= sizeof png && memcmp (file->buffer, png, sizeof png) == 0;
  is_jpeg = file->end >= sizeof jpeg && memcmp (file->buffer, jpeg, sizeof jpeg) == 0;
  if (!is_png && !is_jpeg)
    {
      refuse_format (file);
      return NULL;
    }
  image = is_png ? wk_image_read_png (file) : wk_image_read_jpeg (file);
  if (image != NULL)
    remark_on_name (file, is_png);
  return image;
}

/* --- what is kept --- */

static gboolean
is_same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
         a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
         a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static WkImage *
find_kept (const char *path, const struct stat *buffer, char **remark)
{
  WkImage *image = NULL;

  g_mutex_lock (&kept_mutex);
  for (guint i = 0; i < N_KEPT && image == NULL; i++)
    {
      if (kept[i].image == NULL || strcmp (kept[i].path, path) != 0 ||
          !is_same_file (&kept[i].stat, buffer))
        continue;
      image = wk_image_ref (kept[i].image);
      *remark = g_strdup (kept[i].remark);
    }
  g_mutex_unlock (&kept_mutex);
  return image;
}

static void
keep (const char *path, const struct stat *buffer, WkImage *image, const char *remark)
{
  g_mutex_lock (&kept_mutex);
  g_free (kept[N_KEPT - 1].path);
  g_free (kept[N_KEPT - 1].remark);
  g_clear_pointer (&kept[N_KEPT - 1].image, wk_image_unref);
  memmove (&kept[1], &kept[0], (N_KEPT - 1) * sizeof kept[0]);
  kept[0] = (Kept){
    .path = g_strdup (path),
    .stat = *buffer,
    .image = wk_image_ref (image),
    .remark = g_strdup (remark),
  };
  g_mutex_unlock (&kept_mutex);
}

/* --- loading --- */

const WkPhoto *
wk_image_list_photos (void)
{
  return photos;
}

const WkPhoto *
wk_image_find_photo (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (const WkPhoto *photo = photos; photo->id != NULL; photo++)
    {
      if (g_str_equal (photo->id, id))
        return photo;
    }
  return NULL;
}

static char *
find_path (const char *name)
{
  const WkPhoto *photo = wk_image_find_photo (name);
  g_autofree char *inner = NULL;

  if (photo == NULL)
    return g_strdup (name);
  inner = g_build_filename ("photos", photo_files[photo - photos], NULL);
  return wk_data_path (inner);
}

WkImage *
wk_image_load (const char *name,
               GCancellable *cancellable,
               char **remark,
               GError **error)
{
  WkImageFile *file = g_new0 (WkImageFile, 1);
  g_autofree char *path = NULL;
  g_autofree char *base = NULL;
  WkImage *image = NULL;
  struct stat buffer;

  g_return_val_if_fail (name != NULL, NULL);

  path = find_path (name);
  base = g_path_get_basename (path);
  file->name = wk_message_to_line (g_filename_display_name (base));
  file->cancellable = cancellable;
  file->fd = -1;
  if (wk_image_file_go_on (file) && open_file (file, path, &buffer))
    {
      image = find_kept (path, &buffer, &file->remark);
      if (image == NULL)
        {
          image = read_file (file);
          if (image != NULL)
            keep (path, &buffer, image, file->remark);
        }
    }
  if (file->fd >= 0)
    close (file->fd);
  if (image == NULL)
    g_propagate_error (error, g_steal_pointer (&file->error));
  if (remark != NULL)
    *remark = image != NULL ? g_steal_pointer (&file->remark) : NULL;
  g_clear_error (&file->error);
  g_free (file->remark);
  g_free (file->name);
  g_free (file);
  return image;
}
