package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.storage.Assembly;
import io.overdub.uploads.storage.DirectAccess;
import io.overdub.uploads.storage.SignedPut;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.StorageDown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where uploads begin: phones announce what they have, and learn how to put it into storage. */
@ApplicationScoped
class CheckIn {

    private static final Logger LOG = Logger.getLogger(CheckIn.class);

    static final Duration PUT_LIFE = Duration.ofMinutes(15);

    /** How many parts are signed at once. */
    static final int BATCH = 50;

    private final UploadBook book;
    private final Limits limits;
    private final PartRules partRules;
    private final Storage storage;
    private final DirectAccess access;
    private final Ids ids;
    private final Clock clock;

    CheckIn(
            UploadBook book,
            Limits limits,
            PartRules partRules,
            Storage storage,
            DirectAccess access,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.limits = limits;
        this.partRules = partRules;
        this.storage = storage;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a phone has to do next. Either {@code put} or {@code multipart} is there.
     *
     * @param sentBefore whether the person has the very same bytes ready already: then completing works without sending them
     */
    @Schema(name = "OpenedUpload")
    record Opened(
            UploadId id,
            UploadState state,
            boolean sentBefore,
            @Nullable SignedPut put,
            @Nullable Multipart multipart) {}

    /** @param writing makes the row, by {@link #write}; may refuse */
    Opened open(AccountId owner, Announcement announcement, Function<Draft, Opened> writing) {
        limits.check(announcement);
        var partition = partRules.partitionOf(announcement.sizeBytes());
        return partition.isEmpty()
                ? writing.apply(Draft.whole(ids, announcement))
                : openInParts(owner, announcement, partition.get(), writing);
    }

    private Opened openInParts(
            AccountId owner, Announcement announcement, Partition partition, Function<Draft, Opened> writing) {
        book.refuseBeyondLimits(owner, announcement);
        var id = new UploadId(ids.next());
        var assembly = storage.begin(Keys.incoming(id), announcement.contentType());
        Opened opened = null;
        try {
            opened = writing.apply(new Draft(id, announcement, Optional.of(new InParts(assembly, partition))));
            return opened;
        } finally {
            if (opened == null) {
                // Refused, or said before. A crash right here, too, is for the sweeper: no row knows the assembly.
                abandon(assembly);
            }
        }
    }

    private void abandon(Assembly assembly) {
        try {
            storage.abandon(assembly);
        } catch (StorageDown e) {
            LOG.info("Leaving parts to the sweeper");
        }
    }

    /** The step of opening that calls nobody. */
    Opened write(AccountId owner, Draft draft) {
        var written = book.open(owner, draft);
        var upload = written.upload();
        var inParts = upload.inParts();
        return new Opened(
                upload.id(),
                upload.state(),
                written.sentBefore(),
                inParts.isPresent() ? null : access.put(upload.expected(), clock.instant(), PUT_LIFE),
                inParts.map(parts -> sign(parts, firstOf(parts.partition()))).orElse(null));
    }

    private static List<Integer> firstOf(Partition partition) {
        return partition.numbers().subList(0, Math.min(BATCH, partition.count()));
    }

    private Multipart sign(InParts inParts, Collection<Integer> numbers) {
        var now = clock.instant();
        var partition = inParts.partition();
        var signed = numbers.stream()
                .map(number -> {
                    var put = access.part(inParts.assembly(), number, partition.sizeOf(number), now, PUT_LIFE);
                    return new Multipart.Part(number, put.url(), put.headers());
                })
                .toList();
        return new Multipart(partition.partSize(), partition.count(), now.plus(PUT_LIFE), signed);
    }

    /** Signed requests for these parts, each once, for the first time or anew. Calls nobody. */
    Multipart sign(UploadId id, AccountId owner, List<Integer> numbers) {
        var upload = book.find(id, owner);
        refuseUnlessAwaited(upload);
        var inParts = upload.inParts().orElseThrow(UploadRefused::notInParts);
        refuseUnknown(numbers, inParts.partition());
        return sign(inParts, new TreeSet<>(numbers));
    }

    private void refuseUnlessAwaited(UploadEntity upload) {
        if (upload.isClaimed(clock.instant())) {
            throw UploadRefused.beingCompleted();
        }
        if (!upload.isOpen()) {
            throw UploadRefused.because(upload.status());
        }
    }

    private static void refuseUnknown(List<Integer> numbers, Partition partition) {
        var faults = new ArrayList<Refusal.Fault>();
        for (var at = 0; at < numbers.size(); at++) {
            if (!partition.has(numbers.get(at))) {
                faults.add(new Refusal.Fault("numbers[" + at + "]", "from 1 to " + partition.count()));
            }
        }
        if (!faults.isEmpty()) {
            throw UploadRefused.unknownParts(faults);
        }
    }
}
