/* keep-modules.c - modules stay loaded, so that the leak sanitizer can see into them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The graphics driver's modules hold memory until the process ends. Where one has been
 * unloaded, the only pointers to it are gone, and the sanitizer reports what no
 * suppression can name any more.
 */
#if defined(__SANITIZE_ADDRESS__)

int dlclose (void *handle);

int
dlclose (void *handle)
{
  return 0;
}

#else

typedef int NothingToKeep;

#endif
