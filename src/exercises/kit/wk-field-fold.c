/* wk-field-fold.c - deep stacks: which layers share a line, and what it is called
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line for each layer while they fit. Else the layers between two strides, or those
 * whose names share a beginning, or simply so many at a time: whichever comes first and
 * gives few enough lines. One group can be looked into; what is before and after it
 * keeps a line each, so that the sum is still all there.
 */
#include "config.h"

#include <string.h>

#include "exercises/kit/wk-field-kit.h"

/* Layers first to last (from 1), as the last layers of their groups. */
typedef struct
{
  guint ends[WK_FIELD_MAX_LAYERS + 1];
  guint n;
} Cut;

/* "block3_unit7" of "block3_unit7_conv2"; the whole name if nothing is below. */
static gsize
stem_length (const WkField *field, const char *name)
{
  const char *end;
  gboolean slashes = FALSE;

  for (guint l = 0; l < field->n_layers && !slashes; l++)
    slashes = strchr (field->layers[l].name, '/') != NULL;
  end = strrchr (name, slashes ? '/' : '_');
  return end != NULL ? (gsize) (end - name) : strlen (name);
}

static gboolean
share_stem (const WkField *field, guint a, guint b)
{
  const char *first = field->layers[a - 1].name, *second = field->layers[b - 1].name;
  gsize n = stem_length (field, first);

  return n > 0 && n == stem_length (field, second) && strncmp (first, second, n) == 0;
}

static void
cut_by_name (const WkField *field, guint first, guint last, Cut *cut)
{
  cut->n = 0;
  for (guint l = first; l <= last; l++)
    if (l == last || !share_stem (field, l, l + 1))
      cut->ends[cut->n++] = l;
}

static void
cut_by_stride (const WkField *field, guint first, guint last, Cut *cut)
{
  cut->n = 0;
  for (guint l = first; l <= last; l++)
    {
      /* What follows a strided layer without adding to the field belongs to it. */
      gboolean strided = wk_field_window (field, l, 0)->stride > 1 ||
                         wk_field_window (field, l, 1)->stride > 1;

      while (strided && l < last && wk_field_window (field, l + 1, 0)->kernel == 1 &&
             wk_field_window (field, l + 1, 0)->stride == 1 &&
             wk_field_window (field, l + 1, 1)->kernel == 1 &&
             wk_field_window (field, l + 1, 1)->stride == 1 &&
             share_stem (field, l, l + 1))
        l++;
      if (strided || l == last)
        cut->ends[cut->n++] = l;
    }
}

/* Neighbours are joined until at most @most are left, each about as long. */
static void
join_evenly (Cut *cut, guint most)
{
  guint n = MIN (cut->n, most);

  for (guint i = 0; i < n; i++)
    cut->ends[i] = cut->ends[(i + 1) * cut->n / n - 1];
  cut->n = n;
}

static void
cut_range (const WkField *field, guint first, guint last, guint most, Cut *cut)
{
  if (last - first + 1 <= most)
    {
      cut->n = 0;
      for (guint l = first; l <= last; l++)
        cut->ends[cut->n++] = l;
      return;
    }
  cut_by_stride (field, first, last, cut);
  if (cut->n >= 3 && cut->n <= most)
    return;
  cut_by_name (field, first, last, cut);
  join_evenly (cut, most);
}

static void
add_group (WkField *field, guint first, guint last)
{
  field->groups[field->n_groups++] = (WkFieldGroup){ first, last };
  field->folded |= first < last;
}

void
wk_field_fold (WkField *field, const WkFieldGroup *open)
{
  guint first = open != NULL ? open->first : 1;
  guint last = open != NULL ? open->last : field->n_layers;
  guint around = (guint) (first > 1) + (guint) (last < field->n_layers);
  Cut cut;

  field->n_groups = 0;
  field->folded = FALSE;
  cut_range (field, first, last, WK_FIELD_MAX_GROUPS - around, &cut);
  if (first > 1)
    add_group (field, 1, first - 1);
  for (guint i = 0; i < cut.n; i++)
    add_group (field, i == 0 ? first : cut.ends[i - 1] + 1, cut.ends[i]);
  if (last < field->n_layers)
    add_group (field, last + 1, field->n_layers);
}

/* How much all names from @first to @last have in common, up to a separator. */
static gsize
common_stem (const WkField *field, guint first, guint last)
{
  const char *model = field->layers[first - 1].name;
  gsize n = strlen (model);

  for (guint l = first + 1; l <= last; l++)
    {
      const char *name = field->layers[l - 1].name;
      gsize same = 0;

      while (same < n && model[same] == name[same])
        same++;
      /* "conv1" and "conv12" share no stem, "conv1" and "conv1/a" do. */
      if (same < n || (name[same] != '\0' && name[same] != '_' && name[same] != '/'))
        while (same > 0 && model[same] != '_' && model[same] != '/')
          same--;
      n = same;
    }
  return n;
}

/* TRUE if a layer outside the group is called by the first @n bytes, too. */
static gboolean
is_shared (const WkField *field, WkFieldGroup group, gsize n)
{
  const char *stem = field->layers[group.first - 1].name;

  for (guint l = 1; l <= field->n_layers; l++)
    if ((l < group.first || l > group.last) &&
        strncmp (field->layers[l - 1].name, stem, n) == 0)
      return TRUE;
  return FALSE;
}

/* "block3", "block3_unit1 to unit6", "conv1 to pool2", or "layers 3 to 9". */
char *
wk_field_group_name (const WkField *field,
                     const WkLanguage *language,
                     WkFieldGroup group)
{
  const char *first = field->layers[group.first - 1].name;
  const char *last = field->layers[group.last - 1].name;
  gsize n = common_stem (field, group.first, group.last);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (group.first == group.last)
    return g_strdup (first);
  if (n > 0 && !is_shared (field, group, n))
    return g_strndup (first, n);
  if (*first == '\0' || *last == '\0' || strcmp (first, last) == 0)
    return g_strdup_printf (_L (language, "layers %u to %u"), group.first, group.last);
  from = g_strndup (first, stem_length (field, first));
  to = g_strndup (last, stem_length (field, last));
  if (strcmp (from, to) == 0)
    {
      g_free (from);
      g_free (to);
      from = g_strdup (first);
      to = g_strdup (last);
    }
  return g_strdup_printf (_L (language, "%s to %s"), from,
                          n > 0 && n + 1 < strlen (to) ? to + n + 1 : to);
}

static char *
pair_text (int rows, int columns)
{
  return g_strdup_printf ("%d×%d", rows, columns);
}

char *
wk_field_kernel_text (const WkFieldLayer *layer)
{
  return pair_text (layer->window[0].kernel, layer->window[1].kernel);
}

char *
wk_field_stride_text (const WkFieldLayer *layer, const WkLanguage *language)
{
  const WkWindow *rows = &layer->window[0], *columns = &layer->window[1];
  g_autofree char *pair = NULL;

  if (rows->stride == columns->stride)
    return g_strdup_printf (_L (language, "stride %d"), rows->stride);
  pair = pair_text (rows->stride, columns->stride);
  return g_strdup_printf (_L (language, "stride %s"), pair);
}

static void
append_dilation (GString *words, const WkFieldLayer *layer, const WkLanguage *language)
{
  const WkWindow *rows = &layer->window[0], *columns = &layer->window[1];

  if (rows->dilation == columns->dilation && rows->dilation == 1)
    return;
  g_string_append (words, ", ");
  if (rows->dilation == columns->dilation)
    g_string_append_printf (words, _L (language, "dilation %d"), rows->dilation);
  else
    {
      g_autofree char *pair = pair_text (rows->dilation, columns->dilation);

      g_string_append_printf (words, _L (language, "dilation %s"), pair);
    }
}

char *
wk_field_layer_words (const WkField *field, const WkLanguage *language, guint layer)
{
  const WkFieldLayer *own = &field->layers[layer - 1];
  g_autofree char *kernel = wk_field_kernel_text (own);
  g_autofree char *stride = wk_field_stride_text (own, language);
  GString *words = g_string_new (NULL);

  if (*own->name != '\0')
    g_string_append_printf (words, "%s: ", own->name);
  g_string_append_printf (words, "%s, %s", kernel, stride);
  append_dilation (words, own, language);
  if (own->window[0].pad_begin > 0 || own->window[0].pad_end > 0)
    {
      g_string_append (words, ", ");
      if (own->window[0].pad_begin == own->window[0].pad_end)
        g_string_append_printf (words, _L (language, "padding %d"),
                                own->window[0].pad_begin);
      else
        g_string_append_printf (words, _L (language, "padding %d and %d"),
                                own->window[0].pad_begin, own->window[0].pad_end);
    }
  return g_string_free (words, FALSE);
}
