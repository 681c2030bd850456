package io.overdub.uploads;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.uploads.work.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The short transactions around the work on uploads: what waits, who has it, what came of it. */
@ApplicationScoped
class WorkBook {

    /** After so many tries that ended without a word, an upload is held to be the reason. */
    static final int MOST_STRIKES = 3;

    enum Settled {
        KEPT,
        TAKEN_OVER,
        FORGOTTEN
    }

    private final UploadRepository uploads;
    private final RenditionRepository renditions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    WorkBook(UploadRepository uploads, RenditionRepository renditions, Outbox outbox, Ids ids, Clock clock) {
        this.uploads = uploads;
        this.renditions = renditions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** What has waited longest, unless nothing is due. Whoever has it keeps it for the lease; each gets it at most once at a time. */
    @Transactional
    Optional<Assignment> next(Duration lease) {
        var now = clock.instant();
        return uploads.lockNextToWorkOn(now).map(upload -> {
            var task = taskFor(upload);
            var number = upload.takeUpWork(now.plus(lease));
            uploads.update(upload);
            return new Assignment(upload.id(), number, upload.kind(), upload.contentType(), keys(upload), task);
        });
    }

    private static Assignment.Task taskFor(UploadEntity upload) {
        if (upload.state() != UploadState.READY) {
            return Assignment.Task.CLEAR_UP;
        }
        return upload.strikes() < MOST_STRIKES ? Assignment.Task.MAKE : Assignment.Task.GIVE_UP;
    }

    /** Those of the first try, if there was one. */
    private Map<Rendition.Form, String> keys(UploadEntity upload) {
        var forms = upload.kind() == UploadKind.QUOTE_SOUND
                ? List.of(Rendition.Form.SOUND)
                : List.of(Rendition.Form.FILM, Rendition.Form.SILENT_FILM, Rendition.Form.POSTER);
        for (var form : forms) {
            renditions.plan(upload.id(), form, Keys.rendition(ids.next()));
        }
        return renditions.keys(upload.id());
    }

    /** The pieces count from now on, and other rooms hear of it; unless somebody else has it, or nobody needs it any more. */
    @Transactional
    Settled settle(Assignment assignment, Verdict verdict, List<Rendition> made) {
        var upload = uploads.lock(assignment.upload()).filter(found -> found.isHeldBy(assignment));
        if (upload.isEmpty()) {
            return Settled.TAKEN_OVER;
        }
        if (upload.get().state() != UploadState.READY) {
            return Settled.FORGOTTEN;
        }
        end(upload.get(), verdict, made);
        return Settled.KEPT;
    }

    private void end(UploadEntity upload, Verdict verdict, List<Rendition> made) {
        upload.endWork(verdict);
        uploads.update(upload);
        for (var rendition : made) {
            renditions.keep(upload.id(), rendition, verdict instanceof Verdict.MadeSound sound ? sound : null);
        }
        outbox.publish(new MediaWorked(upload.id(), upload.kind(), renditions.workOn(upload)));
    }

    /** Whoever works on keeps it. */
    @Transactional
    void renew(Assignment assignment, Duration lease) {
        uploads.lock(assignment.upload())
                .filter(found -> found.isHeldBy(assignment))
                .ifPresent(upload -> {
                    upload.renewWork(clock.instant().plus(lease));
                    uploads.update(upload);
                });
    }

    /** Nothing is left of it, so nothing waits. */
    @Transactional
    void drop(Assignment assignment) {
        uploads.lock(assignment.upload())
                .filter(found -> found.isHeldBy(assignment))
                .ifPresent(upload -> {
                    upload.dropWork();
                    uploads.update(upload);
                });
    }

    /** @param blameless whether the try does not count */
    @Transactional
    void putOff(Assignment assignment, Duration pause, boolean blameless) {
        uploads.lock(assignment.upload())
                .filter(found -> found.isHeldBy(assignment))
                .ifPresent(upload -> {
                    upload.putOffWork(clock.instant().plus(pause), blameless);
                    uploads.update(upload);
                });
    }
}
