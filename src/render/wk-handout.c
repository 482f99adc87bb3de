/* wk-handout.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-handout-private.h"

WkHandout *
wk_handout_new (double width,
                double height,
                double paper_width,
                const WkLanguage *language)
{
  WkHandout *self = g_new0 (WkHandout, 1);

  self->view = (WkView){ .width = width,
                         .height = height,
                         .text_scale = WK_TEXT_SCALE_1,
                         .language = language,
                         .measure = wk_render_get_measure () };
  self->paper_width = paper_width;
  self->pages = g_array_new (FALSE, TRUE, sizeof (WkExportPage));
  self->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);
  self->insets = g_ptr_array_new_with_free_func (g_free);
  self->words = g_string_chunk_new (1024);
  self->placed = g_array_new (FALSE, TRUE, sizeof (WkInset));
  return self;
}

void
wk_handout_free (WkHandout *handout)
{
  if (handout == NULL)
    return;
  if (handout->builder != NULL)
    wk_scene_unref (wk_scene_builder_finish (handout->builder));
  g_array_unref (handout->pages);
  g_ptr_array_unref (handout->scenes);
  g_ptr_array_unref (handout->insets);
  g_string_chunk_free (handout->words);
  g_array_unref (handout->placed);
  g_free (handout);
}

const WkExportPage *
wk_handout_get_pages (const WkHandout *handout, guint *n_pages)
{
  *n_pages = handout->pages->len;
  return (const WkExportPage *) handout->pages->data;
}

void
wk_handout_set_state (WkHandout *handout, const char *state)
{
  if (handout->pages->len > 0 && state != NULL)
    g_array_index (handout->pages, WkExportPage, 0).state =
        wk_handout_keep (handout, state);
}

const char *
wk_handout_keep (WkHandout *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->words, text) : NULL;
}

const char *
wk_handout_id (WkHandout *self, const char *what)
{
  return wk_scene_id (self->builder, "%s-%u", what, ++self->n_items);
}

void
wk_handout_begin_page (WkHandout *self)
{
  self->builder = wk_scene_builder_new (&self->view);
  self->n_items = 0;
  self->y = WK_HANDOUT_MARGIN;
}

void
wk_handout_end_page (WkHandout *self, double height)
{
  WkExportPage page = { .chapter = self->chapter,
                        .section = self->section,
                        .paper_width = self->paper_width,
                        .n_insets = self->placed->len };

  if (height > 0)
    wk_scene_builder_set_height (self->builder, height);
  page.scene = wk_scene_builder_finish (g_steal_pointer (&self->builder));
  g_ptr_array_add (self->scenes, page.scene);
  page.insets = g_memdup2 (self->placed->data, self->placed->len * sizeof (WkInset));
  g_ptr_array_add (self->insets, (gpointer) page.insets);
  g_array_set_size (self->placed, 0);
  g_array_append_val (self->pages, page);
}

void
wk_handout_place (WkHandout *self, WkScene *scene, WkRect rect, const char *name)
{
  WkInset inset = { .scene = wk_scene_ref (scene),
                    .rect = rect,
                    .name = wk_handout_keep (self, name) };
  WkItem *frame = wk_scene_add_box (
      self->builder, wk_handout_id (self, "frame"), WK_ROLE_LINE,
      (WkRect){ rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 4 }, 0);

  frame->width = 1.5;
  g_ptr_array_add (self->scenes, scene);
  g_array_append_val (self->placed, inset);
}
