/* fuzz-math.c - coverage-guided: any bytes as a formula
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first byte sets the width at which lines break. Built with -Dfuzz=true (clang).
 */
#include "config.h"

#include "render/math-random.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *source = NULL;

  if (size == 0)
    return 0;
  source = g_strndup ((const char *) data + 1, size - 1);
  math_check_source (source, 20 + 8 * data[0]);
  return 0;
}
