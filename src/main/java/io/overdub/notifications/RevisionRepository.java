package io.overdub.notifications;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds rows of inboxes that may be shown otherwise than before, by what they tell of; in stretches, for there may be millions. */
@Singleton
class RevisionRepository {

    /** As the partial index has it: kinds whose subject may be of somebody who is neither the owner of the inbox nor the actor. */
    private static final String ELSEWHERE = "kind in ('reply', 'mention', 'quote_dubbed')";

    private static final int LONGEST_KIND = 32;

    private final Sql sql;

    RevisionRepository(Sql sql) {
        this.sql = sql;
    }

    record Spot(UUID item, UUID account) {}

    /** @param sort its kind as rows name it: also one that this version does not know */
    record Told(Spot spot, String sort, UUID reason) {}

    record About(UUID item, String sort, UUID subject) {}

    /** What somebody was told of another. */
    List<Spot> of(UUID account, UUID actor) {
        return sql.list("""
                select distinct item_id, account_id from notifications.news
                where account_id = ? and kind = any(?::text[]) and actor = ? and not withdrawn""", row -> new Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)), account, Kind.known(), actor);
    }

    /** What anybody was told of somebody: the next of it. */
    List<Told> told(UUID actor, String sort, UUID reason, UUID account, int limit) {
        return sql.list(
                """
                select item_id, account_id, kind, reason from notifications.news
                where actor = ? and (kind, reason, account_id) > (?, ?, ?) order by kind, reason, account_id limit ?""",
                row -> new Told(
                        new Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)), Sql.text(row, 3, LONGEST_KIND), Sql.uuid(row, 4)),
                actor,
                sort,
                reason,
                account,
                limit);
    }

    /** Whom somebody's dub was told: the next of them. */
    List<Spot> toldOf(UUID author, UUID dub, UUID account, int limit) {
        return sql.list(
                """
                select item_id, account_id from notifications.news
                where actor = ? and kind = ? and reason = ? and account_id > ? order by account_id limit ?""",
                row -> new Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)),
                author,
                Kind.NEW_DUB.stored(),
                dub,
                account,
                limit);
    }

    /** Rows about these that are in inboxes of people who need not have made them: the next, in an order of their own. */
    List<Spot> about(Collection<UUID> subjects, UUID after, int limit) {
        return sql.list(
                "select id, account_id from notifications.item where " + ELSEWHERE
                        + " and subject = any(?::uuid[]) and id > ? order by id limit ?",
                row -> new Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)),
                subjects,
                after,
                limit);
    }

    /** Rows of one inbox about what somebody else may have made: the next. */
    List<About> elsewhere(UUID account, String sort, UUID subject, int limit) {
        return sql.list(
                "select id, kind, subject from notifications.item where account_id = ? and " + ELSEWHERE
                        + " and (kind, subject) > (?, ?) order by kind, subject limit ?",
                row -> new About(Sql.uuid(row, 1), Sql.text(row, 2, LONGEST_KIND), Sql.uuid(row, 3)),
                account,
                sort,
                subject,
                limit);
    }

    /** Rows that the author of a dub has about it. */
    List<Spot> ownAbout(UUID author, UUID dub) {
        return sql.list(
                "select id, account_id from notifications.item where account_id = ? and kind = any(?::text[]) and subject = ?",
                row -> new Spot(Sql.uuid(row, 1), Sql.uuid(row, 2)),
                author,
                Kind.known(),
                dub);
    }

    /**
     * Each has a place of its own among the changes, or whoever reads them in pages would miss those in the place of another: the last ones
     * that their inboxes have got to. In the inbox they stay where they are.
     */
    void advance(List<UUID> accounts, List<UUID> items) {
        sql.update("""
                update notifications.item set revised_position = p.position + 1 - w.place
                from (
                  select account_id, item_id, row_number() over (partition by account_id order by item_id) place
                  from unnest(?::uuid[], ?::uuid[]) one (account_id, item_id)) w
                join notifications.person p on p.account_id = w.account_id
                where item.id = w.item_id""", accounts, items);
    }
}
