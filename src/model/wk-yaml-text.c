/* wk-yaml-text.c - surrogate pairs through libyaml and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "\uD83D\uDE00" is one character to JSON and an error to libyaml. Only libyaml knows
 * what is inside double quotes, so the text is not rewritten before it: each surrogate
 * escape D800-DFFF is replaced by one of the same length, from a block of 2048 private
 * characters that the text does not use. All places stay right. Afterwards the private
 * characters of a double-quoted scalar are turned back into surrogates and joined; in
 * any other scalar, where a backslash is a backslash, the two digits are put back.
 */
#include "config.h"

#include "model/wk-yaml-text.h"

#include <string.h>

#include "model/wk-language.h"

#define BLOCK_SIZE 0x800
#define FIRST_BLOCK 0xe000
#define N_BLOCKS 3

/* Offset of the escape that a backslash at @at begins: the value of its digits, or 0.
 */
static gunichar
escape_value (const char *text, gsize length, gsize at)
{
  guint n_digits;
  gunichar value = 0;

  if (at + 1 >= length)
    return 0;
  n_digits = text[at + 1] == 'u' ? 4 : text[at + 1] == 'U' ? 8 : 0;
  if (n_digits == 0 || at + 2 + n_digits > length)
    return 0;
  for (guint i = 0; i < n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (text[at + 2 + i]);

      if (digit < 0)
        return 0;
      value = (value << 4) | (gunichar) digit;
    }
  return value;
}

static gboolean
is_surrogate (gunichar c)
{
  return c >= 0xd800 && c <= 0xdfff;
}

/* The bytes that an escape or character takes at @at; its value in @c. A doubled
 * backslash is one unit, so that what follows it is no escape. */
static gsize
read_unit (const char *text, gsize length, gsize at, gunichar *c)
{
  if (text[at] == '\\')
    {
      *c = escape_value (text, length, at);
      if (*c != 0)
        return text[at + 1] == 'u' ? 6 : 10;
      return at + 1 < length && text[at + 1] == '\\' ? 2 : 1;
    }
  *c = g_utf8_get_char (text + at);
  return (gsize) (g_utf8_next_char (text + at) - (text + at));
}

/* A block that neither characters nor escapes of the text use, or 0. */
static gunichar
find_block (const char *text, gsize length)
{
  gboolean used[N_BLOCKS] = { FALSE };
  gunichar c;

  for (gsize at = 0; at < length; at += read_unit (text, length, at, &c))
    {
      read_unit (text, length, at, &c);
      if (c >= FIRST_BLOCK && c < FIRST_BLOCK + N_BLOCKS * BLOCK_SIZE)
        used[(c - FIRST_BLOCK) / BLOCK_SIZE] = TRUE;
    }
  for (gunichar i = 0; i < N_BLOCKS; i++)
    if (!used[i])
      return FIRST_BLOCK + i * BLOCK_SIZE;
  return 0;
}

static void
replace_surrogates (WkYamlText *self)
{
  gsize index = 0;
  gunichar c;

  for (gsize at = 0, bytes; at < self->length; at += bytes)
    {
      bytes = read_unit (self->text, self->length, at, &c);
      if (self->text[at] == '\\' && bytes == 6 && is_surrogate (c))
        {
          WkYamlReplacement replacement = {
            .index = index, .original = { self->text[at + 2], self->text[at + 3] }
          };
          char digits[5];

          g_snprintf (digits, sizeof digits, "%04x", c - 0xd800 + self->block);
          memcpy (self->text + at + 2, digits, 2);
          g_array_append_val (self->replacements, replacement);
        }
      index += self->text[at] == '\\' ? bytes : 1;
    }
}

static gboolean
has_surrogates (const char *text, gsize length)
{
  const char *p = text;

  while ((p = memchr (p, '\\', length - (gsize) (p - text))) != NULL)
    {
      if (is_surrogate (escape_value (text, length, (gsize) (p - text))))
        return TRUE;
      p++;
    }
  return FALSE;
}

gboolean
wk_yaml_text_init (WkYamlText *self,
                   const char *text,
                   gsize length,
                   guint *line,
                   guint *column,
                   const char **problem)
{
  const char *end;

  *self = (WkYamlText){ .length = length };
  if (!g_utf8_validate_len (text, length, &end))
    {
      gsize offset = (gsize) (end - text);

      *problem = *end == '\0' ? N_ ("a zero byte, expected text")
                              : N_ ("a byte that is not UTF-8, expected text in UTF-8");
      wk_yaml_text_place (text, length, offset, line, column);
      return FALSE;
    }

  self->text = g_malloc (length + 1);
  memcpy (self->text, text, length);
  self->text[length] = '\0';
  self->replacements = g_array_new (FALSE, FALSE, sizeof (WkYamlReplacement));
  if (!has_surrogates (text, length))
    return TRUE;
  self->block = find_block (text, length);
  if (self->block == 0)
    {
      *problem = N_ ("surrogate escapes in a text full of private characters, expected "
                     "plain UTF-8");
      *line = *column = 1;
      return FALSE;
    }
  replace_surrogates (self);
  return TRUE;
}

void
wk_yaml_text_clear (WkYamlText *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->replacements, g_array_unref);
}

void
wk_yaml_text_place (const char *text,
                    gsize length,
                    gsize offset,
                    guint *line,
                    guint *column)
{
  *line = *column = 1;
  for (gsize i = 0; i < MIN (offset, length); i++)
    if (text[i] == '\n')
      {
        (*line)++;
        *column = 1;
      }
    else if (((guchar) text[i] & 0xc0) != 0x80)
      (*column)++;
}

/* The first replacement at or after the character @index. */
static guint
find_replacement (const WkYamlText *self, gsize index)
{
  guint low = 0, high = self->replacements->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->replacements, WkYamlReplacement, middle).index < index)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Private characters back to surrogates, two to a character. */
static char *
join (const WkYamlText *self, const char *scalar, guint next, gsize *lone)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar high = 0;

  for (const char *p = scalar; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean replaced = c >= self->block && c < self->block + BLOCK_SIZE;
      gunichar surrogate = replaced ? c - self->block + 0xd800 : 0;

      if (high != 0 && surrogate >= 0xdc00)
        {
          g_string_append_unichar (out, 0x10000 + ((high - 0xd800) << 10) +
                                            (surrogate - 0xdc00));
          high = 0;
        }
      else if (high != 0 || surrogate >= 0xdc00)
        {
          /* The one before, if that had no partner; else this one. */
          next -= high != 0 ? 1 : 0;
          *lone = g_array_index (self->replacements, WkYamlReplacement, next).index;
          return NULL;
        }
      else if (replaced)
        high = surrogate;
      else
        g_string_append_unichar (out, c);
      next += replaced ? 1 : 0;
    }
  if (high != 0)
    {
      *lone = g_array_index (self->replacements, WkYamlReplacement, next - 1).index;
      return NULL;
    }
  return g_strdup (out->str);
}

char *
wk_yaml_text_restore (const WkYamlText *self,
                      const char *scalar,
                      gboolean quoted,
                      gsize start,
                      gsize end,
                      gsize *lone)
{
  guint next, last;
  char *copy;

  if (self->block == 0)
    return g_strdup (scalar);
  next = find_replacement (self, start);
  last = find_replacement (self, end);
  if (next == last)
    return g_strdup (scalar);
  if (quoted)
    return join (self, scalar, next, lone);

  copy = g_strdup (scalar);
  for (char *p = copy; (p = strchr (p, '\\')) != NULL && next < last; p++)
    {
      gunichar c = escape_value (p, strlen (p), 0);

      if (p[1] == 'u' && c >= self->block && c < self->block + BLOCK_SIZE)
        {
          memcpy (p + 2,
                  g_array_index (self->replacements, WkYamlReplacement, next).original,
                  2);
          next++;
        }
    }
  return copy;
}
