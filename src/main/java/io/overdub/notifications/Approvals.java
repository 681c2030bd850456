package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.accounts.Roles;
import io.overdub.notifications.Campaign.Approval;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a campaign, at each moment until it has gone out: its author, and a second person if it is large. Whoever is no editor
 * any more does not: what they wrote or approved may be why. Then another editor has to approve it, however small it is.
 */
@Singleton
class Approvals {

    private final Accounts accounts;
    private final CampaignConfig config;

    Approvals(Accounts accounts, CampaignConfig config) {
        this.accounts = accounts;
        this.config = config;
    }

    Approval of(UUID author, @Nullable UUID approvedBy, long reach) {
        var editors = editors(author, approvedBy);
        if (approvedBy != null && editors.contains(approvedBy)) {
            return Approval.GIVEN;
        }
        if (reach <= config.approvalAbove() && editors.contains(author)) {
            return Approval.NOT_NEEDED;
        }
        return approvedBy == null ? Approval.MISSING : Approval.LAPSED;
    }

    /**
     * To how many devices it may go before somebody else has to approve it: to none when it was approved because of those to whom it goes,
     * and that counts no more.
     */
    long reachWithout(UUID author, @Nullable UUID approvedBy, long expected) {
        return switch (of(author, approvedBy, expected)) {
            case GIVEN -> Long.MAX_VALUE;
            case NOT_NEEDED -> config.approvalAbove();
            case LAPSED -> 0;
            // It has grown since it was scheduled.
            case MISSING -> isEditor(author) ? config.approvalAbove() : 0;
        };
    }

    boolean isEditor(UUID person) {
        return editors(person, null).contains(person);
    }

    private Set<UUID> editors(UUID author, @Nullable UUID approvedBy) {
        var people = Stream.of(author, approvedBy)
                .filter(Objects::nonNull)
                .distinct()
                .map(AccountId::new)
                .toList();
        return accounts.among(people, Roles.EDITOR).stream()
                .map(AccountId::value)
                .collect(Collectors.toSet());
    }
}
