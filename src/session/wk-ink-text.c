/* wk-ink-text.c - the strokes of an exercise as one line of digits
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stroke is whole numbers with blanks between them, and ends with a semicolon: step,
 * colour, width, width and height of the page, first point, and the way from each point
 * to the next; lengths in tenths of a unit. A step's text is kept until it changes, so
 * that the state is taken down quickly.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "session/wk-ink-private.h"

#define MAX_STEP 10000
#define MAX_PAGE 2000

static void
append_number (GString *text, double value)
{
  int whole = (int) lround (value);
  char digits[16];
  int n = 0;

  if (whole < 0)
    g_string_append_c (text, '-');
  whole = ABS (whole);
  do
    digits[n++] = (char) ('0' + whole % 10);
  while ((whole /= 10) > 0);
  while (n-- > 0)
    g_string_append_c (text, digits[n]);
  g_string_append_c (text, ' ');
}

static void
append_stroke (GString *text, guint step, const WkInkStroke *stroke)
{
  WkPoint before = { 0, 0 };

  append_number (text, step);
  append_number (text, (int) stroke->pen.colour);
  append_number (text, stroke->pen.width * WK_INK_GRID);
  append_number (text, stroke->page_width * WK_INK_GRID);
  append_number (text, stroke->page_height * WK_INK_GRID);
  for (guint i = 0; i < stroke->n; i++)
    {
      append_number (text, (stroke->points[i].x - before.x) * WK_INK_GRID);
      append_number (text, (stroke->points[i].y - before.y) * WK_INK_GRID);
      before = stroke->points[i];
    }
  g_string_append (text, "; ");
}

static int
by_step (gconstpointer a, gconstpointer b)
{
  const WkInkSlot *x = *(const WkInkSlot *const *) a;
  const WkInkSlot *y = *(const WkInkSlot *const *) b;

  return (x->step > y->step) - (x->step < y->step);
}

static const char *
slot_text (WkInkSlot *slot)
{
  GString *text;

  if (slot->text == NULL)
    {
      text = g_string_new (NULL);
      for (guint i = 0; i < slot->strokes->len; i++)
        append_stroke (text, slot->step, g_ptr_array_index (slot->strokes, i));
      slot->text = g_string_free (text, FALSE);
    }
  return slot->text;
}

char *
wk_ink_to_text (WkInk *self, const char *exercise)
{
  g_return_val_if_fail (WK_IS_INK (self), NULL);

  GPtrArray *slots = wk_ink_get_slots (self);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < slots->len; i++)
    {
      WkInkSlot *slot = g_ptr_array_index (slots, i);

      if (g_str_equal (slot->exercise, exercise))
        g_ptr_array_add (own, slot);
    }
  g_ptr_array_sort (own, by_step);
  for (guint i = 0; i < own->len; i++)
    g_string_append (text, slot_text (own->pdata[i]));
  g_strchomp (text->str);
  return text->str[0] != '\0' ? g_strdup (text->str) : NULL;
}

/* --- reading, with suspicion --- */

typedef struct
{
  const char *at;
  gboolean bad;
} Reader;

/* The next whole number from @low to @high. */
static int
read_number (Reader *reader, int low, int high)
{
  char *end;
  long value;

  while (*reader->at == ' ')
    reader->at++;
  if (*reader->at != '-' && !g_ascii_isdigit (*reader->at))
    reader->bad = TRUE;
  if (reader->bad)
    return low;
  value = strtol (reader->at, &end, 10);
  if (end == reader->at || value < low || value > high)
    reader->bad = TRUE;
  reader->at = end;
  return reader->bad ? low : (int) value;
}

static gboolean
at_end (Reader *reader)
{
  while (*reader->at == ' ')
    reader->at++;
  return *reader->at == ';';
}

static void
read_points (Reader *reader, GArray *points)
{
  const int most = (int) WK_INK_MAX_PLACE * WK_INK_GRID;
  int x = 0, y = 0;

  while (!reader->bad && !at_end (reader))
    {
      WkPoint point;

      x += read_number (reader, -most - x, most - x);
      y += read_number (reader, -most - y, most - y);
      point = (WkPoint){ (double) x / WK_INK_GRID, (double) y / WK_INK_GRID };
      g_array_append_val (points, point);
      reader->bad = reader->bad || points->len > WK_INK_MAX_STROKE_POINTS;
    }
}

static void
read_stroke (Reader *reader, WkInk *self, const char *exercise)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  WkInkPlace place = { exercise, 0 };
  WkPen pen;
  double width, height;

  place.step = (guint) read_number (reader, 0, MAX_STEP);
  pen.colour = (WkInkColour) read_number (reader, 0, WK_N_INKS - 1);
  pen.width = (double) read_number (reader, 10, 400) / WK_INK_GRID;
  width = (double) read_number (reader, 1, MAX_PAGE * WK_INK_GRID) / WK_INK_GRID;
  height = (double) read_number (reader, 1, MAX_PAGE * WK_INK_GRID) / WK_INK_GRID;
  read_points (reader, points);
  if (reader->bad || points->len == 0)
    {
      reader->bad = TRUE;
      return;
    }
  reader->at++;
  wk_ink_put (self, &place, &pen, width, height, (const WkPoint *) points->data,
              points->len);
}

void
wk_ink_add_text (WkInk *self, const char *exercise, const char *text)
{
  g_return_if_fail (WK_IS_INK (self) && exercise != NULL);

  Reader reader = { text != NULL ? text : "", FALSE };

  while (!reader.bad && *reader.at != '\0')
    {
      read_stroke (&reader, self, exercise);
      while (*reader.at == ' ')
        reader.at++;
    }
  g_signal_emit_by_name (self, "changed");
}
