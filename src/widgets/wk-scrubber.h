/* wk-scrubber.h - a track with one dot a step
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Properties (notify): position, from 0 to n-steps. The signal `scrub` (double) tells
 * that a hand or an assistive tool asks for a position; near a dot it is the dot's.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WK_TYPE_SCRUBBER (wk_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (WkScrubber, wk_scrubber, WK, SCRUBBER, GtkWidget)

void wk_scrubber_set_n_steps (WkScrubber *scrubber, guint n_steps);
void wk_scrubber_set_position (WkScrubber *scrubber, double position);
/* Name and value for screen readers: "Step 2 of 4". */
void wk_scrubber_set_spoken (WkScrubber *scrubber, const char *name, const char *value);

G_END_DECLS
