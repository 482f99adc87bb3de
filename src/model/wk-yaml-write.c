/* wk-yaml-write.c - values to YAML as a person would lay it out
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libyaml's emitter. What fits one line and holds no long text stands in one line;
 * texts of several lines stand as blocks; words are quoted only where the reader would
 * take them for something else.
 */
#include "config.h"

#include "model/wk-yaml.h"

#include <string.h>
#include <yaml.h>

#include "model/wk-number.h"

#define MAX_FLOW_CHARS 64

typedef struct
{
  yaml_emitter_t emitter;
  GString *out;
} Writer;

static int
append_cb (void *data, unsigned char *bytes, size_t n)
{
  g_string_append_len (data, (const char *) bytes, (gssize) n);
  return 1;
}

static void
emit (Writer *self, yaml_event_t *event)
{
  /* Frees the event. Memory aside, which GLib would not survive either, nothing can
   * fail: our trees are well-formed. */
  if (!yaml_emitter_emit (&self->emitter, event))
    g_error ("libyaml: %s", self->emitter.problem);
}

static gboolean
reads_as_text (const char *text)
{
  g_autoptr (WkValue) value = wk_yaml_parse (text, strlen (text), "", NULL);

  return value != NULL && g_strcmp0 (wk_value_get_string (value), text) == 0;
}

static void
write_scalar (Writer *self, const char *text, yaml_scalar_style_t style)
{
  yaml_event_t event;

  yaml_scalar_event_initialize (&event, NULL, NULL, (const yaml_char_t *) text,
                                (int) strlen (text), style == YAML_PLAIN_SCALAR_STYLE,
                                1, style);
  emit (self, &event);
}

static void
write_text (Writer *self, const char *text)
{
  if (strchr (text, '\n') != NULL)
    write_scalar (self, text, YAML_LITERAL_SCALAR_STYLE);
  else
    write_scalar (self, text,
                  reads_as_text (text) ? YAML_PLAIN_SCALAR_STYLE
                                       : YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

static gboolean
fits_line (const WkValue *value)
{
  g_autofree char *text = NULL;

  if (wk_value_get_length (value) == 0)
    return TRUE;
  text = wk_value_to_text (value);
  return g_utf8_strlen (text, -1) <= MAX_FLOW_CHARS;
}

static void
write_value (Writer *self, const WkValue *value, gboolean flow)
{
  WkValueType type = wk_value_get_type_tag (value);
  gboolean is_map = type == WK_VALUE_MAP;
  yaml_event_t event;
  g_autofree char *text = NULL;

  if (type == WK_VALUE_STRING)
    {
      write_text (self, wk_value_get_string (value));
      return;
    }
  if (type != WK_VALUE_LIST && !is_map)
    {
      text = wk_value_to_text (value);
      write_scalar (self, text, YAML_PLAIN_SCALAR_STYLE);
      return;
    }
  flow = flow || fits_line (value);
  if (is_map)
    yaml_mapping_start_event_initialize (&event, NULL, NULL, 1,
                                         flow ? YAML_FLOW_MAPPING_STYLE
                                              : YAML_BLOCK_MAPPING_STYLE);
  else
    yaml_sequence_start_event_initialize (&event, NULL, NULL, 1,
                                          flow ? YAML_FLOW_SEQUENCE_STYLE
                                               : YAML_BLOCK_SEQUENCE_STYLE);
  emit (self, &event);
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    {
      if (is_map)
        write_text (self, wk_value_get_key (value, i));
      write_value (self, wk_value_get_item (value, i), flow);
    }
  if (is_map)
    yaml_mapping_end_event_initialize (&event);
  else
    yaml_sequence_end_event_initialize (&event);
  emit (self, &event);
}

char *
wk_yaml_write (const WkValue *value)
{
  Writer writer = { .out = g_string_new (NULL) };
  yaml_event_t event;

  yaml_emitter_initialize (&writer.emitter);
  yaml_emitter_set_output (&writer.emitter, append_cb, writer.out);
  yaml_emitter_set_unicode (&writer.emitter, 1);
  yaml_emitter_set_width (&writer.emitter, -1);
  yaml_stream_start_event_initialize (&event, YAML_UTF8_ENCODING);
  emit (&writer, &event);
  yaml_document_start_event_initialize (&event, NULL, NULL, NULL, 1);
  emit (&writer, &event);
  /* The outermost braces help nobody. */
  write_value (&writer, value, FALSE);
  yaml_document_end_event_initialize (&event, 1);
  emit (&writer, &event);
  yaml_stream_end_event_initialize (&event);
  emit (&writer, &event);
  yaml_emitter_delete (&writer.emitter);
  return g_string_free (writer.out, FALSE);
}
