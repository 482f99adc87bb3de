/* wk-catalogue.h - one message catalogue in gettext's binary form
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WkCatalogue WkCatalogue;

/* NULL if @bytes is no sound .mo file in UTF-8. Keeps a reference on @bytes. */
WkCatalogue *wk_catalogue_new (GBytes *bytes);
void wk_catalogue_free (WkCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkCatalogue, wk_catalogue_free)

guint wk_catalogue_get_n_messages (const WkCatalogue *catalogue);
/* The plural form @form of the message with the (first) id @id, NULL if there is none.
 * Lives as long as the catalogue. */
const char *wk_catalogue_get (const WkCatalogue *catalogue, const char *id, guint form);

G_END_DECLS
