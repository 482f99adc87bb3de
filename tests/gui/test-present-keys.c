/* test-present-keys.c - what the keys of a lecture mean, and numbers that are typed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "app/wk-present-keys.h"

/* --- the table of keys --- */

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    WkPresentCommand command;
  } rows[] = {
    { GDK_KEY_Right, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_space, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Page_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Return, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Enter, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Page_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Right, GDK_LOCK_MASK, WK_PRESENT_FORWARD },
    { GDK_KEY_Left, 0, WK_PRESENT_BACK },
    { GDK_KEY_Up, 0, WK_PRESENT_BACK },
    { GDK_KEY_Page_Up, 0, WK_PRESENT_BACK },
    { GDK_KEY_BackSpace, 0, WK_PRESENT_BACK },
    { GDK_KEY_space, GDK_SHIFT_MASK, WK_PRESENT_BACK },
    { GDK_KEY_Home, 0, WK_PRESENT_FIRST_STEP },
    { GDK_KEY_KP_End, 0, WK_PRESENT_LAST_STEP },
    { GDK_KEY_Home, GDK_CONTROL_MASK, WK_PRESENT_FIRST_EXERCISE },
    { GDK_KEY_End, GDK_CONTROL_MASK, WK_PRESENT_LAST_EXERCISE },
    { GDK_KEY_b, 0, WK_PRESENT_BLACK },
    { GDK_KEY_B, GDK_LOCK_MASK, WK_PRESENT_BLACK },
    { GDK_KEY_period, 0, WK_PRESENT_BLACK },
    /* AltGr, and signs that a layout has on another level. */
    { GDK_KEY_period, GDK_SHIFT_MASK, WK_PRESENT_BLACK },
    { GDK_KEY_KP_Decimal, 0, WK_PRESENT_BLACK },
    { GDK_KEY_w, 0, WK_PRESENT_WHITE },
    { GDK_KEY_comma, 0, WK_PRESENT_WHITE },
    { GDK_KEY_question, GDK_SHIFT_MASK, WK_PRESENT_HELP },
    { GDK_KEY_question, 0, WK_PRESENT_HELP },
    { GDK_KEY_F5, 0, WK_PRESENT_LEAVE },
    { GDK_KEY_F5, GDK_SHIFT_MASK, WK_PRESENT_LEAVE },
    { GDK_KEY_Escape, 0, WK_PRESENT_LEAVE },
    { GDK_KEY_l, 0, WK_PRESENT_TOOL },
    { GDK_KEY_t, 0, WK_PRESENT_TIMER },
    /* What belongs to the window, and to nobody. */
    { GDK_KEY_w, GDK_CONTROL_MASK, WK_PRESENT_NOTHING },
    { GDK_KEY_Right, GDK_ALT_MASK, WK_PRESENT_NOTHING },
    { GDK_KEY_q, 0, WK_PRESENT_NOTHING },
    { GDK_KEY_2, 0, WK_PRESENT_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s with %x", gdk_keyval_name (rows[i].key), rows[i].state);
      g_assert_cmpint (wk_present_keys_find (rows[i].key, rows[i].state), ==,
                       rows[i].command);
    }
}

/* No key stands for two commands. */
static void
test_keys_once (void)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const WkPresentKey *key = wk_present_keys_get (); key->title != NULL; key++)
    {
      g_auto (GStrv) names = g_strsplit (key->keys, " ", -1);

      g_assert_cmpuint (key->n_told, <=, g_strv_length (names));
      for (guint i = 0; names[i] != NULL; i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (names[i])));
    }
}

/* --- typing a number --- */

#define MS G_TIME_SPAN_MILLISECOND

static WkTypingResult
type (WkPresentTyping *typing, guint key, gint64 milliseconds)
{
  return wk_present_typing_key (typing, key, FALSE, G_USEC_PER_SEC + milliseconds * MS);
}

static void
test_typing (void)
{
  WkPresentTyping typing = { 0 };

  g_assert_cmpint (type (&typing, GDK_KEY_2, 0), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_c, 1500), ==, WK_TYPING_JUMP);
  g_assert_cmpstr (typing.text, ==, "2c");
  wk_present_typing_clear (&typing);
  /* Enter from habit is no step further, a later one is. */
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 1900), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 2000), ==, WK_TYPING_NOT_MINE);

  /* Too late: the letter is a command, and the number forgotten. */
  g_assert_cmpint (type (&typing, GDK_KEY_2, 10000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_b, 11501), ==, WK_TYPING_NOT_MINE);
  g_assert_cmpstr (typing.text, ==, "");

  g_assert_cmpint (type (&typing, GDK_KEY_1, 20000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_0, 21000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_BackSpace, 22000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 23000), ==, WK_TYPING_JUMP);
  g_assert_cmpstr (typing.text, ==, "1");
  wk_present_typing_clear (&typing);

  /* Letters without a digit, and beyond e. */
  g_assert_cmpint (type (&typing, GDK_KEY_b, 30000), ==, WK_TYPING_NOT_MINE);
  g_assert_cmpint (type (&typing, GDK_KEY_2, 30000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_w, 30100), ==, WK_TYPING_NOT_MINE);

  /* Esc takes the number back and nothing else; more digits than fit are let go. */
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (type (&typing, GDK_KEY_9, 40000), ==, WK_TYPING_TAKEN);
  g_assert_cmpuint (strlen (typing.text), ==, WK_PRESENT_MAX_DIGITS);
  g_assert_cmpint (type (&typing, GDK_KEY_Escape, 40000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Escape, 40000), ==, WK_TYPING_NOT_MINE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/present/keys", test_keys);
  g_test_add_func ("/present/keys/once", test_keys_once);
  g_test_add_func ("/present/typing", test_typing);
  return g_test_run ();
}
