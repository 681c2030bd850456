package io.overdub.quotes;

import io.overdub.kernel.Refusal;
import java.util.List;

/** What keeps a soundboard as it is. */
final class SoundboardLimit extends Refusal {

    private SoundboardLimit(Kind kind, String code, String detail, List<Fault> faults) {
        super(kind, code, detail, faults);
    }

    static SoundboardLimit full(int most) {
        return new SoundboardLimit(
                Kind.CONFLICT, "soundboard_full", "A soundboard has at most " + most + " quotes", List.of());
    }

    static SoundboardLimit tooMany(int most) {
        return new SoundboardLimit(
                Kind.CONFLICT, "too_many_soundboards", "At most " + most + " soundboards each", List.of());
    }

    static SoundboardLimit repeated() {
        return new SoundboardLimit(
                Kind.INVALID,
                "quote_repeated",
                "A quote stands on a soundboard once",
                List.of(new Fault("quote_ids", "names a quote twice")));
    }

    static SoundboardLimit unknown(QuoteId quote) {
        return new SoundboardLimit(
                Kind.INVALID,
                "quote_not_found",
                "No such quote: " + quote,
                List.of(new Fault("quote_ids", "names quotes that there are")));
    }
}
