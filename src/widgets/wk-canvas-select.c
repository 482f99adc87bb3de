/* wk-canvas-select.c - which part is picked out: its card, and the keys that walk
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>
#include <string.h>

#include "widgets/wk-formula-text.h"
#include "widgets/wk-ring.h"
#include "widgets/wk-ui.h"

#define OWN_WEIGHT 100.0
#define LIGHTING_HINT 2
#define CARD_DISTANCE 12

/* --- the card --- */

/* The done step that computed @item; NULL if there is none, as for what is given. */
static const WkStep *
find_working (WkCanvas *self, const WkItem *item)
{
  WkSolution *solution =
      self->session != NULL ? wk_session_get_solution (self->session) : NULL;
  double position = solution != NULL ? wk_session_get_position (self->session) : 0;
  guint n_done = (guint) floor (position + 1e-9);

  if (solution == NULL || item->edits != NULL)
    return NULL;
  n_done = MIN (n_done, wk_solution_get_n_steps (solution));
  for (guint i = 0; i < n_done; i++)
    {
      const WkStep *step = wk_solution_get_step (solution, i);

      if (step->formula != NULL && step->focus != NULL &&
          g_strv_contains ((const char *const *) step->focus, item->id))
        return step;
    }
  return NULL;
}

void
wk_canvas_update_card (WkCanvas *self)
{
  const WkItem *item = wk_canvas_find_item (self, self->selected);
  g_autofree char *working = NULL;
  const WkStep *step;
  const char *hint;
  double number;
  WkRect target;

  if (self->card != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->card), item != NULL);
  if (item == NULL)
    return;
  if (self->card == NULL)
    {
      self->card = wk_canvas_card_new ();
      gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
    }
  hint = wk_canvas_grab_hint (self, item);
  if (hint == NULL && wk_canvas_get_number (self, item, &number))
    hint = _ ("Press + or −, scroll or drag, or type a number");
  step = find_working (self, item);
  if (step != NULL)
    working = wk_formula_text_short (step->formula);
  wk_canvas_card_set_item (self->card, item);
  wk_canvas_card_set_working (self->card, working, wk_scene_get_language (self->scene));
  wk_canvas_card_set_problem (self->card, self->problem);
  wk_canvas_card_set_hint (self->card, hint);
  target = wk_canvas_item_bounds (self->scene, item);
  if (memcmp (&target, &self->card_target, sizeof target) != 0)
    {
      self->card_target = target;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

void
wk_canvas_set_problem (WkCanvas *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  wk_canvas_update_card (self);
}

/* How much of the figure's parts, in square pixels, a card there would hide. That of
 * @target, the part it tells of, counts most: one drags it or draws on it. */
static double
hidden_area (WkCanvas *self, WkRect target, const GtkAllocation *box)
{
  GHashTableIter iter;
  gpointer part;
  double sum = OWN_WEIGHT * wk_canvas_overlap (target, box);

  g_hash_table_iter_init (&iter, self->parts.table);
  while (g_hash_table_iter_next (&iter, NULL, &part))
    {
      WkRect at = wk_canvas_to_pixels (self, wk_canvas_part_get_bounds (part));

      sum += wk_canvas_overlap (at, box);
    }
  return sum;
}

/* Near the part, and where it hides least of the others. */
static void
place_card (WkCanvas *self, WkRect target, int width, int height, GtkAllocation *box)
{
  /* -1 before, 0 level with, 1 behind the part; from the best place to the worst. */
  static const int places[][2] = { { 1, 0 },  { -1, 0 },  { 1, 1 }, { 1, -1 },
                                   { -1, 1 }, { -1, -1 }, { 0, 1 }, { 0, -1 } };
  double middle_x = target.x + target.width / 2;
  double middle_y = target.y + target.height / 2;
  GtkAllocation best = *box;
  double least = INFINITY;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      int dx = places[i][0];
      int dy = places[i][1];
      double away_x = dx * (target.width / 2 + box->width / 2.0 + CARD_DISTANCE);
      double away_y = dy * (target.height / 2 + box->height / 2.0 + CARD_DISTANCE);
      double cost;

      box->x = (int) (middle_x + away_x - box->width / 2.0);
      box->y = (int) (middle_y + away_y - box->height / 2.0);
      box->x = CLAMP (box->x, 0, MAX (width - box->width, 0));
      box->y = CLAMP (box->y, 0, MAX (height - box->height, 0));
      cost = hidden_area (self, target, box);
      if (cost < least)
        {
          least = cost;
          best = *box;
        }
    }
  *box = best;
}

void
wk_canvas_allocate_card (WkCanvas *self, int width, int height)
{
  GtkWidget *card = (GtkWidget *) self->card;
  GtkAllocation box;
  WkRect target;

  if (card == NULL || !gtk_widget_get_visible (card))
    return;
  target = wk_canvas_to_pixels (self, self->card_target);
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box.width, NULL,
                      NULL);
  box.width = MIN (box.width, width);
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height,
                      NULL, NULL);
  place_card (self, target, width, height, &box);
  gtk_widget_size_allocate (card, &box, -1);
}

/* --- rings --- */

GdkRGBA
wk_canvas_rgba (WkColour colour, float alpha)
{
  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue,
                    alpha };
}

/* The colour of lines between two bands of paper stands out from every figure. */
static void
append_ring (WkCanvas *self, GtkSnapshot *snapshot, const char *id, gboolean strong)
{
  const WkItem *item = wk_canvas_find_item (self, id);
  const WkTheme *theme = wk_theme_get (self->theme);
  GdkRGBA colour = wk_canvas_rgba (
      wk_theme_line (theme, WK_ROLE_POSITIVE, WK_EMPHASIS_CURRENT), strong ? 1 : 0.55f);
  GdkRGBA paper =
      wk_canvas_rgba (wk_theme_line (theme, WK_ROLE_PAPER, WK_EMPHASIS_NORMAL), 1);
  double scale = wk_canvas_get_scale (self);
  gboolean held = strong && g_strcmp0 (self->grabbed, id) == 0;
  WkRect bounds;

  if (item == NULL)
    return;
  bounds = wk_canvas_item_bounds (self->scene, item);
  if (strong)
    wk_ring_append (snapshot, item, bounds, self->page.x, self->page.y, scale, 2,
                    &paper, 7);
  wk_ring_append (snapshot, item, bounds, self->page.x, self->page.y, scale, 0, &colour,
                  held     ? 5
                  : strong ? 3
                           : 2);
}

/* What the second hint of an open answer puts into its formula. */
static void
append_lit (WkCanvas *self, GtkSnapshot *snapshot, const WkAnswer *answer)
{
  GdkRGBA colour = wk_canvas_rgba (
      wk_theme_line (wk_theme_get (self->theme), WK_ROLE_FOCUS, WK_EMPHASIS_CURRENT),
      1);

  for (guint i = 0; answer->focus != NULL && answer->focus[i] != NULL; i++)
    {
      const WkItem *item = wk_canvas_find_item (self, answer->focus[i]);

      if (item != NULL)
        wk_ring_append (snapshot, item, wk_canvas_item_bounds (self->scene, item),
                        self->page.x, self->page.y, wk_canvas_get_scale (self), 0,
                        &colour, 3);
    }
}

static void
append_all_lit (WkCanvas *self, GtkSnapshot *snapshot)
{
  guint n = self->session != NULL ? wk_session_get_n_answers (self->session) : 0;

  for (guint i = 0; i < n && self->scene != NULL; i++)
    {
      WkAnswerState state;

      if (wk_session_get_answer_at (self->session, i, &state) &&
          state.n_hints >= LIGHTING_HINT &&
          wk_session_is_answer_open (self->session, state.answer->id))
        append_lit (self, snapshot, state.answer);
    }
}

void
wk_canvas_append_rings (WkCanvas *self, GtkSnapshot *snapshot)
{
  if (!self->presenting)
    append_all_lit (self, snapshot);
  if (!self->presenting && g_strcmp0 (self->hovered, self->selected) != 0)
    append_ring (self, snapshot, self->hovered, FALSE);
  append_ring (self, snapshot, self->selected, TRUE);
}

/* --- walking --- */

static WkCanvasPart *
focused_part (WkCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return WK_IS_CANVAS_PART (child) ? WK_CANVAS_PART (child) : NULL;
}

gboolean
wk_canvas_is_walking (WkCanvas *canvas)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  return focused_part (canvas) != NULL &&
         gtk_widget_has_focus (GTK_WIDGET (focused_part (canvas)));
}

static gboolean
walk (WkCanvas *self, const char *from, int step)
{
  const WkItem *item = wk_canvas_parts_walk (&self->parts, from, step);
  GtkWidget *part = item != NULL ? wk_canvas_parts_get (&self->parts, item->id) : NULL;

  if (part == NULL)
    return FALSE;
  gtk_widget_grab_focus (part);
  wk_canvas_select (self, item->id);
  wk_canvas_zoom_reveal (self, item);
  return TRUE;
}

/* Tab goes in to one part, on to the blanks, and out again: a figure may have hundreds
 * of parts. */
gboolean
wk_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkCanvas *self = WK_CANVAS (widget);
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  gboolean inside =
      gtk_widget_has_focus (widget) || gtk_widget_get_focus_child (widget) != NULL;
  GtkWidget *part;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return !inside && gtk_widget_grab_focus (widget);
  if (inside == (step > 0) || wk_canvas_blanks_have_focus (self))
    {
      gboolean from_part = inside && !wk_canvas_blanks_have_focus (self);

      if (wk_canvas_blanks_tab (self, step))
        return TRUE;
      if (inside && (step > 0 || from_part))
        return FALSE;
    }
  else if (inside)
    {
      return FALSE;
    }
  part = self->selected != NULL ? wk_canvas_parts_get (&self->parts, self->selected)
                                : NULL;
  if (part != NULL)
    return gtk_widget_grab_focus (part);
  return walk (self, NULL, step) || gtk_widget_grab_focus (widget);
}

/* A screen reader or a click on the part's action. */
static void
acted_cb (WkCanvasPart *part, int what, WkCanvas *self)
{
  const char *id = wk_canvas_part_get_id (part);

  if (what == 0)
    wk_canvas_act (self, id);
  else
    wk_canvas_edit (self, id, &(WkEdit){ .type = WK_EDIT_STEP, .amount = what });
}

void
wk_canvas_part_made (GtkWidget *canvas, GtkWidget *part)
{
  g_signal_connect (part, "acted", G_CALLBACK (acted_cb), canvas);
}

/* --- keys --- */

static gboolean
leave (WkCanvas *self)
{
  if (focused_part (self) == NULL && self->selected == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  wk_canvas_select (self, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
step_number (WkCanvas *self, double amount)
{
  g_autofree char *id = g_strdup (self->selected);

  if (wk_canvas_find_item (self, id) == NULL)
    return GDK_EVENT_PROPAGATE;
  wk_canvas_edit (self, id, &(WkEdit){ .type = WK_EDIT_STEP, .amount = amount });
  return GDK_EVENT_STOP;
}

static gboolean
start_typing (WkCanvas *self, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char text[8] = { 0 };

  if (self->selected == NULL ||
      !(g_unichar_isdigit (letter) || letter == '.' || letter == ','))
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (letter, text);
  if (wk_canvas_blanks_enter (self, self->selected, text))
    return GDK_EVENT_STOP;
  return wk_canvas_type (self, self->selected, text);
}

static gboolean
walk_on (WkCanvas *self, int step)
{
  WkCanvasPart *part = focused_part (self);
  g_autofree char *from = NULL;

  if (part == NULL)
    return GDK_EVENT_PROPAGATE;
  from = g_strdup (wk_canvas_part_get_id (part));
  if (!walk (self, from, step))
    gtk_widget_error_bell (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static gboolean
enter (WkCanvas *self)
{
  g_autofree char *id = g_strdup (self->selected);

  if (wk_canvas_find_item (self, id) == NULL)
    return walk (self, NULL, 1);
  wk_canvas_act (self, id);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        WkCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  gboolean plain =
      (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  if (child != NULL && !WK_IS_CANVAS_PART (child))
    return GDK_EVENT_PROPAGATE;
  if (wk_canvas_grab_key (self, key, modifiers))
    return GDK_EVENT_STOP;
  if (!plain)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      return leave (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return enter (self);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return walk_on (self, 1);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return walk_on (self, -1);
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      return step_number (self, 1);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return step_number (self, -1);
    default:
      return start_typing (self, key);
    }
}

/* The focus left the figure: its card goes with it. */
static void
leave_focus_cb (WkCanvas *self)
{
  wk_canvas_select (self, NULL);
}

void
wk_canvas_add_keys (WkCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
