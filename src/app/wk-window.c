/* wk-window.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window.h"

#include "app/wk-dialogs.h"
#include "app/wk-preferences.h"
#include "app/wk-present.h"
#include "app/wk-progress-window.h"
#include "app/wk-open-picture.h"
#include "app/wk-print.h"
#include "app/wk-timing.h"
#include "app/wk-window-edit.h"
#include "app/wk-window-keys.h"
#include "app/wk-window-state.h"
#include "app/wk-window-weights.h"
#include "exercises/wk-kinds.h"
#include "session/wk-session-train.h"
#include "widgets/wk-exercise-list.h"
#include "widgets/wk-param-panel.h"
#include "widgets/wk-side-panel.h"
#include "widgets/wk-stage.h"
#include "widgets/wk-ui.h"

struct _WkWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *pages; /* what one works with, and the lecture */
  GtkWidget *study;
  GtkWidget *lecture; /* or NULL */
  AdwWindowTitle *title;
  GtkWidget *sidebar_button;
  GtkWidget *panel_button;
  GtkWidget *menu_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GMenu *undo_section;
  AdwToastOverlay *toasts;
  AdwFlap *sidebar_flap;
  AdwFlap *panel_flap;
  WkExerciseList *exercises;
  WkStage *stage;
  WkSidePanel *panel;

  WkSession *session;
  WkPlayer *player;
  WkPresent *present;
  WkProgress *progress; /* NULL in the first frame */
  char *figure_theme;   /* "follow" or the name of a theme */
};

G_DEFINE_FINAL_TYPE (WkWindow, wk_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- figure's look --- */

static void
apply_theme (WkWindow *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  WkThemeId theme;

  if (wk_present_is_running (self->present))
    return;
  if (!wk_theme_from_name (self->figure_theme, &theme))
    theme = adw_style_manager_get_dark (style) ? WK_THEME_DARK : WK_THEME_LIGHT;
  wk_session_set_theme (self->session, theme);
}

static void
theme_action_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  WkWindow *self = data;

  g_free (self->figure_theme);
  self->figure_theme = g_variant_dup_string (state, NULL);
  g_simple_action_set_state (action, state);
  apply_theme (self);
}

static void
large_text_action_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  WkWindow *self = data;

  g_simple_action_set_state (action, state);
  wk_session_set_text_scale (self->session, g_variant_get_boolean (state)
                                                ? WK_TEXT_SCALE_PROJECTOR
                                                : WK_TEXT_SCALE_1);
}

static void
language_action_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  WkWindow *self = data;
  const WkLanguage *language = wk_language_get (g_variant_get_string (state, NULL));

  if (language == NULL)
    return;
  g_simple_action_set_state (action, state);
  wk_session_set_language (self->session, language);
}

/* --- other actions --- */

static void
open_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_dialogs_open (data);
}

/* Back from a deck of one's own. */
static void
open_exam_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);

  if (deck == NULL)
    {
      wk_window_toast (self, error->message);
      return;
    }
  wk_session_set_deck (self->session, deck);
  wk_window_set_deck_path (self, NULL);
}

static void
export_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_dialogs_export (data);
}

static void
copy_figure_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_dialogs_copy_figure (data);
}

static void
print_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_print_run (data);
}

static void
open_folder_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_uri (GTK_WINDOW (data), g_variant_get_string (parameter, NULL),
                GDK_CURRENT_TIME);
}

static void
shortcuts_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_dialogs_shortcuts (data);
}

static void
about_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_dialogs_about (data);
}

static void
preferences_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (wk_preferences_window_new (data)));
}

static void
progress_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkWindow *self = data;
  const char *deck = wk_deck_get_id (wk_session_get_deck (self->session));

  if (self->progress != NULL)
    gtk_window_present (
        GTK_WINDOW (wk_progress_window_new (GTK_WINDOW (self), self->progress, deck)));
}

static void
present_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkWindow *self = data;

  if (!wk_present_is_running (self->present))
    wk_present_set_place (self->present, FALSE, NULL);
  wk_present_start (self->present);
}

static void
present_apart_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkWindow *self = data;

  wk_present_set_place (self->present, TRUE, NULL);
  wk_present_start (self->present);
}

static void
fullscreen_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (data)))
    gtk_window_unfullscreen (GTK_WINDOW (data));
  else
    gtk_window_fullscreen (GTK_WINDOW (data));
}

static void
search_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkWindow *self = data;

  /* The list is not there during a lecture, and would keep the keys. */
  if (wk_present_is_running (self->present))
    return;
  adw_flap_set_reveal_flap (self->sidebar_flap, TRUE);
  wk_exercise_list_search (self->exercises);
}

static const GActionEntry actions[] = {
  { .name = "open", .activate = open_action_cb },
  { .name = "open-exam", .activate = open_exam_action_cb },
  { .name = "export", .activate = export_action_cb },
  { .name = "copy-figure", .activate = copy_figure_action_cb },
  { .name = "print", .activate = print_action_cb },
  { .name = "open-folder", .parameter_type = "s", .activate = open_folder_action_cb },
  { .name = "shortcuts", .activate = shortcuts_action_cb },
  { .name = "about", .activate = about_action_cb },
  { .name = "preferences", .activate = preferences_action_cb },
  { .name = "progress", .activate = progress_action_cb },
  { .name = "present", .activate = present_action_cb },
  { .name = "present-apart", .activate = present_apart_action_cb },
  { .name = "fullscreen", .activate = fullscreen_action_cb },
  { .name = "search", .activate = search_action_cb },
  { .name = "figure-theme",
    .parameter_type = "s",
    .state = "'follow'",
    .change_state = theme_action_cb },
  { .name = "large-text", .state = "false", .change_state = large_text_action_cb },
  { .name = "figure-language",
    .parameter_type = "s",
    .state = "'en'",
    .change_state = language_action_cb },
};

/* --- session --- */

static void
deck_cb (WkWindow *self)
{
  WkDeck *deck = wk_session_get_deck (self->session);
  const WkLanguage *language = wk_session_get_language (self->session);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "figure-language");
  const char *title = wk_deck_get_title (deck, language);

  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (wk_language_get_tag (language)));
}

void
wk_window_open_file (WkWindow *window, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = NULL;

  g_return_if_fail (WK_IS_WINDOW (window));

  if (path == NULL)
    {
      wk_window_toast (window, _ ("Only files on this computer can be opened"));
      return;
    }
  if (wk_open_picture (window, path))
    return;
  deck = wk_deck_load (path, wk_exercise_kinds, problems, &error);
  if (deck == NULL)
    {
      wk_dialogs_deck_problems (window, path, problems, error);
      return;
    }
  wk_session_set_deck (window->session, deck);
  wk_window_set_deck_path (window, path);
}

gboolean
wk_window_is_folded (WkWindow *window)
{
  return adw_flap_get_folded (window->sidebar_flap) ||
         adw_flap_get_folded (window->panel_flap);
}

void
wk_window_take_toast (WkWindow *window, AdwToast *toast)
{
  g_return_if_fail (WK_IS_WINDOW (window));
  adw_toast_overlay_add_toast (window->toasts, toast);
}

void
wk_window_toast (WkWindow *window, const char *message)
{
  /* A toast's title is markup. */
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  g_return_if_fail (WK_IS_WINDOW (window));
  adw_toast_overlay_add_toast (window->toasts, adw_toast_new (escaped));
}

/* --- window --- */

/* These actions hold the widgets whose properties they are, and what offers actions
 * inside those holds the window's: a circle that keeps session and figures for ever. */
static void
remove_property_actions (WkWindow *self)
{
  static const char *const names[] = { "sidebar", "panel", "answers-on-figure",
                                       "parameters" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

static void
wk_window_dispose (GObject *object)
{
  WkWindow *self = WK_WINDOW (object);

  remove_property_actions (self);
  if (self->progress != NULL)
    wk_progress_flush (self->progress);
  g_clear_object (&self->progress);
  g_clear_object (&self->present);
  if (self->session != NULL)
    wk_session_train_close (wk_session_get_train (self->session));
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_window_parent_class)->dispose (object);
}

static void
wk_window_finalize (GObject *object)
{
  g_free (WK_WINDOW (object)->figure_theme);
  G_OBJECT_CLASS (wk_window_parent_class)->finalize (object);
}

static void
wk_window_class_init (WkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_window_finalize;
  g_type_ensure (WK_TYPE_EXERCISE_LIST);
  g_type_ensure (WK_TYPE_STAGE);
  g_type_ensure (WK_TYPE_SIDE_PANEL);
  wk_ui_set_template (widget_class, "wk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WkWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, study);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, panel_button);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, undo_section);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, panel_flap);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, exercises);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, WkWindow, panel);
}

static void
add_actions (WkWindow *self)
{
  GActionMap *map = G_ACTION_MAP (self);
  g_autoptr (GPropertyAction) sidebar =
      g_property_action_new ("sidebar", self->sidebar_flap, "reveal-flap");
  g_autoptr (GPropertyAction) panel =
      g_property_action_new ("panel", self->panel_flap, "reveal-flap");

  g_autoptr (GPropertyAction) answers = g_property_action_new (
      "answers-on-figure", wk_stage_get_canvas (self->stage), "answers-shown");
  g_autoptr (GPropertyAction) parameters =
      g_property_action_new ("parameters", self->stage, "expanded");

  g_action_map_add_action_entries (map, actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (map, G_ACTION (parameters));
  g_action_map_add_action (map, G_ACTION (sidebar));
  g_action_map_add_action (map, G_ACTION (panel));
  g_action_map_add_action (map, G_ACTION (answers));
}

/* What the menu of the figure has beside the figure's own. */
static void
add_figure_menu (WkWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Copy Picture"), "win.copy-figure");
  g_menu_append (menu, _ ("Export…"), "win.export");
  g_menu_append (menu, _ ("Answers in the Figure"), "win.answers-on-figure");
  wk_canvas_set_extra_menu (wk_stage_get_canvas (self->stage), G_MENU_MODEL (menu));
}

static void
wk_window_init (WkWindow *self)
{
  self->figure_theme = g_strdup ("follow");
  gtk_widget_init_template (GTK_WIDGET (self));
  wk_ui_set_icon_button (self->sidebar_button, "wk-exercises-symbolic",
                         _ ("Exercises"));
  wk_ui_set_icon_button (self->panel_button, "wk-panel-symbolic",
                         _ ("Question and Working"));
  wk_ui_set_icon_button (self->menu_button, "wk-menu-symbolic", _ ("Main Menu"));
  wk_ui_set_icon_button (self->undo_button, "wk-undo-symbolic", _ ("Undo"));
  wk_ui_set_icon_button (self->redo_button, "wk-redo-symbolic", _ ("Redo"));
  add_actions (self);
  wk_window_accept_drops (self);
  add_figure_menu (self);
  wk_window_add_keys (self);
}

/* GTK 4.8 speaks a page by the name of its class. */
static void
name_page (WkWindow *self, GtkWidget *child)
{
  GtkStackPage *page = gtk_stack_get_page (self->pages, child);

  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "", -1);
}

/* The database is opened by a thread, but after the first frame. */
static void
follow_progress (GtkWidget *widget)
{
  WkWindow *self = WK_WINDOW (widget);
  g_autofree char *path = wk_progress_default_path ();

  self->progress = wk_progress_new (path);
  g_signal_connect_object (self->progress, "trouble", G_CALLBACK (wk_window_toast),
                           self, G_CONNECT_SWAPPED);
  wk_progress_watch (self->progress, self->session);
  wk_exercise_list_set_progress (self->exercises, self->progress);
}

WkWindow *
wk_window_new (GtkApplication *application, WkSession *session)
{
  WkWindow *self = g_object_new (WK_TYPE_WINDOW, "application", application, NULL);

  wk_timing_mark ("templates");
  self->session = g_object_ref (session);
  self->player = wk_player_new (self->session, GTK_WIDGET (self->pages));
  self->present = wk_present_new (self);
  name_page (self, self->study);
  apply_theme (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (apply_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::deck", G_CALLBACK (deck_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::language", G_CALLBACK (deck_cb),
                           self, G_CONNECT_SWAPPED);
  deck_cb (self);
  wk_exercise_list_set_session (self->exercises, self->session);
  wk_stage_set_player (self->stage, self->player);
  wk_side_panel_set_player (self->panel, self->player);
  wk_window_add_weights_action (self);
  wk_window_add_edit_actions (self, self->undo_section, self->undo_button,
                              self->redo_button);
  wk_ui_later (GTK_WIDGET (self), follow_progress);
  wk_timing_mark ("window");
  wk_ui_later (GTK_WIDGET (self), wk_ui_name_rest);
  wk_ui_show_pressed ();
  wk_timing_watch_first_frame (GTK_WIDGET (self));
  return self;
}

WkSession *
wk_window_get_session (WkWindow *window)
{
  return window->session;
}

WkPlayer *
wk_window_get_player (WkWindow *window)
{
  return window->player;
}

WkCanvas *
wk_window_get_canvas (WkWindow *window)
{
  return wk_stage_get_canvas (window->stage);
}

WkPresent *
wk_window_get_present (WkWindow *window)
{
  return window->present;
}

void
wk_window_set_lecture (WkWindow *window, GtkWidget *lecture)
{
  g_return_if_fail (WK_IS_WINDOW (window));

  if (window->lecture == lecture)
    return;
  if (lecture != NULL)
    {
      gtk_stack_add_child (window->pages, lecture);
      name_page (window, lecture);
    }
  gtk_stack_set_visible_child (window->pages,
                               lecture != NULL ? lecture : window->study);
  if (window->lecture != NULL)
    gtk_stack_remove (window->pages, window->lecture);
  window->lecture = lecture;
  /* The page is the stage's own again. */
  gtk_widget_queue_allocate (GTK_WIDGET (wk_stage_get_canvas (window->stage)));
}

void
wk_window_present_changed (WkWindow *window)
{
  apply_theme (window);
}
