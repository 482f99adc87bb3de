/* wk-check-dots.c - where the dots of a scatter lie, found fast
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The check asks for thousands of figures whether any of thousands of dots touches a
 * glyph. Most never ask: the grid is made at the first question that needs it.
 */
#include "config.h"

#include <math.h>

#include "render/wk-check-private.h"

#define MAX_CELLS 64.0

WkDotField *
wk_dot_field_new (const WkDots *dots)
{
  WkDotField *field = g_new0 (WkDotField, 1);
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double r = dots->radius;

  field->dots = *dots;
  for (guint i = 0; i < dots->n; i++)
    {
      x0 = MIN (x0, dots->points[i].x);
      y0 = MIN (y0, dots->points[i].y);
      x1 = MAX (x1, dots->points[i].x);
      y1 = MAX (y1, dots->points[i].y);
    }
  if (dots->n > 0)
    field->bounds =
        (WkRect){ x0 - r, y0 - r, MAX (x1 - x0, 0) + 2 * r, MAX (y1 - y0, 0) + 2 * r };
  return field;
}

void
wk_dot_field_free (WkDotField *field)
{
  if (field == NULL)
    return;
  g_free (field->starts);
  g_free (field->order);
  g_free (field);
}

static guint
column_of (const WkDotField *field, double x)
{
  return (guint) CLAMP ((x - field->bounds.x) / field->cell, 0, field->columns - 1.0);
}

static guint
row_of (const WkDotField *field, double y)
{
  return (guint) CLAMP ((y - field->bounds.y) / field->cell, 0, field->rows - 1.0);
}

/* Counting sort of the dots by the cell they are in. */
static void
make_grid (WkDotField *field)
{
  const WkDots *dots = &field->dots;
  g_autofree guint *fill = NULL;
  guint n_cells;

  field->cell = MAX (MAX (field->bounds.width, field->bounds.height) / MAX_CELLS,
                     2 * dots->radius);
  field->columns = (guint) ceil (field->bounds.width / field->cell);
  field->rows = (guint) ceil (field->bounds.height / field->cell);
  n_cells = field->columns * field->rows;
  field->starts = g_new0 (guint, n_cells + 1);
  field->order = g_new (guint, dots->n);
  for (guint i = 0; i < dots->n; i++)
    field->starts[row_of (field, dots->points[i].y) * field->columns +
                  column_of (field, dots->points[i].x) + 1]++;
  for (guint cell = 0; cell < n_cells; cell++)
    field->starts[cell + 1] += field->starts[cell];
  fill = g_memdup2 (field->starts, n_cells * sizeof (guint));
  for (guint i = 0; i < dots->n; i++)
    field->order[fill[row_of (field, dots->points[i].y) * field->columns +
                      column_of (field, dots->points[i].x)]++] = i;
}

static gboolean
dot_touches (const WkDots *dots, guint i, WkRect box)
{
  WkPoint p = dots->points[i];
  double dx = MAX (MAX (box.x - p.x, p.x - box.x - box.width), 0);
  double dy = MAX (MAX (box.y - p.y, p.y - box.y - box.height), 0);

  return dx * dx + dy * dy < dots->radius * dots->radius;
}

gboolean
wk_dot_field_touches (WkDotField *field, WkRect box)
{
  double r = field->dots.radius;
  guint column, row;

  if (field->dots.n == 0 || !(r > 0) || !wk_rect_overlap (field->bounds, box, NULL))
    return FALSE;
  if (field->starts == NULL)
    make_grid (field);
  for (row = row_of (field, box.y - r); row <= row_of (field, box.y + box.height + r);
       row++)
    for (column = column_of (field, box.x - r);
         column <= column_of (field, box.x + box.width + r); column++)
      {
        guint cell = row * field->columns + column;

        for (guint k = field->starts[cell]; k < field->starts[cell + 1]; k++)
          if (dot_touches (&field->dots, field->order[k], box))
            return TRUE;
      }
  return FALSE;
}
