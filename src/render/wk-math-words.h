/* wk-math-words.h - what the two files that read formulas out share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-language.h"
#include "render/wk-math-private.h"

G_BEGIN_DECLS

/* --- wk-math-words.c --- */

/* Appends @word with a space before it; @word may be several words or none. */
void wk_say (GString *out, const char *word);
void wk_say_text (GString *out, const char *text);
void wk_say_comma (GString *out);
/* The nodes from @first to before @stop (NULL: all). */
void wk_say_range (GString *out,
                   const WkLanguage *language,
                   const WkNode *first,
                   const WkNode *stop);
char *wk_words_range (const WkLanguage *language,
                      const WkNode *first,
                      const WkNode *stop);
/* @text with {a}, {b}, {c} replaced; @text is translated before. */
void wk_say_template (GString *out,
                      const char *text,
                      const char *a,
                      const char *b,
                      const char *c);
/* One thing that can be said without marking its end. */
gboolean wk_words_simple (const WkNode *first, const WkNode *stop);
/* The closing partner of the opening bracket @open in its list, or NULL. */
const WkNode *wk_words_partner (const WkNode *open);
/* What a script's nucleus, a group or a colour comes down to, if it is a character. */
const WkNode *wk_words_char (const WkNode *node);

/* --- wk-math-words-number.c --- */
gboolean wk_words_is_plain_digit (const WkNode *node);
/* Also one that carries scripts. */
gboolean wk_words_is_digit (const WkNode *node);
/* @n: below 100. */
void wk_say_small (GString *out, const WkLanguage *language, guint n);
void wk_say_digits (GString *out, const WkLanguage *language, const char *digits);
/* Says the number at @node and returns what follows it. */
const WkNode *wk_say_number (GString *out,
                             const WkLanguage *language,
                             const WkNode *node);

/* --- wk-math-words-parts.c --- */
void wk_say_scripts (GString *out,
                     const WkLanguage *language,
                     const WkNode *node,
                     gboolean nucleus);
void wk_say_operator (GString *out,
                      const WkLanguage *language,
                      const WkNode *nucleus,
                      const WkNode *scripts,
                      gboolean more);
void wk_say_fraction (GString *out, const WkLanguage *language, const WkNode *node);
void wk_say_accent (GString *out, const WkLanguage *language, const WkNode *node);
void wk_say_root (GString *out, const WkLanguage *language, const WkNode *node);
void wk_say_stack (GString *out, const WkLanguage *language, const WkNode *node);
void wk_say_line (GString *out, const WkLanguage *language, const WkNode *node);
void wk_say_array (GString *out, const WkLanguage *language, const WkNode *node);

G_END_DECLS
