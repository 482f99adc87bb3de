/* answer-kit.h - what is typed, and what is said of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "model/wk-solution.h"

/* Typed into answer @id in English; @part: of what is said then, or NULL. */
static inline void
expect (const WkSolution *solution,
        const char *id,
        const char *typed,
        WkVerdict verdict,
        const char *part)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, id);
  g_autofree char *feedback = NULL;

  g_assert_nonnull (answer);
  g_assert_cmpint (wk_answer_mark (answer, typed, wk_language_get ("en"), &feedback),
                   ==, verdict);
  if (part != NULL)
    g_assert_nonnull (strstr (feedback, part));
}
