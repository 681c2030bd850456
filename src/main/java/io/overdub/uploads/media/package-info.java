/**
 * Tells what an uploaded file is, from its headers alone: a few ranged reads instead of a download.
 *
 * <p>{@link io.overdub.uploads.media.ContainerReader} is the way in. It answers with facts or with a reason why not,
 * and never fails because of what a file says.
 *
 * <p>It decodes nothing, so a file it accepts may still not play: {@code uploads.work} has the last word. It is our own
 * because it runs before anything else touches a stranger's bytes, and what it does not parse cannot be exploited.
 *
 * <p>All of it is bounded: 9 MiB read, 64 top-level boxes, 8 MiB of {@code moov}, 16,384 boxes inside, and a depth
 * fixed by the code, which descends by name and never recurses.
 */
@NullMarked
package io.overdub.uploads.media;

import org.jspecify.annotations.NullMarked;
