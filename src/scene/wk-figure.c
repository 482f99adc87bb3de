/* wk-figure.c - the sheet: title strip, figure, note, working band
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "scene/wk-figure.h"
#include "scene/wk-sheet-private.h"

/* The figure keeps this share of the page's height, whatever is written around it; a
 * little less beside a long question, when it shows no more than its parameters. */
#define LEAST_BODY 0.55
#define LEAST_BODY_QUESTION 0.41
/* Between the figure and what is below it. */
#define BODY_GAP 18.0
/* A note: a bar at its left, and at most so many lines. */
#define NOTE_INDENT 20.0
#define NOTE_LINES 2
#define NOTE_OPENS 0.6
/* A message stands in the middle and is not wider than this, in em. */
#define MESSAGE_MEASURE 40.0

void
wk_view_set_exercise (WkView *view, const WkExercise *exercise)
{
  g_return_if_fail (view != NULL && exercise != NULL);

  view->number = wk_exercise_get_number (exercise);
  view->title = wk_exercise_get_title (exercise, view->language);
  view->question = wk_exercise_get_question (exercise, view->language);
  view->audience = wk_exercise_get_audience (exercise, view->language);
  view->remark = wk_exercise_get_remark (exercise, view->language);
}

static WkView
settled_view (const WkView *view, guint n_steps)
{
  WkView settled = *view;

  if (!(settled.position > 0))
    settled.position = 0;
  settled.position = MIN (settled.position, (double) n_steps);
  if (wk_view_is_tall (&settled))
    settled.text_scale = WK_TEXT_SCALE_1;
  return settled;
}

static void
set_title (WkSceneBuilder *builder, const WkView *view)
{
  g_autofree char *title =
      g_strjoin (view->number != NULL && view->title != NULL ? " " : "",
                 view->number != NULL ? view->number : "",
                 view->title != NULL ? view->title : "", NULL);

  wk_scene_builder_set_title (builder, title);
}

/* What the deck's author and the kind have to remark, or NULL. */
static WkFlow *
new_note (const WkSolution *solution, const WkView *view)
{
  const char *own = wk_solution_get_note (solution);
  const char *remark = view->remark;
  double em = wk_type_size (WK_TYPE_SECONDARY, view->text_scale);
  g_autofree char *text = NULL;

  if (view->hide_notes)
    return NULL;
  own = own != NULL && *own != '\0' ? own : NULL;
  remark = remark != NULL && *remark != '\0' ? remark : NULL;
  if (own == NULL && remark == NULL)
    return NULL;
  text = own != NULL && remark != NULL ? g_strjoin (" ", remark, own, NULL)
                                       : g_strdup (own != NULL ? own : remark);
  return wk_flow_new (view, WK_TYPE_SECONDARY, WK_TYPE_SYMBOL_SMALL,
                      view->width - 2 * WK_SHEET_MARGIN - NOTE_INDENT,
                      (NOTE_LINES + 0.25) * 1.32 * em, text);
}

/* A note may tell what is asked: room is made for it during the first part of the first
 * step, and then it comes. */
static double
note_share (const WkView *view)
{
  double t = MIN (wk_view_progress (view, 1) / NOTE_OPENS, 1);

  return t * t * (3 - 2 * t);
}

static void
add_note (WkSceneBuilder *builder, const WkView *view, const WkFlow *note, double y)
{
  guint first = wk_scene_builder_get_n_items (builder);
  double height = wk_flow_get_height (note);
  double opacity = (wk_view_progress (view, 1) - NOTE_OPENS) / (1 - NOTE_OPENS);
  WkItem *bar;

  if (opacity <= 0)
    return;
  wk_scene_add_group (builder, "sheet-note", NULL);
  wk_scene_set_group (builder, "sheet-note");
  bar = wk_scene_add_line (builder, "sheet-note-bar", WK_ROLE_MUTED,
                           (WkPoint){ WK_SHEET_MARGIN + 2, y },
                           (WkPoint){ WK_SHEET_MARGIN + 2, y + height });
  bar->width = 4;
  wk_flow_place (note, builder, "sheet-note-text", WK_ROLE_MUTED,
                 WK_SHEET_MARGIN + NOTE_INDENT, y);
  wk_scene_set_group (builder, NULL);
  for (guint i = first; i < wk_scene_builder_get_n_items (builder); i++)
    wk_scene_builder_get_item (builder, i)->opacity = opacity;
}

static void
add_wash (WkSceneBuilder *builder, const WkView *view, double y)
{
  WkItem *wash = wk_scene_add_box (builder, "sheet-band", WK_ROLE_NONE,
                                   (WkRect){ 0, y, view->width, view->height - y }, 0);

  wash->fill = WK_ROLE_WASH;
  wash->tint = 1;
  wash->width = 0;
}

/* What is hidden is cut off, so that the rest stays as it is. */
static void
crop (WkSceneBuilder *builder, const WkView *view, double top, double band_y)
{
  double from = view->hide_title ? MAX (top - BODY_GAP, 0) : 0;
  double to = view->hide_band ? band_y : view->height;

  if (from > 0 || to < view->height)
    wk_scene_builder_crop (builder, from, to);
}

WkScene *
wk_figure_draw (const WkExerciseKind *kind,
                const WkSolution *solution,
                const WkView *asked)
{
  g_return_val_if_fail (kind != NULL && solution != NULL, NULL);
  g_return_val_if_fail (asked != NULL && asked->measure != NULL, NULL);

  guint n_steps = wk_solution_get_n_steps (solution);
  WkView view = settled_view (asked, n_steps);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  double top = wk_sheet_add_title (builder, &view, n_steps);
  g_autoptr (WkFlow) note = new_note (solution, &view);
  double note_full = note != NULL ? wk_flow_get_height (note) + BODY_GAP : 0;
  double note_height = note_full * note_share (&view);
  double most = view.height - top - BODY_GAP;
  g_autoptr (WkBand) band =
      wk_band_new (solution, &view, most - note_full - LEAST_BODY * view.height,
                   most - LEAST_BODY_QUESTION * view.height);
  double band_y = view.height - wk_band_get_height (band);

  if (view.hide_title)
    wk_scene_builder_clear (builder);
  if (!view.hide_band)
    add_wash (builder, &view, band_y);
  set_title (builder, &view);
  wk_scene_builder_set_body (
      builder, (WkRect){ WK_SHEET_MARGIN, top, view.width - 2 * WK_SHEET_MARGIN,
                         band_y - note_height - BODY_GAP - top });
  if (kind->draw != NULL)
    kind->draw (solution, &view, builder);
  wk_scene_set_group (builder, NULL);

  if (note != NULL)
    add_note (builder, &view, note, band_y - note_height);
  if (!view.hide_band)
    wk_band_add_words (band, builder);
  crop (builder, &view, top, band_y);
  wk_scene_builder_take_description (builder, wk_figure_words (kind, solution, &view));
  return wk_scene_builder_finish (builder);
}

WkScene *
wk_figure_draw_message (const WkView *asked, const char *message)
{
  g_return_val_if_fail (asked != NULL && asked->measure != NULL, NULL);

  WkView view = settled_view (asked, 0);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  double top = wk_sheet_add_title (builder, &view, 0);
  double room = view.width - 2 * WK_SHEET_MARGIN;
  double em = wk_type_size (WK_TYPE_CAPTION, view.text_scale);
  g_autoptr (WkFlow) flow = wk_flow_new (&view, WK_TYPE_CAPTION, WK_TYPE_SYMBOL,
                                         MIN (room, MESSAGE_MEASURE * em),
                                         view.height - top - WK_SHEET_MARGIN, message);
  double height = wk_flow_get_height (flow);

  set_title (builder, &view);
  wk_flow_place (flow, builder, "sheet-message", WK_ROLE_INK,
                 (view.width - wk_flow_get_width (flow)) / 2,
                 top + MAX ((view.height - top - WK_SHEET_MARGIN - height) / 2, 0));
  wk_scene_builder_take_description (builder, g_strdup (message));
  return wk_scene_builder_finish (builder);
}
