/* wk-number.h - how numbers are written and read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Integers as they are; at most 4 significant digits else; thousands with thin spaces
 * (U+2009) from five digits on; very small or large as a x 10^n. Before anything is
 * written it is rounded to 1e-6 relative, so that the last bits of a processor's exp or
 * of a BLAS never show.
 */
#pragma once

#include "model/wk-language.h"

G_BEGIN_DECLS

/* @value rounded to 1e-6 relative; values below 1e-12 of @scale (0: none) become 0. */
double wk_number_clean (double value, double scale);

/* For a text item: U+2212, thin spaces, decimal sign of the language, "8.897 × 10⁹". */
char *wk_number_to_text (double value, const WkLanguage *language);
/* For a formula: "-2", "8.897\times10^{9}", "0{,}5" with a decimal comma. */
char *wk_number_to_formula (double value, const WkLanguage *language);
/* The same in brackets if negative: "(-2)". For an operand after an operator. */
char *wk_number_to_operand (double value, const WkLanguage *language);
/* For a screen reader: ASCII minus, "8.897 times 10 to the 9". */
char *wk_number_to_words (double value, const WkLanguage *language);
/* Exact, C locale, shortest text that reads back: files, JSON, decks. */
char *wk_number_to_exact (double value);

/* One number as people type it: 36, -2, U+2212 2, 0.5, 0,5 (decimal comma), 1e-3, 1/4,
 * 49/27, thin spaces and blanks between digit groups. FALSE if it cannot be read, is
 * not finite, or something follows. */
gboolean wk_number_read (const char *text, double *value);

/**
 * wk_number_read_list:
 * @text: several numbers as people type them
 * @n: (out): how many
 * @unread: (out) (nullable) (transfer full): the piece that cannot be read
 *
 * Separated by ";", a blank, "x" or a comma followed by a blank: "3 x 3 x 16", "9; -2",
 * "0,5, 1,5". A comma before a digit is a decimal sign. One pair of brackets around all
 * is passed over.
 *
 * Returns: (transfer full): @n numbers, at least 1, or %NULL: it cannot be read, which
 * is not the same as wrong
 */
double *wk_number_read_list (const char *text, gsize *n, char **unread);

/**
 * wk_number_read_table:
 * @text: what was pasted: a line for each row
 * @unread: (out) (nullable) (transfer full): the piece that cannot be read, or the
 * first line that is not as long as those before
 *
 * With tabs or semicolons anywhere these separate, and a comma is a decimal sign; else
 * commas and blanks separate. Nested brackets, as in JSON, end rows, too.
 *
 * Returns: (transfer full): @rows x @cols numbers, row-major, or %NULL
 */
double *wk_number_read_table (const char *text,
                              gsize *rows,
                              gsize *cols,
                              char **unread);

/* Numbers so that wk_number_read_list() reads them back: "1, 0.5", with a decimal comma
 * "1; 0,5". As wk_number_to_text() writes each. */
char *wk_number_list_to_text (const double *numbers,
                              gsize n,
                              const WkLanguage *language);
/* What an entry shows while it is changed: all digits, U+2212, decimal sign. */
char *wk_number_to_edit (double value, const WkLanguage *language);

G_END_DECLS
