package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.Assembly;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.work.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves only forward, except that a claim which came to nothing makes it {@code created} again. Change it under a lock. */
@Entity
@Table(schema = "uploads", name = "upload")
class UploadEntity {

    static final Duration LEASE = Duration.ofSeconds(30);

    @Id
    private UUID id;

    @Column(name = "owner_id")
    private UUID ownerId;

    @Enumerated(EnumType.STRING)
    private UploadKind kind;

    @Column(name = "content_type")
    private String contentType;

    @Column(name = "size_bytes")
    private long sizeBytes;

    private String sha256;

    @Enumerated(EnumType.STRING)
    private UploadState state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    private int claim;

    @Column(name = "claimed_until")
    private @Nullable Instant claimedUntil;

    @Column(name = "failure_code")
    private @Nullable String failureCode;

    @Column(name = "failure_detail")
    private @Nullable String failureDetail;

    @Column(name = "duration_ms")
    private @Nullable Long durationMs;

    private @Nullable Integer width;

    private @Nullable Integer height;

    @Column(name = "storage_upload")
    private @Nullable String storageUpload;

    @Column(name = "part_size")
    private @Nullable Long partSize;

    /** Read by the statement that counts only. */
    @SuppressWarnings("unused")
    private boolean counted;

    /** Asked for by statements only. */
    @SuppressWarnings("unused")
    @Column(insertable = false, updatable = false)
    private boolean examined;

    @Enumerated(EnumType.STRING)
    @Column(name = "work_state")
    private WorkState workState = WorkState.PASSED_THROUGH;

    @Column(name = "work_due_at")
    private @Nullable Instant workDueAt;

    @Column(name = "work_claim")
    private int workClaim;

    @Column(name = "work_strikes")
    private int workStrikes;

    @Column(name = "work_code")
    private @Nullable String workCode;

    @Column(name = "work_detail")
    private @Nullable String workDetail;

    protected UploadEntity() {}

    /** @param counted whether the day of its owner is charged for it */
    UploadEntity(Draft draft, AccountId owner, boolean counted, Instant now) {
        var announcement = draft.announcement();
        this.id = draft.id().value();
        this.ownerId = owner.value();
        this.kind = announcement.kind();
        this.contentType = announcement.contentType();
        this.sizeBytes = announcement.sizeBytes();
        this.sha256 = announcement.sha256();
        this.state = UploadState.CREATED;
        this.createdAt = now;
        this.changedAt = now;
        this.storageUpload =
                draft.inParts().map(inParts -> inParts.assembly().id()).orElse(null);
        this.partSize =
                draft.inParts().map(inParts -> inParts.partition().partSize()).orElse(null);
        this.counted = counted;
    }

    UploadId id() {
        return new UploadId(id);
    }

    UploadKind kind() {
        return kind;
    }

    UploadState state() {
        return state;
    }

    boolean belongsTo(AccountId account) {
        return ownerId.equals(account.value());
    }

    /** Whether somebody is completing it just now. */
    boolean isClaimed(Instant now) {
        return state == UploadState.COMPLETING && claimedUntil != null && now.isBefore(claimedUntil);
    }

    boolean isOpen() {
        return state == UploadState.CREATED || state == UploadState.COMPLETING;
    }

    /** Takes it for completing; the number tells this claim from one that took over. */
    Claim claim(Instant now) {
        state = UploadState.COMPLETING;
        changedAt = now;
        claimedUntil = now.plus(LEASE);
        claim++;
        return new Claim(id(), claim, new AccountId(ownerId), kind, expected(), inParts());
    }

    /** Holds the claim for another while. */
    void renew(Instant now) {
        claimedUntil = now.plus(LEASE);
    }

    /** Whether this claim still decides: nobody took over, and nobody gave up on it. */
    boolean isHeldBy(Claim holder) {
        return state == UploadState.COMPLETING && claim == holder.number();
    }

    void release(Instant now) {
        change(UploadState.CREATED, now);
    }

    void settle(Finding finding, Instant now) {
        if (finding instanceof Finding.Accepted accepted) {
            change(UploadState.READY, now);
            durationMs = accepted.durationMs();
            width = accepted.width();
            height = accepted.height();
            if (accepted.work()) {
                workState = WorkState.WAITING;
                workDueAt = now;
            }
        } else if (finding instanceof Finding.Rejected rejected) {
            change(UploadState.FAILED, now);
            failureCode = rejected.code();
            failureDetail = rejected.detail();
        } else {
            release(now);
        }
    }

    void abort(Instant now) {
        change(UploadState.ABORTED, now);
    }

    void expire(Instant now) {
        change(UploadState.EXPIRED, now);
    }

    /** Whether its bytes are nobody's any more: from now on, or since before. What never became ready was nobody's either. */
    boolean forget(Instant now) {
        if (state == UploadState.READY) {
            change(UploadState.FORGOTTEN, now);
        }
        return state == UploadState.FORGOTTEN;
    }

    private void change(UploadState next, Instant now) {
        state = next;
        changedAt = now;
        claimedUntil = null;
    }

    String contentType() {
        return contentType;
    }

    WorkState workState() {
        return workState;
    }

    /** How many tries at the work have begun and not ended in a way that excuses it. */
    int strikes() {
        return workStrikes;
    }

    /** Takes it for working on it; the number tells this try from one that took over. */
    int takeUpWork(Instant until) {
        workDueAt = until;
        workStrikes++;
        workClaim++;
        return workClaim;
    }

    boolean isHeldBy(Assignment holder) {
        return workState == WorkState.WAITING && workClaim == holder.number();
    }

    void renewWork(Instant until) {
        workDueAt = until;
    }

    void putOffWork(Instant until, boolean blameless) {
        workDueAt = until;
        if (blameless) {
            workStrikes--;
        }
    }

    void endWork(Verdict verdict) {
        workDueAt = null;
        if (verdict instanceof Verdict.Unworkable unworkable) {
            workState = WorkState.FAILED;
            workCode = unworkable.code();
            workDetail = unworkable.detail();
        } else {
            workState = verdict instanceof Verdict.PassedThrough ? WorkState.PASSED_THROUGH : WorkState.DONE;
        }
    }

    /** Nothing is left to work on. */
    void dropWork() {
        endWork(new Verdict.PassedThrough());
    }

    UploadStatus.@Nullable Failure workFailure() {
        return workCode == null || workDetail == null ? null : new UploadStatus.Failure(workCode, workDetail);
    }

    ExpectedObject expected() {
        return new ExpectedObject(Keys.incoming(id()), contentType, sizeBytes, sha256);
    }

    /** Empty when it comes with one PUT. */
    Optional<InParts> inParts() {
        return storageUpload == null || partSize == null
                ? Optional.empty()
                : Optional.of(new InParts(
                        new Assembly(Keys.incoming(id()), storageUpload), new Partition(sizeBytes, partSize)));
    }

    Remains remains() {
        return new Remains(id(), inParts().map(InParts::assembly));
    }

    Media media(MediaWork work) {
        if (state != UploadState.READY || durationMs == null || width == null || height == null) {
            throw new IllegalStateException(id + " is not ready");
        }
        return new Media(id(), Keys.media(id()), contentType, sizeBytes, sha256, durationMs, width, height, work);
    }

    UploadStatus status() {
        return status(null);
    }

    /** @param received the numbers of the parts that are there; null when nobody asked, or nobody answered */
    UploadStatus status(@Nullable List<Integer> received) {
        return new UploadStatus(
                id(),
                kind,
                state,
                contentType,
                sizeBytes,
                sha256,
                createdAt,
                isOpen() ? progress(received) : null,
                state == UploadState.READY ? UploadStatus.Found.of(media(MediaWork.without(workState))) : null,
                state == UploadState.READY ? new UploadStatus.Work(workState, workFailure()) : null,
                failureCode == null || failureDetail == null
                        ? null
                        : new UploadStatus.Failure(failureCode, failureDetail));
    }

    private UploadStatus.@Nullable Progress progress(@Nullable List<Integer> received) {
        return inParts()
                .map(InParts::partition)
                .map(parts -> new UploadStatus.Progress(parts.partSize(), parts.count(), received))
                .orElse(null);
    }
}
