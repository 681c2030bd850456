package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether somebody may be told of something now: both are there, nothing stands between them, and it is still so. */
@ApplicationScoped
class Tact {

    private final Accounts accounts;
    private final Connections connections;
    private final Dubs dubs;
    private final InboxRepository inbox;

    Tact(Accounts accounts, Connections connections, Dubs dubs, InboxRepository inbox) {
        this.accounts = accounts;
        this.connections = connections;
        this.dubs = dubs;
        this.inbox = inbox;
    }

    boolean allows(AccountId to, News news) {
        var actor = news.actor();
        if (!inbox.isCurrent(to, news) || !isThere(to)) {
            return false;
        }
        if (actor != null && (!isThere(actor) || isUnwelcome(to, actor))) {
            return false;
        }
        return switch (news.kind()) {
            case FOLLOW -> actor != null && standing(actor, to).following();
            case FOLLOW_REQUEST -> actor != null && asksFor(actor, to);
            case LIKE, COMMENT, REPLY, MENTION, NEW_DUB, DUB_READY, DUB_FAILED -> sees(to, news.subject());
            case QUOTE_DUBBED -> sees(to, news.reason());
            case QUOTE_APPROVED, QUOTE_REJECTED, CAMPAIGN -> true;
        };
    }

    /** Those of many who may be told of a dub now; a fixed number of queries, however many they are. */
    Set<AccountId> allowed(Collection<AccountId> to, News news) {
        var actor = news.actor();
        if (actor == null || !isThere(actor)) {
            return Set.of();
        }
        var there = accounts.find(inbox.current(to, news)).keySet();
        return dubs.viewersOf(new DubId(news.subject()), welcoming(actor, there));
    }

    /** Those of many who neither block nor mute the actor and whom the actor does not block, in one query. */
    Set<AccountId> welcoming(AccountId actor, Collection<AccountId> to) {
        var standings = connections.standingsTo(actor, to);
        return to.stream()
                .filter(person -> isWelcome(standings.getOrDefault(person, Standing.STRANGER)))
                .collect(Collectors.toSet());
    }

    /** Blocked by either, or muted. */
    boolean isUnwelcome(AccountId to, AccountId actor) {
        return !isWelcome(standing(to, actor));
    }

    private static boolean isWelcome(Standing standing) {
        return !standing.blocked() && !standing.muted();
    }

    boolean asksFor(AccountId follower, AccountId followee) {
        return standing(follower, followee).requested();
    }

    private Standing standing(AccountId viewer, AccountId person) {
        return connections.standings(viewer, List.of(person)).getOrDefault(person, Standing.STRANGER);
    }

    private boolean isThere(AccountId account) {
        return accounts.find(List.of(account)).containsKey(account);
    }

    private boolean sees(AccountId to, UUID dub) {
        var id = new DubId(dub);
        return dubs.visibleTo(to, List.of(id)).containsKey(id);
    }
}
