/* wk-bank-block.c - a filter as a box of rows x columns x input maps
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quiet: three flat faces, no shadow. The front shows the cells of one slice; the top
 * and the side show the slices, as far as they can be told apart.
 */
#include "config.h"

#include "exercises/kit/wk-bank-private.h"

#define MAX_DEPTH 8      /* slices drawn one by one */
#define MAX_CELL 30.0    /* of the front */
#define DEPTH_SHARE 0.42 /* how far a slice goes back, of a cell */
#define RISE 0.6         /* up for each unit back */

typedef struct
{
  double x, y, cell; /* of the front's corner, and of its cells */
  double width, height, depth;
  guint n_slices;
} Block;

static Block
make_block (const WkBank *bank, WkRect room)
{
  guint n_slices = (guint) MIN (bank->n_in, MAX_DEPTH);
  double back = DEPTH_SHARE * n_slices;
  Block block = { .n_slices = n_slices };

  block.cell = MIN (MAX_CELL, MIN (room.width / (bank->n_columns + back),
                                   room.height / (bank->n_rows + RISE * back)));
  block.width = block.cell * bank->n_columns;
  block.height = block.cell * bank->n_rows;
  block.depth = block.cell * back;
  block.x = room.x + (room.width - block.width - block.depth) / 2;
  block.y = room.y + (room.height - block.height + RISE * block.depth) / 2;
  return block;
}

static void
draw_face (const WkBankFigure *figure,
           const char *id,
           const WkPoint *points,
           double tint,
           gboolean lit)
{
  WkItem *area = wk_scene_add_area (
      figure->builder, id, lit ? WK_ROLE_POSITIVE : WK_ROLE_MUTED, tint, points, 4);

  area->role = lit ? WK_ROLE_INK : WK_ROLE_PAPER;
  area->width = 2;
}

static void
draw_stroke (const WkBankFigure *figure,
             const char *id,
             double x1,
             double y1,
             double x2,
             double y2,
             gboolean lit)
{
  WkItem *line =
      wk_scene_add_line (figure->builder, id, lit ? WK_ROLE_INK : WK_ROLE_PAPER,
                         (WkPoint){ x1, y1 }, (WkPoint){ x2, y2 });

  line->width = 1.5;
}

/* Cells on the front, slices on the top and at the side. */
static void
draw_lines (const WkBankFigure *figure, int filter, const Block *block, gboolean lit)
{
  WkSceneBuilder *builder = figure->builder;
  double right = block->x + block->width, rise = RISE * block->depth;

  for (int i = 1; i < figure->bank->n_columns; i++)
    draw_stroke (figure, wk_scene_id (builder, "filter-%d-column-%d", filter + 1, i),
                 block->x + i * block->cell, block->y, block->x + i * block->cell,
                 block->y + block->height, lit);
  for (int i = 1; i < figure->bank->n_rows; i++)
    draw_stroke (figure, wk_scene_id (builder, "filter-%d-row-%d", filter + 1, i),
                 block->x, block->y + i * block->cell, right,
                 block->y + i * block->cell, lit);
  for (guint i = 1; i < block->n_slices; i++)
    {
      double dx = block->depth * i / block->n_slices;
      double dy = rise * i / block->n_slices;

      draw_stroke (figure, wk_scene_id (builder, "filter-%d-top-%u", filter + 1, i),
                   block->x + dx, block->y - dy, right + dx, block->y - dy, lit);
      draw_stroke (figure, wk_scene_id (builder, "filter-%d-side-%u", filter + 1, i),
                   right + dx, block->y - dy, right + dx, block->y + block->height - dy,
                   lit);
    }
}

void
wk_bank_draw_block (const WkBankFigure *figure, int filter, gboolean lit, WkRect room)
{
  Block block = make_block (figure->bank, room);
  WkSceneBuilder *builder = figure->builder;
  double x = block.x, y = block.y, right = x + block.width;
  double bottom = y + block.height, dx = block.depth, dy = RISE * block.depth;
  const WkPoint front[] = { { x, y }, { right, y }, { right, bottom }, { x, bottom } };
  const WkPoint top[] = {
    { x, y }, { x + dx, y - dy }, { right + dx, y - dy }, { right, y }
  };
  const WkPoint side[] = {
    { right, y }, { right + dx, y - dy }, { right + dx, bottom - dy }, { right, bottom }
  };

  draw_face (figure, wk_scene_id (builder, "filter-%d-top", filter + 1), top,
             lit ? 0.4 : 0.34, lit);
  draw_face (figure, wk_scene_id (builder, "filter-%d-side", filter + 1), side, 0.5,
             lit);
  draw_face (figure, wk_scene_id (builder, "filter-%d-front", filter + 1), front,
             lit ? 0.26 : 0.22, lit);
  draw_lines (figure, filter, &block, lit);
}
