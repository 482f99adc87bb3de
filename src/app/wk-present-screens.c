/* wk-present-screens.c - where the audience sees the figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-present-private.h"

void
wk_present_place (WkPresent *self)
{
  wk_window_set_lecture (self->window, self->audience);
  gtk_window_fullscreen (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (
      GTK_WIDGET (wk_audience_get_canvas (WK_AUDIENCE (self->audience))));
}

void
wk_present_unplace (WkPresent *self)
{
  wk_present_close_windows (self);
  wk_window_set_lecture (self->window, NULL);
  if (!self->fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self->window));
}

void
wk_present_close_windows (WkPresent *self)
{
}

void
wk_present_move (WkPresent *self, WkPresentCommand command)
{
  GtkWindow *window = GTK_WINDOW (self->window);

  if (command != WK_PRESENT_WINDOW)
    return;
  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}
