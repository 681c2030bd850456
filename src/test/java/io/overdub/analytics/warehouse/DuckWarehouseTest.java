package io.overdub.analytics.warehouse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.overdub.kernel.EngineAway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckWarehouseTest extends WarehouseContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ENDLESS =
            "select count(*) from range(1000000) a, range(1000000) b where a.range <> b.range";

    private static final List<String> QUESTIONS = List.of(
            "select count(*) from events",
            "SELECT name, count(*) AS n FROM Events GROUP BY ALL ORDER BY n DESC;",
            "with plays as (select * from events where name = 'play_started') select count(distinct person) from"
                    + " plays",
            "select d, count(e.event_id) from range(date '2026-01-30', date '2026-02-02', interval 1 day) days(d)"
                    + " left join events e on e.day = d group by d",
            "values (1), (2)",
            "from events select properties->>'n' limit 3",
            "select day, sum(events) over (order by day) from main.event_daily -- a comment",
            "with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select sum(n) from t",
            "select * from (select 1 as a union all select 2) x where a in (select 2)",
            "with a as (select 1 as n), b as materialized (select n from a) select * from B where n in (select n from a)"
                    + " union all (with c as (select n from b) select * from c)",
            "with events as (select name from events) select * from events",
            "select unnest([1, 2, 3])");

    private static final List<String> ATTACKS = List.of(
            "drop table events",
            "delete from events",
            "insert into events select * from events",
            "update events set name = 'x'",
            "create table x (a int)",
            "create or replace view events as select 1",
            "alter table events drop column name",
            "truncate events",
            "select 1; drop table events",
            "select 1; select 2",
            "select 1) answer; drop table events; select * from (select 1",
            "select 1) answer limit 5 --",
            "with x as (delete from events returning *) select * from x",
            "with x as (insert into seen select uuid(), current_date returning *) select * from x",
            "with x as (update events set name = 'x' returning *) select * from x",
            "select * from (with y as (delete from events returning *) select * from y) z",
            "copy events to '/tmp/stolen.csv'",
            "copy (select 1) to '/tmp/stolen.csv'",
            "export database '/tmp/stolen'",
            "attach '/tmp/other.duckdb'",
            "detach warehouse",
            "install httpfs",
            "load httpfs",
            "pragma database_list",
            "call pragma_version()",
            "set memory_limit = '100GB'",
            "set enable_external_access = true",
            "reset lock_configuration",
            "checkpoint",
            "begin transaction",
            "commit",
            "explain analyze select 1",
            "prepare p as select 1",
            "execute p",
            "use memory",
            "vacuum",
            "select * from read_csv('/etc/passwd')",
            "select * from read_text('/etc/passwd')",
            "select * from read_blob('/proc/self/environ')",
            "select * from read_json('/etc/passwd')",
            "select * from read_parquet('https://example.org/x')",
            "select * from '/etc/passwd'",
            "select * from 'https://example.org/x.csv'",
            "select * from glob('/*')",
            "select * from sniff_csv('/etc/passwd')",
            "select * from query('drop table events')",
            "select * from query_table('seen')",
            "select * from duckdb_settings()",
            "select * from duckdb_secrets()",
            "select * from pragma_table_info('events')",
            "select * from information_schema.tables",
            "select * from pg_catalog.pg_tables",
            "select * from pg_tables",
            "select * from duckdb_tables",
            "select * from sqlite_master",
            "select * from seen",
            "select * from temp.incoming",
            "select * from incoming",
            "select * from event_counts",
            "select * from temp.merged",
            "select * from memory.main.seen",
            "select * from \"/data/exports/*.parquet\" where exists (with \"/data/exports/*.parquet\" as (select 1)"
                    + " select 1)",
            "with \"/data/exports/*.parquet\" as (select 1) select * from \"/data/exports/*.parquet\"",
            "select * from main.\"x.parquet\" where exists (with \"x.parquet\" as (select 1) select 1)",
            "select * from seen where exists (with seen as (select 1) select 1)",
            "select * from seen, (with recursive seen as (select 1 union all select 2 from seen) select 1) x",
            "with seen as (select * from seen) select * from seen",
            "with seen as (select 1) select * from seen",
            "with recursive seen(n) as (select n from seen union all select 1 from seen) select * from seen",
            "with a as (select * from pg_tables), pg_tables as (select 1) select * from a",
            "with recursive later as (select 1), a as (select * from late), late as (select 2) select * from a",
            "(with a as (select 1) select * from a) union all select * from a",
            "select * from main.a, (with a as (select 1) select 1) x",
            "with a as (select 1) select * from main.a",
            "with recursive a(n) as (select n from a union all select 1 from a) select * from a",
            "with k as (select 1) select * from \"\u212a\"",
            "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
            "select getenv('HOME')",
            "select current_setting('temp_directory')",
            "select (select content from read_text('/etc/passwd'))",
            "select 1 where exists (select 1 from read_csv('/etc/passwd'))",
            "select * from events join read_csv('/etc/passwd') on true",
            "select * from events where name in (select content from read_text('/etc/passwd'))",
            "describe events",
            "show tables",
            "summarize events",
            "select nextval('x')",
            "select repeat('x', 1000000000)",
            "select length(rpad('x', 2000000000, 'y'))",
            "select length(lpad('x', 2000000000, 'y'))",
            "select len(range(2000000000))",
            "select len(generate_series(1, 2000000000))",
            "select list_resize([1], 2000000000)",
            "select array_resize([1], 2000000000)",
            "select length(bitstring('1', 2000000000))",
            "select length(printf('%1000000000d', 1))",
            "select length(format('{:1000000000}', 1))",
            "",
            ";",
            "hello");

    private final Path folder;
    private DuckRepository duck;

    DuckWarehouseTest(@TempDir Path folder) {
        this.folder = folder;
        this.duck = again();
    }

    @AfterEach
    void close() {
        duck.close();
    }

    private DuckRepository again() {
        return open("8MB");
    }

    private DuckRepository open(String spill) {
        return new DuckRepository(
                folder.resolve("warehouse.duckdb").toString(), "256MB", 2, spill, folder.resolve("exports"));
    }

    @Override
    Warehouse warehouse() {
        return duck;
    }

    @Override
    List<UUID> kept() {
        return duck.ask("select event_id from events", 20_000, PATIENCE).rows().stream()
                .map(row -> UUID.fromString(row.get(0)))
                .toList();
    }

    @Test
    void what_was_loaded_is_there_after_a_restart_and_known() {
        var rows = rows(10);
        duck.load(rows);
        duck.close();

        duck = again();

        assertThat(duck.load(rows)).isEqualTo(new Loaded(0, 10, List.of()));
        assertThat(kept()).hasSize(10);
    }

    @Test
    void the_daily_table_counts_what_the_events_say() {
        duck.load(rows(10));
        duck.load(rows(7));

        assertThat(duck.ask("select day, name, country, platform, app_version, events from event_daily", 10, PATIENCE)
                        .rows())
                .containsExactly(List.of("2026-01-31", "play_started", "DE", "ios", "4.2.0", "17"));
    }

    @Test
    void what_loads_counted_is_the_same_when_it_is_merged() {
        duck.load(rows(10));
        duck.load(List.of(of(null, "one", row(UUID.randomUUID(), "{}"))));
        duck.load(rows(7));
        var sql = "select country, sum(events), count(*) from event_daily group by all order by all";
        var counted = duck.ask(sql, 10, PATIENCE).rows();

        duck.forget(EventClass.DIAGNOSTIC, Instant.parse("2030-01-01T00:00:00Z"));
        duck.load(rows(1));
        duck.forget(EventClass.DIAGNOSTIC, Instant.parse("2030-01-01T00:00:00Z"));

        assertThat(counted).containsExactly(List.of("DE", "18", "1"));
        assertThat(duck.ask(sql, 10, PATIENCE).rows()).containsExactly(List.of("DE", "19", "1"));
    }

    /** As it was before the ids of events were looked up among the events. */
    @Test
    void a_file_of_an_earlier_version_goes_on() throws SQLException {
        var rows = rows(3);
        duck.load(rows);
        duck.close();
        try (var earlier = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"))) {
            execute(earlier, "create table seen (event_id uuid primary key, day date not null)");
            execute(earlier, "insert into seen select event_id, day from events");
            execute(earlier, "create table kept as from event_daily");
            execute(earlier, "drop view event_daily");
            execute(earlier, "drop table event_counts");
            execute(
                    earlier,
                    "create table event_daily (day date not null, name varchar not null, country varchar not null,"
                            + " platform varchar not null, app_version varchar not null, events bigint not null,"
                            + " primary key (day, name, country, platform, app_version))");
            execute(earlier, "insert into event_daily from kept");
        }

        duck = again();
        assertThat(duck.load(rows)).isEqualTo(new Loaded(0, 3, List.of()));
        assertThat(duck.load(rows(2)).fresh()).isEqualTo(2);
        duck.close();
        duck = again();

        assertThat(duck.ask("select sum(events) from event_daily", 10, PATIENCE).rows())
                .containsExactly(List.of("5"));
        assertThat(kept()).hasSize(5);
    }

    @Test
    void events_are_forgotten_by_their_class() {
        duck.load(rows(3));

        duck.forget(EventClass.DIAGNOSTIC, Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(kept()).hasSize(3);
        duck.forget(EventClass.PRODUCT, Instant.parse("2026-01-31T23:00:00Z"));
        assertThat(kept()).hasSize(3);
        duck.forget(EventClass.PRODUCT, Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatever_an_app_calls_itself_only_its_own_rows_are_forgotten() {
        var account = UUID.randomUUID();
        var strange = "o'ne') or true --";
        var theirs = of(account, strange, row(UUID.randomUUID(), "{}"));
        var before = of(null, strange, row(UUID.randomUUID(), "{}"));
        var others = of(null, "two", row(UUID.randomUUID(), "{}"));
        duck.load(List.of(theirs, before, others));

        assertThat(duck.installations(account)).containsExactly(strange);
        duck.erase(account, duck.installations(account));

        assertThat(duck.installations(account)).isEmpty();
        assertThat(duck.ask("select event_id from events where person is not null", 10, PATIENCE)
                        .rows())
                .containsExactly(List.of(others.id().toString()));
    }

    /** As phones could still send them when some warehouses began. */
    @Test
    void who_is_named_in_capitals_is_forgotten_too() {
        var account = UUID.randomUUID();
        var name = account.toString().toUpperCase(Locale.ROOT);
        var row = row(UUID.randomUUID(), "{\"friend\":\"" + name + "\",\"Place\":\"Here\"}");
        duck.load(List.of(row));

        duck.erase(account, Set.of());

        assertThat(duck.ask("select properties from events", 10, PATIENCE).rows())
                .containsExactly(List.of("{\"friend\":\"" + new UUID(0, 0) + "\",\"Place\":\"Here\"}"));
    }

    private static EventRow of(@Nullable UUID account, String installation, EventRow row) {
        return new EventRow(
                row.id(),
                row.name(),
                row.version(),
                row.source(),
                row.eventClass(),
                row.occurredAt(),
                row.receivedAt(),
                row.claimedAt(),
                account,
                installation,
                row.session(),
                row.country(),
                row.language(),
                row.platform(),
                row.appVersion(),
                row.network(),
                row.dub(),
                row.quote(),
                row.author(),
                row.watchedMs(),
                row.lengthMs(),
                row.showing(),
                row.doubtful(),
                row.context(),
                row.properties());
    }

    @Test
    void a_warehouse_that_is_closed_is_away() {
        duck.close();

        assertThat(duck.isOurs()).isFalse();
        assertThatThrownBy(() -> duck.load(rows(1))).isInstanceOf(EngineAway.class);
    }

    @Test
    void questions_are_answered() {
        duck.load(rows(3));

        assertThat(QUESTIONS)
                .allSatisfy(
                        sql -> assertThat(duck.ask(sql, 100, PATIENCE).rows()).isNotEmpty());
    }

    @Test
    void attacks_are_refused_and_leave_everything_as_it_was() {
        duck.load(rows(3));

        assertThat(ATTACKS)
                .allSatisfy(sql ->
                        assertThatThrownBy(() -> duck.ask(sql, 100, PATIENCE)).isInstanceOf(QueryRefused.class));

        assertThat(kept()).hasSize(3);
        assertThat(duck.load(rows(2)).fresh()).isEqualTo(2);
        assertThat(Files.exists(Path.of("/tmp/stolen.csv"))).isFalse();
    }

    @Test
    void a_question_that_takes_too_long_is_broken_off() {
        var endless = "select count(*) from range(10000000) a, range(10000000) b where a.range + b.range = 7";

        assertThatThrownBy(() -> duck.ask(endless, 10, Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("query_timeout"));
        duck.load(rows(1));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_question_that_needs_too_much_memory_fails_alone() {
        assertThatThrownBy(() ->
                        duck.ask("select list(range::varchar || range::varchar) from range(100000000)", 10, PATIENCE))
                .isInstanceOf(QueryRefused.class);
        duck.load(rows(1));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_question_that_needs_more_than_the_memory_is_answered_and_leaves_nothing_behind() {
        duck.close();
        duck = open("1GB");

        assertThat(duck.ask(
                                "select count(*) from (select distinct md5(range::varchar) from range(4000000))",
                                10,
                                Duration.ofMinutes(1))
                        .rows())
                .containsExactly(List.of("4000000"));
        assertThat(folder.resolve("warehouse.duckdb.spill")).isDirectory();
        duck.close();
        assertThat(folder.resolve("warehouse.duckdb.spill").toFile().list()).isNullOrEmpty();
    }

    @Test
    void rows_for_which_there_is_no_memory_now_are_not_given_up() throws SQLException {
        var rows = rows(5_000);
        duck.load(rows(1));
        try (var hog = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"))) {
            takesTheMemory(hog, 300_000);

            var begin = System.nanoTime();
            assertThatThrownBy(() -> duck.load(rows)).isInstanceOf(EngineAway.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("not each row is tried")
                    .isLessThan(Duration.ofSeconds(20));

            execute(hog, "drop table much");
        }

        assertThat(duck.load(rows).refused()).isEmpty();
        assertThat(kept()).hasSize(5_001);
    }

    /** In steps of a block or two, since each of them ends the load in another place. */
    @Test
    void what_is_said_to_be_in_is_in_however_little_memory_there_was() throws SQLException {
        duck.load(rows(1));
        var in = 1;
        for (var spare = 250_000; spare <= 450_000; spare += 20_000) {
            var rows = rows(5_000);
            try (var hog = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"))) {
                takesTheMemory(hog, spare);
                try {
                    assertThat(duck.load(rows).refused()).isEmpty();
                } catch (EngineAway full) {
                    assertThat(full).hasMessageContaining("DuckDB");
                }
                execute(hog, "drop table much");
            }

            assertThat(duck.load(rows).refused())
                    .as("with a spare of %d", spare)
                    .isEmpty();
            in += rows.size();
            assertThat(duck.ask("select count(distinct event_id) from events", 1, PATIENCE)
                            .rows())
                    .containsExactly(List.of(String.valueOf(in)));
            assertThat(duck.ask("select sum(events) from event_daily", 1, PATIENCE)
                            .rows())
                    .containsExactly(List.of(String.valueOf(in)));
        }
    }

    /** It would be the broken one again. */
    @Test
    void what_broke_is_not_opened_while_a_question_has_it() throws Exception {
        duck.load(rows(1));
        var asked = new CountDownLatch(2);
        var enough = new AtomicBoolean();
        var question = CompletableFuture.runAsync(() -> duck.ask(
                "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 7",
                10,
                Duration.ofMinutes(1),
                () -> {
                    asked.countDown();
                    return enough.get();
                }));
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        try (var hog = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"))) {
            takesTheMemory(hog, 1);
            assertThatThrownBy(() -> duck.load(rows(5_000))).isInstanceOf(EngineAway.class);
        }

        assertThat(duck.isOurs()).isFalse();

        enough.set(true);
        assertThatThrownBy(question::join).hasCauseInstanceOf(QueryRefused.class);
        assertThat(duck.isOurs()).isTrue();
    }

    /** A checkpoint that finds no memory, since a question has it, is fatal for DuckDB. */
    @Test
    void a_warehouse_that_broke_goes_on() throws SQLException {
        var rows = new ArrayList<>(large(2_600));
        duck.load(rows);
        try (var hog = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"))) {
            takesTheMemory(hog, 3_000_000);

            assertThatThrownBy(() -> {
                        while (true) {
                            rows.addAll(large(50));
                            duck.load(rows.subList(rows.size() - 50, rows.size()));
                        }
                    })
                    .isInstanceOf(EngineAway.class);
            assertThatThrownBy(() -> execute(hog, "from much limit 1")).hasMessageContaining("invalidated");
            assertThat(duck.isOurs()).as("while a question holds what broke").isFalse();
        }
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!duck.isOurs() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }

        assertThat(duck.load(rows.subList(rows.size() - 60, rows.size())).refused())
                .isEmpty();

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    /** All of it, but for that of so many numbers. */
    private static void takesTheMemory(Connection hog, int spare) throws SQLException {
        execute(hog, "create temp table spare as select hash(range) as a from range(" + spare + ")");
        execute(hog, "create temp table much as select hash(range) as a from range(1)");
        assertThatThrownBy(() -> {
                    while (true) {
                        execute(hog, "insert into much select hash(range) from range(100000)");
                    }
                })
                .hasMessageMatching("(?s).*failed to (offload|allocate|pin).*|(?s).*could not allocate.*");
        execute(hog, "drop table spare");
    }

    private static List<EventRow> large(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> row(UUID.randomUUID(), "{\"text\":\"" + "x".repeat(15_000) + number + "\"}"))
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One value may be larger than our memory, and is made beside that of DuckDB. */
    @Test
    void a_value_that_is_too_long_to_show_is_refused() {
        duck.load(List.of(row(UUID.randomUUID(), "{\"text\":\"" + "x".repeat(15_000) + "\"}")));

        assertThat(duck.ask("select properties, context, [1, 2], {'a': 1}, null from events", 10, PATIENCE)
                        .rows())
                .hasSize(1);
        assertThatThrownBy(() -> duck.ask("select string_agg(range, ',') from range(1000000)", 10, PATIENCE))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> duck.ask("select list(range) from range(100000)", 10, PATIENCE))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void an_answer_ends_where_it_is_cut_and_says_so() {
        var answer = duck.ask("select * from range(1000000)", 5, PATIENCE);

        assertThat(answer.rows()).hasSize(5);
        assertThat(answer.complete()).isFalse();
        assertThat(duck.ask("select * from range(5)", 5, PATIENCE).complete()).isTrue();
    }

    @Test
    void a_day_is_written_to_a_file_that_questions_do_not_reach() throws IOException, SQLException {
        duck.load(rows(25));
        Files.createDirectories(folder.resolve("exports"));

        assertThat(duck.export(LocalDate.parse("2026-01-31"))).hasValue(25);
        assertThat(duck.export(LocalDate.parse("2026-01-31"))).hasValue(25);
        assertThat(duck.export(LocalDate.parse("2026-02-01"))).hasValue(0);

        var file = folder.resolve("exports/events-2026-01-31.parquet");
        try (var reader = DriverManager.getConnection("jdbc:duckdb:");
                var found = reader.createStatement()
                        .executeQuery("select count(*), count(distinct event_id) from '" + file + "'")) {
            found.next();
            assertThat(List.of(found.getLong(1), found.getLong(2))).containsExactly(25L, 25L);
        }
        assertThatThrownBy(() -> duck.ask("select * from '" + file + "'", 1, PATIENCE))
                .isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> duck.ask("select * from read_parquet('" + file + "')", 1, PATIENCE))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void a_question_that_nobody_wants_any_more_is_broken_off() {
        assertThatThrownBy(() -> duck.ask(ENDLESS, 1, Duration.ofMinutes(5), () -> true))
                .hasMessageContaining("wants no answer");
    }

    @Test
    void whoever_cannot_say_whether_it_is_wanted_holds_up_no_alarm() throws InterruptedException {
        var never = new CountDownLatch(1);
        var other = Executors.newSingleThreadExecutor();
        BooleanSupplier hangs = () -> {
            try {
                return never.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
        try {
            var slow = other.submit(() -> duck.ask(ENDLESS, 1, Duration.ofSeconds(5), hangs));
            var begin = System.nanoTime();
            assertThatThrownBy(() -> duck.ask(ENDLESS, 1, Duration.ofSeconds(1), hangs))
                    .isInstanceOfSatisfying(
                            QueryRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo("query_timeout"));
            assertThatThrownBy(() -> duck.ask(ENDLESS, 1, Duration.ofMinutes(1), () -> true))
                    .hasMessageContaining("wants no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            assertThat(slow)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(QueryRefused.class);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void a_look_that_fails_is_not_the_last() {
        var looks = new AtomicInteger();

        assertThatThrownBy(() -> duck.ask(ENDLESS, 1, Duration.ofMinutes(1), () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new EngineAway("The database");
                    }
                    return true;
                }))
                .hasMessageContaining("wants no answer");
    }

    @Test
    void who_asks_waits_for_nobody_who_changes_something() throws InterruptedException {
        duck.load(rows(1));
        var holding = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        var other = Executors.newSingleThreadExecutor();
        var change = other.submit(() -> {
            synchronized (duck) {
                holding.countDown();
                return asked.await(20, TimeUnit.SECONDS);
            }
        });
        holding.await();

        assertThat(duck.isOurs()).isTrue();
        assertThat(kept()).hasSize(1);
        asked.countDown();

        assertThat(change).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        other.shutdown();
    }

    @Test
    void a_process_that_is_killed_leaves_no_library_behind() throws IOException {
        var maps = Path.of("/proc/self/maps");
        assumeThat(maps).as("the system says what is loaded").exists();
        assertThat(duck.isOurs()).isTrue();

        assertThat(Files.readString(maps, ISO_8859_1).lines())
                .filteredOn(line -> line.contains("libduckdb_java"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" (deleted)"));
    }
}
