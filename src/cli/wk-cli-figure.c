/* wk-cli-figure.c - what the options say about a figure: step, page, theme, format
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli/wk-cli-export-private.h"

/* Below, a figure is a smudge; above, the picture alone takes half a gigabyte. */
#define MIN_WIDTH 16
#define MAX_WIDTH 16384
#define MAX_FRAMES 1000

gboolean
wk_cli_read_count (const char *text, guint *count)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL) ||
      !g_ascii_isdigit (*text))
    return FALSE;
  *count = (guint) number;
  return TRUE;
}

gboolean
wk_cli_steps (const char *text,
              guint n_steps,
              guint *first,
              guint *last,
              GError **error)
{
  g_autofree char *quoted = NULL;

  *first = *last = n_steps;
  if (text == NULL || strcmp (text, "last") == 0)
    return TRUE;
  if (strcmp (text, "all") == 0)
    {
      *first = 1;
      return TRUE;
    }
  quoted = wk_cli_quote (text);
  if (!wk_cli_read_count (text, last))
    {
      g_set_error (
          error, WK_CLI_ERROR, WK_CLI_USAGE,
          _ ("--step: “%s” is neither a whole number from 0 nor “all” or “last”"),
          quoted);
      return FALSE;
    }
  if (*last > n_steps)
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                   _ ("--step: there is no step %s, only 0 to %u"), quoted, n_steps);
      return FALSE;
    }
  *first = *last;
  return TRUE;
}

gboolean
wk_cli_position (const char *text, guint n_steps, double *position, GError **error)
{
  char *end = NULL;
  g_autofree char *quoted = wk_cli_quote (text);
  double number = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || g_ascii_isspace (*text))
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                   _ ("--position: “%s” is no number"), quoted);
      return FALSE;
    }
  /* The comparison is false for a NaN too. */
  if (!(number >= 0 && number <= n_steps))
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                   _ ("--position: “%s” is not between 0 and %u"), quoted, n_steps);
      return FALSE;
    }
  *position = number + 0.0; /* no minus zero */
  return TRUE;
}

static gboolean
is_none_of (const char *option, const char *text, const char *words, GError **error)
{
  g_autofree char *quoted = wk_cli_quote (text);

  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE, _ ("%s: “%s” is none of %s"), option,
               quoted, words);
  return FALSE;
}

static gboolean
read_page (WkCliFigure *figure, const WkCliOptions *options, GError **error)
{
  WkPage page = WK_PAGE_16_9;

  figure->text_scale = WK_TEXT_SCALE_1;
  if (options->page != NULL && !wk_page_from_name (options->page, &page))
    return is_none_of ("--page", options->page, "16:9, 16:10, 4:3, tall", error);
  if (options->text_scale != NULL && strcmp (options->text_scale, "1.4") == 0)
    figure->text_scale = WK_TEXT_SCALE_PROJECTOR;
  else if (options->text_scale != NULL && strcmp (options->text_scale, "1") != 0)
    return is_none_of ("--text-scale", options->text_scale, "1, 1.4", error);
  if (page == WK_PAGE_TALL && figure->text_scale != WK_TEXT_SCALE_1)
    {
      g_set_error_literal (
          error, WK_CLI_ERROR, WK_CLI_USAGE,
          _ ("--text-scale: 1.4 is for wide pages, not for --page tall"));
      return FALSE;
    }
  wk_page_size (page, &figure->page_width, &figure->page_height);
  return TRUE;
}

static gboolean
read_format (WkCliFigure *figure, const WkCliOptions *options, GError **error)
{
  g_autofree char *quoted = NULL;

  if (options->format != NULL)
    return wk_format_from_name (options->format, &figure->export.format)
               ? TRUE
               : is_none_of ("--format", options->format, "png, svg, pdf", error);
  if (options->check_layout)
    return TRUE;
  if (wk_format_from_path (options->output, &figure->export.format))
    return TRUE;
  quoted = wk_cli_quote (options->output);
  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
               _ ("--format is missing, and “%s” does not end with .png, .svg or .pdf"),
               quoted);
  return FALSE;
}

static gboolean
read_width (WkExportOptions *export, const WkCliOptions *options, GError **error)
{
  g_autofree char *quoted = NULL;

  if (options->width == NULL)
    return TRUE;
  if (wk_cli_read_count (options->width, &export->width) &&
      export->width >= MIN_WIDTH && export->width <= MAX_WIDTH)
    return TRUE;
  quoted = wk_cli_quote (options->width);
  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
               _ ("--width: “%s” is no whole number of pixels from %d to %d"), quoted,
               MIN_WIDTH, MAX_WIDTH);
  return FALSE;
}

static gboolean
read_frames (WkCliFigure *figure, const WkCliOptions *options, GError **error)
{
  g_autofree char *quoted = NULL;

  if (options->frames == NULL)
    return TRUE;
  if (options->position != NULL)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("--frames are of whole steps, not of one --position"));
      return FALSE;
    }
  if (wk_cli_read_count (options->frames, &figure->n_frames) && figure->n_frames >= 1 &&
      figure->n_frames <= MAX_FRAMES)
    return TRUE;
  quoted = wk_cli_quote (options->frames);
  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
               _ ("--frames: “%s” is no whole number from 1 to %d"), quoted,
               MAX_FRAMES);
  return FALSE;
}

gboolean
wk_cli_looks_read (WkExportOptions *export, const WkCliOptions *options, GError **error)
{
  if (!read_width (export, options, error))
    return FALSE;
  return options->theme == NULL || wk_theme_from_name (options->theme, &export->theme)
             ? TRUE
             : is_none_of ("--theme", options->theme, "light, dark, print", error);
}

gboolean
wk_cli_output_read (WkExportOptions *export,
                    const WkCliOptions *options,
                    GError **error)
{
  export->format = WK_FORMAT_PDF;
  if (options->output == NULL)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("-o is missing, which says where the figure goes"));
      return FALSE;
    }
  if (g_str_equal (options->output, "-") ||
      wk_format_from_path (options->output, &export->format))
    return TRUE;
  g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                       _ ("-o: name a file that ends with .png, .svg or .pdf"));
  return FALSE;
}

void
wk_cli_figure_follow (WkCliFigure *figure,
                      const WkCliOptions *options,
                      const WkOrigin *origin)
{
  if (origin == NULL)
    return;
  if (options->theme == NULL)
    figure->export.theme = origin->theme;
  if (options->page == NULL)
    {
      figure->page_width = origin->width;
      figure->page_height = origin->height;
    }
  if (options->text_scale == NULL)
    figure->text_scale = origin->text_scale;
}

gboolean
wk_cli_figure_read (WkCliFigure *figure, const WkCliOptions *options, GError **error)
{
  *figure = (WkCliFigure){ .export.transparent = options->transparent,
                           .export.outlines = options->outlines };

  if (!read_page (figure, options, error) ||
      !wk_cli_looks_read (&figure->export, options, error) ||
      !read_frames (figure, options, error))
    return FALSE;
  if (options->step != NULL && options->position != NULL)
    {
      g_set_error_literal (
          error, WK_CLI_ERROR, WK_CLI_USAGE,
          _ ("--step and --position are two ways to say the same; give one"));
      return FALSE;
    }
  if (options->output == NULL && !options->check_layout)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("-o is missing, which says where the figure goes"));
      return FALSE;
    }
  return read_format (figure, options, error);
}
