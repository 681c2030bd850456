package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.notifications.push.Receipt;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What became of pushes, and how many somebody had in their day. Days do not go back: who carries two phones, one of them set to another
 * zone, is in two of them by turns. One that is further ahead than any zone was counted by a wrong clock.
 */
@Singleton
class DeliveryRepository {

    private static final UUID ALL_DEVICES = new UUID(0, 0);

    private final Sql sql;

    /** @param cap how many pushes may go to this person today */
    record Allowance(AccountId account, LocalDate today, int cap) {}

    DeliveryRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Whether the push may go out at all, decided once; in one statement, so that it counts once towards the day however often it is asked.
     *
     * @param cap how many may go to this person today
     */
    boolean admit(UUID push, AccountId to, LocalDate today, int cap, Instant now) {
        return sql.one(
                """
                with asked as (
                  insert into notifications.delivery (push_id, device_id, outcome, at)
                  select ?::uuid, ?::uuid,
                    case when case when pushed_on - ?::date between 0 and 2 then pushed else 0 end < ? then 'admitted' else 'capped' end,
                    ?::timestamptz
                  from notifications.person where account_id = ?
                  on conflict do nothing returning outcome),
                counted as (
                  update notifications.person
                  set pushed = case when pushed_on - ?::date between 0 and 2 then pushed + 1 else 1 end,
                      pushed_on = case when pushed_on - ?::date between 0 and 2 then pushed_on else ?::date end
                  where account_id = ? and exists (select 1 from asked where outcome = 'admitted') and ? < 2147483647
                  returning 1)
                select coalesce(
                  (select outcome from asked),
                  (select outcome from notifications.delivery where push_id = ? and device_id = ?)) = 'admitted',
                  (select count(*) from counted)""",
                row -> row.getBoolean(1),
                push,
                ALL_DEVICES,
                today.toString(),
                cap,
                now,
                to.value(),
                today.toString(),
                today.toString(),
                today.toString(),
                to.value(),
                cap,
                push,
                ALL_DEVICES);
    }

    /**
     * The same for many people: those to whom it may go. They are locked in an order, so that nobody waits in a circle.
     *
     * @param push of all of them
     */
    Set<AccountId> admit(UUID push, Collection<Allowance> people, Instant now) {
        return Set.copyOf(sql.list(
                """
                with wanted as (
                  select p.account_id, w.today::date today,
                    case when p.pushed_on - w.today::date between 0 and 2 then p.pushed else 0 end < w.cap fits
                  from unnest(?::uuid[], ?::text[], ?::bigint[]) w (account_id, today, cap)
                  join notifications.person p on p.account_id = w.account_id order by p.account_id for update of p),
                asked as (
                  insert into notifications.delivery (push_id, device_id, outcome, at)
                  select ?::uuid, account_id, case when fits then 'admitted' else 'capped' end, ?::timestamptz from wanted
                  on conflict do nothing returning device_id, outcome),
                counted as (
                  update notifications.person p
                  set pushed = case when p.pushed_on - w.today between 0 and 2 then p.pushed + 1 else 1 end,
                      pushed_on = case when p.pushed_on - w.today between 0 and 2 then p.pushed_on else w.today end
                  from wanted w join asked a on a.device_id = w.account_id and a.outcome = 'admitted'
                  where p.account_id = w.account_id)
                select device_id from asked where outcome = 'admitted'
                union select device_id from notifications.delivery
                where push_id = ? and device_id = any(?::uuid[]) and outcome = 'admitted'""",
                row -> new AccountId(Sql.uuid(row, 1)),
                people.stream().map(one -> one.account().value()).toList(),
                people.stream().map(one -> one.today().toString()).toList(),
                people.stream().map(one -> (long) one.cap()).toList(),
                push,
                now,
                push,
                people.stream().map(one -> one.account().value()).toList()));
    }

    /** Those of the devices that this push has not listed before. */
    List<UUID> first(UUID push, List<UUID> devices, Instant now) {
        return sql.list("""
                insert into notifications.delivery (push_id, device_id, outcome, at)
                select ?::uuid, id, 'listed', ?::timestamptz from unnest(?::uuid[]) w (id)
                on conflict do nothing returning device_id""", row -> Sql.uuid(row, 1), push, now, devices);
    }

    /** False when it was sent to this device before, or may have been. */
    boolean begin(UUID push, UUID device, Instant now) {
        return sql.update("""
                        insert into notifications.delivery (push_id, device_id, outcome, at) values (?, ?, 'sending', ?)
                        on conflict do nothing""", push, device, now) > 0;
    }

    /** Whether a device has it, or may have it. */
    boolean isBegun(UUID push) {
        return !sql.list(
                        "select 1 from notifications.delivery where push_id = ? and device_id <> ? limit 1",
                        row -> row.getInt(1),
                        push,
                        ALL_DEVICES)
                .isEmpty();
    }

    void settle(UUID push, UUID device, Receipt receipt) {
        sql.update(
                "update notifications.delivery set outcome = ? where push_id = ? and device_id = ?",
                receipt.name().toLowerCase(Locale.ROOT),
                push,
                device);
    }

    /** It was surely not sent. */
    void takeBack(UUID push, UUID device) {
        sql.update("delete from notifications.delivery where push_id = ? and device_id = ?", push, device);
    }

    int forget(Instant before, int limit) {
        return sql.update("""
                delete from notifications.delivery where ctid = any(array(
                  select ctid from notifications.delivery where at < ? limit ?))""", before, limit);
    }
}
