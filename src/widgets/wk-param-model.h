/* wk-param-model.h - the parameters that the panel's editors show and change
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view of the session's parameters by path, with what belongs to editing them: lists
 * that follow when another one changes its length, rows of tables, steps of undo.
 *
 * Signal: changed.
 */
#pragma once

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_PARAM_MODEL (wk_param_model_get_type ())
G_DECLARE_FINAL_TYPE (WkParamModel, wk_param_model, WK, PARAM_MODEL, GObject)

WkParamModel *wk_param_model_new (WkSession *session);
WkSession *wk_param_model_get_session (WkParamModel *model);
/* Of the current exercise's kind, or NULL. */
const WkParamSpec *wk_param_model_get_specs (WkParamModel *model);
/* Borrowed; NULL where there is nothing. */
WkValue *wk_param_model_get (WkParamModel *model, const char *path);
/* Whether @spec's condition (its "when") holds for the value at @path. */
gboolean wk_param_model_is_shown (WkParamModel *model,
                                  const WkParamSpec *spec,
                                  const char *path);

/* @merge: one step of undo with what was set at @path right before. FALSE, and nothing
 * changed, if the kind refuses it. */
gboolean wk_param_model_set (WkParamModel *model,
                             const char *path,
                             WkValue *value,
                             gboolean merge,
                             GError **error);
/* The next change is a step of undo of its own. */
void wk_param_model_end_merge (WkParamModel *model);
/* An optional value that is not there comes, one that is there goes. */
gboolean wk_param_model_set_present (WkParamModel *model,
                                     const char *path,
                                     gboolean present,
                                     GError **error);
/* A vector or matrix of another size, the others with it. */
gboolean wk_param_model_resize (WkParamModel *model,
                                const char *path,
                                gsize rows,
                                gsize cols,
                                GError **error);

/* Editors that are built in several goes count themselves in (1) and out (-1). */
void wk_param_model_add_unfinished (WkParamModel *model, int n);
gboolean wk_param_model_is_unfinished (WkParamModel *model);

/* Rows of a table. A new one is like that before it. */
gboolean wk_param_model_add_row (WkParamModel *model,
                                 const char *path,
                                 gsize after,
                                 GError **error);
gboolean wk_param_model_remove_row (WkParamModel *model,
                                    const char *path,
                                    gsize i,
                                    GError **error);
/* To the place @by rows on. */
gboolean wk_param_model_move_row (WkParamModel *model,
                                  const char *path,
                                  gsize i,
                                  int by,
                                  GError **error);

G_END_DECLS
