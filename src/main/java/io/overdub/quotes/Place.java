package io.overdub.quotes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is, as far as we know: the market whose catalogue they asked for, and the country of their account. Both are their
 * word. Who tells neither is shown what is for everywhere.
 *
 * @param market whose catalogue it is; decides over {@code markets}
 * @param countries both, where known; none of them may be among the blocked ones
 */
record Place(@Nullable String market, List<String> countries) {

    static Place of(@Nullable String asked, Optional<String> home) {
        var known = Stream.concat(Optional.ofNullable(asked).stream(), home.stream())
                .distinct();
        return new Place(asked == null ? home.orElse(null) : asked, known.toList());
    }

    boolean admits(List<String> markets, List<String> blocked) {
        var offered = markets.isEmpty() || market != null && markets.contains(market);
        var allowed =
                blocked.isEmpty() || !countries.isEmpty() && countries.stream().noneMatch(blocked::contains);
        return offered && allowed;
    }
}
