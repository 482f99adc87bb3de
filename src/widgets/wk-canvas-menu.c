/* wk-canvas-menu.c - the menu of the figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>

#include "widgets/wk-ui.h"

static void
copy_text (GtkWidget *widget, char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  g_free (text);
}

static void
copy_latex_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WkCanvas *self = WK_CANVAS (widget);

  if (self->session != NULL)
    copy_text (widget, wk_session_dup_latex (self->session));
}

/* The values that are asked for come along when all steps are done. */
static void
copy_values_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WkCanvas *self = WK_CANVAS (widget);

  if (self->session != NULL)
    copy_text (widget, wk_session_dup_values (
                           self->session, wk_session_get_position (self->session) >=
                                              wk_session_get_n_steps (self->session)));
}

static void
menu_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wk_canvas_open_menu (WK_CANVAS (widget), -1, -1);
}

void
wk_canvas_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "figure.copy-latex", NULL,
                                   copy_latex_cb);
  gtk_widget_class_install_action (widget_class, "figure.copy-values", NULL,
                                   copy_values_cb);
  gtk_widget_class_install_action (widget_class, "figure.menu", NULL, menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "figure.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK,
                                       "figure.menu", NULL);
}

static GMenuModel *
make_model (WkCanvas *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();

  g_menu_append (copy, _ ("Copy LaTeX"), "figure.copy-latex");
  g_menu_append (copy, _ ("Copy Values"), "figure.copy-values");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  if (self->extra_menu != NULL)
    g_menu_append_section (menu, NULL, self->extra_menu);
  return G_MENU_MODEL (menu);
}

void
wk_canvas_open_menu (WkCanvas *self, double x, double y)
{
  g_autoptr (GMenuModel) model = make_model (self);
  const WkItem *item = wk_canvas_find_item (self, self->selected);
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      wk_ui_set_name (self->menu, _ ("Figure"));
    }
  if (x < 0 && item != NULL)
    {
      WkRect box =
          wk_canvas_to_pixels (self, wk_canvas_item_bounds (self->scene, item));

      at = (GdkRectangle){ (int) box.x, (int) box.y, (int) ceil (box.width),
                           (int) ceil (box.height) };
    }
  else if (x < 0)
    {
      at.x = gtk_widget_get_width (GTK_WIDGET (self)) / 2;
      at.y = gtk_widget_get_height (GTK_WIDGET (self)) / 2;
    }
  /* At the question there is no working to copy. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.copy-latex",
                                 self->session != NULL &&
                                     wk_session_get_position (self->session) >= 1);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WkCanvas *self)
{
  const WkItem *item = wk_canvas_item_at (self, x, y);

  if (self->presenting)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  wk_canvas_select (self, item != NULL ? item->id : NULL);
  wk_canvas_open_menu (self, x, y);
}

void
wk_canvas_add_menu (WkCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
