/* test-field-figure.c - exam part 2c: folding, cones, the figure, hands on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cones are compared with every path through the windows.
 */
#include "config.h"

#include "exercises/field-kit.h"
#include "exercises/kit/wk-field-figure.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

/* --- folding --- */

/* Every layer has one line, in order; what is told adds up, whatever is open. */
static void
check_lines (const WkField *field)
{
  guint next = 1;

  g_assert_cmpuint (field->n_groups, >=, 1);
  g_assert_cmpuint (field->n_groups, <=, WK_FIELD_MAX_GROUPS);
  for (guint g = 0; g < field->n_groups; g++)
    {
      g_assert_cmpuint (field->groups[g].first, ==, next);
      g_assert_cmpuint (field->groups[g].last, >=, next);
      next = field->groups[g].last + 1;
    }
  g_assert_cmpuint (next, ==, field->n_layers + 1);
}

static void
test_folding (void)
{
  g_autoptr (WkSolution) whole = solution_of ("{preset: resnet-v1-152}");
  const WkField *field = wk_solution_get_data (whole);
  static const guint ends[] = { 1, 2, 11, 35, 143, 152 };

  check_lines (field);
  g_assert_cmpuint (field->n_groups, ==, G_N_ELEMENTS (ends));
  for (guint g = 0; g < G_N_ELEMENTS (ends); g++)
    g_assert_cmpuint (field->groups[g].last, ==, ends[g]);
  for (guint first = 1; first < 152; first += 7)
    for (guint last = first + 1; last <= 152; last += 9)
      {
        g_autofree char *text =
            g_strdup_printf ("{preset: resnet-v1-152, open: [%u, %u]}", first, last);
        g_autoptr (WkSolution) solution = solution_of (text);

        check_lines (wk_solution_get_data (solution));
        g_assert_cmpuint (wk_solution_get_n_steps (solution), <=,
                          WK_FIELD_MAX_GROUPS + 1);
      }
  g_assert_cmpstr (wk_solution_get_step (whole, 3)->formula, ==,
                   "r_{35}=r_{11}+\\sum_{l=12}^{35}(k_l-1)\\,j_{l-1}="
                   "35+8\\cdot(3-1)\\cdot8=\\focus{163},\\quad j_{35}=16");
}

static void
test_names (void)
{
  static const struct
  {
    const char *preset;
    WkFieldGroup group;
    const char *name;
  } rows[] = {
    { "resnet-v1-152", { 36, 143 }, "block3" },
    { "resnet-v1-152", { 36, 53 }, "block3_unit1 to unit6" },
    { "resnet-v1-152", { 1, 35 }, "conv1 to block2_unit8" },
    { "vgg-16", { 1, 3 }, "conv1 to pool1" },
    { "mobilenet-v1", { 2, 5 }, "Conv2d_1 to 2" },
    { "dilated", { 1, 4 }, "d1 to d8" },
    { "own", { 1, 3 }, "layers 1 to 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{preset: %s}", rows[i].preset);
      g_autoptr (WkSolution) solution = solution_of (text);
      g_autofree char *name =
          wk_field_group_name (wk_solution_get_data (solution), NULL, rows[i].group);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

/* --- cones --- */

/* Does unit @unit of layer @layer see unit @target of layer @below? Every path. */
static gboolean
sees (const WkField *field, guint layer, gint64 unit, guint below, gint64 target)
{
  const WkWindow *window;

  if (unit < 0 || unit >= wk_field_at (field, layer)->n_units)
    return FALSE;
  if (layer == below)
    return unit == target;
  window = wk_field_window (field, layer, field->axis);
  for (int k = 0; k < window->kernel; k++)
    if (sees (field, layer - 1,
              unit * window->stride - window->pad_begin + k * window->dilation, below,
              target))
      return TRUE;
  return FALSE;
}

static void
check_cone (const WkField *field, guint layer, gint64 unit)
{
  g_autoptr (WkFieldCone) cone =
      wk_field_cone_new (field, layer, unit, field->n_groups, TRUE);

  for (guint line = 0; line <= field->n_groups; line++)
    {
      gint64 n = wk_field_at (field, line)->n_units;

      g_assert_nonnull (cone->lit[line]);
      for (gint64 i = 0; i < n; i++)
        {
          gboolean expected = line <= layer ? sees (field, layer, unit, line, i)
                                            : sees (field, line, i, layer, unit);

          g_assert_cmpint (cone->lit[line][i], ==, expected);
          if (expected)
            g_assert_true (i >= cone->hull[line].first && i <= cone->hull[line].last);
        }
    }
}

static void
test_cones (void)
{
  static const char *const stacks[] = {
    "{}",
    "{layers: [{kernel: 3, padding: 1}, {kernel: 3, stride: 2, padding: [0, 1]}, "
    "{kernel: 2}], input: 11}",
    "{layers: [{kernel: 1, stride: 3}, {kernel: 3}], input: 16}",
    "{layers: [{kernel: 3, dilation: 2, padding: 2}, {kernel: 2, dilation: 3}], "
    "input: 12}",
    "{layers: [{kernel: [2, 3]}, {kernel: [3, 1], stride: [2, 1]}], axis: rows}",
  };

  for (guint s = 0; s < G_N_ELEMENTS (stacks); s++)
    {
      g_autoptr (WkSolution) solution = solution_of (stacks[s]);
      const WkField *field = wk_solution_get_data (solution);

      for (guint layer = 0; layer <= field->n_layers; layer++)
        for (gint64 unit = 0; unit < wk_field_at (field, layer)->n_units; unit++)
          check_cone (field, layer, unit);
    }
}

/* --- the figure --- */

static WkScene *
scene_at (WkSolution *solution, double position)
{
  WkView view = { .position = position,
                  .text_scale = WK_TEXT_SCALE_1,
                  .language = wk_solution_get_language (solution),
                  .measure = &fixed_measure,
                  .number = "2c",
                  .title = "Title" };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  return wk_figure_draw (field_kind (), solution, &view);
}

static const char *
text_of (WkScene *scene, const char *id)
{
  const WkItem *item = wk_scene_find (scene, id);

  return item == NULL ? NULL : item->text.text;
}

/* At step l as many pixels are lit as r_l says. */
static void
test_growth (void)
{
  static const guint fields[] = { 0, 3, 7, 8, 12, 12 };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  for (guint step = 0; step <= 5; step++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, step);
      guint lit = 0;

      for (guint i = 0; i < 16; i++)
        {
          g_autofree char *id = g_strdup_printf ("unit-0-%u", i);
          const WkItem *cell = wk_scene_find (scene, id);

          g_assert_nonnull (cell);
          lit += cell->fill == WK_ROLE_POSITIVE;
        }
      g_assert_cmpuint (lit, ==, fields[step]);
      for (guint line = 1; line <= 4; line++)
        {
          g_autofree char *id = g_strdup_printf ("value-r-%u", line);
          g_autofree char *value = g_strdup_printf ("%u", fields[line]);

          g_assert_cmpstr (text_of (scene, id), ==, line <= step ? value : "?");
        }
    }
}

static void
test_question_tells_nothing (void)
{
  static const char *const presets[] = { "own", "vgg-16", "resnet-v1-152" };

  for (guint p = 0; p < G_N_ELEMENTS (presets); p++)
    {
      g_autofree char *text =
          g_strdup_printf ("{preset: %s, pick: [2, 0, 0]}", presets[p]);
      g_autoptr (WkSolution) solution = solution_of (text);
      g_autoptr (WkScene) scene = scene_at (solution, 0.0);
      g_autofree char *answer =
          g_strdup_printf ("%g", wk_solution_find_answer (solution, "field")->value);

      for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
        {
          const WkItem *item = wk_scene_get_item (scene, i);

          g_assert_null (item->how);
          g_assert_false (item->fill == WK_ROLE_POSITIVE);
          if (item->type == WK_ITEM_TEXT)
            g_assert_cmpstr (item->text.text, !=, answer);
          if (item->value != NULL && strstr (item->value, answer) != NULL)
            g_error ("%s tells %s", item->id, item->value);
        }
      g_assert_null (strstr (wk_scene_get_description (scene), answer));
    }
}

/* Between two steps the cone widens: its bracket lies between the two. */
static void
test_motion (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{}");
  double before = 0.0;

  for (double position = 1.0; position <= 4.01; position += 0.25)
    {
      g_autoptr (WkScene) scene = scene_at (solution, position);
      const WkItem *left = wk_scene_find (scene, "bracket-left");
      const WkItem *right = wk_scene_find (scene, "bracket-right");
      double width;

      g_assert_nonnull (left);
      g_assert_nonnull (right);
      width = right->line.x1 - left->line.x1;
      g_assert_cmpfloat (width, >, before);
      before = width;
    }
}

static void
test_focus (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{}");

  for (guint i = 0; i < wk_solution_get_n_steps (solution); i++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, i + 1);
      const WkStep *step = wk_solution_get_step (solution, i);

      for (guint f = 0; step->focus[f] != NULL; f++)
        g_assert_nonnull (wk_scene_find (scene, step->focus[f]));
    }
  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, 0);
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      if (answer->item != NULL)
        g_assert_nonnull (wk_scene_find (scene, answer->item));
    }
}

/* --- hands on the figure --- */

static WkParams *
edited (WkSolution *solution, const char *id, const WkEdit *edit)
{
  g_autoptr (WkScene) scene = scene_at (solution, 4.0);
  g_autoptr (GError) error = NULL;
  const WkItem *item = wk_scene_find (scene, id);
  WkParams *params;

  if (item == NULL)
    g_error ("no item %s", id);
  params = field_kind ()->edit (solution, item, edit, &error);
  g_assert_no_error (error);
  return params;
}

static void
assert_pick (const WkParams *params, int layer, int row, int column)
{
  g_assert_nonnull (params);
  g_assert_cmpint (wk_params_get_int (params, "pick[0]"), ==, layer);
  g_assert_cmpint (wk_params_get_int (params, "pick[1]"), ==, row);
  g_assert_cmpint (wk_params_get_int (params, "pick[2]"), ==, column);
}

static void
test_pick (void)
{
  const WkEdit pick = { .type = WK_EDIT_PICK };
  const WkEdit right = { .type = WK_EDIT_STEP, .amount = 1 };
  const WkEdit far = { .type = WK_EDIT_STEP, .amount = 100 };
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkSolution) picked = solution_of ("{pick: [3, 0, 2]}");
  g_autoptr (WkParams) unit = edited (solution, "unit-3-2", &pick);
  g_autoptr (WkParams) pixel = edited (solution, "unit-0-9", &pick);
  g_autoptr (WkParams) again = edited (picked, "unit-3-2", &pick);
  g_autoptr (WkParams) next = edited (picked, "unit-3-2", &right);
  g_autoptr (WkParams) end = edited (picked, "unit-3-2", &far);

  assert_pick (unit, 3, 0, 2);
  assert_pick (pixel, 0, 0, 9);
  assert_pick (next, 3, 0, 3);
  assert_pick (end, 3, 0, 4);
  g_assert_false (wk_params_has (again, "pick"));
}

/* Picked, unit 2 of layer 3 sees the pixels 4 to 11; two units of the top see it. */
static void
test_two_ways (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{pick: [3, 0, 2]}");
  g_autoptr (WkScene) scene = scene_at (solution, 5.0);

  g_assert_cmpstr (text_of (scene, "bracket-text"), ==,
                   "8 pixels: 4 to 11, centre 7.5");
  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *id = g_strdup_printf ("unit-0-%u", i);

      g_assert_cmpint (wk_scene_find (scene, id)->fill == WK_ROLE_POSITIVE, ==,
                       i >= 4 && i <= 11);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("unit-4-%u", i);

      g_assert_cmpint (wk_scene_find (scene, id)->fill, ==, WK_ROLE_POSITIVE);
    }
}

static void
test_open (void)
{
  const WkEdit pick = { .type = WK_EDIT_PICK };
  g_autoptr (WkSolution) folded = solution_of ("{preset: resnet-v1-152}");
  g_autoptr (WkSolution) opened =
      solution_of ("{preset: resnet-v1-152, open: [36, 143]}");
  g_autoptr (WkParams) open = edited (folded, "fold-5", &pick);
  g_autoptr (WkParams) closed = edited (opened, "unfold", &pick);

  g_assert_cmpint (wk_params_get_int (open, "open[0]"), ==, 36);
  g_assert_cmpint (wk_params_get_int (open, "open[1]"), ==, 143);
  g_assert_false (wk_params_has (closed, "open"));
}

/* A published network that is changed becomes the deck's own layers. */
static void
test_edit_layer (void)
{
  const WkEdit up = { .type = WK_EDIT_STEP, .amount = 1 };
  const WkEdit down = { .type = WK_EDIT_DRAG, .dy = 500 };
  const WkEdit set = { .type = WK_EDIT_SET, .value = 4 };
  g_autoptr (WkSolution) exam = solution_of ("{}");
  g_autoptr (WkSolution) alexnet = solution_of ("{preset: alexnet-v2}");
  g_autoptr (WkParams) kernel = edited (exam, "label-1-1", &up);
  g_autoptr (WkParams) least = edited (exam, "label-1-1", &down);
  g_autoptr (WkParams) stride = edited (exam, "label-3-2", &set);
  g_autoptr (WkParams) own = edited (alexnet, "label-1-2", &up);

  g_assert_cmpint (wk_params_get_int (kernel, "layers[0].kernel"), ==, 4);
  g_assert_cmpint (wk_params_get_int (least, "layers[0].kernel"), ==, 1);
  g_assert_cmpint (wk_params_get_int (stride, "layers[2].stride"), ==, 4);
  g_assert_cmpstr (wk_params_get_word (own, "preset"), ==, "own");
  g_assert_cmpint (wk_params_get_int (own, "layers[0].kernel"), ==, 12);
  g_assert_cmpint (wk_params_get_int (own, "layers[7].stride"), ==, 2);
  g_assert_cmpint (wk_params_get_int (own, "input"), ==, 224);
}

/* Along the three units of the top, or over all nine on an image. */
static void
test_walk (void)
{
  static const struct
  {
    const char *text;
    guint n;
  } rows[] = { { "{}", 3 }, { "{view: image}", 9 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WkParams) params = params_of (rows[i].text);
      g_autoptr (WkParams) now = field_kind ()->walk (params, G_MININT);

      assert_pick (now, 4, 0, 0);
      for (guint k = 1; k < rows[i].n; k++)
        {
          WkParams *next = field_kind ()->walk (now, 1);

          assert_pick (next, 4, (int) k / 3, (int) k % 3);
          wk_params_unref (now);
          now = next;
        }
      g_assert_null (field_kind ()->walk (now, 1));
    }
}

/* --- on an image --- */

/* A click picks the unit whose middle is nearest, a drag moves by jumps. */
static void
test_photo (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: image, photo: coins}");
  g_autoptr (WkScene) scene = scene_at (solution, 4.0);
  const WkItem *photo = wk_scene_find (scene, "photo-4");
  WkEdit edit = { .type = WK_EDIT_PICK, .at_point = TRUE };
  double scale;

  g_assert_nonnull (photo);
  g_assert_cmpuint (photo->image.columns, ==, 16);
  g_assert_cmpuint (photo->image.rows, ==, 16);
  scale = photo->image.width / 16.0;
  /* Unit (2, 1) of the top has its middle at pixel (9.5, 7.5). */
  edit.x = photo->image.x + 8.2 * scale;
  edit.y = photo->image.y + 10.3 * scale;
  {
    g_autoptr (WkParams) params = edited (solution, "photo-4", &edit);

    assert_pick (params, 4, 2, 1);
  }
  edit = (WkEdit){ .type = WK_EDIT_DRAG, .dx = 4.1 * scale, .dy = 1.9 * scale };
  {
    g_autoptr (WkParams) params = edited (solution, "photo-4", &edit);

    assert_pick (params, 4, 1, 2);
  }
}

static void
test_frame (void)
{
  static const double fields[] = { 0, 3, 7, 8, 12, 12 };
  g_autoptr (WkSolution) solution = solution_of ("{view: image}");

  for (guint step = 1; step <= 5; step++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, step);
      const WkItem *top = wk_scene_find (scene, "frame-edge-1");
      const WkItem *photo = NULL;

      for (guint l = 0; l <= 4 && photo == NULL; l++)
        {
          g_autofree char *id = g_strdup_printf ("photo-%u", l);

          photo = wk_scene_find (scene, id);
        }
      g_assert_nonnull (top);
      g_assert_nonnull (photo);
      /* The edges reach into the corners by half their width at both ends. */
      g_assert_cmpfloat_with_epsilon (fabs (top->line.x2 - top->line.x1) - top->width,
                                      fields[step] * photo->image.width / 16.0, 1e-6);
    }
}

static void
test_no_photo (void)
{
  g_autoptr (WkParams) params = params_of ("{view: image, photo: /nowhere/x.png}");
  g_autoptr (GError) error = NULL;

  g_assert_null (field_kind ()->solve (params, wk_language_get ("en"), NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "x.png"));
}

/* Three 3x3 layers: 1, 3, 6, 7, 6, 3, 1 paths, so the root of that over 7. */
static void
test_effective (void)
{
  static const double paths[] = { 1, 3, 6, 7, 6, 3, 1 };
  static const char *const ways[] = { "mean", "draws" };

  for (guint w = 0; w < G_N_ELEMENTS (ways); w++)
    {
      g_autofree char *text = g_strdup_printf (
          "{layers: [{kernel: 3}, {kernel: 3}, {kernel: 3}], effective: %s}", ways[w]);
      g_autoptr (WkSolution) solution = solution_of (text);
      g_autoptr (WkScene) before = scene_at (solution, 2.0);
      g_autoptr (WkScene) after = scene_at (solution, 3.0);
      const WkField *field = wk_solution_get_data (solution);
      const WkFieldEffective *effective = &field->effective;

      g_assert_cmpuint (effective->width[0], ==, 7);
      g_assert_cmpuint (effective->width[1], ==, 7);
      g_assert_null (wk_scene_find (before, "effective"));
      g_assert_nonnull (wk_scene_find (after, "effective"));
      g_assert_cmpint (effective->map != NULL, ==, w == 1);
      for (guint i = 0; w == 0 && i < 7; i++)
        {
          g_assert_cmpfloat_with_epsilon (effective->profile[1][i], sqrt (paths[i] / 7),
                                          1e-12);
          g_assert_cmpfloat_with_epsilon (wk_field_effective_at (effective, i, 3),
                                          sqrt (paths[i] / 7), 1e-12);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-figure/folding", test_folding);
  g_test_add_func ("/field-figure/names", test_names);
  g_test_add_func ("/field-figure/cones", test_cones);
  g_test_add_func ("/field-figure/growth", test_growth);
  g_test_add_func ("/field-figure/question-tells-nothing", test_question_tells_nothing);
  g_test_add_func ("/field-figure/motion", test_motion);
  g_test_add_func ("/field-figure/focus", test_focus);
  g_test_add_func ("/field-figure/pick", test_pick);
  g_test_add_func ("/field-figure/two-ways", test_two_ways);
  g_test_add_func ("/field-figure/open", test_open);
  g_test_add_func ("/field-figure/edit-layer", test_edit_layer);
  g_test_add_func ("/field-figure/walk", test_walk);
  g_test_add_func ("/field-figure/photo", test_photo);
  g_test_add_func ("/field-figure/frame", test_frame);
  g_test_add_func ("/field-figure/no-photo", test_no_photo);
  g_test_add_func ("/field-figure/effective", test_effective);
  return g_test_run ();
}
