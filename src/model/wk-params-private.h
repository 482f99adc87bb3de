/* wk-params-private.h - between the two halves of the parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-params.h"

G_BEGIN_DECLS

/* An error at @path (NULL or "": none); @sentence is taken. */
GError *wk_params_error_new_take (WkParamsError code, const char *path, char *sentence);

/* Replaces the path that the error carries, not the message. */
void wk_params_error_set_path (GError *error, const char *path);

/* @values is taken, and is complete and checked. */
WkParams *wk_params_new_unchecked (const WkParamSpec *specs, WkValue *values);

/* "no such value, ..." in the user's language. */
const char *wk_params_message_no_such_path (void);
/* 'unknown key "layrs", did you mean "layers"?', or the list of keys. (transfer full)
 */
char *wk_params_message_unknown_key (const char *key, const char *const *known);
/* What was found, as it was written: "fast" in quotes, 12, a list. (transfer full) */
char *wk_params_describe_value (const WkValue *value);
/* A number or constant that stands for its own digits as a text, as the seed 007 does;
 * other values as they are. (transfer full) */
WkValue *wk_params_value_as_word (WkValue *value);
/* The first character that neither a figure nor an exported file can hold, or 0. Line
 * ends and tabs are fine. */
gunichar wk_params_find_control (const char *text);

G_END_DECLS
