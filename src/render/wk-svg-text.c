/* wk-svg-text.c - glyphs as text, or as outlines
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text that can be selected is set anew by whoever shows the file, with the same font
 * if it has it. So that it stands where it belongs, it is cut into pieces within which
 * the font's own advances give our places: plain text is one piece a line, a formula
 * one for each number, word or sign. With another font `textLength` keeps the width.
 *
 * What has no code point (large sums, stretched brackets) is drawn as an outline, and
 * so is a mark that would combine with what is before it.
 */
#include "config.h"

#include <hb.h>
#include <math.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

#include "render/wk-fonts.h"
#include "render/wk-outline.h"
#include "render/wk-svg-private.h"

/* Within a piece glyphs may be off by so much of the font's size. */
#define SLACK 0.015
/* A gap wider than this is a blank to whoever copies the text. */
#define BLANK 0.12
/* The edges of two glyphs for one character, in units. */
#define ALIKE 1.5

#define MATH_FAMILY "TeX Gyre Pagella Math, STIX Two Math, Cambria Math, serif"

typedef struct
{
  gconstpointer face;
  guint32 glyph;
} GlyphKey;

static guint
glyph_key_hash (gconstpointer data)
{
  const GlyphKey *key = data;

  return g_direct_hash (key->face) * 31 + key->glyph;
}

static gboolean
glyph_key_equal (gconstpointer a, gconstpointer b)
{
  const GlyphKey *k = a, *l = b;

  return k->face == l->face && k->glyph == l->glyph;
}

GHashTable *
wk_svg_glyphs_new (void)
{
  return g_hash_table_new_full (glyph_key_hash, glyph_key_equal, g_free, NULL);
}

void
wk_svg_clear_piece (gpointer data)
{
  WkSvgPiece *piece = data;

  g_free (piece->text);
  g_free (piece->family);
}

/* --- outlines --- */

static hb_font_t *
get_font (WkSvgDevice *self, hb_face_t *face)
{
  hb_font_t *font = g_hash_table_lookup (self->fonts, face);

  if (font == NULL)
    {
      font = wk_outline_font_new (face);
      g_hash_table_insert (self->fonts, face, font);
    }
  return font;
}

/* The number of the glyph's <path>, from 1; 0 if it draws nothing. */
static guint
get_outline (WkSvgDevice *self, hb_face_t *face, guint32 glyph)
{
  const GlyphKey key = { face, glyph };
  gpointer found;
  g_autoptr (WkPath) path = NULL;
  guint number;

  if (g_hash_table_lookup_extended (self->glyphs, &key, NULL, &found))
    return GPOINTER_TO_UINT (found);
  path = wk_path_new ();
  wk_outline_add (path, get_font (self, face), glyph, 1, 0, 0);
  number = path->points->len == 0 ? 0 : g_hash_table_size (self->glyphs) + 1;
  g_hash_table_insert (self->glyphs, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (number));
  if (number > 0)
    {
      g_string_append_printf (self->defs, "<path id=\"%s_g%u\" d=\"", self->base,
                              number);
      wk_svg_append_path (self->defs, path);
      g_string_append (self->defs, "\"/>\n");
    }
  return number;
}

static void
open_outlines (WkSvgDevice *self, const WkGlyphRun *run, const char *label, double em)
{
  wk_svg_flush_text (self);
  wk_svg_count_element (self);
  g_string_append (self->body, "<g");
  if (label != NULL && *label != '\0')
    {
      g_string_append (self->body, " role=\"img\" aria-label=\"");
      wk_svg_append_escaped (self->body, label);
      g_string_append_c (self->body, '"');
    }
  wk_svg_append_colour (self->body, "fill", run->colour);
  g_string_append (self->body, " transform=\"translate(");
  wk_svg_append_pair (self->body, run->x, run->y);
  g_string_append (self->body, ") scale(");
  wk_svg_append_number (self->body, em, 7);
  g_string_append (self->body, ")\">");
}

/* The @n glyphs from @first on. */
static void
write_outlines (WkSvgDevice *self,
                const WkGlyphRun *run,
                guint first,
                guint n,
                const char *label)
{
  hb_face_t *face = run->font->face;
  double em = run->font->size / hb_face_get_upem (face);
  gboolean open = FALSE;

  for (guint i = first; i < first + n; i++)
    {
      const WkGlyph *glyph = &run->glyphs[i];
      guint number = get_outline (self, face, glyph->glyph);

      if (number == 0)
        continue;
      if (!open)
        open_outlines (self, run, label, em);
      open = TRUE;
      g_string_append_printf (self->body, "<use xlink:href=\"#%s_g%u\"", self->base,
                              number);
      if (glyph->x != run->x)
        wk_svg_append_attribute (self->body, "x", round ((glyph->x - run->x) / em));
      if (glyph->y != run->y)
        wk_svg_append_attribute (self->body, "y", round ((glyph->y - run->y) / em));
      g_string_append (self->body, "/>");
    }
  if (open)
    g_string_append (self->body, "</g>\n");
}

/* --- text --- */

static WkSvgPiece *
add_piece (WkSvgDevice *self, const WkGlyphRun *run, double x, double y)
{
  WkSvgPiece piece = { .x = x,
                       .y = y,
                       .size = run->font->size,
                       .math = run->font->pango_font == NULL,
                       .colour = run->colour };

  g_array_append_val (self->pieces, piece);
  return &g_array_index (self->pieces, WkSvgPiece, self->pieces->len - 1);
}

/* What is not the program's own font is named. */
static void
describe_font (const WkFont *font, WkSvgPiece *piece)
{
  PangoFontDescription *description = pango_font_describe (font->pango_font);
  const char *family = pango_font_description_get_family (description);

  piece->bold = pango_font_description_get_weight (description) >= PANGO_WEIGHT_BOLD;
  if (family != NULL && strcmp (family, "Inter") != 0)
    piece->family = g_strdup (family);
  pango_font_description_free (description);
}

/* A line of plain text is one piece. Blanks at its ends are not drawn, and SVG would
 * drop those in front. */
static void
add_plain (WkSvgDevice *self, const WkGlyphRun *run)
{
  gsize start = strspn (run->text, " \t\n");
  double x = run->x + run->advance, y = run->y;
  WkSvgPiece *piece;

  if (run->text[start] == '\0')
    return;
  /* Where the first character stands; all glyphs of a text from right to left. */
  for (guint i = 0; i < run->n_glyphs; i++)
    if (run->glyphs[i].cluster >= start && run->glyphs[i].x < x)
      x = run->glyphs[i].x;
  if (start == 0)
    x = run->x;
  piece = add_piece (self, run, x, y);
  piece->text = g_strchomp (g_strdup (run->text + start));
  piece->end = run->x + run->advance;
  if (strlen (piece->text) < strlen (run->text + start))
    piece->end = 0; /* of the blank, not of the text */
  describe_font (run->font, piece);
}

/* Glyph to code point, of the mathematics font. */
static GHashTable *
math_characters (void)
{
  static GHashTable *characters;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      hb_face_t *face = wk_fonts_get_math_face ();
      hb_font_t *font = hb_font_create (face);
      hb_set_t *set = hb_set_create ();
      hb_codepoint_t character = HB_SET_VALUE_INVALID, glyph;

      characters = g_hash_table_new (NULL, NULL);
      hb_face_collect_unicodes (face, set);
      while (hb_set_next (set, &character))
        if (hb_font_get_nominal_glyph (font, character, &glyph) &&
            !g_hash_table_contains (characters, GUINT_TO_POINTER (glyph)))
          g_hash_table_insert (characters, GUINT_TO_POINTER (glyph),
                               GUINT_TO_POINTER (character));
      hb_set_destroy (set);
      hb_font_destroy (font);
      g_once_init_leave (&once, 1);
    }
  return characters;
}

/* The leaning letter that stands for a variable, or @c itself. */
static gunichar
italic (gunichar c)
{
  if (c == 'h')
    return 0x210E; /* Planck's constant: the gap in the alphabet */
  if (c >= 'a' && c <= 'z')
    return 0x1D44E + (c - 'a');
  if (c >= 'A' && c <= 'Z')
    return 0x1D434 + (c - 'A');
  if (c >= 0x3B1 && c <= 0x3C9)
    return 0x1D6FC + (c - 0x3B1);
  return c;
}

/* TRUE if the font's own glyph for @c covers nearly what the run's glyph does: then
 * that is only its form for scripts. */
static gboolean
looks_like (hb_font_t *font, gunichar c, guint32 glyph, double em)
{
  hb_codepoint_t nominal = 0;
  hb_glyph_extents_t a, b;
  /* A number is not torn apart for a little. */
  double most = g_unichar_isdigit (c) ? 2 * ALIKE : ALIKE;

  if (!hb_font_get_nominal_glyph (font, c, &nominal) ||
      !hb_font_get_glyph_extents (font, nominal, &a) ||
      !hb_font_get_glyph_extents (font, glyph, &b))
    return FALSE;
  return em * abs (a.x_bearing - b.x_bearing) < most &&
         em * abs (a.y_bearing - b.y_bearing) < most &&
         em * abs (a.x_bearing + a.width - b.x_bearing - b.width) < most &&
         em * abs (a.y_bearing + a.height - b.y_bearing - b.height) < most;
}

/* The character that makes the font draw this glyph, or one that differs by no more
 * than a unit; 0 for none. @text: what the glyph stands for. */
static gunichar
glyph_character (WkSvgDevice *self, const WkGlyphRun *run, guint i, gunichar text)
{
  hb_font_t *font = get_font (self, run->font->face);
  double em = run->font->size / hb_face_get_upem (run->font->face);
  guint32 drawn = run->glyphs[i].glyph;
  hb_codepoint_t glyph = 0;
  gunichar character = text;

  if (!hb_font_get_nominal_glyph (font, text, &glyph) || glyph != drawn)
    character = GPOINTER_TO_UINT (
        g_hash_table_lookup (math_characters (), GUINT_TO_POINTER (drawn)));
  if (character == 0 && looks_like (font, text, drawn, em))
    character = text;
  if (character == 0 && looks_like (font, italic (text), drawn, em))
    character = italic (text);
  /* A private one means something else in another font. */
  if (character == 0 || g_unichar_ismark (character) ||
      g_unichar_type (character) == G_UNICODE_PRIVATE_USE)
    return 0;
  return character;
}

static gboolean
is_numeral (gunichar c)
{
  return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == 0x2009;
}

/* TRUE if the character goes on where @piece ends, or is the next digit of its number.
 */
static gboolean
goes_on (const WkSvgPiece *piece, gunichar last, gunichar c, double x, double y)
{
  double gap = x - piece->end;

  if (piece->text == NULL || fabs (y - piece->y) > SLACK * piece->size)
    return FALSE;
  if (fabs (gap) <= SLACK * piece->size)
    return TRUE;
  return (is_numeral (last) || last == 0x2212) && is_numeral (c) &&
         fabs (gap) <= BLANK * piece->size;
}

static void
append_character (WkSvgPiece *piece, gunichar c)
{
  char utf8[7] = "";
  char *longer;

  g_unichar_to_utf8 (c, utf8);
  longer = g_strconcat (piece->text != NULL ? piece->text : "", utf8, NULL);
  g_free (piece->text);
  piece->text = longer;
}

static void
add_math (WkSvgDevice *self, const WkGlyphRun *run)
{
  hb_font_t *font = get_font (self, run->font->face);
  double em = run->font->size / hb_face_get_upem (run->font->face);
  WkSvgPiece *piece = NULL;
  gunichar last = 0;

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const WkGlyph *glyph = &run->glyphs[i];
      gunichar text = g_utf8_get_char (run->text + glyph->cluster);
      gunichar c = glyph_character (self, run, i, text);

      if (c == 0)
        {
          char label[7] = "";

          g_unichar_to_utf8 (text, label);
          write_outlines (self, run, i, 1, label);
          piece = NULL;
          continue;
        }
      if (piece == NULL || !goes_on (piece, last, c, glyph->x, glyph->y))
        piece = add_piece (self, run, glyph->x, glyph->y);
      append_character (piece, c);
      piece->end = glyph->x + em * hb_font_get_glyph_h_advance (font, glyph->glyph);
      last = c;
    }
}

void
wk_svg_add_run (WkSvgDevice *self, const WkGlyphRun *run)
{
  if (run->n_glyphs == 0)
    return;
  if (self->outlines || run->text == NULL)
    write_outlines (self, run, 0, run->n_glyphs, run->text);
  else if (run->font->pango_font != NULL)
    add_plain (self, run);
  else
    add_math (self, run);
}

/* --- writing --- */

static gboolean
same_colour (WkColour a, WkColour b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

/* The look of @piece, where it is not that of @outer. */
static void
append_look (GString *out, const WkSvgPiece *piece, const WkSvgPiece *outer)
{
  if (piece->family != NULL && g_strcmp0 (piece->family, outer->family) != 0)
    {
      g_string_append (out, " font-family=\"");
      wk_svg_append_escaped (out, piece->family);
      g_string_append_c (out, '"');
    }
  else if (piece->family == NULL && outer->family != NULL)
    g_string_append (out, " font-family=\"" WK_SVG_FAMILY "\"");
  else if (piece->math && !outer->math)
    g_string_append (out, " font-family=\"" MATH_FAMILY "\"");
  if (piece->size != outer->size)
    wk_svg_append_attribute (out, "font-size", piece->size);
  if (piece->bold != outer->bold)
    g_string_append_printf (out, " font-weight=\"%d\"", piece->bold ? 700 : 400);
  if (!same_colour (piece->colour, outer->colour))
    wk_svg_append_colour (out, "fill", piece->colour);
}

static void
append_place (GString *out, const WkSvgPiece *piece)
{
  g_string_append (out, " x=\"");
  wk_svg_append_number (out, piece->x, 2);
  g_string_append (out, "\" y=\"");
  wk_svg_append_number (out, piece->y, 2);
  g_string_append_c (out, '"');
}

static void
append_length (GString *out, const WkSvgPiece *piece)
{
  /* One character is as wide as it is. */
  if (piece->end > piece->x && g_utf8_strlen (piece->text, -1) > 1)
    {
      g_string_append (out, " textLength=\"");
      wk_svg_append_number (out, piece->end - piece->x, 1);
      g_string_append_c (out, '"');
    }
}

static gboolean
stands_apart (const WkSvgPiece *before, const WkSvgPiece *piece)
{
  /* Another line, or a gap. A script stands close. */
  return before->end == 0 || piece->x < before->x ||
         piece->x - before->end > BLANK * piece->size;
}

void
wk_svg_flush_text (WkSvgDevice *self)
{
  static const WkSvgPiece none = { .colour = { .alpha = -1 } };
  const WkSvgPiece *pieces = (const WkSvgPiece *) self->pieces->data;
  guint n = self->pieces->len;

  if (n == 0)
    return;
  wk_svg_count_element (self);
  g_string_append (self->body, "<text");
  append_place (self->body, &pieces[0]);
  append_look (self->body, &pieces[0], &none);
  if (n == 1)
    append_length (self->body, &pieces[0]);
  g_string_append_c (self->body, '>');
  wk_svg_append_content (self->body, pieces[0].text);
  for (guint i = 1; i < n; i++)
    {
      if (stands_apart (&pieces[i - 1], &pieces[i]))
        g_string_append_c (self->body, ' ');
      g_string_append (self->body, "<tspan");
      append_place (self->body, &pieces[i]);
      append_look (self->body, &pieces[i], &pieces[0]);
      if (!pieces[i].math)
        append_length (self->body, &pieces[i]);
      g_string_append_c (self->body, '>');
      wk_svg_append_content (self->body, pieces[i].text);
      g_string_append (self->body, "</tspan>");
    }
  g_string_append (self->body, "</text>\n");
  g_array_set_size (self->pieces, 0);
}
