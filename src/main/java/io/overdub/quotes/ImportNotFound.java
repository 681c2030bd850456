package io.overdub.quotes;

import io.overdub.kernel.Refusal;

final class ImportNotFound extends Refusal {

    ImportNotFound() {
        super(Kind.NOT_FOUND, "import_not_found", "No such import");
    }
}
