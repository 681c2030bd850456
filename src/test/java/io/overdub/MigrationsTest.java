package io.overdub;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The migrations have run from empty before any of these tests; Hibernate has held its entities against the outcome at start. */
@QuarkusTest
class MigrationsTest {

    private static final Path ROOMS = Path.of("src/main/java/io/overdub");
    private static final Pattern NAME = Pattern.compile("V(\\d{4})__([a-z]+)_[a-z0-9_]+\\.sql");

    private static final Pattern TABLE = Pattern.compile(
            "(?i)\\b(?:schema|table|exists|on|only|from|into|update|join|references)\\s+([a-z_]+)(?:;|\\.[a-z_]+)");

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
        for (var file : files()) {
            assertThat(ROOMS.resolve(roomOf(file)))
                    .as("%s is called V<number>__<room>_<what>.sql", file)
                    .isDirectory();
            numbers.add(Integer.valueOf(nameOf(file).group(1)));
        }
        for (var i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).as("the numbers have no gap").isEqualTo(i + 1);
        }
    }

    @Test
    void each_writes_to_the_schema_of_its_room_only() throws IOException {
        var trespasses = new ArrayList<String>();
        for (var file : files()) {
            var text = Files.readString(file).replaceAll("--.*", "");
            var named =
                    TABLE.matcher(text).results().map(table -> table.group(1)).collect(toCollection(TreeSet::new));
            named.remove(roomOf(file));
            named.forEach(schema -> trespasses.add(file + " names the schema " + schema));
        }
        assertThat(trespasses)
                .as("the room of a schema changes it, in a migration of its own")
                .isEmpty();
    }

    @Test
    void every_table_lies_in_the_schema_of_a_room() throws Exception {
        var strays = new ArrayList<String>();
        try (var connection = database.getConnection();
                var tables = connection.createStatement().executeQuery("""
                                select table_schema, table_name from information_schema.tables
                                where table_schema not in ('pg_catalog', 'information_schema')
                                and table_name <> 'flyway_schema_history'""")) {
            while (tables.next()) {
                if (!Files.isDirectory(ROOMS.resolve(tables.getString(1)))) {
                    strays.add(tables.getString(1) + "." + tables.getString(2));
                }
            }
        }
        assertThat(strays).as("each room keeps its tables in its schema").isEmpty();
    }

    @Test
    void no_foreign_key_crosses_a_schema() throws Exception {
        try (var connection = database.getConnection();
                var crossing = connection.createStatement().executeQuery("""
                                select conname from pg_constraint
                                join pg_class one on one.oid = conrelid join pg_class other on other.oid = confrelid
                                where contype = 'f' and one.relnamespace <> other.relnamespace""")) {
            assertThat(crossing.next())
                    .as("a foreign key from one room to another")
                    .isFalse();
        }
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(Path.of("db/migrations"))) {
            return files.sorted().toList();
        }
    }

    private static String roomOf(Path file) {
        return nameOf(file).group(2);
    }

    private static Matcher nameOf(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        assertThat(name.matches()).as(file.toString()).isTrue();
        return name;
    }
}
