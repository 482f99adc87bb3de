/* wk-session.c - deck, exercise, position, solution and scene as one observable state
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A change of deck, exercise, parameters or language makes a solution stale, any change
 * but the theme's makes the scene stale. Quick kinds are solved at once, slow ones in a
 * worker; a number counts the solves, and a result that comes with an old number is
 * dropped. The scene is drawn when someone asks for it, once a change.
 */
#include "config.h"

#include <math.h>

#include "session/wk-session-private.h"

#define PAGE_HEIGHT 900.0
#define LEAST_WIDTH 1200.0
#define MOST_WIDTH 1600.0

enum
{
  SIGNAL_ANSWERS_CHANGED,
  SIGNAL_ATTEMPTED,
  N_SIGNALS
};

static GParamSpec *props[WK_SESSION_N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkSession, wk_session, G_TYPE_OBJECT)

void
wk_session_notify (WkSession *self, WkSessionProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
wk_session_scene_changed (WkSession *self)
{
  g_clear_pointer (&self->scene, wk_scene_unref);
  wk_session_notify (self, WK_SESSION_PROP_SCENE);
}

void
wk_session_answers_changed (WkSession *self)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERS_CHANGED], 0);
}

void
wk_session_attempted (WkSession *self, const WkAttempt *attempt)
{
  g_signal_emit (self, signals[SIGNAL_ATTEMPTED], 0, attempt);
}

WkSession *
wk_session_new (WkDeck *deck)
{
  return g_object_new (WK_TYPE_SESSION, "deck", deck, NULL);
}

WkThemeId
wk_session_get_theme (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), WK_THEME_LIGHT);

  return self->theme;
}

void
wk_session_set_theme (WkSession *self, WkThemeId theme)
{
  g_return_if_fail (WK_IS_SESSION (self) && theme < WK_N_THEMES);

  if (theme == self->theme)
    return;
  self->theme = theme;
  wk_session_notify (self, WK_SESSION_PROP_THEME);
}

WkTextScale
wk_session_get_text_scale (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), WK_TEXT_SCALE_1);

  return self->text_scale;
}

void
wk_session_set_text_scale (WkSession *self, WkTextScale scale)
{
  g_return_if_fail (WK_IS_SESSION (self));

  if (scale == self->text_scale)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->text_scale = scale;
  wk_session_notify (self, WK_SESSION_PROP_TEXT_SCALE);
  wk_session_scene_changed (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
wk_session_get_page (WkSession *self, double *width, double *height)
{
  g_return_if_fail (WK_IS_SESSION (self));

  if (width != NULL)
    *width = self->page_width;
  if (height != NULL)
    *height = self->page_height;
}

void
wk_session_set_page (WkSession *self, double width, double height)
{
  g_return_if_fail (WK_IS_SESSION (self));

  if (!isfinite (width) || !isfinite (height))
    return;
  if (height > width)
    wk_page_size (WK_PAGE_TALL, &width, &height);
  else
    {
      width = round (CLAMP (width, LEAST_WIDTH, MOST_WIDTH));
      height = PAGE_HEIGHT;
    }
  if (width == self->page_width && height == self->page_height)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->page_width = width;
  self->page_height = height;
  wk_session_notify (self, WK_SESSION_PROP_PAGE_WIDTH);
  wk_session_scene_changed (self);
  g_object_thaw_notify (G_OBJECT (self));
}

const WkLanguage *
wk_session_get_language (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  if (self->language != NULL)
    return self->language;
  return self->deck != NULL ? wk_deck_get_language (self->deck)
                            : wk_language_get ("en");
}

void
wk_session_set_language (WkSession *self, const WkLanguage *language)
{
  g_return_if_fail (WK_IS_SESSION (self));

  const WkLanguage *before = wk_session_get_language (self);

  self->language = language;
  if (wk_session_get_language (self) == before)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < self->states->len; i++)
    wk_exercise_state_forget_solution (wk_session_get_state (self, i));
  wk_session_notify (self, WK_SESSION_PROP_LANGUAGE);
  wk_session_solve (self);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
wk_session_get_playing (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  return self->playing;
}

void
wk_session_set_playing (WkSession *self, gboolean playing)
{
  g_return_if_fail (WK_IS_SESSION (self));

  playing = playing && wk_session_get_n_steps (self) > 0;
  if (playing == self->playing)
    return;
  self->playing = playing;
  wk_session_notify (self, WK_SESSION_PROP_PLAYING);
}

static void
wk_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WkSession *self = WK_SESSION (object);

  switch (id)
    {
    case WK_SESSION_PROP_DECK:
      g_value_set_boxed (value, self->deck);
      break;
    case WK_SESSION_PROP_EXERCISE:
      g_value_set_uint (value, self->exercise);
      break;
    case WK_SESSION_PROP_POSITION:
      g_value_set_double (value, wk_session_get_position (self));
      break;
    case WK_SESSION_PROP_N_STEPS:
      g_value_set_uint (value, wk_session_get_n_steps (self));
      break;
    case WK_SESSION_PROP_SCENE:
      g_value_set_boxed (value, wk_session_get_scene (self));
      break;
    case WK_SESSION_PROP_THEME:
      g_value_set_uint (value, self->theme);
      break;
    case WK_SESSION_PROP_TEXT_SCALE:
      g_value_set_uint (value, self->text_scale);
      break;
    case WK_SESSION_PROP_PAGE_WIDTH:
      g_value_set_double (value, self->page_width);
      break;
    case WK_SESSION_PROP_LANGUAGE:
      g_value_set_pointer (value, (gpointer) wk_session_get_language (self));
      break;
    case WK_SESSION_PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case WK_SESSION_PROP_BUSY:
      g_value_set_boolean (value, wk_session_is_busy (self));
      break;
    case WK_SESSION_PROP_PARAMS:
      g_value_set_boxed (value, wk_session_get_params (self));
      break;
    case WK_SESSION_PROP_SOLUTION:
      g_value_set_boxed (value, wk_session_get_solution (self));
      break;
    case WK_SESSION_PROP_SEED:
      g_value_set_string (value, wk_session_get_seed (self));
      break;
    case WK_SESSION_PROP_UNDO_NAME:
      g_value_set_string (value, wk_session_get_undo_name (self));
      break;
    case WK_SESSION_PROP_REDO_NAME:
      g_value_set_string (value, wk_session_get_redo_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
wk_session_set_property (GObject *object,
                         guint id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  WkSession *self = WK_SESSION (object);

  switch (id)
    {
    case WK_SESSION_PROP_DECK:
      wk_session_set_deck (self, g_value_get_boxed (value));
      break;
    case WK_SESSION_PROP_EXERCISE:
      wk_session_set_exercise (self, g_value_get_uint (value));
      break;
    case WK_SESSION_PROP_POSITION:
      wk_session_set_position (self, g_value_get_double (value));
      break;
    case WK_SESSION_PROP_THEME:
      wk_session_set_theme (self, (WkThemeId) g_value_get_uint (value));
      break;
    case WK_SESSION_PROP_TEXT_SCALE:
      wk_session_set_text_scale (self, (WkTextScale) g_value_get_uint (value));
      break;
    case WK_SESSION_PROP_PAGE_WIDTH:
      wk_session_set_page (self, g_value_get_double (value), PAGE_HEIGHT);
      break;
    case WK_SESSION_PROP_LANGUAGE:
      wk_session_set_language (self, g_value_get_pointer (value));
      break;
    case WK_SESSION_PROP_PLAYING:
      wk_session_set_playing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
wk_session_dispose (GObject *object)
{
  WkSession *self = WK_SESSION (object);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  wk_session_end_train (self);
  G_OBJECT_CLASS (wk_session_parent_class)->dispose (object);
}

static void
wk_session_finalize (GObject *object)
{
  WkSession *self = WK_SESSION (object);

  g_clear_pointer (&self->scene, wk_scene_unref);
  wk_session_forget_changes (self);
  g_array_unref (self->states);
  g_object_unref (self->ink);
  g_clear_pointer (&self->deck, wk_deck_unref);
  G_OBJECT_CLASS (wk_session_parent_class)->finalize (object);
}

static void
wk_session_class_init (WkSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags both =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable =
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wk_session_get_property;
  object_class->set_property = wk_session_set_property;
  object_class->dispose = wk_session_dispose;
  object_class->finalize = wk_session_finalize;

  props[WK_SESSION_PROP_DECK] =
      g_param_spec_boxed ("deck", NULL, NULL, WK_TYPE_DECK, both);
  props[WK_SESSION_PROP_EXERCISE] =
      g_param_spec_uint ("exercise", NULL, NULL, 0, WK_DECK_MAX_EXERCISES, 0, both);
  props[WK_SESSION_PROP_POSITION] =
      g_param_spec_double ("position", NULL, NULL, 0, G_MAXDOUBLE, 0, both);
  props[WK_SESSION_PROP_N_STEPS] =
      g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[WK_SESSION_PROP_SCENE] =
      g_param_spec_boxed ("scene", NULL, NULL, WK_TYPE_SCENE, readable);
  props[WK_SESSION_PROP_THEME] =
      g_param_spec_uint ("theme", NULL, NULL, 0, WK_N_THEMES - 1, 0, both);
  props[WK_SESSION_PROP_TEXT_SCALE] =
      g_param_spec_uint ("text-scale", NULL, NULL, 0, WK_TEXT_SCALE_PROJECTOR, 0, both);
  props[WK_SESSION_PROP_PAGE_WIDTH] =
      g_param_spec_double ("page-width", NULL, NULL, 0, MOST_WIDTH, MOST_WIDTH, both);
  props[WK_SESSION_PROP_LANGUAGE] = g_param_spec_pointer ("language", NULL, NULL, both);
  props[WK_SESSION_PROP_PLAYING] =
      g_param_spec_boolean ("playing", NULL, NULL, FALSE, both);
  props[WK_SESSION_PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  props[WK_SESSION_PROP_PARAMS] =
      g_param_spec_boxed ("params", NULL, NULL, WK_TYPE_PARAMS, readable);
  props[WK_SESSION_PROP_SOLUTION] =
      g_param_spec_boxed ("solution", NULL, NULL, WK_TYPE_SOLUTION, readable);
  props[WK_SESSION_PROP_SEED] =
      g_param_spec_string ("seed", NULL, NULL, NULL, readable);
  props[WK_SESSION_PROP_UNDO_NAME] =
      g_param_spec_string ("undo-name", NULL, NULL, NULL, readable);
  props[WK_SESSION_PROP_REDO_NAME] =
      g_param_spec_string ("redo-name", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, WK_SESSION_N_PROPS, props);
  signals[SIGNAL_ANSWERS_CHANGED] =
      g_signal_new ("answers-changed", WK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ATTEMPTED] =
      g_signal_new ("attempted", WK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
wk_session_init (WkSession *self)
{
  self->states = g_array_new (FALSE, FALSE, sizeof (WkExerciseState));
  g_array_set_clear_func (self->states, wk_exercise_state_clear);
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  self->ink = wk_ink_new ();
  wk_page_size (WK_PAGE_16_9, &self->page_width, &self->page_height);
}
