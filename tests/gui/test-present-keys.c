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

/* --- keyboards --- */

typedef struct
{
  guint keyvals[8]; /* of group 0 at levels 0 to 3, of group 1 */
} Key;

/* As xkeyboard-config's symbols/us, fr, ru, gr and no have them, with us behind those
 * that are not Latin. */
static const Key us_1 = { { GDK_KEY_1, GDK_KEY_exclam } };
static const Key us_2 = { { GDK_KEY_2, GDK_KEY_at } };
static const Key us_9 = { { GDK_KEY_9, GDK_KEY_parenleft } };
static const Key euro_e = { { GDK_KEY_e, GDK_KEY_E, GDK_KEY_EuroSign, GDK_KEY_cent } };
static const Key intl_s = { { GDK_KEY_s, GDK_KEY_S, GDK_KEY_ssharp, GDK_KEY_section } };
static const Key fr_1 = { { GDK_KEY_ampersand, GDK_KEY_1, 0, GDK_KEY_exclamdown } };
static const Key fr_2 = { { GDK_KEY_eacute, GDK_KEY_2, GDK_KEY_asciitilde } };
static const Key fr_3 = { { GDK_KEY_quotedbl, GDK_KEY_3, GDK_KEY_numbersign } };
static const Key fr_4 = { { GDK_KEY_apostrophe, GDK_KEY_4, GDK_KEY_braceleft } };
static const Key fr_0 = { { GDK_KEY_agrave, GDK_KEY_0, GDK_KEY_at } };
static const Key fr_o = { { GDK_KEY_o, GDK_KEY_O, GDK_KEY_oe, GDK_KEY_OE } };
static const Key ru_b = { { GDK_KEY_Cyrillic_i, GDK_KEY_Cyrillic_I, 0, 0, GDK_KEY_b,
                            GDK_KEY_B } };
static const Key ru_c = { { GDK_KEY_Cyrillic_es, GDK_KEY_Cyrillic_ES, 0, 0, GDK_KEY_c,
                            GDK_KEY_C } };
static const Key ru_3 = { { GDK_KEY_3, GDK_KEY_numerosign, 0, 0, GDK_KEY_3,
                            GDK_KEY_numbersign } };
static const Key gr_p = { { GDK_KEY_Greek_pi, GDK_KEY_Greek_PI, 0, 0, GDK_KEY_p,
                            GDK_KEY_P } };
static const Key ar_2 = { { GDK_KEY_Arabic_2, GDK_KEY_at, 0, 0, GDK_KEY_2,
                            GDK_KEY_at } };
static const Key no_ae = { { GDK_KEY_ae, GDK_KEY_AE, GDK_KEY_asciicircum } };
/* us, and Dvorak behind it. */
static const Key us_semicolon = { { GDK_KEY_semicolon, GDK_KEY_colon, 0, 0, GDK_KEY_s,
                                    GDK_KEY_S } };

static WkPresentCommand
look_up (const Key *key, guint keyval, GdkModifierType state, guint *plain)
{
  GdkKeymapKey places[8];
  guint keyvals[8];
  int n = 0;

  for (int i = 0; i < 8; i++)
    if (key->keyvals[i] != 0)
      {
        places[n] = (GdkKeymapKey){ 40, i / 4, i % 4 };
        keyvals[n++] = key->keyvals[i];
      }
  return wk_present_keys_look_up_on (places, keyvals, n, keyval, state, plain);
}

static void
test_keyboards (void)
{
  static const struct
  {
    const Key *key;
    guint keyval;
    GdkModifierType state;
    guint plain;
    WkPresentCommand command;
  } rows[] = {
    /* A sign of its own is no digit, nor is it a tool. */
    { &us_1, GDK_KEY_exclam, GDK_SHIFT_MASK, GDK_KEY_exclam, WK_PRESENT_NOTHING },
    { &us_2, GDK_KEY_at, GDK_SHIFT_MASK, GDK_KEY_at, WK_PRESENT_NOTHING },
    { &us_9, GDK_KEY_parenleft, GDK_SHIFT_MASK, GDK_KEY_parenleft, WK_PRESENT_NOTHING },
    { &us_9, GDK_KEY_9, 0, GDK_KEY_9, WK_PRESENT_NOTHING },
    { &euro_e, GDK_KEY_EuroSign, 0, GDK_KEY_EuroSign, WK_PRESENT_NOTHING },
    { &euro_e, GDK_KEY_e, 0, GDK_KEY_e, WK_PRESENT_TOOL },
    { &intl_s, GDK_KEY_ssharp, 0, GDK_KEY_ssharp, WK_PRESENT_NOTHING },
    { &fr_o, GDK_KEY_oe, 0, GDK_KEY_oe, WK_PRESENT_NOTHING },
    { &no_ae, GDK_KEY_ae, 0, GDK_KEY_ae, WK_PRESENT_NOTHING },
    { &us_semicolon, GDK_KEY_semicolon, 0, GDK_KEY_semicolon, WK_PRESENT_NOTHING },
    { &ru_3, GDK_KEY_numerosign, GDK_SHIFT_MASK, GDK_KEY_numerosign,
      WK_PRESENT_NOTHING },
    /* French digits, with Shift and without. */
    { &fr_1, GDK_KEY_ampersand, 0, GDK_KEY_1, WK_PRESENT_NOTHING },
    { &fr_1, GDK_KEY_1, GDK_SHIFT_MASK, GDK_KEY_1, WK_PRESENT_NOTHING },
    { &fr_2, GDK_KEY_eacute, 0, GDK_KEY_2, WK_PRESENT_NOTHING },
    { &fr_2, GDK_KEY_asciitilde, 0, GDK_KEY_asciitilde, WK_PRESENT_NOTHING },
    { &fr_3, GDK_KEY_quotedbl, 0, GDK_KEY_3, WK_PRESENT_NOTHING },
    { &fr_3, GDK_KEY_numbersign, 0, GDK_KEY_numbersign, WK_PRESENT_NOTHING },
    { &fr_4, GDK_KEY_apostrophe, 0, GDK_KEY_4, WK_PRESENT_NOTHING },
    { &fr_0, GDK_KEY_agrave, 0, GDK_KEY_0, WK_PRESENT_NOTHING },
    { &fr_0, GDK_KEY_at, 0, GDK_KEY_at, WK_PRESENT_NOTHING },
    /* Other scripts. */
    { &ru_b, GDK_KEY_Cyrillic_i, 0, GDK_KEY_b, WK_PRESENT_BLACK },
    { &ru_b, GDK_KEY_Cyrillic_I, GDK_LOCK_MASK, GDK_KEY_b, WK_PRESENT_BLACK },
    { &ru_b, GDK_KEY_Cyrillic_I, GDK_SHIFT_MASK, GDK_KEY_b, WK_PRESENT_BLACK },
    { &ru_c, GDK_KEY_Cyrillic_es, 0, GDK_KEY_c, WK_PRESENT_COLOURS },
    { &ru_c, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK, GDK_KEY_c, WK_PRESENT_NOTHING },
    { &ru_3, GDK_KEY_3, 0, GDK_KEY_3, WK_PRESENT_NOTHING },
    { &gr_p, GDK_KEY_Greek_pi, 0, GDK_KEY_p, WK_PRESENT_PLAY },
    { &ar_2, GDK_KEY_Arabic_2, 0, GDK_KEY_2, WK_PRESENT_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint plain = 0;

      g_test_message ("%s with %x", gdk_keyval_name (rows[i].keyval), rows[i].state);
      g_assert_cmpint (look_up (rows[i].key, rows[i].keyval, rows[i].state, &plain), ==,
                       rows[i].command);
      g_assert_cmpstr (gdk_keyval_name (plain), ==, gdk_keyval_name (rows[i].plain));
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
  g_test_add_func ("/present/keyboards", test_keyboards);
  g_test_add_func ("/present/typing", test_typing);
  return g_test_run ();
}
