package io.overdub.analytics.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Few, large messages of many lines. */
public final class Parcels {

    /** Of a line that no message could hold, which can be no event. */
    private static final int KEPT = 2_000;

    private Parcels() {}

    /** In their order. */
    public static List<String> of(List<String> lines) {
        var parcels = new ArrayList<String>();
        var parcel = new StringBuilder();
        var bytes = 0;
        for (var whole : lines) {
            var length = whole.getBytes(UTF_8).length + 1;
            var line = length > Queue.LONGEST ? whole.substring(0, KEPT) : whole;
            var size = length > Queue.LONGEST ? line.getBytes(UTF_8).length + 1 : length;
            if (bytes > 0 && bytes + size > Queue.LONGEST) {
                parcels.add(parcel.toString());
                parcel.setLength(0);
                bytes = 0;
            }
            parcel.append(line).append('\n');
            bytes += size;
        }
        if (bytes > 0) {
            parcels.add(parcel.toString());
        }
        return parcels;
    }
}
