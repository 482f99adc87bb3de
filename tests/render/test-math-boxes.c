/* test-math-boxes.c - formulas against LaTeX's own boxes for the same font
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * latex-boxes.json holds where LuaLaTeX with unicode-math puts every glyph and rule of
 * the formulas in latex-formulas.txt (made by tests/tools/latex-boxes.py). The same
 * glyphs, the same sizes of brackets among them, must stand within 6 % of the font size
 * of LaTeX's places: baselines, axis, scripts, limits, numerators, bars.
 */
#include "config.h"

#include "model/wk-yaml.h"
#include "render/wk-math.h"

#include <math.h>

#define TOLERANCE 0.06 /* of the font size */
#define MIN_FORMULAS 40

typedef struct
{
  guint32 glyph;
  double x, y, size;
  gboolean taken;
} Glyph;

static double
number_at (const WkValue *list, gsize i)
{
  return wk_value_get_number (wk_value_get_item (list, i));
}

/* The nearest of ours with the same outline, or NULL. */
static const WkMathGlyph *
find_glyph (const WkMathLayout *layout, gboolean *taken, const WkValue *wanted)
{
  const WkMathGlyph *best = NULL;
  double least = HUGE_VAL;
  guint found = 0;

  for (guint i = 0; i < layout->n_glyphs; i++)
    {
      const WkMathGlyph *glyph = &layout->glyphs[i];
      double distance = hypot (glyph->x / layout->size - number_at (wanted, 1),
                               glyph->y / layout->size - number_at (wanted, 2));

      if (taken[i] || (double) glyph->glyph != number_at (wanted, 0) ||
          distance >= least)
        continue;
      least = distance;
      best = glyph;
      found = i;
    }
  if (best != NULL)
    taken[found] = TRUE;
  return best;
}

static double worst[4]; /* dx, dy, size, rules */

static guint
check_glyphs (const WkMathLayout *layout, const WkValue *glyphs, const char *source)
{
  g_autofree gboolean *taken = g_new0 (gboolean, layout->n_glyphs + 1);
  guint wrong = 0;

  for (gsize i = 0; i < wk_value_get_length (glyphs); i++)
    {
      const WkValue *wanted = wk_value_get_item (glyphs, i);
      const WkMathGlyph *glyph = find_glyph (layout, taken, wanted);
      double d[3];

      if (glyph == NULL)
        {
          g_test_message ("%s: glyph %g at %g, %g is not there", source,
                          number_at (wanted, 0), number_at (wanted, 1),
                          number_at (wanted, 2));
          wrong++;
          continue;
        }
      d[0] = glyph->x / layout->size - number_at (wanted, 1);
      d[1] = glyph->y / layout->size - number_at (wanted, 2);
      d[2] = glyph->scale - number_at (wanted, 3);
      for (guint k = 0; k < 3; k++)
        worst[k] = MAX (worst[k], fabs (d[k]));
      if (fabs (d[0]) > TOLERANCE || fabs (d[1]) > TOLERANCE || fabs (d[2]) > TOLERANCE)
        {
          g_test_message ("%s: glyph %g is off by %.3f, %.3f, size %.3f", source,
                          number_at (wanted, 0), d[0], d[1], d[2]);
          wrong++;
        }
    }
  for (guint i = 0; i < layout->n_glyphs; i++)
    if (!taken[i])
      {
        g_test_message ("%s: glyph %u at %.3f, %.3f is too many", source,
                        layout->glyphs[i].glyph, layout->glyphs[i].x / layout->size,
                        layout->glyphs[i].y / layout->size);
        wrong++;
      }
  return wrong;
}

static guint
check_rules (const WkMathLayout *layout, const WkValue *rules, const char *source)
{
  guint wrong = 0;

  if (wk_value_get_length (rules) != layout->n_rules)
    {
      g_test_message ("%s: %u rules", source, layout->n_rules);
      return 1;
    }
  for (gsize i = 0; i < wk_value_get_length (rules); i++)
    {
      const WkValue *wanted = wk_value_get_item (rules, i);
      double least = HUGE_VAL;

      for (guint k = 0; k < layout->n_rules; k++)
        {
          const WkRect *rect = &layout->rules[k].rect;
          double off = MAX (fabs (rect->x / layout->size - number_at (wanted, 0)),
                            fabs (rect->y / layout->size - number_at (wanted, 1)));

          off = MAX (off, fabs (rect->width / layout->size - number_at (wanted, 2)));
          off = MAX (off, fabs (rect->height / layout->size - number_at (wanted, 3)));
          least = MIN (least, off);
        }
      worst[3] = MAX (worst[3], least);
      if (least > TOLERANCE)
        {
          g_test_message ("%s: the rule at %g, %g is off by %.3f", source,
                          number_at (wanted, 0), number_at (wanted, 1), least);
          wrong++;
        }
    }
  return wrong;
}

static void
test_boxes (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "render", "latex-boxes.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) all = NULL;
  const WkValue *formulas;
  gsize length;
  guint wrong = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  all = wk_yaml_parse (text, length, path, &error);
  g_assert_no_error (error);
  formulas = wk_value_get_member (all, "formulas");
  g_assert_cmpuint (wk_value_get_length (formulas), >=, MIN_FORMULAS);

  for (gsize i = 0; i < wk_value_get_length (formulas); i++)
    {
      const WkValue *row = wk_value_get_item (formulas, i);
      const char *source = wk_value_get_string (wk_value_get_member (row, "source"));
      g_autoptr (WkMathLayout) layout = wk_math_layout (source, 10, 0, TRUE, &error);

      g_assert_no_error (error);
      wrong += check_glyphs (layout, wk_value_get_member (row, "glyphs"), source);
      wrong += check_rules (layout, wk_value_get_member (row, "rules"), source);
    }
  g_test_message ("worst: x %.4f, y %.4f, size %.4f, rules %.4f em", worst[0], worst[1],
                  worst[2], worst[3]);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/boxes", test_boxes);
  return g_test_run ();
}
