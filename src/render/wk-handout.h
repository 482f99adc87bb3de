/* wk-handout.h - pages of paper with figures on them: overviews and exercise sheets
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each page is a scene of its own, with the figures as insets: what draws the one draws
 * the other.
 */
#pragma once

#include "model/wk-deck.h"
#include "render/wk-render.h"

G_BEGIN_DECLS

typedef struct _WkHandout WkHandout;

void wk_handout_free (WkHandout *handout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkHandout, wk_handout_free)
/* Borrowed, and so is what they point at. */
const WkExportPage *wk_handout_get_pages (const WkHandout *handout, guint *n_pages);
/* To be found again, see wk-origin.h: what wk_origin_to_text() gave, copied. */
void wk_handout_set_state (WkHandout *handout, const char *state);

/* --- overview --- */

typedef struct
{
  WkScene *scene;      /* without title and band, as a rule */
  const char *name;    /* "1a-step2" */
  const char *caption; /* running text with inline $...$ */
} WkThumbnail;

/**
 * wk_handout_new_overview:
 * @title: running text above the first thumbnail
 * @endless: one page as high as it takes, for pictures; else A4 pages, for paper
 *
 * Thumbnails in three columns, each with its caption. References the scenes.
 *
 * Returns: (transfer full): at least one page
 */
WkHandout *wk_handout_new_overview (const char *title,
                                    const WkThumbnail *thumbnails,
                                    guint n_thumbnails,
                                    gboolean endless,
                                    const WkLanguage *language);

/* --- sheets --- */

/* Sheets to which exercises are added; A4, upright. */
WkHandout *wk_handout_new_sheets (const WkDeck *deck, const WkLanguage *language);
/* Begins a page. @seed: the one of the numbers, or NULL. */
void wk_handout_begin_sheet (WkHandout *handout, const char *seed, gboolean solutions);
/* Question, figure and what is asked, with room to write; or the steps and answers. */
void wk_handout_add_exercise (WkHandout *handout,
                              const WkExercise *exercise,
                              const WkSolution *solution);
/* After the last exercise. */
void wk_handout_end (WkHandout *handout);

G_END_DECLS
