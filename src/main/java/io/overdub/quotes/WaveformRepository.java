package io.overdub.quotes;

import io.overdub.kernel.Sql;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.Rendition.Form;
import io.overdub.uploads.UploadId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the work on a sound adds to its quote. */
@Singleton
class WaveformRepository {

    private final Sql sql;

    WaveformRepository(Sql sql) {
        this.sql = sql;
    }

    /** Does nothing while nothing is made. May be repeated. */
    void take(UploadId sound, MediaWork work) {
        work.find(Form.SOUND)
                .ifPresent(made -> sql.update(
                        """
                        update quotes.quote set media_key = ?, duration_ms = ?, loudness_lufs = ?, peaks = ?
                        where upload_id = ?""", made.key(), made.durationMs(), work.loudness(), bytesOf(work.peaks()), sound.value()));
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

    private static byte[] bytesOf(List<Integer> numbers) {
        var bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = numbers.get(i).byteValue();
        }
        return bytes;
    }

    private static List<Integer> numbersIn(byte[] bytes) {
        var numbers = new ArrayList<Integer>(bytes.length);
        for (byte each : bytes) {
            numbers.add(Byte.toUnsignedInt(each));
        }
        return numbers;
    }
}
