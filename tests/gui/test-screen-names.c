/* test-screen-names.c - which of the screens that are there a remembered name means
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-screens.h"

typedef struct
{
  const char *name;
  const char *there[4];
  int expected;
} Case;

static const Case cases[] = {
  /* The same device wins, wherever it is plugged in. */
  { "DP-2|ACME|P300", { "DP-2|Other|M1", "HDMI-1|ACME|P300" }, 1 },
  { "DP-2|ACME|P300", { "HDMI-1|ACME|P300", "DP-2|Other|M1" }, 0 },
  /* Two of a kind: the one at the same connector, else the first. */
  { "DP-2|ACME|P300", { "eDP-1|LG|X", "DP-1|ACME|P300", "DP-2|ACME|P300" }, 2 },
  { "DP-2|ACME|P300", { "DP-2|ACME|P300", "DP-1|ACME|P300" }, 0 },
  { "DP-3|ACME|P300", { "eDP-1|LG|X", "DP-1|ACME|P300", "DP-2|ACME|P300" }, 1 },
  /* Another projector at the cable of this room. */
  { "HDMI-1|ACME|P300", { "eDP-1|LG|X", "HDMI-1|Other|M1" }, 1 },
  /* The same model of another maker is another device. */
  { "HDMI-1|ACME|P300", { "eDP-1|Other|P300", "HDMI-1|LG|X" }, 1 },
  { "HDMI-1|ACME|P300", { "eDP-1|Other|P300", "DP-1|ACME|P301" }, -1 },
  /* What has no model is known by its connector alone, even if the maker is the same.
   */
  { "HDMI-1|ACME|", { "DP-1|ACME|", "HDMI-1|ACME|" }, 1 },
  { "HDMI-1||", { "DP-1||", "eDP-1||" }, -1 },
  { "HDMI-1||", { "DP-1||", "HDMI-1|ACME|P300" }, 1 },
  /* What has no connector by its device, maker or none. */
  { "|ACME|P300", { "|Other|M1", "|ACME|P300" }, 1 },
  { "||P300", { "DP-1|ACME|P300", "DP-2||P300" }, 1 },
  { "||", { "||", "|ACME|" }, -1 },
  /* A model may hold what stands between the parts. */
  { "DP-1|ACME|P|300", { "DP-2|ACME|P", "DP-3|ACME|P|300" }, 1 },
  /* No names. */
  { NULL, { "DP-1|ACME|P300" }, -1 },
  { "", { "DP-1|ACME|P300" }, -1 },
  { "DP-1", { "DP-1|ACME|P300" }, -1 },
  { "window", { "DP-1|ACME|P300" }, -1 },
  { "DP-1|ACME|P300", { NULL }, -1 },
};

static void
test_choose (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name != NULL ? cases[i].name : "nothing");
      g_assert_cmpint (wk_screens_choose (cases[i].there, cases[i].name), ==,
                       cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screen-names/choose", test_choose);
  return g_test_run ();
}
