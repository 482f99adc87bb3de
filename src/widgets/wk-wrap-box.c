/* wk-wrap-box.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-wrap-box.h"

struct _WkWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (WkWrapBox, wk_wrap_box, GTK_TYPE_WIDGET)

/* Children from @first that fit into @width: their height, and the first that does
 * not. */
static int
measure_line (WkWrapBox *self, GtkWidget *first, int width, GtkWidget **next)
{
  GtkWidget *child = first;
  int height = 0;
  int x = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;
      int needed;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL,
                          NULL);
      if (x > 0 && x + wanted > width)
        break;
      wanted = MIN (wanted, MAX (width, 1));
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL,
                          NULL);
      wanted = MAX (wanted, needed);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wanted, &needed, NULL, NULL,
                          NULL);
      height = MAX (height, needed);
      x += wanted + self->spacing;
    }
  *next = child;
  return height;
}

/* All are as high as the line: their own alignment says where they stand in it. */
static void
allocate_line (WkWrapBox *self,
               GtkWidget *first,
               GtkWidget *end,
               int width,
               int y,
               int height)
{
  GtkAllocation box = { 0, y, 0, height };

  for (GtkWidget *child = first; child != end;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL,
                          NULL);
      box.width = MAX (least, MIN (wanted, width));
      gtk_widget_size_allocate (child, &box, -1);
      box.x += box.width + self->spacing;
    }
}

static int
lay_out (WkWrapBox *self, int width, gboolean allocate)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next;
      int height = measure_line (self, child, width, &next);

      if (allocate)
        allocate_line (self, child, next, width, y, height);
      if (height > 0)
        y += height + self->line_spacing;
      child = next;
    }
  return MAX (y - self->line_spacing, 0);
}

static void
wk_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  WkWrapBox *self = WK_WRAP_BOX (widget);
  int least = 0;
  int sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_least;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least,
                          &child_natural, NULL, NULL);
      least = MAX (least, child_least);
      sum += child_natural + self->spacing;
    }
  sum = MAX (sum - self->spacing, least);
  *minimum = least;
  *natural = sum;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
        lay_out (self, for_size < 0 ? sum : MAX (for_size, least), FALSE);
}

static void
wk_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (WK_WRAP_BOX (widget), width, TRUE);
}

static GtkSizeRequestMode
wk_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wk_wrap_box_dispose (GObject *object)
{
  wk_wrap_box_clear (WK_WRAP_BOX (object));
  G_OBJECT_CLASS (wk_wrap_box_parent_class)->dispose (object);
}

static void
wk_wrap_box_class_init (WkWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_wrap_box_dispose;
  widget_class->measure = wk_wrap_box_measure;
  widget_class->size_allocate = wk_wrap_box_size_allocate;
  widget_class->get_request_mode = wk_wrap_box_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "wkwrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
wk_wrap_box_init (WkWrapBox *self)
{
}

GtkWidget *
wk_wrap_box_new (int spacing, int line_spacing)
{
  WkWrapBox *self = g_object_new (WK_TYPE_WRAP_BOX, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  return GTK_WIDGET (self);
}

void
wk_wrap_box_append (WkWrapBox *box, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (box));
}

void
wk_wrap_box_insert (WkWrapBox *box, GtkWidget *child, GtkWidget *before)
{
  gtk_widget_insert_before (child, GTK_WIDGET (box), before);
}

void
wk_wrap_box_clear (WkWrapBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_widget_unparent (child);
}
