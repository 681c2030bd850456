package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.uploads.Media;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.WorkState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Changes the catalogue past HTTP, by the thousand. The sounds of what it adds are nowhere, if not said otherwise. */
@Singleton
class Shelf {

    private final QuoteRepository quotes;
    private final ChangeRepository changes;
    private final Ids ids;
    private final Clock clock;
    private final Sql sql;

    Shelf(QuoteRepository quotes, ChangeRepository changes, Ids ids, Clock clock, Sql sql) {
        this.quotes = quotes;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.sql = sql;
    }

    static QuoteText text(String title, String language, List<String> markets, List<String> blocked) {
        return new QuoteText(
                title,
                language,
                List.of(),
                List.of(),
                markets,
                blocked,
                "",
                new Credit("Tests", "CC0", "", "", Rights.DECLARED));
    }

    /** In a transaction. */
    UUID add(QuoteText text, Review review) {
        return add(text, review, "media/" + ids.next());
    }

    /** In a transaction. @param mediaKey of a sound that may be somewhere */
    UUID add(QuoteText text, Review review, String mediaKey) {
        return add(text, review, new UploadId(ids.next()), mediaKey);
    }

    private UUID add(QuoteText text, Review review, UploadId upload, String mediaKey) {
        var id = ids.next();
        var sound = new Media(
                upload,
                mediaKey,
                "audio/mp4",
                1_000,
                id.toString().replace("-", ""),
                4_000,
                0,
                0,
                new MediaWork(WorkState.PASSED_THROUGH, List.of(), null, List.of()));
        quotes.persist(new QuoteEntity(id, new AccountId(ids.next()), sound, text, review, null, clock.instant()));
        return id;
    }

    /** In a transaction that has the rows. */
    void tell(List<UUID> changed) {
        quotes.flush();
        changes.note(changed, clock.instant());
    }

    UUID put(QuoteText text, String mediaKey) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var id = add(text, Review.APPROVED, mediaKey);
            tell(List.of(id));
            return id;
        });
    }

    /** As people do it: one upload, one quote. */
    UUID put(QuoteText text, UploadId upload) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var id = add(text, Review.APPROVED, upload, "media/" + upload);
            tell(List.of(id));
            return id;
        });
    }

    UUID put(QuoteText text) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var id = add(text, Review.APPROVED);
            tell(List.of(id));
            return id;
        });
    }

    List<UUID> putMany(int count, QuoteText text, String mediaKey) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var all = new ArrayList<UUID>();
            for (var n = 0; n < count; n++) {
                all.add(add(text, Review.APPROVED, mediaKey));
            }
            tell(all);
            return all;
        });
    }

    void change(UUID id, Consumer<QuoteEntity> change) {
        QuarkusTransaction.requiringNew().run(() -> {
            change.accept(quotes.lock(id).orElseThrow());
            tell(List.of(id));
        });
    }

    void tellAgain(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> tell(List.of(id)));
    }

    void withdraw(UUID id) {
        change(id, quote -> quote.describe(quote.text().withRights(Rights.WITHDRAWN), clock.instant()));
    }

    /** As the job does, until nobody else is at it either. */
    void announceDue() {
        while (due() > 0) {
            QuarkusTransaction.requiringNew().run(() -> {
                var due = quotes.takeDue(clock.instant(), 1_000);
                if (!due.isEmpty()) {
                    changes.note(due, clock.instant());
                }
            });
        }
    }

    private int due() {
        return sql.one("select count(*) from quotes.quote where due_at <= ?", row -> row.getInt(1), clock.instant());
    }

    /** Takes everything in these languages out of the way of other tests. */
    void clear(String prefix) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            var gone = sql.list(
                    "update quotes.quote set withdrawn_at = ?, due_at = null where language like ? returning id",
                    row -> Sql.uuid(row, 1),
                    now,
                    prefix + "%");
            changes.note(gone, now);
        });
    }
}
