package io.overdub.accounts;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Usernames that people had before theirs, as digests. */
@Singleton
class FormerNameRepository {

    private final Sql sql;

    FormerNameRepository(Sql sql) {
        this.sql = sql;
    }

    /** In place of the one that was kept for them before. */
    void keep(UUID account, byte[] name, Instant freeAt) {
        sql.update("""
                insert into accounts.former_name (account_id, digest, free_at) values (?, ?, ?)
                on conflict (account_id) do update set digest = excluded.digest, free_at = excluded.free_at""", account, name, freeAt);
    }

    boolean isKeptFor(UUID account, byte[] name, Instant now) {
        return sql.one(
                "select exists (select 1 from accounts.former_name where account_id = ? and digest = ? and free_at > ?)",
                row -> row.getBoolean(1),
                account,
                name,
                now);
    }

    boolean isKept(byte[] name, Instant now) {
        return sql.one(
                "select exists (select 1 from accounts.former_name where digest = ? and free_at > ?)",
                row -> row.getBoolean(1),
                name,
                now);
    }

    /** Of somebody who is gone: nobody is told for whom it was kept, and it stays as long as it would have. */
    int retire(UUID account) {
        return sql.update("""
                with gone as (delete from accounts.former_name where account_id = ? returning digest, free_at)
                insert into accounts.retired_name (digest, free_at) select digest, free_at from gone
                on conflict (digest) do update set free_at = greatest(retired_name.free_at, excluded.free_at)""", account);
    }

    int release(Instant now) {
        return sql.update("delete from accounts.former_name where free_at <= ?", now);
    }
}
