package io.overdub.uploads;

import io.overdub.uploads.storage.ObjectChanged;
import io.overdub.uploads.storage.ReceivedPart;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.StoredObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What the holder of a claim does in storage: puts the parts together, judges the bytes and copies them to where nobody can write.
 * Each step looks at what is there instead of trusting what an earlier try was told, so all of it may be repeated.
 */
@Singleton
class Completion {

    private final UploadBook book;
    private final Examination examination;
    private final Storage storage;
    private final Clock clock;

    Completion(UploadBook book, Examination examination, Storage storage, Clock clock) {
        this.book = book;
        this.examination = examination;
        this.storage = storage;
        this.clock = clock;
    }

    Finding of(Claim claim) {
        try {
            return examine(claim, new Lease(book, claim, clock));
        } catch (ObjectChanged | Lease.ClaimLost e) {
            // Only an abort, the sweeper or who took over removes an object: the claim is lost, as settling will find.
            return new Finding.Nothing(UploadRefused.notUploaded());
        }
    }

    private Finding examine(Claim claim, Lease lease) {
        var object = storage.find(claim.expected().key());
        if (object.isPresent()) {
            return judge(claim, object.get(), lease);
        }
        if (claim.inParts().isPresent()) {
            return assemble(claim, claim.inParts().get(), lease);
        }
        return sentBefore(claim).orElseGet(() -> new Finding.Nothing(UploadRefused.notUploaded()));
    }

    private Finding assemble(Claim claim, InParts inParts, Lease lease) {
        var received = storage.parts(inParts.assembly());
        var missing = received.map(inParts.partition()::missingFrom).orElse(List.of());
        if (!missing.isEmpty()) {
            return sentBefore(claim).orElseGet(() -> new Finding.Nothing(UploadRefused.missingParts(missing)));
        }
        received.ifPresent(parts ->
                storage.assemble(inParts.assembly(), inParts.partition().wholeAmong(parts)));
        lease.keep();
        // An earlier try may have done it without hearing so: what lies there decides.
        return storage.find(claim.expected().key())
                .map(object -> judge(claim, object, lease))
                .orElseGet(() -> new Finding.Nothing(UploadRefused.partsLost()));
    }

    private Finding judge(Claim claim, StoredObject object, Lease lease) {
        var finding = examination.of(claim, object, lease);
        if (finding instanceof Finding.Accepted) {
            lease.keep();
            storage.copy(object, Keys.media(claim.id()), claim.expected().contentType());
        }
        return finding;
    }

    /** Bytes that the same person has ready already need not be sent again: a copy of them is this upload's own. */
    private Optional<Finding> sentBefore(Claim claim) {
        return book.readyLike(claim)
                .flatMap(twin -> storage.find(twin.key()).map(object -> {
                    storage.copy(object, Keys.media(claim.id()), twin.contentType());
                    return examination.accepted(claim.kind(), twin.durationMs(), twin.width(), twin.height());
                }));
    }

    /** The numbers of the parts that are there; all of them when they have been put together. */
    List<Integer> received(InParts inParts) {
        var partition = inParts.partition();
        if (storage.find(inParts.assembly().key()).isPresent()) {
            return partition.numbers();
        }
        return storage.parts(inParts.assembly()).map(partition::wholeAmong).orElse(List.of()).stream()
                .map(ReceivedPart::number)
                .toList();
    }
}
