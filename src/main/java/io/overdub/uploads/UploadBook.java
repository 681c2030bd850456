package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.storage.Assembly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The short transactions of the handshake. None of them knows storage; what they answer tells the caller what to do there. */
@ApplicationScoped
class UploadBook {

    /** What came of asking for a claim: the claim, or the state that forbids one. */
    record Asked(Optional<Claim> claim, UploadStatus status) {}

    private static final UUID OLDEST = new UUID(0, 0);

    private final UploadRepository uploads;
    private final RenditionRepository renditions;
    private final Disuse disuse;
    private final Limits limits;
    private final Outbox outbox;
    private final Clock clock;

    UploadBook(
            UploadRepository uploads,
            RenditionRepository renditions,
            Disuse disuse,
            Limits limits,
            Outbox outbox,
            Clock clock) {
        this.uploads = uploads;
        this.renditions = renditions;
        this.disuse = disuse;
        this.limits = limits;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What opening came to. @param sentBefore whether the person has the very same bytes ready already */
    record Written(UploadEntity upload, boolean sentBefore) {}

    /** @throws Refusal 429 {@code too_many_open_uploads} or {@code daily_limit}, exactly, however many ask at once */
    @Transactional
    Written open(AccountId owner, Draft draft) {
        uploads.lockOpening(owner);
        var usage = uploads.usage(owner, Day.of(clock).start(), draft.announcement());
        refuseBeyondLimits(usage, draft.announcement());
        return new Written(write(new UploadEntity(draft, owner, true, clock.instant())), usage.sentBefore());
    }

    /** As {@link #open} will judge, unless somebody is faster: spares storage the work for what will be refused. */
    void refuseBeyondLimits(AccountId owner, Announcement announcement) {
        refuseBeyondLimits(uploads.usage(owner, Day.of(clock).start(), announcement), announcement);
    }

    private void refuseBeyondLimits(Usage usage, Announcement announcement) {
        if (usage.open() >= limits.openUploads()) {
            throw UploadRefused.tooManyOpen(limits.openUploads());
        }
        limits.checkDay(usage, announcement.sizeBytes(), Day.of(clock));
    }

    /** For what this process brings in itself and settles at once: no limit of the person counts it. */
    @Transactional
    UploadEntity openUncounted(AccountId owner, Draft draft) {
        return write(new UploadEntity(draft, owner, false, clock.instant()));
    }

    private UploadEntity write(UploadEntity upload) {
        uploads.insert(upload);
        return upload;
    }

    Usage usage(AccountId owner) {
        return uploads.usage(owner, Day.of(clock).start());
    }

    UploadEntity find(UploadId id, AccountId owner) {
        return owned(uploads.find(id), id, owner);
    }

    /** The same, and nobody forgets it before the end of the caller's transaction. */
    @Transactional
    UploadEntity hold(UploadId id, AccountId owner) {
        return owned(uploads.share(id), id, owner);
    }

    @Transactional
    Asked claim(UploadId id, AccountId owner) {
        var upload = owned(uploads.lock(id), id, owner);
        var now = clock.instant();
        if (!upload.isOpen() || upload.isClaimed(now)) {
            return new Asked(Optional.empty(), upload.status());
        }
        var claim = upload.claim(now);
        uploads.update(upload);
        return new Asked(Optional.of(claim), upload.status());
    }

    /** Holds the claim for another while; false when somebody else decides by now. */
    @Transactional
    boolean renew(Claim claim) {
        var held = uploads.lock(claim.id()).filter(upload -> upload.isHeldBy(claim));
        held.ifPresent(upload -> {
            upload.renew(clock.instant());
            uploads.update(upload);
        });
        return held.isPresent();
    }

    /** Gives the claim up, unless it was lost to somebody else. */
    @Transactional
    void release(Claim claim) {
        uploads.lock(claim.id()).filter(upload -> upload.isHeldBy(claim)).ifPresent(upload -> {
            upload.release(clock.instant());
            uploads.update(upload);
        });
    }

    /** Other media of the same person and kind that has the same bytes. */
    Optional<Media> readyLike(Claim claim) {
        return uploads.readyLike(claim).map(twin -> twin.media(MediaWork.without(twin.workState())));
    }

    /** What the upload is now: as found, unless the claim was lost to somebody else. */
    @Transactional
    UploadStatus settle(Claim claim, Finding finding) {
        var upload = uploads.lock(claim.id()).orElseThrow(() -> UploadNotUsable.notFound(claim.id()));
        if (upload.isHeldBy(claim)) {
            upload.settle(finding, clock.instant());
            uploads.update(upload);
            if (upload.workState() == WorkState.WAITING) {
                outbox.publish(new UploadReady(claim.id()));
            }
        }
        return upload.status();
    }

    /**
     * What other rooms may use of an upload that is ready. They hold it: the end of work on it waits for the caller's transaction, so
     * whatever is made of it there is there to hear of it.
     */
    Media mediaOf(UploadEntity held) {
        var failure = held.workFailure();
        if (failure != null) {
            throw UploadNotUsable.unworkable(failure);
        }
        return held.media(renditions.workOn(held));
    }

    Collection<String> renditionKeys(UploadId id) {
        return renditions.keys(id).values();
    }

    /**
     * What it leaves behind when it is now aborted; empty when it had come to nothing before. One that is ready is forgotten if nothing was
     * made of it: whoever makes something of it holds it meanwhile.
     */
    @Transactional
    Optional<Remains> abort(UploadId id, AccountId owner) {
        var upload = owned(uploads.lock(id), id, owner);
        var now = clock.instant();
        if (upload.state() == UploadState.READY) {
            disuse.takeBack(upload);
            return Optional.empty();
        }
        if (upload.isClaimed(now)) {
            throw UploadRefused.beingCompleted();
        }
        if (!upload.isOpen()) {
            return Optional.empty();
        }
        upload.abort(now);
        uploads.update(upload);
        return Optional.of(upload.remains());
    }

    /** True when its objects may go: it is forgotten now, or was before. */
    @Transactional
    boolean forget(UploadId id) {
        var upload = uploads.lock(id);
        var forgotten = upload.filter(found -> found.forget(clock.instant()));
        forgotten.ifPresent(uploads::update);
        return forgotten.isPresent();
    }

    /** At most {@code limit} uploads that were opened before and never completed; they are expired when this returns. */
    @Transactional
    List<Remains> expire(Instant openedBefore, Instant now, int limit) {
        var stale = uploads.lockNeverCompleted(openedBefore, now, limit);
        for (var upload : stale) {
            upload.expire(now);
            uploads.update(upload);
        }
        return stale.stream().map(UploadEntity::remains).toList();
    }

    Set<UploadId> openAmong(Collection<UploadId> ids) {
        return uploads.openAmong(ids);
    }

    /** Of these assemblies, the ones whose parts an open upload waits for. */
    Set<Assembly> liveAmong(Collection<Assembly> assemblies) {
        var ids = assemblies.stream()
                .map(assembly -> Keys.uploadOf(assembly.key()))
                .flatMap(Optional::stream)
                .toList();
        return uploads.openInPartsAmong(ids).stream()
                .map(UploadEntity::inParts)
                .flatMap(Optional::stream)
                .map(InParts::assembly)
                .collect(Collectors.toSet());
    }

    List<Remains> overBefore(Instant changedBefore, int limit) {
        return uploads.overBefore(changedBefore, limit).stream()
                .map(UploadEntity::remains)
                .toList();
    }

    /** Some that are ready, in ascending order of id. */
    List<UploadEntity> readyOf(AccountId owner, @Nullable UUID after, int limit) {
        return uploads.readyOf(owner, after == null ? OLDEST : after, limit);
    }

    /** What there may be of some of somebody's uploads, in whatever state. */
    List<Remains> of(AccountId owner, int limit) {
        return uploads.of(owner, limit).stream().map(UploadEntity::remains).toList();
    }

    @Transactional
    void disown(UploadId id) {
        uploads.disown(id);
    }

    @Transactional
    void remove(Collection<UploadId> ids) {
        uploads.remove(ids);
    }

    private static UploadEntity owned(Optional<UploadEntity> found, UploadId id, AccountId owner) {
        return found.filter(upload -> upload.belongsTo(owner)).orElseThrow(() -> UploadNotUsable.notFound(id));
    }
}
