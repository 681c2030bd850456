package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Pushes that wait for the end of quiet hours. */
@Singleton
class HeldRepository {

    private static final int LONGEST_KIND = 32;

    private final Sql sql;
    private final Ids ids;

    HeldRepository(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** @param since when the first came that waits with it */
    record Held(PushDue push, Instant since) {}

    /** One for each row of the inbox: the last, which says how many did it. */
    void hold(News news, AccountId account, UUID item, Instant since, Instant due) {
        var actor = news.actor();
        sql.update(
                """
                insert into notifications.held (item_id, account_id, kind, actor, reason, subject, since, due_at)
                values (?, ?, ?, ?::uuid, ?, ?, ?, ?)
                on conflict (item_id) do update set actor = excluded.actor, reason = excluded.reason""",
                item,
                account.value(),
                news.kind().stored(),
                actor == null ? null : actor.value(),
                news.reason(),
                news.subject(),
                since,
                due);
    }

    /** In place of what was withdrawn waits the last that came while it did and still holds; if there is none, Postman finds that out. */
    void withdraw(News news, UUID account) {
        sql.update("""
                update notifications.held h set actor = n.actor, reason = n.reason
                from notifications.held gone cross join lateral (
                  select actor, reason from notifications.news
                  where item_id = gone.item_id and not withdrawn and at >= gone.since order by at desc limit 1) n
                where gone.account_id = ? and gone.kind = ? and gone.actor = ? and gone.reason = ?
                  and h.item_id = gone.item_id""", account, news.kind().stored(), news.actorOrNobody(), news.reason());
    }

    /** Takes some that are due; they are nobody else's, and gone with the commit. Kinds that this version does not know wait for another. */
    List<Held> takeDue(Instant now, int limit) {
        return sql
                .list(
                        """
                        delete from notifications.held where item_id = any(array(
                          select item_id from notifications.held where due_at <= ? and kind = any(?::text[])
                          limit ? for update skip locked))
                        returning item_id, account_id, kind, actor, reason, subject, since""",
                        row -> {
                            var kind = Kind.fromStored(Sql.text(row, 3, LONGEST_KIND));
                            var actor = row.getObject(4, UUID.class);
                            return kind.isEmpty()
                                    ? Optional.<Held>empty()
                                    : Optional.of(new Held(
                                            new PushDue(
                                                    ids.next(),
                                                    new AccountId(Sql.uuid(row, 2)),
                                                    kind.get(),
                                                    actor == null ? null : new AccountId(actor),
                                                    Sql.uuid(row, 5),
                                                    Sql.uuid(row, 6),
                                                    Sql.uuid(row, 1),
                                                    now),
                                            Sql.instant(row, 7)));
                        },
                        now,
                        Kind.known(),
                        limit)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Their quiet hours are others now: what waits is judged anew. */
    void hurry(AccountId account, Instant due) {
        sql.update("update notifications.held set due_at = ? where account_id = ?", due, account.value());
    }
}
