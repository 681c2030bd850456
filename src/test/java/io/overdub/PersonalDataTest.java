package io.overdub;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every table of the database is somebody's to answer for when a person is erased, and every column that may tell of one is named. */
@QuarkusTest
class PersonalDataTest {

    /** Ids of these names are of things; any other id may be a person's. */
    private static final Set<String> THINGS = Set.of(
            "id",
            "broadcast_id",
            "campaign_id",
            "comment_id",
            "dub_id",
            "edge",
            "import_id",
            "item_id",
            "lease",
            "pinned_comment",
            "push_id",
            "quote_id",
            "quotes",
            "reply_to",
            "soundboard_id",
            "survey_id",
            "thread_id",
            "transaction_id",
            "upload_id");

    /** A shard of a stream is owned by a process; what a row of an inbox is about is a dub, a quote or a campaign. */
    private static final Set<String> THINGS_THERE = Set.of(
            "notifications.item.subject",
            "notifications.held.subject",
            "notifications.broadcast.subject",
            "analytics.shard.owner",
            "feeds.suggestion_round.reached");

    /** Columns of text that are called so hold what people are called, or where they can be found. */
    private static final Pattern TELLING = Pattern.compile(
            "(^|_)(email|mail|phone|username|user_agent|display_name|biography|password"
                    + "|network|ip|address|token|tokens|endpoint|installation|installations|installation_id|birth.*)($|_.*)");

    /** Of these nobody gets a copy. */
    private static final Map<String, String> UNCOPIED = Map.ofEntries(
            Map.entry("accounts.limit_change", "notes of staff"),
            Map.entry("analytics.limited_account", "they are told nothing of it"),
            Map.entry("connections.follow", "copied from the graph, wherever it is kept"),
            Map.entry("connections.request", "likewise"),
            Map.entry("connections.mute", "likewise"),
            Map.entry("connections.block", "likewise"),
            Map.entry("connections.tally", "counts of what is copied"),
            Map.entry("connections.tally_change", "likewise"),
            Map.entry("connections.untold_follow", "notes of minutes"),
            Map.entry("connections.uncopied_pair", "likewise"),
            Map.entry("connections.survey_difference", "likewise"),
            Map.entry("dubs.mention", "who named them is for those to have"),
            Map.entry("feeds.newcomer", "notes of a day; the dubs are copied"),
            Map.entry("feeds.large_author", "made of counts"),
            Map.entry("feeds.seen", "numbers that say nothing to people"),
            Map.entry("kernel.outbox", "facts on their way"),
            Map.entry("notifications.news", "what others did is in the inbox, and theirs"),
            Map.entry("notifications.held", "of hours"),
            Map.entry("notifications.captured_endpoint", "in development only"),
            Map.entry("notifications.broadcast", "how their dubs were told, which is in those"),
            Map.entry("search.document", "made of what is copied"),
            Map.entry("search.quarantine", "likewise"),
            Map.entry("uploads.export", "the copy itself"),
            Map.entry("uploads.rendition", "made of what is copied"));

    private record Column(String table, String name, String type) {

        boolean mayTellOfSomebody() {
            var id = (type.equals("uuid") || type.equals("_uuid"))
                    && !THINGS.contains(name)
                    && !THINGS_THERE.contains(table + "." + name);
            return id || type.equals("inet") || TELLING.matcher(name).find();
        }
    }

    @Inject
    @All
    List<PersonalData> rooms;

    @Inject
    DataSource database;

    @Test
    void every_table_is_declared_by_its_room() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(undeclared(connection))
                    .as("a room's PersonalData has to say what becomes of these")
                    .isEmpty();
        }
    }

    @Test
    void a_new_table_is_found_and_a_new_column_too() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var planted = connection.createStatement()) {
                planted.execute("create table dubs.planted (number int)");
                planted.execute("alter table ranking.live add column owner uuid");
                planted.execute("alter table ranking.live add column planted_email text");

                assertThat(undeclared(connection))
                        .containsExactlyInAnyOrder("dubs.planted", "ranking.live.owner", "ranking.live.planted_email");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void people_get_a_copy_of_what_would_be_erased() {
        assertThat(rooms)
                .flatExtracting(PersonalData::holdings)
                .filteredOn(holding -> holding.fate().startsWith("their rows")
                        && holding.theirs().isEmpty())
                .extracting(Holding::table)
                .allMatch(UNCOPIED::containsKey);
    }

    @Test
    void rooms_declare_only_what_is_there_and_theirs() throws SQLException {
        try (var connection = database.getConnection()) {
            var columns = columns(connection);
            var known = columns.stream()
                    .map(column -> column.table() + "." + column.name())
                    .collect(toCollection(TreeSet::new));
            var tables = columns.stream().map(Column::table).collect(toCollection(TreeSet::new));
            for (var room : rooms) {
                assertThat(room.holdings()).extracting(Holding::table).allMatch(tables::contains);
                assertThat(room.holdings())
                        .extracting(Holding::table)
                        .doesNotHaveDuplicates()
                        .allMatch(table -> table.startsWith(room.room() + "."));
                assertThat(room.holdings())
                        .flatExtracting(holding -> holding.personal().stream()
                                .map(column -> holding.table() + "." + column)
                                .toList())
                        .allMatch(known::contains);
            }
        }
        assertThat(rooms).extracting(PersonalData::room).doesNotHaveDuplicates();
    }

    private List<String> undeclared(Connection connection) throws SQLException {
        Map<String, Holding> holdings = rooms.stream()
                .flatMap(room -> room.holdings().stream())
                .collect(Collectors.toMap(Holding::table, Function.identity()));
        var missing = new TreeSet<String>();
        for (var column : columns(connection)) {
            var holding = holdings.get(column.table());
            if (holding == null) {
                missing.add(column.table());
            } else if (column.mayTellOfSomebody() && !holding.personal().contains(column.name())) {
                missing.add(column.table() + "." + column.name());
            }
        }
        return List.copyOf(missing);
    }

    /** Of the tables of all schemas; partitions stand for the table that they are part of. */
    private static List<Column> columns(Connection connection) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select c.table_schema || '.' || c.table_name, c.column_name, c.udt_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        join pg_class k on k.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                        where t.table_type = 'BASE TABLE' and not k.relispartition
                          and c.table_schema not in ('pg_catalog', 'information_schema')
                          and c.table_name <> 'flyway_schema_history' and c.table_name not like 'test_%'""")) {
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2), found.getString(3)));
            }
        }
        return columns;
    }
}
