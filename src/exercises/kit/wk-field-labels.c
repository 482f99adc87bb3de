/* wk-field-labels.c - what a line of layers is called
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is written as fully as its column takes: kernel, stride, dilation and name, fewer
 * of them, at last the kernel alone.
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#define MAX_PIECES 5

/* One stretch of a line's label. */
typedef struct
{
  char *text;
  const char *key; /* of the layer's parameter, or NULL */
  WkRole role;
} Piece;

static void
clear_pieces (Piece *pieces, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (pieces[i].text);
}

static void
add_piece (Piece *pieces, guint *n, char *text, const char *key, WkRole role)
{
  pieces[(*n)++] = (Piece){ text, key, role };
}

static gboolean
is_plain_stride (const WkFieldLayer *layer)
{
  return layer->window[0].stride == 1 && layer->window[1].stride == 1;
}

static char *
dilation_text (const WkFieldFigure *figure, const WkFieldLayer *layer)
{
  int rows = layer->window[0].dilation, columns = layer->window[1].dilation;

  if (rows == columns)
    return g_strdup_printf (_L (figure->language, "dilation %d"), rows);
  {
    g_autofree char *pair = g_strdup_printf ("%d×%d", rows, columns);

    return g_strdup_printf (_L (figure->language, "dilation %s"), pair);
  }
}

/* Fuller to shorter as @level grows; returns the number of pieces, 0 after the last. */
static guint
layer_pieces (const WkFieldFigure *figure, guint layer, guint level, Piece *pieces)
{
  const WkFieldLayer *own = &figure->field->layers[layer - 1];
  gboolean projector = figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR;
  gboolean dilated = own->window[0].dilation > 1 || own->window[1].dilation > 1;
  guint n = 0;

  if (level > 4)
    return 0;
  if (*own->name != '\0' && level != 2 && level != 4)
    {
      g_autofree char *name = wk_field_figure_fit (
          figure, own->name, WK_TYPE_LABEL,
          7.0 * wk_type_size (WK_TYPE_LABEL, figure->view->text_scale));

      add_piece (pieces, &n, g_steal_pointer (&name), NULL, WK_ROLE_MUTED);
    }
  add_piece (pieces, &n, wk_field_kernel_text (own), "kernel", WK_ROLE_INK);
  if (level < 3 && (!is_plain_stride (own) || (!projector && level == 0)))
    add_piece (pieces, &n, wk_field_stride_text (own, figure->language), "stride",
               WK_ROLE_INK);
  if (level < 3 && dilated)
    add_piece (pieces, &n, dilation_text (figure, own), "dilation", WK_ROLE_INK);
  for (guint i = 0; i + 1 < n; i++)
    if (pieces[i].key != NULL)
      {
        char *text = g_strconcat (pieces[i].text, ",", NULL);

        g_free (pieces[i].text);
        pieces[i].text = text;
      }
  return n;
}

static guint
group_pieces (const WkFieldFigure *figure,
              WkFieldGroup group,
              guint level,
              double room,
              Piece *pieces)
{
  const WkLanguage *language = figure->language;
  guint n = 0, count = group.last - group.first + 1;
  g_autofree char *name = wk_field_group_name (figure->field, language, group);

  if (level > 2)
    return 0;
  if (level < 2)
    add_piece (pieces, &n,
               level == 0 ? g_steal_pointer (&name)
                          : wk_field_figure_fit (figure, name, WK_TYPE_LABEL, room),
               NULL, WK_ROLE_INK);
  if (level != 1)
    add_piece (pieces, &n,
               g_strdup_printf (_LN (language, "%u layer", "%u layers", count), count),
               NULL, level == 0 ? WK_ROLE_MUTED : WK_ROLE_INK);
  return n;
}

static guint
line_pieces (const WkFieldFigure *figure,
             guint line,
             guint level,
             double room,
             Piece *pieces)
{
  WkFieldGroup group;
  guint n = 0;

  if (line == 0)
    {
      if (level == 0)
        add_piece (pieces, &n, g_strdup (_L (figure->language, "input")), NULL,
                   WK_ROLE_INK);
      return n;
    }
  group = figure->field->groups[line - 1];
  if (group.first < group.last)
    return group_pieces (figure, group, level, room, pieces);
  return layer_pieces (figure, group.first, level, pieces);
}

/* Behind what can be edited a comma stands; behind a name there is more room. */
static double
piece_gap (const WkFieldFigure *figure, const Piece *piece)
{
  return (piece->key != NULL ? 0.28 : 0.55) *
         wk_type_size (WK_TYPE_LABEL, figure->view->text_scale);
}

static double
pieces_width (const WkFieldFigure *figure, const Piece *pieces, guint n)
{
  double width = 0.0;

  for (guint i = 0; i < n; i++)
    width += wk_field_figure_measure (figure, pieces[i].text, WK_TYPE_LABEL) +
             (i + 1 < n ? piece_gap (figure, &pieces[i]) : 0.0);
  return width;
}

static void
draw_piece (const WkFieldFigure *figure,
            guint line,
            guint i,
            const Piece *piece,
            double x,
            gboolean on_glow)
{
  guint layer = wk_field_line_layer (figure->field, line);
  WkItem *item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "label-%u-%u", line, i + 1),
      on_glow ? WK_ROLE_INK : piece->role, WK_TYPE_LABEL, x, figure->table_y[line],
      WK_ANCHOR_START, WK_VALIGN_MIDDLE, piece->text);

  if (piece->key != NULL)
    {
      g_autofree char *words =
          wk_field_layer_words (figure->field, figure->language, layer);
      g_autofree char *label =
          g_strdup_printf (_L (figure->language, "layer %u"), layer);

      wk_item_set_spoken (
          item, label, words, NULL,
          wk_scene_id (figure->builder, "layers[%u].%s", layer - 1, piece->key));
    }
}

double
wk_field_label_width (const WkFieldFigure *figure, guint line)
{
  Piece pieces[MAX_PIECES];
  guint n = line_pieces (figure, line, 0, 0.0, pieces);
  double width = pieces_width (figure, pieces, n);

  clear_pieces (pieces, n);
  return width;
}

void
wk_field_label_draw (const WkFieldFigure *figure,
                     guint line,
                     double x,
                     double room,
                     gboolean on_glow)
{
  Piece pieces[MAX_PIECES];
  guint n = 0;

  for (guint level = 0; level < 6; level++)
    {
      guint next_n;
      Piece next[MAX_PIECES];

      next_n = line_pieces (figure, line, level, room, next);
      if (next_n == 0)
        break;
      clear_pieces (pieces, n);
      n = next_n;
      for (guint i = 0; i < n; i++)
        pieces[i] = next[i];
      if (pieces_width (figure, pieces, n) <= room + 0.5)
        break;
    }
  for (guint i = 0; i < n; i++)
    {
      draw_piece (figure, line, i, &pieces[i], x, on_glow);
      x += wk_field_figure_measure (figure, pieces[i].text, WK_TYPE_LABEL) +
           piece_gap (figure, &pieces[i]);
    }
  clear_pieces (pieces, n);
}
