/* wk-math-spacing.c - the space between two atoms
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of The TeXbook, chapter 18: 1 thin, 2 medium, 3 thick; negative: not in
 * scripts. The pairs it marks as impossible have 0: wk_math_coerce() sees to it that
 * they do not occur.
 */
#include "config.h"

#include "render/wk-math-private.h"

static const gint8 table[8][8] = {
  /*            Ord Op Bin Rel Open Close Punct Inner */
  /* Ord   */ { 0, 1, -2, -3, 0, 0, 0, -1 },
  /* Op    */ { 1, 1, 0, -3, 0, 0, 0, -1 },
  /* Bin   */ { -2, -2, 0, 0, -2, 0, 0, -2 },
  /* Rel   */ { -3, -3, 0, 0, -3, 0, 0, -3 },
  /* Open  */ { 0, 0, 0, 0, 0, 0, 0, 0 },
  /* Close */ { 0, 1, -2, -3, 0, 0, 0, -1 },
  /* Punct */ { -1, -1, 0, -1, -1, -1, -1, -1 },
  /* Inner */ { -1, 1, -2, -3, -1, 0, -1, -1 },
};

double
wk_math_spacing (WkAtom left, WkAtom right, WkStyle style)
{
  static const double widths[] = { 0, 3 / 18.0, 4 / 18.0, 5 / 18.0 };
  int kind;

  if (left >= WK_ATOM_NONE || right >= WK_ATOM_NONE)
    return 0;
  kind = table[left][right];
  if (kind < 0)
    kind = style < WK_STYLE_SCRIPT ? -kind : 0;
  return widths[kind];
}

WkAtom
wk_math_atom (const WkNode *node)
{
  switch (node->type)
    {
    case WK_NODE_SCRIPTS:
      return wk_math_atom (node->body);
    case WK_NODE_COLOUR:
    case WK_NODE_PHANTOM:
      /* A coloured sign spaces like the sign; anything longer is one thing. */
      if (node->body->body != NULL && node->body->body->next == NULL)
        {
          WkAtom atom = wk_math_atom (node->body->body);

          return atom == WK_ATOM_NONE ? WK_ATOM_ORD : atom;
        }
      return WK_ATOM_ORD;
    default:
      return node->atom;
    }
}

static gboolean
starts_operand (WkAtom before)
{
  return before == WK_ATOM_NONE || before == WK_ATOM_BIN || before == WK_ATOM_OP ||
         before == WK_ATOM_REL || before == WK_ATOM_OPEN || before == WK_ATOM_PUNCT;
}

void
wk_math_coerce (WkPiece *pieces, guint n)
{
  WkPiece *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      WkPiece *piece = &pieces[i];

      if (piece->atom == WK_ATOM_NONE)
        continue;
      if (piece->atom == WK_ATOM_BIN &&
          starts_operand (last != NULL ? last->atom : WK_ATOM_NONE))
        piece->atom = WK_ATOM_ORD;
      else if (last != NULL && last->atom == WK_ATOM_BIN &&
               (piece->atom == WK_ATOM_REL || piece->atom == WK_ATOM_CLOSE ||
                piece->atom == WK_ATOM_PUNCT))
        last->atom = WK_ATOM_ORD;
      last = piece;
    }
  if (last != NULL && last->atom == WK_ATOM_BIN)
    last->atom = WK_ATOM_ORD;
}
