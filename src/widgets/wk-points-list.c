/* wk-points-list.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-points-list.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

struct _WkPointsList
{
  GtkWidget parent_instance;

  WkSession *session;
  GPtrArray *texts; /* of the points there are buttons for */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (WkPointsList, wk_points_list, GTK_TYPE_WIDGET)

static void
toggled_cb (GtkCheckButton *button, WkPointsList *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "point"));

  if (!self->setting)
    wk_session_set_tick (self->session, i, gtk_check_button_get_active (button));
}

static GtkWidget *
new_button (WkPointsList *self, guint i, const char *text)
{
  const WkLanguage *language = wk_session_get_language (self->session);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *flow = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);
  g_autofree char *spoken = wk_ui_speak (text, language);

  wk_flow_label_set_text (WK_FLOW_LABEL (flow), text, language);
  gtk_widget_set_hexpand (flow, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), flow);
  wk_ui_set_name (button, spoken);
  g_object_set_data (G_OBJECT (button), "point", GUINT_TO_POINTER (i));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static gboolean
is_filled (WkPointsList *self, guint n)
{
  if (self->texts->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (self->texts->pdata[i], wk_session_get_point (self->session, i)) != 0)
      return FALSE;
  return TRUE;
}

void
wk_points_list_update (WkPointsList *self)
{
  g_return_if_fail (WK_IS_POINTS_LIST (self));

  gboolean shown = wk_session_are_points_shown (self->session);
  guint n = shown ? wk_session_get_n_points (self->session) : 0;
  GtkWidget *button;

  if (!is_filled (self, n))
    {
      g_ptr_array_set_size (self->texts, 0);
      while ((button = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
        gtk_widget_unparent (button);
      for (guint i = 0; i < n; i++)
        {
          const char *text = wk_session_get_point (self->session, i);

          g_ptr_array_add (self->texts, g_strdup (text));
          gtk_widget_set_parent (new_button (self, i, text), GTK_WIDGET (self));
        }
    }
  self->setting = TRUE;
  button = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                 wk_session_get_tick (self->session, i));
  self->setting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

GtkWidget *
wk_points_list_new (WkSession *session)
{
  WkPointsList *self = g_object_new (WK_TYPE_POINTS_LIST, NULL);

  self->session = g_object_ref (session);
  wk_ui_set_name (GTK_WIDGET (self), _ ("Points of a Full Answer"));
  wk_points_list_update (self);
  return GTK_WIDGET (self);
}

static void
wk_points_list_dispose (GObject *object)
{
  WkPointsList *self = WK_POINTS_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_points_list_parent_class)->dispose (object);
}

static void
wk_points_list_class_init (WkPointsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_points_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkpoints");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_points_list_init (WkPointsList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->texts = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}
