/* wk-screens.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-screens.h"

static const char *
word (const char *text)
{
  return text != NULL ? text : "";
}

char *
wk_screens_name (GdkMonitor *monitor)
{
  return g_strdup_printf ("%s|%s|%s", word (gdk_monitor_get_connector (monitor)),
                          word (gdk_monitor_get_manufacturer (monitor)),
                          word (gdk_monitor_get_model (monitor)));
}

char *
wk_screens_title (GdkMonitor *monitor)
{
  const char *connector = word (gdk_monitor_get_connector (monitor));
  const char *model = word (gdk_monitor_get_model (monitor));

  if (*model == '\0')
    return g_strdup (connector);
  return *connector != '\0' ? g_strdup_printf ("%s (%s)", model, connector)
                            : g_strdup (model);
}

guint
wk_screens_get_n (GdkDisplay *display)
{
  return g_list_model_get_n_items (gdk_display_get_monitors (display));
}

/* Borrowed: the display keeps it. */
static GdkMonitor *
get (GdkDisplay *display, guint i)
{
  g_autoptr (GdkMonitor) monitor =
      g_list_model_get_item (gdk_display_get_monitors (display), i);

  return monitor;
}

GdkMonitor *
wk_screens_of (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  return surface != NULL ? gdk_display_get_monitor_at_surface (
                               gtk_widget_get_display (GTK_WIDGET (window)), surface)
                         : NULL;
}

GdkMonitor *
wk_screens_find (GdkDisplay *display, const char *name)
{
  g_auto (GStrv) wanted = g_strsplit (word (name), "|", 3);
  GdkMonitor *best = NULL;
  int most = 0;

  if (g_strv_length (wanted) != 3)
    return NULL;
  for (guint i = 0; i < wk_screens_get_n (display); i++)
    {
      GdkMonitor *monitor = get (display, i);
      int score = 0;

      if (*wanted[2] != '\0' &&
          g_str_equal (word (gdk_monitor_get_model (monitor)), wanted[2]) &&
          g_str_equal (word (gdk_monitor_get_manufacturer (monitor)), wanted[1]))
        score += 2;
      if (*wanted[0] != '\0' &&
          g_str_equal (word (gdk_monitor_get_connector (monitor)), wanted[0]))
        score++;
      if (score > most)
        {
          most = score;
          best = monitor;
        }
    }
  return best;
}

GdkMonitor *
wk_screens_next (GdkDisplay *display, GdkMonitor *monitor)
{
  guint n = wk_screens_get_n (display);

  for (guint i = 0; i < n; i++)
    if (get (display, i) == monitor)
      return get (display, (i + 1) % n);
  return n > 0 ? get (display, 0) : NULL;
}
