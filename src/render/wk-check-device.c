/* wk-check-device.c - a device that records where ink falls
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Glyphs count by the ink of their outlines, not by the boxes that layouts reckon with.
 */
#include "config.h"

#include <hb.h>
#include <math.h>

#include "render/wk-check-private.h"
#include "render/wk-math.h"
#include "render/wk-paint-private.h"
#include "render/wk-text-private.h"

static void
mark_free (gpointer data)
{
  WkMark *mark = data;

  wk_shape_unref (mark->shape);
  wk_shape_unref (mark->clip);
  wk_dot_field_free (mark->dots);
  g_free (mark);
}

static void
ink_clear (gpointer data)
{
  wk_shape_unref (((WkInk *) data)->clip);
}

static void
text_free (gpointer data)
{
  WkInkedText *text = data;

  g_array_unref (text->ink);
  g_free (text);
}

static WkShape *
get_clip (WkCheckDevice *self)
{
  if (self->clips->len == 0)
    return NULL;
  return wk_shape_ref (g_ptr_array_index (self->clips, self->clips->len - 1));
}

static void
check_begin (WkDevice *device, const WkScene *scene, double scale, double dx, double dy)
{
  ((WkCheckDevice *) device)->scale = wk_scene_get_text_scale (scene);
}

static void
check_end (WkDevice *device)
{
}

static gboolean
parses (WkCheckDevice *self, const WkItem *item)
{
  g_autoptr (WkMathLayout) layout =
      wk_math_layout (item->text.text, wk_type_size (item->text.type, self->scale),
                      item->text.wrap, wk_text_is_display (item->text.type), NULL);

  return layout != NULL;
}

static void
check_begin_item (WkDevice *device, const WkItem *item)
{
  WkCheckDevice *self = (WkCheckDevice *) device;

  self->item = item;
  self->text = NULL;
  if (item == NULL || (item->type != WK_ITEM_TEXT && item->type != WK_ITEM_FORMULA))
    return;
  self->text = g_new0 (WkInkedText, 1);
  self->text->item = item;
  self->text->ink = g_array_new (FALSE, FALSE, sizeof (WkInk));
  g_array_set_clear_func (self->text->ink, ink_clear);
  self->text->order = self->marks->len;
  self->text->source = item->type == WK_ITEM_FORMULA && !parses (self, item);
  g_ptr_array_add (self->texts, self->text);
}

static void
check_end_item (WkDevice *device)
{
  ((WkCheckDevice *) device)->item = NULL;
  ((WkCheckDevice *) device)->text = NULL;
}

static void
add_ink (WkCheckDevice *self, WkRect box, WkColour colour)
{
  WkInkedText *text = self->text;
  WkInk ink = { .box = box, .colour = colour, .clip = get_clip (self) };
  double x, y;

  if (text->ink->len == 0)
    text->bounds = box;
  else
    {
      x = MIN (text->bounds.x, box.x);
      y = MIN (text->bounds.y, box.y);
      text->bounds.width =
          MAX (text->bounds.x + text->bounds.width, box.x + box.width) - x;
      text->bounds.height =
          MAX (text->bounds.y + text->bounds.height, box.y + box.height) - y;
      text->bounds.x = x;
      text->bounds.y = y;
    }
  g_array_append_val (text->ink, ink);
}

static WkMark *
add_mark (WkCheckDevice *self, WkMarkType type, const WkPath *path, WkColour colour)
{
  WkMark *mark = g_new0 (WkMark, 1);

  mark->type = type;
  mark->item = self->item;
  mark->colour = colour;
  mark->colour.alpha *= self->opacity;
  mark->shape = wk_shape_new (path);
  mark->bounds = mark->shape->bounds;
  mark->clip = get_clip (self);
  g_ptr_array_add (self->marks, mark);
  return mark;
}

static void
check_fill (WkDevice *device, const WkPath *path, WkColour colour)
{
  WkCheckDevice *self = (WkCheckDevice *) device;

  if (!wk_path_is_finite (path))
    return;
  if (self->text != NULL && colour.alpha == 1)
    {
      /* A fraction bar is ink like its digits. */
      WkShape *shape = wk_shape_new (path);

      add_ink (self, shape->bounds, colour);
      wk_shape_unref (shape);
      return;
    }
  add_mark (self, WK_MARK_FILL, path, colour);
  /* The glow of a formula lies under it. */
  if (self->text != NULL)
    self->text->order = self->marks->len;
}

static void
check_stroke (WkDevice *device, const WkPath *path, const WkStroke *stroke)
{
  WkCheckDevice *self = (WkCheckDevice *) device;
  WkMark *mark;

  if (!wk_path_is_finite (path))
    return;
  mark = add_mark (self, WK_MARK_STROKE, path, stroke->colour);
  mark->reach = stroke->width / 2;
  mark->bounds.x -= mark->reach;
  mark->bounds.y -= mark->reach;
  mark->bounds.width += stroke->width;
  mark->bounds.height += stroke->width;
}

static hb_font_t *
get_font (WkCheckDevice *self, hb_face_t *face)
{
  hb_font_t *font = g_hash_table_lookup (self->fonts, face);

  if (font == NULL)
    {
      font = hb_font_create (face);
      g_hash_table_insert (self->fonts, face, font);
    }
  return font;
}

static void
check_glyphs (WkDevice *device, const WkGlyphRun *run)
{
  WkCheckDevice *self = (WkCheckDevice *) device;
  hb_face_t *face = run->font->face;
  hb_font_t *font = get_font (self, face);
  double em = run->font->size / hb_face_get_upem (face);

  if (self->text == NULL)
    return;
  self->text->size = MAX (self->text->size, run->font->size);
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const WkGlyph *glyph = &run->glyphs[i];
      hb_glyph_extents_t ink = { 0 };

      if (!hb_font_get_glyph_extents (font, glyph->glyph, &ink) || ink.width == 0 ||
          ink.height == 0 || !isfinite (glyph->x) || !isfinite (glyph->y))
        continue;
      add_ink (self,
               (WkRect){ glyph->x + em * ink.x_bearing, glyph->y - em * ink.y_bearing,
                         em * ink.width, -em * ink.height },
               run->colour);
    }
}

static void
check_image (WkDevice *device,
             WkRect rect,
             guint columns,
             guint rows,
             const guint8 *rgba,
             gboolean smooth)
{
  WkCheckDevice *self = (WkCheckDevice *) device;
  g_autoptr (WkPath) path = wk_path_new ();
  WkMark *mark;

  wk_path_box (path, rect, 0);
  if (!wk_path_is_finite (path))
    return;
  mark = add_mark (self, WK_MARK_IMAGE, path, (WkColour){ 0, 0, 0, 1 });
  mark->columns = columns;
  mark->rows = rows;
  mark->rgba = rgba;
}

static void
check_dots (WkDevice *device, const WkDots *dots)
{
  WkCheckDevice *self = (WkCheckDevice *) device;
  WkMark *mark = g_new0 (WkMark, 1);

  mark->type = WK_MARK_DOTS;
  mark->item = self->item;
  mark->colour.alpha = self->opacity;
  mark->dots = wk_dot_field_new (dots);
  mark->bounds = mark->dots->bounds;
  g_ptr_array_add (self->marks, mark);
}

static void
check_push_clip (WkDevice *device, const WkPath *path)
{
  g_ptr_array_add (((WkCheckDevice *) device)->clips, wk_shape_new (path));
}

static void
check_pop_clip (WkDevice *device)
{
  GPtrArray *clips = ((WkCheckDevice *) device)->clips;

  g_ptr_array_set_size (clips, (int) clips->len - 1);
}

static void
check_push_opacity (WkDevice *device, double opacity)
{
  ((WkCheckDevice *) device)->opacity = opacity;
}

static void
check_pop_opacity (WkDevice *device)
{
  ((WkCheckDevice *) device)->opacity = 1;
}

static gboolean
check_check (WkDevice *device, GError **error)
{
  return TRUE;
}

static void
check_free (WkDevice *device)
{
  WkCheckDevice *self = (WkCheckDevice *) device;

  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->clips);
  g_hash_table_unref (self->fonts);
  g_free (self);
}

WkDevice *
wk_check_device_new (void)
{
  static const WkDeviceClass klass = {
    .begin = check_begin,
    .end = check_end,
    .begin_item = check_begin_item,
    .end_item = check_end_item,
    .fill = check_fill,
    .stroke = check_stroke,
    .glyphs = check_glyphs,
    .image = check_image,
    .dots = check_dots,
    .push_clip = check_push_clip,
    .pop_clip = check_pop_clip,
    .push_opacity = check_push_opacity,
    .pop_opacity = check_pop_opacity,
    .check = check_check,
    .free = check_free,
  };
  WkCheckDevice *self = g_new0 (WkCheckDevice, 1);

  self->parent.klass = &klass;
  self->opacity = 1;
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->texts = g_ptr_array_new_with_free_func (text_free);
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_shape_unref);
  self->fonts =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hb_font_destroy);
  return &self->parent;
}
