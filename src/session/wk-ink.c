/* wk-ink.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was done is kept as a list of strokes that came or went; those that share a
 * number are undone together. Strokes are never changed, so that a step of undo costs
 * references.
 */
#include "config.h"

#include <math.h>

#include "session/wk-ink-private.h"

typedef struct
{
  WkInkSlot *slot; /* slots live as long as the ink */
  WkInkStroke *stroke;
  gboolean gone; /* else it came */
  guint index;   /* where it was */
  guint merge;
  gboolean everywhere; /* done to all places, and undone from any */
} Deed;

struct _WkInk
{
  GObject parent_instance;

  GPtrArray *slots; /* of WkInkSlot */
  GArray *deeds;    /* of Deed, the last one last */
  guint n_points;
  guint n_strokes;
  guint n_noted; /* points of strokes in @deeds */
  guint last_id;
  guint last_merge;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (WkInk, wk_ink, G_TYPE_OBJECT)

/* --- strokes and slots --- */

static WkInkStroke *
stroke_ref (WkInkStroke *stroke)
{
  g_ref_count_inc (&stroke->refs);
  return stroke;
}

static void
stroke_unref (gpointer data)
{
  WkInkStroke *stroke = data;

  if (g_ref_count_dec (&stroke->refs))
    g_free (stroke);
}

static void
slot_free (gpointer data)
{
  WkInkSlot *slot = data;

  g_free (slot->exercise);
  g_ptr_array_unref (slot->strokes);
  g_free (slot->text);
  g_free (slot);
}

static WkInkSlot *
find_slot (WkInk *self, const WkInkPlace *place)
{
  for (guint i = 0; i < self->slots->len && place->exercise != NULL; i++)
    {
      WkInkSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot->step == place->step && g_str_equal (slot->exercise, place->exercise))
        return slot;
    }
  return NULL;
}

static WkInkSlot *
ensure_slot (WkInk *self, const WkInkPlace *place)
{
  WkInkSlot *slot = find_slot (self, place);

  if (slot != NULL)
    return slot;
  slot = g_new0 (WkInkSlot, 1);
  slot->exercise = g_strdup (place->exercise);
  slot->step = place->step;
  slot->strokes = g_ptr_array_new_with_free_func (stroke_unref);
  g_ptr_array_add (self->slots, slot);
  return slot;
}

GPtrArray *
wk_ink_get_slots (WkInk *self)
{
  return self->slots;
}

static void
insert (WkInk *self, WkInkSlot *slot, guint i, WkInkStroke *stroke)
{
  g_ptr_array_insert (slot->strokes, (int) MIN (i, slot->strokes->len),
                      stroke_ref (stroke));
  self->n_points += stroke->n;
  self->n_strokes++;
  g_clear_pointer (&slot->text, g_free);
}

static void
take_out (WkInk *self, WkInkSlot *slot, guint i)
{
  const WkInkStroke *stroke = g_ptr_array_index (slot->strokes, i);

  self->n_points -= stroke->n;
  self->n_strokes--;
  g_ptr_array_remove_index (slot->strokes, i);
  g_clear_pointer (&slot->text, g_free);
}

static void
changed (WkInk *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- undo --- */

static void
deed_clear (gpointer data)
{
  stroke_unref (((Deed *) data)->stroke);
}

static void
drop_deed (WkInk *self, guint i)
{
  self->n_noted -= g_array_index (self->deeds, Deed, i).stroke->n;
  g_array_remove_index (self->deeds, i);
}

static void
note (WkInk *self,
      WkInkSlot *slot,
      WkInkStroke *stroke,
      gboolean gone,
      guint index,
      guint merge)
{
  Deed deed = { slot, stroke_ref (stroke), gone, index, merge, FALSE };

  while (self->deeds->len > 0 && (self->deeds->len >= WK_INK_MAX_UNDO ||
                                  self->n_noted + stroke->n > 2 * WK_INK_MAX_POINTS))
    drop_deed (self, 0);
  g_array_append_val (self->deeds, deed);
  self->n_noted += stroke->n;
}

guint
wk_ink_new_merge (WkInk *self)
{
  g_return_val_if_fail (WK_IS_INK (self), 0);

  return ++self->last_merge;
}

/* The index of the last deed that was done at @place, there alone or everywhere; -1:
 * there is none. */
static int
find_last_deed (WkInk *self, const WkInkPlace *place)
{
  const WkInkSlot *slot = find_slot (self, place);

  for (int i = (int) self->deeds->len - 1; i >= 0; i--)
    {
      const Deed *deed = &g_array_index (self->deeds, Deed, i);

      if (deed->everywhere || deed->slot == slot)
        return i;
    }
  return -1;
}

static void
take_back (WkInk *self, const Deed *deed)
{
  guint i;

  if (deed->gone)
    insert (self, deed->slot, deed->index, deed->stroke);
  else if (g_ptr_array_find (deed->slot->strokes, deed->stroke, &i))
    take_out (self, deed->slot, i);
}

gboolean
wk_ink_undo (WkInk *self, const WkInkPlace *place)
{
  g_return_val_if_fail (WK_IS_INK (self), FALSE);

  int last = find_last_deed (self, place);
  guint merge;

  if (last < 0)
    return FALSE;
  merge = g_array_index (self->deeds, Deed, last).merge;
  for (int i = (int) self->deeds->len - 1; i >= 0; i--)
    {
      const Deed *deed = &g_array_index (self->deeds, Deed, i);

      if (deed->merge != merge)
        continue;
      take_back (self, deed);
      drop_deed (self, (guint) i);
    }
  changed (self);
  return TRUE;
}

gboolean
wk_ink_can_undo (WkInk *self, const WkInkPlace *place)
{
  g_return_val_if_fail (WK_IS_INK (self), FALSE);

  return find_last_deed (self, place) >= 0;
}

/* --- bounds --- */

static WkInkSlot *
find_oldest (WkInk *self)
{
  WkInkSlot *oldest = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < self->slots->len; i++)
    {
      WkInkSlot *slot = g_ptr_array_index (self->slots, i);
      const WkInkStroke *first =
          slot->strokes->len > 0 ? g_ptr_array_index (slot->strokes, 0) : NULL;

      if (first != NULL && first->id < least)
        {
          least = first->id;
          oldest = slot;
        }
    }
  return oldest;
}

static void
make_room (WkInk *self, guint n)
{
  while (self->n_points + n > WK_INK_MAX_POINTS ||
         self->n_strokes + 1 > WK_INK_MAX_STROKES)
    {
      WkInkSlot *slot = find_oldest (self);

      if (slot == NULL)
        return;
      take_out (self, slot, 0);
    }
}

/* --- drawing --- */

static double
on_grid (double place)
{
  return round (CLAMP (place, -WK_INK_MAX_PLACE, WK_INK_MAX_PLACE) * WK_INK_GRID) /
         WK_INK_GRID;
}

static WkInkStroke *
new_stroke (WkInk *self,
            const WkPen *pen,
            double page_width,
            double page_height,
            const WkPoint *points,
            guint n)
{
  WkInkStroke *stroke = g_malloc0 (sizeof *stroke + n * sizeof (WkPoint));

  g_ref_count_init (&stroke->refs);
  stroke->id = ++self->last_id;
  stroke->pen.colour = MIN (pen->colour, WK_N_INKS - 1);
  stroke->pen.width = CLAMP (on_grid (pen->width), 1, 40);
  stroke->page_width = on_grid (page_width);
  stroke->page_height = on_grid (page_height);
  stroke->n = n;
  for (guint i = 0; i < n; i++)
    stroke->points[i] = (WkPoint){ on_grid (points[i].x), on_grid (points[i].y) };
  return stroke;
}

void
wk_ink_put (WkInk *self,
            const WkInkPlace *place,
            const WkPen *pen,
            double page_width,
            double page_height,
            const WkPoint *points,
            guint n)
{
  WkInkSlot *slot = ensure_slot (self, place);
  WkInkStroke *stroke;

  make_room (self, n);
  stroke = new_stroke (self, pen, page_width, page_height, points, n);
  insert (self, slot, slot->strokes->len, stroke);
  stroke_unref (stroke);
}

gboolean
wk_ink_add (WkInk *self,
            const WkInkPlace *place,
            const WkPen *pen,
            double page_width,
            double page_height,
            const WkPoint *points,
            guint n)
{
  g_return_val_if_fail (WK_IS_INK (self) && place->exercise != NULL, FALSE);
  g_return_val_if_fail (page_width > 0 && page_height > 0, FALSE);

  g_autoptr (GArray) thin = wk_ink_line_thin (points, n);
  guint merge = wk_ink_new_merge (self);

  if (thin->len == 0)
    return FALSE;
  /* Pieces of a longer line share a point, so that they join. */
  for (guint first = 0; first == 0 || first + 1 < thin->len;)
    {
      guint length = MIN (thin->len - first, WK_INK_MAX_STROKE_POINTS);
      WkInkSlot *slot;

      wk_ink_put (self, place, pen, page_width, page_height,
                  &g_array_index (thin, WkPoint, first), length);
      slot = find_slot (self, place);
      note (self, slot, g_ptr_array_index (slot->strokes, slot->strokes->len - 1),
            FALSE, slot->strokes->len - 1, merge);
      first += MAX (length, 2) - 1;
    }
  changed (self);
  return TRUE;
}

static void
remove_noted (WkInk *self, WkInkSlot *slot, guint i, guint merge)
{
  note (self, slot, g_ptr_array_index (slot->strokes, i), TRUE, i, merge);
  take_out (self, slot, i);
}

guint
wk_ink_erase (WkInk *self,
              const WkInkPlace *place,
              double page_width,
              double page_height,
              double x,
              double y,
              double radius,
              guint merge)
{
  g_return_val_if_fail (WK_IS_INK (self), 0);
  g_return_val_if_fail (page_width > 0 && page_height > 0, 0);

  WkInkSlot *slot = find_slot (self, place);
  guint n = 0;

  for (guint i = slot != NULL ? slot->strokes->len : 0; i-- > 0;)
    {
      const WkInkStroke *stroke = g_ptr_array_index (slot->strokes, i);
      WkPoint at = { x * stroke->page_width / page_width,
                     y * stroke->page_height / page_height };

      if (wk_ink_line_distance (stroke->points, stroke->n, at) >
          radius + stroke->pen.width / 2)
        continue;
      if (merge == 0)
        merge = wk_ink_new_merge (self);
      remove_noted (self, slot, i, merge);
      n++;
    }
  if (n > 0)
    changed (self);
  return n;
}

static guint
clear_slot (WkInk *self, WkInkSlot *slot, guint merge)
{
  guint n = slot->strokes->len;

  /* From the last, so that undo, which goes backwards, puts the first in first. */
  while (slot->strokes->len > 0)
    remove_noted (self, slot, slot->strokes->len - 1, merge);
  return n;
}

gboolean
wk_ink_clear (WkInk *self, const WkInkPlace *place)
{
  g_return_val_if_fail (WK_IS_INK (self), FALSE);

  WkInkSlot *slot = find_slot (self, place);

  if (slot == NULL || clear_slot (self, slot, wk_ink_new_merge (self)) == 0)
    return FALSE;
  changed (self);
  return TRUE;
}

gboolean
wk_ink_clear_all (WkInk *self)
{
  g_return_val_if_fail (WK_IS_INK (self), FALSE);

  guint merge = wk_ink_new_merge (self);
  guint n = 0;

  for (guint i = 0; i < self->slots->len; i++)
    n += clear_slot (self, g_ptr_array_index (self->slots, i), merge);
  for (guint i = 0; i < self->deeds->len; i++)
    {
      Deed *deed = &g_array_index (self->deeds, Deed, i);

      if (deed->merge == merge)
        deed->everywhere = TRUE;
    }
  if (n > 0)
    changed (self);
  return n > 0;
}

void
wk_ink_forget (WkInk *self)
{
  g_return_if_fail (WK_IS_INK (self));

  gboolean empty = wk_ink_is_empty (self);

  g_array_set_size (self->deeds, 0);
  g_ptr_array_set_size (self->slots, 0);
  self->n_points = self->n_strokes = self->n_noted = 0;
  if (!empty)
    changed (self);
}

/* --- what there is --- */

guint
wk_ink_step (double position)
{
  return (guint) MAX (ceil (position - 1e-6), 0);
}

WkRole
wk_ink_role (WkInkColour colour)
{
  /* Those of classes are told apart by the colour-blind and seen on any paper; those of
   * signs would bring dashes and a meaning. */
  static const WkRole roles[WK_N_INKS] = { WK_ROLE_CLASS_6, WK_ROLE_CLASS_1,
                                           WK_ROLE_CLASS_3 };

  return roles[MIN (colour, WK_N_INKS - 1)];
}

gboolean
wk_ink_is_empty (WkInk *self)
{
  g_return_val_if_fail (WK_IS_INK (self), TRUE);

  return self->n_strokes == 0;
}

guint
wk_ink_get_n_strokes (WkInk *self, const WkInkPlace *place)
{
  g_return_val_if_fail (WK_IS_INK (self), 0);

  const WkInkSlot *slot = find_slot (self, place);

  return slot != NULL ? slot->strokes->len : 0;
}

const WkInkStroke *
wk_ink_get_stroke (WkInk *self, const WkInkPlace *place, guint i)
{
  g_return_val_if_fail (WK_IS_INK (self), NULL);

  const WkInkSlot *slot = find_slot (self, place);

  return slot != NULL && i < slot->strokes->len ? g_ptr_array_index (slot->strokes, i)
                                                : NULL;
}

WkInk *
wk_ink_copy (WkInk *self)
{
  g_return_val_if_fail (WK_IS_INK (self), NULL);

  WkInk *copy = wk_ink_new ();

  for (guint i = 0; i < self->slots->len; i++)
    {
      const WkInkSlot *slot = g_ptr_array_index (self->slots, i);
      WkInkPlace place = { slot->exercise, slot->step };

      for (guint k = 0; k < slot->strokes->len; k++)
        {
          const WkInkStroke *stroke = g_ptr_array_index (slot->strokes, k);

          wk_ink_put (copy, &place, &stroke->pen, stroke->page_width,
                      stroke->page_height, stroke->points, stroke->n);
        }
    }
  return copy;
}

/* --- object --- */

static void
wk_ink_finalize (GObject *object)
{
  WkInk *self = WK_INK (object);

  g_array_unref (self->deeds);
  g_ptr_array_unref (self->slots);
  G_OBJECT_CLASS (wk_ink_parent_class)->finalize (object);
}

static void
wk_ink_class_init (WkInkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_ink_finalize;
  changed_signal = g_signal_new ("changed", WK_TYPE_INK, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wk_ink_init (WkInk *self)
{
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->deeds = g_array_new (FALSE, FALSE, sizeof (Deed));
  g_array_set_clear_func (self->deeds, deed_clear);
}

WkInk *
wk_ink_new (void)
{
  return g_object_new (WK_TYPE_INK, NULL);
}
