package io.overdub.uploads;

import io.overdub.kernel.Sql;
import io.overdub.uploads.work.Verdict;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is made of uploads: a row says where a rendition goes before it is made, and what it is after. */
@Singleton
class RenditionRepository {

    private final Sql sql;

    RenditionRepository(Sql sql) {
        this.sql = sql;
    }

    /** Does nothing when there is a plan. */
    void plan(UploadId upload, Rendition.Form form, String key) {
        sql.update(
                "insert into uploads.rendition (upload_id, form, media_key) values (?, ?, ?) on conflict do nothing",
                upload.value(),
                form.name(),
                key);
    }

    Map<Rendition.Form, String> keys(UploadId upload) {
        var keys = new EnumMap<Rendition.Form, String>(Rendition.Form.class);
        sql.list(
                "select form, media_key from uploads.rendition where upload_id = ?",
                row -> keys.put(Rendition.Form.valueOf(row.getString(1)), row.getString(2)),
                upload.value());
        return keys;
    }

    void keep(UploadId upload, Rendition made, Verdict.@Nullable MadeSound sound) {
        sql.update(
                """
                update uploads.rendition
                set content_type = ?, size_bytes = ?, duration_ms = ?, width = ?, height = ?, loudness = ?, peaks = ?
                where upload_id = ? and form = ?""",
                made.contentType(),
                made.sizeBytes(),
                made.durationMs(),
                made.width(),
                made.height(),
                sound == null ? null : sound.loudness(),
                sound == null ? null : bytesOf(sound.peaks()),
                upload.value(),
                made.form().name());
    }

    /** Asks only where something was made. */
    MediaWork workOn(UploadEntity upload) {
        if (upload.workState() != WorkState.DONE) {
            return MediaWork.without(upload.workState());
        }
        var made = sql.list("""
                select form, media_key, content_type, size_bytes, duration_ms, width, height, loudness, peaks
                from uploads.rendition where upload_id = ? and content_type is not null""", RenditionRepository::row, upload.id().value());
        var sound = made.stream().filter(row -> row.peaks != null).findFirst();
        return new MediaWork(
                WorkState.DONE,
                made.stream().map(Row::rendition).toList(),
                sound.map(Row::loudness).orElse(null),
                sound.map(Row::peaks).orElse(List.of()));
    }

    private record Row(
            Rendition rendition,
            @Nullable Double loudness,
            @Nullable List<Integer> peaks) {}

    private static Row row(ResultSet row) throws SQLException {
        var rendition = new Rendition(
                Rendition.Form.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getInt(6),
                row.getInt(7));
        var peaks = row.getBytes(9);
        return peaks == null ? new Row(rendition, null, null) : new Row(rendition, row.getDouble(8), numbersIn(peaks));
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
