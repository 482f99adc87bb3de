/* wk-language.h - words in the language of a figure or of the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gettext's catalogues, loaded by the program itself: the process locale may not have
 * the language, and a window may speak another one than its figure. Message ids are the
 * English texts.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WkLanguage WkLanguage;

/* "en", "nb" ("no", "nn" and "nb_NO.UTF-8" give nb, "en-GB" gives en); NULL if the
 * program does not speak it. Lives for the whole process. */
const WkLanguage *wk_language_get (const char *tag);
/* What the environment asks for, or English. For the window and messages only, never
 * for figures. */
const WkLanguage *wk_language_from_environment (void);
/* Instead of what the environment asks for, if not NULL: the user's choice in the
 * window. Before anyone asks. */
void wk_language_prefer (const WkLanguage *language);
const char *const *wk_language_list (void); /* tags, NULL-terminated */

const char *wk_language_get_tag (const WkLanguage *language);     /* "nb" */
const char *wk_language_get_name (const WkLanguage *language);    /* "Norsk bokmål" */
const char *wk_language_get_decimal (const WkLanguage *language); /* "." or "," */

/* The translation of @text, or @text itself. NULL for @language means English. */
const char *wk_language_text (const WkLanguage *language, const char *text)
    G_GNUC_FORMAT (2);
const char *wk_language_plural (const WkLanguage *language,
                                const char *one,
                                const char *many,
                                gulong n) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
/* TRUE if the catalogue has @text (English has everything). */
gboolean wk_language_has (const WkLanguage *language, const char *text);

/* For xgettext: --keyword=_L:2 --keyword=_LN:2,3 --keyword=N_ --keyword=_ */
#define _L(language, text) wk_language_text ((language), (text))
#define _LN(language, one, many, n) wk_language_plural ((language), (one), (many), (n))
#ifndef N_
#define N_(text) (text)
#endif

G_END_DECLS
