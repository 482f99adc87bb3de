/* lecture-kit.h - a lecture at 1920 x 1080 under test, and the times of its frames
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-present.h"
#include "gui-kit.h"

G_BEGIN_DECLS

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
  WkCanvas *canvas;
  WkStageTools *tools;
  GdkFrameClock *clock;
  gulong handlers[2];
  double last_ms;              /* processor time at the last painted frame */
  gint64 last_beat;            /* the clock's time of it */
  double begun_ms, begun_wait; /* of the frame that is being made */
  guint n_late;                /* frames that the clock left out */
  GArray *times;               /* of double: processor time from frame to frame */
  double longest; /* of a frame from its begin to its picture, in time on the wall */
} Hall;

/* On this window alone, full screen, without animations; asked values show at once. */
Hall *hall_open (void);
void hall_close (Hall *hall);
void hall_press (Hall *hall, guint key);
/* To its question, solved and drawn. */
void hall_go_to (Hall *hall, guint exercise);

/* Forgets the frames up to now. */
void hall_start_frames (Hall *hall);
/* At least one has been. */
void hall_tell_frames (Hall *hall, const char *what);

G_END_DECLS
