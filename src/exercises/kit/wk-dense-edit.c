/* wk-dense-edit.c - hands on a weight, a bias or an input
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

#include "exercises/kit/wk-number-edit.h"

#define LIMIT 1e6

WkParams *
wk_dense_edit (const WkParams *params,
               const char *path,
               const WkEdit *edit,
               GError **error)
{
  return wk_number_edit (params, path, edit, LIMIT, error);
}
