/* wk-number-edit.h - a number of the figure, typed, stepped or dragged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-kind.h"

G_BEGIN_DECLS

/**
 * wk_number_edit:
 * @path: of the number, "layers[0].W[1][2]"
 * @limit: no step or drag leads beyond it, in size
 *
 * One step is 1 for an integer, a tenth for what has decimals.
 *
 * Returns: (transfer full): parameters with the changed number; NULL if the edit does
 * not fit, with @error set if the number is refused
 */
WkParams *wk_number_edit (const WkParams *params,
                          const char *path,
                          const WkEdit *edit,
                          double limit,
                          GError **error);

G_END_DECLS
