package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.Media;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.Rendition.Form;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Writes what changed and nothing else: what a newer version brought into a row survives an edit by this one. Change it under a lock. */
@Entity
@DynamicUpdate
@Table(schema = "quotes", name = "quote")
class QuoteEntity {

    @Id
    private UUID id;

    @Column(name = "uploader_id")
    private UUID uploaderId;

    @Column(name = "upload_id")
    private UUID uploadId;

    /** Where an import found the sound. */
    @Column(name = "source")
    private @Nullable String importedFrom;

    @Column
    private @Nullable String sha256;

    private String title;
    private String language;
    private String[] tags;
    private String[] categories;
    private String[] markets;

    @Column(name = "blocked_markets")
    private String[] blockedMarkets;

    private String transcript;
    private String attribution;
    private String licence;

    @Column(name = "credit_source")
    private String creditSource;

    private String author;
    private String rights;

    @Column(name = "media_key")
    private String mediaKey;

    @Column(name = "duration_ms")
    private long durationMs;

    @Column(name = "loudness_lufs")
    private @Nullable Double loudness;

    @Column
    private byte @Nullable [] peaks;

    private String review;

    @Column(name = "review_reason")
    private @Nullable String reviewReason;

    @Column(name = "reviewed_by")
    private @Nullable UUID reviewedBy;

    @Column(name = "reviewed_at")
    private @Nullable Instant reviewedAt;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "unpublish_at")
    private @Nullable Instant unpublishAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Version
    private long version;

    protected QuoteEntity() {}

    QuoteEntity(
            UUID id,
            AccountId uploader,
            Media sound,
            QuoteText text,
            Review review,
            @Nullable String importedFrom,
            Instant now) {
        this.id = id;
        this.uploaderId = uploader.value();
        this.uploadId = sound.upload().value();
        this.importedFrom = importedFrom;
        this.sha256 = sound.sha256();
        this.mediaKey = sound.key();
        this.durationMs = sound.durationMs();
        take(sound.work());
        this.review = review.stored();
        this.publishedAt = now;
        describe(text, now);
    }

    /** The sound in the common loudness takes the place of the one that was brought. Whether there is one yet. */
    final boolean take(MediaWork work) {
        var made = work.find(Form.SOUND);
        made.ifPresent(sound -> {
            mediaKey = sound.key();
            durationMs = sound.durationMs();
            loudness = work.loudness();
            peaks = bytesOf(work.peaks());
        });
        return made.isPresent();
    }

    private static byte[] bytesOf(List<Integer> numbers) {
        var bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = numbers.get(i).byteValue();
        }
        return bytes;
    }

    UUID id() {
        return id;
    }

    AccountId maker() {
        return new AccountId(uploaderId);
    }

    boolean isBy(AccountId account) {
        return uploaderId.equals(account.value());
    }

    /** An editor put it up: then it is the catalogue's, whoever that was. */
    boolean isBroughtByStaff() {
        return isApproved() && reviewedBy == null;
    }

    boolean isApproved() {
        return Review.fromStored(review) == Review.APPROVED;
    }

    boolean isPending() {
        return Review.fromStored(review) == Review.PENDING && withdrawnAt == null;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** Rights that are withdrawn take the quote with them; other rights bring it back. */
    final void describe(QuoteText text, Instant now) {
        title = text.title();
        language = text.language();
        tags = text.tags().toArray(String[]::new);
        categories = text.categories().toArray(String[]::new);
        markets = text.markets().toArray(String[]::new);
        blockedMarkets = text.blockedMarkets().toArray(String[]::new);
        transcript = text.transcript();
        attribution = text.credit().attribution();
        licence = text.credit().licence();
        creditSource = text.credit().source();
        author = text.credit().author();
        rights = text.credit().rights().stored();
        if (text.credit().rights() != Rights.WITHDRAWN) {
            withdrawnAt = null;
        } else if (withdrawnAt == null) {
            withdrawnAt = now;
        }
        lookAhead(now);
    }

    /** Shown from the one moment until the other; without an end, for good. */
    void schedule(Instant from, @Nullable Instant until, Instant now) {
        publishedAt = from;
        unpublishAt = until;
        lookAhead(now);
    }

    /** Approved, it is published from now on, or from the moment planned. */
    void review(Review decision, @Nullable String reason, AccountId editor, Instant now) {
        review = decision.stored();
        reviewReason = reason;
        reviewedBy = editor.value();
        reviewedAt = now;
        if (publishedAt.isBefore(now)) {
            publishedAt = now;
        }
        lookAhead(now);
    }

    private void lookAhead(Instant now) {
        if (!isApproved() || withdrawnAt != null) {
            dueAt = null;
        } else if (publishedAt.isAfter(now)) {
            dueAt = publishedAt;
        } else {
            dueAt = unpublishAt != null && unpublishAt.isAfter(now) ? unpublishAt : null;
        }
    }

    QuoteText text() {
        return new QuoteText(
                title,
                language,
                List.of(tags),
                List.of(categories),
                List.of(markets),
                List.of(blockedMarkets),
                transcript,
                credit());
    }

    Credit credit() {
        return new Credit(
                attribution,
                licence,
                creditSource,
                author,
                withdrawnAt == null ? Rights.fromStored(rights) : Rights.WITHDRAWN);
    }

    Instant publishedAt() {
        return publishedAt;
    }
}
