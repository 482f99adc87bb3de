/* wk-param-editor.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-param-editor.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

typedef struct
{
  WkParamModel *model;
  const WkParamSpec *spec;
  char *path;
  char *name;
  gboolean bare;
  WkValue *shown; /* as last synced, or NULL */
  gboolean synced;
  GtkWidget *heading;  /* NULL if bare */
  GtkWidget *presence; /* of an optional value: there or not; else NULL */
  GtkWidget *body;
  GtkWidget *message; /* made when there is one */
} WkParamEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WkParamEditor, wk_param_editor, GTK_TYPE_BOX)

static WkParamEditorPrivate *
get_private (WkParamEditor *self)
{
  return wk_param_editor_get_instance_private (self);
}

static void
wk_param_editor_dispose (GObject *object)
{
  WkParamEditorPrivate *priv = get_private (WK_PARAM_EDITOR (object));

  g_clear_object (&priv->model);
  g_clear_pointer (&priv->shown, wk_value_unref);
  G_OBJECT_CLASS (wk_param_editor_parent_class)->dispose (object);
}

static void
wk_param_editor_finalize (GObject *object)
{
  WkParamEditorPrivate *priv = get_private (WK_PARAM_EDITOR (object));

  g_free (priv->path);
  g_free (priv->name);
  G_OBJECT_CLASS (wk_param_editor_parent_class)->finalize (object);
}

static void
wk_param_editor_class_init (WkParamEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_param_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_param_editor_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wkparam");
}

static void
wk_param_editor_init (WkParamEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

/* --- heading --- */

/* "W" of the second layer is "W^{[2]}", unless it has an index of its own. */
static char *
indexed_symbol (const char *symbol, guint index)
{
  if (index == 0 || strpbrk (symbol, "^") != NULL)
    return g_strdup (symbol);
  return g_strdup_printf ("%s^{[%u]}", symbol, index);
}

static void
presence_cb (WkParamEditor *self)
{
  WkParamEditorPrivate *priv = get_private (self);
  gboolean wanted = gtk_check_button_get_active (GTK_CHECK_BUTTON (priv->presence));
  GError *error = NULL;

  if (wanted == (wk_param_model_get (priv->model, priv->path) != NULL))
    return;
  if (!wk_param_model_set_present (priv->model, priv->path, wanted, &error))
    wk_param_editor_take_error (self, error);
  wk_param_editor_sync (self);
}

static GtkWidget *
new_label (WkParamEditor *self)
{
  WkParamEditorPrivate *priv = get_private (self);
  const char *text = wk_ui_text (priv->spec->label);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "what");
  gtk_widget_set_tooltip_text (
      label, priv->spec->what != NULL ? wk_ui_text (priv->spec->what) : NULL);
  if (!priv->spec->optional)
    return label;
  priv->presence = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (priv->presence), label);
  wk_ui_set_name (priv->presence, priv->name);
  g_signal_connect_swapped (priv->presence, "notify::active", G_CALLBACK (presence_cb),
                            self);
  return priv->presence;
}

static void
add_heading (WkParamEditor *self, guint index)
{
  WkParamEditorPrivate *priv = get_private (self);

  gboolean is_grid =
      priv->spec->type == WK_PARAM_VECTOR || priv->spec->type == WK_PARAM_MATRIX;

  priv->heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (is_grid && priv->spec->symbol != NULL)
    {
      g_autofree char *formula = indexed_symbol (priv->spec->symbol, index);
      GtkWidget *symbol = wk_flow_label_new (WK_TYPE_SYMBOL, WK_TYPE_SYMBOL);

      wk_flow_label_set_formula (WK_FLOW_LABEL (symbol), formula,
                                 wk_ui_get_language ());
      gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (symbol, wk_ui_text (priv->spec->label));
      gtk_box_append (GTK_BOX (priv->heading), symbol);
    }
  /* A symbol says it shorter. */
  if (!is_grid || priv->spec->symbol == NULL || priv->spec->optional)
    gtk_box_append (GTK_BOX (priv->heading), new_label (self));
  gtk_widget_add_css_class (priv->heading, "param-heading");
  gtk_box_append (GTK_BOX (self), priv->heading);
}

static void
construct (WkParamEditor *self,
           WkParamModel *model,
           const WkParamSpec *spec,
           const char *path,
           const char *of,
           guint index,
           WkParamEditorStyle style)
{
  WkParamEditorPrivate *priv = get_private (self);
  const char *label = spec->label != NULL ? wk_ui_text (spec->label) : spec->key;

  priv->model = g_object_ref (model);
  priv->spec = spec;
  priv->path = g_strdup (path);
  priv->name = of != NULL ? g_strdup_printf ("%s: %s", of, label) : g_strdup (label);
  priv->bare = style == WK_PARAM_EDITOR_BARE;
  if (priv->bare)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bare");
  if (style == WK_PARAM_EDITOR_INLINE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inline");
  if (!priv->bare)
    add_heading (self, index);
}

GtkWidget *
wk_param_editor_new (WkParamModel *model,
                     const WkParamSpec *spec,
                     const char *path,
                     const char *of,
                     guint index,
                     WkParamEditorStyle style)
{
  static GtkWidget *(*const makers[]) (void) = {
    [WK_PARAM_INTEGER] = wk_param_number_new, [WK_PARAM_REAL] = wk_param_number_new,
    [WK_PARAM_CHOICE] = wk_param_choice_new,  [WK_PARAM_SWITCH] = wk_param_switch_new,
    [WK_PARAM_VECTOR] = wk_param_grid_new,    [WK_PARAM_MATRIX] = wk_param_grid_new,
    [WK_PARAM_TABLE] = wk_param_table_new,    [WK_PARAM_WORDS] = wk_param_text_new,
    [WK_PARAM_WORD] = wk_param_text_new,      [WK_PARAM_IMAGE] = wk_param_image_new,
    [WK_PARAM_SEED] = wk_param_text_new,
  };
  GtkWidget *widget = makers[spec->type]();
  WkParamEditor *self = WK_PARAM_EDITOR (widget);

  construct (self, model, spec, path, of, index, style);
  WK_PARAM_EDITOR_GET_CLASS (self)->build (self);
  return widget;
}

void
wk_param_editor_sync (WkParamEditor *editor)
{
  WkParamEditorPrivate *priv = get_private (editor);
  WkValue *value = wk_param_model_get (priv->model, priv->path);
  gboolean same =
      priv->synced && (value == priv->shown || (value != NULL && priv->shown != NULL &&
                                                wk_value_equal (value, priv->shown)));

  gtk_widget_set_visible (
      GTK_WIDGET (editor),
      wk_param_model_is_shown (priv->model, priv->spec, priv->path));
  if (same && priv->message == NULL)
    return;
  if (value != NULL)
    wk_value_ref (value);
  g_clear_pointer (&priv->shown, wk_value_unref);
  priv->shown = value;
  priv->synced = TRUE;
  if (priv->presence != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (priv->presence), value != NULL);
  if (priv->body != NULL)
    gtk_widget_set_visible (priv->body, value != NULL);
  if (!same)
    {
      wk_param_editor_mark (editor, NULL, NULL);
      WK_PARAM_EDITOR_GET_CLASS (editor)->sync (editor, value);
    }
}

/* --- for the subclasses --- */

WkParamModel *
wk_param_editor_get_model (WkParamEditor *editor)
{
  return get_private (editor)->model;
}

const WkParamSpec *
wk_param_editor_get_spec (WkParamEditor *editor)
{
  return get_private (editor)->spec;
}

const char *
wk_param_editor_get_path (WkParamEditor *editor)
{
  return get_private (editor)->path;
}

const char *
wk_param_editor_get_name (WkParamEditor *editor)
{
  return get_private (editor)->name;
}

gboolean
wk_param_editor_is_bare (WkParamEditor *editor)
{
  return get_private (editor)->bare;
}

void
wk_param_editor_set_body (WkParamEditor *editor, GtkWidget *body)
{
  WkParamEditorPrivate *priv = get_private (editor);

  priv->body = body;
  if (gtk_widget_has_css_class (GTK_WIDGET (editor), "inline"))
    gtk_box_append (GTK_BOX (priv->heading), body);
  else
    gtk_box_append (GTK_BOX (editor), body);
}

void
wk_param_editor_add_to_heading (WkParamEditor *editor, GtkWidget *widget)
{
  WkParamEditorPrivate *priv = get_private (editor);

  gtk_box_append (GTK_BOX (priv->heading != NULL ? priv->heading : priv->body), widget);
}

gboolean
wk_param_editor_propose (WkParamEditor *editor,
                         const char *path,
                         WkValue *value,
                         gboolean merge)
{
  WkParamEditorPrivate *priv = get_private (editor);
  GError *error = NULL;

  if (!wk_param_model_set (priv->model, path, value, merge, &error))
    {
      wk_param_editor_take_error (editor, error);
      return FALSE;
    }
  wk_param_editor_mark (editor, NULL, NULL);
  return TRUE;
}

void
wk_param_editor_take_error (WkParamEditor *editor, GError *error)
{
  if (error == NULL)
    return;
  if (wk_params_error_get_path (error) != NULL)
    wk_param_editor_mark (editor, wk_params_error_get_path (error),
                          wk_params_error_get_sentence (error));
  else
    wk_param_editor_mark (editor, NULL, error->message);
  g_error_free (error);
}

void
wk_param_editor_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  WkParamEditorPrivate *priv = get_private (editor);

  if (sentence == NULL && priv->message == NULL)
    return;
  if (priv->message == NULL)
    {
      priv->message = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (priv->message), 0);
      gtk_label_set_wrap (GTK_LABEL (priv->message), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (priv->message), 28);
      gtk_widget_add_css_class (priv->message, "wrong");
      gtk_box_append (GTK_BOX (editor), priv->message);
    }
  if (sentence == NULL)
    {
      gtk_box_remove (GTK_BOX (editor), priv->message);
      priv->message = NULL;
    }
  else
    gtk_label_set_text (GTK_LABEL (priv->message), sentence);
  WK_PARAM_EDITOR_GET_CLASS (editor)->mark (editor, place, sentence);
}

void
wk_param_editor_style_control (GtkWidget *control, const char *sentence)
{
  if (sentence != NULL)
    gtk_widget_add_css_class (control, "error");
  else
    gtk_widget_remove_css_class (control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (sentence != NULL)
    wk_ui_set_description (control, sentence);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (control),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

char *
wk_param_editor_unread_sentence (const char *text)
{
  return g_strdup_printf (
      _ ("“%s” cannot be read. Type a number such as 36, −2, 0.5 or 1/4."), text);
}
