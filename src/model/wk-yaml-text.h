/* wk-yaml-text.h - text made fit for libyaml, and scalars made fit for us
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libyaml refuses the surrogate pairs with which JSON writes characters beyond U+FFFF.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text; /* as long as the author's, with every surrogate escape replaced */
  gsize length;
  gunichar block;       /* where the replacements lie; 0 if there are none */
  GArray *replacements; /* of WkYamlReplacement, in the order of the text */
} WkYamlText;

typedef struct
{
  gsize index;      /* of the backslash, in characters */
  char original[2]; /* the first two hexadecimal digits, as written */
} WkYamlReplacement;

/* FALSE with the place (from 1) and what is wrong there (to be translated), if @text is
 * not UTF-8, has a zero byte, or leaves no room for replacements. */
gboolean wk_yaml_text_init (WkYamlText *self,
                            const char *text,
                            gsize length,
                            guint *line,
                            guint *column,
                            const char **problem);
void wk_yaml_text_clear (WkYamlText *self);

/* Line and column, from 1, of a byte. */
void wk_yaml_text_place (const char *text,
                         gsize length,
                         gsize offset,
                         guint *line,
                         guint *column);

/* The scalar between the characters @start and @end of the text, with its surrogates
 * back: joined if it is @quoted with double quotes, else as written. NULL for a lone
 * surrogate, with its index in @lone. (transfer full) */
char *wk_yaml_text_restore (const WkYamlText *self,
                            const char *scalar,
                            gboolean quoted,
                            gsize start,
                            gsize end,
                            gsize *lone);

G_END_DECLS
