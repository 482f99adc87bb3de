/* wk-export-dialog.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the left the figure as it will be, at the right the choices. Writing goes on in a
 * worker while the dialog shows how far it is; Cancel then stops it.
 */
#include "config.h"

#include "app/wk-export-dialog.h"

#include "app/wk-dialogs.h"
#include "app/wk-export-choice.h"
#include "app/wk-export-preview.h"
#include "widgets/wk-ui.h"

#define PREVIEW_WIDTH 440
#define ROWS_WIDTH 360
#define PROGRESS_MS 100

typedef struct
{
  const char *title;
  const char *const *words; /* marked for translation; NULL: a switch */
  gsize offset;             /* in WkExportMemory */
} RowInfo;

typedef enum
{
  ROW_RANGE,
  ROW_FORMAT,
  ROW_WIDTH,
  ROW_PAGE,
  ROW_THEME,
  ROW_LARGE_TEXT,
  ROW_TITLE,
  ROW_BAND,
  ROW_INK,
  ROW_TRANSPARENT,
  ROW_OUTLINES,
  N_ROWS,
} RowId;

struct _WkExportDialog
{
  AdwWindow parent_instance;

  WkWindow *window; /* not owned: the dialog is transient for it */
  WkSession *session;
  WkExportMemory memory;
  GtkWidget *rows[N_ROWS];
  WkExportPreview *preview;
  GtkWidget *export_button;
  GtkWidget *cancel_button;
  GtkWidget *copy_button;
  GtkWidget *pages; /* the preferences page, insensitive while it writes */
  GtkWidget *progress;
  WkExport *job;
  GCancellable *cancellable; /* of the job that runs */
  guint timer;
};

G_DEFINE_FINAL_TYPE (WkExportDialog, wk_export_dialog, ADW_TYPE_WINDOW)

static const char *const range_words[] = { N_ ("This step"), N_ ("All steps"),
                                           N_ ("Whole deck, all steps"), NULL };
static const char *const format_words[] = { N_ ("PNG picture"),
                                            N_ ("SVG, scalable picture"),
                                            N_ ("PDF document"), NULL };
static const char *const page_words[] = {
  N_ ("As in the window"), "16:9", "16:10", "4:3", N_ ("Tall"), NULL
};
static const char *const theme_words[] = { N_ ("As in the window"), N_ ("Light"),
                                           N_ ("Dark"), N_ ("Black on white"), NULL };
static const char *const width_words[] = {
  "1280", "1600", "1920", "2560", "3840", NULL
};

#define MEMBER(name) G_STRUCT_OFFSET (WkExportMemory, name)

static const RowInfo row_infos[N_ROWS] = {
  [ROW_RANGE] = { N_ ("What"), range_words, MEMBER (range) },
  [ROW_FORMAT] = { N_ ("Format"), format_words, MEMBER (format) },
  [ROW_WIDTH] = { N_ ("Width in Pixels"), width_words, MEMBER (width) },
  [ROW_PAGE] = { N_ ("Page"), page_words, MEMBER (page) },
  [ROW_THEME] = { N_ ("Colours"), theme_words, MEMBER (theme) },
  [ROW_LARGE_TEXT] = { N_ ("Large Text"), NULL, MEMBER (large_text) },
  [ROW_TITLE] = { N_ ("Title"), NULL, MEMBER (title) },
  [ROW_BAND] = { N_ ("Caption and Formula"), NULL, MEMBER (band) },
  [ROW_INK] = { N_ ("Pen Strokes"), NULL, MEMBER (ink) },
  [ROW_TRANSPARENT] = { N_ ("Transparent Paper"), NULL, MEMBER (transparent) },
  [ROW_OUTLINES] = { N_ ("Text as Shapes"), NULL, MEMBER (outlines) },
};

/* --- preview --- */

static void
update_preview (WkExportDialog *self)
{
  WkExportChoice choice = wk_export_memory_choice (&self->memory, self->session);
  const WkView view = { .position = wk_session_get_position (self->session),
                        .width = choice.page_width,
                        .height = choice.page_height,
                        .text_scale = choice.text_scale,
                        .hide_title = choice.hide_title,
                        .hide_band = choice.hide_band };
  g_autoptr (WkScene) scene = wk_session_draw (self->session, &view, NULL);

  g_autoptr (WkScene) ink = NULL;

  if (choice.ink && scene != NULL)
    {
      const WkInkPlace place = wk_session_get_ink_place (self->session);

      ink = wk_ink_draw_over (wk_session_get_ink (self->session), &place,
                              choice.page_width, choice.page_height, scene);
    }
  wk_export_preview_show (self->preview, scene, ink, choice.options.theme,
                          choice.options.transparent);
}

/* --- rows --- */

static guint
get_value (WkExportDialog *self, RowId id)
{
  GtkWidget *row = self->rows[id];

  if (ADW_IS_COMBO_ROW (row))
    return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  return gtk_switch_get_active (
      GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))));
}

static void
update_rows (WkExportDialog *self)
{
  gtk_widget_set_sensitive (self->rows[ROW_WIDTH],
                            self->memory.format == WK_FORMAT_PNG);
  gtk_widget_set_sensitive (self->rows[ROW_OUTLINES],
                            self->memory.format == WK_FORMAT_SVG);
  gtk_widget_set_sensitive (self->rows[ROW_LARGE_TEXT],
                            self->memory.page != WK_PAGE_TALL + 1);
  gtk_widget_set_sensitive (self->rows[ROW_INK],
                            !wk_ink_is_empty (wk_session_get_ink (self->session)));
}

static void
changed_cb (WkExportDialog *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    *(guint *) G_STRUCT_MEMBER_P (&self->memory, row_infos[i].offset) =
        get_value (self, (RowId) i);
  update_rows (self);
  update_preview (self);
}

static GtkWidget *
new_combo (WkExportDialog *self, const RowInfo *info)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = *(guint *) G_STRUCT_MEMBER_P (&self->memory, info->offset);

  for (const char *const *word = info->words; *word != NULL; word++)
    gtk_string_list_append (list, g_ascii_isdigit (**word) ? *word : _ (*word));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_switch (WkExportDialog *self, const RowInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (button), *(guint *) G_STRUCT_MEMBER_P (
                                                  &self->memory, info->offset) != 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  wk_ui_set_name (button, _ (info->title));
  g_signal_connect_object (button, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_rows (WkExportDialog *self)
{
  static const RowId last_of_group[] = { ROW_FORMAT, ROW_LARGE_TEXT, ROW_OUTLINES };
  GtkWidget *page = adw_preferences_page_new ();
  guint i = 0;

  for (guint g = 0; g < G_N_ELEMENTS (last_of_group); g++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      for (; i <= last_of_group[g]; i++)
        {
          const RowInfo *info = &row_infos[i];

          self->rows[i] =
              info->words != NULL ? new_combo (self, info) : new_switch (self, info);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]),
                                         _ (info->title));
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i]);
        }
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                                ADW_PREFERENCES_GROUP (group));
    }
  gtk_widget_set_size_request (page, ROWS_WIDTH, -1);
  return page;
}

/* --- writing --- */

static void
stop_timer (WkExportDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
set_busy (WkExportDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->pages, !busy);
  gtk_widget_set_sensitive (self->export_button, !busy);
  gtk_widget_set_sensitive (self->copy_button, !busy);
  gtk_widget_set_visible (self->progress, busy);
  if (!busy)
    stop_timer (self);
}

static gboolean
progress_cb (gpointer data)
{
  WkExportDialog *self = data;
  guint done, wanted;
  g_autofree char *text = NULL;

  wk_export_get_progress (self->job, &done, &wanted);
  if (wanted == 0)
    {
      gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
      return G_SOURCE_CONTINUE;
    }
  text = g_strdup_printf (_ ("%u of %u figures"), done, wanted);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 (double) done / wanted);
  return G_SOURCE_CONTINUE;
}

static void
finish (WkExportDialog *self, const GError *error)
{
  WkWindow *window = self->window;
  const char *const *paths = wk_export_get_paths (self->job);
  guint done, wanted;

  set_busy (self, FALSE);
  wk_export_get_progress (self->job, &done, &wanted);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *message =
          g_strdup_printf (_ ("Export stopped after %u of %u figures"), done, wanted);

      wk_window_toast (window, message);
    }
  else if (error != NULL)
    {
      /* It stays open: another folder may do. */
      wk_dialogs_export_failed (GTK_WINDOW (self), error);
      g_clear_object (&self->job);
      g_clear_object (&self->cancellable);
      return;
    }
  else
    wk_dialogs_exported (window, paths);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WkExportDialog) self = data;
  g_autoptr (GError) error = NULL;

  wk_export_run_finish (WK_EXPORT (source), result, &error);
  if (self->job == WK_EXPORT (source))
    finish (self, error);
}

static void
run (WkExportDialog *self)
{
  wk_export_run_async (self->job, self->cancellable, written_cb, g_object_ref (self));
}

static void
replace_cb (AdwMessageDialog *message, const char *response, WkExportDialog *self)
{
  if (self->job == NULL)
    return;
  if (g_str_equal (response, "replace"))
    {
      run (self);
      return;
    }
  set_busy (self, FALSE);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
}

static void
ask_to_replace (WkExportDialog *self)
{
  guint n = wk_export_get_n_existing (self->job);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Replace Files?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  const char *const *paths = wk_export_get_paths (self->job);
  g_autofree char *name = g_filename_display_basename (paths[0]);

  if (paths[1] == NULL)
    adw_message_dialog_format_body (message, _ ("%s exists already."), name);
  else
    adw_message_dialog_format_body (message,
                                    _LN (wk_ui_get_language (),
                                         "%u of the files exists already.",
                                         "%u of the files exist already.", n),
                                    n);
  adw_message_dialog_add_response (message, "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (message, "replace", _ ("Replace"));
  adw_message_dialog_set_response_appearance (message, "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (replace_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WkExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean asked = GPOINTER_TO_INT (g_object_get_data (source, "wk-asked"));
  gboolean planned = wk_export_plan_finish (WK_EXPORT (source), result, &error);

  if (self->job != WK_EXPORT (source))
    return;
  if (!planned)
    finish (self, error);
  else if (wk_export_get_n_existing (self->job) > 0 && !asked)
    ask_to_replace (self);
  else
    run (self);
}

void
wk_export_dialog_write (WkExportDialog *self, const char *path, gboolean asked)
{
  WkExportChoice choice = wk_export_memory_choice (&self->memory, self->session);
  g_autoptr (GError) error = NULL;

  wk_export_memory_save (&self->memory);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  self->job = wk_export_new (self->session, &choice, path, &error);
  if (self->job == NULL)
    {
      wk_dialogs_export_failed (GTK_WINDOW (self), error);
      return;
    }
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->job), "wk-asked", GINT_TO_POINTER (asked));
  set_busy (self, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  self->timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
  wk_export_plan_async (self->job, self->cancellable, planned_cb, g_object_ref (self));
}

/* --- the file dialog --- */

static void
chosen_cb (GtkNativeDialog *chooser, int response, WkExportDialog *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *complete = NULL;
  WkFormat format;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (file == NULL)
    return;
  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_autoptr (GError) error =
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("the folder is not on this computer"));

      wk_dialogs_export_failed (GTK_WINDOW (self), error);
      return;
    }
  /* The ending always says what is in the file. */
  if (self->memory.range == WK_EXPORT_STEP || self->memory.format == WK_FORMAT_PDF)
    {
      if (!wk_format_from_path (path, &format) || format != self->memory.format)
        complete = g_strconcat (path, ".", wk_format_name (self->memory.format), NULL);
    }
  /* The file dialog asked about the very name that was typed. */
  wk_export_dialog_write (self, complete != NULL ? complete : path,
                          complete == NULL && (self->memory.range == WK_EXPORT_STEP ||
                                               self->memory.format == WK_FORMAT_PDF));
}

static void
export_cb (WkExportDialog *self)
{
  WkExportChoice choice = wk_export_memory_choice (&self->memory, self->session);
  gboolean one = wk_export_is_one_file (&choice);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      one ? _ ("Export Figure") : _ ("Export Figures into Folder"), GTK_WINDOW (self),
      one ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
      _ ("Export"), _ ("Cancel"));

  if (one)
    {
      g_autofree char *stem = wk_export_propose_name (self->session, choice.range);
      g_autofree char *name =
          g_strconcat (stem, ".", wk_format_name (choice.options.format), NULL);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- the dialog --- */

static void
cancel_cb (WkExportDialog *self)
{
  if (self->cancellable != NULL && self->job != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
copy_cb (WkExportDialog *self)
{
  WkExportChoice choice = wk_export_memory_choice (&self->memory, self->session);

  wk_export_memory_save (&self->memory);
  wk_dialogs_copy (self->window, &choice);
}

static gboolean
wk_export_dialog_close_request (GtkWindow *window)
{
  WkExportDialog *self = WK_EXPORT_DIALOG (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (wk_export_dialog_parent_class)->close_request (window);
}

static void
wk_export_dialog_dispose (GObject *object)
{
  WkExportDialog *self = WK_EXPORT_DIALOG (object);

  stop_timer (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_export_dialog_parent_class)->dispose (object);
}

static void
wk_export_dialog_class_init (WkExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wk_export_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
wk_export_dialog_init (WkExportDialog *self)
{
}

static GtkWidget *
new_button (WkExportDialog *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
new_header (WkExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->cancel_button = new_button (self, _ ("_Cancel"), G_CALLBACK (cancel_cb));
  self->export_button = new_button (self, _ ("_Export…"), G_CALLBACK (export_cb));
  self->copy_button = new_button (self, _ ("Cop_y"), G_CALLBACK (copy_cb));
  gtk_widget_set_tooltip_text (self->copy_button, _ ("Copy this step as a picture"));
  gtk_widget_add_css_class (self->export_button, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->export_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->copy_button);
  return header;
}

static GtkWidget *
new_body (WkExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->preview = g_object_new (WK_TYPE_EXPORT_PREVIEW, "hexpand", TRUE, "vexpand",
                                TRUE, "width-request", PREVIEW_WIDTH, "height-request",
                                280, "margin-start", 18, "margin-end", 6, "margin-top",
                                18, "margin-bottom", 18, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  self->pages = new_rows (self);
  gtk_box_append (GTK_BOX (box), self->pages);
  return box;
}

WkExportDialog *
wk_export_dialog_new (WkWindow *window)
{
  WkExportDialog *self = g_object_new (WK_TYPE_EXPORT_DIALOG, "transient-for", window,
                                       "modal", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = window;
  self->session = g_object_ref (wk_window_get_session (window));
  wk_export_memory_load (&self->memory, self->session);
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  wk_ui_set_name (self->progress, _ ("Progress"));
  g_object_set (self->progress, "margin-start", 18, "margin-end", 18, "margin-bottom",
                12, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), new_body (self));
  gtk_box_append (GTK_BOX (box), self->progress);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Export"));
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 720);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export_button);
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  update_rows (self);
  update_preview (self);
  return self;
}
