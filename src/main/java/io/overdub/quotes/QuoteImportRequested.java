package io.overdub.quotes;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/** One row of an import waits for its sound. */
@StableName("quotes.quote_import_requested")
record QuoteImportRequested(UUID imported, int row) implements DomainEvent {}
