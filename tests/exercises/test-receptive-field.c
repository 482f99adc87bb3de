/* test-receptive-field.c - exam part 2c: values, mistakes, published networks
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values are the exam's, those of tests/oracles/receptive_field.json, or
 * counted window by window here.
 */
#include "config.h"

#include "exercises/field-kit.h"

/* --- the exam --- */

static void
test_exam (void)
{
  static const struct
  {
    const char *id;
    double value;
    guint step;
  } rows[] = { { "r1", 3, 1 },     { "r2", 7, 2 },    { "r3", 8, 3 },
               { "field", 12, 4 }, { "start", 0, 4 }, { "centre", 5.5, 4 } };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 5);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      g_assert_cmpstr (answer->id, ==, rows[i].id);
      g_assert_cmpfloat (answer->value, ==, rows[i].value);
      g_assert_cmpuint (answer->step, ==, rows[i].step);
      g_assert_nonnull (answer->hints[0]);
      g_assert_nonnull (answer->hints[1]);
    }
  g_assert_cmpstr (wk_solution_find_answer (solution, "field")->hints[2], ==,
                   "$r_4=1+(3-1)\\cdot1+(5-1)\\cdot1+(2-1)\\cdot1+(3-1)\\cdot2$");
}

static void
test_steps (void)
{
  static const char *const formulas[] = {
    "r_1=r_0+(k_1-1)\\,j_0=1+(3-1)\\cdot1=\\focus{3},\\quad j_1=j_0\\,s_1=1",
    "r_2=r_1+(k_2-1)\\,j_1=3+(5-1)\\cdot1=\\focus{7},\\quad j_2=j_1\\,s_2=1",
    "r_3=r_2+(k_3-1)\\,j_2=7+(2-1)\\cdot1=\\focus{8},\\quad j_3=j_2\\,s_3=2",
    "r_4=r_3+(k_4-1)\\,j_3=8+(3-1)\\cdot2=\\focus{12},\\quad j_4=j_3\\,s_4=2",
    "n_{l-1}=(n_l-1)s_l+k_l:\\quad 1\\to3\\to6\\to10\\to\\focus{12}=r_4",
  };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    g_assert_cmpstr (wk_solution_get_step (solution, i)->formula, ==, formulas[i]);
  g_assert_cmpstr (wk_solution_get_step (solution, 2)->caption, ==,
                   "The stride does not count yet: it spreads the next layer.");
  g_assert_cmpstr (wk_solution_get_step (solution, 4)->caption, ==,
                   "Check from the top.");
}

/* --- slips --- */

static void
assert_mark (WkSolution *solution,
             const char *id,
             const char *typed,
             WkVerdict verdict,
             const char *part)
{
  g_autofree char *feedback = NULL;

  g_assert_cmpint (
      wk_answer_mark (wk_solution_find_answer (solution, id), typed, NULL, &feedback),
      ==, verdict);
  if (part == NULL)
    return;
  g_assert_nonnull (feedback);
  if (strstr (feedback, part) == NULL)
    g_error ("%s of %s: \"%s\" lacks \"%s\"", typed, id, feedback, part);
}

/* The table of teaching.md, both sentences where two mistakes meet. */
static void
test_slips (void)
{
  static const struct
  {
    const char *typed, *part;
  } rows[] = {
    { "10", "After stride 2, neighbouring units are two pixels apart." },
    { "13", "Use the jump before the layer." },
    { "13", "Two neighbouring windows overlap." },
    { "11", "The jump stays for all later layers." },
    { "11", "One pixel sees itself: start with 1." },
    { "17", "A window of k adds k − 1." },
    { "90", "Fields add up, they don't multiply." },
    { "144", "Give the side length." },
    { "16", "A window of k adds k − 1." },
    { "16", "That rule starts at the output." },
  };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_mark (solution, "field", rows[i].typed, WK_VERDICT_SLIP, rows[i].part);
  assert_mark (solution, "field", "12", WK_VERDICT_RIGHT, NULL);
  assert_mark (solution, "field", "12x12", WK_VERDICT_RIGHT, NULL);
  assert_mark (solution, "field", "15", WK_VERDICT_WRONG, NULL);
  assert_mark (solution, "centre", "6", WK_VERDICT_SLIP, NULL);
  assert_mark (solution, "start", "1", WK_VERDICT_SLIP, NULL);
}

/* A wrong r_3 of 9 is carried into 9 + 2 * 2. */
static void
test_carried (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{}");
  const WkAnswer *field = wk_solution_find_answer (solution, "field");
  const double given[] = { NAN, NAN, 9, NAN, NAN, NAN };
  const double none[] = { NAN, NAN, NAN, NAN, NAN, NAN };

  g_assert_nonnull (field->follow);
  g_assert_cmpfloat (field->follow (solution, field, given), ==, 13.0);
  g_assert_true (isnan (field->follow (solution, field, none)));
}

/* --- published networks, random stacks: the oracle --- */

static const WkValue *
load_oracle (void)
{
  static WkValue *value;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "oracles", "receptive_field.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  if (value != NULL)
    return value;
  g_file_get_contents (path, &text, &n, &error);
  g_assert_no_error (error);
  value = wk_yaml_parse (text, n, path, &error);
  g_assert_no_error (error);
  return value;
}

static double
number_in (const WkValue *map, const char *key)
{
  return wk_value_get_number (wk_value_get_member (map, key));
}

static void
check_depths (const WkField *field, const WkValue *expected)
{
  const WkValue *rows = wk_value_get_member (expected, "per_layer");

  g_assert_cmpuint (field->n_layers, ==, wk_value_get_length (rows));
  for (guint l = 1; l <= field->n_layers; l++)
    {
      const WkValue *row = wk_value_get_item (rows, l - 1);
      const WkReceptiveField *at = wk_field_at (field, l);

      g_assert_cmpfloat ((double) at->width, ==, number_in (row, "rf"));
      g_assert_cmpfloat ((double) at->jump, ==, number_in (row, "jump"));
      g_assert_cmpfloat ((double) -at->start, ==, number_in (row, "effective_padding"));
      g_assert_cmpfloat ((double) at->n_units, ==, number_in (row, "output_size"));
      g_assert_cmpfloat (wk_field_centre (field, 1, l, 0), ==,
                         number_in (row, "start"));
    }
}

/* As the deck would write it. */
static char *
case_text (const WkValue *test)
{
  const WkValue *layers = wk_value_lookup (test, "inputs.layers");
  GString *text = g_string_new ("{layers: [");

  for (gsize i = 0; i < wk_value_get_length (layers); i++)
    {
      const WkValue *layer = wk_value_get_item (layers, i);

      g_string_append_printf (
          text, "%s{kernel: %g, stride: %g, dilation: %g, padding: [%g, %g]}",
          i > 0 ? ", " : "", number_in (layer, "kernel"), number_in (layer, "stride"),
          number_in (layer, "dilation"), number_in (layer, "pad_begin"),
          number_in (layer, "pad_end"));
    }
  g_string_append_printf (
      text, "], input: %g}",
      wk_value_get_number (wk_value_lookup (test, "attrs.input_size")));
  return g_string_free (text, FALSE);
}

static void
test_oracle (void)
{
  const WkValue *cases = wk_value_get_member (load_oracle (), "cases");
  guint n_checked = 0;

  for (gsize i = 0; i < wk_value_get_length (cases); i++)
    {
      const WkValue *test = wk_value_get_item (cases, i);
      g_autofree char *text = case_text (test);
      g_autoptr (WkSolution) solution = NULL;

      /* One image is larger than the figure takes. */
      if (wk_value_get_number (wk_value_lookup (test, "attrs.input_size")) >
          WK_FIELD_MAX_INPUT)
        continue;
      solution = solution_of (text);
      check_depths (wk_solution_get_data (solution),
                    wk_value_get_member (test, "expected"));
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >=, 23);
}

static void
check_published (const WkField *field, const WkValue *test)
{
  const WkValue *published = wk_value_lookup (test, "expected.published");
  const WkValue *layers = wk_value_lookup (test, "inputs.layers");
  guint n_published = 0;

  for (guint l = 0; l < field->n_layers; l++)
    {
      g_assert_cmpstr (field->layers[l].name, ==,
                       wk_value_get_string (wk_value_get_member (
                           wk_value_get_item (layers, l), "name")));
      n_published += field->layers[l].published > 0;
    }
  g_assert_cmpuint (n_published, ==, wk_value_get_length (published));
  for (guint i = 0; i < n_published; i++)
    {
      const WkValue *row = wk_value_get_item (published, i);
      guint l = (guint) number_in (row, "after_layer_index");

      g_assert_cmpfloat (field->layers[l].published, ==, number_in (row, "rf"));
      g_assert_cmpint (wk_field_at (field, l + 1)->width, ==,
                       field->layers[l].published);
    }
}

static void
test_presets (void)
{
  static const struct
  {
    const char *id, *network;
  } rows[] = {
    { "dilated", "dilated 1-2-4-8" },
    { "alexnet-v2", "alexnet_v2" },
    { "vgg-16", "vgg_16" },
    { "vgg-19", "vgg_19" },
    { "resnet-v1-50", "resnet_v1_50" },
    { "resnet-v1-101", "resnet_v1_101" },
    { "resnet-v1-152", "resnet_v1_152" },
    { "mobilenet-v1", "mobilenet_v1" },
    { "inception-v2", "inception_v2" },
    { "inception-v3", "inception_v3" },
  };
  const WkValue *cases = wk_value_get_member (load_oracle (), "cases");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{preset: %s}", rows[i].id);
      g_autoptr (WkSolution) solution = solution_of (text);
      gboolean found = FALSE;

      for (gsize c = 0; c < wk_value_get_length (cases) && !found; c++)
        {
          const WkValue *test = wk_value_get_item (cases, c);
          const char *network =
              wk_value_get_string (wk_value_lookup (test, "attrs.network"));

          found = g_str_equal (network, rows[i].network);
          if (found)
            {
              check_depths (wk_solution_get_data (solution),
                            wk_value_get_member (test, "expected"));
              check_published (wk_solution_get_data (solution), test);
            }
        }
      g_assert_true (found);
    }
  for (guint i = 0; i <= G_N_ELEMENTS (rows); i++)
    g_assert_nonnull (wk_field_presets[i].id);
  g_assert_null (wk_field_presets[G_N_ELEMENTS (rows) + 1].id);
}

/* --- fresh numbers --- */

/* r counted by pushing one unit back through the windows. */
static double
pushed_back (const WkValue *layers)
{
  double first = 0, last = 0;

  for (gsize i = wk_value_get_length (layers); i > 0; i--)
    {
      const WkValue *layer = wk_value_get_item (layers, i - 1);

      first *= number_in (layer, "stride");
      last = last * number_in (layer, "stride") + number_in (layer, "kernel") - 1;
    }
  return last - first + 1;
}

static void
test_vary (void)
{
  g_autoptr (WkParams) params = params_of ("{preset: vgg-16, input: 100}");

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autofree char *word = g_strdup_printf ("seed %u", seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values = field_kind ()->vary (word, params, &error);
      g_autoptr (WkParams) fresh = wk_kind_params (field_kind (), values, NULL, &error);
      WkValue *layers;
      gsize n;
      double r, ignored = 1, product = 1, sum = 0, whole = 1, own = 1, jump = 1;
      guint strided = 0;

      g_assert_no_error (error);
      layers = wk_params_get_value (fresh, "layers");
      n = wk_value_get_length (layers);
      g_assert_cmpuint (n, >=, 3);
      g_assert_cmpuint (n, <=, 5);
      for (gsize i = 0; i < n; i++)
        {
          double k = number_in (wk_value_get_item (layers, i), "kernel");
          double s = number_in (wk_value_get_item (layers, i), "stride");

          g_assert_true (k == 2 || k == 3 || k == 5 || k == 7);
          g_assert_true (s == 1 || s == 2);
          g_assert_true (s == 1 || i + 1 < n);
          strided += s == 2;
          ignored += k - 1;
          product *= k;
          sum += k;
          whole += k * jump;
          own += (k - 1) * jump * s;
          jump *= s;
        }
      r = pushed_back (layers);
      g_assert_true (strided == 1 || strided == 2);
      g_assert_cmpfloat (r, <=, 60);
      {
        const double values_apart[] = { r, ignored, product, sum, whole, own };

        for (guint i = 0; i < G_N_ELEMENTS (values_apart); i++)
          for (guint j = 0; j < i; j++)
            g_assert_cmpfloat (values_apart[i], !=, values_apart[j]);
      }
      g_assert_cmpstr (wk_params_get_word (fresh, "preset"), ==, "own");
      g_assert_false (wk_params_has (fresh, "input"));
    }
}

/* --- wrong parameters --- */

static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *path;
  } rows[] = {
    { "{layers: []}", "layers" },
    { "{layers: [{kernel: 0}]}", "layers[0].kernel" },
    { "{layers: [{kernel: 2.5}]}", "layers[0].kernel" },
    { "{layers: [{kernel: [3, 3, 3]}]}", "layers[0].kernel" },
    { "{layers: [{kernel: 3, stride: 0}]}", "layers[0].stride" },
    { "{layers: [{kernel: 3, padding: -1}]}", "layers[0].padding" },
    { "{layers: [{kernel: 3, size: 3}]}", "layers[0].size" },
    { "{input: 4}", "input" },
    { "{preset: vgg-16, input: 31}", "input" },
    { "{preset: vgg-61}", "preset" },
    { "{layers: [{stride: 64}, {stride: 64}, {stride: 64}, {stride: 64}, "
      "{stride: 64}, {stride: 64}, {stride: 64}]}",
      "layers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) value =
          wk_yaml_parse (rows[i].text, strlen (rows[i].text), "test", &error);

      g_assert_no_error (error);
      g_assert_null (wk_kind_params (field_kind (), value, NULL, &error));
      if (g_strcmp0 (wk_params_error_get_path (error), rows[i].path) != 0)
        g_error ("%s: %s", rows[i].text, error->message);
    }
}

/* What was picked or opened before the layers changed is no mistake. */
static void
test_stale (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{pick: [9, 3, 3], open: [40, 90], layers: [{kernel: 3}]}");
  g_autoptr (WkSolution) far = solution_of ("{pick: [4, 500, 500]}");
  const WkField *field = wk_solution_get_data (solution);

  g_assert_false (field->picked);
  g_assert_false (field->opened);
  field = wk_solution_get_data (far);
  g_assert_true (field->picked);
  g_assert_cmpint (field->pick_unit[1], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receptive-field/exam", test_exam);
  g_test_add_func ("/receptive-field/steps", test_steps);
  g_test_add_func ("/receptive-field/slips", test_slips);
  g_test_add_func ("/receptive-field/carried", test_carried);
  g_test_add_func ("/receptive-field/oracle", test_oracle);
  g_test_add_func ("/receptive-field/presets", test_presets);
  g_test_add_func ("/receptive-field/vary", test_vary);
  g_test_add_func ("/receptive-field/wrong", test_wrong);
  g_test_add_func ("/receptive-field/stale", test_stale);
  return g_test_run ();
}
