/* wk-sheet-band.c - the working band: caption and formula of a step, or the question
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The band is as high as its tallest step needs, and captions and formulas of all steps
 * stand on the same lines, so that nothing jumps while one steps. A step that needs
 * more than there is gets smaller type first (never below the smallest of its role),
 * then a caption of one line, then a formula without its middle.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "scene/wk-sheet-private.h"

/* By WkTextScale. */
static const double least[] = { 130, 184 };
static const double pad[] = { 16, 20 };
static const double gap[] = { 12, 16 };

/* Running text wider than this is hard to follow, in em. */
#define MOST_MEASURE 52.0

/* Shares of a step: the old words fade, then the new ones come. */
#define FADE_OUT 0.2
#define FADE_IN 0.25

/* What stands in the band at one step. */
typedef struct
{
  WkFlow *caption; /* or the question; NULL: none */
  char *formula;   /* NULL: none */
  WkTypeRole formula_type;
  double wrap;
  WkExtents extents; /* of the formula */
} Block;

struct _WkBand
{
  const WkSolution *solution;
  const WkView *view;
  double most;            /* for words, that is without the pads */
  double question_most;   /* the same, at position 0 */
  double height;          /* at the steps */
  double question_height; /* at position 0, at least as high */
  /* Common to the steps; 0 caption height: each step stands by itself. */
  double caption_height;
  double ascent;
  double below;
};

static void
clear_block (Block *block)
{
  g_clear_pointer (&block->caption, wk_flow_free);
  g_clear_pointer (&block->formula, g_free);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static double
line_width (const WkView *view)
{
  return view->width - 2 * WK_SHEET_MARGIN;
}

static double
caption_height (const Block *block)
{
  return block->caption != NULL ? wk_flow_get_height (block->caption) : 0;
}

static double
block_height (const Block *block, WkTextScale scale)
{
  double height = caption_height (block);

  if (block->formula != NULL)
    height +=
        (height > 0 ? gap[scale] : 0) + block->extents.ascent + block->extents.descent;
  return height;
}

static void
set_caption (Block *block,
             const WkView *view,
             WkTypeRole type,
             double most,
             const char *text)
{
  double measure = MOST_MEASURE * wk_type_size (type, view->text_scale);
  WkTypeRole formula_type =
      type == WK_TYPE_CAPTION ? WK_TYPE_SYMBOL : WK_TYPE_SYMBOL_SMALL;

  g_clear_pointer (&block->caption, wk_flow_free);
  if (has_text (text))
    block->caption = wk_flow_new (view, type, formula_type,
                                  MIN (line_width (view), measure), most, text);
}

static void
measure_formula (Block *block, const WkView *view, WkTypeRole type, double wrap)
{
  block->formula_type = type;
  block->wrap = wrap;
  view->measure->formula (view->measure, block->formula, type, view->text_scale, wrap,
                          &block->extents);
}

/* Large on one line, small on one line, small on several. */
static void
set_formula (Block *block, const WkView *view, const char *source)
{
  double width = line_width (view);

  g_free (block->formula);
  block->formula = g_strdup (source);
  measure_formula (block, view, WK_TYPE_FORMULA, 0);
  if (block->extents.width > width)
    measure_formula (block, view, WK_TYPE_FORMULA_SMALL, 0);
  if (block->extents.width > width)
    measure_formula (block, view, WK_TYPE_FORMULA_SMALL, width);
}

static gboolean
fits (const Block *block, const WkView *view, double most)
{
  return block_height (block, view->text_scale) <= most + 0.01 &&
         (block->formula == NULL || block->extents.width <= line_width (view) + 0.01);
}

static void
build_question (Block *block, const WkView *view, double most)
{
  set_caption (block, view, WK_TYPE_CAPTION, most, view->question);
  if (block->caption != NULL && wk_flow_is_cut (block->caption))
    set_caption (block, view, WK_TYPE_SECONDARY, most, view->question);
}

static void
build_step (Block *block, const WkStep *step, const WkView *view, double most)
{
  set_caption (block, view, WK_TYPE_CAPTION, 0, step->caption);
  if (has_text (step->formula))
    set_formula (block, view, step->formula);
  if (fits (block, view, most))
    return;

  set_caption (block, view, WK_TYPE_SECONDARY, 0, step->caption);
  if (block->formula == NULL)
    {
      set_caption (block, view, WK_TYPE_SECONDARY, most, step->caption);
      return;
    }
  if (block->formula_type == WK_TYPE_FORMULA && !fits (block, view, most))
    measure_formula (block, view, WK_TYPE_FORMULA_SMALL, 0);
  if (!fits (block, view, most))
    {
      double left =
          most - (block_height (block, view->text_scale) - caption_height (block));

      set_caption (block, view, WK_TYPE_SECONDARY, MAX (left, 1), step->caption);
    }
  for (guint keep = 2; keep >= 1 && !fits (block, view, most); keep--)
    {
      g_autofree char *shorter = wk_formula_shorten (step->formula, keep);

      if (shorter != NULL)
        set_formula (block, view, shorter);
    }
}

static void
build_block (const WkBand *band, guint step, Block *block)
{
  if (step == 0)
    build_question (block, band->view, band->question_most);
  else
    build_step (block, wk_solution_get_step (band->solution, step - 1), band->view,
                band->most);
}

static double
framed (double words, WkTextScale scale)
{
  return ceil (MAX (words + 2 * pad[scale], least[scale]));
}

static void
measure_steps (WkBand *band)
{
  WkTextScale scale = band->view->text_scale;
  double tallest = 0, common;

  for (guint i = 1; i <= wk_solution_get_n_steps (band->solution); i++)
    {
      Block block = { 0 };

      build_block (band, i, &block);
      tallest = MAX (tallest, block_height (&block, scale));
      band->caption_height = MAX (band->caption_height, caption_height (&block));
      if (block.formula != NULL)
        {
          band->ascent = MAX (band->ascent, block.extents.ascent);
          band->below = MAX (band->below, block.extents.descent);
        }
      clear_block (&block);
    }

  common = band->caption_height + gap[scale] + band->ascent + band->below;
  band->height = framed (MAX (tallest, MIN (common, band->most)), scale);
  if (common > band->height - 2 * pad[scale] + 0.01)
    band->caption_height = 0;
}

WkBand *
wk_band_new (const WkSolution *solution,
             const WkView *view,
             double most,
             double question_most)
{
  WkBand *band = g_new0 (WkBand, 1);
  WkTextScale scale = view->text_scale;
  Block question = { 0 };

  band->solution = solution;
  band->view = view;
  band->most = MAX (most, least[scale]) - 2 * pad[scale];
  band->question_most = MAX (question_most, least[scale]) - 2 * pad[scale];
  measure_steps (band);

  build_block (band, 0, &question);
  band->question_height =
      MAX (framed (block_height (&question, scale), scale), band->height);
  clear_block (&question);
  return band;
}

void
wk_band_free (WkBand *band)
{
  g_free (band);
}

static double
eased (double t)
{
  t = CLAMP (t, 0, 1);
  return t * t * (3 - 2 * t);
}

double
wk_band_get_height (const WkBand *band)
{
  /* First the question fades, then the band gives way. */
  double gone = eased ((wk_view_progress (band->view, 1) - FADE_OUT) / (1 - FADE_OUT));

  return band->question_height + gone * (band->height - band->question_height);
}

static void
fade (WkSceneBuilder *builder, guint from, double opacity)
{
  guint n = wk_scene_builder_get_n_items (builder);

  for (guint i = from; i < n; i++)
    wk_scene_builder_get_item (builder, i)->opacity = opacity;
}

static void
place_formula (const Block *block, WkSceneBuilder *builder, double baseline)
{
  WkItem *item = wk_scene_add_formula (
      builder, "sheet-formula", WK_ROLE_INK, block->formula_type, WK_SHEET_MARGIN,
      baseline, WK_ANCHOR_START, WK_VALIGN_BASELINE, block->formula);

  item->text.wrap = block->wrap;
}

static void
add_block (const WkBand *band, WkSceneBuilder *builder, guint step, double opacity)
{
  WkTextScale scale = band->view->text_scale;
  gboolean common = step > 0 && band->caption_height > 0;
  guint first = wk_scene_builder_get_n_items (builder);
  Block block = { 0 };
  double room = step > 0 ? band->height : band->question_height;
  double height, top;

  build_block (band, step, &block);
  height = common ? band->caption_height +
                        (band->ascent > 0 ? gap[scale] + band->ascent + band->below : 0)
                  : block_height (&block, scale);
  top = band->view->height - room + MAX ((room - height) / 2, 0);

  if (block.caption != NULL)
    {
      double slack = common ? band->caption_height - caption_height (&block) : 0;

      wk_flow_place (block.caption, builder,
                     step > 0 ? "sheet-caption" : "sheet-question",
                     step > 0 && block.formula != NULL ? WK_ROLE_MUTED : WK_ROLE_INK,
                     WK_SHEET_MARGIN, top + slack);
    }
  if (block.formula != NULL)
    place_formula (&block, builder,
                   common ? top + band->caption_height + gap[scale] + band->ascent
                          : top + height - block.extents.descent);
  fade (builder, first, opacity);
  clear_block (&block);
}

void
wk_band_add_words (const WkBand *band, WkSceneBuilder *builder)
{
  guint step = wk_view_current_step (band->view);
  double progress = step > 0 ? wk_view_progress (band->view, step) : 1;

  if (progress < FADE_OUT)
    add_block (band, builder, step - 1, 1 - eased (progress / FADE_OUT));
  else
    add_block (band, builder, step,
               progress < 1 ? eased ((progress - FADE_OUT) / FADE_IN) : 1);
}
