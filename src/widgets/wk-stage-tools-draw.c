/* wk-stage-tools-draw.c - what the tools show over the canvas
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A handful of nodes, none of which paints: textures that are made once, and plain
 * colours.
 */
#include "config.h"

#include "widgets/wk-stage-tools-private.h"

#include <math.h>

/* Of black, where the spotlight is not. On dark paper more, to be seen at all. */
#define DIM 0.62f
#define DIM_ON_DARK 0.72f
/* So small a pen still shows where it is. */
#define MIN_NIB 4.0

static GdkRGBA
line_colour (const WkStageTools *self, WkRole role)
{
  WkThemeId theme = wk_canvas_get_theme (WK_CANVAS (self->canvas));
  WkColour colour = wk_theme_line (wk_theme_get (theme), role, WK_EMPHASIS_CURRENT);

  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, 1 };
}

/* A ring of that colour. */
static void
append_circle (GtkSnapshot *snapshot,
               WkPoint middle,
               double radius,
               double width,
               const GdkRGBA *colour)
{
  graphene_rect_t box =
      GRAPHENE_RECT_INIT ((float) (middle.x - radius), (float) (middle.y - radius),
                          (float) (2 * radius), (float) (2 * radius));
  float w = (float) width;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

static void
append_rest (GtkSnapshot *snapshot,
             double left,
             double top,
             double right,
             double bottom,
             const GdkRGBA *colour)
{
  if (right > left && bottom > top)
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT ((float) left, (float) top,
                                                    (float) (right - left),
                                                    (float) (bottom - top)));
}

/* A box with the hole in it, and four boxes around that one. */
static void
append_spotlight (WkStageTools *self,
                  GtkSnapshot *snapshot,
                  const WkInkScreen *screen,
                  WkPoint at,
                  double scale)
{
  gboolean dark = screen->theme == WK_THEME_DARK;
  GdkRGBA dim = { 0, 0, 0, dark ? DIM_ON_DARK : DIM };
  /* On whole device pixels, or a seam would show around the box. */
  int radius = (int) round (self->state->spotlight * scale * screen->factor);
  double half = MAX (radius, 4) / (double) screen->factor;
  double x = round (at.x * screen->factor) / screen->factor;
  double y = round (at.y * screen->factor) / screen->factor;
  double left = CLAMP (x - half, 0, screen->width);
  double right = CLAMP (x + half, 0, screen->width);
  double top = CLAMP (y - half, 0, screen->height);
  double bottom = CLAMP (y + half, 0, screen->height);

  wk_disc_set_hole (&self->hole, radius, dim.alpha);
  append_rest (snapshot, 0, 0, screen->width, top, &dim);
  append_rest (snapshot, 0, bottom, screen->width, screen->height, &dim);
  append_rest (snapshot, 0, top, left, bottom, &dim);
  append_rest (snapshot, right, top, screen->width, bottom, &dim);
  wk_disc_append (&self->hole, GTK_WIDGET (self), snapshot, x - half, y - half,
                  2 * half);
}

static void
append_highlight (WkStageTools *self,
                  GtkSnapshot *snapshot,
                  const WkInkScreen *screen,
                  WkPoint at,
                  double scale)
{
  const GdkRGBA colour = { 0.95f, 0.72f, 0.02f, 1 };
  int radius = (int) round (self->state->highlight * scale * screen->factor);
  double half = MAX (radius, 4) / (double) screen->factor;

  wk_disc_set_ring (&self->ring, radius, &colour);
  wk_disc_append (&self->ring, GTK_WIDGET (self), snapshot, round (at.x) - half,
                  round (at.y) - half, 2 * half);
}

static void
append_nib (WkStageTools *self, GtkSnapshot *snapshot, WkPoint at, double scale)
{
  GdkRGBA ink = line_colour (self, WK_ROLE_INK);
  GdkRGBA paper = line_colour (self, WK_ROLE_PAPER);
  GdkRGBA colour = line_colour (self, wk_ink_role (self->state->pen.colour));
  double radius = MAX (self->state->pen.width * scale / 2, MIN_NIB);

  append_circle (snapshot, at, radius + 3, 1.5, &ink);
  append_circle (snapshot, at, radius + 1.5, 1.5, &paper);
  append_circle (snapshot, at, radius, radius, &colour);
}

static void
append_eraser (WkStageTools *self, GtkSnapshot *snapshot, WkPoint at, double scale)
{
  GdkRGBA ink = line_colour (self, WK_ROLE_INK);
  GdkRGBA paper = line_colour (self, WK_ROLE_PAPER);
  double radius = MAX (self->state->eraser * scale, MIN_NIB);

  append_circle (snapshot, at, radius + 1.5, 4.5, &paper);
  append_circle (snapshot, at, radius, 2, &ink);
}

static void
append_box (WkStageTools *self,
            GtkSnapshot *snapshot,
            const WkInkScreen *screen,
            double scale)
{
  GdkRGBA ink = line_colour (self, WK_ROLE_INK);
  GdkRGBA paper = line_colour (self, WK_ROLE_PAPER);
  WkRect box;

  if (!wk_tools_state_get_box (self->state, &box))
    return;
  for (int i = 0; i < 2; i++)
    {
      double out = i == 0 ? 3 : 0;
      float w = i == 0 ? 6 : 3;
      const GdkRGBA *colour = i == 0 ? &paper : &ink;
      graphene_rect_t bounds =
          GRAPHENE_RECT_INIT ((float) (screen->page.x + box.x * scale - out),
                              (float) (screen->page.y + box.y * scale - out),
                              (float) (box.width * scale + 2 * out),
                              (float) (box.height * scale + 2 * out));
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &bounds, 6);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w },
                                  (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
    }
}

void
wk_stage_tools_draw (WkStageTools *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const WkToolsState *state = self->state;
  WkInkScreen screen = {
    .widget = widget,
    .page = wk_canvas_get_page_rect (WK_CANVAS (self->canvas)),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .factor = gtk_widget_get_scale_factor (widget),
    .theme = wk_canvas_get_theme (WK_CANVAS (self->canvas)),
  };
  WkPoint at;
  double scale;

  if (!wk_canvas_get_page_size (WK_CANVAS (self->canvas), &screen.units_x,
                                &screen.units_y))
    return;
  if (!wk_canvas_is_zooming (WK_CANVAS (self->canvas), &screen.painted))
    screen.painted = screen.page;
  wk_ink_layer_snapshot (&self->layer, snapshot, state, &screen);
  scale = screen.page.width / screen.units_x;
  if (!(state->page_width > 0))
    return;
  at = (WkPoint){
    screen.page.x + state->at.x * screen.page.width / state->page_width,
    screen.page.y + state->at.y * screen.page.height / state->page_height,
  };
  if (state->tool == WK_TOOL_REGION)
    append_box (self, snapshot, &screen, scale);
  if (!state->shown)
    return;
  if (state->tool == WK_TOOL_SPOTLIGHT)
    append_spotlight (self, snapshot, &screen, at, scale);
  else if (state->tool == WK_TOOL_HIGHLIGHT)
    append_highlight (self, snapshot, &screen, at, scale);
  else if (state->tool == WK_TOOL_PEN)
    append_nib (self, snapshot, at, scale);
  else if (state->tool == WK_TOOL_ERASER)
    append_eraser (self, snapshot, at, scale);
}
