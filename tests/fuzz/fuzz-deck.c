/* fuzz-deck.c - the deck reader under libFuzzer
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Built with -Dfuzz=true and clang. Start it with a folder of decks:
 *   build/tests/fuzz/fuzz-deck -max_len=20000 CORPUS data/decks
 */
#include "config.h"

#include "fuzz/fuzz-deck.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_deck_one ((const char *) data, size);
  return 0;
}
