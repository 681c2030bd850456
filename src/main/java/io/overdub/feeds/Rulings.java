package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What moderators decided about trending. On other processes it holds within 3 s. */
@ApplicationScoped
class Rulings {

    private static final long MEMORY_MS = 3_000;
    private static final int MOST = 1_000;

    private record Copy(List<Ruling> rulings, long readAt) {}

    private final RulingRepository rows;
    private final Candidates dubs;
    private final Quotes quotes;
    private final Accounts accounts;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;
    private volatile @Nullable Copy copy;

    Rulings(
            RulingRepository rows,
            Candidates dubs,
            Quotes quotes,
            Accounts accounts,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.dubs = dubs;
        this.quotes = quotes;
        this.accounts = accounts;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    Page<Ruling> newest(@Nullable String cursor, int limit) {
        return pages.fill("feeds/rulings", cursor, limit, rows::newest, found -> found);
    }

    /** Repeating it moves it to the top, with the note and the name of whoever does; it holds since it was said first. */
    Ruling rule(Subject kind, UUID subject, Verdict verdict, String note, AccountId by) {
        if (kind == Subject.ACCOUNTS && verdict != Verdict.BANNED) {
            throw new AccountsAreBanned();
        }
        if (!isThere(kind, subject)) {
            throw new SubjectNotFound();
        }
        if (find(kind, subject).isEmpty() && held().size() >= MOST) {
            throw new TooManyRulings();
        }
        var ruling = rows.put(new Ruling(ids.next(), kind, subject, verdict, note, by, clock.instant()));
        copy = null;
        return ruling;
    }

    /** In whatever state: what is hidden now may come back. */
    private boolean isThere(Subject kind, UUID subject) {
        return switch (kind) {
            case DUBS -> !dubs.usesOf(List.of(new DubId(subject))).isEmpty();
            case QUOTES -> !quotes.inAnyState(List.of(new QuoteId(subject))).isEmpty();
            case ACCOUNTS -> !accounts.onRecord(List.of(new AccountId(subject))).isEmpty();
        };
    }

    void lift(Subject kind, UUID subject) {
        rows.remove(kind, subject);
        copy = null;
    }

    /** Those that hold now, the newest first. */
    List<Ruling> held() {
        var known = copy;
        var now = clock.millis();
        if (known == null || now - known.readAt() >= MEMORY_MS) {
            known = new Copy(rows.all(), now);
            copy = known;
        }
        return known.rulings();
    }

    boolean isBanned(Subject kind, UUID subject) {
        return find(kind, subject)
                .filter(ruling -> ruling.verdict() == Verdict.BANNED)
                .isPresent();
    }

    /** Whether what people did at that time does not count for it. */
    boolean isFrozen(Subject kind, UUID subject, Instant at) {
        return find(kind, subject)
                .filter(ruling -> ruling.verdict() == Verdict.FROZEN)
                .filter(ruling -> !at.isBefore(ruling.ruledAt()))
                .isPresent();
    }

    List<UUID> pinned(Subject kind) {
        return with(kind, Verdict.PINNED);
    }

    List<UUID> bannedAccounts() {
        return with(Subject.ACCOUNTS, Verdict.BANNED);
    }

    private List<UUID> with(Subject kind, Verdict verdict) {
        return held().stream()
                .filter(ruling -> ruling.kind() == kind && ruling.verdict() == verdict)
                .map(Ruling::subject)
                .toList();
    }

    private Optional<Ruling> find(Subject kind, UUID subject) {
        return held().stream()
                .filter(ruling -> ruling.kind() == kind && ruling.subject().equals(subject))
                .findFirst();
    }

    private static final class AccountsAreBanned extends Refusal {
        AccountsAreBanned() {
            super(Kind.INVALID, "unfit_verdict", "An account can be banned from trending, and nothing else");
        }
    }

    private static final class SubjectNotFound extends Refusal {
        SubjectNotFound() {
            super(Kind.NOT_FOUND, "subject_not_found", "There is no such dub, quote or account");
        }
    }

    private static final class TooManyRulings extends Refusal {
        TooManyRulings() {
            super(Kind.CONFLICT, "too_many_rulings", "At most " + MOST + " rulings hold at a time: lift some");
        }
    }
}
