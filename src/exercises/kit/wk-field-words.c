/* wk-field-words.c - a receptive field in formulas and sentences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-field-private.h"

#include <math.h>

#include "model/wk-number.h"

/* Terms written out in one sum; the others are told by a sum sign. */
#define MAX_TERMS 5

static const WkWindow *
window_at (const WkField *field, guint layer)
{
  return wk_field_window (field, layer, field->axis);
}

static char *
number (gint64 value, const WkLanguage *language)
{
  return wk_number_to_formula ((double) value, language);
}

static char *
counted (gint64 value, const WkLanguage *language)
{
  return wk_number_to_text ((double) value, language);
}

/* "_4", "_{12}" */
static char *
index_of (guint layer)
{
  return g_strdup_printf (layer < 10 ? "_%u" : "_{%u}", layer);
}

/* "(3-1)\cdot2", with a dilation "(3-1)\cdot4\cdot2" */
static char *
term_of (const WkField *field, const WkLanguage *language, guint layer)
{
  const WkWindow *window = window_at (field, layer);
  g_autofree char *jump = number (wk_field_at (field, layer - 1)->jump, language);

  if (window->dilation > 1)
    return g_strdup_printf ("(%d-1)\\cdot%d\\cdot%s", window->kernel, window->dilation,
                            jump);
  return g_strdup_printf ("(%d-1)\\cdot%s", window->kernel, jump);
}

static gboolean
has_dilation (const WkField *field, guint first, guint last)
{
  for (guint l = first; l <= last; l++)
    if (window_at (field, l)->dilation > 1)
      return TRUE;
  return FALSE;
}

/* --- one layer --- */

static char *
layer_formula (const WkField *field, const WkLanguage *language, guint layer)
{
  const WkReceptiveField *now = wk_field_at (field, layer);
  const WkReceptiveField *before = wk_field_at (field, layer - 1);
  g_autofree char *l = index_of (layer);
  g_autofree char *b = index_of (layer - 1);
  g_autofree char *term = term_of (field, language, layer);
  g_autofree char *r = number (now->width, language);
  g_autofree char *r_before = number (before->width, language);
  g_autofree char *j = number (now->jump, language);
  const char *spread = window_at (field, layer)->dilation > 1 ? "d" : "";

  return g_strdup_printf ("r%s=r%s+(k%s-1)%s%s\\,j%s=%s+%s=\\focus{%s},\\quad "
                          "j%s=j%s\\,s%s=%s",
                          l, b, l, spread, *spread != '\0' ? l : "", b, r_before, term,
                          r, l, b, l, j);
}

/* --- several layers --- */

typedef struct
{
  guint layer;
  guint times;
} Term;

/* Equal terms are counted, those of 1x1 kernels left out. */
static GArray *
collect_terms (const WkField *field, guint first, guint last)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (Term));

  for (guint l = first; l <= last; l++)
    {
      const WkWindow *window = window_at (field, l);
      gint64 jump = wk_field_at (field, l - 1)->jump;
      gboolean known = window->kernel == 1;

      for (guint i = 0; i < terms->len && !known; i++)
        {
          Term *term = &g_array_index (terms, Term, i);
          const WkWindow *other = window_at (field, term->layer);

          known = other->kernel == window->kernel &&
                  other->dilation == window->dilation &&
                  wk_field_at (field, term->layer - 1)->jump == jump;
          term->times += known;
        }
      if (!known)
        {
          Term term = { l, 1 };

          g_array_append_val (terms, term);
        }
    }
  return terms;
}

/* "11+2\cdot(3-1)\cdot4" */
static char *
sum_numbers (const WkField *field, const WkLanguage *language, guint first, guint last)
{
  g_autoptr (GArray) terms = collect_terms (field, first, last);
  g_autofree char *before = number (wk_field_at (field, first - 1)->width, language);
  GString *sum = g_string_new (before);

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = &g_array_index (terms, Term, i);
      g_autofree char *text = term_of (field, language, term->layer);

      if (terms->len > MAX_TERMS && i == MAX_TERMS - 1)
        {
          i = terms->len - 2;
          g_string_append (sum, "+\\cdots");
          continue;
        }
      g_string_append_c (sum, '+');
      if (term->times > 1)
        g_string_append_printf (sum, "%u\\cdot", term->times);
      g_string_append (sum, text);
    }
  if (terms->len == 0)
    g_string_append (sum, "+0");
  return g_string_free (sum, FALSE);
}

static char *
group_formula (const WkField *field, const WkLanguage *language, WkFieldGroup group)
{
  g_autofree char *l = index_of (group.last);
  g_autofree char *b = index_of (group.first - 1);
  g_autofree char *sum = sum_numbers (field, language, group.first, group.last);
  g_autofree char *r = number (wk_field_at (field, group.last)->width, language);
  g_autofree char *j = number (wk_field_at (field, group.last)->jump, language);

  return g_strdup_printf (
      "r%s=r%s+\\sum_{l=%u}^{%u}(k_l-1)%s\\,j_{l-1}=%s=\\focus{%s},\\quad j%s=%s", l, b,
      group.first, group.last,
      has_dilation (field, group.first, group.last) ? "d_l" : "", sum, r, l, j);
}

/* --- the check from the top --- */

static const char *
check_rule (const WkField *field)
{
  return has_dilation (field, 1, field->n_layers) ? "n_{l-1}=(n_l-1)s_l+(k_l-1)d_l+1"
                                                  : "n_{l-1}=(n_l-1)s_l+k_l";
}

/* Many numbers leave no room for the rule: it moves into the caption. */
static gboolean
check_is_long (const WkField *field)
{
  return field->n_groups > 4 || has_dilation (field, 1, field->n_layers);
}

static char *
check_formula (const WkField *field, const WkLanguage *language)
{
  const gint64 *count = field->count[field->axis];
  g_autofree char *n = number (count[0], language);
  g_autofree char *top = index_of (field->n_layers);
  GString *formula = g_string_new (NULL);

  if (!check_is_long (field))
    g_string_append_printf (formula, "%s:\\quad ", check_rule (field));
  for (guint line = field->n_groups; line > 0; line--)
    {
      g_autofree char *here =
          number (count[wk_field_line_layer (field, line)], language);

      g_string_append_printf (formula, "%s\\to", here);
      if (field->n_groups > 6 && line == field->n_groups - 2)
        {
          g_string_append (formula, "\\dots\\to");
          line = 3;
        }
    }
  g_string_append_printf (formula, "\\focus{%s}=r%s", n, top);
  return g_string_free (formula, FALSE);
}

char *
wk_field_step_formula (const WkField *field, const WkLanguage *language, guint step)
{
  WkFieldGroup group;

  if (step > field->n_groups)
    return check_formula (field, language);
  group = field->groups[step - 1];
  if (group.first < group.last)
    return group_formula (field, language, group);
  return layer_formula (field, language, group.first);
}

/* --- captions --- */

static char *
layer_caption (const WkField *field, const WkLanguage *language, guint layer)
{
  const WkWindow *window = window_at (field, layer);
  gint64 jump = wk_field_at (field, layer - 1)->jump;

  if (window->kernel == 1 && window->stride == 1)
    return g_strdup (_L (language, "A kernel of 1 adds nothing."));
  if (window->kernel == 1)
    return g_strdup (_L (
        language, "A kernel of 1 adds nothing; its stride spreads the next layer."));
  if (window->stride > 1 && layer < field->n_layers)
    return g_strdup (
        _L (language, "The stride does not count yet: it spreads the next layer."));
  if (window->dilation > 1)
    return g_strdup_printf (
        _L (language, "The kernel is spread: its cells are %d units apart."),
        window->dilation);
  if (layer == 1)
    return g_strdup (_L (language, "A unit of the first layer sees its own kernel."));
  if (jump > 1)
    {
      g_autofree char *pixels = counted (jump, language);

      return g_strdup_printf (
          _L (language, "Units now lie %s pixels apart, so each cell adds %s."), pixels,
          pixels);
    }
  return g_strdup (
      _L (language, "Windows overlap: a kernel of $k$ adds only $k-1$ pixels."));
}

/* A layer may be called anything; in running text a dollar begins a formula. */
static char *
escaped (char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "$", -1);

  g_free (name);
  return g_strjoinv ("\\$", parts);
}

char *
wk_field_step_caption (const WkField *field, const WkLanguage *language, guint step)
{
  WkFieldGroup group;
  g_autofree char *name = NULL;

  if (step > field->n_groups && check_is_long (field))
    return g_strdup_printf (_L (language, "Check from the top: $%s$."),
                            check_rule (field));
  if (step > field->n_groups)
    return g_strdup (_L (language, "Check from the top."));
  group = field->groups[step - 1];
  if (group.first == group.last)
    return layer_caption (field, language, group.first);
  name = escaped (wk_field_group_name (field, language, group));
  return g_strdup_printf (_LN (language, "%s, %u layer: it adds $(k-1)\\,j$.",
                               "%s, %u layers: each adds $(k-1)\\,j$.",
                               group.last - group.first + 1),
                          name, group.last - group.first + 1);
}

char *
wk_field_step_focus (const WkField *field, guint step)
{
  if (step > field->n_groups)
    return g_strdup ("value-n-0");
  return g_strdup_printf ("value-r-%u value-j-%u", step, step);
}

/* --- answers --- */

static void
take_hints (const WkField *field,
            const WkLanguage *language,
            WkAnswer *answer,
            guint layer)
{
  g_autofree char *l = index_of (layer);
  g_autofree char *numbers = sum_numbers (field, language, 1, layer);
  const char *spread = has_dilation (field, 1, layer) ? "d_l" : "";

  wk_answer_take_hints (
      answer,
      g_strdup (_L (language,
                    "Start with 1. Each layer adds its kernel less one, times the "
                    "jump: how many pixels apart the units below it are. The jump is "
                    "the product of the strides before the layer.")),
      g_strdup_printf (
          "$r_l=r_{l-1}+(k_l-1)%s\\,j_{l-1},\\quad j_l=j_{l-1}\\,s_l,\\quad "
          "r_0=j_0=1$",
          spread),
      g_strdup_printf ("$r%s=%s$", l, numbers));
}

/* The layer's own term on top of what the student has for the layer before. */
static double
follow_width (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  const WkField *field = wk_solution_get_data (solution);
  const WkWindow *window = window_at (field, answer->step);
  guint before = answer->step - 2;

  if (answer->step < 2 || isnan (given[before]))
    return NAN;
  return given[before] + (double) (window->kernel - 1) * window->dilation *
                             (double) wk_field_at (field, answer->step - 1)->jump;
}

static void
add_width (const WkField *field,
           WkSolution *solution,
           const WkWindow *windows,
           const char *id,
           guint line)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  guint layer = wk_field_line_layer (field, line);
  g_autofree char *l = index_of (layer);
  g_autofree char *symbol = g_strdup_printf ("r%s", l);
  g_autofree char *focus = wk_field_step_focus (field, line);
  WkAnswer *answer =
      wk_solution_add_answer (solution, id, symbol, WK_ANSWER_INTEGER,
                              (double) wk_field_at (field, layer)->width);

  answer->side = field->square;
  answer->aside = line < field->n_groups;
  if (!field->folded && line > 1)
    answer->follow = follow_width;
  answer->step = line;
  answer->focus = g_strsplit (focus, " ", -1);
  answer->item = g_strdup_printf ("value-r-%u", line);
  take_hints (field, language, answer, layer);
  wk_field_add_slips (answer, windows, layer, language);
}

static void
add_place (const WkField *field, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  const WkReceptiveField *top = wk_field_at (field, field->n_layers);
  double centre = wk_field_centre (field, field->axis, field->n_layers, 0);
  WkAnswer *answer = wk_solution_add_answer (solution, "start", "p_0",
                                             WK_ANSWER_INTEGER, (double) top->start);
  g_autofree char *start = number (top->start, language);
  g_autofree char *r = number (top->width, language);

  answer->step = field->n_groups;
  answer->aside = TRUE;
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "The first pixel that unit 0 of the last layer sees. "
                              "Padding moves it before pixel 0, each layer's by the "
                              "jump before it.")),
      g_strdup ("$p_0=-\\sum_l p_l\\,j_{l-1}$"), NULL);
  wk_answer_add_slip (answer, 1.0, _L (language, "The first pixel is pixel 0."));

  answer = wk_solution_add_answer (
      solution, "centre", "c_0",
      centre == (double) (gint64) centre ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER,
      centre);
  answer->step = field->n_groups;
  answer->aside = TRUE;
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "The middle between the first and the last pixel that "
                              "unit 0 of the last layer sees.")),
      g_strdup ("$c_0=p_0+\\frac{r-1}2$"),
      g_strdup_printf ("$c_0=%s+\\frac{%s-1}2$", start, r));
  wk_answer_add_slip (answer, centre + 0.5,
                      _L (language, "Pixel 0 has its middle at 0: the last pixel is "
                                    "start + r − 1."));
}

void
wk_field_add_answers (const WkField *field, WkSolution *solution)
{
  g_autofree WkWindow *windows = g_new (WkWindow, field->n_layers);

  for (guint l = 1; l <= field->n_layers; l++)
    windows[l - 1] = *window_at (field, l);
  /* Where layers are folded only the whole is asked. */
  for (guint line = 1; line < field->n_groups && !field->folded; line++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", line);

      add_width (field, solution, windows, id, line);
    }
  add_width (field, solution, windows, "field", field->n_groups);
  add_place (field, solution);
}

/* --- for the screen reader --- */

char *
wk_field_describe (const WkField *field, const WkLanguage *language, guint step)
{
  GString *words = g_string_new (NULL);

  g_string_append_printf (
      words,
      _LN (language, "A stack of %u layer.", "A stack of %u layers.", field->n_layers),
      field->n_layers);
  for (guint line = 1; line <= field->n_groups; line++)
    {
      WkFieldGroup group = field->groups[line - 1];
      g_autofree char *name = group.first == group.last
                                  ? wk_field_layer_words (field, language, group.first)
                                  : wk_field_group_name (field, language, group);
      g_autofree char *r = counted (wk_field_at (field, group.last)->width, language);
      g_autofree char *j = counted (wk_field_at (field, group.last)->jump, language);

      g_string_append_c (words, ' ');
      if (line <= step)
        g_string_append_printf (
            words, _L (language, "Layer %u, %s: field %s pixels, jump %s."), group.last,
            name, r, j);
      else
        g_string_append_printf (words, _L (language, "Layer %u, %s: not computed yet."),
                                group.last, name);
    }
  return g_string_free (words, FALSE);
}
