package io.overdub.uploads.storage;

/** An object was removed or replaced while it was being worked on; look again. */
public final class ObjectChanged extends RuntimeException {

    ObjectChanged(String key) {
        super(key + " was removed or replaced", null, false, false);
    }
}
