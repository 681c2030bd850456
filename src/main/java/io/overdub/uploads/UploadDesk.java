package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.uploads.delivery.Delivery;
import io.overdub.uploads.storage.ObjectChanged;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.StorageDown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the handshake: transactions in the book, work in storage between them. */
@ApplicationScoped
class UploadDesk implements Uploads {

    private static final Logger LOG = Logger.getLogger(UploadDesk.class);

    /** How long a request waits for another one that is completing the same upload. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UploadBook book;
    private final Limits limits;
    private final Completion completion;
    private final Storage storage;
    private final Delivery delivery;
    private final Ids ids;
    private final Clock clock;
    private final Bell bell = new Bell();

    UploadDesk(
            UploadBook book,
            Limits limits,
            Completion completion,
            Storage storage,
            Delivery delivery,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.limits = limits;
        this.completion = completion;
        this.storage = storage;
        this.delivery = delivery;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public UploadId keep(AccountId owner, UploadKind kind, String contentType, byte[] bytes) {
        var announcement = Announcement.of(kind, contentType, bytes);
        limits.check(announcement);
        var upload = book.openUncounted(owner, Draft.whole(ids, announcement));
        try {
            storage.put(upload.expected(), bytes);
            return complete(upload.id(), owner).id();
        } catch (StorageDown e) {
            // Who tries again brings the bytes again, as another upload.
            abort(upload.id(), owner);
            throw e;
        }
    }

    /** Also when storage is down: then it does not say which parts have arrived. */
    UploadStatus show(UploadId id, AccountId owner) {
        var upload = book.find(id, owner);
        return upload.status(
                upload.isOpen() ? upload.inParts().map(this::received).orElse(null) : null);
    }

    private @Nullable List<Integer> received(InParts inParts) {
        try {
            return completion.received(inParts);
        } catch (StorageDown e) {
            return null;
        }
    }

    void abort(UploadId id, AccountId owner) {
        book.abort(id, owner).ifPresent(remains -> removeLater(() -> discard(remains)));
    }

    /** Ready or a refusal; whoever asks while another request is at work gets that one's answer. */
    UploadStatus complete(UploadId id, AccountId owner) {
        var deadline = clock.instant().plus(PATIENCE);
        while (true) {
            var asked = book.claim(id, owner);
            var status = asked.claim().isPresent() ? work(asked.claim().get()) : asked.status();
            if (status.state() != UploadState.COMPLETING || clock.instant().isAfter(deadline)) {
                return answer(status);
            }
            bell.await();
        }
    }

    private static UploadStatus answer(UploadStatus status) {
        if (status.state() != UploadState.READY) {
            throw UploadRefused.because(status);
        }
        return status;
    }

    private UploadStatus work(Claim claim) {
        try {
            return finish(claim, completion.of(claim));
        } catch (StorageDown e) {
            book.release(claim);
            throw e;
        } finally {
            bell.ring();
        }
    }

    private UploadStatus finish(Claim claim, Finding finding) {
        var status = book.settle(claim, finding);
        switch (status.state()) {
            case READY, FAILED -> removeLater(() -> discardIncoming(claim.remains()));
            case EXPIRED, ABORTED, FORGOTTEN -> removeLater(() -> discard(claim.remains()));
            case CREATED -> {
                if (finding instanceof Finding.Nothing nothing) {
                    throw nothing.why();
                }
            }
            case COMPLETING -> LOG.debugf("%s stays open", claim.id());
        }
        return status;
    }

    @Override
    public String openAddress(String mediaKey) {
        return delivery.openAddress(Keys.checkedMedia(mediaKey));
    }

    @Override
    public String lastingAddress(String mediaKey) {
        return delivery.lastingAddress(Keys.checkedMedia(mediaKey));
    }

    @Override
    public boolean isServed(String mediaKey) {
        var key = Keys.checkedMedia(mediaKey);
        return storage.find(delivery.hasOpenSide() ? Delivery.openKey(key) : key)
                .isPresent();
    }

    @Override
    public boolean hasOpenSide() {
        return delivery.hasOpenSide();
    }

    @Override
    public boolean open(String mediaKey, String contentType) {
        if (!delivery.hasOpenSide()) {
            return false;
        }
        var closed = storage.find(Keys.checkedMedia(mediaKey));
        if (closed.isEmpty()) {
            return false;
        }
        try {
            storage.copy(closed.get(), Delivery.openKey(mediaKey), contentType);
            return true;
        } catch (ObjectChanged e) {
            // Media never changes: it was removed in this moment.
            return false;
        }
    }

    @Override
    public void closeAll(UploadId id) {
        close(Keys.media(id));
        book.renditionKeys(id).forEach(this::close);
    }

    private void close(String mediaKey) {
        storage.delete(Delivery.openKey(mediaKey));
    }

    @Override
    public void forget(UploadId id) {
        if (book.forget(id)) {
            discard(new Remains(id, Optional.empty()));
            book.renditionKeys(id).forEach(storage::delete);
            closeAll(id);
        }
    }

    @Override
    public void disown(UploadId id) {
        book.disown(id);
    }

    /** Some more of somebody's uploads, with all that was made of them; how many. Objects first: while the row stands, a failure here is tried again. */
    int forgetAll(AccountId owner, int limit) {
        var some = book.of(owner, limit);
        for (var remains : some) {
            discard(remains);
            book.renditionKeys(remains.id()).forEach(storage::delete);
            closeAll(remains.id());
        }
        book.remove(some.stream().map(Remains::id).toList());
        return some.size();
    }

    /** Removes all there is of an upload that is not ready and can never become so. */
    void discard(Remains remains) {
        discardIncoming(remains);
        storage.delete(Keys.media(remains.id()));
    }

    private void discardIncoming(Remains remains) {
        remains.assembly().ifPresent(storage::abandon);
        storage.delete(Keys.incoming(remains.id()));
    }

    /** The answer stands without it, so an outage does not spoil it: what stays behind, the sweeper removes. */
    private static void removeLater(Runnable removal) {
        try {
            removal.run();
        } catch (StorageDown e) {
            LOG.info("Leaving an object to the sweeper");
        }
    }

    @Override
    public Media ready(UploadId id, AccountId owner, UploadKind kind) {
        var upload = book.hold(id, owner);
        if (upload.kind() != kind) {
            throw UploadNotUsable.wrongKind(id);
        }
        if (upload.state() != UploadState.READY) {
            throw UploadNotUsable.notReady(id);
        }
        return book.mediaOf(upload);
    }

    @Override
    public String address(String mediaKey, @Nullable AccountId viewer) {
        return delivery.address(Keys.checkedMedia(mediaKey), viewer);
    }

    /** Wakes those who wait for a request of this process; of other processes they find out by looking again. */
    private static final class Bell {

        private static final long LOOK_AGAIN_MS = 250;

        synchronized void ring() {
            notifyAll();
        }

        synchronized void await() {
            try {
                wait(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw UploadRefused.beingCompleted();
            }
        }
    }
}
