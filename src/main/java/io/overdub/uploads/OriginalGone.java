package io.overdub.uploads;

/** An upload that was to be worked on has no bytes any more: it was forgotten in this moment, or storage lost them. */
final class OriginalGone extends RuntimeException {

    OriginalGone(String key) {
        super("nothing lies at " + key, null, false, false);
    }
}
