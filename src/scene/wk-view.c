/* wk-view.c - pages, and how far the steps have come
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "scene/wk-view.h"

/* A position this close to a whole number is that number: an animation that ends by
 * adding up frames must not leave a step running for ever. */
#define WHOLE 1e-9

typedef struct
{
  const char *name;
  double width, height;
} PageRow;

static const PageRow page_rows[] = {
  [WK_PAGE_16_9] = { "16:9", 1600, 900 },
  [WK_PAGE_16_10] = { "16:10", 1440, 900 },
  [WK_PAGE_4_3] = { "4:3", 1200, 900 },
  [WK_PAGE_TALL] = { "tall", 900, 1200 },
};

void
wk_page_size (WkPage page, double *width, double *height)
{
  g_return_if_fail (page < G_N_ELEMENTS (page_rows));

  if (width != NULL)
    *width = page_rows[page].width;
  if (height != NULL)
    *height = page_rows[page].height;
}

gboolean
wk_page_from_name (const char *name, WkPage *page)
{
  g_return_val_if_fail (page != NULL, FALSE);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (page_rows); i++)
    if (g_ascii_strcasecmp (page_rows[i].name, name) == 0)
      {
        *page = (WkPage) i;
        return TRUE;
      }
  return FALSE;
}

const char *
wk_page_name (WkPage page)
{
  g_return_val_if_fail (page < G_N_ELEMENTS (page_rows), NULL);

  return page_rows[page].name;
}

gboolean
wk_view_is_tall (const WkView *view)
{
  g_return_val_if_fail (view != NULL, FALSE);

  return view->height > view->width;
}

double
wk_view_progress (const WkView *view, guint step)
{
  g_return_val_if_fail (view != NULL && step >= 1, 0);

  double progress = view->position - (double) (step - 1);

  /* Written so that a position that is no number counts as the question. */
  if (!(progress > WHOLE))
    return 0;
  return progress < 1 - WHOLE ? progress : 1;
}

guint
wk_view_current_step (const WkView *view)
{
  g_return_val_if_fail (view != NULL, 0);

  if (!(view->position > WHOLE))
    return 0;
  if (view->position >= G_MAXINT)
    return G_MAXINT;

  guint whole = (guint) view->position;
  return view->position - (double) whole > WHOLE ? whole + 1 : whole;
}
