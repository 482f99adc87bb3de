/* wk-train-bar.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * While it trains the bar is told ten times a second, so nothing is set that has not
 * changed: a label that is set asks for a layout.
 */
#include "config.h"

#include "widgets/wk-train-bar.h"

#include <math.h>

#include "widgets/wk-scrubber.h"
#include "widgets/wk-ui.h"

struct _WkTrainBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *train_button; /* Train, Pause or Resume */
  GtkWidget *stop_button;
  GtkWidget *restart_button;
  GtkProgressBar *progress;
  WkScrubber *scrubber;
  GtkLabel *label;
  GtkWidget *save_button;
  GtkWidget *shipped_button;
  WkSessionTrain *train;
};

G_DEFINE_FINAL_TYPE (WkTrainBar, wk_train_bar, GTK_TYPE_WIDGET)

/* --- what is shown --- */

static void
set_button (GtkWidget *button, const char *label)
{
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_buttons (WkTrainBar *self, const WkSessionTrainProgress *progress)
{
  gboolean at_work = progress->state == WK_SESSION_TRAIN_RUNNING ||
                     progress->state == WK_SESSION_TRAIN_PAUSED;

  set_button (self->train_button,
              progress->state == WK_SESSION_TRAIN_RUNNING  ? _ ("Pause")
              : progress->state == WK_SESSION_TRAIN_PAUSED ? _ ("Resume")
                                                           : _ ("Train"));
  gtk_widget_set_sensitive (self->stop_button, at_work);
  gtk_widget_set_sensitive (self->restart_button,
                            progress->state != WK_SESSION_TRAIN_NONE);
  gtk_widget_set_sensitive (self->shipped_button,
                            !wk_session_train_is_shipped (self->train));
}

/* "Epoch 12 of 40, 0:08 left", or what is shown of them. (transfer full) */
static char *
make_text (WkTrainBar *self, const WkSessionTrainProgress *progress)
{
  int shown = wk_session_train_get_shown (self->train);
  guint left = (guint) MAX (progress->seconds_left + 0.5, 0);

  if (progress->problem != NULL)
    return g_strdup (progress->problem);
  if (progress->state == WK_SESSION_TRAIN_NONE)
    return g_strdup ("");
  if (progress->state == WK_SESSION_TRAIN_RUNNING && progress->seconds_left < 0)
    return g_strdup (_ ("Starting…"));
  if (progress->state == WK_SESSION_TRAIN_RUNNING)
    return g_strdup_printf (_ ("Epoch %u of %u, %u:%02u left"), progress->epoch,
                            progress->n_epochs, left / 60, left % 60);
  if (shown >= 0)
    return g_strdup_printf (
        _ ("Epoch %u of %u"),
        wk_session_train_get_snapshot_epoch (self->train, (guint) shown),
        progress->n_epochs);
  return g_strdup_printf (_LN (wk_ui_get_language (), "%u epoch trained",
                               "%u epochs trained", progress->epoch),
                          progress->epoch);
}

/* The epoch of the snapshot that the scrubber is at, for who does not see it; @at: or
 * less than 0. */
static void
speak_scrubber (WkTrainBar *self, int at, guint n_epochs)
{
  guint epoch =
      at < 0 ? 0 : wk_session_train_get_snapshot_epoch (self->train, (guint) at);
  g_autofree char *spoken =
      at < 0 ? g_strdup (_ ("None of these epochs is shown"))
             : g_strdup_printf (_ ("Epoch %u of %u"), epoch, n_epochs);

  wk_scrubber_set_spoken (self->scrubber, _ ("Epoch"), spoken);
}

static void
show_middle (WkTrainBar *self, const WkSessionTrainProgress *progress)
{
  guint n = wk_session_train_get_n_snapshots (self->train);
  int shown = wk_session_train_get_shown (self->train);
  gboolean at_work = progress->state == WK_SESSION_TRAIN_RUNNING ||
                     progress->state == WK_SESSION_TRAIN_PAUSED;

  /* Its place is kept, so that the bar does not grow and shrink. */
  gtk_widget_set_opacity (GTK_WIDGET (self->progress), at_work ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->scrubber), n >= 2);
  gtk_progress_bar_set_fraction (self->progress, progress->fraction);
  if (n < 2)
    return;
  /* Of other weights, as undo brings them back, it has no place: it stands pale at its
   * end. */
  gtk_widget_set_opacity (GTK_WIDGET (self->scrubber), shown < 0 ? 0.5 : 1);
  wk_scrubber_set_n_steps (self->scrubber, n - 1);
  wk_scrubber_set_position (self->scrubber, shown < 0 ? n - 1 : (guint) shown);
  speak_scrubber (self, shown, progress->n_epochs);
}

static void
changed_cb (WkTrainBar *self)
{
  gboolean possible = wk_session_train_is_possible (self->train);
  g_autofree char *text = NULL;
  WkSessionTrainProgress progress;

  gtk_widget_set_visible (GTK_WIDGET (self), possible);
  if (!possible)
    return;
  wk_session_train_get_progress (self->train, &progress);
  show_buttons (self, &progress);
  show_middle (self, &progress);
  text = make_text (self, &progress);
  if (g_str_equal (gtk_label_get_text (self->label), text))
    return;
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label),
                               progress.problem != NULL ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* --- what hands do --- */

static void
train_cb (WkTrainBar *self)
{
  WkSessionTrainProgress progress;

  wk_session_train_get_progress (self->train, &progress);
  if (progress.state == WK_SESSION_TRAIN_RUNNING)
    wk_session_train_pause (self->train);
  else if (progress.state == WK_SESSION_TRAIN_PAUSED)
    wk_session_train_resume (self->train);
  else
    wk_session_train_start (self->train);
}

static void
stop_cb (WkTrainBar *self)
{
  wk_session_train_stop (self->train);
}

static void
restart_cb (WkTrainBar *self)
{
  wk_session_train_start (self->train);
}

static void
shipped_cb (WkTrainBar *self)
{
  wk_session_train_show_shipped (self->train);
}

static void
scrub_cb (WkTrainBar *self, double position)
{
  wk_session_train_show_snapshot (self->train, (guint) rint (position));
}

/* --- start and end --- */

static void
wk_train_bar_dispose (GObject *object)
{
  WkTrainBar *self = WK_TRAIN_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->train);
  G_OBJECT_CLASS (wk_train_bar_parent_class)->dispose (object);
}

static void
wk_train_bar_class_init (WkTrainBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_train_bar_dispose;
  g_type_ensure (WK_TYPE_SCRUBBER);
  wk_ui_set_template (widget_class, "wk-train-bar.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wktrainbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, box);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, train_button);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, restart_button);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, progress);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, scrubber);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, label);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, save_button);
  gtk_widget_class_bind_template_child (widget_class, WkTrainBar, shipped_button);
  gtk_widget_class_bind_template_callback (widget_class, train_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_bind_template_callback (widget_class, shipped_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrub_cb);
}

static void
wk_train_bar_init (WkTrainBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wk_ui_set_name (GTK_WIDGET (self), _ ("Training"));
  wk_ui_set_name (GTK_WIDGET (self->progress), _ ("Training"));
  wk_ui_set_button_name (self->stop_button, _ ("Stop Training"));
  wk_ui_set_button_name (self->restart_button, _ ("Restart Training"));
  wk_ui_set_button_name (self->save_button, _ ("Save Weights"));
  gtk_button_set_label (GTK_BUTTON (self->shipped_button), _ ("Shipped Weights"));
}

GtkWidget *
wk_train_bar_new (WkSession *session)
{
  WkTrainBar *self = g_object_new (WK_TYPE_TRAIN_BAR, NULL);

  self->train = g_object_ref (wk_session_get_train (session));
  g_signal_connect_object (self->train, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}
