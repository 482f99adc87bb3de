/* wk-tools-bar.c - the tools as buttons
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only actions and words: what a button does, and whether it is pressed, is the
 * action's.
 */
#include "config.h"

#include "widgets/wk-stage-tools-private.h"

#include "widgets/wk-ui.h"

typedef struct
{
  const char *icon;   /* NULL: a line between groups */
  const char *action; /* with its group */
  int colour;         /* parameter of the action, or -1 */
  const char *style;  /* or NULL */
  const char *words;
  const char *key;
} Entry;

static const Entry entries[] = {
  { "wk-highlight-symbolic", "tools.highlight", -1, NULL, N_ ("Pointer Highlight"),
    "H" },
  { "wk-spotlight-symbolic", "tools.spotlight", -1, NULL, N_ ("Spotlight"), "L" },
  { "wk-zoom-symbolic", "tools.region", -1, NULL, N_ ("Choose What to Enlarge"), "⇧Z" },
  { "wk-page-symbolic", "tools.zoom", -1, NULL, N_ ("Enlarge, or Show All"), "Z" },
  { NULL, NULL, -1, NULL, NULL, NULL },
  { "wk-dot-symbolic", "tools.colour", WK_INK_RED, "ink-red", N_ ("Red Pen"), "D, 1" },
  { "wk-dot-symbolic", "tools.colour", WK_INK_BLUE, "ink-blue", N_ ("Blue Pen"),
    "D, 2" },
  { "wk-dot-symbolic", "tools.colour", WK_INK_GREEN, "ink-green", N_ ("Green Pen"),
    "D, 3" },
  { "wk-eraser-symbolic", "tools.eraser", -1, NULL, N_ ("Eraser"), "E" },
  { "wk-undo-symbolic", "tools.undo", -1, NULL, N_ ("Undo Stroke"), "U" },
  { "wk-clear-symbolic", "tools.clear", -1, NULL, N_ ("Clear Strokes"), "C" },
  { NULL, NULL, -1, NULL, NULL, NULL },
  { "wk-plus-symbolic", "tools.larger", -1, NULL, N_ ("Larger"), "+" },
  { "wk-minus-symbolic", "tools.smaller", -1, NULL, N_ ("Smaller"), "−" },
  { "wk-cross-symbolic", "tools.end", -1, NULL, N_ ("Put the Tool Away"), "Esc" },
};

static gboolean
is_toggle (const Entry *entry)
{
  static const char *const plain[] = { "tools.undo",    "tools.clear", "tools.larger",
                                       "tools.smaller", "tools.end",   NULL };

  return !g_strv_contains (plain, entry->action);
}

static GtkWidget *
new_button (const Entry *entry)
{
  GtkWidget *button = is_toggle (entry) ? gtk_toggle_button_new () : gtk_button_new ();
  g_autofree char *tip = g_strdup_printf ("%s (%s)", _ (entry->words), entry->key);

  gtk_button_set_icon_name (GTK_BUTTON (button), entry->icon);
  gtk_widget_add_css_class (button, "flat");
  if (entry->style != NULL)
    gtk_widget_add_css_class (button, entry->style);
  wk_ui_set_button_name (button, _ (entry->words));
  gtk_widget_set_tooltip_text (button, tip);
  if (entry->colour >= 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", entry->colour);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), entry->action);
  return button;
}

GtkWidget *
wk_tools_bar_new (void)
{
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_box_append (GTK_BOX (box),
                    entries[i].icon != NULL
                        ? new_button (&entries[i])
                        : gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_add_css_class (box, "tools-bar");
  gtk_widget_add_css_class (box, "osd");
  wk_ui_set_name (box, _ ("Tools"));
  wk_ui_name_rest (box);
  gtk_revealer_set_child (GTK_REVEALER (revealer), box);
  gtk_revealer_set_transition_type (GTK_REVEALER (revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  wk_ui_set_name (revealer, "");
  return revealer;
}
