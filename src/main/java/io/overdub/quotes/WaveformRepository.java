package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the sounds of quotes look like. Apart from the rows, because lists do not show it. */
@Singleton
class WaveformRepository {

    private final Sql sql;

    WaveformRepository(Sql sql) {
        this.sql = sql;
    }

    /** 200 peaks, each 0 to 255; empty while there are none, and where what stands there is broken. */
    Optional<List<Integer>> of(QuoteId quote) {
        return sql
                .list(
                        "select peaks from quotes.quote where id = ? and length(peaks) = 200",
                        row -> numbersIn(row.getBytes(1)),
                        quote.value())
                .stream()
                .findFirst();
    }

    private static List<Integer> numbersIn(byte[] bytes) {
        var numbers = new ArrayList<Integer>(bytes.length);
        for (byte each : bytes) {
            numbers.add(Byte.toUnsignedInt(each));
        }
        return numbers;
    }
}
