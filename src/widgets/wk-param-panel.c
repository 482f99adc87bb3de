/* wk-param-panel.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-param-panel.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"
#include "widgets/wk-wrap-box.h"

struct _WkParamPanel
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *toggle;
  GtkWidget *arrow;
  GtkWidget *seed;
  GtkWidget *numbers;
  GtkWidget *reset;
  GtkWidget *free_note;
  GtkWidget *scroller;
  GtkWidget *box; /* WkWrapBox of editors */
  WkSession *session;
  WkParamModel *model;
  const WkParamSpec *specs; /* whose editors these are */
  const WkParamSpec *next;  /* to be built, or NULL */
  GPtrArray *editors;       /* borrowed */
  guint source;
  gboolean expanded;
};

G_DEFINE_FINAL_TYPE (WkParamPanel, wk_param_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- editors --- */

static const WkParamSpec *
skip_hidden (const WkParamSpec *spec)
{
  while (spec != NULL && spec->key != NULL && spec->hidden)
    spec++;
  return spec != NULL && spec->key != NULL ? spec : NULL;
}

/* One editor a call, so that the window stays lively. */
static gboolean
build_cb (gpointer data)
{
  WkParamPanel *self = data;
  GtkWidget *editor;

  /* Another exercise came while the panel was folded: what was begun for the one before
   * is made anew when the panel opens. */
  if (wk_param_model_get_specs (self->model) != self->specs)
    {
      self->specs = NULL;
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  self->next = skip_hidden (self->next);
  if (self->next == NULL)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  editor = wk_param_editor_new (self->model, self->next, self->next->key, NULL, 0,
                                WK_PARAM_EDITOR_PLAIN);
  g_ptr_array_add (self->editors, editor);
  wk_wrap_box_append (WK_WRAP_BOX (self->box), editor);
  wk_param_editor_sync (WK_PARAM_EDITOR (editor));
  self->next++;
  return G_SOURCE_CONTINUE;
}

static void
rebuild (WkParamPanel *self)
{
  g_ptr_array_set_size (self->editors, 0);
  wk_wrap_box_clear (WK_WRAP_BOX (self->box));
  self->specs = wk_param_model_get_specs (self->model);
  self->next = self->specs;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, build_cb, self, NULL);
}

static void
params_cb (WkParamPanel *self)
{
  if (!self->expanded)
    return;
  if (wk_param_model_get_specs (self->model) != self->specs)
    {
      rebuild (self);
      return;
    }
  for (guint i = 0; i < self->editors->len; i++)
    wk_param_editor_sync (self->editors->pdata[i]);
}

/* --- numbers --- */

static void
seed_cb (WkParamPanel *self)
{
  const char *seed = wk_session_get_seed (self->session);
  gboolean can_vary = wk_session_can_vary (self->session);

  gtk_editable_set_text (GTK_EDITABLE (self->seed), seed != NULL ? seed : "");
  gtk_widget_set_visible (self->seed, can_vary && self->expanded);
  gtk_widget_set_visible (self->numbers, can_vary);
  gtk_widget_set_sensitive (self->reset, !wk_session_is_deck_own (self->session));
  gtk_widget_set_visible (self->free_note, wk_session_is_free_variant (self->session));
}

static void
seed_activate_cb (WkParamPanel *self)
{
  const char *seed = gtk_editable_get_text (GTK_EDITABLE (self->seed));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.numbers-from", "s", seed);
}

/* --- fold --- */

gboolean
wk_param_panel_get_expanded (WkParamPanel *panel)
{
  return panel->expanded;
}

void
wk_param_panel_set_expanded (WkParamPanel *panel, gboolean expanded)
{
  g_return_if_fail (WK_IS_PARAM_PANEL (panel));

  if (panel->expanded == expanded)
    return;
  panel->expanded = expanded;
  gtk_widget_set_visible (panel->scroller, expanded);
  gtk_image_set_from_icon_name (GTK_IMAGE (panel->arrow),
                                expanded ? "wk-down-symbolic" : "wk-play-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (panel->toggle),
                               GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  params_cb (panel);
  seed_cb (panel);
  g_object_notify_by_pspec (G_OBJECT (panel), properties[PROP_EXPANDED]);
}

void
wk_param_panel_set_narrow (WkParamPanel *panel)
{
  GtkWidget *head, *child;

  g_return_if_fail (WK_IS_PARAM_PANEL (panel));

  head = wk_wrap_box_new (8, 6);
  gtk_widget_add_css_class (head, "param-head");
  while ((child = gtk_widget_get_first_child (panel->head)) != NULL)
    {
      g_object_ref (child);
      gtk_box_remove (GTK_BOX (panel->head), child);
      wk_wrap_box_append (WK_WRAP_BOX (head), child);
      g_object_unref (child);
    }
  gtk_label_set_ellipsize (GTK_LABEL (panel->free_note), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (panel->free_note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (panel->free_note), 0);
  gtk_widget_unparent (panel->head);
  panel->head = head;
  gtk_widget_insert_before (head, GTK_WIDGET (panel), panel->scroller);
}

int
wk_param_panel_get_least_width (WkParamPanel *panel)
{
  int head, editors;

  g_return_val_if_fail (WK_IS_PARAM_PANEL (panel), 0);

  gtk_widget_measure (panel->head, GTK_ORIENTATION_HORIZONTAL, -1, &head, NULL, NULL,
                      NULL);
  gtk_widget_measure (panel->box, GTK_ORIENTATION_HORIZONTAL, -1, &editors, NULL, NULL,
                      NULL);
  return MAX (head, editors);
}

gboolean
wk_param_panel_is_building (WkParamPanel *panel)
{
  return panel->source != 0 || wk_param_model_is_unfinished (panel->model);
}

static void
toggle_cb (WkParamPanel *self)
{
  wk_param_panel_set_expanded (self, !self->expanded);
}

/* Esc goes back to the figure's keys; an open cell or entry takes it first. */
static gboolean
key_cb (WkParamPanel *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  return GDK_EVENT_STOP;
}

/* --- type --- */

static gboolean
wk_param_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WK_PARAM_PANEL (widget)->toggle);
}

static void
wk_param_panel_set_property (GObject *object,
                             guint id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  if (id == PROP_EXPANDED)
    wk_param_panel_set_expanded (WK_PARAM_PANEL (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wk_param_panel_get_property (GObject *object,
                             guint id,
                             GValue *value,
                             GParamSpec *pspec)
{
  if (id == PROP_EXPANDED)
    g_value_set_boolean (value, WK_PARAM_PANEL (object)->expanded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wk_param_panel_dispose (GObject *object)
{
  WkParamPanel *self = WK_PARAM_PANEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_param_panel_parent_class)->dispose (object);
}

static void
wk_param_panel_class_init (WkParamPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wk_param_panel_dispose;
  object_class->set_property = wk_param_panel_set_property;
  object_class->get_property = wk_param_panel_get_property;
  properties[PROP_EXPANDED] = g_param_spec_boolean (
      "expanded", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->grab_focus = wk_param_panel_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkparampanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_toggle (WkParamPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Parameters"));

  self->toggle = gtk_button_new ();
  self->arrow = gtk_image_new_from_icon_name ("wk-play-symbolic");
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (self->toggle), box);
  gtk_widget_add_css_class (self->toggle, "flat");
  gtk_widget_set_focus_on_click (self->toggle, FALSE);
  wk_ui_set_name (self->toggle, _ ("Parameters"));
  g_signal_connect_swapped (self->toggle, "clicked", G_CALLBACK (toggle_cb), self);
  /* The others stand at the end. */
  gtk_widget_set_hexpand (self->toggle, TRUE);
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->head), self->toggle);
}

static GtkWidget *
add_button (WkParamPanel *self,
            const char *label,
            const char *tooltip,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_focus_on_click (button, FALSE);
  wk_ui_set_name (button, label);
  gtk_box_append (GTK_BOX (self->head), button);
  return button;
}

static void
wk_param_panel_init (WkParamPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);
  self->editors = g_ptr_array_new ();
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->head, "param-head");
  add_toggle (self);
  self->free_note = gtk_label_new (_ ("Own shape: numbers drawn freely"));
  gtk_widget_add_css_class (self->free_note, "what");
  gtk_label_set_ellipsize (GTK_LABEL (self->free_note), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (
      self->free_note, _ ("The shape is your own: numbers were drawn within their "
                          "ranges, the exam’s rules for them do not hold"));
  gtk_box_append (GTK_BOX (self->head), self->free_note);
  self->seed = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->seed), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->seed), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->seed), _ ("Seed"));
  gtk_widget_set_tooltip_text (
      self->seed, _ ("The same word gives the same numbers on every computer"));
  wk_ui_set_name (self->seed, _ ("Seed"));
  g_signal_connect_swapped (self->seed, "activate", G_CALLBACK (seed_activate_cb),
                            self);
  gtk_box_append (GTK_BOX (self->head), self->seed);
  self->reset =
      add_button (self, _ ("Reset"), _ ("The Deck’s Own Numbers"), "win.reset");
  self->numbers =
      add_button (self, _ ("New Numbers"), _ ("Draw Fresh Numbers"), "win.new-numbers");
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  self->box = wk_wrap_box_new (28, 16);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_widget_set_visible (self->scroller, FALSE);
  wk_ui_set_name (self->scroller, _ ("Parameters"));
  wk_ui_set_name (GTK_WIDGET (self), _ ("Parameters"));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
wk_param_panel_new (WkSession *session)
{
  WkParamPanel *self = g_object_new (WK_TYPE_PARAM_PANEL, NULL);

  self->session = g_object_ref (session);
  self->model = wk_param_model_new (session);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (params_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::seed", G_CALLBACK (seed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::params", G_CALLBACK (seed_cb), self,
                           G_CONNECT_SWAPPED);
  seed_cb (self);
  return GTK_WIDGET (self);
}
