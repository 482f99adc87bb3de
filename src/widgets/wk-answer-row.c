/* wk-answer-row.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-answer-row.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

/* A wider symbol stands above its field. */
#define MAX_SYMBOL_WIDTH 120

struct _WkAnswerRow
{
  GtkWidget parent_instance;

  WkSession *session;
  char *id;
  GtkWidget *symbol;
  char *shown; /* the symbol's source, once it was looked at */
  GtkWidget *line;
  GtkWidget *field; /* GtkEntry or, of a choice, GtkDropDown */
  GtkWidget *check; /* or NULL */
  GtkWidget *plate;
  GtkWidget *icon;
  GtkWidget *verdict;
  WkSolution *solution; /* that the field was made for */
  char *typed;          /* as last told by the session, or NULL */
  char *text;           /* of the verdict */
  const char *look;     /* style class of the plate */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (WkAnswerRow, wk_answer_row, GTK_TYPE_WIDGET)

const char *
wk_answer_row_get_id (WkAnswerRow *row)
{
  g_return_val_if_fail (WK_IS_ANSWER_ROW (row), NULL);

  return row->id;
}

GtkWidget *
wk_answer_row_get_field (WkAnswerRow *row)
{
  g_return_val_if_fail (WK_IS_ANSWER_ROW (row), NULL);

  return row->field;
}

const char *
wk_answer_row_get_verdict (WkAnswerRow *row)
{
  g_return_val_if_fail (WK_IS_ANSWER_ROW (row), NULL);

  return row->text;
}

gboolean
wk_answer_row_has_focus (WkAnswerRow *row)
{
  g_return_val_if_fail (WK_IS_ANSWER_ROW (row), FALSE);

  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) &
          GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

void
wk_answer_row_set_primary (WkAnswerRow *row, gboolean primary)
{
  g_return_if_fail (WK_IS_ANSWER_ROW (row));

  if (row->check == NULL)
    return;
  if (primary)
    gtk_widget_add_css_class (row->check, "suggested-action");
  else
    gtk_widget_remove_css_class (row->check, "suggested-action");
}

void
wk_answer_row_align (WkAnswerRow *row, GtkSizeGroup *group)
{
  g_return_if_fail (WK_IS_ANSWER_ROW (row));

  /* A wide symbol has a line of its own. */
  if (gtk_widget_get_parent (row->symbol) == row->line)
    gtk_size_group_add_widget (group, row->symbol);
}

/* --- answering --- */

void
wk_answer_row_check (WkAnswerRow *self)
{
  g_return_if_fail (WK_IS_ANSWER_ROW (self));

  if (GTK_IS_ENTRY (self->field))
    wk_session_set_answer (self->session, self->id,
                           gtk_editable_get_text (GTK_EDITABLE (self->field)));
}

/* The first item is "not chosen". */
static void
chosen_cb (WkAnswerRow *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->field));
  WkAnswerState state;

  if (!self->setting && wk_session_get_answer (self->session, self->id, &state))
    wk_session_set_answer (self->session, self->id,
                           i > 0 ? state.answer->choices[i - 1] : NULL);
}

/* --- what is known --- */

/* With these numbers one cannot see which way was taken. */
static const char *
get_coincidence (WkAnswerRow *self, const WkAnswerState *state)
{
  if (state->answer->n_coinciding == 0 || state->answer->aside ||
      !wk_session_can_vary (self->session))
    return NULL;
  return _ ("A typical mistake gives the same here; New Numbers tell them apart.");
}

static void
describe_verdict (const WkAnswerState *state,
                  const char *coincidence,
                  const WkLanguage *language,
                  const char **look,
                  const char **icon,
                  char **text)
{
  *look = NULL;
  *icon = NULL;
  *text = NULL;
  if (state->revealed)
    {
      g_autofree char *value = wk_answer_to_text (state->answer, language);

      *look = "note";
      *icon = "wk-note-symbolic";
      *text = g_strdup_printf (_ ("The value is %s."), value);
      return;
    }
  if (state->typed == NULL)
    return;
  switch (state->verdict)
    {
    case WK_VERDICT_RIGHT:
      *look = "right";
      *icon = "wk-tick-symbolic";
      *text = g_strjoin (" ", _ ("Right."),
                         state->feedback != NULL ? state->feedback : coincidence,
                         state->feedback != NULL ? coincidence : NULL, NULL);
      break;
    case WK_VERDICT_CARRIED:
    case WK_VERDICT_UNREADABLE:
      *look = "note";
      *icon = "wk-note-symbolic";
      *text = g_strdup (state->feedback);
      break;
    case WK_VERDICT_SLIP:
    case WK_VERDICT_WRONG:
    default:
      *look = "wrong";
      *icon = "wk-cross-symbolic";
      *text =
          g_strdup (state->feedback != NULL ? state->feedback : _ ("Not right yet."));
      break;
    }
}

static void
update_verdict (WkAnswerRow *self,
                const WkAnswerState *state,
                const WkLanguage *language)
{
  const char *look, *icon;
  char *text;
  g_autofree char *spoken = NULL;

  describe_verdict (state, get_coincidence (self, state), language, &look, &icon,
                    &text);
  if (self->look != NULL)
    gtk_widget_remove_css_class (self->plate, self->look);
  if (look != NULL)
    gtk_widget_add_css_class (self->plate, look);
  self->look = look;
  g_free (self->text);
  self->text = text;
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  wk_flow_label_set_text (WK_FLOW_LABEL (self->verdict), text, language);
  gtk_widget_set_visible (self->plate, text != NULL);
  spoken = wk_ui_speak (text, language);
  wk_ui_set_description (self->field, spoken);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
      g_strcmp0 (look, "wrong") == 0 ? GTK_ACCESSIBLE_INVALID_TRUE
                                     : GTK_ACCESSIBLE_INVALID_FALSE,
      -1);
}

static void
update_text (WkAnswerRow *self, const WkAnswerState *state)
{
  guint i = 0;

  if (g_strcmp0 (state->typed, self->typed) == 0)
    return;
  g_free (self->typed);
  self->typed = g_strdup (state->typed);
  self->setting = TRUE;
  if (GTK_IS_ENTRY (self->field))
    {
      const char *text = state->typed != NULL ? state->typed : "";

      if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->field)), text) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->field), text);
    }
  else
    {
      for (guint k = 0; state->typed != NULL && state->answer->choices[k] != NULL; k++)
        if (strcmp (state->answer->choices[k], state->typed) == 0)
          i = k + 1;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->field), i);
    }
  self->setting = FALSE;
}

/* Other parameters may give what is asked another name: y[0,2] becomes y[0,3]. */
static void
update_symbol (WkAnswerRow *self, const WkAnswer *answer)
{
  const WkLanguage *language = wk_session_get_language (self->session);
  const char *symbol = answer->symbol != NULL ? answer->symbol : answer->id;
  g_autofree char *formula = NULL;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *name = NULL;
  g_autofree char *check = NULL;

  if (g_strcmp0 (symbol, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (symbol);
  formula = g_strdup_printf ("%s=", symbol);
  wk_flow_label_set_formula (WK_FLOW_LABEL (self->symbol), formula, language);
  text = g_strdup_printf ("$%s$", symbol);
  spoken = wk_ui_speak (text, language);
  name = g_strdup_printf (_ ("Your answer for %s"), spoken);
  check = g_strdup_printf (_ ("Check %s"), spoken);
  wk_ui_set_name (GTK_WIDGET (self), spoken);
  wk_ui_set_name (self->field, name);
  if (self->check != NULL)
    wk_ui_set_name (self->check, check);
}

void
wk_answer_row_update (WkAnswerRow *self)
{
  g_return_if_fail (WK_IS_ANSWER_ROW (self));

  const WkLanguage *language = wk_session_get_language (self->session);
  WkSolution *solution = wk_session_get_solution (self->session);
  WkAnswerState state;

  if (!wk_session_get_answer (self->session, self->id, &state))
    return;
  if (solution != self->solution)
    {
      g_clear_pointer (&self->solution, wk_solution_unref);
      self->solution = wk_solution_ref (solution);
      update_symbol (self, state.answer);
      if (GTK_IS_ENTRY (self->field) && state.typed == NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->field), "");
    }
  update_text (self, &state);
  update_verdict (self, &state, language);
}

/* --- making it --- */

static GtkWidget *
new_choice (const WkAnswer *answer)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("Choose…"));
  for (guint i = 0; answer->choices[i] != NULL; i++)
    gtk_string_list_append (words, answer->choices[i]);
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
}

static void
add_field (WkAnswerRow *self, const WkAnswer *answer, const char *spoken)
{
  g_autofree char *name = g_strdup_printf (_ ("Your answer for %s"), spoken);
  g_autofree char *check = g_strdup_printf (_ ("Check %s"), spoken);

  if (answer->type == WK_ANSWER_CHOICE && answer->choices != NULL)
    {
      self->field = new_choice (answer);
      g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (chosen_cb),
                                self);
    }
  else
    {
      self->field = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (self->field), 6);
      gtk_entry_set_input_hints (GTK_ENTRY (self->field), GTK_INPUT_HINT_NO_SPELLCHECK);
      g_signal_connect_swapped (self->field, "activate",
                                G_CALLBACK (wk_answer_row_check), self);
    }
  wk_ui_set_name (self->field, name);
  gtk_widget_set_hexpand (self->field, TRUE);
  gtk_box_append (GTK_BOX (self->line), self->field);
  if (!GTK_IS_ENTRY (self->field))
    return;
  self->check = gtk_button_new_with_label (_ ("Check"));
  wk_ui_set_name (self->check, check);
  if (answer->aside)
    gtk_widget_add_css_class (self->check, "flat");
  g_signal_connect_swapped (self->check, "clicked", G_CALLBACK (wk_answer_row_check),
                            self);
  gtk_box_append (GTK_BOX (self->line), self->check);
}

static void
add_symbol (WkAnswerRow *self, const WkAnswer *answer)
{
  g_autofree char *formula =
      g_strdup_printf ("%s=", answer->symbol != NULL ? answer->symbol : answer->id);
  int width = 0;

  self->symbol = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL);
  wk_flow_label_set_formula (WK_FLOW_LABEL (self->symbol), formula,
                             wk_session_get_language (self->session));
  gtk_widget_set_valign (self->symbol, GTK_ALIGN_CENTER);
  gtk_widget_measure (self->symbol, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  if (width > MAX_SYMBOL_WIDTH)
    {
      gtk_widget_set_halign (self->symbol, GTK_ALIGN_START);
      gtk_widget_set_parent (self->symbol, GTK_WIDGET (self));
    }
  else
    gtk_box_append (GTK_BOX (self->line), self->symbol);
}

static void
add_plate (WkAnswerRow *self)
{
  self->plate = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->icon = gtk_image_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Verdict"), -1);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  self->verdict = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);
  gtk_widget_set_hexpand (self->verdict, TRUE);
  gtk_box_append (GTK_BOX (self->plate), self->icon);
  gtk_box_append (GTK_BOX (self->plate), self->verdict);
  gtk_widget_add_css_class (self->plate, "plate");
  gtk_widget_set_visible (self->plate, FALSE);
}

GtkWidget *
wk_answer_row_new (WkSession *session, const char *id)
{
  WkAnswerRow *self = g_object_new (WK_TYPE_ANSWER_ROW, NULL);
  const WkLanguage *language = wk_session_get_language (session);
  WkAnswerState state;
  g_autofree char *formula = NULL;
  g_autofree char *spoken = NULL;

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  g_return_val_if_fail (wk_session_get_answer (session, id, &state), GTK_WIDGET (self));
  formula = g_strdup_printf ("$%s$",
                             state.answer->symbol != NULL ? state.answer->symbol : id);
  spoken = wk_ui_speak (formula, language);
  wk_ui_set_name (GTK_WIDGET (self), spoken);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  add_symbol (self, state.answer);
  add_field (self, state.answer, spoken);
  add_plate (self);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  gtk_widget_set_parent (self->plate, GTK_WIDGET (self));
  wk_answer_row_update (self);
  return GTK_WIDGET (self);
}

static void
wk_answer_row_dispose (GObject *object)
{
  WkAnswerRow *self = WK_ANSWER_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->solution, wk_solution_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_answer_row_parent_class)->dispose (object);
}

static void
wk_answer_row_finalize (GObject *object)
{
  WkAnswerRow *self = WK_ANSWER_ROW (object);

  g_free (self->id);
  g_free (self->shown);
  g_free (self->typed);
  g_free (self->text);
  G_OBJECT_CLASS (wk_answer_row_parent_class)->finalize (object);
}

static void
wk_answer_row_class_init (WkAnswerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_answer_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_answer_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkanswerrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_answer_row_init (WkAnswerRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
}
