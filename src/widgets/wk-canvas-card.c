/* wk-canvas-card.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-card.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

struct _WkCanvasCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;
  GtkLabel *value;
  GtkLabel *how;
  WkFlowLabel *working;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (WkCanvasCard, wk_canvas_card, GTK_TYPE_WIDGET)

static void
wk_canvas_card_dispose (GObject *object)
{
  WkCanvasCard *self = WK_CANVAS_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_canvas_card_parent_class)->dispose (object);
}

static void
wk_canvas_card_class_init (WkCanvasCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_canvas_card_dispose;
  g_type_ensure (WK_TYPE_FLOW_LABEL);
  wk_ui_set_template (widget_class, "wk-canvas-card.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, box);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, label);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, value);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, how);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, working);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, problem_box);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, problem);
  gtk_widget_class_bind_template_child (widget_class, WkCanvasCard, hint);
}

static void
wk_canvas_card_init (WkCanvasCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

WkCanvasCard *
wk_canvas_card_new (void)
{
  return g_object_new (WK_TYPE_CANVAS_CARD, NULL);
}

static void
set_line (GtkLabel *line, const char *text)
{
  gtk_label_set_text (line, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (line), text != NULL && text[0] != '\0');
}

void
wk_canvas_card_set_item (WkCanvasCard *card, const WkItem *item)
{
  g_return_if_fail (WK_IS_CANVAS_CARD (card));

  set_line (card->label, item->label);
  set_line (card->value, item->value);
  set_line (card->how, item->how);
}

void
wk_canvas_card_set_working (WkCanvasCard *card,
                            const char *working,
                            const WkLanguage *language)
{
  g_return_if_fail (WK_IS_CANVAS_CARD (card));

  if (working != NULL)
    wk_flow_label_set_text (card->working, working, language);
  gtk_widget_set_visible (GTK_WIDGET (card->working), working != NULL);
}

void
wk_canvas_card_set_problem (WkCanvasCard *card, const char *problem)
{
  g_return_if_fail (WK_IS_CANVAS_CARD (card));

  set_line (card->problem, problem);
  gtk_widget_set_visible (card->problem_box, problem != NULL);
}

void
wk_canvas_card_set_hint (WkCanvasCard *card, const char *hint)
{
  g_return_if_fail (WK_IS_CANVAS_CARD (card));

  set_line (card->hint, hint);
}
