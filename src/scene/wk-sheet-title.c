/* wk-sheet-title.c - number, title, audience and step counter on top of the sheet
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row as a rule. A long title takes two, and ends with an ellipsis beyond; the
 * audience's tag then stands below the counter.
 */
#include "config.h"

#include "scene/wk-sheet-private.h"

/* By WkTextScale. */
static const double baselines[] = { 66, 82 };
static const double one_row[] = { 90, 110 };
static const double number_gap[] = { 24, 28 };
static const double tag_gap[] = { 20, 26 };

#define COUNTER_GAP 40.0
#define TAG_PAD 14.0
/* Of the page's width; a number is "1a", but a deck may call it anything. */
#define MOST_NUMBER 0.3

static double
width_of (const WkView *view, WkTypeRole type, const char *text)
{
  WkExtents extents = { 0 };

  view->measure->text (view->measure, text, type, view->text_scale, 0, &extents);
  return extents.width;
}

static char *
counter_text (const WkView *view, guint step, guint n_steps)
{
  const WkLanguage *language = view->language;
  g_autofree char *n = g_strdup_printf ("%u", n_steps);
  g_autofree char *k = g_strdup_printf ("%u", step);
  const char *form;

  if (view->text_scale == WK_TEXT_SCALE_PROJECTOR)
    return g_strdup_printf ("%s / %s", k, n);
  if (step == 0)
    {
      g_autoptr (GString) words =
          g_string_new (_LN (language, "{n} step", "{n} steps", n_steps));

      g_string_replace (words, "{n}", n, 0);
      return g_string_free (g_steal_pointer (&words), FALSE);
    }
  form = _L (language, "Step {k} of {n}");

  g_autoptr (GString) words = g_string_new (form);
  g_string_replace (words, "{k}", k, 0);
  g_string_replace (words, "{n}", n, 0);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Room for the counter at any position, so that the title never moves. */
static double
counter_room (const WkView *view, guint n_steps)
{
  g_autofree char *first = counter_text (view, 0, n_steps);
  g_autofree char *last = counter_text (view, n_steps, n_steps);

  return MAX (width_of (view, WK_TYPE_COUNTER, first),
              width_of (view, WK_TYPE_COUNTER, last));
}

static double
add_counter (WkSceneBuilder *builder,
             const WkView *view,
             guint n_steps,
             double baseline)
{
  g_autofree char *text = NULL;

  if (n_steps == 0)
    return 0;
  text = counter_text (view, MIN (wk_view_current_step (view), n_steps), n_steps);
  wk_scene_add_text (builder, "sheet-counter", WK_ROLE_MUTED, WK_TYPE_COUNTER,
                     view->width - WK_SHEET_MARGIN, baseline, WK_ANCHOR_END,
                     WK_VALIGN_BASELINE, text);
  return counter_room (view, n_steps) + COUNTER_GAP;
}

/* Returns where the title begins. */
static double
add_number (WkSceneBuilder *builder, const WkView *view, double baseline)
{
  if (view->number == NULL || *view->number == '\0')
    return WK_SHEET_MARGIN;

  g_autoptr (WkFlow) number = wk_flow_new (view, WK_TYPE_NUMBER, WK_TYPE_FORMULA_SMALL,
                                           MOST_NUMBER * view->width, 1, view->number);

  wk_flow_place (number, builder, "sheet-number", WK_ROLE_INK, WK_SHEET_MARGIN,
                 baseline - wk_flow_get_ascent (number));
  return WK_SHEET_MARGIN + wk_flow_get_width (number) + number_gap[view->text_scale];
}

static void
add_tag (WkSceneBuilder *builder, const WkView *view, double x, double baseline)
{
  double size = wk_type_size (WK_TYPE_SECONDARY, view->text_scale);
  double width = width_of (view, WK_TYPE_SECONDARY, view->audience) + 2 * TAG_PAD;
  double height = 1.55 * size;
  double middle = baseline - 0.36 * size;
  WkItem *box;

  box =
      wk_scene_add_box (builder, "sheet-audience-tag", WK_ROLE_MUTED,
                        (WkRect){ x, middle - height / 2, width, height }, height / 2);
  box->width = 1.5;
  wk_scene_add_text (builder, "sheet-audience", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                     x + width / 2, baseline, WK_ANCHOR_MIDDLE, WK_VALIGN_BASELINE,
                     view->audience);
}

static WkFlow *
new_title (const WkView *view, double width, guint rows)
{
  gboolean projector = view->text_scale == WK_TEXT_SCALE_PROJECTOR;
  double size = wk_type_size (WK_TYPE_TITLE, view->text_scale);

  return wk_flow_new (view, WK_TYPE_TITLE, projector ? WK_TYPE_FORMULA : WK_TYPE_SYMBOL,
                      width, rows * 1.5 * size, view->title);
}

double
wk_sheet_add_title (WkSceneBuilder *builder, const WkView *view, guint n_steps)
{
  double baseline = baselines[view->text_scale];
  double x = add_number (builder, view, baseline);
  double row = 1.32 * wk_type_size (WK_TYPE_TITLE, view->text_scale);
  double right = view->width - WK_SHEET_MARGIN;
  double counter = add_counter (builder, view, n_steps, baseline);
  gboolean tagged = view->audience != NULL && *view->audience != '\0';
  double tag = tagged ? width_of (view, WK_TYPE_SECONDARY, view->audience) +
                            2 * TAG_PAD + tag_gap[view->text_scale]
                      : 0;
  g_autoptr (WkFlow) title = new_title (view, right - counter - tag - x, 2);
  guint rows = MAX (wk_flow_get_n_lines (title), 1);

  if (tagged && (rows == 1 || right - tag <= x))
    add_tag (builder, view, x + wk_flow_get_width (title) + tag_gap[view->text_scale],
             baseline);
  else if (tagged)
    {
      /* The tag goes below the counter, and the title gives way to the wider one. */
      wk_flow_free (g_steal_pointer (&title));
      title = new_title (view, right - MAX (counter, tag + COUNTER_GAP / 2) - x, 2);
      add_tag (builder, view, right - tag + tag_gap[view->text_scale], baseline + row);
      rows = 2;
    }
  wk_flow_place (title, builder, "sheet-title", WK_ROLE_MUTED, x,
                 baseline - wk_flow_get_ascent (title));
  return one_row[view->text_scale] + (rows - 1) * row +
         MAX (0, wk_flow_get_height (title) - wk_flow_get_ascent (title) -
                     (rows - 1) * row - (one_row[view->text_scale] - baseline));
}
