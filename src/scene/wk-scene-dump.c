/* wk-scene-dump.c - a scene as text, one line an item
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle that tests read. Places are given to whole units: another version of a
 * font moves measured text by fractions, and a test about content must not see that.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "scene/wk-scene-private.h"

static const char *const type_names[] = {
  [WK_ITEM_BOX] = "box",           [WK_ITEM_CIRCLE] = "circle", [WK_ITEM_LINE] = "line",
  [WK_ITEM_POLYLINE] = "polyline", [WK_ITEM_AREA] = "area",     [WK_ITEM_TEXT] = "text",
  [WK_ITEM_FORMULA] = "formula",   [WK_ITEM_IMAGE] = "image",   [WK_ITEM_DOTS] = "dots",
  [WK_ITEM_GROUP] = "group",
};

static const char *const role_names[] = {
  [WK_ROLE_NONE] = "none",         [WK_ROLE_PAPER] = "paper",
  [WK_ROLE_INK] = "ink",           [WK_ROLE_MUTED] = "muted",
  [WK_ROLE_LINE] = "line",         [WK_ROLE_WASH] = "wash",
  [WK_ROLE_POSITIVE] = "positive", [WK_ROLE_NEGATIVE] = "negative",
  [WK_ROLE_BACKWARD] = "backward", [WK_ROLE_FOCUS] = "focus",
  [WK_ROLE_RIGHT] = "right",       [WK_ROLE_CLASS_1] = "class-1",
  [WK_ROLE_CLASS_2] = "class-2",   [WK_ROLE_CLASS_3] = "class-3",
  [WK_ROLE_CLASS_4] = "class-4",   [WK_ROLE_CLASS_5] = "class-5",
  [WK_ROLE_CLASS_6] = "class-6",   [WK_ROLE_CLASS_7] = "class-7",
  [WK_ROLE_CLASS_8] = "class-8",   [WK_ROLE_CLASS_9] = "class-9",
  [WK_ROLE_CLASS_10] = "class-10",
};

static const char *const emphasis_names[] = {
  [WK_EMPHASIS_NORMAL] = "normal", [WK_EMPHASIS_CURRENT] = "current",
  [WK_EMPHASIS_DONE] = "done",     [WK_EMPHASIS_NOT_YET] = "not-yet",
  [WK_EMPHASIS_DIMMED] = "dimmed",
};

static const char *const text_type_names[WK_N_TYPES] = {
  [WK_TYPE_NUMBER] = "number",
  [WK_TYPE_TITLE] = "title",
  [WK_TYPE_COUNTER] = "counter",
  [WK_TYPE_CAPTION] = "caption",
  [WK_TYPE_LABEL] = "label",
  [WK_TYPE_LABEL_STRONG] = "label-strong",
  [WK_TYPE_SECONDARY] = "secondary",
  [WK_TYPE_GRID_VALUE] = "grid-value",
  [WK_TYPE_NODE_VALUE] = "node-value",
  [WK_TYPE_SYMBOL] = "symbol",
  [WK_TYPE_SYMBOL_SMALL] = "symbol-small",
  [WK_TYPE_FORMULA] = "formula",
  [WK_TYPE_FORMULA_SMALL] = "formula-small",
};

static const char *const anchor_names[] = { "start", "middle", "end" };
static const char *const valign_names[] = { "baseline", "top", "middle", "bottom" };
static const char *const marker_names[] = { "none", "arrow", "open" };

static int
whole (double place)
{
  return (int) CLAMP (lround (place), G_MININT, G_MAXINT);
}

static void
append_share (GString *out, const char *name, double share)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", share);
  g_string_append_printf (out, " %s=%s", name, buffer);
}

static void
append_quoted (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  /* Keep what is not ASCII readable. */
  escaped = g_strescape (text, "\001\002\003\177");
  g_string_append_printf (out, " %s\"", name);
  g_string_append (
      out, g_utf8_validate (text, -1, NULL) && !strpbrk (text, "\"\\\n\t\r") ? text
                                                                             : escaped);
  g_string_append_c (out, '"');
}

static void
append_points (GString *out, const WkItem *item)
{
  g_string_append_printf (out, " n=%u", item->poly.n);
  for (guint i = 0; i < item->poly.n && i < 16; i++)
    g_string_append_printf (out, " %d,%d", whole (item->poly.points[i].x),
                            whole (item->poly.points[i].y));
  if (item->poly.n > 16)
    g_string_append_printf (out, " ... %d,%d",
                            whole (item->poly.points[item->poly.n - 1].x),
                            whole (item->poly.points[item->poly.n - 1].y));
}

static guint32
image_sum (const WkItem *item)
{
  gsize n = (gsize) item->image.columns * item->image.rows * 4;
  guint32 sum = 2166136261u; /* FNV-1a */

  for (gsize i = 0; i < n; i++)
    sum = (sum ^ item->image.rgba[i]) * 16777619u;
  return sum;
}

/* Thousands of points are told by how many there are, where they lie, how many each
 * class has, and a sum. That one is of quarters of a unit: what is rounded to 1e-6
 * falls into the same quarter on any machine. */
static void
append_dots (GString *out, const WkItem *item)
{
  guint counts[WK_N_CLASSES] = { 0 };
  guint32 sum = 2166136261u; /* FNV-1a */
  WkRect bounds = { 0 };

  wk_item_bounds (item, NULL, WK_TEXT_SCALE_1, &bounds);
  g_string_append_printf (out, " n=%u %d,%d %dx%d", item->dots.n, whole (bounds.x),
                          whole (bounds.y), whole (bounds.width),
                          whole (bounds.height));
  append_share (out, "r", item->dots.radius);
  for (guint i = 0; i < item->dots.n; i++)
    {
      const WkPoint *point = &item->dots.points[i];
      const guint32 words[] = { (guint32) whole (4 * point->x),
                                (guint32) whole (4 * point->y), item->dots.classes[i] };

      counts[item->dots.classes[i]]++;
      for (guint k = 0; k < G_N_ELEMENTS (words); k++)
        for (guint shift = 0; shift < 32; shift += 8)
          sum = (sum ^ (words[k] >> shift & 255)) * 16777619u;
    }
  g_string_append (out, " classes=");
  for (guint i = 0; i < WK_N_CLASSES; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? "," : "", counts[i]);
  g_string_append_printf (out, " sum=%08x", sum);
}

static void
append_geometry (GString *out, const WkItem *item)
{
  switch (item->type)
    {
    case WK_ITEM_BOX:
      g_string_append_printf (out, " %d,%d %dx%d r=%d", whole (item->box.x),
                              whole (item->box.y), whole (item->box.width),
                              whole (item->box.height), whole (item->box.radius));
      break;
    case WK_ITEM_CIRCLE:
      g_string_append_printf (out, " %d,%d r=%d", whole (item->circle.x),
                              whole (item->circle.y), whole (item->circle.radius));
      break;
    case WK_ITEM_LINE:
      g_string_append_printf (out, " %d,%d %d,%d", whole (item->line.x1),
                              whole (item->line.y1), whole (item->line.x2),
                              whole (item->line.y2));
      if (item->line.tail != WK_MARKER_NONE)
        g_string_append_printf (out, " tail=%s", marker_names[item->line.tail]);
      if (item->line.head != WK_MARKER_NONE)
        g_string_append_printf (out, " head=%s", marker_names[item->line.head]);
      break;
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      append_points (out, item);
      break;
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      g_string_append_printf (out, " %d,%d %s %s %s", whole (item->text.x),
                              whole (item->text.y), text_type_names[item->text.type],
                              anchor_names[item->text.anchor],
                              valign_names[item->text.valign]);
      if (item->text.wrap > 0)
        g_string_append_printf (out, " wrap=%d", whole (item->text.wrap));
      append_quoted (out, "", item->text.text);
      break;
    case WK_ITEM_IMAGE:
      g_string_append_printf (
          out, " %d,%d %dx%d pixels=%ux%u sum=%08x%s%s", whole (item->image.x),
          whole (item->image.y), whole (item->image.width), whole (item->image.height),
          item->image.columns, item->image.rows, image_sum (item),
          item->image.smooth ? " smooth" : "", item->image.ink ? " ink" : "");
      break;
    case WK_ITEM_DOTS:
      append_dots (out, item);
      break;
    case WK_ITEM_GROUP:
    default:
      break;
    }
}

static void
append_item (GString *out, const WkItem *item)
{
  g_string_append_printf (out, "%s %s", type_names[item->type], item->id);
  if (item->parent != NULL)
    g_string_append_printf (out, " in=%s", item->parent);
  if (item->type != WK_ITEM_GROUP)
    g_string_append_printf (out, " %s/%s", role_names[item->role],
                            emphasis_names[item->emphasis]);
  append_geometry (out, item);
  if (item->width > 0 && item->type != WK_ITEM_TEXT && item->type != WK_ITEM_FORMULA)
    append_share (out, "width", item->width);
  if (item->fill != WK_ROLE_NONE)
    append_share (out, role_names[item->fill], item->tint);
  if (item->opacity < 1)
    append_share (out, "opacity", item->opacity);
  if (item->hatched)
    g_string_append (out, " hatched");
  if (item->dashed)
    g_string_append (out, " dashed");
  if (item->cut)
    g_string_append (out, " cut");
  if (item->type == WK_ITEM_DOTS && item->tint < 1)
    append_share (out, "tint", item->tint);
  append_quoted (out, "label=", item->label);
  append_quoted (out, "value=", item->value);
  append_quoted (out, "how=", item->how);
  append_quoted (out, "edits=", item->edits);
  if (item->moves)
    g_string_append (out, " moves");
  if (item->strokes)
    g_string_append (out, " strokes");
  g_string_append_c (out, '\n');
}

char *
wk_scene_dump (const WkScene *scene)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (scene != NULL, NULL);

  g_string_append_printf (out, "page %dx%d scale=%s", whole (scene->width),
                          whole (scene->height),
                          scene->text_scale == WK_TEXT_SCALE_1 ? "1" : "1.4");
  if (scene->language != NULL)
    g_string_append_printf (out, " language=%s", wk_language_get_tag (scene->language));
  append_quoted (out, "title=", scene->title);
  append_quoted (out, "description=", scene->description);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < scene->items->len; i++)
    append_item (out, g_ptr_array_index (scene->items, i));
  return g_string_free (out, FALSE);
}
