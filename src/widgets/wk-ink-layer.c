/* wk-ink-layer.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-ink-layer.h"

#include <math.h>

/* Points of a piece. A piece begins with the last points of the one before, so that the
 * line bends the same way on both sides. */
#define PIECE_POINTS 40
#define SHARED_POINTS 3

/* --- pieces --- */

static void
piece_clear (WkInkPiece *piece)
{
  guint n_paints = piece->picture.n_paints;

  g_clear_pointer (&piece->scene, wk_scene_unref);
  wk_picture_clear (&piece->picture);
  piece->picture = (WkPicture){ .n_paints = n_paints };
}

static void
piece_free (gpointer data)
{
  piece_clear (data);
  g_free (data);
}

static WkRect
find_bounds (const WkScene *scene)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      double half = item->width / 2 + 1;

      for (guint k = 0; k < item->poly.n; k++)
        {
          WkPoint point = item->poly.points[k];

          x0 = MIN (x0, point.x - half);
          x1 = MAX (x1, point.x + half);
          y0 = MIN (y0, point.y - half);
          y1 = MAX (y1, point.y + half);
        }
    }
  return x1 > x0 ? (WkRect){ x0, y0, x1 - x0, y1 - y0 } : (WkRect){ 0 };
}

/* Takes @scene, or NULL. */
static void
piece_set_scene (WkInkPiece *piece, WkScene *scene)
{
  piece_clear (piece);
  piece->scene = scene;
  if (scene != NULL)
    piece->bounds = find_bounds (scene);
}

/* Only the box of the lines, as far as it is on the screen, on whole pixels. */
static gboolean
find_place (const WkInkPiece *piece, const WkInkScreen *screen, WkRect *place)
{
  const WkRect *page = &screen->painted;
  double scale = page->width / wk_scene_get_width (piece->scene);
  double left = floor (page->x + piece->bounds.x * scale);
  double top = floor (page->y + piece->bounds.y * scale);
  double right = ceil (page->x + (piece->bounds.x + piece->bounds.width) * scale) + 1;
  double bottom = ceil (page->y + (piece->bounds.y + piece->bounds.height) * scale) + 1;

  left = MAX (left, MAX (page->x, 0));
  top = MAX (top, MAX (page->y, 0));
  right = MIN (right, MIN (page->x + page->width, screen->width));
  bottom = MIN (bottom, MIN (page->y + page->height, screen->height));
  *place = (WkRect){ left, top, right - left, bottom - top };
  return place->width >= 1 && place->height >= 1;
}

static void
piece_snapshot (WkInkPiece *piece, GtkSnapshot *snapshot, const WkInkScreen *screen)
{
  float scale = (float) (screen->page.width / screen->painted.width);
  WkRect place;

  if (piece->scene == NULL || !(piece->bounds.width > 0) ||
      !find_place (piece, screen, &place))
    return;
  gtk_snapshot_save (snapshot);
  if (screen->page.width != screen->painted.width ||
      screen->page.x != screen->painted.x || screen->page.y != screen->painted.y)
    {
      gtk_snapshot_translate (
          snapshot,
          &GRAPHENE_POINT_INIT ((float) (screen->page.x - screen->painted.x * scale),
                                (float) (screen->page.y - screen->painted.y * scale)));
      gtk_snapshot_scale (snapshot, scale, scale);
    }
  wk_picture_get_part (&piece->picture, piece->scene, screen->theme,
                       (int) place.width * screen->factor,
                       (int) place.height * screen->factor,
                       (WkRect){ (screen->painted.x - place.x) * screen->factor,
                                 (screen->painted.y - place.y) * screen->factor,
                                 screen->painted.width * screen->factor,
                                 screen->painted.height * screen->factor },
                       TRUE);
  wk_picture_append (&piece->picture, screen->widget, snapshot,
                     &GRAPHENE_RECT_INIT ((float) place.x, (float) place.y,
                                          (float) place.width, (float) place.height));
  gtk_snapshot_restore (snapshot);
}

/* --- what is kept --- */

static void
update_kept (WkInkLayer *self, const WkToolsState *state, const WkInkScreen *screen)
{
  WkInkPlace place = wk_session_get_ink_place (state->session);

  if (!self->stale && self->step == place.step && self->units_x == screen->units_x &&
      self->units_y == screen->units_y &&
      g_strcmp0 (self->exercise, place.exercise) == 0)
    return;
  self->stale = FALSE;
  self->step = place.step;
  self->units_x = screen->units_x;
  self->units_y = screen->units_y;
  if (g_strcmp0 (self->exercise, place.exercise) != 0)
    {
      g_free (self->exercise);
      self->exercise = g_strdup (place.exercise);
    }
  piece_set_scene (&self->kept, wk_ink_draw (self->ink, &place, screen->units_x,
                                             screen->units_y, 0, screen->units_y));
}

/* --- the line being drawn --- */

static WkScene *
draw_points (const WkToolsState *state, guint first, guint n)
{
  return wk_ink_draw_line (&state->pen, state->page_width, state->page_height,
                           &g_array_index (state->line, WkPoint, first), n);
}

static void
update_line (WkInkLayer *self, const WkToolsState *state)
{
  guint first;

  /* A line only grows, or is gone. Between two frames one may end and another become
   * as long. */
  if (state->n_lines == self->line && state->line->len == self->n_shown)
    return;
  if (state->n_lines != self->line || state->line->len < self->n_shown)
    {
      self->line = state->n_lines;
      g_ptr_array_set_size (self->pieces, 0);
      self->n_done = 0;
      piece_set_scene (&self->end, NULL);
    }
  self->n_shown = state->line->len;
  while (state->line->len > self->n_done + PIECE_POINTS)
    {
      WkInkPiece *piece = g_new0 (WkInkPiece, 1);

      first = self->n_done > SHARED_POINTS ? self->n_done - SHARED_POINTS : 0;
      piece_set_scene (piece,
                       draw_points (state, first, self->n_done + PIECE_POINTS - first));
      g_ptr_array_add (self->pieces, piece);
      self->n_done += PIECE_POINTS;
    }
  first = self->n_done > SHARED_POINTS ? self->n_done - SHARED_POINTS : 0;
  if (state->line->len > 0)
    piece_set_scene (&self->end, draw_points (state, first, state->line->len - first));
}

void
wk_ink_layer_snapshot (WkInkLayer *self,
                       GtkSnapshot *snapshot,
                       const WkToolsState *state,
                       const WkInkScreen *screen)
{
  if (!(screen->units_x > 0) || !(screen->page.width > 0))
    return;
  update_kept (self, state, screen);
  update_line (self, state);
  piece_snapshot (&self->kept, snapshot, screen);
  for (guint i = 0; i < self->pieces->len; i++)
    piece_snapshot (g_ptr_array_index (self->pieces, i), snapshot, screen);
  piece_snapshot (&self->end, snapshot, screen);
}

guint
wk_ink_layer_get_n_paints (const WkInkLayer *self)
{
  return self->kept.picture.n_paints + self->end.picture.n_paints;
}

static void
changed_cb (WkInkLayer *self)
{
  self->stale = TRUE;
}

void
wk_ink_layer_init (WkInkLayer *self, WkInk *ink)
{
  self->ink = g_object_ref (ink);
  self->handler =
      g_signal_connect_swapped (ink, "changed", G_CALLBACK (changed_cb), self);
  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  self->stale = TRUE;
}

void
wk_ink_layer_clear (WkInkLayer *self)
{
  if (self->ink == NULL)
    return;
  g_clear_signal_handler (&self->handler, self->ink);
  g_clear_object (&self->ink);
  g_clear_pointer (&self->exercise, g_free);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  piece_clear (&self->kept);
  piece_clear (&self->end);
}
