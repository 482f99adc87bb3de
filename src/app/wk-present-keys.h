/* wk-present-keys.h - the keys of a lecture, as clickers and lecturers send them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table: what is pressed is looked up in it, the keys that are shown over the
 * figure and in the window of shortcuts are made from it. Symbols go by what they
 * write, not by where they stand, so that they are the same on every layout; on a
 * layout without Latin letters a key's Latin letter counts.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  WK_PRESENT_NOTHING,
  WK_PRESENT_FORWARD,
  WK_PRESENT_BACK,
  WK_PRESENT_FIRST_STEP,
  WK_PRESENT_LAST_STEP,
  WK_PRESENT_FIRST_EXERCISE,
  WK_PRESENT_LAST_EXERCISE,
  WK_PRESENT_EXERCISE, /* only told: digits are read by WkPresentTyping */
  WK_PRESENT_BLACK,
  WK_PRESENT_WHITE,
  WK_PRESENT_PLAY,
  WK_PRESENT_FASTER,
  WK_PRESENT_SLOWER,
  WK_PRESENT_PARAMETERS,
  WK_PRESENT_AT_ONCE,
  WK_PRESENT_COLOURS,
  WK_PRESENT_TIMER,
  WK_PRESENT_RESET_TIMER,
  WK_PRESENT_SWAP,
  WK_PRESENT_WINDOW,
  WK_PRESENT_TOOL, /* only told: the tools on the figure read them */
  WK_PRESENT_HELP,
  WK_PRESENT_LEAVE,
} WkPresentCommand;

typedef struct
{
  WkPresentCommand command;
  const char *group; /* N_(): heading of this and the next rows; NULL: as before */
  const char *title; /* N_() */
  const char *keys;  /* accelerators as GTK writes them, blank-separated */
  guint n_told;      /* of these are shown */
  const char *brief; /* N_(): over the figure, for the last row to read; NULL: the keys
                        stand in the row before */
} WkPresentKey;

/* In the order in which they are told; ends with a row without a title. */
const WkPresentKey *wk_present_keys_get (void);

/* The key without keypad, capitals and what is locked: KP_Page_Down is Page_Down. */
guint wk_present_keys_plain (guint keyval);
/* What @keyval means; @state may hold anything. */
WkPresentCommand wk_present_keys_find (guint keyval, GdkModifierType state);
/* The same, where the layout's own meaning is none: @code's Latin letter or digit, if
 * what it writes is a letter of another script, or a sign in the place of a digit.
 * Returns the plain key in @plain. */
WkPresentCommand wk_present_keys_look_up (GdkDisplay *display,
                                          guint keyval,
                                          guint code,
                                          GdkModifierType state,
                                          guint *plain);
/* The same of a key that writes @n @keyvals, each with its group and level in @places.
 */
WkPresentCommand wk_present_keys_look_up_on (const GdkKeymapKey *places,
                                             const guint *keyvals,
                                             int n,
                                             guint keyval,
                                             GdkModifierType state,
                                             guint *plain);
/* TRUE for Shift, Caps Lock and their like. */
gboolean wk_present_keys_is_modifier (guint keyval);

/* For over the figure, in the window's language: "→ Space Page Down", "Next step", and
 * so on, NULL-terminated. (transfer full) */
char **wk_present_keys_to_rows (void);
/* A GtkShortcutsSection, "present", for the window of shortcuts, as GtkBuilder reads
 * it. (transfer full) */
char *wk_present_keys_to_ui (void);

/* --- the number of an exercise, being typed --- */

#define WK_PRESENT_MAX_DIGITS 3
/* How long after a digit a letter completes it, and how long a number stays. */
#define WK_PRESENT_LETTER_US (1500 * G_TIME_SPAN_MILLISECOND)
#define WK_PRESENT_NUMBER_US (6 * G_TIME_SPAN_SECOND)

typedef struct
{
  char text[WK_PRESENT_MAX_DIGITS + 2]; /* "", "2", "2c" */
  gint64 last;                          /* when the last digit came */
  gint64 jumped;                        /* when a letter made the number whole, or 0 */
} WkPresentTyping;

typedef enum
{
  WK_TYPING_NOT_MINE, /* the key is a command; what was typed is forgotten */
  WK_TYPING_TAKEN,
  WK_TYPING_JUMP, /* to the exercise in text; then clear it */
} WkTypingResult;

/* @key: plain; @now: g_get_monotonic_time() */
WkTypingResult wk_present_typing_key (WkPresentTyping *typing,
                                      guint key,
                                      gboolean control,
                                      gint64 now);
void wk_present_typing_clear (WkPresentTyping *typing);

G_END_DECLS
