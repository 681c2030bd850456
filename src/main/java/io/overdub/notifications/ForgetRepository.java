package io.overdub.notifications;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes away what somebody was told, and what was told of them. */
@Singleton
class ForgetRepository {

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    /** Few wait at a time; there is no index by who did it. */
    long held(UUID person, int limit) {
        return sql.forget("notifications.held", "account_id", person, limit)
                + sql.forget("notifications.held", "actor", person, limit);
    }

    long inbox(UUID person, int limit) {
        var some = sql.forget("notifications.item", "account_id", person, limit)
                + sql.forget("notifications.news", "account_id", person, limit);
        return some > 0 ? some : sql.forget("notifications.person", "account_id", person, limit);
    }

    /** Some people who were told of what somebody did. */
    List<UUID> toldOf(UUID actor, int limit) {
        return sql.list(
                "select distinct account_id from (select account_id from notifications.news where actor = ? limit ?) told"
                        + " order by account_id",
                row -> Sql.uuid(row, 1),
                actor,
                limit);
    }

    /** In which of their rows they are. */
    List<RevisionRepository.Spot> shownOf(UUID actor, Collection<UUID> told) {
        return sql.list("""
                select distinct item_id, account_id from notifications.news
                where actor = ? and account_id = any(?::uuid[]) and not withdrawn""", row -> new RevisionRepository.Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)), actor, told);
    }

    /** All that they were told of it. A row counts each who did it once, however often they did. */
    long withdraw(UUID actor, Collection<UUID> told) {
        return sql.one("""
                with gone as (
                  delete from notifications.news where actor = ? and account_id = any(?::uuid[])
                  returning item_id, withdrawn),
                fewer as (
                  update notifications.item set people = greatest(0, people - 1)
                  where id in (select item_id from gone where not withdrawn))
                select count(*) from gone""", row -> row.getLong(1), actor, told);
    }

    long broadcasts(UUID actor, int limit) {
        return sql.forget("notifications.broadcast", "actor", actor, limit);
    }

    long disown(UUID person, int limit) {
        return sql.disown("notifications.dial", "changed_by", person, limit)
                + sql.disown("notifications.campaign", "author", person, limit)
                + sql.disown("notifications.campaign", "approved_by", person, limit);
    }
}
