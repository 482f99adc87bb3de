/* timed-callbacks.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "timed-callbacks.h"

#include <gtk/gtk.h>
#include <string.h>
#include <time.h>

typedef struct
{
  char what[64];
  double ms;
} Call;

extern char __executable_start; /* the linker's: addr2line wants the distance from it */

static GArray *calls;
static GThread *main_thread;

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
record (const char *what, guintptr where, double start)
{
  Call call = { .ms = now_ms () - start };

  if (main_thread != NULL && main_thread != g_thread_self ())
    return;
  if (calls == NULL)
    calls = g_array_new (FALSE, FALSE, sizeof (Call));
  g_snprintf (call.what, sizeof call.what, "%s %" G_GINTPTR_MODIFIER "x", what,
              where > 0 ? where - (guintptr) &__executable_start : 0);
  g_array_append_val (calls, call);
}

void
timed_callbacks_reset (void)
{
  main_thread = g_thread_self ();
  if (calls != NULL)
    g_array_set_size (calls, 0);
}

guint
timed_callbacks_get_n (void)
{
  return calls != NULL ? calls->len : 0;
}

guint
timed_callbacks_count_above (double ms)
{
  guint n = 0;

  for (guint i = 0; i < timed_callbacks_get_n (); i++)
    n += g_array_index (calls, Call, i).ms > ms;
  return n;
}

static int
slower_first (gconstpointer a, gconstpointer b)
{
  const Call *p = a, *q = b;

  return (p->ms < q->ms) - (p->ms > q->ms);
}

double
timed_callbacks_get_worst (void)
{
  double worst = 0;

  for (guint i = 0; i < timed_callbacks_get_n (); i++)
    worst = MAX (worst, g_array_index (calls, Call, i).ms);
  return worst;
}

void
timed_callbacks_tell (guint n)
{
  if (calls == NULL)
    return;
  g_array_sort (calls, slower_first);
  for (guint i = 0; i < MIN (n, calls->len); i++)
    g_test_message ("%.2f ms %s", g_array_index (calls, Call, i).ms,
                    g_array_index (calls, Call, i).what);
}

/* --- signals --- */

static void
timed_marshal (GClosure *closure,
               GValue *result,
               guint n_params,
               const GValue *params,
               gpointer hint,
               gpointer data)
{
  GSignalInvocationHint *invocation = hint;
  const char *name =
      invocation != NULL ? g_signal_name (invocation->signal_id) : "closure";
  guintptr where = (guintptr) ((GCClosure *) closure)->callback;
  double start = now_ms ();

  g_closure_ref (closure);
  g_cclosure_marshal_generic (closure, result, n_params, params, hint, data);
  g_closure_unref (closure);
  record (name, where, start);
}

gulong __wrap_g_signal_connect_data (gpointer instance,
                                     const char *signal,
                                     GCallback handler,
                                     gpointer data,
                                     GClosureNotify destroy,
                                     GConnectFlags flags);

gulong
__wrap_g_signal_connect_data (gpointer instance,
                              const char *signal,
                              GCallback handler,
                              gpointer data,
                              GClosureNotify destroy,
                              GConnectFlags flags)
{
  GClosure *closure = (flags & G_CONNECT_SWAPPED) != 0
                          ? g_cclosure_new_swap (handler, data, destroy)
                          : g_cclosure_new (handler, data, destroy);

  g_closure_set_marshal (closure, timed_marshal);
  return g_signal_connect_closure (instance, signal, closure,
                                   (flags & G_CONNECT_AFTER) != 0);
}

gulong __wrap_g_signal_connect_object (gpointer instance,
                                       const char *signal,
                                       GCallback handler,
                                       gpointer object,
                                       GConnectFlags flags);

gulong
__wrap_g_signal_connect_object (gpointer instance,
                                const char *signal,
                                GCallback handler,
                                gpointer object,
                                GConnectFlags flags)
{
  GClosure *closure = (flags & G_CONNECT_SWAPPED) != 0
                          ? g_cclosure_new_object_swap (handler, object)
                          : g_cclosure_new_object (handler, object);

  g_closure_set_marshal (closure, timed_marshal);
  return g_signal_connect_closure (instance, signal, closure,
                                   (flags & G_CONNECT_AFTER) != 0);
}

void __wrap_g_action_map_add_action_entries (GActionMap *map,
                                             const GActionEntry *entries,
                                             int n,
                                             gpointer data);

void
__wrap_g_action_map_add_action_entries (GActionMap *map,
                                        const GActionEntry *entries,
                                        int n,
                                        gpointer data)
{
  for (int i = 0; n < 0 ? entries[i].name != NULL : i < n; i++)
    {
      const GActionEntry *entry = &entries[i];
      const GVariantType *type =
          entry->parameter_type != NULL ? G_VARIANT_TYPE (entry->parameter_type) : NULL;
      g_autoptr (GSimpleAction) action = NULL;

      if (entry->state != NULL)
        action = g_simple_action_new_stateful (
            entry->name, type, g_variant_parse (NULL, entry->state, NULL, NULL, NULL));
      else
        action = g_simple_action_new (entry->name, type);
      if (entry->activate != NULL)
        __wrap_g_signal_connect_data (action, "activate", G_CALLBACK (entry->activate),
                                      data, NULL, 0);
      if (entry->change_state != NULL)
        __wrap_g_signal_connect_data (action, "change-state",
                                      G_CALLBACK (entry->change_state), data, NULL, 0);
      g_action_map_add_action (map, G_ACTION (action));
    }
}

typedef struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} WidgetAction;

static GArray *widget_actions; /* of WidgetAction */

static void
timed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double start = now_ms ();

  for (guint i = 0; i < widget_actions->len; i++)
    {
      const WidgetAction *action = &g_array_index (widget_actions, WidgetAction, i);

      if (g_str_equal (action->name, name))
        action->activate (widget, name, parameter);
    }
  record (name, 0, start);
}

void __real_gtk_widget_class_install_action (GtkWidgetClass *klass,
                                             const char *name,
                                             const char *type,
                                             GtkWidgetActionActivateFunc activate);
void __wrap_gtk_widget_class_install_action (GtkWidgetClass *klass,
                                             const char *name,
                                             const char *type,
                                             GtkWidgetActionActivateFunc activate);

void
__wrap_gtk_widget_class_install_action (GtkWidgetClass *klass,
                                        const char *name,
                                        const char *type,
                                        GtkWidgetActionActivateFunc activate)
{
  WidgetAction action = { name, activate };

  if (widget_actions == NULL)
    widget_actions = g_array_new (FALSE, FALSE, sizeof (WidgetAction));
  g_array_append_val (widget_actions, action);
  __real_gtk_widget_class_install_action (klass, name, type, timed_action);
}

/* --- sources, ticks, tasks --- */

typedef struct
{
  GCallback function;
  gpointer data;
  GDestroyNotify destroy;
} Target;

static Target *
target_new (GCallback function, gpointer data, GDestroyNotify destroy)
{
  Target *target = g_new (Target, 1);

  *target = (Target){ function, data, destroy };
  return target;
}

static void
target_free (gpointer data)
{
  Target *target = data;

  if (target->destroy != NULL)
    target->destroy (target->data);
  g_free (target);
}

static gboolean
source_cb (gpointer data)
{
  Target target = *(Target *) data;
  double start = now_ms ();
  gboolean more = ((GSourceFunc) target.function) (target.data);

  record ("source", (guintptr) target.function, start);
  return more;
}

guint __real_g_idle_add_full (int priority,
                              GSourceFunc function,
                              gpointer data,
                              GDestroyNotify destroy);
guint __wrap_g_idle_add_full (int priority,
                              GSourceFunc function,
                              gpointer data,
                              GDestroyNotify destroy);

guint
__wrap_g_idle_add_full (int priority,
                        GSourceFunc function,
                        gpointer data,
                        GDestroyNotify destroy)
{
  return __real_g_idle_add_full (priority, source_cb,
                                 target_new (G_CALLBACK (function), data, destroy),
                                 target_free);
}

void __real_g_source_set_callback (GSource *source,
                                   GSourceFunc function,
                                   gpointer data,
                                   GDestroyNotify destroy);
void __wrap_g_source_set_callback (GSource *source,
                                   GSourceFunc function,
                                   gpointer data,
                                   GDestroyNotify destroy);

void
__wrap_g_source_set_callback (GSource *source,
                              GSourceFunc function,
                              gpointer data,
                              GDestroyNotify destroy)
{
  __real_g_source_set_callback (source, source_cb,
                                target_new (G_CALLBACK (function), data, destroy),
                                target_free);
}

guint __wrap_g_idle_add (GSourceFunc function, gpointer data);

guint
__wrap_g_idle_add (GSourceFunc function, gpointer data)
{
  return __wrap_g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, function, data, NULL);
}

guint __wrap_g_timeout_add_full (int priority,
                                 guint interval,
                                 GSourceFunc function,
                                 gpointer data,
                                 GDestroyNotify destroy);
guint __real_g_timeout_add_full (int priority,
                                 guint interval,
                                 GSourceFunc function,
                                 gpointer data,
                                 GDestroyNotify destroy);

guint
__wrap_g_timeout_add_full (int priority,
                           guint interval,
                           GSourceFunc function,
                           gpointer data,
                           GDestroyNotify destroy)
{
  return __real_g_timeout_add_full (priority, interval, source_cb,
                                    target_new (G_CALLBACK (function), data, destroy),
                                    target_free);
}

guint __wrap_g_timeout_add (guint interval, GSourceFunc function, gpointer data);

guint
__wrap_g_timeout_add (guint interval, GSourceFunc function, gpointer data)
{
  return __wrap_g_timeout_add_full (G_PRIORITY_DEFAULT, interval, function, data, NULL);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Target target = *(Target *) data;
  double start = now_ms ();
  gboolean more = ((GtkTickCallback) target.function) (widget, clock, target.data);

  record ("tick", (guintptr) target.function, start);
  return more;
}

guint __real_gtk_widget_add_tick_callback (GtkWidget *widget,
                                           GtkTickCallback function,
                                           gpointer data,
                                           GDestroyNotify destroy);
guint __wrap_gtk_widget_add_tick_callback (GtkWidget *widget,
                                           GtkTickCallback function,
                                           gpointer data,
                                           GDestroyNotify destroy);

guint
__wrap_gtk_widget_add_tick_callback (GtkWidget *widget,
                                     GtkTickCallback function,
                                     gpointer data,
                                     GDestroyNotify destroy)
{
  return __real_gtk_widget_add_tick_callback (
      widget, tick_cb, target_new (G_CALLBACK (function), data, destroy), target_free);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Target *target = data;
  double start = now_ms ();

  ((GAsyncReadyCallback) target->function) (source, result, target->data);
  record ("task", (guintptr) target->function, start);
  g_free (target);
}

GTask *__real_g_task_new (gpointer source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GTask *__wrap_g_task_new (gpointer source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);

GTask *
__wrap_g_task_new (gpointer source,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  if (callback == NULL)
    return __real_g_task_new (source, cancellable, NULL, data);
  return __real_g_task_new (source, cancellable, ready_cb,
                            target_new (G_CALLBACK (callback), data, NULL));
}

/* --- virtual functions --- */

static GHashTable *own; /* GType -> the functions of the class */

typedef struct
{
  void (*size_allocate) (GtkWidget *, int, int, int);
  void (*measure) (GtkWidget *, GtkOrientation, int, int *, int *, int *, int *);
  gboolean (*focus) (GtkWidget *, GtkDirectionType);
} Functions;

static void
record_virtual (GtkWidget *widget, const char *what, double start)
{
  g_autofree char *name = g_strconcat (G_OBJECT_TYPE_NAME (widget), " ", what, NULL);

  record (name, 0, start);
}

static const Functions *
functions_of (GtkWidget *widget)
{
  return g_hash_table_lookup (own, GSIZE_TO_POINTER (G_OBJECT_TYPE (widget)));
}

static void
timed_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  double start = now_ms ();

  functions_of (widget)->size_allocate (widget, width, height, baseline);
  record_virtual (widget, "allocate", start);
}

static void
timed_measure (GtkWidget *widget,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  double start = now_ms ();

  functions_of (widget)->measure (widget, orientation, for_size, minimum, natural,
                                  minimum_baseline, natural_baseline);
  record_virtual (widget, "measure", start);
}

static gboolean
timed_focus (GtkWidget *widget, GtkDirectionType direction)
{
  double start = now_ms ();
  gboolean moved = functions_of (widget)->focus (widget, direction);

  record_virtual (widget, "focus", start);
  return moved;
}

/* Only what the class brings itself: a window's layout is GTK's. */
static void
add_class (GType type)
{
  GtkWidgetClass *klass = g_type_class_ref (type);
  GtkWidgetClass *parent = g_type_class_peek_parent (klass);
  Functions *functions;

  if (g_hash_table_contains (own, GSIZE_TO_POINTER (type)))
    return;
  functions = g_new0 (Functions, 1);
  *functions = (Functions){ klass->size_allocate, klass->measure, klass->focus };
  g_hash_table_insert (own, GSIZE_TO_POINTER (type), functions);
  if (klass->size_allocate != parent->size_allocate)
    klass->size_allocate = timed_size_allocate;
  if (klass->measure != parent->measure)
    klass->measure = timed_measure;
  if (klass->focus != parent->focus)
    klass->focus = timed_focus;
}

static void
add_classes_below (GType type)
{
  guint n;
  g_autofree GType *children = g_type_children (type, &n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_has_prefix (g_type_name (children[i]), "Wk"))
        add_class (children[i]);
      add_classes_below (children[i]);
    }
}

void
timed_callbacks_add_classes (void)
{
  if (own == NULL)
    own = g_hash_table_new (NULL, NULL);
  add_classes_below (GTK_TYPE_WIDGET);
}
