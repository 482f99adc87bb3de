/* wk-trained.c - weights, their recipe, and what is derived of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-trained.h"

#include <math.h>
#include <string.h>

#include "model/wk-boxed.h"
#include "model/wk-number.h"
#include "model/wk-trained-private.h"

#define MAX_RECIPE 32
#define MAX_RECIPE_WORD 64
/* How often a waiting thread looks whether it was cancelled. */
#define LOOK_US (20 * G_TIME_SPAN_MILLISECOND)

/* Shared by all that hold the same weights. */
typedef struct
{
  gatomicrefcount refs;
  gsize n;
  float *values;
} Weights;

struct _WkTrained
{
  gatomicrefcount refs;
  char *kind;
  char *name;
  WkValue *recipe;
  guint epoch;
  Weights *weights;
  guint n_curves;
  double *curves; /* epoch rows of n_curves */

  GMutex lock;
  GCond made;
  gboolean is_making;
  gpointer derived;
  GDestroyNotify destroy;
};

G_DEFINE_QUARK (wk_trained_error, wk_trained_error)
WK_DEFINE_BOXED_TYPE (WkTrained, wk_trained)

/* --- weights --- */

static void
unref_weights (Weights *weights)
{
  if (!g_atomic_ref_count_dec (&weights->refs))
    return;
  g_free (weights->values);
  g_free (weights);
}

static Weights *
copy_weights (const float *values, gsize n)
{
  Weights *weights = g_new0 (Weights, 1);

  g_atomic_ref_count_init (&weights->refs);
  weights->n = n;
  weights->values = g_try_malloc_n (n, sizeof *values);
  if (weights->values != NULL)
    memcpy (weights->values, values, n * sizeof *values);
  else
    g_clear_pointer (&weights, unref_weights);
  return weights;
}

/* --- recipe and name --- */

static gboolean
is_plain_word (const char *word, const char *more)
{
  gsize length = strlen (word);

  if (length < 1 || length > MAX_RECIPE_WORD)
    return FALSE;
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && strchr (more, *c) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
wk_trained_is_id (const char *word)
{
  return is_plain_word (word, "-");
}

/* A number, a switch or a choice: what a parameter gives. */
static gboolean
is_scalar (const WkValue *value)
{
  switch (wk_value_get_type_tag (value))
    {
    case WK_VALUE_BOOL:
      return TRUE;
    case WK_VALUE_NUMBER:
      return isfinite (wk_value_get_number (value));
    case WK_VALUE_STRING:
      return is_plain_word (wk_value_get_string (value), "-_.");
    case WK_VALUE_NULL:
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
    default:
      return FALSE;
    }
}

static gboolean
is_recipe (const WkValue *recipe)
{
  gsize n = wk_value_get_length (recipe);

  if (wk_value_get_type_tag (recipe) != WK_VALUE_MAP || n > MAX_RECIPE)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!is_plain_word (wk_value_get_key (recipe, i), "-_") ||
        !is_scalar (wk_value_get_item (recipe, i)))
      return FALSE;
  return TRUE;
}

static char *
entry_to_text (const char *key, const WkValue *value)
{
  g_autofree char *number = NULL;

  switch (wk_value_get_type_tag (value))
    {
    case WK_VALUE_NUMBER:
      number = wk_number_to_exact (wk_value_get_number (value));
      return g_strdup_printf ("%s=%s", key, number);
    case WK_VALUE_BOOL:
      return g_strdup_printf ("%s=%s", key, wk_value_get_bool (value) ? "yes" : "no");
    case WK_VALUE_STRING:
      return g_strdup_printf ("%s=%s", key, wk_value_get_string (value));
    case WK_VALUE_NULL:
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
    default:
      return g_strdup (key);
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The keys in alphabetical order, so that a recipe has one name. */
static char *
make_name (const WkValue *recipe, guint epoch)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  gsize n = wk_value_get_length (recipe);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (entries, entry_to_text (wk_value_get_key (recipe, i),
                                             wk_value_get_item (recipe, i)));
  g_ptr_array_add (entries, g_strdup_printf ("epoch=%u", epoch));
  g_ptr_array_sort (entries, compare_words);
  g_ptr_array_add (entries, NULL);
  return g_strjoinv (",", (char **) entries->pdata);
}

/* --- the object --- */

static WkTrained *
new_trained (const char *kind, WkValue *recipe, guint epoch)
{
  WkTrained *trained = g_new0 (WkTrained, 1);

  g_atomic_ref_count_init (&trained->refs);
  g_mutex_init (&trained->lock);
  g_cond_init (&trained->made);
  trained->kind = g_strdup (kind);
  trained->recipe = wk_value_ref (recipe);
  trained->epoch = epoch;
  trained->name = make_name (recipe, epoch);
  return trained;
}

static gboolean
check_numbers (const float *weights,
               gsize n,
               const double *curves,
               gsize n_values,
               GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (weights[i]))
      return wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                              _ ("weight %u is not a finite number"), (guint) i + 1);
  for (gsize i = 0; i < n_values; i++)
    if (!isfinite (curves[i]))
      return wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                              _ ("number %u of the curves is not finite"),
                              (guint) i + 1);
  return TRUE;
}

WkTrained *
wk_trained_new (const char *kind,
                WkValue *recipe,
                guint epoch,
                const float *weights,
                gsize n,
                const double *curves,
                guint n_curves,
                GError **error)
{
  g_autoptr (WkTrained) trained = NULL;
  gsize n_values = (gsize) epoch * n_curves;

  g_return_val_if_fail (kind != NULL && recipe != NULL && weights != NULL, NULL);
  g_return_val_if_fail (curves != NULL || n_values == 0, NULL);

  if (!wk_trained_is_id (kind) || !is_recipe (recipe) || n < 1 ||
      n > WK_TRAINED_MAX_WEIGHTS || epoch > WK_TRAINED_MAX_EPOCHS ||
      n_curves > WK_TRAINED_MAX_CURVES)
    {
      wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                       _ ("kind, recipe or sizes of the weights are out of range"));
      return NULL;
    }
  if (!check_numbers (weights, n, curves, n_values, error))
    return NULL;
  trained = new_trained (kind, recipe, epoch);
  trained->weights = copy_weights (weights, n);
  trained->n_curves = n_curves;
  trained->curves = g_memdup2 (curves, n_values * sizeof *curves);
  if (trained->weights == NULL)
    {
      wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                       _ ("not enough memory for the weights"));
      return NULL;
    }
  return g_steal_pointer (&trained);
}

WkTrained *
wk_trained_new_bare (WkTrained *trained)
{
  gsize n_values = (gsize) trained->epoch * trained->n_curves;
  WkTrained *bare = new_trained (trained->kind, trained->recipe, trained->epoch);

  g_atomic_ref_count_inc (&trained->weights->refs);
  bare->weights = trained->weights;
  bare->n_curves = trained->n_curves;
  bare->curves = g_memdup2 (trained->curves, n_values * sizeof *trained->curves);
  return bare;
}

WkTrained *
wk_trained_ref (WkTrained *trained)
{
  g_return_val_if_fail (trained != NULL, NULL);
  g_atomic_ref_count_inc (&trained->refs);
  return trained;
}

void
wk_trained_unref (WkTrained *trained)
{
  if (trained == NULL || !g_atomic_ref_count_dec (&trained->refs))
    return;
  if (trained->derived != NULL && trained->destroy != NULL)
    trained->destroy (trained->derived);
  g_clear_pointer (&trained->weights, unref_weights);
  g_mutex_clear (&trained->lock);
  g_cond_clear (&trained->made);
  wk_value_unref (trained->recipe);
  g_free (trained->curves);
  g_free (trained->kind);
  g_free (trained->name);
  g_free (trained);
}

const char *
wk_trained_get_kind (const WkTrained *trained)
{
  return trained->kind;
}

const char *
wk_trained_get_name (const WkTrained *trained)
{
  return trained->name;
}

WkValue *
wk_trained_get_recipe (const WkTrained *trained)
{
  return trained->recipe;
}

guint
wk_trained_get_epoch (const WkTrained *trained)
{
  return trained->epoch;
}

const float *
wk_trained_get_weights (const WkTrained *trained, gsize *n)
{
  *n = trained->weights->n;
  return trained->weights->values;
}

const double *
wk_trained_get_curves (const WkTrained *trained, guint *n_curves)
{
  *n_curves = trained->n_curves;
  return trained->curves;
}

/* --- what is derived --- */

/* With the lock held: waits while another thread makes it. FALSE if cancelled. */
static gboolean
wait_for_maker (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  while (trained->is_making)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_cond_wait_until (&trained->made, &trained->lock,
                         g_get_monotonic_time () + LOOK_US);
    }
  return TRUE;
}

gconstpointer
wk_trained_get_derived (WkTrained *trained,
                        WkTrainedMake make,
                        GDestroyNotify destroy,
                        GCancellable *cancellable,
                        GError **error)
{
  gpointer derived = NULL;

  g_return_val_if_fail (trained != NULL && make != NULL, NULL);
  g_mutex_lock (&trained->lock);
  if (wait_for_maker (trained, cancellable, error) && trained->derived == NULL)
    {
      trained->is_making = TRUE;
      g_mutex_unlock (&trained->lock);
      derived = make (trained, cancellable, error);
      g_mutex_lock (&trained->lock);
      trained->derived = derived;
      trained->destroy = destroy;
      trained->is_making = FALSE;
      g_cond_broadcast (&trained->made);
    }
  else if (!trained->is_making)
    derived = trained->derived;
  g_mutex_unlock (&trained->lock);
  return derived;
}

void
wk_trained_take_derived (WkTrained *trained, gpointer derived, GDestroyNotify destroy)
{
  g_return_if_fail (trained != NULL && derived != NULL);
  g_mutex_lock (&trained->lock);
  if (trained->derived == NULL && !trained->is_making)
    {
      trained->derived = derived;
      trained->destroy = destroy;
      derived = NULL;
    }
  g_mutex_unlock (&trained->lock);
  if (derived != NULL && destroy != NULL)
    destroy (derived);
}

gboolean
wk_trained_has_derived (WkTrained *trained)
{
  gboolean has;

  g_mutex_lock (&trained->lock);
  has = trained->derived != NULL;
  g_mutex_unlock (&trained->lock);
  return has;
}
