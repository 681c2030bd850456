package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The short transactions of the handshake. None of them knows storage; what they answer tells the caller what to do there. */
@ApplicationScoped
class UploadBook {

    /** What came of asking for a claim: the claim, or the state that forbids one. */
    record Asked(Optional<Claim> claim, UploadStatus status) {}

    private final UploadRepository uploads;
    private final RenditionRepository renditions;
    private final Limits limits;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    UploadBook(
            UploadRepository uploads,
            RenditionRepository renditions,
            Limits limits,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.uploads = uploads;
        this.renditions = renditions;
        this.limits = limits;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    UploadEntity open(AccountId owner, Announcement announcement) {
        if (uploads.countOpen(owner, limits.openUploads()) >= limits.openUploads()) {
            throw UploadRefused.tooManyOpen(limits.openUploads());
        }
        return write(owner, announcement);
    }

    /** Like {@link #open}, for what this process brings in itself and settles at once. */
    @Transactional
    UploadEntity openUncounted(AccountId owner, Announcement announcement) {
        return write(owner, announcement);
    }

    private UploadEntity write(AccountId owner, Announcement announcement) {
        var upload = new UploadEntity(ids.next(), owner, announcement, clock.instant());
        uploads.insert(upload);
        return upload;
    }

    int countOpen(AccountId owner) {
        return uploads.countOpen(owner, limits.openUploads());
    }

    UploadEntity find(UploadId id, AccountId owner) {
        return owned(uploads.find(id), id, owner);
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
     * What other rooms may use of an upload that is ready. While it waits for work, the end of that waits for the caller's transaction:
     * so whatever is made of it there is there to hear of it.
     */
    Media mediaOf(UploadEntity upload) {
        var settled = upload.workState() == WorkState.WAITING
                ? uploads.share(upload.id()).orElse(upload)
                : upload;
        var failure = settled.workFailure();
        if (failure != null) {
            throw UploadNotUsable.unworkable(failure);
        }
        return settled.media(renditions.workOn(settled));
    }

    Collection<String> renditionKeys(UploadId id) {
        return renditions.keys(id).values();
    }

    /** True when it is now aborted; false when it had come to nothing before. */
    @Transactional
    boolean abort(UploadId id, AccountId owner) {
        var upload = owned(uploads.lock(id), id, owner);
        var now = clock.instant();
        if (upload.state() == UploadState.READY) {
            throw UploadRefused.inUse();
        }
        if (upload.isClaimed(now)) {
            throw UploadRefused.beingCompleted();
        }
        if (!upload.isOpen()) {
            return false;
        }
        upload.abort(now);
        uploads.update(upload);
        return true;
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
    List<UploadId> expire(Instant openedBefore, Instant now, int limit) {
        var stale = uploads.lockNeverCompleted(openedBefore, now, limit);
        for (var upload : stale) {
            upload.expire(now);
            uploads.update(upload);
        }
        return stale.stream().map(UploadEntity::id).toList();
    }

    Set<UploadId> openAmong(Collection<UploadId> ids) {
        return uploads.openAmong(ids);
    }

    List<UploadId> overBefore(Instant changedBefore, int limit) {
        return uploads.overBefore(changedBefore, limit).stream()
                .map(UploadEntity::id)
                .toList();
    }

    @Transactional
    void remove(Collection<UploadId> ids) {
        uploads.remove(ids);
    }

    private static UploadEntity owned(Optional<UploadEntity> found, UploadId id, AccountId owner) {
        return found.filter(upload -> upload.belongsTo(owner)).orElseThrow(() -> UploadNotUsable.notFound(id));
    }
}
