/* wk-present-keys.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-present-keys.h"

#include <string.h>

#include "widgets/wk-ui.h"

/* Clickers send Page Up and Page Down; F5 and Esc in turn, or Shift+F5; period or b. */
static const WkPresentKey keys[] = {
  { WK_PRESENT_FORWARD, N_ ("Going Through"), N_ ("Next step, next exercise"),
    "Right space Page_Down Down Return XF86Forward XF86AudioNext", 3,
    N_ ("Next step") },
  { WK_PRESENT_BACK, NULL, N_ ("Back"),
    "Left BackSpace Page_Up Up <Shift>space XF86Back XF86AudioPrev", 3, N_ ("Back") },
  { WK_PRESENT_FIRST_STEP, NULL, N_ ("Back to the question"), "Home", 1,
    N_ ("Question, last step") },
  { WK_PRESENT_LAST_STEP, NULL, N_ ("Last step"), "End", 1, NULL },
  { WK_PRESENT_FIRST_EXERCISE, NULL, N_ ("First exercise"), "<Control>Home", 1,
    N_ ("First, last exercise") },
  { WK_PRESENT_LAST_EXERCISE, NULL, N_ ("Last exercise"), "<Control>End", 1, NULL },
  { WK_PRESENT_EXERCISE, NULL, N_ ("Exercise 2c; 2 and Enter: the first of 2"), "2+c",
    1, N_ ("Exercise 2c") },
  { WK_PRESENT_BLACK, N_ ("What Is Shown"), N_ ("Black screen"), "b period", 2,
    N_ ("Black") },
  { WK_PRESENT_WHITE, NULL, N_ ("White screen"), "w comma", 2, N_ ("White") },
  { WK_PRESENT_PLAY, NULL, N_ ("Play the steps, or stop"), "p XF86AudioPlay", 1,
    N_ ("Play, faster, slower") },
  { WK_PRESENT_FASTER, NULL, N_ ("Play faster"), "plus", 1, NULL },
  { WK_PRESENT_SLOWER, NULL, N_ ("Play slower"), "minus", 1, NULL },
  { WK_PRESENT_PARAMETERS, NULL, N_ ("Show or hide the parameters"), "v F8", 2,
    N_ ("Parameters") },
  { WK_PRESENT_AT_ONCE, NULL, N_ ("Show what is asked at once, or at a second press"),
    "a", 1, N_ ("Show what is asked at once") },
  { WK_PRESENT_TOOL, N_ ("On the Figure"), N_ ("Spotlight"), "l", 1,
    N_ ("Spotlight, pointer, zoom") },
  { WK_PRESENT_TOOL, NULL, N_ ("Pointer that stands out"), "h", 1, NULL },
  { WK_PRESENT_TOOL, NULL, N_ ("Zoom in and out"), "z", 1, NULL },
  { WK_PRESENT_TOOL, NULL, N_ ("Draw"), "d", 1, N_ ("Draw, erase, undo") },
  { WK_PRESENT_TOOL, NULL, N_ ("Erase what was drawn"), "e", 1, NULL },
  { WK_PRESENT_TOOL, NULL, N_ ("Undo the last stroke"), "u", 1, NULL },
  { WK_PRESENT_TOOL, NULL, N_ ("Show the tools"), "F10", 1, N_ ("Tools as buttons") },
  { WK_PRESENT_TIMER, N_ ("The Lecture"), N_ ("Start or pause the timer"), "t", 1,
    N_ ("Timer, back to zero") },
  { WK_PRESENT_RESET_TIMER, NULL, N_ ("Timer back to zero"), "r", 1, NULL },
  { WK_PRESENT_COLOURS, NULL, N_ ("Light or dark"), "c", 1, N_ ("Light or dark") },
  { WK_PRESENT_SWAP, NULL, N_ ("Swap the screens"), "s", 1,
    N_ ("Swap screens; a window") },
  { WK_PRESENT_WINDOW, NULL, N_ ("Full screen or a window"), "F11", 1, NULL },
  { WK_PRESENT_HELP, NULL, N_ ("These keys, for all to read"), "question F1", 1,
    N_ ("These keys") },
  { WK_PRESENT_LEAVE, NULL, N_ ("End of the lecture"), "Escape F5 <Shift>F5", 2,
    N_ ("End of the lecture") },
  { WK_PRESENT_NOTHING, NULL, NULL, NULL, 0, NULL },
};

const WkPresentKey *
wk_present_keys_get (void)
{
  return keys;
}

/* Of a column in the window of shortcuts: two are a page, and all are on one. */
#define SHORTCUT_ROWS 20u

/* --- looking up --- */

#define MODIFIERS \
  (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

typedef struct
{
  guint keyval;
  guint plain;
} Alias;

static const Alias aliases[] = {
  { GDK_KEY_KP_Space, GDK_KEY_space },
  { GDK_KEY_KP_Tab, GDK_KEY_Tab },
  { GDK_KEY_KP_Enter, GDK_KEY_Return },
  { GDK_KEY_ISO_Enter, GDK_KEY_Return },
  { GDK_KEY_KP_Home, GDK_KEY_Home },
  { GDK_KEY_KP_Left, GDK_KEY_Left },
  { GDK_KEY_KP_Up, GDK_KEY_Up },
  { GDK_KEY_KP_Right, GDK_KEY_Right },
  { GDK_KEY_KP_Down, GDK_KEY_Down },
  { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up },
  { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
  { GDK_KEY_KP_End, GDK_KEY_End },
  { GDK_KEY_KP_Decimal, GDK_KEY_period },
  { GDK_KEY_KP_Separator, GDK_KEY_comma },
  { GDK_KEY_KP_Add, GDK_KEY_plus },
  { GDK_KEY_KP_Subtract, GDK_KEY_minus },
};

guint
wk_present_keys_plain (guint keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (aliases[i].keyval == keyval)
      return aliases[i].plain;
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return GDK_KEY_0 + (keyval - GDK_KEY_KP_0);
  return gdk_keyval_to_lower (keyval);
}

typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
  WkPresentCommand command;
} Entry;

/* The table's accelerators, parsed. */
static const GArray *
get_entries (void)
{
  static GArray *entries;

  if (entries != NULL)
    return entries;
  entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (const WkPresentKey *key = keys; key->title != NULL; key++)
    {
      g_auto (GStrv) names = g_strsplit (key->keys, " ", -1);

      for (guint i = 0; names[i] != NULL && key->command != WK_PRESENT_EXERCISE; i++)
        {
          Entry entry = { .command = key->command };

          if (!gtk_accelerator_parse (names[i], &entry.keyval, &entry.modifiers))
            g_error ("%s is no key", names[i]);
          g_array_append_val (entries, entry);
        }
    }
  return entries;
}

static WkPresentCommand
find (guint plain, GdkModifierType modifiers)
{
  const GArray *entries = get_entries ();

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->keyval == plain && entry->modifiers == modifiers)
        return entry->command;
    }
  return WK_PRESENT_NOTHING;
}

WkPresentCommand
wk_present_keys_find (guint keyval, GdkModifierType state)
{
  guint plain = wk_present_keys_plain (keyval);
  GdkModifierType modifiers = state & MODIFIERS;
  WkPresentCommand command = find (plain, modifiers);

  /* Shift may be what the layout needs to write the sign. */
  if (command == WK_PRESENT_NOTHING && (modifiers & GDK_SHIFT_MASK) != 0)
    command = find (plain, modifiers & ~GDK_SHIFT_MASK);
  return command;
}

/* The Latin letter or digit of a key that writes @keyval; 0: what it writes is a sign
 * of its own. A letter or digit of another script stands for the key, with Shift or
 * without. A sign does where it is what the key writes alone, and the digit is the same
 * key's with Shift, as on French keyboards; "!" of an American one does not, nor does
 * what AltGr writes. */
static guint
find_latin (const GdkKeymapKey *places, const guint *keyvals, int n, guint keyval)
{
  gunichar sign = gdk_keyval_to_unicode (keyval);
  gboolean writes = g_unichar_isalpha (sign) || g_unichar_isdigit (sign);
  const GdkKeymapKey *place = NULL;

  for (int i = 0; i < n; i++)
    if (keyvals[i] == keyval && places[i].level <= (writes ? 1 : 0) &&
        (place == NULL || places[i].level < place->level))
      place = &places[i];
  for (int i = 0; i < n && place != NULL; i++)
    {
      guint other = wk_present_keys_plain (keyvals[i]);

      if (other < 128 &&
          (writes ? g_ascii_isalnum ((char) other)
                  : g_ascii_isdigit ((char) other) && places[i].group == place->group))
        return other;
    }
  return 0;
}

WkPresentCommand
wk_present_keys_look_up_on (const GdkKeymapKey *places,
                            const guint *keyvals,
                            int n,
                            guint keyval,
                            GdkModifierType state,
                            guint *plain)
{
  WkPresentCommand command = wk_present_keys_find (keyval, state);
  guint latin;

  *plain = wk_present_keys_plain (keyval);
  /* What is Latin already is taken at its word. */
  if (command != WK_PRESENT_NOTHING || gdk_keyval_to_unicode (keyval) == 0 ||
      g_ascii_isalnum ((char) MIN (*plain, 127)))
    return command;
  latin = find_latin (places, keyvals, n, keyval);
  if (latin == 0)
    return command;
  *plain = latin;
  return find (latin, state & MODIFIERS & ~GDK_SHIFT_MASK);
}

WkPresentCommand
wk_present_keys_look_up (GdkDisplay *display,
                         guint keyval,
                         guint code,
                         GdkModifierType state,
                         guint *plain)
{
  g_autofree GdkKeymapKey *places = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  if (code == 0 || !gdk_display_map_keycode (display, code, &places, &keyvals, &n))
    n = 0;
  return wk_present_keys_look_up_on (places, keyvals, n, keyval, state, plain);
}

gboolean
wk_present_keys_is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) ||
         (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Last_Group_Lock) ||
         keyval == GDK_KEY_Num_Lock || keyval == GDK_KEY_Scroll_Lock ||
         keyval == GDK_KEY_Mode_switch || keyval == GDK_KEY_VoidSymbol;
}

/* --- telling --- */

typedef struct
{
  const char *name; /* as in the table */
  const char *words;
} KeyWords;

static const KeyWords key_words[] = {
  { "Right", "→" },
  { "Left", "←" },
  { "Up", "↑" },
  { "Down", "↓" },
  { "space", N_ ("Space") },
  { "Return", N_ ("Enter") },
  { "Page_Down", N_ ("Page Down") },
  { "Page_Up", N_ ("Page Up") },
  { "BackSpace", N_ ("Backspace") },
  { "Home", N_ ("Home") },
  { "End", N_ ("End") },
  { "Escape", N_ ("Esc") },
  { "period", "." },
  { "comma", "," },
  { "plus", "+" },
  { "minus", "−" },
  { "question", "?" },
  { "<Control>Home", N_ ("Ctrl+Home") },
  { "<Control>End", N_ ("Ctrl+End") },
  { "2+c", "2 C" },
};

static char *
tell_one (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_words); i++)
    if (strcmp (key_words[i].name, name) == 0)
      return g_strdup (_ (key_words[i].words));
  return g_ascii_strup (name, -1);
}

static void
append_keys (GString *text, const WkPresentKey *key)
{
  g_auto (GStrv) names = g_strsplit (key->keys, " ", -1);

  for (guint i = 0; names[i] != NULL && i < key->n_told; i++)
    {
      g_autofree char *words = tell_one (names[i]);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", words);
    }
}

char **
wk_present_keys_to_rows (void)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (const WkPresentKey *key = keys; key->title != NULL;)
    {
      GString *text = g_string_new (NULL);
      const char *brief = _ (key->brief);

      do
        append_keys (text, key++);
      while (key->title != NULL && key->brief == NULL);
      g_ptr_array_add (rows, g_string_free (text, FALSE));
      g_ptr_array_add (rows, g_strdup (brief));
    }
  g_ptr_array_add (rows, NULL);
  return (char **) g_ptr_array_free (rows, FALSE);
}

static void
append_row (GString *xml, const WkPresentKey *key)
{
  g_autofree char *title = g_markup_escape_text (_ (key->title), -1);
  g_auto (GStrv) names = g_strsplit (key->keys, " ", (int) key->n_told + 1);
  g_autofree char *told = NULL;
  g_autofree char *escaped = NULL;

  if (g_strv_length (names) > key->n_told)
    g_clear_pointer (&names[key->n_told], g_free);
  told = g_strjoinv (" ", names);
  escaped = g_markup_escape_text (told, -1);
  g_string_append_printf (xml,
                          "<child><object class=\"GtkShortcutsShortcut\">"
                          "<property name=\"title\">%s</property>"
                          "<property name=\"accelerator\">%s</property>"
                          "</object></child>",
                          title, escaped);
}

char *
wk_present_keys_to_ui (void)
{
  GString *xml = g_string_new (NULL);
  g_autofree char *title = g_markup_escape_text (_ ("Presenting"), -1);

  g_string_append_printf (
      xml,
      "<interface><object class=\"GtkShortcutsSection\" id=\"present\">"
      "<property name=\"section-name\">present</property>"
      "<property name=\"max-height\">%u</property>"
      "<property name=\"title\">%s</property>",
      SHORTCUT_ROWS, title);
  for (const WkPresentKey *key = keys; key->title != NULL; key++)
    {
      if (key->group != NULL)
        {
          g_autofree char *heading = g_markup_escape_text (_ (key->group), -1);

          g_string_append_printf (xml,
                                  "%s<child><object class=\"GtkShortcutsGroup\">"
                                  "<property name=\"title\">%s</property>",
                                  key == keys ? "" : "</object></child>", heading);
        }
      append_row (xml, key);
    }
  g_string_append (xml, "</object></child></object></interface>");
  return g_string_free (xml, FALSE);
}

/* --- the number being typed --- */

void
wk_present_typing_clear (WkPresentTyping *typing)
{
  typing->text[0] = '\0';
  typing->last = 0;
}

static WkTypingResult
add_digit (WkPresentTyping *typing, gsize length, guint key, gint64 now)
{
  if (length < WK_PRESENT_MAX_DIGITS)
    {
      typing->text[length] = (char) key;
      typing->text[length + 1] = '\0';
    }
  typing->last = now;
  return WK_TYPING_TAKEN;
}

WkTypingResult
wk_present_typing_key (WkPresentTyping *typing, guint key, gboolean control, gint64 now)
{
  gint64 jumped = typing->jumped;
  gsize length;

  if (typing->text[0] != '\0' && now - typing->last > WK_PRESENT_NUMBER_US)
    wk_present_typing_clear (typing);
  length = strlen (typing->text);
  typing->jumped = 0;
  if (!control && key >= GDK_KEY_0 && key <= GDK_KEY_9)
    return add_digit (typing, length, key, now);
  if (!control && length > 0 && key >= GDK_KEY_a && key <= GDK_KEY_e &&
      now - typing->last <= WK_PRESENT_LETTER_US)
    {
      typing->text[length] = (char) key;
      typing->text[length + 1] = '\0';
      typing->jumped = now;
      return WK_TYPING_JUMP;
    }
  if (key == GDK_KEY_Return && length > 0)
    return WK_TYPING_JUMP;
  /* "2 c Enter" is no step further. */
  if (key == GDK_KEY_Return && jumped != 0 && now - jumped <= WK_PRESENT_LETTER_US)
    return WK_TYPING_TAKEN;
  if (length > 0 && key == GDK_KEY_BackSpace)
    {
      typing->text[length - 1] = '\0';
      return WK_TYPING_TAKEN;
    }
  if (length > 0)
    {
      wk_present_typing_clear (typing);
      if (key == GDK_KEY_Escape)
        return WK_TYPING_TAKEN;
    }
  return WK_TYPING_NOT_MINE;
}
