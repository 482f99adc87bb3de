/* wk-latent-flow.c - one picture through the network and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Above, from the left: the picture, the encoder, mean and standard deviation. Down:
 * the draw. Below, back to the left: z, the decoder, what was decoded. At the bottom
 * what it costs.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define MOST_ROW 196.0
#define MOST_NET 150.0
#define MOST_NET_PROJECTOR 176.0 /* for its name in large letters */
#define LEAST_NET 56.0
#define LEAST_ROW 3.2 /* in the size of what is on the plates */
#define PLATE_PAD 20.0
#define BILL_GAP 24.0 /* above what it costs */
#define BAR_ROOM 24.0 /* below it */
#define GOOD_ROW 120.0
#define GOOD_PICTURE 140.0 /* one draws in it */
#define MOST_LINE 52.0

typedef struct
{
  const WkLatentFigure *figure;
  double right;              /* edge of its place */
  double arrow;              /* length of the arrows across */
  double line;               /* from one row of what it costs to the next */
  double row, between, bill; /* heights */
  guint n_rows;              /* of what it costs: all three, or the current one */
  WkRect picture, encoder, code, draw, decoder, decoded; /* places */
  WkTypeRole type;                                       /* of what is on the plates */
} Flow;

/* --- what stands on the plates --- */

static char *
code_formula (const WkLatentFigure *figure, const char *symbol, const double *values)
{
  g_autofree char *numbers = wk_latent_pair_formula (figure, values, figure->work->n);

  return g_strdup_printf ("%s=%s", symbol, numbers);
}

static gboolean
knows_z (const WkLatentFigure *figure)
{
  return figure->step > WK_LATENT_STEP_DRAW ||
         (figure->step == WK_LATENT_STEP_DRAW && figure->t[WK_LATENT_STEP_DRAW] >= 0.5);
}

static char *
z_formula (const WkLatentFigure *figure)
{
  return knows_z (figure) ? code_formula (figure, "z", figure->work->z)
                          : g_strdup ("z=\\text{?}");
}

/* As wide as its widest content at any step, so that nothing moves. */
static double
plate_width (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  const double *const values[] = { work->mu, work->sigma, work->z };
  const char *const symbols[] = { "\\mu", "\\sigma", "z" };
  double widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *formula = code_formula (figure, symbols[i], values[i]);

      widest = MAX (widest, wk_latent_formula_width (figure, flow->type, formula));
    }
  return widest + 2 * PLATE_PAD;
}

/* --- the places --- */

static void
place (Flow *flow, WkRect rect)
{
  double size = wk_type_size (flow->type, flow->figure->view->text_scale);
  double code = MAX (plate_width (flow), 4 * size);
  double plate = (flow->figure->projector ? 2 : 2.6) * size;
  double picture, net, x, y, below;

  flow->row = MIN (MOST_ROW, (rect.height - flow->bill - flow->between - BILL_GAP) / 2);
  picture = MIN (flow->row, 0.3 * rect.width);
  net = rect.width - picture - code - 2 * flow->arrow;
  if (net < LEAST_NET)
    {
      picture = MAX (picture - (LEAST_NET - net), 70);
      net = LEAST_NET;
    }
  net = MIN (net, flow->figure->projector ? MOST_NET_PROJECTOR : MOST_NET);
  code = MIN (code + 40, rect.width - picture - net - 2 * flow->arrow);
  x = rect.x + MAX (0, (rect.width - picture - net - code - 2 * flow->arrow) / 2);
  y = rect.y + MAX (0, (rect.height - flow->bill - flow->between - 2 * flow->row) / 3);
  below = y + flow->row + flow->between;
  flow->picture = (WkRect){ x, y + (flow->row - picture) / 2, picture, picture };
  flow->decoded = (WkRect){ x, below + (flow->row - picture) / 2, picture, picture };
  x += picture + flow->arrow;
  flow->encoder = (WkRect){ x, y, net, flow->row };
  flow->decoder = (WkRect){ x, below, net, flow->row };
  x += net + flow->arrow;
  flow->code = (WkRect){ x, y + flow->row / 2 - 1.6 * size, code, 3.2 * size };
  flow->draw = (WkRect){ x, below + (flow->row - plate) / 2, code, plate };
}

/* --- pictures --- */

/* The pixels of the case by hand, each a cell with its value where there is room. */
static void
draw_cells (const Flow *flow,
            const char *id,
            WkRect rect,
            const double *values,
            gboolean known)
{
  const WkLatentFigure *figure = flow->figure;
  guint n = figure->work->n_pixels, columns = n > 4 ? 2 : 1;
  guint rows = (n + columns - 1) / columns;
  double width = rect.width / columns, height = MIN (rect.height / rows, 84);
  double size = wk_type_size (WK_TYPE_GRID_VALUE, figure->view->text_scale);
  double top = rect.y + (rect.height - rows * height) / 2;

  for (guint i = 0; i < n; i++)
    {
      WkRect cell = { rect.x + i / rows * width, top + i % rows * height, width,
                      height };
      g_autofree char *text =
          known ? wk_number_to_text (values[i], figure->language) : g_strdup ("?");
      g_autofree char *label =
          g_strdup_printf (known || g_str_equal (id, "input")
                               ? _L (figure->language, "pixel %u")
                               : _L (figure->language, "decoded pixel %u"),
                           i + 1);
      g_autofree char *path =
          g_strdup_printf ("%s[%u]", g_str_equal (id, "input") ? "x" : "decoded", i);
      const char *name = wk_scene_id (figure->builder, "%s-%u", id, i + 1);
      WkItem *item = wk_scene_add_box (figure->builder, name, WK_ROLE_MUTED, cell, 4);

      item->width = 1.5;
      if (known)
        {
          item->fill = WK_ROLE_INK;
          item->tint = 0.3 * values[i];
        }
      else
        item->emphasis = WK_EMPHASIS_NOT_YET;
      wk_item_set_spoken (item, label,
                          known ? text : _L (figure->language, "not computed yet"),
                          NULL, path);
      if (height >= 1.2 * size &&
          width >= wk_latent_text_width (figure, WK_TYPE_GRID_VALUE, text) + 8)
        wk_scene_add_text (
            figure->builder, wk_scene_id (figure->builder, "%s-%u-text", id, i + 1),
            known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_GRID_VALUE, cell.x + width / 2,
            cell.y + height / 2, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
    }
}

static void
draw_unknown (const Flow *flow, WkRect rect)
{
  const WkLatentFigure *figure = flow->figure;
  WkItem *frame = wk_scene_add_box (figure->builder, "decoded", WK_ROLE_MUTED, rect, 0);

  frame->emphasis = WK_EMPHASIS_NOT_YET;
  wk_item_set_spoken (frame, _L (figure->language, "decoded picture"),
                      _L (figure->language, "not computed yet"), NULL, NULL);
  wk_scene_add_text (figure->builder, "decoded-text", WK_ROLE_MUTED, WK_TYPE_NODE_VALUE,
                     rect.x + rect.width / 2, rect.y + rect.height / 2,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, "?");
}

static void
draw_pictures (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  /* The decoded values of the case are given; those of a digit are computed. */
  gboolean known = figure->step >= WK_LATENT_STEP_DECODE;
  WkItem *item;

  if (!work->is_digit || work->pictures == NULL)
    {
      draw_cells (flow, "input", flow->picture, work->x, TRUE);
      draw_cells (flow, "decoded", flow->decoded, work->decoded, TRUE);
      return;
    }
  wk_latent_pad_draw (figure, flow->picture);
  if (!known)
    {
      draw_unknown (flow, flow->decoded);
      return;
    }
  if (figure->step == WK_LATENT_STEP_DECODE)
    wk_scene_builder_set_opacity (figure->builder, figure->t[WK_LATENT_STEP_DECODE]);
  item = wk_latent_picture (figure, "decoded", flow->decoded, work->pictures->decoded,
                            WK_DIGITS_SIDE, WK_DIGITS_SIDE);
  wk_item_set_spoken (item, _L (figure->language, "decoded picture"), NULL, NULL, NULL);
  if (figure->step == WK_LATENT_STEP_DECODE)
    wk_scene_builder_set_opacity (figure->builder, 1);
}

/* --- networks --- */

/* Where the word has no room, by the letter of its distribution. */
static void
draw_net (const Flow *flow,
          const char *id,
          WkRect rect,
          const char *text,
          const char *symbol,
          guint step)
{
  const WkLatentFigure *figure = flow->figure;
  double inset = 0.22 * rect.height;
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
  const char *name = wk_scene_id (figure->builder, "%s-name", id);
  const WkPoint points[] = { { rect.x, rect.y },
                             { rect.x + rect.width, rect.y + inset },
                             { rect.x + rect.width, rect.y + rect.height - inset },
                             { rect.x, rect.y + rect.height } };
  WkItem *area = wk_scene_add_area (figure->builder, id, WK_ROLE_WASH, 1, points,
                                    G_N_ELEMENTS (points));

  area->role = WK_ROLE_MUTED;
  area->width = 2.5;
  area->emphasis = wk_latent_emphasis (figure, step, step);
  wk_item_set_spoken (area, text, NULL, NULL, NULL);
  if (wk_latent_text_width (figure, WK_TYPE_LABEL, text) + 16 <= rect.width)
    wk_scene_add_text (figure->builder, name, WK_ROLE_INK, WK_TYPE_LABEL, x, y,
                       WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
  else
    wk_scene_add_formula (figure->builder, name, WK_ROLE_INK, flow->type, x, y,
                          WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, symbol);
}

/* --- plates --- */

static WkItem *
draw_plate (const Flow *flow, const char *id, WkRect rect, guint step)
{
  WkItem *plate = wk_scene_add_box (flow->figure->builder, id, WK_ROLE_MUTED, rect, 12);

  plate->width = 2.5;
  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1;
  plate->emphasis = wk_latent_emphasis (flow->figure, step, step);
  if (plate->emphasis == WK_EMPHASIS_CURRENT)
    {
      plate->role = WK_ROLE_FOCUS;
      plate->fill = WK_ROLE_FOCUS;
      plate->tint = 1;
    }
  return plate;
}

static void
add_formula (const Flow *flow, const char *id, double x, double y, const char *formula)
{
  wk_scene_add_formula (flow->figure->builder, id, WK_ROLE_INK, flow->type, x, y,
                        WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, formula);
}

static void
draw_code (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  WkRect rect = flow->code;
  double size = wk_type_size (flow->type, figure->view->text_scale);
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
  g_autofree char *mu = code_formula (figure, "\\mu", work->mu);
  g_autofree char *sigma = code_formula (figure, "\\sigma", work->sigma);
  g_autofree char *mu_text = wk_latent_pair_text (figure, work->mu, work->n);
  g_autofree char *sigma_text = wk_latent_pair_text (figure, work->sigma, work->n);
  const char *const ids[] = { "mu", "sigma" };
  const char *const formulas[] = { mu, sigma };
  const char *const spoken[] = { mu_text, sigma_text };
  const char *const labels[] = { _L (figure->language, "mean μ"),
                                 _L (figure->language, "standard deviation σ") };

  draw_plate (flow, "code", rect, WK_LATENT_STEP_CLOUD);
  for (guint i = 0; i < 2; i++)
    {
      double middle = y + (i == 0 ? -0.68 : 0.68) * size;
      WkItem *part = wk_scene_add_box (
          figure->builder, ids[i], WK_ROLE_NONE,
          (WkRect){ rect.x + 4, middle - 0.62 * size, rect.width - 8, 1.24 * size }, 8);

      part->width = 0;
      wk_item_set_spoken (part, labels[i], spoken[i], NULL,
                          work->is_digit ? NULL
                          : i == 0       ? "mu[0]"
                                         : "sigma[0]");
      add_formula (flow, wk_scene_id (figure->builder, "%s-value", ids[i]), x, middle,
                   formulas[i]);
    }
}

/* What is asked is larger on the projector, where its plate has room. */
static WkTypeRole
z_type (const Flow *flow, const char *formula)
{
  double width = wk_latent_formula_width (flow->figure, WK_TYPE_FORMULA_SMALL, formula);

  return flow->figure->projector && width <= flow->draw.width - 16
             ? WK_TYPE_FORMULA_SMALL
             : flow->type;
}

/* w beside the arrow down. */
static void
draw_sample (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  double x = flow->draw.x + flow->draw.width / 2;
  double top = flow->code.y + flow->code.height, bottom = flow->draw.y;
  g_autofree char *w = code_formula (figure, "w", work->w);
  g_autofree char *spoken = wk_latent_pair_text (figure, work->w, work->n);
  const char *prior = "w\\sim N(0,1)";
  double room = wk_latent_formula_width (figure, WK_TYPE_SYMBOL_SMALL, prior);
  WkItem *item;

  wk_latent_arrow (figure, "sampling", (WkPoint){ x, top + 6 },
                   (WkPoint){ x, bottom - 6 }, WK_LATENT_STEP_DRAW);
  item = wk_scene_add_formula (figure->builder, "w", WK_ROLE_INK, flow->type, x - 18,
                               (top + bottom) / 2, WK_ANCHOR_END, WK_VALIGN_MIDDLE, w);
  wk_item_set_spoken (item, _L (figure->language, "w, drawn from N(0, 1)"), spoken,
                      NULL, "w[0]");
  if (x + 18 + room <= MIN (flow->right, flow->draw.x + flow->draw.width + 30))
    wk_scene_add_formula (figure->builder, "w-prior", WK_ROLE_MUTED,
                          WK_TYPE_SYMBOL_SMALL, x + 18, (top + bottom) / 2,
                          WK_ANCHOR_START, WK_VALIGN_MIDDLE, prior);
}

/* Room for a field to type in stands behind the sign. */
static void
draw_asked (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  WkRect rect = flow->draw;
  double x = rect.x + 0.8 * PLATE_PAD, y = rect.y + rect.height / 2;
  double end = x + wk_latent_formula_width (figure, flow->type, "z=");

  wk_scene_add_formula (figure->builder, "z-sign", WK_ROLE_INK, flow->type, x, y,
                        WK_ANCHOR_START, WK_VALIGN_MIDDLE, "z=")
      ->emphasis = WK_EMPHASIS_NOT_YET;
  wk_scene_add_formula (figure->builder, "z-value", WK_ROLE_INK, flow->type,
                        (end + rect.x + rect.width) / 2, y, WK_ANCHOR_MIDDLE,
                        WK_VALIGN_MIDDLE, "\\text{?}")
      ->emphasis = WK_EMPHASIS_NOT_YET;
}

static void
draw_z (const Flow *flow)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  WkRect rect = flow->draw;
  g_autofree char *z = z_formula (figure);
  g_autofree char *spoken = wk_latent_pair_text (figure, work->z, work->n);
  WkItem *item = draw_plate (flow, "z", rect, WK_LATENT_STEP_DRAW);

  wk_item_set_spoken (item, _L (figure->language, "the value drawn, z"),
                      knows_z (figure) ? spoken
                                       : _L (figure->language, "not computed yet"),
                      NULL, NULL);
  if (!knows_z (figure) && work->n == 1)
    {
      draw_asked (flow);
      return;
    }
  item =
      wk_scene_add_formula (figure->builder, "z-value", WK_ROLE_INK, z_type (flow, z),
                            rect.x + rect.width / 2, rect.y + rect.height / 2,
                            WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, z);
  if (!knows_z (figure))
    item->emphasis = WK_EMPHASIS_NOT_YET;
}

/* --- what it costs --- */

typedef struct
{
  const char *id;
  const char *name;
  double value;
  guint step;
  WkRole role;
} Row;

static gboolean
is_known (const WkLatentFigure *figure, guint step)
{
  return figure->step > step || (figure->step == step && figure->t[step] >= 0.5);
}

static void
draw_row (const Flow *flow, const Row *row, double x, double width, double y)
{
  const WkLatentFigure *figure = flow->figure;
  gboolean known = is_known (figure, row->step);
  WkTypeRole type = figure->projector ? WK_TYPE_NODE_VALUE : WK_TYPE_LABEL_STRONG;
  double line =
      MIN (flow->line - 4, 1.5 * wk_type_size (type, figure->view->text_scale));
  g_autofree char *text =
      known ? wk_number_to_text (row->value, figure->language) : g_strdup ("?");
  const char *glow = wk_scene_id (figure->builder, "%s-row", row->id);
  const char *name = wk_scene_id (figure->builder, "%s-name", row->id);
  WkItem *item =
      wk_scene_add_box (figure->builder, glow, WK_ROLE_NONE,
                        (WkRect){ x - 10, y - line / 2, width + 20, line }, 8);

  item->width = 0;
  if (figure->step == row->step)
    {
      item->fill = WK_ROLE_FOCUS;
      item->tint = 1;
    }
  wk_item_set_spoken (item, row->name,
                      known ? text : _L (figure->language, "not computed yet"), NULL,
                      NULL);
  wk_scene_add_text (figure->builder, name, WK_ROLE_INK, WK_TYPE_LABEL, x, y,
                     WK_ANCHOR_START, WK_VALIGN_MIDDLE, row->name);
  item = wk_scene_add_text (figure->builder,
                            wk_scene_id (figure->builder, "%s-value", row->id),
                            known ? WK_ROLE_INK : WK_ROLE_MUTED, type, x + width, y,
                            WK_ANCHOR_END, WK_VALIGN_MIDDLE, text);
  if (!known)
    item->emphasis = WK_EMPHASIS_NOT_YET;
}

/* Both parts of the loss, side by side, as long as they count. */
static void
draw_bar (const Flow *flow, WkRect rect)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  const double parts[] = { work->reconstruction, work->beta * work->kl_sum };
  const WkRole roles[] = { WK_ROLE_POSITIVE, WK_ROLE_NEGATIVE };
  double x = rect.x,
         t = figure->step == WK_LATENT_STEP_TOTAL ? figure->t[WK_LATENT_STEP_TOTAL] : 1;

  if (figure->step < WK_LATENT_STEP_TOTAL || !(work->total > 0))
    return;
  for (guint i = 0; i < 2; i++)
    {
      double width = t * rect.width * parts[i] / work->total;
      WkItem *bar;

      if (width < 0.5)
        continue;
      bar = wk_scene_add_box (figure->builder, i == 0 ? "bar-reconstruction" : "bar-kl",
                              roles[i], (WkRect){ x, rect.y, width, rect.height }, 0);
      bar->fill = roles[i];
      bar->tint = 1;
      bar->width = 0;
      bar->hatched = i == 1;
      x += width;
    }
}

static void
draw_bill (const Flow *flow, WkRect rect)
{
  const WkLatentFigure *figure = flow->figure;
  const WkLatentWork *work = figure->work;
  double width = MIN (rect.width - 20, figure->projector ? 640 : 460);
  g_autofree char *beta = wk_number_to_text (work->beta, figure->language);
  g_autofree char *total =
      work->beta == 1 ? g_strdup (_L (figure->language, "loss J"))
                      : g_strdup_printf (_L (figure->language, "loss J, β = %s"), beta);
  const Row rows[] = {
    { "reconstruction", _L (figure->language, "reconstruction, nats"),
      work->reconstruction, WK_LATENT_STEP_DECODE, WK_ROLE_POSITIVE },
    { "kl", _L (figure->language, "KL to the prior"), work->kl_sum, WK_LATENT_STEP_KL,
      WK_ROLE_NEGATIVE },
    { "total", total, work->total, WK_LATENT_STEP_TOTAL, WK_ROLE_INK },
  };
  double line = flow->line;
  double x = rect.x + (rect.width - width) / 2;

  if (flow->n_rows == 1)
    {
      guint i = figure->step <= WK_LATENT_STEP_DECODE ? 0
                : figure->step == WK_LATENT_STEP_KL   ? 1
                                                      : 2;

      draw_row (flow, &rows[i], x, width, rect.y + line / 2);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    draw_row (flow, &rows[i], x, width, rect.y + (i + 0.5) * line);
  draw_bar (flow, (WkRect){ x, rect.y + 3 * line + 6, width, 14 });
}

/* --- all of it --- */

/* In the window a field lies over the row that is asked for: it wants more room than
 * the words. Where the page is low, only the number that the step is about is told. */
static void
choose_rows (Flow *flow, WkRect rect)
{
  const WkLatentFigure *figure = flow->figure;
  WkTypeRole type = figure->projector ? WK_TYPE_NODE_VALUE : WK_TYPE_LABEL_STRONG;
  double least = 1.25 * wk_type_size (type, figure->view->text_scale) + 4;
  double others = BILL_GAP + flow->between + BAR_ROOM;
  double good = figure->work->is_digit ? GOOD_PICTURE : GOOD_ROW;
  double rows = 2 * LEAST_ROW * wk_type_size (flow->type, figure->view->text_scale);

  flow->line = figure->projector
                   ? least
                   : CLAMP ((rect.height - others - 2 * good) / 3, least, MOST_LINE);
  flow->n_rows = 3;
  flow->bill = 3 * flow->line + BAR_ROOM;
  if (rect.height < flow->bill + BILL_GAP + flow->between + rows)
    {
      flow->n_rows = 1;
      flow->bill = flow->line;
    }
}

void
wk_latent_flow_draw (const WkLatentFigure *figure, WkRect rect)
{
  Flow flow = { .figure = figure,
                .right = rect.x + rect.width,
                .arrow = figure->projector ? 40 : 52,
                .between = figure->projector ? 60 : 56,
                .type = WK_TYPE_SYMBOL };

  choose_rows (&flow, rect);
  place (&flow, rect);
  draw_pictures (&flow);
  draw_net (&flow, "encoder", flow.encoder, _L (figure->language, "encoder"), "q",
            WK_LATENT_STEP_CLOUD);
  draw_net (&flow, "decoder", flow.decoder, _L (figure->language, "decoder"), "p",
            WK_LATENT_STEP_DECODE);
  for (guint i = 0; i < 2; i++)
    {
      WkRect from = i == 0 ? flow.picture : flow.encoder;
      double y = flow.encoder.y + flow.row / 2;

      wk_latent_arrow (figure, i == 0 ? "into-encoder" : "into-code",
                       (WkPoint){ from.x + from.width + 5, y },
                       (WkPoint){ from.x + from.width + flow.arrow - 5, y },
                       WK_LATENT_STEP_CLOUD);
      from = i == 0 ? flow.draw : flow.decoder;
      y = flow.decoder.y + flow.row / 2;
      wk_latent_arrow (figure, i == 0 ? "into-decoder" : "into-picture",
                       (WkPoint){ from.x - 5, y },
                       (WkPoint){ from.x - flow.arrow + 5, y }, WK_LATENT_STEP_DECODE);
    }
  draw_code (&flow);
  draw_sample (&flow);
  draw_z (&flow);
  draw_bill (&flow, (WkRect){ rect.x, rect.y + rect.height - flow.bill, rect.width,
                              flow.bill });
}
