package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Reception;
import io.overdub.quotes.Dubbable;
import io.overdub.quotes.QuoteId;
import io.overdub.uploads.Media;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.Rendition.Form;
import io.overdub.uploads.UploadId;
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

/** The counters are changed by SQL only, so an edit must not write them back: hence the dynamic update. */
@Entity
@DynamicUpdate
@Table(schema = "dubs", name = "dub")
class DubEntity {

    @Id
    private UUID id;

    @Column(name = "author_id")
    private UUID authorId;

    @Column(name = "quote_id")
    private UUID quoteId;

    @Column(name = "upload_id")
    private UUID uploadId;

    @Column
    private String caption;

    @Column
    private String[] tags;

    @Column
    private String visibility;

    @Column
    private String commenting;

    @Column(name = "quote_title")
    private String quoteTitle;

    @Column
    private String attribution;

    @Column
    private String licence;

    @Column(name = "media_key")
    private String mediaKey;

    @Column(name = "content_type")
    private String contentType;

    @Column(name = "duration_ms")
    private long durationMs;

    @Column
    private int width;

    @Column
    private int height;

    @Column(name = "state")
    private String stage;

    @Column(name = "poster_key")
    private @Nullable String posterKey;

    @Column(name = "silent_key")
    private @Nullable String silentKey;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "edited_at")
    private @Nullable Instant editedAt;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Version
    private long version;

    protected DubEntity() {}

    DubEntity(
            UUID id,
            AccountId author,
            Dubbable quote,
            Media video,
            String caption,
            Visibility visibility,
            Commenting commenting,
            Instant publishedAt) {
        this.id = id;
        this.authorId = author.value();
        this.quoteId = quote.id().value();
        this.uploadId = video.upload().value();
        this.quoteTitle = quote.title();
        this.attribution = quote.attribution();
        this.licence = quote.licence();
        this.mediaKey = video.key();
        this.contentType = video.contentType();
        this.durationMs = video.durationMs();
        this.width = video.width();
        this.height = video.height();
        take(video.work());
        this.publishedAt = publishedAt;
        this.visibility = visibility.stored();
        this.commenting = commenting.stored();
        this.caption = caption;
        this.tags = Tags.in(caption).toArray(String[]::new);
    }

    /** Takes over what the work on its film came to, unless it goes on. */
    final void take(MediaWork work) {
        stage = switch (work.state()) {
            case WAITING -> DubState.PROCESSING.stored();
            case FAILED -> DubState.FAILED.stored();
            case DONE, PASSED_THROUGH -> DubState.PUBLISHED.stored();
        };
        work.find(Form.FILM).ifPresent(film -> {
            mediaKey = film.key();
            contentType = film.contentType();
            durationMs = film.durationMs();
            width = film.width();
            height = film.height();
        });
        work.find(Form.SILENT_FILM).ifPresent(silent -> silentKey = silent.key());
        work.find(Form.POSTER).ifPresent(poster -> posterKey = poster.key());
    }

    /** As it stands in the table while nobody has done anything about it. */
    DubRow fresh() {
        return new DubRow(
                id,
                author(),
                quote(),
                caption,
                tags(),
                visibility(),
                quoteTitle,
                attribution,
                licence,
                mediaKey,
                contentType,
                durationMs,
                width,
                height,
                0,
                publishedAt,
                editedAt,
                false,
                false,
                DubState.fromStored(stage),
                posterKey,
                Commenting.fromStored(commenting),
                0,
                null,
                new Reception(0, 0, 0, 0));
    }

    @Nullable String silentKey() {
        return silentKey;
    }

    boolean isPublished() {
        return stage.equals(DubState.PUBLISHED.stored());
    }

    boolean isProcessing() {
        return stage.equals(DubState.PROCESSING.stored());
    }

    DubId id() {
        return new DubId(id);
    }

    AccountId author() {
        return new AccountId(authorId);
    }

    Visibility visibility() {
        return Visibility.fromStored(visibility);
    }

    UploadId upload() {
        return new UploadId(uploadId);
    }

    QuoteId quote() {
        return new QuoteId(quoteId);
    }

    List<String> tags() {
        return List.of(tags);
    }

    /** Then it counts as a use of its quote. */
    boolean isForEverybody() {
        return isPublished() && visibility.equals(Visibility.PUBLIC.stored());
    }

    /** Than its author; what this version does not know yet is nobody's business. */
    boolean isForOthers() {
        return isPublished() && visibility() != Visibility.PRIVATE;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    void caption(String text, Instant at) {
        caption = text;
        tags = Tags.in(text).toArray(String[]::new);
        editedAt = at;
    }

    void show(Visibility wanted, Instant at) {
        visibility = wanted.stored();
        editedAt = at;
    }

    void letComment(Commenting wanted, Instant at) {
        commenting = wanted.stored();
        editedAt = at;
    }

    void delete(Instant at) {
        deletedAt = at;
    }
}
