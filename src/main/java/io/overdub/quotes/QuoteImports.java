package io.overdub.quotes;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.quotes.ImportReport.Status;
import io.overdub.quotes.sounds.SoundOrigins;
import io.overdub.uploads.UploadId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a list of names and sound addresses in and reports on every row of it. */
@ApplicationScoped
class QuoteImports {

    static final String UPLOAD = "upload:";

    private final ImportRepository imports;
    private final SoundOrigins origins;
    private final Categories categories;
    private final Validator validator;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    QuoteImports(
            ImportRepository imports,
            SoundOrigins origins,
            Categories categories,
            Validator validator,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.origins = origins;
        this.categories = categories;
        this.validator = validator;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Judges every row by itself, without fetching anything. */
    ImportReport rehearse(List<QuoteImportResource.Row> rows) {
        return ImportReport.of(null, judge(rows, Status.VALID));
    }

    /** Bad rows have failed at once; the others wait for their sounds, which are fetched after the answer. */
    @Transactional
    ImportReport start(AccountId editor, List<QuoteImportResource.Row> rows) {
        var id = ids.next();
        var results = judge(rows, Status.WAITING);
        imports.open(id, editor.value(), clock.instant());
        var requests = new ArrayList<QuoteImportRequested>();
        for (var result : results) {
            var row = rows.get(result.index());
            imports.add(id, result, row.soundOrEmpty(), row.text());
            if (result.status() == Status.WAITING) {
                requests.add(new QuoteImportRequested(id, result.index()));
            }
        }
        outbox.publish(requests.toArray(QuoteImportRequested[]::new));
        return ImportReport.of(id, results);
    }

    ImportReport show(UUID id) {
        if (!imports.exists(id)) {
            throw new ImportNotFound();
        }
        return ImportReport.of(id, imports.results(id));
    }

    private List<ImportReport.Result> judge(List<QuoteImportResource.Row> rows, Status passed) {
        var named =
                rows.stream().flatMap(row -> row.text().categories().stream()).collect(toSet());
        var unknown = Set.copyOf(categories.unknownAmong(named));
        var seen = new HashSet<String>();
        var results = new ArrayList<ImportReport.Result>(rows.size());
        for (var row : rows) {
            results.add(judge(results.size(), row, passed, seen.add(row.soundOrEmpty()), unknown));
        }
        return results;
    }

    private ImportReport.Result judge(
            int index, QuoteImportResource.Row row, Status passed, boolean fresh, Set<String> unknownCategories) {
        var faults = validator.validate(row);
        if (!faults.isEmpty()) {
            var fault = faults.iterator().next();
            return failed(index, row, "invalid_row", fault.getPropertyPath() + " " + fault.getMessage());
        }
        var text = row.text();
        if (text.categories().stream().anyMatch(unknownCategories::contains)) {
            return failed(index, row, "unknown_category", "Not all of these categories are there");
        }
        if (!fresh) {
            return failed(index, row, "repeated_sound", "An earlier row names the same sound");
        }
        var wrong = wrongWith(row.soundOrEmpty());
        return wrong == null
                ? new ImportReport.Result(index, text.title(), passed, null, null, null)
                : failed(index, row, "bad_sound_address", wrong);
    }

    private @Nullable String wrongWith(String sound) {
        try {
            if (sound.startsWith(UPLOAD)) {
                UploadId.fromString(sound.substring(UPLOAD.length()));
                return null;
            }
            return origins.allow(new URI(sound)) ? null : "Not one of the origins that imports may fetch from";
        } catch (IllegalArgumentException | URISyntaxException e) {
            return "Neither an address nor upload: and an id";
        }
    }

    private static ImportReport.Result failed(int index, QuoteImportResource.Row row, String code, String detail) {
        return new ImportReport.Result(index, row.nameOrEmpty(), Status.FAILED, null, code, detail);
    }
}
