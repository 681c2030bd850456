package io.overdub.connections;

import io.overdub.kernel.Refusal;
import java.util.Locale;

final class FollowingFull extends Refusal {

    FollowingFull() {
        super(
                Kind.CONFLICT,
                "following_full",
                String.format(
                        Locale.ROOT,
                        "You follow %,d people, and nobody can follow more: unfollow somebody first",
                        Connections.MOST_FOLLOWED));
    }
}
