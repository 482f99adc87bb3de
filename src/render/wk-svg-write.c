/* wk-svg-write.c - numbers, words and paths as SVG writes them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-svg-private.h"

#include <math.h>
#include <string.h>

/* At most @decimals, without trailing zeros, with a point in every locale. */
void
wk_svg_append_number (GString *out, double value, int decimals)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE + 340];
  char *end;

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  if (strchr (text, '.') != NULL)
    {
      end = text + strlen (text);
      while (end[-1] == '0')
        end--;
      if (end[-1] == '.')
        end--;
      *end = '\0';
    }
  g_string_append (out, strcmp (text, "-0") == 0 ? "0" : text);
}

void
wk_svg_append_attribute (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  wk_svg_append_number (out, value, 3);
  g_string_append_c (out, '"');
}

void
wk_svg_append_pair (GString *out, double x, double y)
{
  wk_svg_append_number (out, x, 2);
  g_string_append_c (out, ' ');
  wk_svg_append_number (out, y, 2);
}

/* Characters that XML 1.0 has no way to write are left out. */
static gboolean
is_xml_char (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

static void
append_escaped (GString *out, const char *text, gboolean quotes)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      switch (c)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, quotes ? "&quot;" : "\"");
          break;
        default:
          if (is_xml_char (c))
            g_string_append_unichar (out, c);
          break;
        }
    }
}

void
wk_svg_append_escaped (GString *out, const char *text)
{
  append_escaped (out, text, TRUE);
}

void
wk_svg_append_content (GString *out, const char *text)
{
  append_escaped (out, text, FALSE);
}

void
wk_svg_append_element (GString *out, const char *name, const char *id, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "<%s", name);
  if (id != NULL)
    g_string_append_printf (out, " id=\"%s\"", id);
  g_string_append_c (out, '>');
  wk_svg_append_content (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

void
wk_svg_append_colour (GString *out, const char *name, WkColour colour)
{
  g_string_append_printf (
      out, " %s=\"#%02x%02x%02x\"", name, (guint) lround (colour.red * 255),
      (guint) lround (colour.green * 255), (guint) lround (colour.blue * 255));
  if (colour.alpha < 1)
    {
      g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);

      wk_svg_append_attribute (out, opacity, colour.alpha);
    }
}

/* Shorter if the line is level or upright, as it is written. */
static void
append_line (GString *out, WkPoint from, WkPoint to)
{
  g_autoptr (GString) old_x = g_string_new (NULL);
  g_autoptr (GString) old_y = g_string_new (NULL);
  g_autoptr (GString) x = g_string_new (NULL);
  g_autoptr (GString) y = g_string_new (NULL);

  wk_svg_append_number (old_x, from.x, 2);
  wk_svg_append_number (old_y, from.y, 2);
  wk_svg_append_number (x, to.x, 2);
  wk_svg_append_number (y, to.y, 2);
  if (g_string_equal (old_y, y))
    g_string_append_printf (out, "H%s", x->str);
  else if (g_string_equal (old_x, x))
    g_string_append_printf (out, "V%s", y->str);
  else
    g_string_append_printf (out, "L%s %s", x->str, y->str);
}

void
wk_svg_append_path (GString *out, const WkPath *path)
{
  const WkPoint *p = (const WkPoint *) path->points->data;
  const guint8 *ops = (const guint8 *) path->ops->data;
  guint n = path->ops->len;

  for (guint i = 0; i < n; i++)
    switch (ops[i])
      {
      case WK_PATH_MOVE:
        g_string_append_c (out, 'M');
        wk_svg_append_pair (out, p[0].x, p[0].y);
        p += 1;
        break;
      case WK_PATH_LINE:
        /* After closing, the pen is back where the part began. */
        if (i > 0 && ops[i - 1] != WK_PATH_CLOSE)
          append_line (out, p[-1], p[0]);
        else
          {
            g_string_append_c (out, 'L');
            wk_svg_append_pair (out, p[0].x, p[0].y);
          }
        p += 1;
        break;
      case WK_PATH_CURVE:
        g_string_append_c (out, 'C');
        for (int j = 0; j < 3; j++, p++)
          {
            if (j > 0)
              g_string_append_c (out, ' ');
            wk_svg_append_pair (out, p->x, p->y);
          }
        break;
      default:
        g_string_append_c (out, 'Z');
        break;
      }
}
