/* wk-audience.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-audience.h"

#include <math.h>

#include "widgets/wk-audience-place.h"
#include "widgets/wk-canvas-parts.h"
#include "widgets/wk-flow-label.h"
#include "widgets/wk-page-fit.h"
#include "widgets/wk-param-panel.h"
#include "widgets/wk-train-bar.h"
#include "widgets/wk-ui.h"

/* In units of the height / 900. */
#define TEXT_SIZE 36.0
#define PANEL_TEXT_SIZE 20.0
/* In units of the page, as its own text; room that chips take, with their margins. */
#define CHIP_TEXT_SIZE 36.0
#define CHIP_ROOM 112.0
#define MARGIN 28.0
/* Of the parameters beside the figure, and below it. */
#define PANEL_WIDTH 460.0
#define PANEL_HEIGHT 300.0
/* Of the width, for a table that would have to be scrolled sideways. */
#define PANEL_WIDEST 0.35
#define PROMPT_SIZE 45.0
/* Pixels of a symbol of a flow label's own size. */
#define FLOW_SIZE 20.0

struct _WkAudience
{
  GtkWidget parent_instance;

  WkSession *session;
  GtkWidget *tools; /* around the next */
  GtkWidget *canvas;
  GtkWidget *panel;          /* GtkRevealer, or NULL: never opened */
  GtkWidget *parameters;     /* WkParamPanel in it */
  GtkWidget *prompt;         /* a box of the next two */
  GtkWidget *prompt_formula; /* WkFlowLabel */
  GtkWidget *prompt_words;
  GtkWidget *typed;
  GtkWidget *timer;
  GtkWidget *help; /* or NULL */
  WkBlank blank;
  GtkCssProvider *sizes;
  int sized;   /* height that the sizes are for */
  double unit; /* and pixels of a unit of the page, when all of it shows */
  guint size_source;
};

G_DEFINE_FINAL_TYPE (WkAudience, wk_audience, GTK_TYPE_WIDGET)

enum
{
  FORWARD,
  BACK,
  PANEL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- sizes --- */

static void
size_prompt (WkAudience *self)
{
  if (self->unit > 0)
    wk_flow_label_set_look (WK_FLOW_LABEL (self->prompt_formula),
                            PROMPT_SIZE * self->unit / FLOW_SIZE,
                            (int) wk_session_get_theme (self->session));
}

/* What takes the whole screen follows its height, what lies over the figure the figure,
 * which the parameters make smaller. */
static gboolean
size_cb (gpointer data)
{
  WkAudience *self = data;
  double unit = self->sized / 900.0;
  g_autofree char *css = g_strdup_printf (
      "wkaudience .told, wkaudience wkcard { font-size: %dpx; }"
      "wkaudience .panel { font-size: %dpx; }"
      "wkaudience .chip.told, wkaudience .chip .told { font-size: %dpx; }",
      (int) ceil (TEXT_SIZE * unit), (int) ceil (PANEL_TEXT_SIZE * unit),
      (int) ceil (CHIP_TEXT_SIZE * self->unit));

  self->size_source = 0;
  gtk_css_provider_load_from_data (self->sizes, css, -1);
  size_prompt (self);
  return G_SOURCE_REMOVE;
}

static void
choose_sizes (WkAudience *self, int height, double unit)
{
  if ((self->sized == height && self->unit == unit) || height <= 0 || !(unit > 0))
    return;
  self->sized = height;
  self->unit = unit;
  if (self->size_source == 0)
    self->size_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, size_cb, self, NULL);
}

/* Chips have the figure's colours, not the desktop's. */
static void
theme_cb (WkAudience *self)
{
  static const char *const classes[] = { "light", "dark" };
  gboolean dark = wk_session_get_theme (self->session) == WK_THEME_DARK;

  gtk_widget_remove_css_class (GTK_WIDGET (self), classes[!dark]);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[dark]);
  size_prompt (self);
}

/* --- layout --- */

static void
wk_audience_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  WkAudience *self = WK_AUDIENCE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int ignored;

      gtk_widget_measure (child, orientation, -1, &ignored, &ignored, NULL, NULL);
    }
  gtk_widget_measure (self->tools, orientation, -1, minimum, natural, NULL, NULL);
}

/* The parameters stand where they leave the larger figure: beside it or below. */
static void
share_out (WkAudience *self,
           int width,
           int height,
           GtkAllocation *figure,
           GtkAllocation *panel)
{
  double unit = height / 900.0;
  int wide = (int) MIN (PANEL_WIDTH * unit, width * 0.45);
  int high = (int) MIN (PANEL_HEIGHT * unit, height * 0.45);
  double page_width, page_height, beside, below;
  int least, table;

  *figure = (GtkAllocation){ 0, 0, width, height };
  *panel = (GtkAllocation){ 0, 0, 0, 0 };
  if (!wk_audience_is_panel_shown (self))
    return;
  gtk_widget_measure (self->panel, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  table = wk_param_panel_get_least_width (WK_PARAM_PANEL (self->parameters));
  wide = MAX (MAX (wide, least), MIN (table, (int) (width * PANEL_WIDEST)));
  beside = wk_page_fit (width - wide, height, FALSE, &page_width, &page_height);
  below = wk_page_fit (width, height - high, FALSE, &page_width, &page_height);
  if (beside >= below)
    {
      figure->width = width - wide;
      *panel = (GtkAllocation){ width - wide, 0, wide, height };
    }
  else
    {
      figure->height = height - high;
      *panel = (GtkAllocation){ 0, height - high, width, high };
    }
}

static void
place (GtkWidget *child, GtkAllocation box)
{
  int ignored;

  /* GTK wants every child measured before it gets its place. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &ignored, NULL, NULL,
                      NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, box.width, &ignored, NULL, NULL,
                      NULL);
  box.width = MAX (box.width, 1);
  box.height = MAX (box.height, 1);
  gtk_widget_size_allocate (child, &box, -1);
}

/* Chips stand below the page, if there is room, else above the working band, however
 * high that is. */
static int
get_band_top (WkAudience *self, const GtkAllocation *figure)
{
  gboolean any = gtk_widget_get_visible (self->prompt) ||
                 gtk_widget_get_visible (self->typed) ||
                 gtk_widget_get_visible (self->timer);
  WkScene *scene = any ? wk_session_get_scene (self->session) : NULL;
  const WkItem *band = scene != NULL ? wk_scene_find (scene, "sheet-band") : NULL;
  WkRect page = wk_canvas_get_page_rect (WK_CANVAS (self->canvas));
  double top;

  if (band == NULL || figure->height - (page.y + page.height) >= CHIP_ROOM * self->unit)
    return figure->y + figure->height;
  top = page.y + page.height * wk_canvas_item_bounds (scene, band).y /
                     wk_scene_get_height (scene);
  /* It may be out of sight while a part of the page is enlarged. */
  return figure->y + (int) CLAMP (top, figure->height / 2.0, figure->height);
}

static void
wk_audience_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkAudience *self = WK_AUDIENCE (widget);
  GtkAllocation figure, panel, inner, taken = { 0 };
  double page_width, page_height;
  int margin, bottom;

  share_out (self, width, height, &figure, &panel);
  choose_sizes (
      self, height,
      wk_page_fit (figure.width, figure.height, FALSE, &page_width, &page_height));
  margin = (int) (MARGIN * self->unit);
  place (self->tools, figure);
  if (self->panel != NULL && gtk_widget_get_visible (self->panel))
    place (self->panel, panel);
  bottom = get_band_top (self, &figure);
  inner = (GtkAllocation){ figure.x + margin, figure.y + margin,
                           figure.width - 2 * margin, figure.height - 2 * margin };
  inner.height = bottom - margin / 2 - inner.y;
  wk_audience_place_corner (self->typed, &inner, &taken);
  wk_audience_place_corner (self->timer, &inner, &taken);
  wk_audience_place_free (
      self->prompt,
      gtk_widget_get_visible (self->prompt) ? wk_session_get_scene (self->session)
                                            : NULL,
      wk_canvas_get_page_rect (WK_CANVAS (self->canvas)), &inner, &taken);
  if (self->help != NULL)
    place (self->help, (GtkAllocation){ 0, 0, width, height });
}

static void
wk_audience_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkAudience *self = WK_AUDIENCE (widget);
  float white = self->blank == WK_BLANK_WHITE ? 1 : 0;
  GdkRGBA sheet = { white, white, white, 1 };

  if (self->blank == WK_BLANK_NONE)
    GTK_WIDGET_CLASS (wk_audience_parent_class)->snapshot (widget, snapshot);
  else
    gtk_snapshot_append_color (
        snapshot, &sheet,
        &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                             (float) gtk_widget_get_height (widget)));
}

/* --- the pointer --- */

static void
clicked_cb (WkAudience *self)
{
  g_signal_emit (self, signals[FORWARD], 0);
}

/* Before the figure: buttons that go back and forward, and any under a blank sheet. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WkAudience *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean covered = self->blank != WK_BLANK_NONE || self->help != NULL;
  gboolean forward = button == 9 || covered;
  gboolean back =
      button == 8 || (button == GDK_BUTTON_SECONDARY &&
                      (covered || !wk_audience_is_aside (GTK_WIDGET (self), x, y)));

  if (!back && !forward)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[back ? BACK : FORWARD], 0);
}

/* --- what is told --- */

void
wk_audience_set_blank (WkAudience *audience, WkBlank blank)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));

  if (audience->blank == blank)
    return;
  audience->blank = blank;
  wk_ui_set_name (GTK_WIDGET (audience), blank == WK_BLANK_BLACK   ? _ ("Black screen")
                                         : blank == WK_BLANK_WHITE ? _ ("White screen")
                                                                   : _ ("Audience"));
  gtk_widget_queue_draw (GTK_WIDGET (audience));
}

WkBlank
wk_audience_get_blank (WkAudience *audience)
{
  return audience->blank;
}

static void
set_chip (GtkWidget *chip, const char *text)
{
  gtk_label_set_text (GTK_LABEL (chip), text != NULL ? text : "");
  gtk_widget_set_visible (chip, text != NULL);
}

void
wk_audience_set_typed (WkAudience *audience, const char *text)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));
  set_chip (audience->typed, text);
  /* They share a corner. */
  gtk_widget_set_visible (
      audience->timer,
      text == NULL && *gtk_label_get_text (GTK_LABEL (audience->timer)) != '\0');
}

void
wk_audience_set_timer (WkAudience *audience, const char *text)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));
  set_chip (audience->timer, text);
  if (gtk_widget_get_visible (audience->typed))
    gtk_widget_set_visible (audience->timer, FALSE);
}

void
wk_audience_set_prompt (WkAudience *audience, const char *formula, const char *words)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));

  if (formula != NULL)
    wk_flow_label_set_formula (WK_FLOW_LABEL (audience->prompt_formula), formula,
                               wk_session_get_language (audience->session));
  gtk_widget_set_visible (audience->prompt_formula, formula != NULL);
  gtk_label_set_text (GTK_LABEL (audience->prompt_words), words != NULL ? words : "");
  gtk_widget_set_visible (audience->prompt, words != NULL);
}

gboolean
wk_audience_has_prompt (WkAudience *audience)
{
  return gtk_widget_get_visible (audience->prompt);
}

/* --- the keys --- */

static GtkWidget *
new_word (const char *text, const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, class_name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
new_help (const char *const *rows)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; rows[i] != NULL; i += 2)
    {
      gtk_grid_attach (GTK_GRID (grid), new_word (rows[i], "key"), 0, i / 2, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), new_word (rows[i + 1], "what"), 1, i / 2, 1, 1);
    }
  gtk_widget_set_halign (grid, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (grid, TRUE);
  gtk_box_append (GTK_BOX (frame), grid);
  gtk_widget_add_css_class (frame, "help");
  gtk_widget_add_css_class (frame, "told");
  wk_ui_set_name (frame, _ ("Keys"));
  return frame;
}

void
wk_audience_set_help (WkAudience *audience, const char *const *rows)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));

  g_clear_pointer (&audience->help, gtk_widget_unparent);
  if (rows == NULL)
    return;
  audience->help = new_help (rows);
  gtk_widget_set_parent (audience->help, GTK_WIDGET (audience));
}

gboolean
wk_audience_is_help_shown (WkAudience *audience)
{
  return audience->help != NULL;
}

/* --- the parameters --- */

/* Its own button, which folds it in the window, closes it. */
static void
folded_cb (WkAudience *self, GParamSpec *pspec, WkParamPanel *panel)
{
  if (wk_param_panel_get_expanded (panel))
    return;
  wk_param_panel_set_expanded (panel, TRUE);
  g_signal_emit (self, signals[PANEL_CLOSED], 0);
}

/* The keyboard is in the panel as soon as there is something of it to have it: a panel
 * that slides in shows nothing at first. Its first stop is a button, not an entry, that
 * would keep a clicker's "b" and "." as text. */
static void
panel_mapped_cb (WkAudience *self)
{
  if (gtk_widget_get_focus_child (self->panel) == NULL)
    gtk_widget_grab_focus (self->parameters);
}

static void
add_panel (WkAudience *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->parameters = wk_param_panel_new (self->session);
  wk_param_panel_set_narrow (WK_PARAM_PANEL (self->parameters));
  wk_param_panel_set_expanded (WK_PARAM_PANEL (self->parameters), TRUE);
  gtk_widget_set_vexpand (self->parameters, TRUE);
  gtk_widget_add_css_class (box, "panel");
  gtk_box_append (GTK_BOX (box), wk_train_bar_new (self->session));
  gtk_box_append (GTK_BOX (box), self->parameters);
  g_signal_connect_object (self->parameters, "notify::expanded", G_CALLBACK (folded_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "map", G_CALLBACK (panel_mapped_cb), self,
                           G_CONNECT_SWAPPED);
  self->panel = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->panel),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_revealer_set_child (GTK_REVEALER (self->panel), box);
  gtk_widget_set_overflow (self->panel, GTK_OVERFLOW_HIDDEN);
  gtk_widget_insert_after (self->panel, GTK_WIDGET (self), self->tools);
}

void
wk_audience_set_panel_shown (WkAudience *audience, gboolean shown)
{
  g_return_if_fail (WK_IS_AUDIENCE (audience));

  if (shown == wk_audience_is_panel_shown (audience))
    return;
  if (audience->panel == NULL)
    add_panel (audience);
  gtk_widget_set_visible (audience->panel, shown);
  gtk_revealer_set_reveal_child (GTK_REVEALER (audience->panel), shown);
  gtk_widget_queue_allocate (GTK_WIDGET (audience));
  if (!shown)
    gtk_widget_grab_focus (audience->canvas);
}

gboolean
wk_audience_is_panel_shown (WkAudience *audience)
{
  return audience->panel != NULL && gtk_widget_get_visible (audience->panel);
}

/* --- type --- */

static void
wk_audience_dispose (GObject *object)
{
  WkAudience *self = WK_AUDIENCE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->size_source, g_source_remove);
  if (self->sizes != NULL)
    gtk_style_context_remove_provider_for_display (
        gtk_widget_get_display (GTK_WIDGET (self)), GTK_STYLE_PROVIDER (self->sizes));
  g_clear_object (&self->sizes);
  self->panel = self->parameters = self->help = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_audience_parent_class)->dispose (object);
}

static void
wk_audience_class_init (WkAudienceClass *klass)
{
  static const char *const names[N_SIGNALS] = { "forward", "back", "panel-closed" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_audience_dispose;
  widget_class->measure = wk_audience_measure;
  widget_class->size_allocate = wk_audience_size_allocate;
  widget_class->snapshot = wk_audience_snapshot;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], WK_TYPE_AUDIENCE, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "wkaudience");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_chip (WkAudience *self, const char *name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "told");
  gtk_widget_add_css_class (label, "chip");
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_set_can_target (label, FALSE);
  wk_ui_set_description (label, name);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
add_prompt (WkAudience *self)
{
  self->prompt = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->prompt_formula = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL);
  gtk_widget_set_valign (self->prompt_formula, GTK_ALIGN_CENTER);
  self->prompt_words = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->prompt_words, "told");
  gtk_box_append (GTK_BOX (self->prompt), self->prompt_formula);
  gtk_box_append (GTK_BOX (self->prompt), self->prompt_words);
  gtk_widget_add_css_class (self->prompt, "chip");
  gtk_widget_add_css_class (self->prompt, "asked");
  gtk_widget_set_visible (self->prompt, FALSE);
  gtk_widget_set_can_target (self->prompt, FALSE);
  wk_ui_set_name (self->prompt, _ ("Asked"));
  gtk_widget_set_parent (self->prompt, GTK_WIDGET (self));
}

static void
wk_audience_init (WkAudience *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->canvas = wk_canvas_new ();
  wk_canvas_set_presenting (WK_CANVAS (self->canvas), TRUE);
  g_object_set (self->canvas, "answers-shown", FALSE, NULL);
  g_signal_connect_swapped (self->canvas, "clicked", G_CALLBACK (clicked_cb), self);
  add_prompt (self);
  self->typed = add_chip (self, _ ("Exercise"));
  self->timer = add_chip (self, _ ("Timer"));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  wk_ui_set_name (GTK_WIDGET (self), _ ("Audience"));
  self->sizes = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (
      gtk_widget_get_display (GTK_WIDGET (self)), GTK_STYLE_PROVIDER (self->sizes),
      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

GtkWidget *
wk_audience_new (WkSession *session)
{
  WkAudience *self = g_object_new (WK_TYPE_AUDIENCE, NULL);

  self->session = g_object_ref (session);
  wk_canvas_set_session (WK_CANVAS (self->canvas), session);
  self->tools = wk_stage_tools_new (WK_CANVAS (self->canvas));
  wk_stage_tools_set_hide_pointer (WK_STAGE_TOOLS (self->tools), TRUE);
  /* Below what is said over the figure. */
  gtk_widget_insert_after (self->tools, GTK_WIDGET (self), NULL);
  g_signal_connect_object (session, "notify::theme", G_CALLBACK (theme_cb), self,
                           G_CONNECT_SWAPPED);
  theme_cb (self);
  return GTK_WIDGET (self);
}

WkCanvas *
wk_audience_get_canvas (WkAudience *audience)
{
  return WK_CANVAS (audience->canvas);
}

WkStageTools *
wk_audience_get_tools (WkAudience *audience)
{
  return WK_STAGE_TOOLS (audience->tools);
}
