/* wk-field-figure.h - a receptive field as a figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-field-kit.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

void wk_field_figure_draw (const WkField *field,
                           const WkView *view,
                           WkSceneBuilder *builder);

/* --- shared by the files that draw --- */

#define WK_FIELD_MAX_LINES (WK_FIELD_MAX_GROUPS + 1)

typedef struct
{
  const WkField *field;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  guint n_lines;     /* the input's line is 0 */
  guint step;        /* the one that runs or has just ended; 0: the question */
  double progress;   /* of that step, eased */
  guint known;       /* lines up to this one are worked out */
  gboolean checking; /* the step that counts from the top */
  WkRect drawing, table;
  double drawing_y[WK_FIELD_MAX_LINES]; /* middle of each line */
  double table_y[WK_FIELD_MAX_LINES];
  double drawing_pitch, table_pitch;
  double bracket_y; /* top of the room below the input's line */
  guint terseness;  /* of the table, where numbers of many digits leave no room */
} WkFieldFigure;

double wk_field_figure_measure (const WkFieldFigure *figure,
                                const char *text,
                                WkTypeRole type);
/* FALSE where a table of very large numbers leaves the drawing so little width that
 * words under it would be a letter and dots. */
gboolean wk_field_figure_has_words (const WkFieldFigure *figure);
/* @text, its end cut off where it is wider than @width. (transfer full) */
char *wk_field_figure_fit (const WkFieldFigure *figure,
                           const char *text,
                           WkTypeRole type,
                           double width);

/* "12", or "12×7" where rows and columns differ. (transfer full) */
char *wk_field_figure_pair (const WkFieldFigure *figure, gint64 rows, gint64 columns);

/* Width the table asks for, of at most @most where its numbers take no more. */
double wk_field_table_width (const WkFieldFigure *figure, double most);
/* From all there is to say (0) to smaller answers, then one axis of j and n, then of r:
 * the first whose table is no wider than @most, or the last. */
#define WK_FIELD_MAX_TERSENESS 3
void wk_field_table_choose (WkFieldFigure *figure, double most);
/* What a line is called, written in full; @on_glow: all of it in ink. */
double wk_field_label_width (const WkFieldFigure *figure, guint line);
void wk_field_label_draw (const WkFieldFigure *figure,
                          guint line,
                          double x,
                          double room,
                          gboolean on_glow);
void wk_field_table_draw (const WkFieldFigure *figure);
void wk_field_image_draw (const WkFieldFigure *figure);
void wk_field_section_draw (const WkFieldFigure *figure);

/* --- the cone that is drawn --- */

typedef struct
{
  gboolean is_pick;
  guint layer;
  gint64 unit;
  WkSpan hull[WK_FIELD_MAX_LINES]; /* units of each line; last < first: none */
  guint8 *lit[WK_FIELD_MAX_LINES]; /* which of a line's units, or NULL */
  gint64 n[WK_FIELD_MAX_LINES];
} WkFieldCone;

/* Of unit @unit of layer @layer, downwards and, up to line @top, upwards; with @exact
 * unit by unit, for stacks of at most a few hundred pixels. */
WkFieldCone *wk_field_cone_new (const WkField *field,
                                guint layer,
                                gint64 unit,
                                guint top,
                                gboolean exact);
void wk_field_cone_free (WkFieldCone *cone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkFieldCone, wk_field_cone_free)

/* --- the cross-section --- */

typedef struct
{
  const WkFieldFigure *figure;
  double origin; /* page x of pixel 0's left edge */
  double scale;  /* page units a pixel */
  gboolean cells;
  double cell_width, cell_height;
  WkFieldCone *now, *before; /* before: of the step before, while one runs, or NULL */
  double share;              /* from before to now */
} WkFieldSection;

/* Where the cone that is drawn begins and ends on a line; FALSE: not on this one. */
gboolean wk_field_section_edges (const WkFieldSection *section,
                                 guint line,
                                 double *left,
                                 double *right);
void wk_field_bracket_draw (const WkFieldSection *section);
/* The room for the effective field below the bracket. */
double wk_field_profile_height (const WkFieldFigure *figure);

G_END_DECLS
