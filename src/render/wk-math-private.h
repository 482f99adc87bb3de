/* wk-math-private.h - the parse tree of a formula and what its files share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * source -> parse tree (wk-math-parse.c) -> glyphs (wk-math-layout.c and its
 * neighbours), plain LaTeX (wk-math-latex.c) or words (wk-math-words.c).
 */
#pragma once

#include "render/wk-math.h"

G_BEGIN_DECLS

#define WK_MATH_MAX_CELLS 1024 /* of one matrix */
#define WK_MATH_MAX_COLUMNS 64
/* A formula wider or higher than this many em is refused. Nesting shrinks to the
 * smallest script size, so that honest formulas stay far below. */
#define WK_MATH_MAX_EM 20000.0

/* TeX's classes of atoms; the spacing table has one row and column for each. */
typedef enum
{
  WK_ATOM_ORD,
  WK_ATOM_OP,
  WK_ATOM_BIN,
  WK_ATOM_REL,
  WK_ATOM_OPEN,
  WK_ATOM_CLOSE,
  WK_ATOM_PUNCT,
  WK_ATOM_INNER,
  WK_ATOM_NONE, /* spaces and style switches: no atom at all */
} WkAtom;

typedef enum
{
  WK_NODE_CHAR,     /* ch in font; symbol if it came from a command */
  WK_NODE_BIGOP,    /* ch, larger in display style; limits */
  WK_NODE_FUNCTION, /* text: an upright name, "log"; limits */
  WK_NODE_ROW,      /* body: list */
  WK_NODE_SCRIPTS,  /* body: nucleus; sub, sup: NULL or row */
  WK_NODE_FRACTION, /* body over sub; ch, close: delimiters of a binomial */
  WK_NODE_RADICAL,  /* body; sup: degree or NULL */
  WK_NODE_ACCENT,   /* ch over body; wide: it grows */
  WK_NODE_LINE,     /* body with a bar; under */
  WK_NODE_STACK,    /* body with sup above, sub below, both may be NULL */
  WK_NODE_BRACE,    /* body with the stretched ch; under */
  WK_NODE_FENCE,    /* body between ch and close, 0 for none */
  WK_NODE_MIDDLE,   /* ch as high as the fence right around it */
  WK_NODE_BIG,      /* ch at the fixed height amount, in em */
  WK_NODE_TEXT,     /* text, upright */
  WK_NODE_SPACE,    /* amount in em */
  WK_NODE_COLOUR,   /* body in colour */
  WK_NODE_ARRAY,    /* environment; body: cells row by row; rows, columns */
  WK_NODE_STYLE,    /* from here on: amount is a WkStyle */
  WK_NODE_PHANTOM,  /* body's room, not its ink */
} WkNodeType;

typedef enum
{
  WK_LETTERS_ITALIC, /* variables */
  WK_LETTERS_ROMAN,
  WK_LETTERS_BOLD,
  WK_LETTERS_BOLD_ITALIC,
  WK_LETTERS_BLACKBOARD,
  WK_LETTERS_SCRIPT,
} WkLetters;

typedef enum
{
  WK_LIMITS_AUTO,  /* in display style only */
  WK_LIMITS_NEVER, /* beside, as for integrals */
  WK_LIMITS_ALWAYS,
} WkLimits;

typedef enum
{
  WK_ARRAY_MATRIX,
  WK_ARRAY_CASES,
  WK_ARRAY_ALIGNED,
  WK_ARRAY_SUBSTACK,
} WkArrayType;

/* One row of the table of symbols. */
typedef struct
{
  const char *name; /* without the backslash */
  gunichar ch;
  WkAtom atom;
  WkLimits limits;    /* of WK_ATOM_OP */
  const char *spoken; /* marked for translation; NULL: the name itself */
} WkSymbol;

typedef struct
{
  const char *name; /* "pmatrix" */
  WkArrayType type;
  gunichar open, close; /* 0 for none */
} WkEnvironment;

typedef struct _WkNode WkNode;
struct _WkNode
{
  WkNodeType type;
  WkAtom atom;
  WkLetters letters;
  WkLimits limits;
  WkMathColour colour;
  gboolean wide, under, bar; /* bar: of a fraction */
  gboolean braced;           /* ROW: written in braces */
  gboolean primes;           /* CHAR: a prime of a superscript */
  gunichar ch, close;
  double amount;
  guint rows, columns;
  const WkSymbol *symbol;
  const WkEnvironment *environment;
  const char *text;     /* in the arena */
  const char *command;  /* LaTeX that brings it back: "dfrac", "bigl", "quad" */
  const char *modifier; /* "limits" or "nolimits" */
  WkNode *next;
  WkNode *body, *sub, *sup;
};

struct _WkMath
{
  gatomicrefcount refs;
  GPtrArray *blocks; /* the arena the nodes live in */
  gsize used;        /* of the last block */
  char *source;
  WkNode *root; /* ROW */
};

/* --- wk-math-symbols.c --- */
const WkSymbol *wk_math_symbol (const char *name, gsize length);
const WkSymbol *wk_math_symbol_by_char (gunichar ch);
const WkSymbol *wk_math_symbol_list (guint *n);
/* wk-math-command.c: names in the table's order, NULL behind the last. */
const char *wk_math_command_name (guint i);
/* The character of the font for @ch in the given letters. */
gunichar wk_math_letter (gunichar ch, WkLetters letters);

/* --- wk-math-font.c: metrics in em --- */

typedef struct
{
  double width, height, depth; /* height and depth of the ink, from the baseline */
  double left, right;          /* ink */
  double italic, attach;       /* italic correction, where an accent is centred */
} WkMetrics;

typedef struct
{
  double script_scale[3]; /* of text, script, scriptscript */
  double axis, accent_base, x_height, digit_height;
  double sub_down, sub_top_max, sub_drop, sup_up, sup_up_cramped, sup_bottom_min;
  double sup_drop, sub_sup_gap, sup_bottom_max, after_script;
  double upper_gap, upper_rise, lower_gap, lower_drop;
  double stack_top, stack_top_display, stack_bottom, stack_bottom_display;
  double stack_gap, stack_gap_display;
  double num_up, num_up_display, den_down, den_down_display;
  double num_gap, num_gap_display, den_gap, den_gap_display, fraction_rule;
  double over_gap, over_rule, over_extra, under_gap, under_rule, under_extra;
  double radical_gap, radical_gap_display, radical_rule, radical_extra;
  double degree_before, degree_after, degree_raise; /* raise: a share */
  double display_operator, overlap;
  double space; /* between words */
} WkMathConstants;

/* All that lays out holds this lock: the metrics are filled as they are needed. */
gboolean wk_math_font_lock (GError **error);
void wk_math_font_unlock (void);
const WkMathConstants *wk_math_font_constants (void);
/* 0 if the font lacks it. @level 0, 1, 2: text, script, scriptscript size. */
guint32 wk_math_font_glyph (gunichar ch, guint level);
const WkMetrics *wk_math_font_metrics (guint32 glyph);
/* @corner: hb_ot_math_kern_t; @height in em of the glyph. */
double wk_math_font_kern (guint32 glyph, int corner, double height);

/* One glyph of an assembly, or the single glyph. */
typedef struct
{
  guint32 glyph;
  double advance;   /* along the direction, in em */
  double connector; /* how far the next may overlap this one's end */
  gboolean extender;
  double start; /* how far it may be overlapped at its start */
} WkPart;

/* Variants by growing size; returns their number, at most @max. */
guint wk_math_font_variants (guint32 glyph, gboolean wide, WkPart *parts, guint max);
guint wk_math_font_assembly (guint32 glyph, gboolean wide, WkPart *parts, guint max);

/* --- layout --- */

/* TeX's eight styles: even ones uncramped, odd ones cramped. */
typedef enum
{
  WK_STYLE_DISPLAY,
  WK_STYLE_DISPLAY_CRAMPED,
  WK_STYLE_TEXT,
  WK_STYLE_TEXT_CRAMPED,
  WK_STYLE_SCRIPT,
  WK_STYLE_SCRIPT_CRAMPED,
  WK_STYLE_SCRIPT_2,
  WK_STYLE_SCRIPT_2_CRAMPED,
} WkStyle;

static inline WkStyle
wk_style_cramp (WkStyle style)
{
  return (WkStyle) (style | 1);
}

static inline gboolean
wk_style_is_cramped (WkStyle style)
{
  return (style & 1) != 0;
}

static inline gboolean
wk_style_is_display (WkStyle style)
{
  return style <= WK_STYLE_DISPLAY_CRAMPED;
}

/* 0, 1, 2: text, script, scriptscript size. */
static inline guint
wk_style_level (WkStyle style)
{
  return style < WK_STYLE_SCRIPT ? 0 : style < WK_STYLE_SCRIPT_2 ? 1 : 2;
}

static inline WkStyle
wk_style_sup (WkStyle style)
{
  return (WkStyle) ((style < WK_STYLE_SCRIPT ? WK_STYLE_SCRIPT : WK_STYLE_SCRIPT_2) |
                    (style & 1));
}

static inline WkStyle
wk_style_sub (WkStyle style)
{
  return wk_style_cramp (wk_style_sup (style));
}

/* A box laid out at the origin: everything in em of the formula's size, y down. Its
 * glyphs and rules are the ranges [glyphs, glyphs_end) and [rules, rules_end). */
typedef struct
{
  double width, height, depth;
  double italic;  /* correction, not in width */
  double attach;  /* where an accent is centred */
  guint32 glyph;  /* if it is a single one, else 0 */
  gboolean plain; /* a single character, with or without an accent */
  guint glyphs, glyphs_end, rules, rules_end;
} WkBox;

typedef struct
{
  GArray *glyphs; /* of WkMathGlyph */
  GArray *rules;  /* of WkMathRule */
  GString *text;
  const WkMathConstants *c;
  WkMathColour colour;
  gunichar missing; /* the first character that the font lacks */
} WkSetter;

/* What stands in a list, laid out one by one. */
typedef struct
{
  WkBox box;
  WkAtom atom;
  gunichar ch;    /* of a plain character, else 0 */
  double width;   /* advance, for the breaking */
  double before;  /* space to its left */
  gboolean space; /* an explicit space */
  double x;       /* where it came to stand */
  guint line;
} WkPiece;

/* --- wk-math-layout.c --- */
WkBox wk_set_start (const WkSetter *setter);
void wk_set_end (const WkSetter *setter, WkBox *box);
void wk_set_move (WkSetter *setter, const WkBox *box, double dx, double dy);
void wk_set_glyph (WkSetter *setter,
                   guint32 glyph,
                   double scale,
                   double x,
                   double y,
                   gunichar text);
/* @y: of its top. */
void wk_set_rule (WkSetter *setter,
                  double x,
                  double y,
                  double width,
                  double height,
                  gboolean glow);
double wk_set_scale (const WkSetter *setter, WkStyle style);
WkBox wk_set_single (WkSetter *setter, guint32 glyph, WkStyle style, gunichar text);
WkBox wk_set_char (WkSetter *setter, gunichar ch, WkStyle style, gunichar text);
WkBox wk_set_node (WkSetter *setter, const WkNode *node, WkStyle style);
/* NULL is an empty box. */
WkBox wk_set_row (WkSetter *setter, const WkNode *row, WkStyle style);
/* Appends a WkPiece for each node of @list, unmoved. */
void wk_set_pieces (WkSetter *setter,
                    const WkNode *list,
                    WkStyle style,
                    GArray *pieces);
double wk_piece_width (const GArray *pieces, guint i);
/* Moves them into one line; @start was made before them. */
WkBox wk_set_place (WkSetter *setter, GArray *pieces, WkBox start);

/* --- wk-math-scripts.c --- */
WkBox wk_set_scripts (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_bigop (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_stack (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_accent (WkSetter *setter, const WkNode *node, WkStyle style);

/* --- wk-math-fraction.c --- */
WkBox wk_set_fraction (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_radical (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_line (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_array (WkSetter *setter, const WkNode *node, WkStyle style);

/* --- wk-math-delimiters.c --- */

/* The smallest version of @ch at least @size em high (@wide: the widest at most so
 * wide, or an assembly), its ink's lower edge at the baseline (@wide: as it is). */
WkBox wk_set_stretched (WkSetter *setter,
                        gunichar ch,
                        WkStyle style,
                        double size,
                        gboolean wide);
/* The same, centred on the axis. 0 for @ch is a null delimiter. */
WkBox wk_set_delimiter (WkSetter *setter, gunichar ch, WkStyle style, double size);
/* The height a delimiter needs around a box with these extents. */
double wk_set_fence_size (const WkSetter *setter,
                          double height,
                          double depth,
                          WkStyle style);
WkBox wk_set_fence (WkSetter *setter, const WkNode *node, WkStyle style);
WkBox wk_set_brace (WkSetter *setter, const WkNode *node, WkStyle style);

/* --- wk-math-spacing.c --- */

/* Space between two neighbours in em of their size; none in scripts for most. */
double wk_math_spacing (WkAtom left, WkAtom right, WkStyle style);
/* The class @node counts as, seen from its neighbours. */
WkAtom wk_math_atom (const WkNode *node);
/* TeX's rules 5 and 6: a binary operator without two operands is an ordinary symbol.
 * Changed in place; WK_ATOM_NONE is looked through. */
void wk_math_coerce (WkPiece *pieces, guint n);

/* --- wk-math-break.c --- */

typedef struct
{
  guint n_lines;
  double width;
} WkBroken;

/* Places the pieces; lines' baselines are the caller's. @wrap in em, 0: one line. */
WkBroken wk_math_break (GArray *pieces, double wrap);

/* --- wk-math-cache.c --- */
/* One layout, uncached. */
WkMathLayout *wk_math_layout_new (const WkMath *math,
                                  double size,
                                  double wrap,
                                  gboolean display,
                                  GError **error);
WkMathLayout *wk_math_layout_ref (WkMathLayout *layout);
gsize wk_math_layout_bytes (const WkMathLayout *layout);
/* Empties it: for tests and benchmarks. */
void wk_math_cache_clear (void);
guint wk_math_cache_count (void);

G_END_DECLS
