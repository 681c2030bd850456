package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.delivery.Delivery;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.storage.Storage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Gives people copies of what is kept of them, each for a week. */
@Singleton
class ExportOffice {

    private static final Logger LOG = Logger.getLogger(ExportOffice.class);
    private static final String ZIP = "application/zip";

    private static final Duration LIFE = Duration.ofDays(7);

    /** A copy takes its time: one a day. */
    private static final Duration FRESH = Duration.ofDays(1);

    /** Longer than it takes; after a kill another process makes it then. */
    private static final Duration LEASE = Duration.ofMinutes(45);

    private static final Duration WAIT = Duration.ofMinutes(5);

    private final ExportRepository exports;
    private final ExportShelf shelf;
    private final Packer packer;
    private final Storage storage;
    private final Delivery delivery;
    private final Accounts accounts;
    private final Ids ids;
    private final Clock clock;

    ExportOffice(
            ExportRepository exports,
            ExportShelf shelf,
            Packer packer,
            Storage storage,
            Delivery delivery,
            Accounts accounts,
            Ids ids,
            Clock clock) {
        this.exports = exports;
        this.shelf = shelf;
        this.packer = packer;
        this.storage = storage;
        this.delivery = delivery;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
    }

    /** May be repeated: one that is waited for, or is not a day old, is the one. */
    PersonalExport ask(AccountId account) {
        var now = clock.instant();
        exports.ask(account, Keys.rendition(ids.next()), now, now.minus(FRESH));
        return show(account);
    }

    /** @throws ExportNotFound when none was asked for, or it is over */
    PersonalExport show(AccountId account) {
        return exports.find(account).map(this::shown).orElseThrow(ExportNotFound::new);
    }

    private PersonalExport shown(ExportRepository.Row row) {
        var key = row.key();
        return row.ready() && key != null
                ? new PersonalExport(
                        PersonalExport.State.READY,
                        row.askedAt(),
                        row.readyAt(),
                        row.expiresAt(),
                        row.sizeBytes(),
                        delivery.address(key, row.account()))
                : new PersonalExport(PersonalExport.State.WAITING, row.askedAt(), null, null, null, null);
    }

    /** Makes one that is waited for; false when there is none. */
    boolean makeOne() {
        var now = clock.instant();
        var found = exports.claim(now, now.plus(LEASE));
        found.ifPresent(this::make);
        return found.isPresent();
    }

    private void make(ExportRepository.Row row) {
        if (!accounts.isOpen(row.account())) {
            // They closed their account meanwhile.
            shelf.remove(row);
            return;
        }
        try {
            var file = Files.createTempFile("export", ".zip");
            try {
                packer.pack(row.account(), file);
                var size = Files.size(file);
                storage.upload(new ExpectedObject(row.plannedKey(), ZIP, size, DocumentShelf.sha256(file)), file);
                settle(row, size);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EngineAway | Refusal e) {
            LOG.warnf("The export of %s is made later: %s", row.account(), e.getMessage());
            exports.putOff(row.account(), clock.instant().plus(WAIT));
        }
    }

    private void settle(ExportRepository.Row row, long size) {
        var now = clock.instant();
        if (!exports.ready(row, size, now, now.plus(LIFE))) {
            storage.delete(row.plannedKey());
        } else if (row.key() != null && !row.key().equals(row.plannedKey())) {
            storage.delete(row.key());
        }
    }

    static final class ExportNotFound extends Refusal {
        ExportNotFound() {
            super(Kind.NOT_FOUND, "export_not_found", "Ask for one with POST; it is there for a week");
        }
    }
}
