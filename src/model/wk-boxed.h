/* wk-boxed.h - boxed types without GLib's union trick
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * G_DEFINE_BOXED_TYPE passes functions through a transparent union, which pedantic
 * compilers refuse. This does the same with casts.
 */
#pragma once

#include <glib-object.h>

#define WK_DEFINE_BOXED_TYPE(TypeName, type_name)                                 \
  GType type_name##_get_type (void)                                               \
  {                                                                               \
    static gsize type;                                                            \
                                                                                  \
    if (g_once_init_enter (&type))                                                \
      {                                                                           \
        GType new_type = g_boxed_type_register_static (                           \
            g_intern_static_string (#TypeName), (GBoxedCopyFunc) type_name##_ref, \
            (GBoxedFreeFunc) type_name##_unref);                                  \
                                                                                  \
        g_once_init_leave (&type, new_type);                                      \
      }                                                                           \
    return type;                                                                  \
  }
