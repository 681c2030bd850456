package io.overdub.uploads.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box in memory (ISO/IEC 14496-12, section 4.2). Whoever reads outside its body finds the file malformed. */
record Box(String type, ByteBuffer body, Allowance allowance) {

    /** Far beyond any honest 64-bit offset or duration, and low enough that sums of them cannot overflow. */
    private static final int WIDEST_VALUE = 60;

    private static final long UNKNOWN_DURATION = 0xFFFF_FFFFL;

    static String typeAt(int at, ByteBuffer bytes) {
        var letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    int length() {
        return body.limit();
    }

    Box require(String... path) {
        var box = this;
        for (var step : path) {
            box = box.find(step).orElseThrow(Unacceptable::malformed);
        }
        return box;
    }

    Optional<Box> find(String wanted) {
        return all(wanted).stream().findFirst();
    }

    List<Box> all(String wanted) {
        return children(0).stream().filter(box -> box.type.equals(wanted)).toList();
    }

    List<Box> children(int from) {
        var children = new ArrayList<Box>();
        for (int at = from; at < length(); ) {
            long size = unsignedInt(at);
            int header = 8;
            if (size == 1) {
                size = unsignedLong(at + 8);
                header = 16;
            }
            if (size < header || size > length() - at) {
                throw Unacceptable.malformed();
            }
            allowance.spend();
            children.add(new Box(type(at + 4), body.slice(at + header, (int) size - header), allowance));
            at += (int) size;
        }
        return children;
    }

    /** Reads the count of a table and makes sure that the body holds as many rows. */
    int rows(int countAt, int from, int width) {
        long count = unsignedInt(countAt);
        if (count * width > length() - from) {
            throw Unacceptable.malformed();
        }
        return (int) count;
    }

    /** Version 1 of a box has 64-bit times where version 0 has 32-bit ones. */
    boolean isWide() {
        int version = body.get(within(0, 1));
        if (version != 0 && version != 1) {
            throw Unacceptable.malformed();
        }
        return version == 1;
    }

    int flags() {
        return (int) unsignedInt(0) & 0xFF_FFFF;
    }

    /** 0 when unknown, which is all bits set. */
    long duration(int at) {
        if (!isWide()) {
            return unsignedInt(at) == UNKNOWN_DURATION ? 0 : unsignedInt(at);
        }
        return body.getLong(within(at, 8)) == -1 ? 0 : unsignedLong(at);
    }

    long timescale(int at) {
        long timescale = unsignedInt(at);
        if (timescale == 0) {
            throw Unacceptable.malformed();
        }
        return timescale;
    }

    String type(int at) {
        return typeAt(within(at, 4), body);
    }

    int unsignedShort(int at) {
        return Short.toUnsignedInt(body.getShort(within(at, 2)));
    }

    long unsignedInt(int at) {
        return Integer.toUnsignedLong(body.getInt(within(at, 4)));
    }

    long unsignedLong(int at) {
        long value = body.getLong(within(at, 8));
        if (value >>> WIDEST_VALUE != 0) {
            throw Unacceptable.malformed();
        }
        return value;
    }

    private int within(int at, int width) {
        if (at > length() - width) {
            throw Unacceptable.malformed();
        }
        return at;
    }

    /** How many more boxes one file may make us look at. */
    static final class Allowance {

        private int left = 16_384;

        void spend() {
            if (left-- == 0) {
                throw Unacceptable.malformed();
            }
        }
    }
}
