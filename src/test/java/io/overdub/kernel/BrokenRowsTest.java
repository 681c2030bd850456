package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BrokenRowsTest {

    private static final UUID ONE = new UUID(1, 0);
    private static final UUID TWO = new UUID(2, 0);
    private static final UUID THREE = new UUID(3, 0);

    private record Note(UUID id, UUID author, String text, List<String> tags, long stars, Instant at) {}

    @Inject
    Sql sql;

    @Inject
    BrokenRows brokenRows;

    @Inject
    MeterRegistry meters;

    private final String table = "test." + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                author; null
                text; null
                text; repeat('é', 11)
                tags; null
                tags; array['a', null]
                tags; array[['a'], ['b']]
                tags; array['a', 'b', 'c', 'd']
                tags; array[repeat('x', 6)]
                stars; null
                stars; -1
                stars; 9007199254740992
                at; null
                at; timestamptz 'infinity'
                at; timestamptz '-infinity'
                at; timestamptz '0044-03-15 BC'
                at; timestamptz '10000-01-01'
                """)
    void a_row_that_holds_what_it_never_may_is_left_out_and_counted(String column, String value) {
        assertThat(notes(column, value)).extracting(Note::id).containsExactly(THREE, ONE);

        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                text; repeat('x', 0)
                text; repeat('😀', 10)
                tags; array[]::text[]
                stars; 9007199254740991
                at; timestamptz '9999-12-31 23:59:59.999Z'
                """)
    void what_is_only_unusual_is_shown(String column, String value) {
        assertThat(notes(column, value)).extracting(Note::id).containsExactly(THREE, TWO, ONE);

        assertThat(count()).isZero();
    }

    @Test
    void a_broken_row_ends_a_stretch_like_any_other() {
        var first = stretch(2, "stars", "-1", null);
        var second = stretch(2, "stars", "-1", first.end());

        assertThat(first.rows()).extracting(Note::id).containsExactly(THREE);
        assertThat(first.end()).isEqualTo(TWO);
        assertThat(first.last()).isFalse();
        assertThat(second.rows()).extracting(Note::id).containsExactly(ONE);
        assertThat(second.last()).isTrue();
        assertThat(stretch(2, "stars", "-1", ONE)).isEqualTo(new Stretch<Note>(List.of(), null, true));
    }

    @Test
    void what_cannot_be_made_of_a_row_is_left_out_too() {
        var made = brokenRows.sift(table, List.of(THREE, TWO, ONE), id -> id, id -> {
            if (id.equals(TWO)) {
                throw new ArithmeticException("nobody foresaw this");
            }
            return id.toString();
        });

        assertThat(made).containsExactly(THREE.toString(), ONE.toString());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void an_outage_is_not_mistaken_for_broken_rows() {
        assertThatThrownBy(() -> brokenRows.sift(table, List.of(ONE), id -> id, id -> {
                    throw new Closed();
                }))
                .isInstanceOf(Closed.class);
        assertThatThrownBy(() -> sql.readable(table, "select id from nowhere", row -> Sql.uuid(row, 1)))
                .isInstanceOf(Sql.SqlFailed.class);
        assertThatThrownBy(() -> sql.readable(table, "select 1 / (2 - n) from generate_series(1, 3) n", row -> 1))
                .isInstanceOf(Sql.SqlFailed.class);

        assertThat(count()).isZero();
    }

    @Test
    void the_log_names_a_row_once_and_never_what_it_holds() {
        var lines = new ArrayList<String>();
        var ear = listening(lines);
        var log = Logger.getLogger(BrokenRows.class.getName());
        log.addHandler(ear);
        try {
            notes("text", "repeat('secret', 3)");
            notes("text", "repeat('secret', 3)");
            brokenRows.sift(table, List.of(ONE), id -> id, id -> {
                throw new IllegalArgumentException("No enum constant SECRET");
            });
        } finally {
            log.removeHandler(ear);
        }

        assertThat(count()).isEqualTo(3);
        assertThat(lines)
                .containsExactly(
                        "Left out row " + TWO + " of " + table + ", which cannot be read: text is longer than 10",
                        "Left out row " + ONE + " of " + table
                                + ", which cannot be read: java.lang.IllegalArgumentException");
    }

    private List<Note> notes(String column, String value) {
        return sql.readable(table, rows(column, value) + " order by id desc", BrokenRowsTest::note);
    }

    private Stretch<Note> stretch(int limit, String column, String value, @Nullable UUID before) {
        return sql.stretch(
                table,
                limit,
                rows(column, value) + " where id < ? order by id desc limit ?",
                BrokenRowsTest::note,
                before == null ? new UUID(-1, -1) : before);
    }

    /** Three notes, of which the second has something else in one column. */
    private static String rows(String column, String value) {
        var sound = List.of(
                "gen_random_uuid() author", "'text' text", "array['a', 'b'] tags", "5::bigint stars", "now() at");
        var columns = sound.stream()
                .map(each -> each.split(" (?=\\w+$)"))
                .map(each -> each[1].equals(column)
                        ? "case when n = 2 then %s else %s end %s".formatted(value, each[0], each[1])
                        : each[0] + " " + each[1])
                .toList();
        return "select * from (select ('00000000-0000-000' || n || '-0000-000000000000')::uuid id, %s from generate_series(1, 3) n) notes"
                .formatted(String.join(", ", columns));
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                Sql.uuid(row, 1),
                Sql.uuid(row, 2),
                Sql.text(row, 3, 10),
                Sql.texts(row, 4, 3, 5),
                Sql.number(row, 5, 0),
                Sql.instant(row, 6));
    }

    private double count() {
        var counter = meters.find("overdub.rows.unreadable").tag("table", table).counter();
        return counter == null ? 0 : counter.count();
    }

    private static Handler listening(List<String> lines) {
        var message = new PatternFormatter("%s");
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(message.format(line));
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static final class Closed extends Refusal {
        Closed() {
            super(Kind.UNAVAILABLE, "closed", "Come back later");
        }
    }
}
