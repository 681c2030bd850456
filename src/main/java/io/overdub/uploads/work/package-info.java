/**
 * Makes of an original what phones get: films of one form with a poster and without their sound, and sounds of one loudness.
 *
 * <p>{@link io.overdub.uploads.work.Workshop} is the way in; {@code uploads.media.adapter} names the one that answers. With ffmpeg
 * everything is decoded, which is the real check of what a stranger sent, and nothing of the original's metadata survives: what is
 * delivered has neither the place where it was filmed nor the name of the phone. Without ffmpeg originals pass through untouched.
 *
 * <p>A stranger's bytes meet ffprobe once and one ffmpeg once; all that comes after reads what we made ourselves. Each child runs
 * without our environment, with the demuxer that the checked type names, known decoders, local files only, and limits on its time,
 * memory, frame size and output. It works in a folder of its own, which is removed afterwards; those of killed processes go when the
 * next one starts.
 *
 * <p>What might surprise: loudness is reached by gain and a limiter that are measured again, since ffmpeg's own two-pass {@code
 * loudnorm} missed by 3 LU on a sound of clicks and by 17 LU on one of a second.
 */
@NullMarked
package io.overdub.uploads.work;

import org.jspecify.annotations.NullMarked;
