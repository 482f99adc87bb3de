/* wk-math-parse.h - what the two files of the parser share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-math-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *source;
  const char *p; /* what comes next */
  WkMath *math;
  guint depth;
  WkLetters letters;
  gboolean optional; /* inside [...], where ] ends a list */
  guint fences;      /* \left around us, for \middle */
  GError *error;     /* once set, everything returns at once */
} WkParser;

/* A row of the table of commands; what its three numbers mean is its function's. */
typedef struct _WkCommand WkCommand;
struct _WkCommand
{
  const char *name;
  WkNode *(*parse) (WkParser *parser, const WkCommand *command, const char *at);
  gunichar ch;
  int number;
  double amount;
};

gpointer wk_math_alloc (WkMath *math, gsize bytes);
WkNode *wk_parse_node (WkParser *parser, WkNodeType type, WkAtom atom);
/* Always NULL. @at: where the message points. */
gpointer wk_parse_fail (WkParser *parser,
                        const char *at,
                        WkMathError code,
                        const char *format,
                        ...) G_GNUC_PRINTF (4, 5);
gboolean wk_parse_enter (WkParser *parser);
void wk_parse_leave (WkParser *parser);
void wk_parse_skip_spaces (WkParser *parser);
gsize wk_parse_command_length (const char *p);
gboolean wk_parse_at_command (const WkParser *parser, const char *name);
WkNode *wk_parse_list (WkParser *parser);
WkNode *wk_parse_atom (WkParser *parser);
WkNode *wk_parse_group (WkParser *parser);
WkNode *wk_parse_argument (WkParser *parser, const char *at);

/* --- wk-math-command.c --- */
WkNode *wk_parse_command (WkParser *parser);
/* Makes @node show @symbol. */
void wk_parse_symbol (WkNode *node, const WkSymbol *symbol);

/* --- wk-math-environment.c: @at is where the command began --- */
WkNode *wk_parse_fence (WkParser *parser, const WkCommand *command, const char *at);
WkNode *wk_parse_middle (WkParser *parser, const WkCommand *command, const char *at);
WkNode *wk_parse_big (WkParser *parser, const WkCommand *command, const char *at);
WkNode *wk_parse_environment (WkParser *parser,
                              const WkCommand *command,
                              const char *at);
WkNode *wk_parse_substack (WkParser *parser, const WkCommand *command, const char *at);

G_END_DECLS
