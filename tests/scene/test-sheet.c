/* test-sheet.c - running text, and the sheet around a figure at every page and scale
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixed-measure.h"
#include "scene/wk-figure.h"
#include "scene/wk-sheet-private.h"

#define LONG_TEXT                                                                    \
  "The network has two inputs $x_1$ and $x_2$, one hidden layer with three nodes, "  \
  "and one output $\\hat y$. A weight $w^{[l]}_{jk}$ goes from node $j$ of layer "   \
  "$l-1$ to node $k$ of layer $l$, and $b^{[l]}_k$ is the bias of node $k$.\n\nAll " \
  "activation functions are the identity. Compute the value of the output. "

static const WkParamSpec no_specs[] = { { NULL } };

static WkView
view_of (WkPage page, WkTextScale scale)
{
  WkView view = { .text_scale = scale, .measure = &fixed_measure };

  wk_page_size (page, &view.width, &view.height);
  view.language = wk_language_get ("en");
  return view;
}

/* The body of the figure as the kind was told, kept as an item. */
static void
draw_body (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_scene_add_box (builder, "body", WK_ROLE_LINE, wk_scene_builder_get_body (builder),
                    0);
}

static const WkExerciseKind kind = { .id = "sheet", .draw = draw_body };

static WkSolution *
sample_solution (guint words, guint terms)
{
  g_autoptr (WkParams) params = wk_params_new (no_specs, NULL, NULL, NULL);
  WkSolution *solution = wk_solution_new (params, wk_language_get ("en"));

  for (guint i = 0; i < 3; i++)
    {
      GString *caption = g_string_new ("Caption");
      GString *formula = g_string_new ("y");

      for (guint k = 0; k < words * (i + 1); k++)
        g_string_append (caption, " word");
      for (guint k = 0; k < 3; k++)
        for (guint t = 0; t < terms; t++)
          g_string_append (formula, t == 0 ? "=x_{1}" : "+w_{12}\\cdot x_{2}");
      g_string_append (formula, "=\\focus{9}");
      wk_solution_take_step (solution, g_string_free (caption, FALSE),
                             g_string_free (formula, FALSE), "");
    }
  return solution;
}

/* --- running text --- */

static char *
flow_dump (double width, double most, const char *text)
{
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkFlow) flow =
      wk_flow_new (&view, WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL, width, most, text);
  g_autoptr (WkScene) scene = NULL;
  GString *out = g_string_new (NULL);
  double y = -1;

  wk_flow_place (flow, builder, "f", WK_ROLE_INK, 0, 0);
  scene = wk_scene_builder_finish (builder);
  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      g_assert_cmpfloat (item->text.x, <=, width);
      if (item->text.y != y && y >= 0)
        g_string_append_c (out, '|');
      y = item->text.y;
      g_string_append_printf (out, item->type == WK_ITEM_TEXT ? "%s" : "<%s>",
                              item->text.text);
    }
  return g_string_free (out, FALSE);
}

/* A character is 12 units wide at the label's size, so 120 are ten. */
static void
test_flow (void)
{
  static const struct
  {
    double width, most;
    const char *text, *lines;
  } rows[] = {
    { 120, 0, "", "" },
    { 120, 0, " \n ", "" },
    { 120, 0, "one two three", "one two|three" },
    { 120, 0, "one\ntwo", "one two" },
    { 120, 0, "one\n\ntwo", "one|two" },
    { 120, 0, "0123456789", "0123456789" },
    { 120, 0, "0123456789ab c", "0123456789|ab c" },
    { 120, 0, "a $x$, b", "a<x>, b" },
    { 120, 0, "abcdefg $xy$, b", "abcdefg|<xy>, b" },
    { 120, 0, "costs \\$5 or $x", "costs $5|or $x" },
    { 120, 0, "a$b$c$d$e", "a<b>c<d>e" },
    { 120, 40, "one two three four", "one two…" },
    { 120, 40, "one two, three four", "one two…" },
    { 120, 40, "one twothr four", "one…" },
    { 120, 40, "0123456789 b", "012345678…" },
    { 120, 40, "one two", "one two" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *lines = flow_dump (rows[i].width, rows[i].most, rows[i].text);

      g_assert_cmpstr (lines, ==, rows[i].lines);
    }
}

static void
test_flow_of_odd_text (void)
{
  static const char *const texts[] = {
    "\xff\xfe broken",
    "$",
    "$$",
    "a$",
    "\\",
    "$\\",
    "ee\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double width = 1; width < 200; width *= 3)
      {
        g_autofree char *lines = flow_dump (width, 0, texts[i]);
        g_autofree char *cut = flow_dump (width, 1, texts[i]);

        g_assert_nonnull (lines);
        g_assert_nonnull (cut);
      }
}

static void
test_flow_only_measures (void)
{
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  double alone = wk_flow_add (NULL, &view, "f", WK_ROLE_INK, WK_TYPE_LABEL,
                              WK_TYPE_SYMBOL, 5, 7, 500, LONG_TEXT);
  double placed = wk_flow_add (builder, &view, "f", WK_ROLE_INK, WK_TYPE_LABEL,
                               WK_TYPE_SYMBOL, 5, 7, 500, LONG_TEXT);

  scene = wk_scene_builder_finish (builder);
  g_assert_cmpfloat (alone, ==, placed);
  g_assert_cmpfloat (alone, >, 5 * 24);
  g_assert_nonnull (wk_scene_find (scene, "f-0"));
}

/* --- formulas --- */

static void
test_shorten (void)
{
  static const struct
  {
    const char *source;
    guint keep;
    const char *shorter;
  } rows[] = {
    { "y=a=b=9", 1, "y= \\cdots =9" },
    { "y=a=b=9", 2, "y= \\cdots =b=9" },
    { "y=9", 1, NULL },
    { "y=a=9", 2, NULL },
    { "\\sum_{i=1}^n(a=b)=3", 1, NULL },
    { "z=1=2, a=g(0, z)=\\max(0,2)=3", 1, "z= \\cdots =2, a= \\cdots =3" },
    { "y=\\left(a=b\\right)=c=0{,}5", 1, "y= \\cdots =0{,}5" },
    { "y=\\left.a=b\\right|=c", 1, "y= \\cdots =c" },
    { "y\\=a\\,b=c", 1, NULL },
    { "", 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shorter = wk_formula_shorten (rows[i].source, rows[i].keep);

      g_assert_cmpstr (shorter, ==, rows[i].shorter);
    }
}

/* --- the sheet --- */

static gboolean
overlap (WkRect a, WkRect b)
{
  const double hair = 0.01;

  return a.x + hair < b.x + b.width && b.x + hair < a.x + a.width &&
         a.y + hair < b.y + b.height && b.y + hair < a.y + a.height;
}

static gboolean
is_words (const WkItem *item)
{
  return item->type == WK_ITEM_TEXT || item->type == WK_ITEM_FORMULA;
}

static void
check_boxes (const WkScene *scene)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WkRect));

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      WkRect box;

      if (item->type == WK_ITEM_GROUP || item->opacity <= 0)
        continue;
      g_assert_true (wk_scene_item_bounds (scene, item, &fixed_measure, &box));
      g_assert_cmpfloat (box.x, >=, -1.5);
      g_assert_cmpfloat (box.y, >=, -1.5);
      g_assert_cmpfloat (box.x + box.width, <=, wk_scene_get_width (scene) + 1.5);
      g_assert_cmpfloat (box.y + box.height, <=, wk_scene_get_height (scene) + 1.5);
      if (!is_words (item) && strcmp (item->id, "body") != 0)
        continue;
      for (guint k = 0; k < boxes->len; k++)
        if (overlap (box, g_array_index (boxes, WkRect, k)))
          {
            g_autofree char *dump = wk_scene_dump (scene);

            g_error ("\"%s\" overlaps in\n%s", item->id, dump);
          }
      g_array_append_val (boxes, box);
    }
}

static double
band_top (const WkScene *scene)
{
  return wk_scene_find (scene, "sheet-band")->box.y;
}

/* One set of texts at one page: all positions. */
static void
check_positions (const WkSolution *solution, WkView *view)
{
  double top = 0;

  for (guint i = 0; i <= 12; i++)
    {
      g_autoptr (WkScene) scene = NULL;
      const WkItem *body;
      gboolean whole = i % 4 == 0;

      view->position = i / 4.0;
      scene = wk_figure_draw (&kind, solution, view);
      body = wk_scene_find (scene, "body");
      check_boxes (scene);
      g_assert_cmpfloat (body->box.height, >=, 0.3 * view->height);
      g_assert_cmpfloat (body->box.y + body->box.height, <, band_top (scene));
      if (i == 0)
        continue;
      if (whole && top > 0)
        g_assert_cmpfloat (band_top (scene), ==, top);
      if (whole)
        top = band_top (scene);
    }
}

static const char *const titles[] = {
  NULL,
  "Network output",
  "Network output of a network with so many words in its title that no page holds it "
  "all, "
  "in neither language, at neither scale, so that an ellipsis has to stand for the "
  "rest",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
};

static void
test_pages (void)
{
  g_autoptr (WkSolution) quiet = sample_solution (0, 1);
  g_autoptr (WkSolution) usual = sample_solution (6, 4);
  g_autoptr (WkSolution) loud = sample_solution (40, 30);
  WkSolution *solutions[] = { quiet, usual, loud };

  wk_solution_set_note (usual, "The printed solution says that all of them are $a_1$; "
                               "here each of the three has a name of its own.");
  wk_solution_set_note (loud, LONG_TEXT LONG_TEXT);
  for (int page = WK_PAGE_16_9; page <= WK_PAGE_TALL; page++)
    for (int scale = 0; scale < 2; scale++)
      for (guint t = 0; t < G_N_ELEMENTS (titles); t++)
        for (guint s = 0; s < 3; s++)
          {
            WkView view = view_of ((WkPage) page, (WkTextScale) scale);

            view.language = wk_language_get (t % 2 ? "nb" : "en");
            view.number = t == 2 ? "1a, the first of all questions of a day" : "1a";
            view.title = titles[t];
            view.question = s == 0 ? NULL : s == 1 ? LONG_TEXT : LONG_TEXT LONG_TEXT;
            view.audience = s == 1 ? NULL : "PhD candidates only";
            view.remark = s == 2 ? LONG_TEXT : NULL;
            check_positions (solutions[s], &view);
          }
}

static void
test_least_band (void)
{
  g_autoptr (WkSolution) solution = sample_solution (0, 1);

  for (int scale = 0; scale < 2; scale++)
    {
      WkView view = view_of (WK_PAGE_16_9, (WkTextScale) scale);
      g_autoptr (WkScene) scene = NULL;
      double height;

      view.position = 2;
      scene = wk_figure_draw (&kind, solution, &view);
      height = view.height - band_top (scene);
      g_assert_cmpfloat (height, >=, scale == 0 ? 130 : 184);
      g_assert_cmpfloat (height, <, scale == 0 ? 150 : 200);
    }
}

static void
test_words_of_a_step (void)
{
  g_autoptr (WkSolution) solution = sample_solution (1, 2);
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
  g_autoptr (WkScene) scene = NULL;

  view.number = "1a";
  view.title = "Network output";
  view.question = "What is $y$?";
  scene = wk_figure_draw (&kind, solution, &view);
  g_assert_cmpstr (wk_scene_get_title (scene), ==, "1a Network output");
  g_assert_cmpstr (wk_scene_get_description (scene), ==, "What is y?");
  g_assert_cmpstr (wk_scene_find (scene, "sheet-counter")->text.text, ==, "3 steps");
  g_assert_nonnull (wk_scene_find (scene, "sheet-question-0"));
  g_assert_null (wk_scene_find (scene, "sheet-formula"));
  g_clear_pointer (&scene, wk_scene_unref);

  view.position = 2;
  scene = wk_figure_draw (&kind, solution, &view);
  g_assert_cmpstr (wk_scene_find (scene, "sheet-counter")->text.text, ==,
                   "Step 2 of 3");
  g_assert_cmpstr (wk_scene_find (scene, "sheet-caption-0")->text.text, ==,
                   "Caption word word");
  g_assert_cmpfloat (wk_scene_find (scene, "sheet-formula")->opacity, ==, 1);
  g_assert_cmpint (wk_scene_find (scene, "sheet-formula")->text.type, ==,
                   WK_TYPE_FORMULA);
  g_assert_nonnull (strstr (wk_scene_get_description (scene), "Caption word word"));
  g_clear_pointer (&scene, wk_scene_unref);

  view.text_scale = WK_TEXT_SCALE_PROJECTOR;
  scene = wk_figure_draw (&kind, solution, &view);
  g_assert_cmpstr (wk_scene_find (scene, "sheet-counter")->text.text, ==, "2 / 3");
}

/* What a formula holds besides words: numbers with an ASCII minus, each once, no index.
 */
static void
test_numbers_in_words (void)
{
  static const struct
  {
    const char *formula;
    const char *expected; /* "": none */
  } cases[] = {
    { "z_{12} = 2 \\cdot (-3) + 0{,}5 - 4 = \\focus{-9{,}5}",
      "Numbers: 2; -3; 0,5; 4; -9,5." },
    { "w^{[1]}_{21} = x^2", "" },
    { "n = 12\\,345 = 12\\,345", "Numbers: 12345." },
    { "p \\approx -1.25\\times10^{-9}", "Numbers: -1.25; 10." },
    { "\\frac{1}{2}-3", "Numbers: 1; 2; 3." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkParams) params = wk_params_new (no_specs, NULL, NULL, NULL);
      g_autoptr (WkSolution) solution =
          wk_solution_new (params, wk_language_get ("en"));
      WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
      g_autofree char *words = NULL;
      const char *numbers;

      wk_solution_take_step (solution, g_strdup ("Caption."),
                             g_strdup (cases[i].formula), "");
      ((WkStep *) wk_solution_get_step (solution, 0))->spoken = g_strdup ("in words");
      view.position = 1;
      words = wk_figure_words (&kind, solution, &view);
      g_assert_true (g_str_has_prefix (words, "Caption. in words."));
      numbers = strstr (words, "Numbers:");
      g_assert_cmpstr (numbers != NULL ? numbers : "", ==, cases[i].expected);
    }
}

/* What is left out is cut off, and the rest keeps its place. */
static void
test_cropped (void)
{
  g_autoptr (WkSolution) solution = sample_solution (1, 2);
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
  g_autoptr (WkScene) whole = NULL;
  g_autoptr (WkScene) cut = NULL;
  const WkItem *before, *after;

  view.position = 2;
  view.number = "1a";
  view.title = "Network output";
  whole = wk_figure_draw (&kind, solution, &view);
  view.hide_title = view.hide_band = TRUE;
  cut = wk_figure_draw (&kind, solution, &view);
  before = wk_scene_find (whole, "body");
  after = wk_scene_find (cut, "body");
  g_assert_cmpfloat (after->box.height, ==, before->box.height);
  g_assert_cmpfloat (after->box.x, ==, before->box.x);
  g_assert_cmpfloat (after->box.y, <, before->box.y);
  g_assert_cmpfloat (wk_scene_get_height (cut), <, wk_scene_get_height (whole));
  g_assert_cmpfloat (after->box.y + after->box.height, <=, wk_scene_get_height (cut));
  g_assert_null (wk_scene_find (cut, "sheet-title-0"));
  g_assert_null (wk_scene_find (cut, "sheet-formula"));
  g_assert_null (wk_scene_find (cut, "sheet-band"));
  g_assert_cmpstr (wk_scene_get_title (cut), ==, "1a Network output");
  g_assert_cmpstr (wk_scene_get_description (cut), ==,
                   wk_scene_get_description (whole));
}

/* Whatever position is asked for, it is one of the solution's. */
static void
test_positions_beyond (void)
{
  static const double asked[] = { -3, 99, 3 };
  g_autoptr (WkSolution) solution = sample_solution (1, 2);
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);
  g_autoptr (WkScene) last = NULL;

  view.position = 3;
  last = wk_figure_draw (&kind, solution, &view);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (WkScene) scene = NULL;

      view.position = asked[i];
      scene = wk_figure_draw (&kind, solution, &view);
      g_assert_cmpint (wk_scene_equal (scene, last), ==, asked[i] >= 3);
    }
  view.position = (double) NAN;
  wk_scene_unref (wk_figure_draw (&kind, solution, &view));
}

static void
test_notes (void)
{
  g_autoptr (WkSolution) solution = sample_solution (1, 2);
  WkView view = view_of (WK_PAGE_16_9, WK_TEXT_SCALE_1);

  wk_solution_set_note (solution, "The printed solution says 8.");
  for (int hidden = 0; hidden < 2; hidden++)
    for (int position = 0; position < 4; position++)
      {
        g_autoptr (WkScene) scene = NULL;

        view.position = position;
        view.hide_notes = hidden;
        scene = wk_figure_draw (&kind, solution, &view);
        g_assert_cmpint (wk_scene_find (scene, "sheet-note-text-0") != NULL, ==,
                         !hidden && position > 0);
      }
}

static void
test_message (void)
{
  WkView view = view_of (WK_PAGE_4_3, WK_TEXT_SCALE_PROJECTOR);
  g_autoptr (WkScene) scene = NULL;

  view.number = "1a";
  view.title = titles[2];
  scene = wk_figure_draw_message (&view, LONG_TEXT LONG_TEXT LONG_TEXT);
  check_boxes (scene);
  g_assert_nonnull (wk_scene_find (scene, "sheet-message-0"));
  g_assert_null (wk_scene_find (scene, "sheet-counter"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/flow/lines", test_flow);
  g_test_add_func ("/scene/flow/odd-text", test_flow_of_odd_text);
  g_test_add_func ("/scene/flow/only-measures", test_flow_only_measures);
  g_test_add_func ("/scene/formula/shorten", test_shorten);
  g_test_add_func ("/scene/sheet/pages", test_pages);
  g_test_add_func ("/scene/sheet/least-band", test_least_band);
  g_test_add_func ("/scene/sheet/words-of-a-step", test_words_of_a_step);
  g_test_add_func ("/scene/sheet/numbers-in-words", test_numbers_in_words);
  g_test_add_func ("/scene/sheet/cropped", test_cropped);
  g_test_add_func ("/scene/sheet/positions-beyond", test_positions_beyond);
  g_test_add_func ("/scene/sheet/notes", test_notes);
  g_test_add_func ("/scene/sheet/message", test_message);
  return g_test_run ();
}
