/* test-fuzz-deck.c - the deck reader under random changes of sound decks
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small brother of fuzz-deck.c for every run of the tests: no coverage, but words
 * that mean something to the reader. GTest prints the seed; --seed repeats a run,
 * -m slow does more rounds.
 */
#include "config.h"

#include "fuzz/fuzz-deck.h"

#define N_ROUNDS 30000

static const char *const decks[] = {
  "deck: 1\nid: d\ntitle: {en: A, nb: B}\nlanguage: nb\nexercises:\n"
  "  - number: 1a\n    kind: dense-forward\n    title: \"T \\uD83D\\uDE00\"\n"
  "    question: |\n      Two\n      lines $x^2$.\n"
  "    parameters:\n      x: [1, -3.5]\n"
  "      layers:\n        - {W: [[2, 1], [3, 4]], b: [1, 0], g: relu}\n"
  "        - {W: [[3], [1]], b: [1]}\n    check: {yhat: 36}\n"
  "  - {number: 1b, kind: mixed, from: 1a, seed: 007, points: {en: [a, b]}}\n",
  "{\"deck\":1,\"exercises\":[{\"number\":\"2\",\"kind\":\"mixed\",\"parameters\":"
  "{\"x\":[1,2],\"n\":3,\"rate\":1e-3,\"mode\":\"one\",\"biases\":true,\"words\":["
  "\"a\"],"
  "\"kernel\":[[1,2],[3,4]],\"seed\":\"\\ud83d\\ude00\\\\\"},\"notes\":\"n\\n\"}]}",
};

static const char *const tokens[] = {
  "[",
  "]",
  "{",
  "}",
  ":",
  ": ",
  "- ",
  "\n",
  "\n  ",
  "\"",
  "'",
  "|\n",
  ">-\n ",
  "#",
  "&a ",
  "*a",
  "!!str ",
  "---\n",
  "...\n",
  "%YAML 1.2\n",
  "~",
  "null",
  "true",
  ".inf",
  ".nan",
  "1e999",
  "0x",
  "-",
  "\\uD83D",
  "\\uDE00",
  "\\u0000",
  "\\",
  "\\x41",
  "\\U0001F600",
  "\xef\xbb\xbf",
  "\xff",
  "\xc3",
  "é",
  "😀",
  "\xee\x80\x80",
  "\t",
  "? ",
  "deck: 1\n",
  "exercises:\n",
  "from: 1a\n",
  "kind: mixed",
  "parameters: ",
  "layers: ",
  "from",
  "seed",
  "[[[[[[[[[[[[[[[[[[",
  "{a: {a: {a: ",
  "\r\n",
  "\xe2\x80\xa8",
  "@",
  "`",
  "<<: ",
  ",",
};

static gsize
random_below (gsize n)
{
  return n == 0 ? 0 : (gsize) g_test_rand_int_range (0, (gint32) n);
}

static void
mutate (GString *text)
{
  gsize at = random_below (text->len + 1);
  gsize length = random_below (MIN (text->len - at, 40) + 1);

  switch (random_below (6))
    {
    case 0:
      if (at < text->len)
        text->str[at] = (char) random_below (256);
      break;
    case 1:
      g_string_erase (text, (gssize) at, (gssize) length);
      break;
    case 2:
      {
        g_autofree char *copy = g_strndup (text->str + at, length);

        g_string_insert (text, (gssize) random_below (text->len + 1), copy);
        break;
      }
    case 3:
      {
        const char *other = decks[random_below (G_N_ELEMENTS (decks))];
        gsize from = random_below (strlen (other));

        g_string_insert_len (text, (gssize) at, other + from,
                             (gssize) random_below (strlen (other + from) + 1));
        break;
      }
    default:
      g_string_insert (text, (gssize) at, tokens[random_below (G_N_ELEMENTS (tokens))]);
      break;
    }
}

static void
test_mutations (void)
{
  guint n_rounds = g_test_slow () ? 30 * N_ROUNDS : N_ROUNDS;

  for (guint round = 0; round < n_rounds; round++)
    {
      GString *text = g_string_new (decks[random_below (G_N_ELEMENTS (decks))]);
      gsize n = 1 + random_below (6);
      g_autofree char *exact = NULL;

      for (gsize i = 0; i < n; i++)
        mutate (text);
      /* In a block of just that size, so that a sanitizer sees a byte too far. */
      exact = g_memdup2 (text->str, MAX (text->len, 1));
      fuzz_deck_one (exact, text->len);
      g_string_free (text, TRUE);
    }
}

/* Cut at every place. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decks); i++)
    for (gsize n = 0; n <= strlen (decks[i]); n++)
      {
        g_autofree char *exact = g_memdup2 (decks[i], MAX (n, 1));

        fuzz_deck_one (exact, n);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/deck/cut", test_cut);
  g_test_add_func ("/fuzz/deck/mutations", test_mutations);
  return g_test_run ();
}
