/* test-trained.c - weights: names, files, threads, every sort of damage
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/trained-kit.h"

#include <math.h>

/* --- the object --- */

static void
test_parts (void)
{
  g_autoptr (WkTrained) trained =
      make ("{seed: 1, beta: 0.5, plain: true, likelihood: bernoulli}", 3, some);
  g_autoptr (WkTrained) bare = wk_trained_new_bare (trained);
  gsize n;
  guint n_curves;

  g_assert_cmpstr (wk_trained_get_kind (trained), ==, KIND);
  g_assert_cmpstr (wk_trained_get_name (trained), ==,
                   "beta=0.5,epoch=3,likelihood=bernoulli,plain=yes,seed=1");
  g_assert_cmpuint (wk_trained_get_epoch (trained), ==, 3);
  g_assert_cmpmem (wk_trained_get_weights (trained, &n), sizeof some, some,
                   sizeof some);
  g_assert_cmpuint (n, ==, N);
  g_assert_cmpfloat (wk_trained_get_curves (trained, &n_curves)[5], ==, 3.125);
  g_assert_cmpuint (n_curves, ==, 2);
  g_assert_true (wk_trained_get_weights (bare, &n) ==
                 wk_trained_get_weights (trained, &n));
  g_assert_cmpstr (wk_trained_get_name (bare), ==, wk_trained_get_name (trained));
  g_assert_cmpfloat (wk_trained_get_curves (bare, &n_curves)[0], ==, 9.5);
}

static void
test_refused (void)
{
  static const char *const recipes[] = { "[1]",       "{a: [1]}",   "{a: null}",
                                         "{a: .inf}", "{a: 'x,y'}", "{a: ''}",
                                         "{A: 1}",    "{a=b: 1}" };
  static const double bad_curve[] = { 1, NAN };
  float weights[N];
  g_autoptr (WkValue) fine = parse ("{a: 1}");
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr (WkValue) recipe = parse (recipes[i]);
      g_autoptr (GError) error = NULL;

      assert_fails (wk_trained_new (KIND, recipe, 0, some, N, NULL, 0, &error), &error,
                    WK_TRAINED_ERROR_DAMAGED, "*recipe*");
    }
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("weight %u is not*", i + 1);
      g_autoptr (GError) error = NULL;

      memcpy (weights, some, sizeof some);
      weights[i] = i % 2 == 0 ? NAN : INFINITY;
      assert_fails (wk_trained_new (KIND, fine, 0, weights, N, NULL, 0, &error), &error,
                    WK_TRAINED_ERROR_DAMAGED, pattern);
    }
  assert_fails (wk_trained_new (KIND, fine, 1, some, N, bad_curve, 2, &first), &first,
                WK_TRAINED_ERROR_DAMAGED, "number 2 of the curves*");
  assert_fails (wk_trained_new ("../x", fine, 0, some, N, NULL, 0, &second), &second,
                WK_TRAINED_ERROR_DAMAGED, "kind*");
}

/* --- derived --- */

static int n_made;
static gboolean make_fails;

static gpointer
make_slowly (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  gsize n;

  g_atomic_int_inc (&n_made);
  g_usleep (50000);
  if (make_fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
      return NULL;
    }
  return g_memdup2 (wk_trained_get_weights (trained, &n), sizeof some);
}

static gpointer
ask (gpointer trained)
{
  return (gpointer) wk_trained_get_derived (trained, make_slowly, g_free, NULL, NULL);
}

static void
test_derived (void)
{
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (GError) error = NULL;
  GThread *threads[6];
  gconstpointer first;

  n_made = 0;
  make_fails = TRUE;
  g_assert_null (wk_trained_get_derived (trained, make_slowly, g_free, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_false (wk_trained_has_derived (trained));
  make_fails = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, trained);
  first = g_thread_join (threads[0]);
  g_assert_cmpmem (first, sizeof some, some, sizeof some);
  for (guint i = 1; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == first);
  g_assert_cmpint (n_made, ==, 2);
  g_assert_true (wk_trained_has_derived (trained));
}

static void
test_derived_cancelled (void)
{
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  n_made = 0;
  thread = g_thread_new ("ask", ask, trained);
  while (g_atomic_int_get (&n_made) == 0)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  g_assert_null (
      wk_trained_get_derived (trained, make_slowly, g_free, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (g_thread_join (thread));
  g_assert_cmpint (n_made, ==, 1);
}

static void
test_derived_given (void)
{
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (WkTrained) bare = wk_trained_new_bare (trained);
  char *given = g_strdup ("given");

  n_made = 0;
  wk_trained_take_derived (trained, given, g_free);
  wk_trained_take_derived (trained, g_strdup ("too late"), g_free);
  g_assert_true (ask (trained) == given);
  g_assert_cmpint (n_made, ==, 0);
  g_assert_false (wk_trained_has_derived (bare));
}

/* --- names --- */

static void
test_publish (void)
{
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (WkTrained) again = make ("{a: 1}", 3, some);
  g_autoptr (WkTrained) bare = wk_trained_new_bare (trained);
  const char *name = wk_trained_get_name (trained);
  g_autoptr (GError) error = NULL;
  WkTrained *found;

  assert_fails (wk_trained_find (KIND, name, &error), &error, WK_TRAINED_ERROR_UNKNOWN,
                "*a=1,epoch=3*train again*“shipped”*");
  wk_trained_publish (trained);
  found = wk_trained_find (KIND, name, NULL);
  g_assert_true (found == trained);
  wk_trained_unref (found);
  g_assert_null (wk_trained_find ("other-net", name, NULL));
  g_assert_true (wk_trained_is_gone ("other-net", name));
  g_assert_false (wk_trained_is_gone (KIND, name));
  wk_trained_replace (trained, bare);
  found = wk_trained_find (KIND, name, NULL);
  g_assert_true (found == bare);
  wk_trained_unref (found);

  wk_trained_publish (again);
  wk_trained_withdraw (trained);
  found = wk_trained_find (KIND, name, NULL);
  g_assert_true (found == again);
  wk_trained_unref (found);
  wk_trained_withdraw (again);
  g_assert_null (wk_trained_find (KIND, name, NULL));
  wk_trained_withdraw (again);
}

/* The same name never comes to mean other weights. */
static void
test_publish_other (void)
{
  float changed[N];
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (WkTrained) other = NULL;
  g_autoptr (WkTrained) found = NULL;

  memcpy (changed, some, sizeof some);
  changed[2] = 1;
  other = make ("{a: 1}", 3, changed);
  wk_trained_publish (trained);
  wk_trained_publish (other);
  found = wk_trained_find (KIND, "a=1,epoch=3", NULL);
  g_assert_true (found == trained);
  wk_trained_withdraw (other);
  wk_trained_withdraw (trained);
}

static gpointer
publish_often (gpointer data)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (WkTrained) trained = make ("{b: 2}", i % 4, some);
      g_autoptr (WkTrained) found = NULL;

      wk_trained_publish (trained);
      found = wk_trained_find (KIND, wk_trained_get_name (trained), NULL);
      g_assert_nonnull (found);
      g_assert_cmpuint (wk_trained_get_epoch (found), ==, i % 4);
      wk_trained_withdraw (trained);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("publish", publish_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("b=2,epoch=%u", i);

      g_assert_null (wk_trained_find (KIND, name, NULL));
    }
}

/* --- files --- */

static void
assert_read_fails (const char *path, int code, const char *pattern)
{
  g_autoptr (GError) error = NULL;

  assert_fails (wk_trained_read (path, &error), &error, code, pattern);
}

static void
test_round_trip (Folder *folder, gconstpointer data)
{
  g_autoptr (WkTrained) trained = make ("{seed: 1, beta: 0.1}", 3, some);
  g_autoptr (GBytes) bytes = wk_trained_to_bytes (trained);
  g_autoptr (GBytes) again = wk_trained_to_bytes (trained);
  g_autoptr (WkTrained) read = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;
  gsize n_bytes;
  guint n_curves;
  const guint8 *raw = g_bytes_get_data (bytes, &n_bytes);

  g_assert_true (g_bytes_equal (bytes, again));
  put (folder->path, raw, n_bytes);
  read = wk_trained_read (folder->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wk_trained_get_name (read), ==, "beta=0.1,epoch=3,seed=1");
  g_assert_cmpstr (wk_trained_get_kind (read), ==, KIND);
  g_assert_cmpmem (wk_trained_get_weights (read, &n), sizeof some, some, sizeof some);
  g_assert_cmpuint (n, ==, N);
  g_assert_cmpfloat (wk_trained_get_curves (read, &n_curves)[4], ==, 7);
  g_assert_cmpuint (n_curves, ==, 2);
  g_assert_true (
      wk_value_equal (wk_trained_get_recipe (read), wk_trained_get_recipe (trained)));
}

/* What the file says, byte by byte, by the description of the format. */
static void
test_bytes (void)
{
  static const char head[] = "workings weights 1\n";
  static const guint8 first[] = { 0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0 }; /* 1, -2.5 */
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (GBytes) bytes = wk_trained_to_bytes (trained);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n_digest = sizeof digest;
  gsize n;
  const guint8 *raw = g_bytes_get_data (bytes, &n);
  const guint8 *weights = raw + n - 32 - sizeof some;

  g_assert_cmpmem (raw, sizeof head - 1, head, sizeof head - 1);
  g_assert_cmpmem (weights, sizeof first, first, sizeof first);
  g_assert_cmpuint (weights[-1], ==, '\n');
  g_assert_cmpuint ((gsize) (weights - raw) % 4, ==, 0);
  g_checksum_update (sum, raw, (gssize) n - 32);
  g_checksum_get_digest (sum, digest, &n_digest);
  g_assert_cmpmem (raw + n - 32, 32, digest, 32);
}

/* Cut anywhere, and each byte changed: never taken for whole. */
static void
test_cut_and_changed (Folder *folder, gconstpointer data)
{
  g_autoptr (WkTrained) trained = make ("{a: 1}", 3, some);
  g_autoptr (GBytes) bytes = wk_trained_to_bytes (trained);
  gsize n;
  const guint8 *raw = g_bytes_get_data (bytes, &n);
  g_autofree guint8 *copy = g_memdup2 (raw, n);

  for (gsize i = 0; i < n; i++)
    {
      put (folder->path, raw, i);
      assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED, "*" KIND ".wkm*");
      copy[i] ^= 0x10;
      put (folder->path, copy, n);
      assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED, "*" KIND ".wkm*");
      copy[i] = raw[i];
    }
}

/* A file whose checksum is right. */
static void
put_signed (const char *path, const char *header, const float *weights, gsize n)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n_digest = sizeof digest;

  g_byte_array_append (all, (const guint8 *) "workings weights 1\n", 19);
  g_byte_array_append (all, (const guint8 *) header, (guint) strlen (header));
  g_byte_array_append (all, (const guint8 *) weights, (guint) n);
  g_checksum_update (sum, all->data, all->len);
  g_checksum_get_digest (sum, digest, &n_digest);
  g_byte_array_append (all, digest, 32);
  put (path, all->data, all->len);
}

static const struct
{
  const char *header;
  gsize n;
  const char *pattern;
} liars[] = {
  { "", 0, "*says nothing of what it holds" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 6, curves: []}", 0,
    "*says nothing of what it holds" },
  { "\n", 24, "*cannot be made out" },
  { "[1]\n", 24, "*cannot be made out" },
  { "{kind: toy-net\n", 24, "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 6}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: -1, weights: 6, curves: []}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0.5, weights: 6, curves: []}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1e9, weights: 6, curves: []}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1, weights: 1e300, curves: []}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1, weights: .nan, curves: []}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 2, weights: 6, curves: [[1]]}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 2, weights: 6, curves: [[1],[]]}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1, weights: 6, curves: [[x]]}\n", 24,
    "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1, weights: 6, "
    "curves: [[1,2,3,4,5,6,7,8,9]]}\n",
    24, "*cannot be made out" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 1, weights: 6, curves: [[.inf]]}\n", 24,
    "*number 1 of the curves is not finite" },
  { "{kind: toy-net, recipe: {a: [1]}, epoch: 0, weights: 6, curves: []}\n", 24,
    "*recipe*out of range" },
  { "{kind: ../net, recipe: {a: 1}, epoch: 0, weights: 6, curves: []}\n", 24,
    "*kind*out of range" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 6, curves: []}\n", 23,
    "*not that of whole numbers" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 6, curves: []}\n", 20,
    "*6 weights expected, 5 are there" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 16777216, curves: []}\n", 24,
    "*16777216 weights expected, 6 are there" },
  { "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 0, curves: []}\n", 0,
    "*out of range" },
};

static void
test_liars (Folder *folder, gconstpointer data)
{
  float bad[N];

  for (guint i = 0; i < G_N_ELEMENTS (liars); i++)
    {
      put_signed (folder->path, liars[i].header, some, liars[i].n);
      assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED, liars[i].pattern);
    }
  memcpy (bad, some, sizeof some);
  bad[3] = NAN;
  put_signed (folder->path,
              "{kind: toy-net, recipe: {a: 1}, epoch: 0, weights: 6, curves: []}\n",
              bad, sizeof bad);
  assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED,
                     "The weights “toy-net.wkm” are damaged: weight 4 is not*");
}

static void
test_no_file (Folder *folder, gconstpointer data)
{
  g_autofree guint8 *large = g_malloc0 ((64 << 20) + 1);

  assert_read_fails (folder->path, WK_TRAINED_ERROR_READ, "There is no file “*");
  assert_read_fails (folder->models, WK_TRAINED_ERROR_READ, "*folder or a device");
  assert_read_fails ("/dev/zero", WK_TRAINED_ERROR_READ, "*folder or a device");
  put (folder->path, large, (64 << 20) + 1);
  assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED, "*larger than 64 MB*");
  put (folder->path, (const guint8 *) "deck: 1\n", 8);
  assert_read_fails (folder->path, WK_TRAINED_ERROR_DAMAGED, "*no file of weights*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FILE_TEST ("/trained/file/round-trip", test_round_trip);
  g_test_add_func ("/trained/file/bytes", test_bytes);
  FILE_TEST ("/trained/file/cut-and-changed", test_cut_and_changed);
  FILE_TEST ("/trained/file/liars", test_liars);
  FILE_TEST ("/trained/file/none", test_no_file);
  g_test_add_func ("/trained/object/parts", test_parts);
  g_test_add_func ("/trained/object/refused", test_refused);
  g_test_add_func ("/trained/object/derived", test_derived);
  g_test_add_func ("/trained/object/derived-cancelled", test_derived_cancelled);
  g_test_add_func ("/trained/object/derived-given", test_derived_given);
  g_test_add_func ("/trained/object/publish", test_publish);
  g_test_add_func ("/trained/object/publish-other", test_publish_other);
  g_test_add_func ("/trained/object/threads", test_threads);
  return g_test_run ();
}
