/* wk-layout-check.c - judges what a figure's ink does
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules are the look's: no text overlaps another, is covered, cut or off the page,
 * is smaller or paler than it may be. Lines that merely pass beneath a text do not
 * count as its background; where they cover much of it, they do.
 */
#include "config.h"

#include <math.h>

#include "render/wk-check-private.h"
#include "render/wk-message-private.h"

/* Units by which ink may overlap before it is seen. */
#define TOLERANCE 0.5
#define EDGE_TOLERANCE 0.05
/* Share of a text's points above which strokes beneath it are its background. */
#define MUCH 0.3

#define WANT_INK 7.0
#define WANT_INK_ON_TINT_IN_ROOM 5.5
#define WANT_TEXT 4.5
#define WANT_MARK 3.0

typedef struct
{
  WkCheckDevice *device;
  const WkScene *scene;
  const WkTheme *theme;
  gboolean room;
  GPtrArray *findings;
} Judge;

void
wk_finding_free (WkFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->item);
  g_free (finding->other);
  g_free (finding);
}

static void
report (Judge *judge,
        WkFindingType type,
        const WkItem *item,
        const WkItem *other,
        double amount,
        double wanted)
{
  WkFinding *finding = g_new0 (WkFinding, 1);

  finding->type = type;
  finding->item = g_strdup (item->id);
  finding->other = other != NULL ? g_strdup (other->id) : NULL;
  finding->amount = amount;
  finding->wanted = wanted;
  g_ptr_array_add (judge->findings, finding);
}

char *
wk_finding_to_text (const WkFinding *finding)
{
  char amount[G_ASCII_DTOSTR_BUF_SIZE], wanted[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (amount, sizeof amount, "%.2f", finding->amount);
  g_ascii_formatd (wanted, sizeof wanted, "%.2f", finding->wanted);
  switch (finding->type)
    {
    case WK_FINDING_OVERLAP:
      return g_strdup_printf (_ ("%s: overlaps %s by %s units"), finding->item,
                              finding->other, amount);
    case WK_FINDING_CUT:
      return g_strdup_printf (_ ("%s: is cut by %s units"), finding->item, amount);
    case WK_FINDING_OFF_PAGE:
      return g_strdup_printf (_ ("%s: lies off the page"), finding->item);
    case WK_FINDING_SMALL:
      return g_strdup_printf (_ ("%s: is %s units high, less than %s"), finding->item,
                              amount, wanted);
    case WK_FINDING_PALE:
      return g_strdup_printf (_ ("%s: has contrast %s, less than %s"), finding->item,
                              amount, wanted);
    case WK_FINDING_SOURCE:
    default:
      return g_strdup_printf (_ ("%s: is a formula that does not parse"),
                              finding->item);
    }
}

/* --- overlaps --- */

static void
judge_pair (Judge *judge, const WkInkedText *a, const WkInkedText *b)
{
  double worst = 0, depth;

  if (!wk_rect_overlap (a->bounds, b->bounds, NULL))
    return;
  for (guint i = 0; i < a->ink->len; i++)
    for (guint j = 0; j < b->ink->len; j++)
      if (wk_rect_overlap (g_array_index (a->ink, WkInk, i).box,
                           g_array_index (b->ink, WkInk, j).box, &depth))
        worst = MAX (worst, depth);
  if (worst > TOLERANCE)
    report (judge, WK_FINDING_OVERLAP, b->item, a->item, worst, 0);
}

static gboolean
mark_covers (const WkMark *mark, WkRect box)
{
  box.x += TOLERANCE;
  box.y += TOLERANCE;
  box.width = MAX (box.width - 2 * TOLERANCE, 0);
  box.height = MAX (box.height - 2 * TOLERANCE, 0);
  if (!wk_rect_overlap (mark->bounds, box, NULL))
    return FALSE;
  if (mark->clip != NULL && !wk_shape_fill_touches (mark->clip, box))
    return FALSE;
  if (mark->type == WK_MARK_DOTS)
    return wk_dot_field_touches (mark->dots, box);
  if (mark->type == WK_MARK_STROKE)
    return wk_shape_line_touches (mark->shape, box, mark->reach);
  return wk_shape_fill_touches (mark->shape, box);
}

static void
judge_cover (Judge *judge, const WkInkedText *text)
{
  for (guint i = text->order; i < judge->device->marks->len; i++)
    {
      const WkMark *mark = g_ptr_array_index (judge->device->marks, i);
      double depth = 0, worst = 0;

      if (mark->item == text->item || mark->colour.alpha <= 0.02 ||
          !wk_rect_overlap (mark->bounds, text->bounds, NULL))
        continue;
      for (guint k = 0; k < text->ink->len; k++)
        {
          WkRect box = g_array_index (text->ink, WkInk, k).box;

          if (mark_covers (mark, box) && wk_rect_overlap (mark->bounds, box, &depth))
            worst = MAX (worst, depth);
        }
      if (worst > 0)
        {
          report (judge, WK_FINDING_OVERLAP, text->item, mark->item, worst, 0);
          return;
        }
    }
}

/* TRUE if one fill between the @from-th mark and @to hides all of the box. */
static gboolean
is_plated (Judge *judge, guint from, guint to, WkRect box)
{
  for (guint i = to; i-- > from;)
    {
      const WkMark *mark = g_ptr_array_index (judge->device->marks, i);
      gboolean hides =
          mark->type == WK_MARK_FILL && mark->colour.alpha > 0.99 && mark->clip == NULL;

      for (guint k = 0; hides && k < 4; k++)
        hides = wk_shape_contains (mark->shape, box.x + (k & 1 ? box.width : 0),
                                   box.y + (k & 2 ? box.height : 0));
      if (hides)
        return TRUE;
    }
  return FALSE;
}

/* Among dots no text can be read, whatever its colour: it needs a plate. */
static void
judge_ground (Judge *judge, const WkInkedText *text)
{
  for (guint i = 0; i < text->order; i++)
    {
      const WkMark *mark = g_ptr_array_index (judge->device->marks, i);
      double depth = 0, worst = 0;

      if (mark->type != WK_MARK_DOTS || mark->colour.alpha <= 0.02 ||
          !wk_rect_overlap (mark->bounds, text->bounds, NULL))
        continue;
      for (guint k = 0; k < text->ink->len; k++)
        {
          WkRect box = g_array_index (text->ink, WkInk, k).box;

          if (mark_covers (mark, box) && !is_plated (judge, i, text->order, box) &&
              wk_rect_overlap (mark->bounds, box, &depth))
            worst = MAX (worst, depth);
        }
      if (worst > 0)
        {
          report (judge, WK_FINDING_OVERLAP, text->item, mark->item, worst, 0);
          return;
        }
    }
}

/* --- edges and sizes --- */

/* How far @box reaches beyond @within; negative: it lies wholly outside. */
static double
overhang (WkRect box, WkRect within)
{
  double left = within.x - box.x;
  double top = within.y - box.y;
  double right = box.x + box.width - within.x - within.width;
  double bottom = box.y + box.height - within.y - within.height;

  return MAX (MAX (MAX (left, right), MAX (top, bottom)), 0);
}

static void
judge_edges (Judge *judge, const WkInkedText *text)
{
  WkRect page = { 0, 0, wk_scene_get_width (judge->scene),
                  wk_scene_get_height (judge->scene) };
  double worst = overhang (text->bounds, page);

  if (!wk_rect_overlap (text->bounds, page, NULL))
    {
      report (judge, WK_FINDING_OFF_PAGE, text->item, NULL, worst, 0);
      return;
    }
  for (guint i = 0; i < text->ink->len; i++)
    {
      const WkInk *ink = &g_array_index (text->ink, WkInk, i);
      double w = ink->box.width, h = ink->box.height;

      if (ink->clip == NULL)
        continue;
      worst = MAX (worst, overhang (ink->box, ink->clip->bounds));
      for (int corner = 0; corner < 4; corner++)
        if (!wk_shape_contains (ink->clip, ink->box.x + (corner & 1 ? w : 0),
                                ink->box.y + (corner & 2 ? h : 0)))
          worst = MAX (worst, TOLERANCE);
    }
  if (worst > EDGE_TOLERANCE)
    report (judge, WK_FINDING_CUT, text->item, NULL, worst, 0);
}

static void
judge_size (Judge *judge, const WkInkedText *text)
{
  double wanted =
      wk_type_min_size (text->item->text.type, wk_scene_get_text_scale (judge->scene));

  if (text->size < wanted - 1e-6)
    report (judge, WK_FINDING_SMALL, text->item, NULL, text->size, wanted);
}

/* --- contrast --- */

/* @over on @under, both with alpha. */
static WkColour
composite (WkColour over, WkColour under)
{
  double rest = under.alpha * (1 - over.alpha);
  double alpha = over.alpha + rest;

  if (alpha <= 0)
    return (WkColour){ 0, 0, 0, 0 };
  return (WkColour){ (over.red * over.alpha + under.red * rest) / alpha,
                     (over.green * over.alpha + under.green * rest) / alpha,
                     (over.blue * over.alpha + under.blue * rest) / alpha, alpha };
}

static WkColour
image_colour (const WkMark *mark, double x, double y)
{
  double u = (x - mark->bounds.x) / mark->bounds.width * mark->columns;
  double v = (y - mark->bounds.y) / mark->bounds.height * mark->rows;
  gsize column = (gsize) CLAMP (u, 0, mark->columns - 1);
  gsize row = (gsize) CLAMP (v, 0, mark->rows - 1);
  const guint8 *p = mark->rgba + (row * mark->columns + column) * 4;

  return (WkColour){ p[0] / 255.0, p[1] / 255.0, p[2] / 255.0,
                     p[3] / 255.0 * mark->colour.alpha };
}

static gboolean
mark_is_at (const WkMark *mark, double x, double y)
{
  if (!wk_rect_contains (mark->bounds, x, y, 0))
    return FALSE;
  if (mark->clip != NULL && !wk_shape_contains (mark->clip, x, y))
    return FALSE;
  if (mark->type == WK_MARK_STROKE)
    return wk_shape_line_touches (mark->shape, (WkRect){ x, y, 0, 0 }, mark->reach);
  return wk_shape_contains (mark->shape, x, y);
}

typedef struct
{
  gboolean strokes; /* counted? */
  gboolean images;
  const WkItem *without; /* marks of this item do not count */
} Below;

/* What is seen at the point of the marks before @order. */
static WkColour
colour_at (Judge *judge, guint order, double x, double y, Below below)
{
  WkColour seen = { 0, 0, 0, 0 };

  for (guint i = order; i-- > 0 && seen.alpha < 0.999;)
    {
      const WkMark *mark = g_ptr_array_index (judge->device->marks, i);

      /* What stands on dots without a plate is reported for that. */
      if (mark->type == WK_MARK_DOTS ||
          (mark->type == WK_MARK_STROKE && !below.strokes) ||
          (mark->type == WK_MARK_IMAGE && !below.images) ||
          (below.without != NULL && mark->item == below.without) ||
          !mark_is_at (mark, x, y))
        continue;
      seen = composite (seen, mark->type == WK_MARK_IMAGE ? image_colour (mark, x, y)
                                                          : mark->colour);
    }
  return composite (seen, wk_theme_fill (judge->theme, WK_ROLE_PAPER, 1));
}

static gboolean
same_colour (WkColour a, WkColour b)
{
  return fabs (a.red - b.red) < 1e-3 && fabs (a.green - b.green) < 1e-3 &&
         fabs (a.blue - b.blue) < 1e-3;
}

static double
wanted_contrast (Judge *judge, const WkItem *item, WkColour colour, WkColour below)
{
  WkColour ink = wk_theme_text (judge->theme, WK_ROLE_INK, WK_EMPHASIS_NORMAL);

  if (item->role != WK_ROLE_INK || !same_colour (colour, ink))
    return WANT_TEXT;
  if (judge->room &&
      !same_colour (below, wk_theme_fill (judge->theme, WK_ROLE_PAPER, 1)) &&
      !same_colour (below, wk_theme_fill (judge->theme, WK_ROLE_WASH, 1)))
    return WANT_INK_ON_TINT_IN_ROOM;
  return WANT_INK;
}

/* The points of a glyph's box where its background is looked at. */
static const WkPoint spots[] = { { 0.5, 0.5 },
                                 { 0.2, 0.2 },
                                 { 0.8, 0.2 },
                                 { 0.2, 0.8 },
                                 { 0.8, 0.8 } };

static double
share_on_strokes (Judge *judge, const WkInkedText *text)
{
  guint hits = 0;

  for (guint i = 0; i < text->ink->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (spots); k++)
      {
        WkRect box = g_array_index (text->ink, WkInk, i).box;
        double x = box.x + spots[k].x * box.width;
        double y = box.y + spots[k].y * box.height;
        WkColour with =
            colour_at (judge, text->order, x, y, (Below){ TRUE, TRUE, NULL });
        WkColour without =
            colour_at (judge, text->order, x, y, (Below){ FALSE, TRUE, NULL });

        hits += !same_colour (with, without);
      }
  return text->ink->len > 0 ? hits / (double) (text->ink->len * G_N_ELEMENTS (spots))
                            : 0;
}

static void
judge_contrast (Judge *judge, const WkInkedText *text)
{
  Below below = { share_on_strokes (judge, text) > MUCH, TRUE, NULL };
  double worst = G_MAXDOUBLE, found = 0, wanted = 0;

  for (guint i = 0; i < text->ink->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (spots); k++)
      {
        const WkInk *ink = &g_array_index (text->ink, WkInk, i);
        WkColour behind =
            colour_at (judge, text->order, ink->box.x + spots[k].x * ink->box.width,
                       ink->box.y + spots[k].y * ink->box.height, below);
        double contrast =
            wk_contrast (composite (ink->colour, behind), behind, judge->room);
        double want = wanted_contrast (judge, text->item, ink->colour, behind);

        if (contrast / want < worst)
          {
            worst = contrast / want;
            found = contrast;
            wanted = want;
          }
      }
  if (found < wanted - 0.005)
    report (judge, WK_FINDING_PALE, text->item, NULL, found, wanted);
}

/* Decoration may be pale, and so may what steps back or is on its way. */
static gboolean
must_be_seen (Judge *judge, const WkMark *mark)
{
  const WkItem *item = mark->item;

  if (mark->type != WK_MARK_STROKE || item == NULL || item->opacity < 1 ||
      item->emphasis == WK_EMPHASIS_DIMMED)
    return FALSE;
  if (item->role == WK_ROLE_NONE || item->role == WK_ROLE_LINE ||
      item->role == WK_ROLE_PAPER || item->role == WK_ROLE_WASH)
    return FALSE;
  /* Not the hatching, the ring of the focus, or the core of a double line. */
  return mark->colour.alpha == 1 && mark->clip == NULL &&
         same_colour (mark->colour,
                      wk_theme_line (judge->theme, item->role, item->emphasis));
}

/* A line has to stand out from at least half of what it runs over, an outline from
 * what is outside it or from what is inside. */
static void
judge_mark (Judge *judge, guint order)
{
  const WkMark *mark = g_ptr_array_index (judge->device->marks, order);
  const WkShape *shape = mark->shape;
  guint step = MAX (shape->n / 12, 1);
  guint n = 0, pale = 0;
  double worst = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < shape->n; i += step)
    {
      double x = (shape->points[i].x + shape->points[i + 1].x) / 2;
      double y = (shape->points[i].y + shape->points[i + 1].y) / 2;
      WkColour outside =
          colour_at (judge, order, x, y, (Below){ FALSE, FALSE, mark->item });
      WkColour inside = colour_at (judge, order, x, y, (Below){ FALSE, FALSE, NULL });
      double contrast = MAX (wk_contrast (mark->colour, outside, judge->room),
                             wk_contrast (mark->colour, inside, judge->room));

      n++;
      if (contrast < WANT_MARK - 0.005)
        pale++;
      worst = MIN (worst, contrast);
    }
  if (2 * pale > n)
    report (judge, WK_FINDING_PALE, mark->item, NULL, worst, WANT_MARK);
}

/* One of each class, the first, stands for all. */
static void
judge_dots (Judge *judge, guint order)
{
  const WkMark *mark = g_ptr_array_index (judge->device->marks, order);
  const WkDots *dots = &mark->dots->dots;
  gboolean seen[WK_N_CLASSES] = { FALSE };
  double worst = G_MAXDOUBLE;

  if (mark->item == NULL || mark->item->opacity < 1 || mark->item->tint < 1 ||
      mark->item->emphasis == WK_EMPHASIS_DIMMED)
    return;
  for (guint i = 0; i < dots->n; i++)
    {
      guint class = dots->classes[i];
      WkColour below;

      if (seen[class])
        continue;
      seen[class] = TRUE;
      below = colour_at (judge, order, dots->points[i].x, dots->points[i].y,
                         (Below){ FALSE, TRUE, NULL });
      worst = MIN (worst, MAX (wk_contrast (dots->fills[class], below, judge->room),
                               wk_contrast (dots->edges[class], below, judge->room)));
    }
  if (worst < WANT_MARK - 0.005)
    report (judge, WK_FINDING_PALE, mark->item, NULL, worst, WANT_MARK);
}

/* --- all of it --- */

GPtrArray *
wk_check_judge (WkCheckDevice *device, const WkScene *scene, const WkTheme *theme)
{
  Judge judge = {
    .device = device,
    .scene = scene,
    .theme = theme,
    .room = wk_scene_get_text_scale (scene) == WK_TEXT_SCALE_PROJECTOR,
    .findings = g_ptr_array_new_with_free_func (
        (GDestroyNotify) (void (*) (void)) wk_finding_free),
  };

  for (guint i = 0; i < device->texts->len; i++)
    {
      const WkInkedText *text = g_ptr_array_index (device->texts, i);

      if (text->source)
        report (&judge, WK_FINDING_SOURCE, text->item, NULL, 0, 0);
      if (text->ink->len == 0)
        continue;
      judge_edges (&judge, text);
      judge_size (&judge, text);
      judge_cover (&judge, text);
      judge_ground (&judge, text);
      if (text->item->opacity >= 1)
        judge_contrast (&judge, text);
      for (guint j = 0; j < i; j++)
        judge_pair (&judge, g_ptr_array_index (device->texts, j), text);
    }
  for (guint i = 0; i < device->marks->len; i++)
    {
      const WkMark *mark = g_ptr_array_index (device->marks, i);

      if (mark->type == WK_MARK_DOTS)
        judge_dots (&judge, i);
      else if (must_be_seen (&judge, mark))
        judge_mark (&judge, i);
    }
  return judge.findings;
}

GPtrArray *
wk_layout_check (const WkScene *scene, WkThemeId theme)
{
  const WkTheme *colours = wk_theme_get (theme);
  WkDevice *device = wk_check_device_new ();
  GPtrArray *findings;

  wk_paint (scene, colours, device,
            (WkRect){ 0, 0, wk_scene_get_width (scene), wk_scene_get_height (scene) },
            FALSE);
  findings = wk_check_judge ((WkCheckDevice *) device, scene, colours);
  device->klass->free (device);
  return findings;
}
