/* wk-lecturer.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-lecturer.h"

#include <math.h>

#include "widgets/wk-flow-label.h"
#include "widgets/wk-param-panel.h"
#include "widgets/wk-picture.h"
#include "widgets/wk-train-bar.h"
#include "widgets/wk-ui.h"

/* How long the figure has stood before the next step is drawn. */
#define NEXT_AFTER_MS 150
#define NEXT_WIDTH 420
#define SIDE_WIDTH 340
#define PANEL_HEIGHT 230
#define TEXT_ZOOM 1.15

struct _WkLecturer
{
  GtkWidget parent_instance;

  WkSession *session;
  WkPlayer *player;
  GtkWidget *box;
  AdwWindowTitle *title;
  GtkWidget *tools; /* around the next */
  GtkWidget *canvas;
  GtkWidget *panel; /* WkParamPanel */
  GtkWidget *step;
  GtkWidget *status;
  GtkWidget *clock;
  GtkWidget *timer;
  GtkWidget *next; /* GtkPicture */
  GtkWidget *next_words;
  GtkWidget *question;
  GtkWidget *notes_heading;
  GtkWidget *notes;
  WkPicture picture;
  double next_position;
  double still; /* where the figure was when the next step was to be drawn */
  GtkWidget *menu;
  guint next_source;
  guint clock_source;
};

G_DEFINE_FINAL_TYPE (WkLecturer, wk_lecturer, GTK_TYPE_WIDGET)

/* --- the next step --- */

/* (transfer full) (nullable): what comes after the last step */
static char *
tell_next_exercise (WkLecturer *self)
{
  WkDeck *deck = wk_session_get_deck (self->session);
  guint i = wk_session_get_exercise (self->session) + 1;
  const WkExercise *exercise =
      i < wk_deck_get_n_exercises (deck) ? wk_deck_get_exercise (deck, i) : NULL;

  return exercise != NULL
             ? g_strdup_printf ("%s %s", wk_exercise_get_number (exercise),
                                wk_exercise_get_title (
                                    exercise, wk_session_get_language (self->session)))
             : g_strdup (_ ("The deck ends here"));
}

static void
draw_next (WkLecturer *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint target = wk_player_get_target (self->player);
  g_autoptr (WkScene) scene = NULL;
  g_autofree char *words = NULL;
  WkView view = { .position = target + 1, .text_scale = WK_TEXT_SCALE_PROJECTOR };
  GdkTexture *texture = NULL;

  if (target < wk_session_get_n_steps (self->session))
    scene = wk_session_draw (self->session, &view, NULL);
  if (scene != NULL)
    {
      double ratio = wk_scene_get_height (scene) / wk_scene_get_width (scene);

      texture = wk_picture_get (
          &self->picture, scene, wk_session_get_theme (self->session),
          NEXT_WIDTH * factor, (int) round (NEXT_WIDTH * ratio * factor), FALSE);
      words = g_strdup (wk_scene_get_description (scene));
    }
  else
    {
      words = tell_next_exercise (self);
    }
  self->next_position = scene != NULL ? view.position : -1;
  gtk_picture_set_paintable (GTK_PICTURE (self->next), GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (GTK_PICTURE (self->next), words);
  gtk_widget_set_visible (self->next, texture != NULL);
  gtk_label_set_text (GTK_LABEL (self->next_words), words);
  gtk_widget_set_visible (self->next_words, texture == NULL);
}

static gboolean
next_cb (gpointer data)
{
  WkLecturer *self = data;
  double position = wk_session_get_position (self->session);

  /* Not while it moves. */
  if (floor (position) != position && !wk_session_is_busy (self->session) &&
      position != self->still)
    {
      self->still = position;
      return G_SOURCE_CONTINUE;
    }
  self->next_source = 0;
  draw_next (self);
  return G_SOURCE_REMOVE;
}

static void
scene_cb (WkLecturer *self)
{
  guint target = wk_player_get_target (self->player);
  guint n_steps = wk_session_get_n_steps (self->session);
  g_autofree char *text = g_strdup_printf ("%u / %u", MIN (target, n_steps), n_steps);

  gtk_label_set_text (GTK_LABEL (self->step), text);
  if (self->next_source == 0)
    self->next_source =
        g_timeout_add_full (G_PRIORITY_LOW, NEXT_AFTER_MS, next_cb, self, NULL);
}

void
wk_lecturer_settle (WkLecturer *lecturer)
{
  g_return_if_fail (WK_IS_LECTURER (lecturer));

  g_clear_handle_id (&lecturer->next_source, g_source_remove);
  draw_next (lecturer);
}

double
wk_lecturer_get_next (WkLecturer *lecturer)
{
  return lecturer->next_position;
}

/* --- question and notes --- */

static void
exercise_cb (WkLecturer *self)
{
  const WkLanguage *language = wk_session_get_language (self->session);
  const WkExercise *exercise = wk_session_get_current (self->session);
  const char *notes =
      exercise != NULL ? wk_exercise_get_notes (exercise, language) : NULL;
  g_autofree char *title = NULL;

  if (exercise == NULL)
    return;
  title = g_strdup_printf ("%s %s", wk_exercise_get_number (exercise),
                           wk_exercise_get_title (exercise, language));
  adw_window_title_set_title (self->title, title);
  wk_flow_label_set_text (WK_FLOW_LABEL (self->question),
                          wk_exercise_get_question (exercise, language), language);
  if (notes == NULL || *notes == '\0')
    notes = _ ("The deck has no notes for this exercise.");
  wk_flow_label_set_text (WK_FLOW_LABEL (self->notes), notes, language);
  scene_cb (self);
}

/* --- status, clock, timer, parameters --- */

void
wk_lecturer_set_status (WkLecturer *lecturer, const char *text)
{
  g_return_if_fail (WK_IS_LECTURER (lecturer));

  gtk_label_set_text (GTK_LABEL (lecturer->status), text != NULL ? text : "");
}

void
wk_lecturer_set_timer (WkLecturer *lecturer, const char *text)
{
  g_return_if_fail (WK_IS_LECTURER (lecturer));

  gtk_label_set_text (GTK_LABEL (lecturer->timer), text != NULL ? text : "0:00");
}

void
wk_lecturer_set_panel_shown (WkLecturer *lecturer, gboolean shown)
{
  g_return_if_fail (WK_IS_LECTURER (lecturer));

  wk_param_panel_set_expanded (WK_PARAM_PANEL (lecturer->panel), shown);
}

gboolean
wk_lecturer_is_panel_shown (WkLecturer *lecturer)
{
  return wk_param_panel_get_expanded (WK_PARAM_PANEL (lecturer->panel));
}

static void
folded_cb (WkLecturer *self)
{
  gtk_widget_set_size_request (self->panel, -1,
                               wk_lecturer_is_panel_shown (self) ? PANEL_HEIGHT : -1);
}

static gboolean
clock_cb (gpointer data)
{
  WkLecturer *self = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%H:%M");

  gtk_label_set_text (GTK_LABEL (self->clock), text);
  return G_SOURCE_CONTINUE;
}

/* --- making it --- */

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  g_autofree char *full = g_strconcat ("present.", action, NULL);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), full);
  gtk_widget_set_focus_on_click (button, FALSE);
  wk_ui_set_name (button, label);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_icon_button (GtkWidget *box, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = add_button (box, name, action);

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  wk_ui_set_button_name (button, name);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class_name);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_flow (GtkWidget *box)
{
  GtkWidget *flow = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);

  wk_flow_label_set_look (WK_FLOW_LABEL (flow), TEXT_ZOOM, -1);
  gtk_box_append (GTK_BOX (box), flow);
  return flow;
}

static GtkWidget *
new_bar (WkLecturer *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "bar");
  add_icon_button (bar, "wk-back-symbolic", _ ("Back"), "back");
  add_icon_button (bar, "wk-play-symbolic", _ ("Play or Stop"), "play");
  add_icon_button (bar, "wk-forward-symbolic", _ ("Forward"), "forward");
  self->step = add_label (bar, "", "step");
  self->status = add_label (bar, "", "status");
  gtk_widget_set_hexpand (self->status, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->status), PANGO_ELLIPSIZE_END);
  add_button (bar, _ ("Black"), "black");
  add_button (bar, _ ("White"), "white");
  add_button (bar, _ ("Swap Screens"), "swap");
  return bar;
}

static GtkWidget *
new_times (WkLecturer *self)
{
  GtkWidget *times = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->clock = add_label (times, "", "clock");
  gtk_widget_set_hexpand (self->clock, TRUE);
  wk_ui_set_description (self->clock, _ ("Clock"));
  self->timer = add_label (times, "0:00", "clock");
  wk_ui_set_description (self->timer, _ ("Timer"));
  add_button (times, _ ("Start or Pause"), "timer");
  add_button (times, _ ("Reset"), "reset-timer");
  return times;
}

static GtkWidget *
new_side (WkLecturer *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (side), new_times (self));
  add_label (side, _ ("Next"), "heading");
  self->next = gtk_picture_new ();
  wk_ui_set_name (self->next, _ ("Next step"));
  gtk_box_append (GTK_BOX (side), self->next);
  self->next_words = add_label (side, "", "next");
  gtk_label_set_wrap (GTK_LABEL (self->next_words), TRUE);
  add_label (side, _ ("Question"), "heading");
  self->question = add_flow (side);
  self->notes_heading = add_label (side, _ ("Notes"), "heading");
  self->notes = add_flow (side);
  gtk_widget_add_css_class (side, "side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), side);
  gtk_widget_set_size_request (scroller, SIDE_WIDTH, -1);
  wk_ui_set_name (scroller, _ ("Next step, question and notes"));
  return scroller;
}

static GtkWidget *
new_header (WkLecturer *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *end = gtk_button_new_with_label (_ ("End Lecture"));
  GtkWidget *menu = wk_ui_new_more_button (_ ("Screens and Colours"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (end), "present.leave");
  gtk_widget_set_focus_on_click (end, FALSE);
  wk_ui_set_name (end, _ ("End Lecture"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), end);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->menu = menu;
  return header;
}

static void
wk_lecturer_dispose (GObject *object)
{
  WkLecturer *self = WK_LECTURER (object);

  g_clear_handle_id (&self->next_source, g_source_remove);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  wk_picture_clear (&self->picture);
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_lecturer_parent_class)->dispose (object);
}

static void
wk_lecturer_class_init (WkLecturerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_lecturer_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wklecturer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_lecturer_init (WkLecturer *self)
{
  self->next_position = -1;
  wk_ui_set_name (GTK_WIDGET (self), _ ("Lecturer"));
}

static void
build (WkLecturer *self)
{
  GtkWidget *parts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->canvas = wk_canvas_new ();
  wk_canvas_set_mirror (WK_CANVAS (self->canvas), TRUE);
  g_object_set (self->canvas, "answers-shown", FALSE, NULL);
  wk_canvas_set_session (WK_CANVAS (self->canvas), self->session);
  self->tools = wk_stage_tools_new (WK_CANVAS (self->canvas));
  gtk_widget_set_hexpand (self->tools, TRUE);
  gtk_widget_set_vexpand (self->tools, TRUE);
  self->panel = wk_param_panel_new (self->session);
  g_signal_connect_object (self->panel, "notify::expanded", G_CALLBACK (folded_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (left), self->tools);
  gtk_box_append (GTK_BOX (left), new_bar (self));
  gtk_box_append (GTK_BOX (left), wk_train_bar_new (self->session));
  gtk_box_append (GTK_BOX (left), self->panel);
  gtk_box_append (GTK_BOX (parts), left);
  gtk_box_append (GTK_BOX (parts), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (parts), new_side (self));
  gtk_widget_set_vexpand (parts, TRUE);
  gtk_box_append (GTK_BOX (self->box), new_header (self));
  gtk_box_append (GTK_BOX (self->box), parts);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wk_lecturer_new (WkWindow *window, GActionGroup *actions, GMenuModel *menu)
{
  WkLecturer *self = g_object_new (WK_TYPE_LECTURER, NULL);
  static const char *const changes[] = { "notify::exercise", "notify::deck",
                                         "notify::language" };

  self->session = g_object_ref (wk_window_get_session (window));
  self->player = g_object_ref (wk_window_get_player (window));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "present", actions);
  build (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), menu);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (self->session, changes[i], G_CALLBACK (exercise_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::scene", G_CALLBACK (scene_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::theme", G_CALLBACK (scene_cb), self,
                           G_CONNECT_SWAPPED);
  exercise_cb (self);
  clock_cb (self);
  self->clock_source = g_timeout_add_seconds (1, clock_cb, self);
  return GTK_WIDGET (self);
}

WkCanvas *
wk_lecturer_get_canvas (WkLecturer *lecturer)
{
  return WK_CANVAS (lecturer->canvas);
}

WkStageTools *
wk_lecturer_get_tools (WkLecturer *lecturer)
{
  return WK_STAGE_TOOLS (lecturer->tools);
}
