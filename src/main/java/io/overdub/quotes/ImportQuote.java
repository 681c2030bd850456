package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.quotes.ImportReport.Status;
import io.overdub.quotes.sounds.SoundSource;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.net.URI;

/** Fetches the sound of a row and makes a quote of it. A sound that is a quote already is left alone, so a file may come again. */
@Singleton
@StableName("quotes.import_quote")
class ImportQuote implements Subscriber<QuoteImportRequested> {

    static final String SOUND_TYPE = "audio/mp4";

    private final ImportRepository imports;
    private final QuoteRepository quotes;
    private final EditorsDesk desk;
    private final SoundSource sounds;
    private final Uploads uploads;

    ImportQuote(
            ImportRepository imports, QuoteRepository quotes, EditorsDesk desk, SoundSource sounds, Uploads uploads) {
        this.imports = imports;
        this.quotes = quotes;
        this.desk = desk;
        this.sounds = sounds;
        this.uploads = uploads;
    }

    @Override
    public void on(QuoteImportRequested event) {
        imports.waiting(event.imported(), event.row()).ifPresent(row -> {
            var outcome = outcome(row);
            imports.settle(
                    event.imported(),
                    event.row(),
                    outcome.status(),
                    outcome.quoteId(),
                    outcome.code(),
                    outcome.detail());
        });
    }

    private ImportReport.Result outcome(ImportRepository.Pending row) {
        var known = quotes.idFromSource(row.sound());
        if (known.isPresent()) {
            return result(row, Status.UNCHANGED, known.get());
        }
        try {
            return row.sound().startsWith(QuoteImports.UPLOAD)
                    ? publish(row, UploadId.fromString(row.sound().substring(QuoteImports.UPLOAD.length())))
                    : fetch(row);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
                throw refusal;
            }
            return failed(row, refusal.code(), refusal.getMessage());
        }
    }

    /** A sound that is in the catalogue already is not even stored again. */
    private ImportReport.Result fetch(ImportRepository.Pending row) {
        var fetched = sounds.fetch(URI.create(row.sound()));
        if (fetched instanceof SoundSource.Fetched.Sound sound) {
            var same = quotes.withSound(sound.sha256());
            if (same.isPresent()) {
                return result(row, Status.UNCHANGED, new QuoteId(same.get().id()));
            }
            var editor = new AccountId(row.editor());
            return publish(row, uploads.keep(editor, UploadKind.QUOTE_SOUND, SOUND_TYPE, sound.bytes()));
        }
        var nothing = (SoundSource.Fetched.Nothing) fetched;
        return failed(row, nothing.code(), nothing.detail());
    }

    private ImportReport.Result publish(ImportRepository.Pending row, UploadId sound) {
        var brought = desk.publish(new AccountId(row.editor()), sound, row.text(), null, null, row.sound());
        return result(
                row,
                brought.deduplicated() ? Status.UNCHANGED : Status.CREATED,
                brought.quote().id());
    }

    private static ImportReport.Result result(ImportRepository.Pending row, Status status, QuoteId quote) {
        return new ImportReport.Result(0, row.text().title(), status, quote, null, null);
    }

    private static ImportReport.Result failed(ImportRepository.Pending row, String code, String detail) {
        return new ImportReport.Result(0, row.text().title(), Status.FAILED, null, code, detail);
    }
}
