package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells people of things: in their inbox, and by a push unless they sleep or want none. */
@ApplicationScoped
class Herald {

    private final Accounts directory;
    private final InboxRepository inbox;
    private final PersonRepository people;
    private final HeldRepository held;
    private final Broadcasts broadcasts;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Herald(
            Accounts directory,
            InboxRepository inbox,
            PersonRepository people,
            HeldRepository held,
            Broadcasts broadcasts,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.directory = directory;
        this.inbox = inbox;
        this.people = people;
        this.held = held;
        this.broadcasts = broadcasts;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** May be repeated: whoever was told of it before is not told again. A fixed number of statements, however many people. */
    @Transactional
    void tell(News news, Collection<AccountId> to) {
        var now = clock.instant();
        var told = write(news, to, now);
        if (!told.isEmpty()) {
            push(news, told, now);
        }
    }

    /** In their inbox only; may be repeated as well. */
    @Transactional
    void note(News news, Collection<AccountId> to) {
        write(news, to, clock.instant());
    }

    /** Nobody hears of somebody who is closed or limited, also not later. */
    private boolean isHidden(@Nullable AccountId actor) {
        return actor != null && directory.find(List.of(actor)).isEmpty();
    }

    private List<InboxRepository.Told> write(News news, Collection<AccountId> to, Instant now) {
        if (isHidden(news.actor())) {
            return List.of();
        }
        var accounts = to.stream().map(AccountId::value).distinct().toList();
        if (accounts.isEmpty()) {
            return List.of();
        }
        inbox.advance(accounts);
        var told = inbox.tell(
                news, accounts, accounts.stream().map(account -> ids.next()).toList(), now);
        if (news.kind().isForMany() && told.size() < accounts.size()) {
            inbox.repeat(news, known(accounts, told));
        }
        return told;
    }

    private static List<UUID> known(List<UUID> accounts, List<InboxRepository.Told> told) {
        var fresh = told.stream().map(one -> one.account().value()).collect(Collectors.toSet());
        return accounts.stream().filter(account -> !fresh.contains(account)).toList();
    }

    private void push(News news, List<InboxRepository.Told> told, Instant now) {
        var items = told.stream()
                .filter(InboxRepository.Told::fresh)
                .collect(Collectors.toMap(InboxRepository.Told::account, InboxRepository.Told::item));
        var due = people.reachable(items.keySet()).stream()
                .filter(person -> person.wantsPushOf(news.kind()))
                .filter(person -> !isHeld(news, person, itemOf(items, person), now, now))
                .map(person -> new PushDue(
                        ids.next(),
                        person.account(),
                        news.kind(),
                        news.actor(),
                        news.reason(),
                        news.subject(),
                        itemOf(items, person),
                        now))
                .toList();
        send(due);
    }

    /** What is told to many goes out by itself: nobody's like waits behind a million followers. */
    private void send(List<PushDue> due) {
        outbox.publish(due.stream().filter(push -> !push.kind().isForMany()).toArray(PushDue[]::new));
        due.stream()
                .filter(push -> push.kind().isForMany())
                .collect(Collectors.groupingBy(PushDue::news, Collectors.mapping(PushDue::to, Collectors.toList())))
                .forEach(broadcasts::send);
    }

    private static UUID itemOf(Map<AccountId, UUID> items, Person person) {
        return Objects.requireNonNull(items.get(person.account()));
    }

    private boolean isHeld(News news, Person person, UUID item, Instant since, Instant now) {
        var quiet = person.quiet();
        var end = quiet == null ? null : quiet.endIfQuiet(now, person.zone());
        if (end != null) {
            held.hold(news, person.account(), item, since, end);
        }
        return end != null;
    }

    /** It is no longer so. What was told of it before stays told, so doing it again is no news. */
    @Transactional
    void withdraw(News news) {
        for (var account : inbox.toldOf(news)) {
            inbox.advance(List.of(account));
            inbox.withdraw(news, account);
            held.withdraw(news, account);
        }
    }

    /** The same for one person, of what somebody did to them. */
    @Transactional
    void withdraw(News news, AccountId from) {
        if (inbox.isCurrent(from, news)) {
            inbox.advance(List.of(from.value()));
            inbox.withdraw(news, from.value());
            held.withdraw(news, from.value());
        }
    }

    /** Some of what waited for the end of quiet hours; how many. Who set other hours meanwhile may wait again. */
    @Transactional
    int release(int limit) {
        var now = clock.instant();
        var due = held.takeDue(now, limit);
        var persons = people
                .reachable(due.stream().map(one -> one.push().to()).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Person::account, Function.identity()));
        send(due.stream()
                .filter(one -> persons.containsKey(one.push().to()))
                .filter(one -> !waitsAgain(
                        one, Objects.requireNonNull(persons.get(one.push().to())), now))
                .map(HeldRepository.Held::push)
                .toList());
        return due.size();
    }

    private boolean waitsAgain(HeldRepository.Held one, Person person, Instant now) {
        return isHeld(one.push().news(), person, one.push().item(), one.since(), now);
    }
}
