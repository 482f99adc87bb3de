/* wk-svg-private.h - the SVG device
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cairo's own SVG surface numbers its ids by a counter of the process and has no text;
 * this one gives the same bytes each time, and keeps the items' ids and labels.
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

WkDevice *wk_svg_device_new (void);
/* The whole document. Once, after wk_paint(). (transfer full) */
GBytes *wk_svg_device_dup_bytes (WkDevice *device);

/* --- writing --- */

/* At most @decimals, without trailing zeros, with a point in every locale. */
void wk_svg_append_number (GString *out, double value, int decimals);
/* ' name="value"' */
void wk_svg_append_attribute (GString *out, const char *name, double value);
void wk_svg_append_pair (GString *out, double x, double y);
/* Valid XML whatever @text holds. */
void wk_svg_append_escaped (GString *out, const char *text);
/* An element with nothing but text; nothing if there is none. */
void wk_svg_append_element (GString *out,
                            const char *name,
                            const char *id,
                            const char *text);
/* ' fill="#rrggbb" fill-opacity="…"' */
void wk_svg_append_colour (GString *out, const char *name, WkColour colour);
void wk_svg_append_path (GString *out, const WkPath *path);

G_END_DECLS
