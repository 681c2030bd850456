package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@Singleton
class ReceptionRepository {

    /** Under this day stands what is long over. */
    private static final LocalDate LONG_AGO = LocalDate.EPOCH;

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final String ROWS = """
            select item, day, plays, views, finishes, shares
            from unnest(?::uuid[], ?::text[]::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
              row (item, day, plays, views, finishes, shares)""";

    /** Of one item, in events that came in on one day. */
    record Entry(UUID item, LocalDate receivedOn, Reception reception) {}

    private final Sql sql;
    private final Clock clock;

    ReceptionRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** False when it has begun before. */
    boolean begin(UUID batch) {
        return sql.update(
                        "insert into analytics.reception_batch (id, added_at) values (?, ?) on conflict do nothing",
                        batch,
                        clock.instant())
                == 1;
    }

    /** Save to days that were counted from the raw events. */
    void add(List<Entry> more) {
        write("""
                insert into analytics.reception (item_id, received_on, plays, views, finishes, shares)
                %s where not exists (select 1 from analytics.recount where recount.day = row.day) order by item, day
                on conflict (item_id, received_on) do update set plays = reception.plays + excluded.plays,
                  views = reception.views + excluded.views, finishes = reception.finishes + excluded.finishes,
                  shares = reception.shares + excluded.shares\
                """.formatted(ROWS), more);
    }

    void put(List<Entry> entries) {
        write("""
                insert into analytics.reception (item_id, received_on, plays, views, finishes, shares)
                %s order by item, day
                on conflict (item_id, received_on) do update set plays = excluded.plays, views = excluded.views,
                  finishes = excluded.finishes, shares = excluded.shares\
                """.formatted(ROWS), entries);
    }

    private void write(String statement, List<Entry> entries) {
        sql.update(
                statement,
                entries.stream().map(Entry::item).toList(),
                entries.stream().map(entry -> entry.receivedOn().toString()).toList(),
                entries.stream().map(entry -> entry.reception().plays()).toList(),
                entries.stream().map(entry -> entry.reception().views()).toList(),
                entries.stream().map(entry -> entry.reception().finishes()).toList(),
                entries.stream().map(entry -> entry.reception().shares()).toList());
    }

    Map<UUID, Reception> totals(Collection<UUID> items) {
        return sql.list("""
                        select item_id, date '1970-01-01', sum(plays), sum(views), sum(finishes), sum(shares)
                        from analytics.reception where item_id = any(?::uuid[]) group by item_id\
                        """, ReceptionRepository::entry, items).stream()
                .collect(Collectors.toMap(Entry::item, Entry::reception));
    }

    /** Of items after one and up to another, in events that came in on these days. */
    List<Entry> between(Collection<LocalDate> days, UUID after, UUID upTo) {
        return sql.list("""
                select item_id, received_on, plays, views, finishes, shares from analytics.reception
                where received_on = any(?::text[]::date[]) and item_id > ? and item_id <= ?
                """, ReceptionRepository::entry, texts(days), after, upTo);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Sql.uuid(row, 1),
                row.getObject(2, LocalDate.class),
                new Reception(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
    }

    private static List<String> texts(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toList();
    }

    Optional<Instant> recountedAt() {
        return sql
                .list(
                        "select max(counted_at) from analytics.recount having max(counted_at) is not null",
                        row -> Sql.instant(row, 1))
                .stream()
                .findFirst();
    }

    /** From now on nothing is added to these days. */
    void close(Collection<LocalDate> days) {
        sql.update(
                "insert into analytics.recount (day) select unnest(?::text[]::date[]) on conflict do nothing",
                texts(days));
    }

    void recounted(Collection<LocalDate> days) {
        sql.update(
                "update analytics.recount set counted_at = ? where day = any(?::text[]::date[])",
                clock.instant(),
                texts(days));
    }

    /** Adds up what came in before a day, some of it at a time; answers how much there was. */
    int fold(LocalDate before, int most) {
        return sql.update("""
            with taken as (
              delete from analytics.reception where ctid = any(array(
                select ctid from analytics.reception where received_on < ?::date and received_on > ?::date limit ?))
              returning item_id, plays, views, finishes, shares)
            insert into analytics.reception (item_id, received_on, plays, views, finishes, shares)
            select item_id, ?::date, sum(plays), sum(views), sum(finishes), sum(shares) from taken group by item_id
            on conflict (item_id, received_on) do update set plays = reception.plays + excluded.plays,
              views = reception.views + excluded.views, finishes = reception.finishes + excluded.finishes,
              shares = reception.shares + excluded.shares\
            """, before.toString(), LONG_AGO.toString(), most, LONG_AGO.toString());
    }

    void forgetBatches() {
        sql.update(
                "delete from analytics.reception_batch where added_at < ?",
                clock.instant().minus(REMEMBERED));
    }
}
