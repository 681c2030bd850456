package io.overdub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The migrations have run from empty before any of these tests; Hibernate has held its entities against the outcome at start. */
@QuarkusTest
class MigrationsTest {

    private static final Pattern NAME = Pattern.compile("V(\\d{4})__([a-z]+)_[a-z0-9_]+\\.sql");

    @Inject
    Flyway flyway;

    @Inject
    DataSource database;

    @Test
    void all_of_them_have_been_applied() {
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).isNotEmpty();
    }

    @Test
    void they_form_one_sequence_and_each_names_its_room() throws IOException {
        var numbers = new ArrayList<Integer>();
        try (var files = Files.list(Path.of("db/migrations"))) {
            for (var file : files.sorted().toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                assertThat(name.matches()).as(file.toString()).isTrue();
                assertThat(Path.of("src/main/java/io/overdub", name.group(2))).isDirectory();
                numbers.add(Integer.valueOf(name.group(1)));
            }
        }
        for (var i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void no_foreign_key_crosses_a_schema() throws Exception {
        try (var connection = database.getConnection();
                var crossing = connection.createStatement().executeQuery("""
                                select conname from pg_constraint
                                join pg_class one on one.oid = conrelid join pg_class other on other.oid = confrelid
                                where contype = 'f' and one.relnamespace <> other.relnamespace""")) {
            assertThat(crossing.next()).isFalse();
        }
    }
}
