/* test-projector.c - on a projector the last row reads every text
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All exercises of the exam and all kinds x steps x screens, at the projector's text
 * scale, on the page that the canvas takes there; contrast is counted with the light of
 * a room. Sizes are looked at in pixels of the screen: 4 % of its height for any text,
 * 5 % for what is asked, 6 % for titles, and less for indices and exponents.
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"
#include "render/wk-fonts.h"
#include "render/wk-check-private.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"
#include "widgets/wk-page-fit.h"

typedef struct
{
  int width, height;
} Screen;

static const Screen screens[] = { { 1024, 768 },
                                  { 1280, 800 },
                                  { 1920, 1080 },
                                  { 3840, 2160 } };

static const char *const languages[] = { "en", "nb" };

#define ANY 0.04
#define ANSWER 0.05
#define TITLE 0.06
/* Indices and exponents, which the math font sets at 0.7 of the letters they are at;
 * and what stands in an exponent as its own exponent or fraction, at 0.55 of a
 * formula's. */
#define SCRIPT (0.7 * ANY)
#define NESTED (0.55 * ANSWER)
/* Pixels by which rounding the page may fall short. */
#define ROUNDING 0.05
#define MAX_TOLD 60000

typedef struct
{
  const char *name;
  const WkExerciseKind *kind;
  WkSolution *solution;
  WkScene *scene;
  double position;
  Screen screen;
  double scale; /* pixels a unit */
} Look;

static const Look *looked_at;
static guint n_told;

static void
fail (const Look *look, const char *text)
{
  g_test_fail ();
  if (n_told++ < MAX_TOLD)
    g_test_message ("%s, %s, step %g, %d x %d, %s: %s", look->name, look->kind->id,
                    look->position, look->screen.width, look->screen.height,
                    wk_language_get_tag (wk_solution_get_language (look->solution)),
                    text);
}

static void
want_size (const Look *look, const WkItem *item, double share)
{
  double pixels = wk_type_size (item->text.type, WK_TEXT_SCALE_PROJECTOR) * look->scale;
  double wanted = share * look->screen.height;

  if (pixels < wanted - ROUNDING)
    {
      g_autofree char *text =
          g_strdup_printf ("%s “%s” is %.1f pixels high, not %.1f", item->id,
                           item->text.text, pixels, wanted);

      fail (look, text);
    }
}

static gboolean
is_text (const WkItem *item)
{
  return item->type == WK_ITEM_TEXT || item->type == WK_ITEM_FORMULA;
}

/* Whether the text stands inside @bounds. */
static gboolean
is_inside (const Look *look, const WkItem *item, WkRect bounds)
{
  WkRect own;

  if (!wk_scene_item_bounds (look->scene, item, wk_render_get_measure (), &own))
    return FALSE;
  return own.x + own.width / 2 > bounds.x &&
         own.x + own.width / 2 < bounds.x + bounds.width &&
         own.y + own.height / 2 > bounds.y &&
         own.y + own.height / 2 < bounds.y + bounds.height;
}

/* What is asked, where it stands in the figure. */
static void
check_answers (const Look *look)
{
  for (guint a = 0; a < wk_solution_get_n_answers (look->solution); a++)
    {
      const WkAnswer *answer = wk_solution_get_answer (look->solution, a);
      const WkItem *place =
          answer->item != NULL ? wk_scene_find (look->scene, answer->item) : NULL;
      WkRect bounds;

      if (place == NULL || look->position < answer->step ||
          !wk_scene_item_bounds (look->scene, place, wk_render_get_measure (), &bounds))
        continue;
      for (guint i = 0; i < wk_scene_get_n_items (look->scene); i++)
        {
          const WkItem *item = wk_scene_get_item (look->scene, i);

          if (is_text (item) && item->opacity >= 1 && is_inside (look, item, bounds))
            want_size (look, item, ANSWER);
        }
    }
}

static void
check_sizes (const Look *look)
{
  for (guint i = 0; i < wk_scene_get_n_items (look->scene); i++)
    {
      const WkItem *item = wk_scene_get_item (look->scene, i);

      if (!is_text (item))
        continue;
      switch (item->text.type)
        {
        case WK_TYPE_NUMBER:
        case WK_TYPE_TITLE:
          want_size (look, item, TITLE);
          break;
        case WK_TYPE_FORMULA:
        case WK_TYPE_FORMULA_SMALL:
        case WK_TYPE_NODE_VALUE:
          want_size (look, item, ANSWER);
          break;
        default:
          want_size (look, item, ANY);
        }
    }
}

static void
check_layout (const Look *look, WkThemeId theme)
{
  g_autoptr (GPtrArray) findings = wk_layout_check (look->scene, theme);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *text = wk_finding_to_text (findings->pdata[i]);

      fail (look, text);
    }
}

/* In an exponent that has one itself, or a fraction. */
static gboolean
is_nested (const char *formula)
{
  return g_regex_match_simple ("[\\^_]\\{[^}]*([\\^_]|\\\\frac)", formula, 0, 0);
}

/* The layout check asks for a text's largest letters; here for all of them. */
static void
want_signs (WkDevice *device, const WkGlyphRun *run)
{
  const WkItem *item = ((WkCheckDevice *) device)->item;
  double wanted, pixels;

  if (item == NULL || item->opacity <= 0 || !is_text (item))
    return;
  wanted = (is_nested (item->text.text) ? NESTED : SCRIPT) * looked_at->screen.height;
  pixels = run->font->size * looked_at->scale;
  if (pixels < wanted - ROUNDING)
    {
      g_autofree char *text =
          g_strdup_printf ("%s “%s” has signs %.1f pixels high, not %.1f", item->id,
                           item->text.text, pixels, wanted);

      fail (looked_at, text);
    }
}

static void
check_signs (const Look *look)
{
  WkDevice *device = wk_check_device_new ();
  const WkDeviceClass *own = device->klass;
  WkDeviceClass looking = *own;

  looking.glyphs = want_signs;
  device->klass = &looking;
  looked_at = look;
  wk_paint (look->scene, wk_theme_get (WK_THEME_LIGHT), device,
            (WkRect){ 0, 0, wk_scene_get_width (look->scene),
                      wk_scene_get_height (look->scene) },
            FALSE);
  own->free (device);
}

static void
look_at (const char *name,
         const WkExerciseKind *kind,
         WkSolution *solution,
         const WkExercise *exercise,
         double position,
         Screen screen)
{
  Look look = { name, kind, solution, NULL, position, screen, 0 };
  WkView view = {
    .position = position,
    .text_scale = WK_TEXT_SCALE_PROJECTOR,
    .language = wk_solution_get_language (solution),
    .measure = wk_render_get_measure (),
    .number = "12b",
    .title = "Network output",
  };
  g_autoptr (WkScene) scene = NULL;
  WkRect place;

  wk_page_fit (screen.width, screen.height, FALSE, &view.width, &view.height);
  place = wk_page_place (view.width, view.height, screen.width, screen.height);
  if (exercise != NULL)
    wk_view_set_exercise (&view, exercise);
  look.scene = scene = wk_figure_draw (kind, solution, &view);
  look.scale = place.height / view.height;
  check_sizes (&look);
  check_answers (&look);
  check_signs (&look);
  /* Print is nothing that a class sees. */
  check_layout (&look, WK_THEME_LIGHT);
  check_layout (&look, WK_THEME_DARK);
}

static void
look_at_all (const char *name,
             const WkExerciseKind *kind,
             WkValue *values,
             const WkExercise *exercise)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WkParams) params = wk_kind_params (kind, values, NULL, &error);
      g_autoptr (WkSolution) solution = NULL;

      g_assert_no_error (error);
      solution = kind->solve (params, wk_language_get (languages[l]), NULL, &error);
      g_assert_no_error (error);
      for (guint step = 0; step <= wk_solution_get_n_steps (solution); step++)
        for (guint s = 0; s < G_N_ELEMENTS (screens); s++)
          look_at (name, kind, solution, exercise, step, screens[s]);
    }
}

static void
test_exam (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);

      look_at_all (wk_exercise_get_number (exercise), wk_exercise_get_kind (exercise),
                   wk_params_get_values (wk_exercise_get_params (exercise)), exercise);
    }
}

static void
test_kinds (void)
{
  for (guint k = 0; wk_exercise_kinds[k] != NULL; k++)
    look_at_all ("default", wk_exercise_kinds[k], NULL, NULL);
}

/* The page is never small between bars where it could be large, and has bars of at most
 * what is beyond its shapes. */
static void
test_pages (void)
{
  for (int width = 800; width <= 4000; width += 37)
    for (int height = 600; height <= 2400; height += 41)
      {
        double page_width, page_height;
        double scale = wk_page_fit (width, height, FALSE, &page_width, &page_height);
        double ratio = (double) width / height;

        g_assert_cmpfloat (page_height, ==, 900);
        g_assert_cmpfloat (page_width, >=, 1200);
        g_assert_cmpfloat (page_width, <=, 1600);
        if (ratio >= 4.0 / 3 + 0.01)
          g_assert_cmpfloat (page_height * scale, >=, height - 1.5);
        if (ratio <= 16.0 / 9 - 0.01)
          g_assert_cmpfloat (page_width * scale, >=, width - 1.5);
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/projector/exam", test_exam);
  g_test_add_func ("/projector/kinds", test_kinds);
  g_test_add_func ("/projector/pages", test_pages);
  return g_test_run ();
}
