/* wk-open-picture.h - a file that was exported, opened again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"
#include "render/wk-origin.h"

G_BEGIN_DECLS

/* TRUE if @path is a picture or document and not a deck: then it is read in a worker,
 * and the window shows the exercise as it stood, or says in one sentence why not. */
gboolean wk_open_picture (WkWindow *window, const char *path);

/* Brings the session to where @origin says: into the open deck if it has the exercise,
 * else the one that ships with the program, else the file's own. */
gboolean wk_open_origin (WkSession *session, const WkOrigin *origin, GError **error);

G_END_DECLS
