/* test-ink.c - the sheet as it is painted: no text overlaps, is cut, small or pale
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Short and much too long texts, captions and formulas, at all pages, scales and
 * themes, looked at by the layout check, which sees the ink and not the sheet's own
 * estimates.
 */
#include "config.h"

#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#define LONG_TEXT                                                                      \
  "The network below has two inputs $x_1$ and $x_2$, one hidden layer and one output " \
  "$\\hat y$. A weight $w^{[l]}_{jk}$ goes from node $j$ of layer $l-1$ to node $k$ "  \
  "of layer $l$, with $\\frac{\\partial J}{\\partial w}$ as its derivative, and what " \
  "follows goes on for longer than anybody would like to read. "

static const WkParamSpec no_specs[] = { { NULL } };

#define LONG_TITLE                                                                   \
  "Nettverkets utverdi med identitetsaktivering og ganske mange flere ord enn noen " \
  "overskrift skulle ha, også på den bredeste siden"

static const char *const titles[] = {
  "Network output, identity activations",
  LONG_TITLE,
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
};

static WkSolution *
make_solution (guint n_terms, const char *caption)
{
  g_autoptr (WkParams) params = wk_params_new (no_specs, NULL, NULL, NULL);
  WkSolution *solution = wk_solution_new (params, wk_language_get ("en"));

  for (guint i = 1; i <= 2; i++)
    {
      GString *formula = g_string_new ("z^{[1]}_{12}=\\frac{1}{2}");

      for (guint k = 0; k < n_terms * i; k++)
        g_string_append (formula, "+w^{[1]}_{12}a^{[1]}_{12}");
      g_string_append (formula, "=0.25");
      for (guint k = 0; k < n_terms * i; k++)
        g_string_append (formula, "+(-1234)\\cdot0.001235");
      g_string_append (formula, "=\\focus{-2}");
      wk_solution_take_step (solution, g_strdup (caption),
                             g_string_free (formula, FALSE), "");
    }
  return solution;
}

static void
check (const WkSolution *solution, const WkView *view, const char *what)
{
  static const WkExerciseKind kind = { .id = "empty" };
  g_autoptr (WkScene) scene = wk_figure_draw (&kind, solution, view);

  for (int theme = 0; theme < WK_N_THEMES; theme++)
    {
      g_autoptr (GPtrArray) findings = wk_layout_check (scene, (WkThemeId) theme);

      for (guint i = 0; i < findings->len; i++)
        {
          g_autofree char *text = wk_finding_to_text (g_ptr_array_index (findings, i));

          g_test_message ("%s, page %g, scale %d, position %g, theme %s: %s", what,
                          view->width, view->text_scale, view->position,
                          wk_theme_name ((WkThemeId) theme), text);
        }
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static void
test_texts (gconstpointer data)
{
  guint t = GPOINTER_TO_UINT (data);
  g_autoptr (WkSolution) solution =
      make_solution (t * 8 + 2, t == 2 ? LONG_TEXT : "The second node is negative.");

  wk_solution_set_note (solution, t == 0 ? NULL : LONG_TEXT);
  for (int page = WK_PAGE_16_9; page <= WK_PAGE_TALL; page++)
    for (int scale = 0; scale < 2; scale++)
      for (int position = 0; position <= 2; position++)
        {
          WkView view = { .position = position,
                          .text_scale = (WkTextScale) scale,
                          .language = wk_language_get (t == 1 ? "nb" : "en"),
                          .measure = wk_render_get_measure (),
                          .number = "1a",
                          .title = titles[t],
                          .question =
                              t == 2 ? LONG_TEXT LONG_TEXT LONG_TEXT : LONG_TEXT,
                          .audience = t > 0 ? "PhD candidates only" : NULL };

          wk_page_size ((WkPage) page, &view.width, &view.height);
          check (solution, &view, titles[t]);
        }
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_data_func ("/sheet/ink/short", GUINT_TO_POINTER (0), test_texts);
  g_test_add_data_func ("/sheet/ink/long", GUINT_TO_POINTER (1), test_texts);
  g_test_add_data_func ("/sheet/ink/far-too-long", GUINT_TO_POINTER (2), test_texts);
  return g_test_run ();
}
