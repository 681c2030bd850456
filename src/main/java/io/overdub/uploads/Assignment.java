package io.overdub.uploads;

import java.util.Map;

/**
 * The right to work on an upload for the length of a lease.
 *
 * @param keys where its renditions go: the same for every try, so that a second one leaves nothing double
 */
record Assignment(
        UploadId upload, int number, UploadKind kind, String contentType, Map<Rendition.Form, String> keys, Task task) {

    Assignment {
        keys = Map.copyOf(keys);
    }

    enum Task {
        MAKE,
        /** It is nobody's any more: what a late try may have left has to go. */
        CLEAR_UP,
        /** Too many tries have ended without a word. */
        GIVE_UP
    }
}
