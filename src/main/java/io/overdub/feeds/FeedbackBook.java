package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.feeds.Feedback.About;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what people say of their feeds. On this process it holds at once, on others within half a minute. */
@ApplicationScoped
class FeedbackBook {

    /** Of one person. */
    static final int MOST = 500;

    private static final Duration MEMORY = Duration.ofSeconds(30);

    private static final int PEOPLE = 10_000;

    private final FeedbackRepository rows;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;
    private final Cache<AccountId, Leanings> known;

    FeedbackBook(FeedbackRepository rows, Pages pages, Ids ids, Clock clock) {
        this.rows = rows;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
        this.known = Memories.agingBy(clock)
                .expireAfterWrite(MEMORY)
                .maximumSize(PEOPLE)
                .build();
    }

    Leanings of(AccountId account) {
        return Objects.requireNonNull(known.get(account, whose -> rows.of(whose.value())));
    }

    Page<Feedback> newest(AccountId account, @Nullable String cursor, int limit) {
        return pages.fill(
                "feeds/feedback/" + account,
                cursor,
                limit,
                (before, some) -> rows.newest(account.value(), before, some),
                found -> found);
    }

    /** @throws Refusal 409 {@code feedback_full} when there are {@value #MOST} already */
    void keep(AccountId account, About about, String subject, Opinion opinion) {
        if (opinion == Opinion.NONE) {
            rows.delete(account.value(), about, subject);
        } else if (!rows.put(
                account.value(), new Feedback(ids.next(), about, subject, opinion, clock.instant()), MOST)) {
            throw new Full();
        }
        known.invalidate(account);
    }

    void begin(AccountId account) {
        rows.begin(ids.next(), account.value(), clock.instant());
        known.invalidate(account);
    }

    private static final class Full extends Refusal {
        Full() {
            super(
                    Kind.CONFLICT,
                    "feedback_full",
                    String.format(Locale.ROOT, "There are %d already: take some back, or begin anew", MOST));
        }
    }
}
