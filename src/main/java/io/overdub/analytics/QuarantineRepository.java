package io.overdub.analytics;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class QuarantineRepository {

    record Fresh(UUID id, byte[] digest, Quarantine.Poison poison) {}

    /** @param sender absent when it did not come from a phone */
    record Patient(UUID id, String body, @Nullable Sender sender) {}

    private final Sql sql;
    private final Clock clock;

    QuarantineRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(List<Fresh> rows) {
        var ids = new ArrayList<UUID>();
        var digests = new ArrayList<String>();
        var codes = new ArrayList<String>();
        var details = new ArrayList<String>();
        List<@Nullable String> names = new ArrayList<>();
        var bodies = new ArrayList<String>();
        List<@Nullable String> sent = new ArrayList<>();
        List<@Nullable String> accounts = new ArrayList<>();
        List<@Nullable String> networks = new ArrayList<>();
        for (var row : rows) {
            var poison = row.poison();
            var sender = poison.sender();
            ids.add(row.id());
            digests.add(HexFormat.of().formatHex(row.digest()));
            codes.add(poison.code());
            details.add(poison.detail());
            names.add(poison.name());
            bodies.add(poison.body());
            sent.add(sender == null ? null : sender.sentAt().toString());
            accounts.add(
                    sender == null || sender.account() == null
                            ? null
                            : sender.account().toString());
            networks.add(sender == null ? null : sender.network());
        }
        sql.update("""
            insert into analytics.quarantined
              (id, digest, code, detail, name, body, sent_at, account_id, network, received_at)
            select id, decode(digest, 'hex'), code, left(detail, 500), name, body, sent_at::timestamptz, account::uuid, network, ?
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              row (id, digest, code, detail, name, body, sent_at, account, network)
            on conflict do nothing\
            """, clock.instant(), ids, digests, codes, details, names, bodies, sent, accounts, networks);
    }

    Stretch<Quarantined> newest(@Nullable String code, @Nullable UUID before, int limit) {
        return sql.stretch(
                "analytics.quarantined",
                limit,
                """
                select id, code, detail, name, body, received_at from analytics.quarantined
                where (?::text is null or code = ?) and (?::uuid is null or id < ?) order by id desc limit ?\
                """,
                row -> new Quarantined(
                        Sql.uuid(row, 1),
                        Sql.text(row, 2, 64),
                        Sql.text(row, 3, 500),
                        Sql.textOrNull(row, 4, 64),
                        Sql.text(row, 5, 40_000),
                        Sql.instant(row, 6)),
                code,
                code,
                before,
                before);
    }

    List<Patient> oldest(String code, @Nullable UUID after, int limit) {
        return sql.list(
                """
                select id, body, sent_at, received_at, account_id, network from analytics.quarantined
                where code = ? and (?::uuid is null or id > ?) order by id limit ?\
                """, row -> new Patient(Sql.uuid(row, 1), row.getString(2), sender(row)), code, after, after, limit);
    }

    private static @Nullable Sender sender(ResultSet row) throws SQLException {
        var sentAt = Sql.instantOrNull(row, 3);
        return sentAt == null
                ? null
                : new Sender(sentAt, Sql.instant(row, 4), row.getObject(5, UUID.class), row.getString(6), false);
    }

    /** Counting all of a large table is not worth it. */
    long countUpTo(long most) {
        return sql.one(
                "select count(*) from (select 1 from analytics.quarantined limit ?) counted",
                row -> row.getLong(1),
                most);
    }

    void delete(List<UUID> ids) {
        sql.update("delete from analytics.quarantined where id = any(?::uuid[])", ids);
    }

    /** Answers how many there were. */
    int deleteReceivedBefore(Instant moment, int most) {
        return sql.update("""
            delete from analytics.quarantined where id = any(array(
              select id from analytics.quarantined where received_at < ? order by received_at limit ?))\
            """, moment, most);
    }
}
