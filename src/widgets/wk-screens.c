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

/* Both are whole; what is empty is not known, and so not the same. */
static int
score (char **there, char **wanted)
{
  int device = *wanted[2] != '\0' && g_str_equal (there[2], wanted[2]) &&
               g_str_equal (there[1], wanted[1]);
  int connector = *wanted[0] != '\0' && g_str_equal (there[0], wanted[0]);

  return 2 * device + connector;
}

int
wk_screens_choose (const char *const *names, const char *name)
{
  g_auto (GStrv) wanted = g_strsplit (word (name), "|", 3);
  int best = -1, most = 0;

  for (int i = 0; names[i] != NULL && g_strv_length (wanted) == 3; i++)
    {
      g_auto (GStrv) there = g_strsplit (names[i], "|", 3);
      int found = g_strv_length (there) == 3 ? score (there, wanted) : 0;

      if (found > most)
        {
          most = found;
          best = i;
        }
    }
  return best;
}

GdkMonitor *
wk_screens_find (GdkDisplay *display, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int best;

  for (guint i = 0; i < wk_screens_get_n (display); i++)
    g_ptr_array_add (names, wk_screens_name (get (display, i)));
  g_ptr_array_add (names, NULL);
  best = wk_screens_choose ((const char *const *) names->pdata, name);
  return best >= 0 ? get (display, (guint) best) : NULL;
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
