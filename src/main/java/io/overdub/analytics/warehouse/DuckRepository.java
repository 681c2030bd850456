package io.overdub.analytics.warehouse;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB: one file of one process; another one finds it locked and leaves loading to its owner. A load is a transaction, so a process that
 * is killed has loaded all of it or nothing. Whether an id is there is looked up among the events of the days in which it can come again.
 * An index of them would be faster for the first few millions; but DuckDB keeps all of an index in memory, and writes all of it at each
 * checkpoint: a million ids were more than the {@code memory} that it may have. Ids in the order of time (UUIDv7) make the look cheap,
 * since it passes over what is older than the oldest of them.
 */
final class DuckRepository implements Warehouse {

    private static final Logger LOG = Logger.getLogger(DuckRepository.class);

    /** The stream keeps records for eight days at most, and a phone repeats for seven. No event is forgotten sooner. */
    private static final Duration REMEMBERED = Duration.ofDays(16);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final int MOST_CHARACTERS = 8_000_000;
    /** In bytes. What a phone tells in one event is no longer. */
    private static final int LONGEST_VALUE = 65_536;

    /**
     * Of what stands in the log alone, which is read again after a kill, in a second or two. With DuckDB's 16 MB, checkpoints took twice as
     * long as the loads between them; with 64 MB they took more memory than there is.
     */
    private static final String CHECKPOINT = "48MB";

    private static final long ATTENTION_MS = 300;
    private static final String NOBODY = new UUID(0, 0).toString();
    /** What is no fault of a row. An appender that cannot be made does not say why; it knows nothing of rows. */
    private static final Pattern TROUBLE = Pattern.compile(
            "Out of Memory|(failed to|could not) (allocate|offload|pin)|duckdb_appender_create|TransactionContext|IO Error|FATAL|has been invalidated");

    private static final Pattern END = Pattern.compile("[;\\s]+$");

    /**
     * In so many words: after a commit that failed, the driver believes the old transaction to be there still, and all that follows is done
     * outside of any. Neither does it say when closing an appender failed to write what was left in it, so each is flushed before.
     */
    private static final String BEGIN = "begin transaction";

    private static final String COMMIT = "commit";
    private static final String ROLLBACK = "rollback";

    private static final List<String> SCHEMA = List.of(
            """
            create table if not exists events (
              event_id uuid not null, name varchar not null, version integer not null, source varchar not null, class varchar not null,
              day date not null, occurred_at timestamp not null, received_at timestamp not null, claimed_at timestamp not null,
              person varchar, account_id uuid, installation_id varchar, session_id varchar, country varchar, language varchar,
              platform varchar, app_version varchar, network varchar, dub_id uuid, quote_id uuid, author_id uuid, watched_ms bigint,
              context json not null, properties json not null)\
            """,
            "alter table events add column if not exists length_ms bigint",
            "alter table events add column if not exists feed varchar",
            "alter table events add column if not exists place integer",
            "alter table events add column if not exists formula varchar",
            "alter table events add column if not exists formula_version integer",
            "alter table events add column if not exists doubtful boolean default false",
            // Earlier versions kept ids in it.
            "drop table if exists seen",
            """
            create table if not exists event_counts (
              day date not null, name varchar not null, country varchar not null, platform varchar not null, app_version varchar not null,
              events bigint not null)\
            """);

    /** Earlier versions counted in a table of that name, and looked up each row of it. */
    private static final List<String> MOVE_DAILY =
            List.of("begin", "insert into event_counts from event_daily", "drop table event_daily", "commit");

    /** What a load counted stands beside what others did, until it is merged. */
    private static final String DAILY = """
            create view if not exists event_daily as
            select day, name, country, platform, app_version, sum(events)::bigint as events from event_counts group by all\
            """;

    /** Of the days of which more can come. */
    private static final List<String> MERGE = List.of(
            """
            create or replace temp table merged as
            select day, name, country, platform, app_version, sum(events)::bigint as events from event_counts
            where day >= (select max(day) from event_counts) - 30 group by all having count(*) > 1\
            """,
            "delete from event_counts c using merged m where (c.day, c.name, c.country, c.platform, c.app_version)"
                    + " = (m.day, m.name, m.country, m.platform, m.app_version)",
            "insert into event_counts from merged",
            "drop table merged");

    private final String file;
    private final String memory;
    private final int threads;
    private final String spill;
    private final @Nullable Path exports;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile @Nullable DuckDBConnection connection;
    private long triedAt = longAgo();

    private record Daily(LocalDate day, String name, String country, String platform, String version) {}

    /**
     * @param file empty for one in memory
     * @param spill what questions may write beside the file, when they need more than the memory
     * @param exports a directory
     */
    DuckRepository(String file, String memory, int threads, String spill, @Nullable Path exports) {
        this.file = file;
        this.memory = memory;
        this.threads = threads;
        this.spill = spill;
        this.exports = exports;
    }

    private static long longAgo() {
        return System.nanoTime() - BETWEEN_TRIES.toNanos();
    }

    /** Who only asks waits for nobody who changes something. */
    @Override
    public boolean isOurs() {
        return connection != null || opens();
    }

    /** Not while a question has what was dropped: it would be the same, since DuckDB opens a file once in a process. */
    private synchronized boolean opens() {
        if (connection == null && questions.get() == 0 && System.nanoTime() - triedAt >= BETWEEN_TRIES.toNanos()) {
            triedAt = System.nanoTime();
            connection = open();
        }
        return connection != null;
    }

    private @Nullable DuckDBConnection open() {
        try {
            var opened = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
            UnpackedLibrary.unlink();
            try {
                prepare(opened);
            } catch (SQLException e) {
                // Else it would keep for good what broke, or what questions still have.
                opened.close();
                throw e;
            }
            return opened;
        } catch (SQLException e) {
            LOG.debugf("The warehouse is not ours: %s", e.getMessage());
            return null;
        }
    }

    private void prepare(DuckDBConnection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            statement.execute("set memory_limit = '" + memory + "'");
            statement.execute("set threads = " + threads);
            statement.execute("set checkpoint_threshold = '" + CHECKPOINT + "'");
            // Nothing else is written beside the file, and nothing can be made to be.
            statement.execute("set temp_directory = " + quoted(spill()));
            if (!file.isEmpty()) {
                statement.execute("set max_temp_directory_size = '" + spill + "'");
            }
            for (var ddl : SCHEMA) {
                statement.execute(ddl);
            }
            makeDaily(statement);
            if (exports != null) {
                statement.execute("set allowed_directories = [" + quoted(exports.toString()) + "]");
            }
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
        }
    }

    /**
     * Where questions write what they find no memory for: a folder that DuckDB empties when it closes, and of what a killed process left when
     * it writes there next.
     */
    private String spill() {
        return file.isEmpty() ? "" : file + ".spill";
    }

    private static void makeDaily(Statement statement) throws SQLException {
        if (isTable(statement, "event_daily")) {
            for (var sql : MOVE_DAILY) {
                statement.execute(sql);
            }
        }
        statement.execute(DAILY);
    }

    private static boolean isTable(Statement statement, String name) throws SQLException {
        try (var found = statement.executeQuery("from duckdb_tables() where table_name = '" + name + "'")) {
            return found.next();
        }
    }

    /** Lets another process have the file. */
    synchronized void close() {
        drop();
        // Not to be opened again by whoever asks during the shutdown.
        triedAt = Long.MAX_VALUE;
    }

    private void drop() {
        var ours = connection;
        if (ours != null) {
            try {
                ours.close();
            } catch (SQLException e) {
                LOG.warnf("The warehouse did not close: %s", e.getMessage());
            }
            connection = null;
        }
    }

    @Override
    public synchronized Loaded load(List<EventRow> rows) {
        var ours = ours();
        var byId = new LinkedHashMap<UUID, EventRow>();
        rows.forEach(row -> byId.putIfAbsent(row.id(), row));
        var refused = new ArrayList<Loaded.Refused>();
        var fresh = loadParts(ours, List.copyOf(byId.values()), refused);
        if (!refused.isEmpty() && refused.size() == byId.size()) {
            // Nothing went in: it is not the rows.
            drop();
            throw new EngineAway("DuckDB");
        }
        return new Loaded(fresh, rows.size() - fresh - refused.size(), refused);
    }

    /** One row that the engine chokes on must not take the others with it: they are halved until it stands alone. */
    private int loadParts(DuckDBConnection ours, List<EventRow> rows, List<Loaded.Refused> refused) {
        if (rows.isEmpty()) {
            return 0;
        }
        try {
            return loadAll(ours, rows);
        } catch (SQLException e) {
            if (TROUBLE.matcher(String.valueOf(e.getMessage())).find()) {
                throw away(e);
            }
            LOG.warnf("DuckDB refuses some of %d events: %s", rows.size(), reason(e));
            rollBack(ours);
            if (rows.size() == 1) {
                refused.add(new Loaded.Refused(rows.get(0).id(), String.valueOf(e.getMessage())));
                return 0;
            }
            var middle = rows.size() / 2;
            return loadParts(ours, rows.subList(0, middle), refused)
                    + loadParts(ours, rows.subList(middle, rows.size()), refused);
        }
    }

    private static int loadAll(DuckDBConnection ours, List<EventRow> rows) throws SQLException {
        execute(ours, BEGIN);
        var known = known(ours, rows);
        var daily = new HashMap<Daily, Long>();
        try (var appender = ours.createAppender("main", "events")) {
            for (var row : rows) {
                if (!known.contains(row.id())) {
                    append(appender, row);
                    daily.merge(dailyOf(row), 1L, Long::sum);
                }
            }
            appender.flush();
        }
        count(ours, daily);
        execute(ours, COMMIT);
        return rows.size() - known.size();
    }

    /** A new table each time: what is deleted from one stays in memory, and lets DuckDB believe that there is much to look for. */
    private static Set<UUID> known(DuckDBConnection ours, List<EventRow> rows) throws SQLException {
        execute(ours, "create or replace temp table incoming (event_id uuid not null)");
        try (var appender = ours.createAppender("temp", "main", "incoming")) {
            for (var row : rows) {
                appender.beginRow().append(row.id()).endRow();
            }
            appender.flush();
        }
        var oldest =
                rows.stream().map(EventRow::receivedAt).min(Instant::compareTo).orElseThrow();
        var known = new HashSet<UUID>();
        try (var statement = ours.createStatement();
                var found = statement.executeQuery("select event_id from events where received_at >= date '"
                        + day(oldest.minus(REMEMBERED)) + "' and event_id in (from incoming)")) {
            while (found.next()) {
                known.add(found.getObject(1, UUID.class));
            }
        }
        return known;
    }

    private static void append(DuckDBAppender to, EventRow row) throws SQLException {
        to.beginRow();
        to.append(row.id());
        to.append(row.name());
        to.append(row.version());
        to.append(lower(row.source()));
        to.append(lower(row.eventClass()));
        to.append(day(row.occurredAt()));
        to.append(time(row.occurredAt()));
        to.append(time(row.receivedAt()));
        to.append(time(row.claimedAt()));
        put(to, row.person());
        put(to, row.account());
        put(to, row.installation());
        put(to, row.session());
        put(to, row.country());
        put(to, row.language());
        put(to, row.platform());
        put(to, row.appVersion());
        put(to, row.network());
        put(to, row.dub());
        put(to, row.quote());
        put(to, row.author());
        put(to, row.watchedMs());
        to.append(row.context());
        to.append(row.properties());
        put(to, row.lengthMs());
        append(to, row.showing());
        to.append(row.doubtful());
        to.endRow();
    }

    private static void append(DuckDBAppender to, @Nullable Showing showing) throws SQLException {
        if (showing == null) {
            to.appendNull().appendNull().appendNull().appendNull();
        } else {
            to.append(showing.feed());
            to.append(showing.place());
            put(to, showing.formula());
            to.append(showing.formulaVersion());
        }
    }

    private static void put(DuckDBAppender to, @Nullable Long number) throws SQLException {
        if (number == null) {
            to.appendNull();
        } else {
            to.append(number.longValue());
        }
    }

    private static void put(DuckDBAppender to, @Nullable String text) throws SQLException {
        if (text == null) {
            to.appendNull();
        } else {
            to.append(text);
        }
    }

    private static void put(DuckDBAppender to, @Nullable UUID id) throws SQLException {
        if (id == null) {
            to.appendNull();
        } else {
            to.append(id);
        }
    }

    private static Daily dailyOf(EventRow row) {
        return new Daily(
                day(row.occurredAt()),
                row.name(),
                orNone(row.country()),
                orNone(row.platform()),
                orNone(row.appVersion()));
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void count(DuckDBConnection ours, Map<Daily, Long> daily) throws SQLException {
        try (var appender = ours.createAppender("main", "event_counts")) {
            for (var entry : daily.entrySet()) {
                var key = entry.getKey();
                appender.beginRow();
                appender.append(key.day());
                appender.append(key.name());
                appender.append(key.country());
                appender.append(key.platform());
                appender.append(key.version());
                appender.append(entry.getValue().longValue());
                appender.endRow();
            }
            appender.flush();
        }
    }

    private static void execute(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Advice follows, of several lines. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * It is opened again by the next who wants something of it, from what is in the file. After what it calls fatal, DuckDB does nothing more
     * for anybody; and after a commit for which there was no memory it wrote over rows of later ones.
     */
    private EngineAway away(SQLException e) {
        LOG.warnf("The warehouse is in trouble, and is opened again: %s", reason(e));
        drop();
        triedAt = longAgo();
        return new EngineAway("DuckDB");
    }

    private static void rollBack(Connection ours) {
        try {
            execute(ours, ROLLBACK);
        } catch (SQLException e) {
            LOG.debugf("Nothing to roll back: %s", e.getMessage());
        }
    }

    @Override
    public Answer ask(String sql, int mostRows, Duration patience, BooleanSupplier cancelled) {
        var ours = ours();
        questions.incrementAndGet();
        try (var reader = ours.duplicate()) {
            SqlGate.check(parsed(reader, sql));
            execute(reader, "begin transaction read only");
            return answer(reader, END.matcher(sql).replaceFirst(""), mostRows, patience, cancelled);
        } catch (SQLException e) {
            throw QueryRefused.failed(String.valueOf(e.getMessage()));
        } finally {
            questions.decrementAndGet();
        }
    }

    private DuckDBConnection ours() {
        var ours = isOurs() ? connection : null;
        if (ours == null) {
            throw new EngineAway("The warehouse of this process");
        }
        return ours;
    }

    private static String parsed(Connection reader, String sql) throws SQLException {
        try (var statement = reader.prepareStatement("select json_serialize_sql(?::varchar)")) {
            statement.setString(1, sql);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private Answer answer(Connection reader, String sql, int mostRows, Duration patience, BooleanSupplier cancelled)
            throws SQLException {
        var late = new AtomicBoolean();
        var unwanted = new AtomicBoolean();
        var watch = watch();
        try (var statement = reader.createStatement()) {
            var alarm = watch.schedule(
                    () -> {
                        late.set(true);
                        statement.cancel();
                        return null;
                    },
                    patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            var attention = watch.scheduleWithFixedDelay(
                    () -> {
                        if (isTrue(cancelled)) {
                            unwanted.set(true);
                            stop(statement);
                        }
                    },
                    ATTENTION_MS,
                    ATTENTION_MS,
                    TimeUnit.MILLISECONDS);
            try (var found = statement.executeQuery(guarded(sql, mostRows + 1L))) {
                return read(found, mostRows);
            } catch (SQLException e) {
                if (unwanted.get()) {
                    throw QueryRefused.cancelled();
                }
                if (late.get()) {
                    throw QueryRefused.tooLong(patience.toSeconds());
                }
                throw e;
            } finally {
                alarm.cancel(false);
                attention.cancel(false);
            }
        } finally {
            watch.shutdown();
        }
    }

    /**
     * What parsed as one query stays one between these brackets. Two thousand rows at a time come to Java, whether or not they are looked at:
     * so DuckDB looks how long each value is.
     */
    private static String guarded(String sql, long rows) {
        return "select * from (select * from (\n" + sql + "\n) answer limit " + rows + ") answer"
                + " where case when strlen(cast(columns(*) as varchar)) > " + LONGEST_VALUE
                + " then error('A value is longer than " + LONGEST_VALUE + " bytes') else true end";
    }

    /** Of one question: two threads, since a look for whether it is still wanted may take longer than the question may. */
    private static ScheduledExecutorService watch() {
        return Executors.newScheduledThreadPool(2, task -> {
            var thread = new Thread(task, "warehouse-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static boolean isTrue(BooleanSupplier cancelled) {
        try {
            return cancelled.getAsBoolean();
        } catch (EngineAway | Sql.SqlFailed e) {
            LOG.debugf("Whether a question is still wanted is not known: %s", e.getMessage());
            return false;
        }
    }

    private static void stop(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debugf("Nothing to stop: %s", e.getMessage());
        }
    }

    private static Answer read(ResultSet found, int mostRows) throws SQLException {
        var about = found.getMetaData();
        var columns = new ArrayList<Answer.Column>();
        for (var column = 1; column <= about.getColumnCount(); column++) {
            columns.add(new Answer.Column(about.getColumnLabel(column), about.getColumnTypeName(column)));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        var characters = 0L;
        while (found.next()) {
            if (rows.size() == mostRows || characters > MOST_CHARACTERS) {
                return new Answer(columns, rows, false);
            }
            List<@Nullable String> row = new ArrayList<>();
            for (var column = 1; column <= columns.size(); column++) {
                var text = found.getString(column);
                row.add(text);
                characters += text == null ? 0 : text.length();
            }
            rows.add(row);
        }
        return new Answer(columns, rows, true);
    }

    @Override
    public synchronized void forget(EventClass eventClass, Instant before) {
        var ours = ours();
        try {
            execute(ours, BEGIN);
            execute(
                    ours,
                    "delete from events where class = '" + lower(eventClass) + "' and day < date '" + day(before)
                            + "'");
            for (var sql : MERGE) {
                execute(ours, sql);
            }
            execute(ours, COMMIT);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    @Override
    public synchronized Set<String> installations(UUID account) {
        var installations = new HashSet<String>();
        try (var statement = ours().createStatement();
                var found = statement.executeQuery("select distinct installation_id from events where account_id = '"
                        + account + "' and installation_id is not null")) {
            while (found.next()) {
                installations.add(found.getString(1));
            }
            return installations;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /**
     * Properties and contexts may hold it in capitals, from before the intake wrote ids in one form. The id is one, so nothing in the text
     * comes from outside but what is quoted.
     */
    @Override
    public synchronized void erase(UUID account, Set<String> installations) {
        var ours = ours();
        var id = "'" + account + "'";
        var nobody = "update events set person = null, account_id = null, installation_id = null, session_id = null,"
                + " network = null, context = '{}'";
        try {
            execute(ours, BEGIN);
            if (!installations.isEmpty()) {
                execute(
                        ours,
                        nobody + " where account_id is null and installation_id in "
                                + installations.stream()
                                        .map(DuckRepository::quoted)
                                        .collect(Collectors.joining(", ", "(", ")")));
            }
            execute(ours, nobody + " where account_id = " + id);
            execute(ours, "update events set author_id = null where author_id = " + id);
            execute(
                    ours,
                    "update events set properties = case source when 'server' then '{}'"
                            + " else regexp_replace(cast(properties as varchar), " + id + ", '" + NOBODY
                            + "', 'gi') end"
                            + " where contains(lower(cast(properties as varchar)), " + id + ")");
            execute(
                    ours,
                    "update events set context = '{}' where contains(lower(cast(context as varchar)), " + id + ")");
            execute(ours, COMMIT);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** Beside it first: who reads the file finds a whole one. Questions reach no file, whatever is allowed here. */
    @Override
    public synchronized OptionalLong export(LocalDate day) {
        if (exports == null) {
            return OptionalLong.empty();
        }
        var file = exports.resolve("events-" + day + ".parquet");
        var part = exports.resolve("events-" + day + ".part");
        try (var statement = ours().createStatement()) {
            var count = statement.executeUpdate("copy (select * from events where day = date '" + day + "') to "
                    + quoted(part.toString()) + " (format parquet, compression zstd)");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return OptionalLong.of(count);
        } catch (SQLException | IOException e) {
            LOG.warnf("DuckDB exports nothing now: %s", e.getMessage());
            throw e instanceof SQLException failed ? away(failed) : new EngineAway("DuckDB");
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static LocalDateTime time(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
