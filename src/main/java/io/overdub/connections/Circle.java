package io.overdub.connections;

import io.overdub.accounts.AccountId;
import java.util.List;

/**
 * The people around somebody.
 *
 * @param followees the 2,000 whom they followed last
 * @param avoided whom they mute or block, the last 2,000 of each; not those who block them
 */
public record Circle(List<AccountId> followees, List<AccountId> avoided) {

    static final int MOST = 2_000;
}
