/* wk-theme.c - the table of colours
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Classes are Okabe and Ito's palette (M. Okabe, K. Ito, "Color Universal Design",
 * 2008) in an order that keeps neighbours apart; in place of its yellow an olive, and
 * behind it a purple and a brown. Those three, and the colours on dark paper, were
 * moved until any two classes differ to each sort of colour blindness: test-theme has
 * the measure. Light colours are fills only: as a line or a text they are mixed with
 * ink until they can be seen.
 */
#include "config.h"

#include "render/wk-theme.h"

#include <math.h>

#define FIRST_SIGN WK_ROLE_POSITIVE
#define N_CLASSES WK_N_CLASSES
#define N_ROLES (WK_ROLE_CLASS_10 + 1)
/* The strongest tint under a number, and what ink on it must keep. */
#define TINT_LIMIT 0.4
#define INK_ON_TINT 7.0
/* Of lines and marks that carry meaning. */
#define WANT_MARK 3.0
/* The lightest grey on white paper whose marker needs no edge. */
#define DARK_ENOUGH 0.4
#define INK_ON_TINT_IN_ROOM 5.5

struct _WkTheme
{
  const char *name;
  WkColour paper, ink, muted, line, wash;
  /* positive, negative, backward, focus edge, right */
  WkColour marks[5];
  WkColour texts[5];
  WkColour glow; /* with its alpha */
  WkColour class_lines[N_CLASSES];
  WkColour class_texts[N_CLASSES];
  WkColour class_fills[N_CLASSES];
  double ease[N_ROLES]; /* see wk_theme_fill() */
  gboolean print;
};

#define RGB(hex)                                                                       \
  {                                                                                    \
    (((hex) >> 16) & 255) / 255.0, (((hex) >> 8) & 255) / 255.0, ((hex) &255) / 255.0, \
        1                                                                              \
  }
#define RGBA(hex, a)                                                                   \
  {                                                                                    \
    (((hex) >> 16) & 255) / 255.0, (((hex) >> 8) & 255) / 255.0, ((hex) &255) / 255.0, \
        (a)                                                                            \
  }

static WkTheme themes[WK_N_THEMES] = {
  [WK_THEME_LIGHT] = {
    .name = "light",
    .paper = RGB (0xFFFFFF),
    .ink = RGB (0x1B1F24),
    .muted = RGB (0x5B6470),
    .line = RGB (0xD3D8DF),
    .wash = RGB (0xF4F6F8),
    .marks = { RGB (0x0072B2), RGB (0xD55E00), RGB (0xAA4499), RGB (0xA87600),
               RGB (0x009E73) },
    .texts = { RGB (0x00598C), RGB (0xA84300), RGB (0x8E2F7E), RGB (0x1B1F24),
               RGB (0x00694D) },
    .glow = RGBA (0xF2B705, 0.35),
  },
  [WK_THEME_DARK] = {
    .name = "dark",
    .paper = RGB (0x16191D),
    .ink = RGB (0xF1F3F5),
    .muted = RGB (0xA9B2BD),
    .line = RGB (0x3A424C),
    .wash = RGB (0x20252B),
    .marks = { RGB (0x56B4E9), RGB (0xFF9A4D), RGB (0xE39BD3), RGB (0xF2B705),
               RGB (0x4CC9A0) },
    .texts = { RGB (0x56B4E9), RGB (0xFF9A4D), RGB (0xE39BD3), RGB (0xF1F3F5),
               RGB (0x4CC9A0) },
    .glow = RGBA (0xF2B705, 0.20),
  },
  [WK_THEME_PRINT] = {
    .name = "print",
    .paper = RGB (0xFFFFFF),
    .ink = RGB (0x000000),
    .muted = RGB (0x444444),
    .line = RGB (0xBBBBBB),
    .wash = RGBA (0xFFFFFF, 0),
    .marks = { RGB (0x000000), RGB (0x000000), RGB (0x000000), RGB (0x000000),
               RGB (0x000000) },
    .texts = { RGB (0x000000), RGB (0x000000), RGB (0x000000), RGB (0x000000),
               RGB (0x000000) },
    .glow = RGBA (0x000000, 0.15),
    .print = TRUE,
  },
};

/* On white paper and on dark. */
static const WkColour class_colours[2][N_CLASSES] = {
  { RGB (0x0072B2), RGB (0xE69F00), RGB (0x009E73), RGB (0xCC79A7), RGB (0x56B4E9),
    RGB (0xD55E00), RGB (0x6E6628), RGB (0x1B1F24), RGB (0x452A9E), RGB (0x7B3325) },
  { RGB (0x47B5FF), RGB (0xDDB721), RGB (0x1FE490), RGB (0xDC84C6), RGB (0xBFD2FF),
    RGB (0xFD5148), RGB (0x798611), RGB (0xF1F3F5), RGB (0xB74EF2), RGB (0xA77369) },
};

/* Greys for the print theme, neighbours far apart. */
static const double print_greys[N_CLASSES] = { 0.55, 0.95, 0.70, 0.85, 0.45,
                                               0.78, 0.62, 0.35, 0.90, 0.50 };
/* Of markers: those that are all edge (plus, ring, cross, star, bow) are dark. */
static const double marker_greys[N_CLASSES] = { 0.55, 0.95, 0.70, 0.85, 0.75,
                                                0.25, 0.35, 0.0,  0.30, 0.20 };

static double
linear (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* Relative luminance as WCAG 2.1 defines it. */
static double
luminance (WkColour c)
{
  return 0.2126 * linear (c.red) + 0.7152 * linear (c.green) + 0.0722 * linear (c.blue);
}

double
wk_contrast (WkColour a, WkColour b, gboolean room)
{
  double flare = room ? 1.0 / 14 : 0.05;
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + flare) / (MIN (la, lb) + flare);
}

static WkColour
mix (WkColour over, WkColour under, double share)
{
  return (WkColour){
    .red = share * over.red + (1 - share) * under.red,
    .green = share * over.green + (1 - share) * under.green,
    .blue = share * over.blue + (1 - share) * under.blue,
    .alpha = 1,
  };
}

static gboolean
legible_as_is (const WkTheme *theme, WkColour colour, double wanted)
{
  WkColour wash = theme->wash.alpha > 0 ? theme->wash : theme->paper;

  return wk_contrast (colour, theme->paper, TRUE) >= wanted &&
         wk_contrast (colour, wash, TRUE) >= wanted;
}

/* @colour with as little ink as gives @wanted contrast on paper and wash. */
static WkColour
legible (const WkTheme *theme, WkColour colour, double wanted)
{
  for (int i = 0; i < 20; i++)
    {
      WkColour c = mix (theme->ink, colour, i / 20.0);

      if (legible_as_is (theme, c, wanted))
        return c;
    }
  return theme->ink;
}

static void
fill_classes (WkTheme *theme)
{
  for (guint i = 0; i < N_CLASSES; i++)
    {
      double g = print_greys[i];

      if (theme->print)
        {
          theme->class_fills[i] = (WkColour){ g, g, g, 1 };
          theme->class_lines[i] = theme->class_texts[i] = theme->ink;
          continue;
        }
      theme->class_fills[i] = class_colours[luminance (theme->paper) < 0.5][i];
      theme->class_lines[i] = legible (theme, theme->class_fills[i], WANT_MARK);
      theme->class_texts[i] = legible (theme, theme->class_fills[i], 4.5);
    }
}

static gboolean
is_class (WkRole role)
{
  return role >= WK_ROLE_CLASS_1 && role <= WK_ROLE_CLASS_10;
}

static gboolean
is_mark (WkRole role)
{
  return role >= WK_ROLE_POSITIVE && role <= WK_ROLE_RIGHT;
}

/* The roles that look the same as a line, a text and a fill. */
static WkColour
plain (const WkTheme *theme, WkRole role)
{
  switch (role)
    {
    case WK_ROLE_PAPER:
      return theme->paper;
    case WK_ROLE_MUTED:
      return theme->muted;
    case WK_ROLE_LINE:
      return theme->line;
    case WK_ROLE_WASH:
      return theme->wash;
    default:
      return theme->ink;
    }
}

/* What a fill is made of, before any tint. */
static WkColour
full_fill (const WkTheme *theme, WkRole role)
{
  if (is_class (role))
    return theme->class_fills[role - WK_ROLE_CLASS_1];
  if (is_mark (role))
    return theme->marks[role - FIRST_SIGN];
  return plain (theme, role);
}

/* The share of the strongest tint that leaves ink on it legible: 1, or a little less.
 */
static double
find_ease (const WkTheme *theme, WkRole role)
{
  double ease = 1;

  for (; ease > 0; ease -= 0.01)
    {
      WkColour tinted = mix (full_fill (theme, role), theme->paper, TINT_LIMIT * ease);

      if (wk_contrast (theme->ink, tinted, FALSE) >= INK_ON_TINT &&
          wk_contrast (theme->ink, tinted, TRUE) >= INK_ON_TINT_IN_ROOM)
        break;
    }
  return ease;
}

const WkTheme *
wk_theme_get (WkThemeId id)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < WK_N_THEMES; i++)
        {
          fill_classes (&themes[i]);
          for (guint role = 0; role < N_ROLES; role++)
            themes[i].ease[role] = find_ease (&themes[i], (WkRole) role);
        }
      g_once_init_leave (&once, 1);
    }
  return &themes[(guint) id < WK_N_THEMES ? id : WK_THEME_LIGHT];
}

gboolean
wk_theme_from_name (const char *name, WkThemeId *id)
{
  for (guint i = 0; i < WK_N_THEMES; i++)
    if (name != NULL && g_ascii_strcasecmp (name, themes[i].name) == 0)
      {
        *id = (WkThemeId) i;
        return TRUE;
      }
  return FALSE;
}

const char *
wk_theme_name (WkThemeId id)
{
  return wk_theme_get (id)->name;
}

gboolean
wk_theme_is_print (const WkTheme *theme)
{
  return theme->print;
}

WkColour
wk_theme_line (const WkTheme *theme, WkRole role, WkEmphasis emphasis)
{
  if (role != WK_ROLE_PAPER && role != WK_ROLE_WASH)
    {
      if (emphasis == WK_EMPHASIS_DIMMED)
        return theme->line;
      if (emphasis == WK_EMPHASIS_NOT_YET && role != WK_ROLE_LINE)
        return theme->muted;
    }
  if (is_class (role))
    return theme->class_lines[role - WK_ROLE_CLASS_1];
  if (is_mark (role))
    return theme->marks[role - FIRST_SIGN];
  return plain (theme, role);
}

WkColour
wk_theme_text (const WkTheme *theme, WkRole role, WkEmphasis emphasis)
{
  if (role == WK_ROLE_PAPER)
    return theme->paper;
  if (emphasis == WK_EMPHASIS_DIMMED || emphasis == WK_EMPHASIS_NOT_YET)
    return theme->muted;
  if (is_class (role))
    return theme->class_texts[role - WK_ROLE_CLASS_1];
  if (is_mark (role))
    return theme->texts[role - FIRST_SIGN];
  /* The line colour is for decoration: no text can be read in it. */
  return role == WK_ROLE_LINE || role == WK_ROLE_WASH ? theme->muted
                                                      : plain (theme, role);
}

/* Up to the strongest tint under a number the share is eased so that ink on it keeps
 * its contrast (the dark theme's orange would not by itself); from there on it makes up
 * for that, and 1 is the colour itself. */
WkColour
wk_theme_fill (const WkTheme *theme, WkRole role, double tint)
{
  double ease = (guint) role < N_ROLES ? theme->ease[role] : 1;
  WkColour colour;

  tint = CLAMP (tint, 0, 1);
  if (role == WK_ROLE_FOCUS)
    {
      colour = theme->glow;
      colour.alpha *= tint;
      return colour;
    }
  colour = full_fill (theme, role);
  if (colour.alpha < 1)
    return colour;
  if (tint <= TINT_LIMIT)
    tint *= ease;
  else
    tint = 1 - (1 - tint) * (1 - TINT_LIMIT * ease) / (1 - TINT_LIMIT);
  return mix (colour, theme->paper, tint);
}

gboolean
wk_theme_marker (const WkTheme *theme,
                 guint class,
                 WkEmphasis emphasis,
                 double tint,
                 WkColour *fill,
                 WkColour *edge)
{
  WkRole role = WK_ROLE_CLASS_1 + class % N_CLASSES;
  WkColour line = wk_theme_line (theme, role, emphasis);
  double grey = marker_greys[class % N_CLASSES];
  gboolean back = emphasis == WK_EMPHASIS_DIMMED || emphasis == WK_EMPHASIS_NOT_YET;
  gboolean strong;

  *fill = back           ? line
          : theme->print ? (WkColour){ grey, grey, grey, 1 }
                         : theme->class_fills[class % N_CLASSES];
  strong = !back && (theme->print ? grey < DARK_ENOUGH
                                  : legible_as_is (theme, *fill, WANT_MARK));
  *fill = mix (*fill, theme->paper, CLAMP (tint, 0, 1));
  *edge = strong ? theme->paper : mix (line, theme->paper, CLAMP (tint, 0, 1));
  return strong;
}

guint
wk_theme_dashes (const WkTheme *theme, WkRole role, double width, double dashes[4])
{
  if (role != WK_ROLE_NEGATIVE)
    return 0;
  dashes[0] = MAX (10, 3 * width);
  dashes[1] = MAX (7, 1.8 * width);
  return 2;
}
