/* wk-svg-dots.c - scatters in SVG
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A marker is defined once for its class, size and colours, and used at each dot: one
 * short line of the file for each of thousands.
 */
#include "config.h"

#include "render/wk-svg-private.h"

#include <math.h>

#include "render/wk-marker.h"
#include "render/wk-message-private.h"

static void
append_shape (GString *out, guint class, double radius, double inset, WkColour colour)
{
  g_autoptr (WkPath) path = wk_path_new ();

  wk_marker_add (path, class, 0, 0, radius, inset);
  g_string_append (out, "<path d=\"");
  wk_svg_append_path (out, path);
  g_string_append_c (out, '"');
  wk_svg_append_colour (out, "fill", colour);
  g_string_append (out, "/>");
}

/* Returns its number. */
static guint
define_marker (WkSvgDevice *self, const WkDots *dots, guint class)
{
  double whole, fill;
  gboolean edged = wk_marker_insets (dots, class, &whole, &fill);

  self->n_markers++;
  g_string_append_printf (self->defs, "<g id=\"%s_m%u\">", self->base, self->n_markers);
  if (edged)
    append_shape (self->defs, class, dots->radius, whole, dots->edges[class]);
  append_shape (self->defs, class, dots->radius, fill, dots->fills[class]);
  g_string_append (self->defs, "</g>\n");
  return self->n_markers;
}

void
wk_svg_add_dots (WkDevice *device, const WkDots *dots)
{
  WkSvgDevice *self = (WkSvgDevice *) device;
  guint markers[WK_N_CLASSES] = { 0 };

  for (guint i = 0; i < dots->n; i++)
    if (!isfinite (dots->points[i].x) || !isfinite (dots->points[i].y))
      {
        if (self->problem == NULL)
          self->problem = N_ ("a coordinate is not a finite number");
        return;
      }
  wk_svg_flush_text (self);
  for (guint i = 0; i < dots->n; i++)
    {
      guint class = dots->classes[i];

      if (markers[class] == 0)
        markers[class] = define_marker (self, dots, class);
      wk_svg_count_element (self);
      g_string_append_printf (self->body, "<use xlink:href=\"#%s_m%u\"", self->base,
                              markers[class]);
      wk_svg_append_attribute (self->body, "x", dots->points[i].x);
      wk_svg_append_attribute (self->body, "y", dots->points[i].y);
      g_string_append (self->body, "/>\n");
    }
}
