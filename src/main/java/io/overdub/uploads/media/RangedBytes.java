package io.overdub.uploads.media;

/** An object that can be read in pieces, such as one in S3. What a read throws passes through the reader untouched. */
public interface RangedBytes {

    /** The length of the whole object in bytes. */
    long size();

    /** Returns {@code length} bytes from {@code offset}; fewer only at the end of the object. */
    byte[] read(long offset, int length);
}
