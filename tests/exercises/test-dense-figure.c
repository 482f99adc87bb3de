/* test-dense-figure.c - what must be on the figures of 1a and 1b, on every sheet
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where there is too little room a layout leaves labels out; here is what it may not.
 */
#include "config.h"

#include "exercises/dense-kit.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

static const struct
{
  WkPage page;
  WkTextScale scale;
} sheets[] = {
  { WK_PAGE_16_9, WK_TEXT_SCALE_1 },  { WK_PAGE_16_9, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_16_10, WK_TEXT_SCALE_1 }, { WK_PAGE_16_10, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_4_3, WK_TEXT_SCALE_1 },   { WK_PAGE_4_3, WK_TEXT_SCALE_PROJECTOR },
  { WK_PAGE_TALL, WK_TEXT_SCALE_1 },
};

static WkScene *
scene_on (WkSolution *solution, double position, guint sheet)
{
  WkView view = { .position = position,
                  .text_scale = sheets[sheet].scale,
                  .language = wk_solution_get_language (solution),
                  .measure = wk_render_get_measure (),
                  .number = "1b",
                  .title = "Network output, ReLU activations" };

  wk_page_size (sheets[sheet].page, &view.width, &view.height);
  return wk_figure_draw (forward_kind (), solution, &view);
}

static void
check_there (WkScene *scene, const char *id)
{
  if (wk_scene_find (scene, id) == NULL)
    g_error ("no %s on a page of %g x %g, scale %d", id, wk_scene_get_width (scene),
             wk_scene_get_height (scene), (int) wk_scene_get_text_scale (scene));
}

/* Nodes, values, symbols, biases, every weight. */
static void
check_network (WkScene *scene)
{
  static const guint sizes[] = { 2, 3, 1 };

  for (guint l = 0; l < 3; l++)
    for (guint k = 1; k <= sizes[l]; k++)
      {
        static const char *const parts[] = { "node", "value", "symbol", "bias" };

        for (guint p = 0; p < (l == 0 ? 3u : 4u); p++)
          {
            g_autofree char *id = g_strdup_printf ("%s-%u-%u", parts[p], l, k);

            check_there (scene, id);
          }
        for (guint j = 1; l > 0 && j <= sizes[l - 1]; j++)
          {
            g_autofree char *edge = g_strdup_printf ("edge-%u-%u-%u", l, j, k);
            g_autofree char *pill = g_strdup_printf ("weight-%u-%u-%u", l, j, k);

            check_there (scene, edge);
            check_there (scene, pill);
          }
      }
}

static void
test_exam (void)
{
  static const char *const texts[] = { EXAM_IDENTITY, EXAM_RELU };

  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
      {
        g_autoptr (WkSolution) solution = solution_of (texts[t]);

        for (guint step = 0; step <= 4; step++)
          {
            g_autoptr (WkScene) scene = scene_on (solution, step, s);

            check_network (scene);
          }
      }
}

/* 1b: the plot with its point, and the node that ReLU cut says what it was. */
static void
test_relu (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_RELU);

  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    for (guint step = 1; step <= 4; step++)
      {
        g_autoptr (WkScene) scene = scene_on (solution, step, s);

        check_there (scene, "plot-curve");
        check_there (scene, "plot-point");
        check_there (scene, "plot-result");
        if (step >= 2)
          check_there (scene, "was-1-2");
      }
}

/* Labels stay where they are from step to step. */
static void
test_still (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_RELU);

  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    {
      g_autoptr (WkScene) first = scene_on (solution, 0, s);
      g_autoptr (WkScene) last = scene_on (solution, 4, s);

      for (guint i = 0; i < wk_scene_get_n_items (first); i++)
        {
          const WkItem *a = wk_scene_get_item (first, i);
          const WkItem *b = wk_scene_find (last, a->id);

          if (a->type != WK_ITEM_TEXT || b == NULL || g_str_has_prefix (a->id, "sheet"))
            continue;
          g_assert_cmpfloat (a->text.x, ==, b->text.x);
          g_assert_cmpfloat (a->text.y, ==, b->text.y);
        }
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/dense-figure/exam", test_exam);
  g_test_add_func ("/dense-figure/relu", test_relu);
  g_test_add_func ("/dense-figure/still", test_still);
  return g_test_run ();
}
