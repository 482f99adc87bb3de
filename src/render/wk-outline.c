/* wk-outline.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-outline.h"

typedef struct
{
  WkPath *path;
  double scale, x, y;
} Pen;

static void
move_to (hb_draw_funcs_t *funcs,
         void *data,
         hb_draw_state_t *state,
         float x,
         float y,
         void *user)
{
  const Pen *pen = data;
  double s = pen->scale;

  wk_path_move (pen->path, pen->x + s * x, pen->y - s * y);
}

static void
line_to (hb_draw_funcs_t *funcs,
         void *data,
         hb_draw_state_t *state,
         float x,
         float y,
         void *user)
{
  const Pen *pen = data;
  double s = pen->scale;

  wk_path_line (pen->path, pen->x + s * x, pen->y - s * y);
}

static void
cubic_to (hb_draw_funcs_t *funcs,
          void *data,
          hb_draw_state_t *state,
          float x1,
          float y1,
          float x2,
          float y2,
          float x3,
          float y3,
          void *user)
{
  const Pen *pen = data;
  double s = pen->scale;

  wk_path_curve (pen->path, pen->x + s * x1, pen->y - s * y1, pen->x + s * x2,
                 pen->y - s * y2, pen->x + s * x3, pen->y - s * y3);
}

static void
close_path (hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
  wk_path_close (((const Pen *) data)->path);
}

static hb_draw_funcs_t *
get_funcs (void)
{
  static hb_draw_funcs_t *funcs;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      /* Quadratic curves HarfBuzz turns into cubic ones by itself. */
      funcs = hb_draw_funcs_create ();
      hb_draw_funcs_set_move_to_func (funcs, move_to, NULL, NULL);
      hb_draw_funcs_set_line_to_func (funcs, line_to, NULL, NULL);
      hb_draw_funcs_set_cubic_to_func (funcs, cubic_to, NULL, NULL);
      hb_draw_funcs_set_close_path_func (funcs, close_path, NULL, NULL);
      hb_draw_funcs_make_immutable (funcs);
      g_once_init_leave (&once, 1);
    }
  return funcs;
}

void
wk_outline_add (WkPath *path,
                hb_font_t *font,
                guint32 glyph,
                double scale,
                double x,
                double y)
{
  Pen pen = { path, scale, x, y };

  hb_font_get_glyph_shape (font, glyph, get_funcs (), &pen);
}

hb_font_t *
wk_outline_font_new (hb_face_t *face)
{
  int upem = (int) hb_face_get_upem (face);
  hb_font_t *font = hb_font_create (face);

  hb_font_set_scale (font, upem, upem);
  return font;
}
