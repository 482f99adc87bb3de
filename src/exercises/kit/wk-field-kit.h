/* wk-field-kit.h - a stack of layers and what its units see of the input
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers are counted from 1; layer 0 is the input. Units count from 0, also in symbols
 * and sentences, as pixels do. Axis 0 runs along rows (downwards), axis 1 along
 * columns.
 */
#pragma once

#include "model/wk-kind.h"
#include "numeric/wk-receptive-field.h"

G_BEGIN_DECLS

#define WK_FIELD_MAX_LAYERS 200
#define WK_FIELD_MAX_KERNEL 64
#define WK_FIELD_MAX_INPUT 4096
/* So many lines for layers keep apart on any page; of more, groups fold. */
#define WK_FIELD_MAX_GROUPS 8

/* The specs of all; the kind's own array. */
extern const WkParamSpec wk_field_specs[];
extern const WkParamChoice wk_field_presets[]; /* the first: the layers of the deck */

typedef struct
{
  char *name; /* "" if it has none */
  WkWindow window[2];
  int published; /* the published field of this end point, or 0 */
} WkFieldLayer;

typedef enum
{
  WK_FIELD_WEIGHTS_OFF,
  WK_FIELD_WEIGHTS_MEAN,  /* over all random weights */
  WK_FIELD_WEIGHTS_DRAWN, /* over a few draws of them */
} WkFieldWeights;

/* What the gradient of one unit with respect to the pixels says. */
typedef struct
{
  WkFieldWeights weights; /* off: there is none, or it is too wide to work out */
  guint layer;            /* of the unit */
  gint64 unit[2];
  gint64 start[2];    /* first pixel of the theoretical field */
  guint width[2];     /* of it */
  double *profile[2]; /* width values, the largest 1 */
  double *map;        /* width[0] * width[1] values, or NULL: the product */
} WkFieldEffective;

/* Consecutive layers that share a line. */
typedef struct
{
  guint first, last;
} WkFieldGroup;

typedef struct
{
  guint n_layers;
  WkFieldLayer *layers; /* layer l is layers[l - 1] */
  guint preset;         /* index in wk_field_presets */
  int n_inputs[2];
  WkReceptiveField *depth[2]; /* n_layers + 1: the state at each depth */
  gint64 *count[2];           /* n_layers + 1: units that feed one unit of the top */
  guint axis;                 /* the one that steps and cross-section speak of */
  gboolean square;            /* both axes have the same numbers */
  gboolean in_image;          /* view: on an image, else the cross-section */
  guint n_groups;
  WkFieldGroup groups[WK_FIELD_MAX_GROUPS];
  gboolean folded; /* a group holds several layers */
  gboolean opened; /* one of the groups of the whole stack is looked into */
  gboolean picked; /* a unit was picked on the figure */
  guint pick_layer;
  gint64 pick_unit[2];
  WkFieldWeights weights;     /* asked for */
  WkFieldEffective effective; /* once it is worked out */
  guint8 *pixels;             /* of the image, or NULL: rows * columns * 4 */
  guint n_pixels[2];          /* as many as the input has, at most 512 a side */
} WkField;

WkField *wk_field_new (const WkParams *params, GError **error);
void wk_field_free (WkField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkField, wk_field_free)

/* What solving adds and takes longer: the image, and the gradients. */
gboolean wk_field_load (WkField *field,
                        const WkParams *params,
                        GCancellable *cancellable,
                        GError **error);
void wk_field_effective_clear (WkFieldEffective *effective);
/* Whether wk_field_load() takes longer than a frame. */
gboolean wk_field_is_slow (const WkParams *params);
/* "8 pixels above 5 % of the largest", along the axis (1) or in the plane (2). */
char *wk_field_effective_words (const WkField *field,
                                const WkLanguage *language,
                                guint n_axes);
/* How much pixel (row, column), counted in the theoretical field, counts: 0 to 1. */
double wk_field_effective_at (const WkFieldEffective *effective,
                              guint row,
                              guint column);
gboolean wk_field_check (const WkParams *params, GError **error);
int wk_field_preset_append (guint preset, GArray *layers);
/* Fills groups: which layers share a line. @open: (nullable): the range looked into. */
void wk_field_fold (WkField *field, const WkFieldGroup *open);

/* The deepest layer of line @line; line 0 is the input. */
guint wk_field_line_layer (const WkField *field, guint line);
const WkWindow *wk_field_window (const WkField *field, guint layer, guint axis);
/* Along the axis that is looked at. */
const WkReceptiveField *wk_field_at (const WkField *field, guint layer);

/* --- cones --- */

/* What @units of layer @layer span at layer @below. */
WkSpan wk_field_down (const WkField *field,
                      guint axis,
                      guint layer,
                      WkSpan units,
                      guint below);
/* The units of layer @above whose field meets @units of layer @layer; may be empty. */
WkSpan wk_field_up (const WkField *field,
                    guint axis,
                    guint layer,
                    WkSpan units,
                    guint above);
/* The unit of layer @layer whose cone is drawn when its step ends. */
gint64 wk_field_unit (const WkField *field, guint axis, guint layer);
/* Its middle, in pixels: 0 is the middle of the first pixel. */
double wk_field_centre (const WkField *field, guint axis, guint layer, gint64 unit);

/* --- steps, words --- */

/* One for each line, and the count from the top. */
guint wk_field_get_n_steps (const WkField *field);
char *wk_field_step_caption (const WkField *field,
                             const WkLanguage *language,
                             guint step);
char *wk_field_step_formula (const WkField *field,
                             const WkLanguage *language,
                             guint step);
char *wk_field_step_focus (const WkField *field, guint step);
/* Answers r1 ..., field, start, centre with their hints and slips. */
void wk_field_add_answers (const WkField *field, WkSolution *solution);
char *wk_field_describe (const WkField *field, const WkLanguage *language, guint step);
/* "3×3", "3×5" */
char *wk_field_kernel_text (const WkFieldLayer *layer);
/* "stride 2", "stride 2×1" */
char *wk_field_stride_text (const WkFieldLayer *layer, const WkLanguage *language);
/* "conv1: 3×3, stride 2, padding 1" */
char *wk_field_layer_words (const WkField *field,
                            const WkLanguage *language,
                            guint layer);
/* The name of a group: "block3", "conv1_1 to pool1", "layers 3 to 9". */
char *wk_field_group_name (const WkField *field,
                           const WkLanguage *language,
                           WkFieldGroup group);

WkValue *wk_field_vary (const char *seed, const WkParams *params, GError **error);
/* Hands on the figure: @item's id and path say what. */
WkParams *wk_field_edit (const WkField *field,
                         const WkParams *params,
                         const WkItem *item,
                         const WkEdit *edit,
                         GError **error);
WkParams *wk_field_walk (const WkParams *params, int places);

G_END_DECLS
