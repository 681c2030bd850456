package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class DeviceRepository {

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

    /** The endpoint stays while the platform does: its service is told of the new token there. */
    void put(
            UUID id,
            AccountId account,
            UUID session,
            String installation,
            Platform platform,
            String token,
            Traits traits,
            @Nullable String endpoint,
            Instant now) {
        sql.update(
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
                    then coalesce(device.endpoint, excluded.endpoint) else excluded.endpoint end""",
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

    void keepNewest(AccountId account, int allowed) {
        sql.update("""
                delete from notifications.device where id in (
                  select id from (
                    select id, row_number() over (order by seen_at desc, id desc) place
                    from notifications.device where account_id = ?) ranked
                  where place > ?)""", account.value(), allowed);
    }

    void remove(AccountId account, String installation) {
        sql.update(
                "delete from notifications.device where account_id = ? and installation_id = ?",
                account.value(),
                installation);
    }

    void removeOfSession(UUID session) {
        sql.update("delete from notifications.device where session_id = ?", session);
    }

    int removeSilent(Instant before, int limit) {
        return sql.update("""
                delete from notifications.device where id = any(array(
                  select id from notifications.device where seen_at < ? limit ?))""", before, limit);
    }
}
