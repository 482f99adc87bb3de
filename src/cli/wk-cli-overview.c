#include "config.h"
#include "cli/wk-cli-export-private.h"
gboolean
wk_cli_overview (const WkCliOptions *options, GString *out, GError **error)
{
  return TRUE;
}
