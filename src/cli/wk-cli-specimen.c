/* wk-cli-specimen.c - the sheet with everything formulas can be made of
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "cli/wk-cli-private.h"
#include "render/wk-specimen.h"

gboolean
wk_cli_specimen (const WkCliOptions *options, GString *out, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const WkLanguage *language = wk_language_get ("en");
  WkFormat format;

  if (options->language != NULL)
    language = wk_cli_language (options, NULL, error);
  if (language == NULL)
    return FALSE;
  if (options->output == NULL)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("-o is missing, which says where the figure goes"));
      return FALSE;
    }
  if (!wk_format_from_path (options->output, &format))
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("-o: name a file that ends with .png, .svg or .pdf"));
      return FALSE;
    }
  bytes = wk_specimen_bytes (language, format, 0, error);
  return bytes != NULL && wk_save_bytes (options->output, bytes, error);
}
