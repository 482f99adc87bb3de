/* wk-canvas-blanks.c - answers given in the figure itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value that is asked for, stands in the figure and does not show yet has a field
 * over its place. The session marks what is typed; the verdict is shown at the field.
 * When the step that shows the value begins, the field goes.
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include "model/wk-number.h"
#include "widgets/wk-ui.h"

typedef struct
{
  char *answer; /* ids */
  char *item;
  GtkWidget *entry;
  char *typed; /* as last marked */
  WkVerdict verdict;
  gboolean revealed;
  const WkLanguage *language; /* NULL: nothing is shown yet */
  gboolean touched;           /* text that is not marked yet */
  gboolean setting;
  gboolean placed;
} WkCanvasBlank;

static void
blank_free (gpointer data)
{
  WkCanvasBlank *blank = data;

  g_signal_handlers_disconnect_by_data (blank->entry, blank);
  gtk_widget_unparent (blank->entry);
  g_object_unref (blank->entry);
  g_free (blank->answer);
  g_free (blank->item);
  g_free (blank->typed);
  g_free (blank);
}

void
wk_canvas_blanks_init (WkCanvas *self)
{
  self->blanks = g_ptr_array_new_with_free_func (blank_free);
  self->blanks_shown = TRUE;
}

static WkCanvas *
get_canvas (WkCanvasBlank *blank)
{
  return WK_CANVAS (gtk_widget_get_parent (blank->entry));
}

/* --- what it says --- */

static void
show_verdict (WkCanvasBlank *blank,
              const WkAnswerState *state,
              const WkLanguage *language)
{
  WkCanvasEntryState look = WK_CANVAS_ENTRY_NOTHING;
  const char *word = NULL;

  if (state->revealed)
    {
      look = WK_CANVAS_ENTRY_NOTE;
      word = _ ("Shown");
    }
  else if (state->typed != NULL)
    {
      switch (state->verdict)
        {
        case WK_VERDICT_RIGHT:
          look = WK_CANVAS_ENTRY_RIGHT;
          word = _ ("Right");
          break;
        case WK_VERDICT_CARRIED:
          look = WK_CANVAS_ENTRY_NOTE;
          word = _ ("Carried on");
          break;
        case WK_VERDICT_UNREADABLE:
          look = WK_CANVAS_ENTRY_NOTE;
          word = _ ("Cannot be read");
          break;
        case WK_VERDICT_SLIP:
        case WK_VERDICT_WRONG:
        default:
          look = WK_CANVAS_ENTRY_WRONG;
          word = _ ("Not right");
          break;
        }
    }
  wk_canvas_entry_set_state (WK_CANVAS_ENTRY (blank->entry), look, word,
                             state->revealed ? NULL : state->feedback, language);
}

static void
set_text (WkCanvasBlank *blank, const char *text)
{
  blank->setting = TRUE;
  wk_canvas_entry_set_text (WK_CANVAS_ENTRY (blank->entry), text);
  blank->setting = FALSE;
}

/* What is being typed stays until something else is known of the answer. */
static void
update (WkCanvas *self, WkCanvasBlank *blank, const WkAnswerState *state)
{
  const WkLanguage *language = wk_scene_get_language (self->scene);
  g_autofree char *right = NULL;
  g_autofree char *name = NULL;
  g_autofree char *symbol = NULL;
  gboolean same = g_strcmp0 (blank->typed, state->typed) == 0 &&
                  blank->verdict == state->verdict &&
                  blank->revealed == state->revealed && blank->language == language;

  if (same)
    return;
  g_free (blank->typed);
  blank->typed = g_strdup (state->typed);
  blank->verdict = state->verdict;
  blank->revealed = state->revealed;
  blank->language = language;
  blank->touched = FALSE;
  if (state->revealed)
    right = wk_answer_to_text (state->answer, language);
  set_text (blank, right != NULL ? right : state->typed != NULL ? state->typed : "");
  wk_canvas_entry_set_editable (WK_CANVAS_ENTRY (blank->entry), right == NULL);
  symbol =
      g_strdup_printf ("$%s$", state->answer->symbol != NULL ? state->answer->symbol
                                                             : state->answer->id);
  name = wk_ui_speak (symbol, language);
  wk_canvas_entry_set_name (WK_CANVAS_ENTRY (blank->entry), name);
  show_verdict (blank, state, language);
}

/* --- hands --- */

static void
entered_cb (WkCanvasEntry *entry, const char *text, WkCanvasBlank *blank)
{
  WkCanvas *self = get_canvas (blank);
  g_autofree char *id = g_strdup (blank->answer);

  /* The same text again is told again. */
  if (blank->touched)
    blank->language = NULL;
  wk_session_set_answer (self->session, id, text);
  self->blanks_stale = TRUE;
  wk_canvas_later (self);
}

static void
changed_cb (WkCanvasBlank *blank)
{
  if (blank->setting)
    return;
  blank->touched = TRUE;
  wk_canvas_entry_set_state (WK_CANVAS_ENTRY (blank->entry), WK_CANVAS_ENTRY_NOTHING,
                             NULL, NULL, NULL);
}

/* Esc goes to the part that the blank is in. */
static void
cancelled_cb (WkCanvasBlank *blank)
{
  WkCanvas *self = get_canvas (blank);
  g_autofree char *item = g_strdup (blank->item);
  GtkWidget *part = wk_canvas_parts_get (&self->parts, item);

  if (part == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  gtk_widget_grab_focus (part);
  wk_canvas_select (self, item);
}

/* --- which there are --- */

/* Its step has not begun, and its place is in the figure. */
static gboolean
is_wanted (WkCanvas *self, const WkAnswer *answer)
{
  return self->blanks_shown && answer->item != NULL &&
         answer->type != WK_ANSWER_CHOICE && answer->step > 0 &&
         wk_session_get_position (self->session) <= answer->step - 1 + 1e-9 &&
         wk_scene_find (self->scene, answer->item) != NULL;
}

static WkCanvasBlank *
find_blank (WkCanvas *self, const WkAnswer *answer)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];

      if (g_str_equal (blank->answer, answer->id) &&
          g_str_equal (blank->item, answer->item))
        return blank;
    }
  return NULL;
}

static WkCanvasBlank *
make_blank (WkCanvas *self, const WkAnswer *answer)
{
  WkCanvasBlank *blank = g_new0 (WkCanvasBlank, 1);

  blank->answer = g_strdup (answer->id);
  blank->item = g_strdup (answer->item);
  blank->entry = g_object_ref_sink (wk_canvas_entry_new ());
  gtk_widget_add_css_class (blank->entry, "blank");
  wk_canvas_entry_set_placeholder (WK_CANVAS_ENTRY (blank->entry), "?");
  g_signal_connect (blank->entry, "entered", G_CALLBACK (entered_cb), blank);
  g_signal_connect_swapped (blank->entry, "changed", G_CALLBACK (changed_cb), blank);
  g_signal_connect_swapped (blank->entry, "cancelled", G_CALLBACK (cancelled_cb),
                            blank);
  gtk_widget_set_parent (blank->entry, GTK_WIDGET (self));
  return blank;
}

static void
drop_unwanted (WkCanvas *self)
{
  for (guint i = self->blanks->len; i-- > 0;)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];
      WkAnswerState state;

      if (self->session != NULL &&
          wk_session_get_answer (self->session, blank->answer, &state) &&
          g_strcmp0 (state.answer->item, blank->item) == 0 &&
          is_wanted (self, state.answer))
        continue;
      if (wk_canvas_entry_has_focus (WK_CANVAS_ENTRY (blank->entry)))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      g_ptr_array_remove_index (self->blanks, i);
    }
}

gboolean
wk_canvas_blanks_work (WkCanvas *self)
{
  guint n = self->session != NULL ? wk_session_get_n_answers (self->session) : 0;

  if (self->scene == NULL)
    return FALSE;
  drop_unwanted (self);
  for (guint i = 0; i < n; i++)
    {
      WkAnswerState state;
      WkCanvasBlank *blank;

      if (!wk_session_get_answer_at (self->session, i, &state) ||
          !is_wanted (self, state.answer))
        continue;
      blank = find_blank (self, state.answer);
      if (blank != NULL)
        {
          wk_canvas_size_entry (self, blank->entry, blank->item);
          update (self, blank, &state);
          /* Of a figure that was another one when there was room to be had. */
          if (!blank->placed)
            gtk_widget_queue_allocate (GTK_WIDGET (self));
          continue;
        }
      blank = make_blank (self, state.answer);
      g_ptr_array_add (self->blanks, blank);
      wk_canvas_size_entry (self, blank->entry, blank->item);
      update (self, blank, &state);
      return TRUE;
    }
  return FALSE;
}

/* --- layout and focus --- */

void
wk_canvas_blanks_allocate (WkCanvas *self)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];

      blank->placed = wk_canvas_allocate_entry (self, blank->entry, blank->item);
    }
}

void
wk_canvas_blanks_snapshot (WkCanvas *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];

      /* One that has just been asked for has no place yet. */
      if (blank->placed)
        gtk_widget_snapshot_child (GTK_WIDGET (self), blank->entry, snapshot);
    }
}

gboolean
wk_canvas_blanks_enter (WkCanvas *self, const char *id, const char *text)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];

      if (g_strcmp0 (blank->item, id) != 0)
        continue;
      wk_canvas_select (self, NULL);
      if (text != NULL)
        wk_canvas_entry_set_text (WK_CANVAS_ENTRY (blank->entry), text);
      wk_canvas_entry_edit (WK_CANVAS_ENTRY (blank->entry), text == NULL);
      return TRUE;
    }
  return FALSE;
}

static int
find_focused (WkCanvas *self)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      WkCanvasBlank *blank = self->blanks->pdata[i];

      if (wk_canvas_entry_has_focus (WK_CANVAS_ENTRY (blank->entry)))
        return (int) i;
    }
  return -1;
}

gboolean
wk_canvas_blanks_have_focus (WkCanvas *self)
{
  return find_focused (self) >= 0;
}

gboolean
wk_canvas_blanks_tab (WkCanvas *self, int step)
{
  int n = (int) self->blanks->len;
  int i = find_focused (self);

  i = i < 0 ? (step > 0 ? 0 : n - 1) : i + step;
  if (i < 0 || i >= n)
    return FALSE;
  wk_canvas_select (self, NULL);
  wk_canvas_entry_edit (
      WK_CANVAS_ENTRY (((WkCanvasBlank *) self->blanks->pdata[i])->entry), TRUE);
  return TRUE;
}
