package io.overdub.accounts;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is being erased, how far that got, and what is left to tell of it. */
@Singleton
class ErasureRepository {

    private static final int ROOMS = 64;
    private static final int LONGEST_WORD = 64;

    private final Sql sql;

    ErasureRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param rooms those that are done */
    record Case(UUID account, List<String> rooms) {}

    /** Takes up some of those whose time has come; whoever wants one of them back in this moment waits, and is too late. */
    int begin(Instant now, int limit) {
        return sql.update("""
                insert into accounts.erasure (account_id, closed_at, began_at, due_at)
                select id, closed_at, ?, ? from accounts.account
                where id = any(array(
                  select id from accounts.account
                  where erase_at <= ? and not exists (select 1 from accounts.erasure e where e.account_id = account.id)
                  order by erase_at limit ? for update skip locked))
                on conflict do nothing""", now, now, now, limit);
    }

    /** Asked by whoever has the lock of the account: nobody begins after that. */
    boolean hasBegun(UUID account) {
        return sql.one(
                "select exists (select 1 from accounts.erasure where account_id = ?)",
                row -> row.getBoolean(1),
                account);
    }

    /** One that is due, and nobody else's until then. */
    Optional<Case> claim(Instant now, Instant until) {
        return sql
                .list("""
                        update accounts.erasure set due_at = ? where account_id = (
                          select account_id from accounts.erasure
                          where finished_at is null and due_at <= ? order by due_at limit 1 for update skip locked)
                        returning account_id, rooms""", row -> new Case(Sql.uuid(row, 1), Sql.texts(row, 2, ROOMS, LONGEST_WORD)), until, now)
                .stream()
                .findFirst();
    }

    void putOff(UUID account, Instant due) {
        sql.update("update accounts.erasure set due_at = ? where account_id = ?", due, account);
    }

    /** Empty once the account itself is gone. */
    Optional<Departed> departed(UUID account) {
        return sql
                .list(
                        "select id, username, email from accounts.account where id = ?",
                        row -> new Departed(Sql.uuid(row, 1), row.getString(2), row.getString(3)),
                        account)
                .stream()
                .findFirst();
    }

    void receive(UUID account, String room, String what, long count) {
        sql.update("""
                insert into accounts.erasure_receipt (account_id, room, what, count) values (?, ?, ?, ?)
                on conflict (account_id, room, what) do update set count = erasure_receipt.count + excluded.count""", account, room, what, count);
    }

    void done(UUID account, String room) {
        sql.update(
                "update accounts.erasure set rooms = rooms || ? where account_id = ? and not ? = any(rooms)",
                room,
                account,
                room);
    }

    long sessions(UUID account, int limit) {
        return sql.forget("accounts.session", "account_id", account, limit);
    }

    /** The last step, all in the caller's transaction. */
    void finish(UUID account, byte[] name, Instant freeAt, Instant now) {
        sql.update("""
                insert into accounts.retired_name (digest, free_at) values (?, ?)
                on conflict (digest) do update set free_at = excluded.free_at""", name, freeAt);
        sql.update("delete from accounts.account where id = ?", account);
        sql.update("update accounts.erasure set finished_at = ? where account_id = ?", now, account);
    }

    boolean isRetired(byte[] name, Instant now) {
        return sql.one(
                "select exists (select 1 from accounts.retired_name where digest = ? and free_at > ?)",
                row -> row.getBoolean(1),
                name,
                now);
    }

    int release(Instant now) {
        return sql.update("delete from accounts.retired_name where free_at <= ?", now);
    }

    /** Of an account that is closed, or was. */
    Optional<Erasure> find(UUID account) {
        return sql
                .list(
                        """
                        select coalesce(e.closed_at, a.closed_at), a.erase_at, e.began_at, e.finished_at, coalesce(e.rooms, '{}')
                        from (select ?::uuid id) wanted
                        left join accounts.account a on a.id = wanted.id
                        left join accounts.erasure e on e.account_id = wanted.id
                        where a.closed_at is not null or e.account_id is not null""",
                        row -> new Erasure(
                                new AccountId(account),
                                Sql.instant(row, 1),
                                Sql.instantOrNull(row, 2),
                                Sql.instantOrNull(row, 3),
                                Sql.instantOrNull(row, 4),
                                Sql.texts(row, 5, ROOMS, LONGEST_WORD),
                                receipts(account)),
                        account)
                .stream()
                .findFirst();
    }

    private List<Erasure.Receipt> receipts(UUID account) {
        return sql.list(
                "select room, what, count from accounts.erasure_receipt where account_id = ? order by room, what",
                row -> new Erasure.Receipt(row.getString(1), row.getString(2), row.getLong(3)),
                account);
    }
}
