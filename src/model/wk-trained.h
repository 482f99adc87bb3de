/* wk-trained.h - the weights of a model that was trained, and how they came about
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure that shows a model depends on it by name: the parameter that the kind's
 * WkTraining names holds "shipped", the path of a weights file (*.wkm), or the name
 * that wk_trained_get_name() gives to weights of this process. The same name always
 * means the same weights as long as the process lives.
 */
#pragma once

#include <gio/gio.h>

#include "model/wk-value.h"

G_BEGIN_DECLS

/* Immutable, reference counted, safe to use from several threads. */
typedef struct _WkTrained WkTrained;

#define WK_TYPE_TRAINED (wk_trained_get_type ())
GType wk_trained_get_type (void);
WkTrained *wk_trained_ref (WkTrained *trained);
void wk_trained_unref (WkTrained *trained);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkTrained, wk_trained_unref)

#define WK_TRAINED_ERROR (wk_trained_error_quark ())
GQuark wk_trained_error_quark (void);

typedef enum
{
  WK_TRAINED_ERROR_READ,    /* not there, not readable */
  WK_TRAINED_ERROR_DAMAGED, /* size, checksum, a number that is not finite */
  WK_TRAINED_ERROR_KIND,    /* of another kind, of other sizes */
  WK_TRAINED_ERROR_UNKNOWN, /* a name of another process: train again */
} WkTrainedError;

/* One curve of the training: a value for each epoch that was done. */
#define WK_TRAINED_MAX_CURVES 8

/**
 * wk_trained_new:
 * @kind: id of the kind
 * @recipe: (transfer none): a map of at most 32 scalars, all that the training depends
 *   on: sizes, seed, rate
 * @epoch: how many epochs were done
 * @weights: (array length=n): copied
 * @curves: (array): @epoch rows of @n_curves values; copied
 *
 * Returns: (transfer full): NULL with %WK_TRAINED_ERROR_DAMAGED where a weight is not
 *   finite or there is no memory
 */
WkTrained *wk_trained_new (const char *kind,
                           WkValue *recipe,
                           guint epoch,
                           const float *weights,
                           gsize n,
                           const double *curves,
                           guint n_curves,
                           GError **error);

/* The same, sharing the weights, without what was derived of them: what is kept of
 * many snapshots. (transfer full) */
WkTrained *wk_trained_new_bare (WkTrained *trained);

const char *wk_trained_get_kind (const WkTrained *trained);
/* What a parameter may hold to mean these weights: recipe and epoch in one word, such
 * as "beta=1,epoch=12,hidden=256,seed=1". */
const char *wk_trained_get_name (const WkTrained *trained);
WkValue *wk_trained_get_recipe (const WkTrained *trained); /* borrowed map */
guint wk_trained_get_epoch (const WkTrained *trained);
const float *wk_trained_get_weights (const WkTrained *trained, gsize *n);
/* @n_curves values for each epoch, the first epoch first. */
const double *wk_trained_get_curves (const WkTrained *trained, guint *n_curves);

/* What a kind works out of the weights once, such as where each digit lies: made by the
 * first who asks (others wait), kept with the weights. NULL with @error if @make
 * failed; it is then tried again by the next. */
typedef gpointer (*WkTrainedMake) (WkTrained *trained,
                                   GCancellable *cancellable,
                                   GError **error);
gconstpointer wk_trained_get_derived (WkTrained *trained,
                                      WkTrainedMake make,
                                      GDestroyNotify destroy,
                                      GCancellable *cancellable,
                                      GError **error);
/* Given by who knows it already: a trainer. Before any get_derived(). */
void wk_trained_take_derived (WkTrained *trained,
                              gpointer derived,
                              GDestroyNotify destroy);
/* Whether get_derived() would answer at once. */
gboolean wk_trained_has_derived (WkTrained *trained);

/* --- by name --- */

/* Weights of this process can be found by their name from now on, in place of others
 * of that name, which have to be the same weights: those first published stay if they
 * are not. Counted: each needs a withdraw. */
void wk_trained_publish (WkTrained *trained);
/* And no longer, if no one else published them: a snapshot that was thinned out. */
void wk_trained_withdraw (WkTrained *trained);
/* Instead of @trained, which was published: the same weights with more or less derived
 * of them. */
void wk_trained_replace (WkTrained *trained, WkTrained *other);

/**
 * wk_trained_find:
 * @kind: id of the kind that asks
 * @name: "shipped" (or "shipped-NAME" where a kind ships several: data/models holds
 *   KIND.wkm and KIND-NAME.wkm), the path of a weights file, or a name as above
 *
 * Shipped weights are read once (some milliseconds) and kept, a file again when it has
 * changed.
 *
 * Returns: (transfer full): the weights, or NULL with %WK_TRAINED_ERROR and one
 *   sentence that says what is wrong and what to do
 */
WkTrained *wk_trained_find (const char *kind, const char *name, GError **error);
/* The same without reading a file: NULL where one would have to be read first, which
 * @is_unread tells, or where there is none. Quick, and waits for no one. */
WkTrained *wk_trained_find_known (const char *kind,
                                  const char *name,
                                  gboolean *is_unread);
/* Whether @name meant weights of a process, and this one does not have them: told
 * without looking at files. */
gboolean wk_trained_is_gone (const char *kind, const char *name);

/* --- files --- */

/* Size, shapes, checksum and finiteness are checked before anything is used; at most
 * 64 MB. */
WkTrained *wk_trained_read (const char *path, GError **error);
/* The same weights give the same bytes. (transfer full) */
GBytes *wk_trained_to_bytes (const WkTrained *trained);

G_END_DECLS
