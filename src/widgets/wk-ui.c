/* wk-ui.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-ui.h"

#include <adwaita.h>

#include "render/wk-math.h"
#include "wk-resources.h"

void
wk_ui_init (void)
{
  static gsize ready = 0;

  /* Naming the resource here keeps the linker from leaving it in its archive. */
  if (g_once_init_enter (&ready))
    {
      wk_register_resource ();
      g_once_init_leave (&ready, 1);
    }
}

const WkLanguage *
wk_ui_get_language (void)
{
  static const WkLanguage *language = NULL;

  if (language == NULL)
    language = wk_language_from_environment ();
  return language;
}

const char *
wk_ui_text (const char *text)
{
  return wk_language_text (wk_ui_get_language (), text);
}

/* --- templates --- */

typedef struct
{
  GString *out;
  GString *text; /* of the element whose words are being gathered, or NULL */
  const WkLanguage *language;
} Translation;

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  Translation *translation = data;

  g_string_append_printf (translation->out, "<%s", element);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "translatable"))
        {
          if (g_str_equal (values[i], "yes") && translation->text == NULL)
            translation->text = g_string_new (NULL);
          continue;
        }
      g_autofree char *escaped = g_markup_escape_text (values[i], -1);
      g_string_append_printf (translation->out, " %s=\"%s\"", names[i], escaped);
    }
  g_string_append_c (translation->out, '>');
}

static void
end_element (GMarkupParseContext *context,
             const char *element,
             gpointer data,
             GError **error)
{
  Translation *translation = data;

  if (translation->text != NULL)
    {
      const char *words =
          wk_language_text (translation->language, translation->text->str);
      g_autofree char *escaped = g_markup_escape_text (words, -1);

      g_string_append (translation->out, escaped);
      g_string_free (translation->text, TRUE);
      translation->text = NULL;
    }
  g_string_append_printf (translation->out, "</%s>", element);
}

static void
text (GMarkupParseContext *context,
      const char *text,
      gsize length,
      gpointer data,
      GError **error)
{
  Translation *translation = data;

  if (translation->text != NULL)
    {
      g_string_append_len (translation->text, text, (gssize) length);
    }
  else
    {
      g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);
      g_string_append (translation->out, escaped);
    }
}

GBytes *
wk_ui_translate (GBytes *xml, const WkLanguage *language, GError **error)
{
  static const GMarkupParser parser = {
    .start_element = start_element,
    .end_element = end_element,
    .text = text,
  };
  Translation translation = { .out = g_string_new (NULL), .language = language };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (
      &parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &translation, NULL);
  gsize size = 0;
  const char *source = g_bytes_get_data (xml, &size);
  gboolean parsed =
      g_markup_parse_context_parse (context, source, (gssize) size, error) &&
      g_markup_parse_context_end_parse (context, error);

  if (translation.text != NULL)
    g_string_free (translation.text, TRUE);
  if (!parsed)
    {
      g_string_free (translation.out, TRUE);
      return NULL;
    }
  return g_string_free_to_bytes (translation.out);
}

/* A template that is missing or broken is a mistake in the program, not in its input:
 * g_error() ends it, as GTK's own functions do. */
static GBytes *
load_translated (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (WK_RESOURCE_BASE "ui/", name, NULL);
  g_autoptr (GBytes) xml = NULL;
  GBytes *translated = NULL;

  wk_ui_init ();
  xml = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (xml != NULL)
    translated = wk_ui_translate (xml, wk_ui_get_language (), &error);
  if (translated == NULL)
    g_error ("%s: %s", path, error->message);
  return translated;
}

void
wk_ui_set_template (GtkWidgetClass *widget_class, const char *name)
{
  g_autoptr (GBytes) xml = load_translated (name);

  gtk_widget_class_set_template (widget_class, xml);
}

GtkBuilder *
wk_ui_new_builder (const char *name)
{
  g_autoptr (GBytes) xml = load_translated (name);
  g_autoptr (GError) error = NULL;
  GtkBuilder *builder = gtk_builder_new ();
  gsize size = 0;
  const char *source = g_bytes_get_data (xml, &size);

  if (!gtk_builder_add_from_string (builder, source, (gssize) size, &error))
    g_error ("%s: %s", name, error->message);
  return builder;
}

/* --- after the first frame --- */

typedef struct
{
  WkUiFurnish furnish;
  guint n_frames; /* that have begun */
} Later;

static gboolean
later_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Later *later = data;

  /* Ticks come before a frame is laid out and painted. */
  if (later->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  later->furnish (widget);
  return G_SOURCE_REMOVE;
}

void
wk_ui_later (GtkWidget *widget, WkUiFurnish furnish)
{
  Later *later = g_new0 (Later, 1);

  later->furnish = furnish;
  gtk_widget_add_tick_callback (widget, later_cb, later, g_free);
}

/* --- names --- */

void
wk_ui_set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
wk_ui_set_description (GtkWidget *widget, const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* What GTK itself makes, and names by its class if nothing else does. */
static gboolean
is_nameless (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);
  GtkAccessibleRole role;

  if (!g_str_has_prefix (type, "Gtk") && !g_str_has_prefix (type, "Adw"))
    return FALSE;
  role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget))[0] == '\0';
  return role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_WIDGET ||
         role == GTK_ACCESSIBLE_ROLE_IMG || role == GTK_ACCESSIBLE_ROLE_NONE ||
         GTK_IS_SCROLLBAR (widget);
}

/* Of the row, the group or the window that the widget is in. */
static const char *
title_around (GtkWidget *widget)
{
  const char *title = NULL;

  for (GtkWidget *one = gtk_widget_get_parent (widget);
       one != NULL && (title == NULL || title[0] == '\0');
       one = gtk_widget_get_parent (one))
    {
      if (ADW_IS_PREFERENCES_ROW (one))
        title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (one));
      else if (ADW_IS_PREFERENCES_GROUP (one))
        title = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (one));
      else if (GTK_IS_WINDOW (one))
        title = gtk_window_get_title (GTK_WINDOW (one));
    }
  return title != NULL ? title : "";
}

static const char *
first_text (GtkWidget *widget)
{
  const char *text =
      GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && text == NULL; child = gtk_widget_get_next_sibling (child))
    text = first_text (child);
  return text;
}

/* Of what takes the focus in dialogs, which GTK and libadwaita leave without a name;
 * NULL: of nothing like that. */
static const char *
name_by_place (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return _ ("Contents");
  if (GTK_IS_SEARCH_ENTRY (widget))
    return _ ("Search");
  if (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget))
    return title_around (widget);
  /* Their types are private. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") ||
      g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwViewSwitcherButton"))
    {
      const char *text = first_text (widget);

      return text != NULL && text[0] != '\0' ? text : title_around (widget);
    }
  return NULL;
}

static void
name_one (GtkWidget *widget)
{
  const char *name = name_by_place (widget);

  if (name == NULL && is_nameless (widget))
    name = GTK_IS_SCROLLBAR (widget) ? _ ("Scroll Bar") : "";
  /* The only question GTK answers about names has "test" in its own. */
  if (name != NULL && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL))
    wk_ui_set_name (widget, name);
}

static void
name_all (GtkWidget *widget)
{
  name_one (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_all (child);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  /* What a dialog does not show yet is told of, too. */
  if (GTK_IS_WINDOW (widget))
    name_all (widget);
  else
    name_one (widget);
  return TRUE;
}

void
wk_ui_name_rest (GtkWidget *widget)
{
  static gboolean watching;

  name_all (widget);
  if (watching)
    return;
  watching = TRUE;
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb,
                              NULL, NULL);
}

/* --- pressed out of sight --- */

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t box, room;

  return viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &box) ||
         !gtk_widget_compute_bounds (viewport, viewport, &room) ||
         graphene_rect_contains_rect (&room, &box);
}

static gboolean
activated_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *button = g_value_get_object (&values[0]);

  if (gtk_widget_get_mapped (button) && !is_in_sight (button))
    gtk_widget_grab_focus (button);
  return TRUE;
}

void
wk_ui_show_pressed (void)
{
  static gboolean watching;
  g_autoptr (GTypeClass) buttons = NULL;

  if (watching)
    return;
  watching = TRUE;
  buttons = g_type_class_ref (GTK_TYPE_BUTTON);
  g_signal_add_emission_hook (g_signal_lookup ("activate", GTK_TYPE_BUTTON), 0,
                              activated_cb, NULL, NULL);
}

void
wk_ui_set_button_name (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  wk_ui_set_name (button, name);
}

/* As wide as with its icon, so that its neighbours keep their places. */
#define ICON_BUTTON_WIDTH 34

static void
show_icon (GtkWidget *button)
{
  g_object_set (button, "icon-name", g_object_get_data (G_OBJECT (button), "wk-icon"),
                NULL);
  gtk_widget_set_size_request (button, -1, -1);
}

void
wk_ui_set_icon_button (GtkWidget *button, const char *icon, const char *name)
{
  g_object_set_data (G_OBJECT (button), "wk-icon", (gpointer) icon);
  gtk_widget_set_size_request (button, ICON_BUTTON_WIDTH, -1);
  wk_ui_set_button_name (button, name);
  wk_ui_later (button, show_icon);
}

/* The button inside has the focus, and a name of its own. */
GtkWidget *
wk_ui_new_more_button (const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "wk-menu-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "more");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  wk_ui_set_button_name (button, name);
  wk_ui_set_name (gtk_widget_get_first_child (button), name);
  return button;
}

gboolean
wk_ui_focus_list (GtkWidget *list, GtkWidget *row, GtkDirectionType direction)
{
  gboolean is_tab =
      direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!is_tab)
    return gtk_widget_child_focus (list, direction);
  if (row == NULL || gtk_widget_get_focus_child (list) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (row);
}

char *
wk_ui_speak (const char *text, const WkLanguage *language)
{
  GString *words = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "$", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (WkMath) math = i % 2 == 1 ? wk_math_parse (parts[i], NULL) : NULL;
      g_autofree char *spoken = math != NULL ? wk_math_to_words (math, language) : NULL;

      g_string_append (words, spoken != NULL ? spoken : parts[i]);
    }
  g_strdelimit (words->str, "\n", ' ');
  g_strstrip (words->str);
  return g_string_free (words, FALSE);
}
