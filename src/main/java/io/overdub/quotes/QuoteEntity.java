package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.Media;
import io.overdub.uploads.Rendition;
import io.overdub.uploads.Rendition.Form;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "quotes", name = "quote")
class QuoteEntity {

    @Id
    private UUID id;

    @Column(name = "uploader_id")
    private UUID uploaderId;

    @Column(name = "upload_id")
    private UUID uploadId;

    @Column
    private @Nullable String source;

    private String title;
    private String language;
    private String[] tags;
    private String attribution;

    /** These two change when the work on the sound is done, and in no other way. */
    @Column(name = "media_key", updatable = false)
    private String mediaKey;

    @Column(name = "duration_ms", updatable = false)
    private long durationMs;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Version
    private long version;

    protected QuoteEntity() {}

    QuoteEntity(UUID id, AccountId uploader, Media sound, QuoteText text, @Nullable String source, Instant at) {
        this.id = id;
        this.uploaderId = uploader.value();
        this.uploadId = sound.upload().value();
        this.source = source;
        var made = sound.work().find(Form.SOUND);
        this.mediaKey = made.map(Rendition::key).orElse(sound.key());
        this.durationMs = made.map(Rendition::durationMs).orElse(sound.durationMs());
        this.publishedAt = at;
        describe(text);
    }

    final void describe(QuoteText text) {
        title = text.title();
        language = text.language();
        tags = text.tags().toArray(String[]::new);
        attribution = text.attribution();
    }

    /** Hides it at once and keeps the row: dubs made of it live on, and their credit line with them. */
    void withdraw(Instant at) {
        if (withdrawnAt == null) {
            withdrawnAt = at;
        }
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    QuoteText text() {
        return new QuoteText(title, language, List.of(tags), attribution);
    }

    QuoteRow row() {
        return new QuoteRow(id, title, language, List.of(tags), attribution, mediaKey, durationMs, publishedAt);
    }
}
