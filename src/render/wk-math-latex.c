/* wk-math-latex.c - the parse tree as plain LaTeX
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For Copy LaTeX: what comes out compiles with amsmath alone. The colours of \focus,
 * \pos, \neg and \back are left out, and names that need other packages are replaced.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <string.h>

typedef struct
{
  GString *out;
  gboolean word; /* the last thing was a command that a letter would prolong */
} Writer;

static void write_list (Writer *writer, const WkNode *list);

/* --- pieces of text --- */

static void
put (Writer *writer, const char *text)
{
  if (*text == '\0')
    return;
  if (writer->word && g_ascii_isalpha (*text))
    g_string_append_c (writer->out, ' ');
  g_string_append (writer->out, text);
  writer->word = FALSE;
}

static void
put_command (Writer *writer, const char *name)
{
  put (writer, "\\");
  g_string_append (writer->out, name);
  writer->word = g_ascii_isalpha (name[strlen (name) - 1]);
}

static void
put_group (Writer *writer, const WkNode *row)
{
  put (writer, "{");
  if (row != NULL)
    write_list (writer, row->body);
  put (writer, "}");
}

/* Symbols that LaTeX with amsmath lacks, or that mean something else there. */
static const struct
{
  const char *name, *latex;
} replaced[] = {
  { "varnothing", "\\emptyset" }, { "nexists", "\\not\\exists" }, { "coloneqq", ":=" },
  { "bm", "\\boldsymbol" },       { "mathbb", "\\mathbf" },
};

/* FALSE if LaTeX has @name itself. */
static gboolean
put_replaced (Writer *writer, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (replaced); i++)
    if (g_str_equal (replaced[i].name, name))
      {
        const char *latex = replaced[i].latex;

        put (writer, latex);
        writer->word = latex[0] == '\\' && g_ascii_isalpha (latex[strlen (latex) - 1]);
        return TRUE;
      }
  return FALSE;
}

static void
put_text_char (Writer *writer, gunichar ch)
{
  static const struct
  {
    char ch;
    const char *latex;
  } escapes[] = {
    { '\\', "\\textbackslash{}" },
    { '^', "\\^{}" },
    { '~', "\\textasciitilde{}" },
    { '<', "\\textless{}" },
    { '>', "\\textgreater{}" },
    { '|', "\\textbar{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '%', "\\%" },
    { '&', "\\&" },
    { '#', "\\#" },
    { '$', "\\$" },
    { '_', "\\_" },
  };
  char text[8] = "";

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if ((gunichar) escapes[i].ch == ch)
      {
        g_string_append (writer->out, escapes[i].latex);
        return;
      }
  g_unichar_to_utf8 (ch, text);
  g_string_append (writer->out, ch == 0x2009 ? "\\," : text);
}

static void
put_text (Writer *writer, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    put_text_char (writer, g_utf8_get_char (p));
}

/* --- characters and brackets --- */

static void
write_char (Writer *writer, const WkNode *node)
{
  char text[8] = "";

  if (node->symbol != NULL)
    {
      if (!put_replaced (writer, node->symbol->name))
        put_command (writer, node->symbol->name);
      return;
    }
  switch (node->ch)
    {
    case 0x2212:
      put (writer, "-");
      return;
    case 0x2217:
      put (writer, "*");
      return;
    case 0x2018:
      put (writer, "`");
      return;
    case '%':
    case '#':
    case '&':
      put (writer, "\\");
      break;
    default:
      break;
    }
  g_unichar_to_utf8 (node->ch, text);
  if (node->ch < 0x80)
    put (writer, text);
  else
    {
      /* As \text would keep it. */
      g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

      put (writer, "\\text{");
      g_string_append (writer->out, composed);
      put (writer, "}");
    }
}

static void
put_delimiter (Writer *writer, gunichar ch)
{
  static const struct
  {
    gunichar ch;
    const char *latex;
  } named[] = {
    { 0, "." },
    { '{', "\\{" },
    { '}', "\\}" },
    { 0x2016, "\\|" },
    { 0x27E8, "\\langle" },
    { 0x27E9, "\\rangle" },
    { 0x2308, "\\lceil" },
    { 0x2309, "\\rceil" },
    { 0x230A, "\\lfloor" },
    { 0x230B, "\\rfloor" },
    { '\\', "\\backslash" },
    { 0x2191, "\\uparrow" },
    { 0x2193, "\\downarrow" },
  };
  char text[8] = "";

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (named[i].ch == ch)
      {
        put (writer, named[i].latex);
        writer->word = strlen (named[i].latex) > 2;
        return;
      }
  g_unichar_to_utf8 (ch, text);
  put (writer, text);
}

static void
write_fence (Writer *writer, const WkNode *node)
{
  put_command (writer, "left");
  put_delimiter (writer, node->ch);
  write_list (writer, node->body->body);
  put_command (writer, "right");
  put_delimiter (writer, node->close);
}

/* --- scripts --- */

static void
put_script (Writer *writer, const char *sign, const WkNode *row)
{
  const WkNode *only = row->body;

  put (writer, sign);
  if (only != NULL && only->next == NULL && only->type == WK_NODE_CHAR &&
      only->symbol == NULL && only->ch < 0x80 && only->ch != '%' && only->ch != '#' &&
      only->ch != '&' && row->command == NULL)
    write_char (writer, only);
  else if (row->command != NULL)
    {
      put (writer, "{");
      write_list (writer, row);
      put (writer, "}");
    }
  else
    put_group (writer, row);
}

static void
write_superscript (Writer *writer, const WkNode *row)
{
  const WkNode *first = row->body;

  if (first == NULL || !first->primes)
    {
      put_script (writer, "^", row);
      return;
    }
  for (; first != NULL && first->primes; first = first->next)
    put (writer, "'");
  if (first != NULL)
    put_script (writer, "^", first);
}

static void
write_scripts (Writer *writer, const WkNode *node)
{
  const WkNode *nucleus = node->body;
  WkNode alone = *nucleus;

  alone.next = NULL;
  if (nucleus->type == WK_NODE_ROW && nucleus->body == NULL)
    put (writer, "{}");
  else
    write_list (writer, &alone);
  if (node->sub != NULL)
    put_script (writer, "_", node->sub);
  if (node->sup != NULL)
    write_superscript (writer, node->sup);
}

/* --- operators, functions, matrices --- */

static void
write_function (Writer *writer, const WkNode *node)
{
  if (node->command == NULL || g_str_has_prefix (node->command, "arg"))
    {
      const char *text = node->text;

      if (node->command != NULL && strlen (node->command) > 3)
        text = g_str_equal (node->command, "argmax") ? "arg\\,max" : "arg\\,min";
      if (node->command != NULL && text == node->text)
        {
          put_command (writer, node->command);
          return;
        }
      put_command (writer,
                   node->limits == WK_LIMITS_NEVER ? "operatorname" : "operatorname*");
      writer->word = FALSE;
      put (writer, "{");
      if (text == node->text)
        put_text (writer, text);
      else
        g_string_append (writer->out, text);
      put (writer, "}");
      return;
    }
  put_command (writer, node->command);
}

static void
write_cells (Writer *writer, const WkNode *node)
{
  const WkNode *cell = node->body;

  for (guint r = 0; r < node->rows; r++)
    {
      guint given = cell->columns;
      gboolean is_empty = given == 1 && cell->body == NULL;

      for (guint k = 0; k < given; k++, cell = cell->next)
        {
          if (k > 0)
            put (writer, "&");
          /* \\ would take a bracket or a star for its own. */
          else if (r > 0 && cell->body != NULL &&
                   (cell->body->ch == '[' || cell->body->ch == 0x2217))
            put (writer, "{}");
          write_list (writer, cell->body);
        }
      /* A last row with nothing in it is only one if another \\ ends it. */
      if (r + 1 < node->rows || (r > 0 && is_empty))
        put (writer, "\\\\");
    }
}

static void
write_array (Writer *writer, const WkNode *node)
{
  const WkEnvironment *environment = node->environment;

  if (environment->type == WK_ARRAY_SUBSTACK)
    {
      put (writer, "\\substack{");
      write_cells (writer, node);
      put (writer, "}");
    }
  else if (environment->type == WK_ARRAY_MATRIX && node->columns > 10)
    {
      /* More than amsmath's matrices take. */
      put_command (writer, "left");
      put_delimiter (writer, environment->open);
      put (writer, "\\begin{array}{");
      for (guint k = 0; k < node->columns; k++)
        put (writer, "c");
      put (writer, "}");
      write_cells (writer, node);
      put (writer, "\\end{array}");
      put_command (writer, "right");
      put_delimiter (writer, environment->close);
    }
  else
    {
      g_string_append_printf (writer->out, "\\begin{%s}", environment->name);
      writer->word = FALSE;
      write_cells (writer, node);
      put (writer, "\\end{");
      put (writer, environment->name);
      put (writer, "}");
    }
}

/* A command with its arguments in braces. */
static void
write_command (Writer *writer, const WkNode *node)
{
  if (!put_replaced (writer, node->command))
    put_command (writer, node->command);
  if (node->type == WK_NODE_STACK)
    put_group (writer, node->sup != NULL ? node->sup : node->sub);
  put_group (writer, node->type == WK_NODE_ROW ? node : node->body);
  if (node->type == WK_NODE_FRACTION)
    put_group (writer, node->sub);
}

static void
write_row (Writer *writer, const WkNode *node)
{
  if (node->command != NULL)
    write_command (writer, node);
  else
    put_group (writer, node);
}

static void
write_text (Writer *writer, const WkNode *node)
{
  put_command (writer, node->command);
  put (writer, "{");
  put_text (writer, node->text);
  put (writer, "}");
}

static void
write_radical (Writer *writer, const WkNode *node)
{
  put (writer, "\\sqrt");
  if (node->sup != NULL)
    {
      put (writer, "[");
      put_group (writer, node->sup);
      put (writer, "]");
    }
  put_group (writer, node->body);
}

static void
write_space (Writer *writer, const WkNode *node)
{
  if (g_str_equal (node->command, "~"))
    put (writer, "~");
  else
    put_command (writer, node->command);
}

static void
write_node (Writer *writer, const WkNode *node)
{
  switch (node->type)
    {
    case WK_NODE_CHAR:
    case WK_NODE_BIGOP:
      write_char (writer, node);
      break;
    case WK_NODE_FUNCTION:
      write_function (writer, node);
      break;
    case WK_NODE_TEXT:
      write_text (writer, node);
      break;
    case WK_NODE_ROW:
      write_row (writer, node);
      break;
    case WK_NODE_SCRIPTS:
      write_scripts (writer, node);
      break;
    case WK_NODE_FRACTION:
    case WK_NODE_ACCENT:
    case WK_NODE_LINE:
    case WK_NODE_BRACE:
    case WK_NODE_STACK:
      write_command (writer, node);
      break;
    case WK_NODE_RADICAL:
      write_radical (writer, node);
      break;
    case WK_NODE_FENCE:
      write_fence (writer, node);
      break;
    case WK_NODE_MIDDLE:
      put_command (writer, "middle");
      put_delimiter (writer, node->ch);
      break;
    case WK_NODE_BIG:
      put_command (writer, node->command);
      put_delimiter (writer, node->ch);
      break;
    case WK_NODE_SPACE:
      write_space (writer, node);
      break;
    case WK_NODE_COLOUR:
      put_group (writer, node->body);
      break;
    case WK_NODE_PHANTOM:
      put (writer, "\\phantom");
      put_group (writer, node->body);
      break;
    case WK_NODE_STYLE:
      put_command (writer, node->command);
      break;
    case WK_NODE_ARRAY:
      write_array (writer, node);
      break;
    }
  if (node->modifier != NULL)
    put_command (writer, node->modifier);
}

static void
write_list (Writer *writer, const WkNode *list)
{
  for (const WkNode *node = list; node != NULL; node = node->next)
    write_node (writer, node);
}

char *
wk_math_to_latex (const WkMath *math)
{
  Writer writer = { .out = g_string_new (NULL) };

  g_return_val_if_fail (math != NULL, NULL);

  write_list (&writer, math->root->body);
  return g_string_free (writer.out, FALSE);
}
