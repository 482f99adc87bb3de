/* wk-image-exif.c - which way up a picture is
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * EXIF is a little TIFF file: a header of eight bytes (byte order, 42, offset of the
 * first directory), and a directory of entries of twelve bytes (tag, type, count,
 * value). The orientation is tag 0x0112, a SHORT.
 */
#include "config.h"

#include <string.h>

#include "model/wk-image-private.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3

static guint32
get_number (const guint8 *at, guint n_bytes, gboolean big)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | at[big ? i : n_bytes - 1 - i];
  return value;
}

int
wk_image_get_orientation (const guint8 *exif, gsize length)
{
  gboolean big;
  gsize offset;
  guint n_entries;

  if (length < 8 || (memcmp (exif, "II*\0", 4) != 0 && memcmp (exif, "MM\0*", 4) != 0))
    return 1;
  big = exif[0] == 'M';
  offset = get_number (exif + 4, 4, big);
  if (offset > length || length - offset < 2)
    return 1;
  n_entries = get_number (exif + offset, 2, big);
  offset += 2;
  for (guint i = 0; i < n_entries && length - offset >= 12; i++, offset += 12)
    {
      guint32 value = get_number (exif + offset + 8, 2, big);

      if (get_number (exif + offset, 2, big) == TAG_ORIENTATION &&
          get_number (exif + offset + 2, 2, big) == TYPE_SHORT && value >= 1 &&
          value <= 8)
        return (int) value;
    }
  return 1;
}
