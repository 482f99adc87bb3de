/* wk-present-actions.c - what the lecturer's buttons and menu do
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-present-private.h"
#include "widgets/wk-screens.h"
#include "widgets/wk-ui.h"

/* What the place of the audience is called in the action's state, beside the names of
 * screens. */
#define APART "window"

typedef struct
{
  const char *name;
  WkPresentCommand command;
} Row;

static const Row rows[] = {
  { "forward", WK_PRESENT_FORWARD }, { "back", WK_PRESENT_BACK },
  { "play", WK_PRESENT_PLAY },       { "black", WK_PRESENT_BLACK },
  { "white", WK_PRESENT_WHITE },     { "swap", WK_PRESENT_SWAP },
  { "timer", WK_PRESENT_TIMER },     { "reset-timer", WK_PRESENT_RESET_TIMER },
  { "leave", WK_PRESENT_LEAVE },
};

static void
command_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].name, name))
      {
        wk_present_click (data, rows[i].command);
        return;
      }
}

static void
place_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  const char *place = g_variant_get_string (state, NULL);

  if (g_str_equal (place, APART))
    wk_present_set_place (data, TRUE, NULL);
  else
    wk_present_set_place (data, FALSE, place);
}

static void
colours_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  const char *theme = g_variant_get_string (state, NULL);

  g_simple_action_set_state (action, state);
  wk_present_set_theme (data, *theme != '\0' ? theme : NULL);
}

static void
at_once_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  wk_present_do (data, WK_PRESENT_AT_ONCE);
}

void
wk_present_add_actions (WkPresent *self)
{
  static const GActionEntry choices[] = {
    { .name = "place", .parameter_type = "s", .state = "''", .change_state = place_cb },
    { .name = "colours",
      .parameter_type = "s",
      .state = "''",
      .change_state = colours_cb },
    { .name = "at-once", .state = "false", .change_state = at_once_cb },
  };

  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (rows[i].name, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (command_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), choices,
                                   G_N_ELEMENTS (choices), self);
}

static void
set_state (WkPresent *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* A label is no markup, but an underline in it would be a mnemonic. */
static char *
escape (const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);

  return g_strjoinv ("__", parts);
}

/* The screens that there are to choose from, none if there is one. (transfer full)
 * (element-type GdkMonitor) */
static GPtrArray *
list_screens (WkPresent *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->window));
  GListModel *monitors = gdk_display_get_monitors (display);
  guint n = g_list_model_get_n_items (monitors);
  GPtrArray *screens = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n && n > 1; i++)
    g_ptr_array_add (screens, g_list_model_get_item (monitors, i));
  return screens;
}

static void
fill_places (WkPresent *self, const GPtrArray *screens)
{
  g_autoptr (GMenu) places = g_menu_new ();

  for (guint i = 0; i < screens->len; i++)
    {
      GdkMonitor *monitor = screens->pdata[i];
      g_autofree char *name = wk_screens_name (monitor);
      g_autofree char *title = wk_screens_title (monitor);
      g_autofree char *escaped = escape (title);
      g_autofree char *label = g_strdup_printf (_ ("Audience on %s"), escaped);

      append (places, label, "present.place", name);
    }
  append (places, _ ("Audience in a Window"), "present.place", APART);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (places));
}

/* Whether the menu tells other screens than these, or nothing yet; notes them. */
static gboolean
is_old (WkPresent *self, const GPtrArray *screens)
{
  g_autoptr (GString) names = g_string_new ("");
  const char *before = g_object_get_data (G_OBJECT (self->menu), "screens");

  for (guint i = 0; i < screens->len; i++)
    {
      g_autofree char *name = wk_screens_name (screens->pdata[i]);

      g_string_append_printf (names, "%s\n", name);
    }
  if (g_strcmp0 (before, names->str) == 0)
    return FALSE;
  g_object_set_data_full (G_OBJECT (self->menu), "screens", g_strdup (names->str),
                          g_free);
  return TRUE;
}

/* Only where it becomes another: of entries that go GTK 4.8 keeps kilobytes. */
static void
fill_menu (WkPresent *self)
{
  g_autoptr (GPtrArray) screens = list_screens (self);
  g_autoptr (GMenu) colours = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new ();

  if (!is_old (self, screens))
    return;
  g_menu_remove_all (self->menu);
  fill_places (self, screens);
  append (colours, _ ("Light"), "present.colours", "light");
  append (colours, _ ("Dark"), "present.colours", "dark");
  append (colours, _ ("Like the Figure"), "present.colours", "");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (colours));
  g_menu_append (choices, _ ("Show What Is Asked at Once"), "present.at-once");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (choices));
}

void
wk_present_update_actions (WkPresent *self)
{
  g_autofree char *place = NULL;

  fill_menu (self);
  if (self->audience_window != NULL && !self->apart)
    {
      GdkMonitor *monitor = wk_present_get_monitor (self);

      place = monitor != NULL ? wk_screens_name (monitor) : NULL;
    }
  set_state (self, "place",
             g_variant_new_string (self->apart     ? APART
                                   : place != NULL ? place
                                                   : ""));
  set_state (
      self, "colours",
      g_variant_new_string (self->choices.theme != NULL ? self->choices.theme : ""));
  set_state (self, "at-once", g_variant_new_boolean (self->choices.at_once));
}
