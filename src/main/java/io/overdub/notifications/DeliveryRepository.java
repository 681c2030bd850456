package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.notifications.push.Receipt;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/** What became of pushes. */
@Singleton
class DeliveryRepository {

    private static final UUID ALL_DEVICES = new UUID(0, 0);

    private final Sql sql;

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
                    case when pushed_on is distinct from ?::date or pushed < ? then 'admitted' else 'capped' end, ?::timestamptz
                  from notifications.person where account_id = ?
                  on conflict do nothing returning outcome),
                counted as (
                  update notifications.person
                  set pushed = case when pushed_on = ?::date then pushed + 1 else 1 end, pushed_on = ?::date
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
                to.value(),
                cap,
                push,
                ALL_DEVICES);
    }

    /** False when it was sent to this device before, or may have been. */
    boolean begin(UUID push, UUID device, Instant now) {
        return sql.update("""
                        insert into notifications.delivery (push_id, device_id, outcome, at) values (?, ?, 'sending', ?)
                        on conflict do nothing""", push, device, now) > 0;
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
