package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.notifications.push.Platform;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class DeviceRepository {

    private static final int LONGEST = 1024;
    private static final String COLUMNS =
            "select id, account_id, platform, token, endpoint, language from notifications.device";

    private final Sql sql;

    DeviceRepository(Sql sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction nobody else registers this token. */
    void lockToken(String token) {
        sql.one("select pg_advisory_xact_lock(hashtextextended(?, 7)) is null", row -> row.getBoolean(1), token);
    }

    /** Ends every other registration of the token; the endpoint that it had, for whoever has the token now. */
    @Nullable String takeFromOthers(AccountId account, String installation, Platform platform, String token) {
        return sql
                .list(
                        """
                        delete from notifications.device
                        where platform = ? and token = ? and not (account_id = ? and installation_id = ?) returning endpoint""",
                        row -> Optional.ofNullable(row.getString(1)),
                        platform.stored(),
                        token,
                        account.value(),
                        installation)
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** What it was reached by on another platform, if it was on one. */
    List<String> endpointsElsewhere(AccountId account, String installation, Platform platform) {
        return endpoints("""
                select endpoint from notifications.device
                where account_id = ? and installation_id = ? and platform <> ? and endpoint is not null""", account.value(), installation, platform.stored());
    }

    /** The endpoint stays while the platform does: its service is told of the new token there. Answers the id that the device has. */
    UUID put(
            UUID id,
            AccountId account,
            UUID session,
            String installation,
            Platform platform,
            String token,
            Traits traits,
            @Nullable String endpoint,
            Instant now) {
        return sql.one(
                """
                insert into notifications.device
                  (id, account_id, installation_id, session_id, platform, token, language, country, time_zone, build, tags,
                   endpoint, registered_at, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?)
                on conflict (account_id, installation_id) do update set
                  session_id = excluded.session_id, platform = excluded.platform, token = excluded.token,
                  language = excluded.language, country = excluded.country, time_zone = excluded.time_zone,
                  build = excluded.build, tags = excluded.tags, seen_at = excluded.seen_at, dead_at = null,
                  endpoint = case when device.platform = excluded.platform
                    then coalesce(device.endpoint, excluded.endpoint) else excluded.endpoint end
                returning id""",
                row -> Sql.uuid(row, 1),
                id,
                account.value(),
                installation,
                session,
                platform.stored(),
                token,
                traits.language(),
                traits.country(),
                traits.timeZone(),
                traits.build(),
                traits.tags(),
                endpoint,
                now,
                now);
    }

    /** What those that had to go were reached by. */
    List<String> keepNewest(AccountId account, int allowed) {
        return endpoints("""
                delete from notifications.device where id = any(array(
                  select id from (
                    select id, row_number() over (order by seen_at desc, id desc) place
                    from notifications.device where account_id = ?) ranked
                  where place > ?))
                returning endpoint""", account.value(), allowed);
    }

    List<String> remove(AccountId account, String installation) {
        return endpoints(
                "delete from notifications.device where account_id = ? and installation_id = ? returning endpoint",
                account.value(),
                installation);
    }

    List<String> removeOfSession(UUID session) {
        return endpoints("delete from notifications.device where session_id = ? returning endpoint", session);
    }

    /** The endpoint of each that is gone, if it had one. */
    List<Optional<String>> removeAll(AccountId account) {
        return sql.list(
                "delete from notifications.device where account_id = ? returning endpoint",
                row -> Optional.ofNullable(row.getString(1)),
                account.value());
    }

    private List<String> endpoints(String deletion, Object... arguments) {
        return sql.list(deletion, row -> Optional.ofNullable(row.getString(1)), arguments).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The endpoint of each that is gone, if it had one. */
    List<Optional<String>> removeSilent(Instant before, int limit) {
        return sql.list("""
                delete from notifications.device where id = any(array(
                  select id from notifications.device where seen_at < ? limit ?))
                returning endpoint""", row -> Optional.ofNullable(row.getString(1)), before, limit);
    }

    Optional<Device> find(UUID id) {
        return sql.list(COLUMNS + " where id = ?", DeviceRepository::row, id).stream()
                .findFirst();
    }

    Optional<Device> find(AccountId account, String installation) {
        return sql
                .list(
                        COLUMNS + " where account_id = ? and installation_id = ?",
                        DeviceRepository::row,
                        account.value(),
                        installation)
                .stream()
                .findFirst();
    }

    /** Of the device that the person used last, if they have any. */
    Optional<String> languageOf(AccountId account) {
        return sql
                .list(
                        "select language from notifications.device where account_id = ? order by seen_at desc limit 1",
                        row -> Sql.text(row, 1, LONGEST),
                        account.value())
                .stream()
                .findFirst();
    }

    /** The person's devices that work. */
    List<Device> reachable(AccountId account) {
        return sql.readable(
                "notifications.device",
                COLUMNS + " where account_id = ? and dead_at is null",
                DeviceRepository::row,
                account.value());
    }

    /** The devices of all these people that work. */
    List<UUID> reachable(Collection<AccountId> accounts) {
        return sql.list(
                "select id from notifications.device where account_id = any(?::uuid[]) and dead_at is null order by id",
                row -> Sql.uuid(row, 1),
                accounts.stream().map(AccountId::value).toList());
    }

    /** Those that work. */
    List<Device> find(Collection<UUID> ids) {
        return sql.readable(
                "notifications.device",
                COLUMNS + " where id = any(?::uuid[]) and dead_at is null",
                DeviceRepository::row,
                ids);
    }

    /** Unless it has shown another token meanwhile. */
    void keepEndpoint(Device device, String endpoint) {
        sql.update(
                "update notifications.device set endpoint = ?, dead_at = null where id = ? and token = ?",
                endpoint,
                device.id(),
                device.token());
    }

    /** Its token is dead, unless it has shown another one meanwhile. */
    void bury(Device device, Instant at) {
        sql.update(
                "update notifications.device set dead_at = ? where id = ? and token = ?",
                at,
                device.id(),
                device.token());
    }

    boolean hasEndpoint(String endpoint) {
        return !sql.list(
                        "select 1 from notifications.device where endpoint = ? limit 1", row -> row.getInt(1), endpoint)
                .isEmpty();
    }

    List<String> endpointsOf(AccountId account) {
        return endpoints(
                "select endpoint from notifications.device where account_id = ? and endpoint is not null",
                account.value());
    }

    private static Device row(ResultSet row) throws SQLException {
        return new Device(
                Sql.uuid(row, 1),
                new AccountId(Sql.uuid(row, 2)),
                Platform.fromStored(Sql.text(row, 3, LONGEST)),
                Sql.text(row, 4, LONGEST),
                Sql.textOrNull(row, 5, LONGEST),
                Sql.text(row, 6, LONGEST));
    }
}
