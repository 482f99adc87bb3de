/* wk-step-bar.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-step-bar.h"

#include <math.h>

#include "widgets/wk-scrubber.h"
#include "widgets/wk-ui.h"

/* From one place to the next, in ms. */
#define WALK_INTERVAL 350

struct _WkStepBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *first_button;
  GtkWidget *back_button;
  GtkWidget *play_button;
  GtkWidget *forward_button;
  GtkWidget *last_button;
  GtkWidget *walk_button; /* plays along a parameter, where the kind does */
  guint walk;             /* its source, or 0 */
  WkScrubber *scrubber;
  GtkLabel *counter;
  WkPlayer *player;
};

G_DEFINE_FINAL_TYPE (WkStepBar, wk_step_bar, GTK_TYPE_WIDGET)

static void
position_cb (WkStepBar *self)
{
  WkSession *session = wk_player_get_session (self->player);
  double position = wk_session_get_position (session);
  guint n_steps = wk_session_get_n_steps (session);
  guint step = (guint) ceil (position);
  g_autofree char *counter = g_strdup_printf ("%u / %u", step, n_steps);

  wk_scrubber_set_n_steps (self->scrubber, n_steps);
  wk_scrubber_set_position (self->scrubber, position);
  gtk_widget_set_sensitive (self->first_button, position > 0);
  gtk_widget_set_sensitive (self->back_button, position > 0);
  gtk_widget_set_sensitive (self->forward_button, position < n_steps);
  gtk_widget_set_sensitive (self->last_button, position < n_steps);
  gtk_widget_set_sensitive (self->play_button, n_steps > 0);
  if (!g_str_equal (gtk_label_get_text (self->counter), counter))
    {
      g_autofree char *spoken = g_strdup_printf (_ ("Step %u of %u"), step, n_steps);

      gtk_label_set_text (self->counter, counter);
      wk_ui_set_name (GTK_WIDGET (self->counter), spoken);
      wk_scrubber_set_spoken (self->scrubber, _ ("Step"), spoken);
    }
}

static void
playing_cb (WkStepBar *self)
{
  gboolean playing = wk_session_get_playing (wk_player_get_session (self->player));

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button),
                            playing ? "wk-pause-symbolic" : "wk-play-symbolic");
  wk_ui_set_button_name (self->play_button, playing ? _ ("Pause") : _ ("Play Steps"));
}

static void
play_cb (WkStepBar *self)
{
  wk_player_set_playing (
      self->player, !wk_session_get_playing (wk_player_get_session (self->player)));
}

static void
first_cb (WkStepBar *self)
{
  wk_player_first (self->player);
}

static void
back_cb (WkStepBar *self)
{
  wk_player_back (self->player);
}

static void
forward_cb (WkStepBar *self)
{
  wk_player_forward (self->player);
}

static void
last_cb (WkStepBar *self)
{
  wk_player_last (self->player);
}

/* --- along a parameter --- */

static gboolean
walk_on_cb (WkStepBar *self)
{
  WkSession *session = wk_player_get_session (self->player);

  /* The worker is not overtaken. */
  if (wk_session_is_busy (session) || wk_session_walk (session, 1))
    return G_SOURCE_CONTINUE;
  self->walk = 0;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->walk_button), FALSE);
  return G_SOURCE_REMOVE;
}

static void
stop_walking (WkStepBar *self)
{
  if (self->walk != 0)
    g_source_remove (self->walk);
  self->walk = 0;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->walk_button), FALSE);
}

/* From where it is, or from the beginning if that is the end; with all steps done,
 * since only then every place shows what came out. */
static void
walk_cb (WkStepBar *self)
{
  WkSession *session = wk_player_get_session (self->player);

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->walk_button)))
    {
      stop_walking (self);
      wk_session_end_merge (session);
      return;
    }
  wk_player_set_playing (self->player, FALSE);
  wk_session_end_merge (session);
  wk_session_set_position (session, wk_session_get_n_steps (session));
  if (!wk_session_walk (session, 1) && !wk_session_walk (session, G_MININT))
    {
      stop_walking (self);
      return;
    }
  self->walk = g_timeout_add (WALK_INTERVAL, G_SOURCE_FUNC (walk_on_cb), self);
}

static void
exercise_cb (WkStepBar *self)
{
  WkSession *session = wk_player_get_session (self->player);
  const WkExercise *exercise = wk_session_get_current (session);
  gboolean walks = wk_session_can_walk (session);

  stop_walking (self);
  gtk_widget_set_visible (self->walk_button, walks);
  if (walks)
    gtk_button_set_label (GTK_BUTTON (self->walk_button),
                          wk_ui_text (wk_exercise_get_kind (exercise)->walk_label));
}

static void
scrub_cb (WkStepBar *self, double position)
{
  wk_player_scrub (self->player, position);
}

static void
wk_step_bar_dispose (GObject *object)
{
  WkStepBar *self = WK_STEP_BAR (object);

  if (self->walk != 0)
    g_source_remove (self->walk);
  self->walk = 0;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->player);
  G_OBJECT_CLASS (wk_step_bar_parent_class)->dispose (object);
}

static void
wk_step_bar_class_init (WkStepBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_step_bar_dispose;
  g_type_ensure (WK_TYPE_SCRUBBER);
  wk_ui_set_template (widget_class, "wk-step-bar.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkstepbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, box);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, first_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, forward_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, last_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, walk_button);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, scrubber);
  gtk_widget_class_bind_template_child (widget_class, WkStepBar, counter);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_cb);
  gtk_widget_class_bind_template_callback (widget_class, last_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrub_cb);
  gtk_widget_class_bind_template_callback (widget_class, walk_cb);
}

static void
wk_step_bar_init (WkStepBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wk_ui_set_button_name (self->first_button, _ ("Back to the Question"));
  wk_ui_set_button_name (self->back_button, _ ("Previous Step"));
  wk_ui_set_button_name (self->forward_button, _ ("Next Step"));
  wk_ui_set_button_name (self->last_button, _ ("Last Step"));
}

void
wk_step_bar_set_player (WkStepBar *bar, WkPlayer *player)
{
  WkSession *session;

  g_return_if_fail (WK_IS_STEP_BAR (bar) && bar->player == NULL);

  bar->player = g_object_ref (player);
  session = wk_player_get_session (player);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (playing_cb), bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (position_cb), bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-steps", G_CALLBACK (position_cb), bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::exercise", G_CALLBACK (exercise_cb), bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::deck", G_CALLBACK (exercise_cb), bar,
                           G_CONNECT_SWAPPED);
  position_cb (bar);
  playing_cb (bar);
  exercise_cb (bar);
}
