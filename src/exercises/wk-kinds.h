/* wk-kinds.h - the table of exercise kinds
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Generated at configure time from the one list in src/exercises/meson.build.
 */
#pragma once

#include "model/wk-kind.h"

G_BEGIN_DECLS

extern const WkExerciseKind *const wk_exercise_kinds[]; /* ends with NULL */

G_END_DECLS
