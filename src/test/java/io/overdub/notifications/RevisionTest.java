package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountClosed;
import io.overdub.accounts.AccountId;
import io.overdub.connections.StandingChanged;
import io.overdub.dubs.DubId;
import io.overdub.dubs.DubPublished;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More rows than anybody looks at together, of people with many who were told of them. */
@QuarkusTest
class RevisionTest {

    private static final int MANY = 650;

    @Inject
    World world;

    @Inject
    ReviseRowsOfPerson ofPerson;

    @Inject
    ReviseRowsOfDub ofDub;

    @Inject
    ReviseRowsOfPair ofPair;

    @Inject
    Oblivion oblivion;

    @Inject
    InboxRepository inboxOf;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Test
    void everybody_who_was_told_of_one_fact_hears_that_its_author_is_gone() {
        var actor = ids.next();
        var fact = ids.next();
        var told = inboxes(MANY);
        var rows = new ArrayList<>(rows(told, "new_dub", fact));
        news(told, rows, "new_dub", actor, fact);
        for (var kind : List.of("comment", "follow", "mention")) {
            var few = told.subList(0, 5);
            var more = rows(few, kind, fact);
            news(few, more, kind, actor, ids.next());
            rows.addAll(more);
        }

        ofPerson.on(new AccountClosed(new AccountId(actor), clock.instant()));

        assertThat(revised(rows)).isEqualTo(rows.size());
    }

    @Test
    void everybody_who_was_answered_under_a_dub_hears_that_it_is_shown_again() {
        var author = world.person("author");
        var dub = DubId.fromString(author.publishes(world.quote("Answered")));
        var rows = rows(inboxes(MANY), "reply", dub.value());

        ofDub.on(new DubPublished(dub, AccountId.fromString(author.id())));

        assertThat(revised(rows)).isEqualTo(MANY);
    }

    @Test
    void of_all_that_somebody_was_told_only_what_is_the_others_is_looked_at_anew() {
        var quote = world.quote("Somewhere");
        var ada = AccountId.fromString(world.person("ada").id());
        var bob = world.person("bob");
        var first = UUID.fromString(bob.publishes(quote));
        var between = Stream.generate(ids::next).limit(MANY).toList();
        var last = UUID.fromString(bob.publishes(quote));
        var inbox = List.of(ada.value());
        inbox(ada.value());
        var bobs = List.of(
                rows(inbox, "mention", first).get(0), rows(inbox, "reply", last).get(0));
        var others = between.stream()
                .map(subject -> rows(inbox, "mention", subject).get(0))
                .toList();

        ofPair.on(new StandingChanged(AccountId.fromString(bob.id()), ada));

        assertThat(revised(bobs)).isEqualTo(2);
        assertThat(revised(others)).isZero();
    }

    /** Or whoever reads changes in pages misses what shares the place of another. */
    @Test
    void rows_of_one_inbox_have_places_of_their_own() {
        var actor = ids.next();
        var inbox = inboxes(1);
        var rows = new ArrayList<UUID>();
        for (var kind : List.of("comment", "follow", "mention")) {
            var more = rows(inbox, kind, ids.next());
            news(inbox, more, kind, actor, ids.next());
            rows.addAll(more);
        }

        ofPerson.on(new AccountClosed(new AccountId(actor), clock.instant()));
        assertThat(places(rows)).isEqualTo(3);
        oblivion.withdraw(actor, 500);
        assertThat(places(rows)).isEqualTo(3);
        assertThat(inboxOf.after(new AccountId(inbox.get(0)), 1, 1).rows())
                .extracting(InboxRepository.Row::people)
                .containsExactly(0L);
    }

    private long places(List<UUID> rows) {
        return sql.one(
                "select count(distinct revised_position) from notifications.item where id = any(?::uuid[])",
                row -> row.getLong(1),
                rows);
    }

    private List<UUID> inboxes(int many) {
        var accounts = Stream.generate(ids::next).limit(many).toList();
        accounts.forEach(this::inbox);
        return accounts;
    }

    private void inbox(UUID account) {
        sql.update(
                "insert into notifications.person (account_id, position) values (?, 1) on conflict do nothing",
                account);
    }

    /** One in each inbox. */
    private List<UUID> rows(List<UUID> accounts, String kind, UUID subject) {
        var rows = accounts.stream().map(account -> ids.next()).toList();
        sql.update("""
                insert into notifications.item (id, account_id, kind, subject, people, position, news_position, at)
                select id, account_id, ?, ?::uuid, 1, 1, 1, ?::timestamptz
                from unnest(?::uuid[], ?::uuid[]) w (id, account_id)""", kind, subject, clock.instant(), rows, accounts);
        return rows;
    }

    private void news(List<UUID> accounts, List<UUID> rows, String kind, UUID actor, UUID reason) {
        sql.update("""
                insert into notifications.news (account_id, kind, actor, reason, item_id, at)
                select account_id, ?, ?::uuid, ?::uuid, id, ?::timestamptz from unnest(?::uuid[], ?::uuid[]) w (id, account_id)""", kind, actor, reason, clock.instant(), rows, accounts);
    }

    /** How many of them have a new place among the changes, and none in the inbox for that. */
    private long revised(List<UUID> rows) {
        return sql.one(
                "select count(*) from notifications.item where id = any(?::uuid[]) and revised_position > 1 and position = 1",
                row -> row.getLong(1),
                rows);
    }
}
